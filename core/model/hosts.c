/*
 * hosts.c - lists of host names (gi/hosts.h): what may stand in one, and the look into it.
 */
#include "gi/hosts.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

enum { LABEL_MAX = 63, PORT_MAX = 65535 };

static bool is_letter(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
}

/* Labels of 1 to 63 letters that neither begin nor end with '-'. */
static bool is_name(gi_bytes name)
{
    size_t label = 0;
    for (size_t i = 0; i < name.size; i++) {
        bool ends = i + 1 == name.size || name.data[i + 1] == '.';
        if (name.data[i] == '.') {
            if (label == 0 || ends) {
                return false;
            }
            label = 0;
            continue;
        }
        bool edge = label == 0 || ends;
        label++;
        if (!is_letter(name.data[i]) || label > LABEL_MAX || (edge && name.data[i] == '-')) {
            return false;
        }
    }
    return label > 0;
}

static bool is_host(gi_bytes host)
{
    int64_t port = 0;
    const uint8_t *colon = memchr(host.data, ':', host.size);
    size_t size = colon == NULL ? host.size : (size_t)(colon - host.data);
    bool fits = true;
    if (colon != NULL) {
        gi_bytes digits = { colon + 1, host.size - size - 1 };
        fits = gi_text_int(digits, "port", 1, PORT_MAX, &port, NULL) == GI_OK;
    }
    return fits && host.size < GI_HOST_TEXT && is_name((gi_bytes){ host.data, size });
}

static gi_bytes trim(gi_bytes text)
{
    while (text.size > 0 && text.data[0] == ' ') {
        text = (gi_bytes){ text.data + 1, text.size - 1 };
    }
    while (text.size > 0 && text.data[text.size - 1] == ' ') {
        text.size--;
    }
    return text;
}

static gi_status bad_host(gi_bytes host, gi_error *err)
{
    char shown[2 * GI_HOST_TEXT];
    int size = host.size < sizeof shown ? (int)host.size : (int)sizeof shown - 1;
    (void)snprintf(shown, sizeof shown, "%.*s", size, (const char *)host.data);
    return gi_fail(err, GI_WHY_BAD_HOST, shown);
}

static gi_status take(gi_hosts *to, gi_bytes host, gi_error *err)
{
    if (to->count == GI_HOSTS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "hosts", gi_num(GI_HOSTS_MAX).text);
    }
    char *place = to->host[to->count];
    if (!is_host(host)) {
        return bad_host(host, err);
    }
    memcpy(place, host.data, host.size);
    place[host.size] = '\0';
    if (gi_hosts_have(to, place)) {
        return bad_host(host, err);
    }
    to->count++;
    return GI_OK;
}

gi_status gi_hosts_parse(gi_bytes text, gi_hosts *out, gi_error *err)
{
    gi_hosts hosts = { .count = 0 };
    gi_bytes rest = text;
    bool more = true;
    while (more) {
        const uint8_t *comma = memchr(rest.data, ',', rest.size);
        size_t size = comma == NULL ? rest.size : (size_t)(comma - rest.data);
        GI_TRY(take(&hosts, trim((gi_bytes){ rest.data, size }), err));
        more = comma != NULL;
        rest = more ? (gi_bytes){ comma + 1, rest.size - size - 1 } : rest;
    }
    *out = hosts;
    return GI_OK;
}

bool gi_hosts_have(const gi_hosts *hosts, const char *host)
{
    for (size_t i = 0; i < hosts->count; i++) {
        if (strcmp(hosts->host[i], host) == 0) {
            return true;
        }
    }
    return false;
}

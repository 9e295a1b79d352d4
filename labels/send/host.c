/*
 * host.c - HOST:PORT of a profile (send.h). Whether it exists is seen when a job is sent.
 */
#include <string.h>

#include "gi/text.h"
#include "labels/send/send.h"

bool gi_send_host_parse(const char *place, gi_send_host *out)
{
    const char *colon = strrchr(place, ':');
    if (colon == NULL || colon == place) {
        return false;
    }
    const char *host = place;
    size_t size = (size_t)(colon - place);
    bool bracketed = place[0] == '[' && colon[-1] == ']';
    if (bracketed) {
        host++;
        size -= 2;
    }
    bool plain = memchr(host, ':', size) == NULL && memchr(host, '[', size) == NULL;
    int64_t port;
    if (size == 0 || size >= sizeof out->host || plain == bracketed ||
        gi_text_int(gi_bytes_of(colon + 1), "port", 1, 65535, &port, NULL) != GI_OK) {
        return false;
    }
    memcpy(out->host, host, size);
    out->host[size] = '\0';
    memcpy(out->port, colon + 1, strlen(colon + 1) + 1);
    return true;
}

/*
 * networks.c - a sorted list of prefixes, asked once per prefix length that occurs (networks.h).
 */
#include "web/scan/networks.h"

#include <stdlib.h>
#include <string.h>

#include "gi/text.h"
#include "web/http/client.h"

enum { KEPT_V4 = 24, KEPT_V6 = 64, LENGTHS = 65 };

/* bits 0..24 of an IPv4 prefix or 0..64 of an IPv6 one; prefix as in gi_scan, zeros behind bits. */
typedef struct network {
    uint8_t prefix[8];
    uint8_t bits;
    bool v4;
    uint8_t kind;
    uint32_t place; /* in the file */
} network;

struct gi_networks {
    network *list; /* sorted by family, bits, prefix */
    size_t count, room;
    bool used[2][LENGTHS]; /* by v4 and bits: such prefixes are there */
};

void gi_networks_destroy(gi_networks *networks)
{
    if (networks != NULL) {
        free(networks->list);
        free(networks);
    }
}

static int compare(const void *one, const void *other)
{
    const network *a = one;
    const network *b = other;
    if (a->v4 != b->v4) {
        return a->v4 ? 1 : -1;
    }
    return a->bits != b->bits ? (int)a->bits - (int)b->bits : memcmp(a->prefix, b->prefix, 8);
}

/* The same, and of equal ones the later line behind the earlier. */
static int compare_lines(const void *one, const void *other)
{
    const network *a = one;
    const network *b = other;
    int order = compare(one, other);
    return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

/* Of equal prefixes the last line speaks. */
static void sort(gi_networks *networks)
{
    network *list = networks->list;
    size_t kept = 0;
    if (networks->count == 0) {
        return;
    }
    qsort(list, networks->count, sizeof list[0], compare_lines);
    for (size_t i = 0; i < networks->count; i++) {
        bool last = i + 1 == networks->count || compare(&list[i], &list[i + 1]) != 0;
        list[kept] = list[i];
        kept += last ? 1 : 0;
    }
    networks->count = kept;
}

static void cut(uint8_t prefix[8], int bits)
{
    for (int i = 0; i < 8; i++) {
        int rest = bits - 8 * i;
        unsigned mask = rest >= 8 ? 0xFFU : rest <= 0 ? 0U : 0xFF00U >> rest & 0xFFU;
        prefix[i] = (uint8_t)(prefix[i] & mask);
    }
}

static bool read_kind(gi_bytes text, uint8_t *out)
{
    static const char *const words[] = {
        [GI_NET_HOME] = "home", [GI_NET_CARRIER] = "carrier", [GI_NET_CENTRE] = "centre"
    };
    for (size_t i = GI_NET_HOME; i <= GI_NET_CENTRE; i++) {
        if (gi_bytes_equal(text, gi_bytes_of(words[i]))) {
            *out = (uint8_t)i;
            return true;
        }
    }
    return false;
}

static bool read_network(gi_bytes line, network *out)
{
    gi_http_net net;
    const uint8_t *comma = memchr(line.data, ',', line.size);
    size_t front = comma == NULL ? line.size : (size_t)(comma - line.data);
    if (comma == NULL ||
        gi_http_net_read(gi_trim((gi_bytes){ line.data, front }), &net, NULL) != GI_OK) {
        return false;
    }
    out->v4 = gi_http_address_is_v4(&net.address);
    int bits = out->v4 ? net.bits - 96 : net.bits;
    int kept = out->v4 ? KEPT_V4 : KEPT_V6;
    out->bits = (uint8_t)(bits < kept ? bits : kept);
    gi_http_prefix(&net.address, out->prefix);
    cut(out->prefix, out->bits);
    return read_kind(gi_trim((gi_bytes){ comma + 1, line.size - front - 1 }), &out->kind);
}

static gi_status add(gi_networks *networks, const network *one, gi_error *err)
{
    if (networks->count == GI_NETWORKS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "networks", gi_num(GI_NETWORKS_MAX).text);
    }
    if (networks->count == networks->room) {
        size_t room = networks->room == 0 ? 256 : 2 * networks->room;
        network *more = realloc(networks->list, room * sizeof *more);
        if (more == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "networks");
        }
        networks->list = more;
        networks->room = room;
    }
    networks->list[networks->count] = *one;
    networks->list[networks->count].place = (uint32_t)networks->count;
    networks->count++;
    networks->used[one->v4][one->bits] = true;
    return GI_OK;
}

static gi_bytes take_line(gi_bytes *rest)
{
    const uint8_t *end = memchr(rest->data, '\n', rest->size);
    size_t size = end == NULL ? rest->size : (size_t)(end - rest->data);
    gi_bytes line = { rest->data, size };
    size_t taken = end == NULL ? size : size + 1;
    *rest = (gi_bytes){ rest->data + taken, rest->size - taken };
    return gi_trim(line);
}

static gi_status parse(gi_networks *networks, gi_bytes text, gi_error *err)
{
    for (int64_t number = 1; text.size > 0; number++) {
        network one = { .kind = GI_NET_UNKNOWN };
        gi_bytes line = take_line(&text);
        if (line.size == 0 || line.data[0] == '#') {
            continue;
        }
        if (!read_network(line, &one)) {
            return gi_fail(err, GI_WHY_BAD_NETWORKS, gi_num(number).text, gi_quote(line).text);
        }
        GI_TRY(add(networks, &one, err));
    }
    return GI_OK;
}

gi_status gi_networks_parse(gi_bytes text, gi_networks **out, gi_error *err)
{
    GI_AUTO(gi_networks) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "networks");
    }
    GI_TRY(parse(fresh, text, err));
    sort(fresh);
    *out = GI_TAKE(fresh);
    return GI_OK;
}

gi_net_kind gi_networks_kind(const gi_networks *networks, const gi_scan *scan)
{
    for (int bits = scan->v4 ? KEPT_V4 : KEPT_V6; bits >= 0 && networks->count > 0; bits--) {
        if (!networks->used[scan->v4][bits]) {
            continue;
        }
        network wanted = { .bits = (uint8_t)bits, .v4 = scan->v4 };
        memcpy(wanted.prefix, scan->prefix, sizeof wanted.prefix);
        cut(wanted.prefix, bits);
        const network *found =
            bsearch(&wanted, networks->list, networks->count, sizeof networks->list[0], compare);
        if (found != NULL) {
            return (gi_net_kind)found->kind;
        }
    }
    return GI_NET_UNKNOWN;
}

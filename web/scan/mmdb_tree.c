/*
 * mmdb_tree.c - finds the parts of a file, and the record of an address (mmdb_tree.h).
 *
 * A walk takes one step per bit of an address, so nodes that lead back to each other end it too.
 */
#include "web/scan/mmdb_tree.h"

#include <stdio.h>
#include <string.h>

#include "web/scan/mmdb_data.h"

enum { METADATA_MAX = 128 * 1024, SEPARATOR = 16, VERSION = 2 };

static const uint8_t marker[] = { 0xAB, 0xCD, 0xEF, 'M', 'a', 'x', 'M',
                                  'i',  'n',  'd',  '.', 'c', 'o', 'm' };

/* ---- parts ---- */

static gi_status refuse(const char *name, const char *what, int64_t value, const char *wanted,
                        gi_error *err)
{
    char detail[128];
    (void)snprintf(detail, sizeof detail, "%s %s (%s)", what, gi_num(value).text, wanted);
    return gi_fail(err, GI_WHY_BAD_REGIONS, name, detail);
}

/* What stands behind the last marker; the bytes before it are *body. */
static bool split(gi_bytes file, gi_bytes *body, gi_bytes *metadata)
{
    size_t from = file.size > METADATA_MAX ? file.size - METADATA_MAX : 0;
    const uint8_t *last = NULL;
    const uint8_t *end = file.data + file.size;
    const uint8_t *at = file.size > 0 ? file.data + from : NULL;
    while (at != NULL && (at = memmem(at, (size_t)(end - at), marker, sizeof marker)) != NULL) {
        last = at++;
    }
    if (last == NULL) {
        return false;
    }
    *body = (gi_bytes){ file.data, (size_t)(last - file.data) };
    *metadata = (gi_bytes){ last + sizeof marker, (size_t)(end - last) - sizeof marker };
    return true;
}

/* The numbers that must be there; which values of them are good. */
typedef enum field { MAJOR, IP_VERSION, RECORD_SIZE, NODE_COUNT, FIELDS } field;

static const struct field_row {
    const char *key;
    uint32_t good[3]; /* 0: any but 0 */
    const char *wanted;
} fields[FIELDS] = {
    [MAJOR] = { "binary_format_major_version", { VERSION }, "2" },
    [IP_VERSION] = { "ip_version", { 4, 6 }, "4, 6" },
    [RECORD_SIZE] = { "record_size", { 24, 28, 32 }, "24, 28, 32" },
    [NODE_COUNT] = { "node_count", { 0 }, "1.." },
};

static bool is_good(const struct field_row *row, uint32_t value)
{
    bool good = row->good[0] == 0;
    for (size_t i = 0; i < 3; i++) {
        good = good || value == row->good[i];
    }
    return good && value != 0;
}

static gi_status read_fields(gi_bytes metadata, const char *name, uint32_t out[FIELDS],
                             gi_error *err)
{
    for (field i = MAJOR; i < FIELDS; i++) {
        const char *const path[] = { fields[i].key, NULL };
        gi_mmdb_value value;
        if (!gi_mmdb_find(metadata, 0, path, &value) ||
            !gi_mmdb_number(metadata, &value, &out[i])) {
            return gi_fail(err, GI_WHY_BAD_REGIONS, name, fields[i].key);
        }
        if (!is_good(&fields[i], out[i])) {
            return refuse(name, fields[i].key, out[i], fields[i].wanted, err);
        }
    }
    return GI_OK;
}

gi_status gi_mmdb_tree_read(gi_bytes file, const char *name, gi_mmdb_tree *out, gi_error *err)
{
    static const uint8_t zeros[SEPARATOR];
    uint32_t read[FIELDS] = { 0 };
    gi_bytes body;
    gi_bytes metadata;
    if (!split(file, &body, &metadata)) {
        return refuse(name, "metadata: no marker; bytes", (int64_t)file.size, "MaxMind.com", err);
    }
    GI_TRY(read_fields(metadata, name, read, err));
    uint64_t size = (uint64_t)read[NODE_COUNT] * (read[RECORD_SIZE] / 4);
    if (body.size < SEPARATOR || size > body.size - SEPARATOR) {
        char room[64];
        (void)snprintf(room, sizeof room, "%s bytes", gi_num((int64_t)body.size).text);
        return refuse(name, "node_count", read[NODE_COUNT], room, err);
    }
    if (memcmp(body.data + size, zeros, SEPARATOR) != 0) {
        return refuse(name, "separator at", (int64_t)size, "16 x 00", err);
    }
    size_t data = (size_t)size + SEPARATOR;
    *out = (gi_mmdb_tree){ .nodes = { body.data, (size_t)size },
                           .data = { body.data + data, body.size - data },
                           .count = read[NODE_COUNT],
                           .bits = read[RECORD_SIZE],
                           .v6 = read[IP_VERSION] == 6 };
    return GI_OK;
}

/* ---- look-up ---- */

static uint32_t number_at(const uint8_t *at, uint32_t bytes)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < bytes; i++) {
        number = number << 8 | at[i];
    }
    return number;
}

/* Of 28 bits, the highest four of both records share the byte in the middle. */
static uint32_t record_of(const gi_mmdb_tree *tree, uint32_t node, uint32_t side)
{
    const uint8_t *at = tree->nodes.data + (size_t)node * (tree->bits / 4);
    if (tree->bits != 28) {
        return number_at(at + (size_t)side * (tree->bits / 8), tree->bits / 8);
    }
    uint32_t high = side == 0 ? at[3] >> 4 : at[3] & 15U;
    return high << 24 | number_at(at + (size_t)side * 4, 3);
}

static uint32_t bit_of(gi_bytes address, size_t index)
{
    return ((uint32_t)address.data[index / 8] >> (7 - index % 8)) & 1U;
}

/* The count of nodes means "nothing"; below it stand nodes, behind it data. */
static bool offset_of(const gi_mmdb_tree *tree, uint32_t record, size_t *out)
{
    size_t before = (size_t)tree->count + SEPARATOR;
    if (record < before || record - before >= tree->data.size) {
        return false;
    }
    *out = record - before;
    return true;
}

bool gi_mmdb_tree_find(const gi_mmdb_tree *tree, gi_bytes address, size_t *out)
{
    uint32_t at = 0;
    size_t size = tree->v6 ? 16 : 4;
    if (address.size > size) {
        return false; /* a tree of IPv4 knows nothing of IPv6 */
    }
    for (size_t i = 0; i < 8 * (size - address.size) && at < tree->count; i++) {
        at = record_of(tree, at, 0);
    }
    for (size_t i = 0; i < 8 * address.size && at < tree->count; i++) {
        at = record_of(tree, at, bit_of(address, i));
    }
    return offset_of(tree, at, out);
}

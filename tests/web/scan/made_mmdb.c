/* The writer of made_mmdb.h: tree, separator, data, metadata, as MaxMind DB 2.0 lays them out. */
#include "tests/web/scan/made_mmdb.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"
#include "web/http/client.h"
#include "web/scan/mmdb.h"

void made_lay(tree *into, const uint8_t *address, int bits, uint32_t side)
{
    uint32_t at = 0;
    into->count = into->count == 0 ? 1 : into->count;
    for (int i = 0; i < bits; i++) {
        uint32_t *next = &into->side[at][address[i / 8] >> (7 - i % 8) & 1];
        if (i == bits - 1) {
            *next = side;
        } else if (*next == 0) {
            EXPECT(into->count < NODES);
            *next = into->count++;
        }
        at = *next;
    }
}

void made_lay_v4(tree *into, uint32_t version, uint8_t second, uint32_t offset)
{
    uint8_t address[16] = { 0 };
    int before = version == 6 ? 96 : 0;
    address[before / 8] = 10;
    address[before / 8 + 1] = second;
    made_lay(into, address, before + 16, AT_DATA + offset);
}

static void add_number(gi_buf *out, uint32_t number, uint32_t bytes)
{
    for (; bytes > 0; bytes--) {
        gi_buf_add_byte(out, (uint8_t)(number >> 8 * (bytes - 1)));
    }
}

static uint32_t record_of(const tree *from, uint32_t node, int side)
{
    uint32_t at = from->side[node][side];
    return at == 0 ? from->count : at < NODES ? at : from->count + 16 + at - AT_DATA;
}

static void add_node(gi_buf *out, const tree *from, uint32_t node, uint32_t bits)
{
    uint32_t left = record_of(from, node, 0);
    uint32_t right = record_of(from, node, 1);
    if (bits == 28) {
        add_number(out, left & 0xFFFFFF, 3);
        gi_buf_add_byte(out, (uint8_t)(left >> 24 << 4 | right >> 24));
        add_number(out, right & 0xFFFFFF, 3);
        return;
    }
    add_number(out, left, bits / 8);
    add_number(out, right, bits / 8);
}

static void add_field(gi_buf *out, const char *key, const char *control, uint32_t value)
{
    gi_buf_add_byte(out, (uint8_t)(0x40 | strlen(key)));
    gi_buf_add_text(out, key);
    gi_buf_add_text(out, control);
    add_number(out, value, control[0] == '\xC4' ? 4 : 1);
}

static void add_metadata(gi_buf *out, const made *how, uint32_t nodes)
{
    gi_buf_add_text(out, "\xAB\xCD\xEF"
                         "MaxMind.com\xE4");
    add_field(out, "binary_format_major_version", "\xA1", 2);
    add_field(out, "ip_version", "\xA1", how->version);
    add_field(out, "record_size", "\xA1", how->bits);
    add_field(out, "node_count", "\xC4", nodes);
}

uint8_t *made_file(const tree *from, const made *how, size_t *size)
{
    static const uint8_t zeros[16];
    GI_AUTO_BUF out = GI_BUF(1U << 26);
    for (uint32_t i = 0; i < from->count; i++) {
        add_node(&out, from, i, how->bits);
    }
    gi_buf_add(&out, (gi_bytes){ zeros, sizeof zeros });
    gi_buf_add(&out, (gi_bytes){ (const uint8_t *)how->data, how->data_size });
    add_metadata(&out, how, how->nodes == 0 ? from->count : how->nodes);
    uint8_t *file = malloc(out.size);
    EXPECT(file != NULL && out.failed == GI_OK);
    memcpy(file, out.data, out.size);
    *size = out.size;
    return file;
}

gi_scan made_scan(const char *address)
{
    gi_scan scan = { .kind = GI_NET_UNKNOWN };
    gi_http_address read;
    EXPECT(gi_http_address_read(gi_bytes_of(address), &read));
    gi_http_prefix(&read, scan.prefix);
    scan.v4 = gi_http_address_is_v4(&read);
    return scan;
}

uint32_t made_province(const uint8_t *file, size_t size, const char *address)
{
    gi_error err = { 0 };
    GI_AUTO(gi_mmdb) opened = NULL;
    gi_scan scan = made_scan(address);
    EXPECT_OK(gi_mmdb_borrow((gi_bytes){ file, size }, &opened, &err));
    gi_mmdb_place(opened, &scan);
    return scan.province;
}

uint8_t *made_two_networks(uint32_t bits, uint32_t version, size_t *size)
{
    static const char data[] = PLACE("JX") PLACE("GD");
    const made how = { bits, version, data, sizeof data - 1, 0 };
    tree nodes = { .count = 0 };
    made_lay_v4(&nodes, version, 1, 0);
    made_lay_v4(&nodes, version, 2, (sizeof data - 1) / 2);
    return made_file(&nodes, &how, size);
}

/* Region files made by hand, whole, cut and spoilt: web/scan/mmdb_tree.c, mmdb.c. */
#include <stdlib.h>
#include <string.h>

#include "gi/text.h"
#include "tests/support/spec.h"
#include "web/http/client.h"
#include "web/scan/mmdb.h"
#include "web/scan/mmdb_tree.h"

/* { "country": { "iso_code": "CN" }, "subdivisions": [ { "iso_code": XX } ] } */
#define PLACE(code)            \
    "\xE2\x47"                 \
    "country\xE1\x48"          \
    "iso_code\x42"             \
    "CN"                       \
    "\x4C"                     \
    "subdivisions\x01\x04\xE1" \
    "\x48"                     \
    "iso_code\x42" code

enum { NODES = 400, AT_DATA = 1 << 30, JX = 36, GD = 44 };

/* Sides of nodes: 0 nothing, a node, or AT_DATA + an offset. */
typedef struct tree {
    uint32_t side[NODES][2];
    uint32_t count;
} tree;

typedef struct made {
    uint32_t bits, version;
    const char *data;
    size_t data_size;
    uint32_t nodes; /* that the metadata claims; 0: as many as there are */
} made;

static void lay(tree *into, const uint8_t *address, int bits, uint32_t side)
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

/* net: 10.1.0.0/16 in its own tree, or under ::/96. */
static void lay_v4(tree *into, uint32_t version, uint8_t second, uint32_t offset)
{
    uint8_t address[16] = { 0 };
    int before = version == 6 ? 96 : 0;
    address[before / 8] = 10;
    address[before / 8 + 1] = second;
    lay(into, address, before + 16, AT_DATA + offset);
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

/* The file, in memory of exactly its size. Free it. */
static uint8_t *file_of(const tree *from, const made *how, size_t *size)
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

static gi_scan from(const char *address)
{
    gi_scan scan = { .kind = GI_NET_UNKNOWN };
    gi_http_address read;
    EXPECT(gi_http_address_read(gi_bytes_of(address), &read));
    gi_http_prefix(&read, scan.prefix);
    scan.v4 = gi_http_address_is_v4(&read);
    return scan;
}

static uint32_t province(const uint8_t *file, size_t size, const char *address)
{
    gi_error err = { 0 };
    GI_AUTO(gi_mmdb) opened = NULL;
    gi_scan scan = from(address);
    EXPECT_OK(gi_mmdb_borrow((gi_bytes){ file, size }, &opened, &err));
    gi_mmdb_place(opened, &scan);
    return scan.province;
}

/* 10.1 in Jiangxi (a right side), 10.2 in Guangdong (a left one). */
static uint8_t *two_networks(uint32_t bits, uint32_t version, size_t *size)
{
    static const char data[] = PLACE("JX") PLACE("GD");
    const made how = { bits, version, data, sizeof data - 1, 0 };
    tree nodes = { .count = 0 };
    lay_v4(&nodes, version, 1, 0);
    lay_v4(&nodes, version, 2, (sizeof data - 1) / 2);
    return file_of(&nodes, &how, size);
}

SPEC(records_of_24_28_and_32_bits_are_read)
{
    for (uint32_t bits = 24; bits <= 32; bits += 4) {
        size_t size = 0;
        uint8_t *file = two_networks(bits, 6, &size);
        EXPECT_INT(province(file, size, "10.1.2.3"), JX);
        EXPECT_INT(province(file, size, "10.2.2.3"), GD);
        EXPECT_INT(province(file, size, "10.3.2.3"), 0);
        EXPECT_INT(province(file, size, "2001:db8::1"), 0);
        free(file);
    }
}

SPEC(a_tree_of_ipv4_knows_nothing_of_ipv6)
{
    static const char data[] = PLACE("JX");
    static const uint8_t all[4] = { 0 };
    const made how = { 24, 4, data, sizeof data - 1, 0 };
    size_t size = 0;
    tree nodes = { .count = 0 };
    lay(&nodes, all, 1, AT_DATA);
    uint8_t *file = file_of(&nodes, &how, &size);

    EXPECT_INT(province(file, size, "10.2.2.3"), JX);
    EXPECT_INT(province(file, size, "a02::1"), 0);
    EXPECT_INT(province(file, size, "::1:2:3:4:5"), 0);
    free(file);
}

SPEC(ipv4_lies_under_96_zero_bits_and_nowhere_else)
{
    static const char data[] = PLACE("JX") PLACE("GD");
    static const uint8_t six[16] = { 10, 2 };
    const made how = { 24, 6, data, sizeof data - 1, 0 };
    size_t size = 0;
    tree nodes = { .count = 0 };
    lay_v4(&nodes, 6, 2, 0);
    lay(&nodes, six, 16, AT_DATA + (sizeof data - 1) / 2);
    uint8_t *file = file_of(&nodes, &how, &size);

    EXPECT_INT(province(file, size, "10.2.2.3"), JX);
    EXPECT_INT(province(file, size, "::ffff:10.2.2.3"), JX);
    EXPECT_INT(province(file, size, "a02::1"), GD);
    free(file);
}

SPEC(the_four_bits_in_the_middle_of_a_28_bit_node_belong_to_their_sides)
{
    enum { FAR = 1 << 24, FARTHER = 3 << 24, ROOM = FARTHER + 64 };
    char *data = calloc(1, ROOM);
    size_t size = 0;
    tree nodes = { .count = 0 };
    EXPECT(data != NULL);
    memcpy(data + FAR, PLACE("JX"), sizeof PLACE("JX") - 1);
    memcpy(data + FARTHER, PLACE("GD"), sizeof PLACE("GD") - 1);
    lay_v4(&nodes, 4, 2, FAR);
    lay_v4(&nodes, 4, 3, FARTHER); /* the other side of the same node */
    const made how = { 28, 4, data, ROOM, 0 };
    uint8_t *file = file_of(&nodes, &how, &size);

    EXPECT_INT(province(file, size, "10.2.2.3"), JX);
    EXPECT_INT(province(file, size, "10.3.2.3"), GD);
    free(file);
    free(data);
}

/* ---- damaged ---- */

static void ask_all(const uint8_t *file, size_t size)
{
    static const char *const addresses[] = { "10.1.2.3", "10.2.2.3", "255.255.255.255",
                                             "2001:db8::1" };
    gi_error err = { 0 };
    GI_AUTO(gi_mmdb) opened = NULL;
    if (gi_mmdb_borrow((gi_bytes){ file, size }, &opened, &err) != GI_OK) {
        EXPECT_INT(err.why, GI_WHY_BAD_REGIONS);
        EXPECT(strchr(err.message, '\n') == NULL);
        return;
    }
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        gi_scan scan = from(addresses[i]);
        gi_mmdb_place(opened, &scan);
    }
}

SPEC(a_file_cut_at_any_byte_is_refused_in_one_line)
{
    for (uint32_t bits = 24; bits <= 32; bits += 4) {
        size_t size = 0;
        uint8_t *file = two_networks(bits, 4, &size);
        for (size_t cut = 0; cut < size; cut++) {
            gi_error err = { 0 };
            gi_mmdb *opened = NULL;
            uint8_t *piece = malloc(cut + (cut == 0));
            EXPECT(piece != NULL);
            memcpy(piece, file, cut);
            EXPECT_WHY(gi_mmdb_borrow((gi_bytes){ piece, cut }, &opened, &err), GI_WHY_BAD_REGIONS);
            EXPECT(opened == NULL && strchr(err.message, '\n') == NULL);
            free(piece);
        }
        free(file);
    }
}

SPEC(a_file_with_any_byte_spoilt_or_left_out_harms_nobody)
{
    for (uint32_t bits = 24; bits <= 32; bits += 4) {
        size_t size = 0;
        uint8_t *file = two_networks(bits, 6, &size);
        for (size_t i = 0; i < size; i++) {
            uint8_t kept = file[i];
            for (int bit = 0; bit < 8; bit++) {
                file[i] = (uint8_t)(kept ^ 1U << bit);
                ask_all(file, size);
            }
            file[i] = kept;
            ask_all(file + i, size - i); /* the front is missing */
        }
        free(file);
    }
}

SPEC(nodes_that_lead_back_to_each_other_say_nothing)
{
    static const char data[] = PLACE("JX");
    const made how = { 32, 6, data, sizeof data - 1, 0 };
    size_t size = 0;
    tree nodes = { .side = { { 1, 1 }, { 1, 1 } }, .count = 2 };
    uint8_t *file = file_of(&nodes, &how, &size);

    EXPECT_INT(province(file, size, "10.1.2.3"), 0);
    free(file);
}

SPEC(a_record_that_leads_into_the_separator_or_past_the_data_says_nothing)
{
    static const char data[] = PLACE("JX");
    const made how = { 32, 4, data, sizeof data - 1, 0 };
    static const int32_t offsets[] = { -1, -16, sizeof data - 1, AT_DATA - 1 };
    static const uint8_t address[4] = { 10 };
    gi_error err = { 0 };
    gi_mmdb_tree read;
    size_t offset = 0;
    for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
        size_t size = 0;
        tree nodes = { .count = 1 };
        nodes.side[0][0] = (uint32_t)(AT_DATA + offsets[i]);
        uint8_t *file = file_of(&nodes, &how, &size);
        EXPECT_OK(gi_mmdb_tree_read((gi_bytes){ file, size }, "made", &read, &err));
        EXPECT(!gi_mmdb_tree_find(&read, (gi_bytes){ address, sizeof address }, &offset));
        EXPECT_INT(province(file, size, "10.1.2.3"), 0);
        free(file);
    }
}

static void expect_refused(const tree *nodes, made how, const char *says)
{
    size_t size = 0;
    gi_error err = { 0 };
    gi_mmdb *opened = NULL;
    uint8_t *file = file_of(nodes, &how, &size);
    EXPECT_WHY(gi_mmdb_borrow((gi_bytes){ file, size }, &opened, &err), GI_WHY_BAD_REGIONS);
    EXPECT(strstr(err.message, says) != NULL);
    free(file);
}

SPEC(numbers_of_the_metadata_that_do_not_fit_are_named)
{
    static const char data[] = PLACE("JX");
    const made good = { 24, 4, data, sizeof data - 1, 0 };
    tree nodes = { .count = 0 };
    lay_v4(&nodes, 4, 1, 0);
    made version = good;
    made more = good;
    made fewer = good;
    version.version = 5;
    more.nodes = 1U << 30;
    fewer.nodes = 7;

    expect_refused(&nodes, version, "ip_version 5 (4, 6)");
    expect_refused(&nodes, more, "node_count 1073741824 (");
    expect_refused(&nodes, fewer, "separator at 42 (16 x 00)");
}

SPEC(a_file_that_is_no_file_is_refused_without_waiting)
{
    gi_error err = { 0 };
    gi_mmdb *opened = NULL;
    EXPECT_WHY(gi_mmdb_open(gi_spec_directory(), &opened, &err), GI_WHY_BAD_REGIONS);
    EXPECT_WHY(gi_mmdb_open("/dev/null", &opened, &err), GI_WHY_BAD_REGIONS);
}

/*
 * unit_header.c - the 22 header bytes of a label, fields to bytes and back (label-code 2.2).
 *
 * Writer and reader follow the same order of offsets. Reading judges form only; what the
 * fields mean is decided after the signature, from the registered run.
 */
#include <assert.h>
#include <string.h>

#include "big_endian.h"
#include "layout.h"

/* Header bytes by type nibble; 0 = no such type. */
static const uint8_t header_sizes[16] = {
    [GI_LABEL_UNIT] = GI_UNIT_HEADER_SIZE,       [GI_LABEL_PACKAGE] = GI_PACKAGE_HEADER_SIZE,
    [GI_LABEL_PIN_UNIT] = GI_PIN_HEADER_SIZE,    [GI_LABEL_BATCH_PAPER] = GI_UNIT_HEADER_SIZE,
    [GI_LABEL_TRADE_CARD] = GI_UNIT_HEADER_SIZE, [GI_LABEL_TEST] = GI_UNIT_HEADER_SIZE,
};

gi_status gi_layout_header_size(uint8_t first, size_t *out, gi_error *err)
{
    if (first >> 4 != GI_LABEL_VERSION) {
        return gi_fail(err, GI_WHY_UNKNOWN_VERSION, gi_num(first >> 4).text);
    }
    if (header_sizes[first & 15U] == 0) {
        return gi_fail(err, GI_WHY_UNKNOWN_TYPE, gi_num(first & 15U).text);
    }
    *out = header_sizes[first & 15U];
    return GI_OK;
}

static void assert_fits(const gi_unit_header *header)
{
    assert((unsigned)header->type < 16 && header_sizes[header->type] != 0);
    assert(header->type != GI_LABEL_PIN_UNIT); /* its commitment has no field: never issued */
    assert(header->producer <= 0xFFFFFF && header->batch <= 0xFFFFFF);
    assert(header->grade < 16 && header->season < 16);
    assert((header->flags & ~GI_FLAGS_KNOWN) == 0);
    (void)header;
}

size_t gi_unit_header_encode(const gi_unit_header *header, uint8_t out[GI_UNIT_HEADER_MAX])
{
    assert_fits(header);
    out[0] = (uint8_t)(GI_LABEL_VERSION << 4 | (unsigned)header->type);
    big_endian_put(out + 1, 2, header->key);
    big_endian_put(out + 3, 2, header->product);
    big_endian_put(out + 5, 3, header->producer);
    big_endian_put(out + 8, 3, header->batch);
    big_endian_put(out + 11, 2, header->packed);
    out[13] = header->best_before;
    big_endian_put(out + 14, 4, header->serial);
    big_endian_put(out + 18, 2, header->net);
    out[20] = (uint8_t)(header->grade << 4 | header->season);
    out[21] = header->flags;
    if (header->type == GI_LABEL_PACKAGE) {
        big_endian_put(out + 22, 4, header->first_child);
        big_endian_put(out + 26, 2, header->child_count);
    }
    return header_sizes[header->type];
}

static gi_status check_form(gi_bytes bytes, gi_error *err)
{
    if (bytes.size == 0) {
        return gi_fail(err, GI_WHY_BAD_LENGTH, "header", "0", gi_num(GI_UNIT_HEADER_SIZE).text);
    }
    size_t wanted = 0;
    GI_TRY(gi_layout_header_size(bytes.data[0], &wanted, err));
    if (bytes.size != wanted) {
        return gi_fail(err, GI_WHY_BAD_LENGTH, "header", gi_num((int64_t)bytes.size).text,
                       gi_num((int64_t)wanted).text);
    }
    if ((bytes.data[21] & ~GI_FLAGS_KNOWN) != 0) {
        return gi_fail(err, GI_WHY_UNKNOWN_FLAGS, gi_num(bytes.data[21]).text);
    }
    return GI_OK;
}

gi_status gi_unit_header_decode(gi_bytes bytes, gi_unit_header *out, gi_error *err)
{
    GI_TRY(check_form(bytes, err));
    const uint8_t *at = bytes.data;
    gi_unit_header found = {
        .type = (gi_label_type)(at[0] & 15U),
        .key = (uint16_t)big_endian_get(at + 1, 2),
        .product = (uint16_t)big_endian_get(at + 3, 2),
        .producer = (uint32_t)big_endian_get(at + 5, 3),
        .batch = (uint32_t)big_endian_get(at + 8, 3),
        .packed = (uint16_t)big_endian_get(at + 11, 2),
        .best_before = at[13],
        .serial = (uint32_t)big_endian_get(at + 14, 4),
        .net = (uint16_t)big_endian_get(at + 18, 2),
        .grade = (uint8_t)(at[20] >> 4),
        .season = (uint8_t)(at[20] & 15U),
        .flags = at[21],
    };
    if (found.type == GI_LABEL_PACKAGE) {
        found.first_child = (uint32_t)big_endian_get(at + 22, 4);
        found.child_count = (uint16_t)big_endian_get(at + 26, 2);
    }
    *out = found;
    return GI_OK;
}

size_t gi_unit_message(gi_bytes header, uint8_t out[GI_UNIT_MESSAGE_MAX])
{
    static const char prefix[12] = "GI-LABEL-V1"; /* with its NUL */
    assert(header.size > 0 && header.size <= GI_UNIT_HEADER_MAX);
    memcpy(out, prefix, sizeof prefix);
    memcpy(out + sizeof prefix, header.data, header.size);
    return sizeof prefix + header.size;
}

/* The header bytes of a label: fields to bytes, bytes to fields, unknown things refused. */
#include <string.h>

#include "gi/unit_code.h"
#include "tests/core/model/label_vector.h"
#include "tests/support/spec.h"

static gi_status decode(const uint8_t *bytes, size_t size, gi_unit_header *out, gi_error *err)
{
    return gi_unit_header_decode((gi_bytes){ bytes, size }, out, err);
}

/* A valid header of a type, with its first byte replaced. */
static void header_bytes(uint8_t first, uint8_t out[GI_UNIT_HEADER_MAX])
{
    memset(out, 0, GI_UNIT_HEADER_MAX);
    memcpy(out, vector_header, sizeof vector_header);
    out[0] = first;
}

SPEC(the_published_header_is_written_byte_for_byte)
{
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    EXPECT_INT(gi_unit_header_encode(&vector_fields, bytes), GI_UNIT_HEADER_SIZE);
    EXPECT(memcmp(bytes, vector_header, sizeof vector_header) == 0);
}

SPEC(the_published_header_reads_into_its_fields)
{
    gi_error err = { 0 };
    gi_unit_header got = { 0 };
    EXPECT_OK(decode(vector_header, sizeof vector_header, &got, &err));
    EXPECT_INT(got.type, GI_LABEL_UNIT);
    EXPECT_INT(got.key, 7);
    EXPECT_INT(got.product, 311);
    EXPECT_INT(got.producer, 1024);
    EXPECT_INT(got.batch, 20250);
    EXPECT_INT(got.packed, 1927);
    EXPECT_INT(got.best_before, 18);
    EXPECT_INT(got.serial, 123456);
    EXPECT_INT(got.net, 0x40fa);
    EXPECT_INT(got.grade, 2);
    EXPECT_INT(got.season, 1);
    EXPECT_INT(got.flags, GI_FLAG_SCRATCH);
    EXPECT_INT(got.first_child, 0);
    EXPECT_INT(got.child_count, 0);
}

SPEC(a_package_header_carries_its_children)
{
    gi_error err = { 0 };
    gi_unit_header box = vector_fields;
    box.type = GI_LABEL_PACKAGE;
    box.first_child = 0xFEDCBA98;
    box.child_count = 0xABCD;
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    gi_unit_header got = { 0 };
    EXPECT_INT(gi_unit_header_encode(&box, bytes), GI_PACKAGE_HEADER_SIZE);
    EXPECT_INT(bytes[22], 0xFE);
    EXPECT_INT(bytes[27], 0xCD);
    EXPECT_OK(decode(bytes, GI_PACKAGE_HEADER_SIZE, &got, &err));
    EXPECT_INT(got.first_child, 0xFEDCBA98);
    EXPECT_INT(got.child_count, 0xABCD);
}

SPEC(every_known_type_reads_at_its_own_length_only)
{
    static const uint8_t sizes[16] = {
        [0] = 22, [1] = 28, [2] = 27, [3] = 22, [4] = 22, [15] = 22
    };
    gi_error err = { 0 };
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    for (uint8_t type = 0; type < 16; type++) {
        header_bytes((uint8_t)(0x10 | type), bytes);
        for (size_t size = 1; sizes[type] > 0 && size <= GI_UNIT_HEADER_MAX; size++) {
            gi_unit_header got = { 0 };
            if (size == sizes[type]) {
                EXPECT_OK(decode(bytes, size, &got, &err));
                EXPECT_INT(got.type, type);
            } else {
                EXPECT_WHY(decode(bytes, size, &got, &err), GI_WHY_BAD_LENGTH);
            }
        }
    }
}

SPEC(every_unassigned_type_is_unknown_and_so_is_the_short_code)
{
    gi_error err = { 0 };
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    for (uint8_t type = 5; type <= 14; type++) {
        gi_unit_header got = { 0 };
        header_bytes((uint8_t)(0x10 | type), bytes);
        EXPECT_WHY(decode(bytes, GI_UNIT_HEADER_SIZE, &got, &err), GI_WHY_UNKNOWN_TYPE);
    }
}

SPEC(every_version_but_the_first_is_unknown)
{
    gi_error err = { 0 };
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    for (uint8_t version = 0; version < 16; version++) {
        gi_unit_header got = { 0 };
        header_bytes((uint8_t)(version << 4), bytes);
        if (version != 1) {
            EXPECT_WHY(decode(bytes, GI_UNIT_HEADER_SIZE, &got, &err), GI_WHY_UNKNOWN_VERSION);
        }
    }
}

SPEC(the_three_unused_flags_are_refused)
{
    gi_error err = { 0 };
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    header_bytes(0x10, bytes);
    for (unsigned flags = 0; flags < 256; flags++) {
        gi_unit_header got = { 0 };
        bytes[21] = (uint8_t)flags;
        if (flags > GI_FLAGS_KNOWN) {
            EXPECT_WHY(decode(bytes, GI_UNIT_HEADER_SIZE, &got, &err), GI_WHY_UNKNOWN_FLAGS);
        } else {
            EXPECT_OK(decode(bytes, GI_UNIT_HEADER_SIZE, &got, &err));
            EXPECT_INT(got.flags, flags);
        }
    }
}

SPEC(an_empty_header_is_refused_and_the_output_left_alone)
{
    gi_error err = { 0 };
    gi_unit_header got = { .serial = 42 };
    EXPECT_WHY(decode(NULL, 0, &got, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(decode(vector_header, 21, &got, &err), GI_WHY_BAD_LENGTH);
    EXPECT_INT(got.serial, 42);
}

SPEC(the_signed_message_is_a_name_a_nul_and_the_header)
{
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    size_t size = gi_unit_message((gi_bytes){ vector_header, sizeof vector_header }, message);
    EXPECT_INT(size, 34);
    EXPECT(memcmp(message, "GI-LABEL-V1", 12) == 0);
    EXPECT(memcmp(message + 12, vector_header, sizeof vector_header) == 0);
}

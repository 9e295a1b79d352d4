/* For all label codes: fields, bytes and digits go there and back, each in one way only. */
#include <string.h>

#include "gi/unit_code.h"
#include "tests/support/spec.h"

#define CASES 10000

static void fill(uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (uint8_t)gi_spec_random();
    }
}

static gi_unit_header any_header(gi_label_type type)
{
    gi_unit_header header = {
        .type = type,
        .key = (uint16_t)gi_spec_random(),
        .product = (uint16_t)gi_spec_random(),
        .producer = (uint32_t)gi_spec_below(1 << 24),
        .batch = (uint32_t)gi_spec_below(1 << 24),
        .packed = (uint16_t)gi_spec_random(),
        .best_before = (uint8_t)gi_spec_random(),
        .serial = (uint32_t)gi_spec_random(),
        .net = (uint16_t)gi_spec_random(),
        .grade = (uint8_t)gi_spec_below(16),
        .season = (uint8_t)gi_spec_below(16),
        .flags = (uint8_t)gi_spec_below(GI_FLAGS_KNOWN + 1),
    };
    if (type == GI_LABEL_PACKAGE) {
        header.first_child = (uint32_t)gi_spec_random();
        header.child_count = (uint16_t)gi_spec_random();
    }
    return header;
}

static bool same(const gi_unit_header *a, const gi_unit_header *b)
{
    return a->type == b->type && a->key == b->key && a->product == b->product &&
           a->producer == b->producer && a->batch == b->batch && a->packed == b->packed &&
           a->best_before == b->best_before && a->serial == b->serial && a->net == b->net &&
           a->grade == b->grade && a->season == b->season && a->flags == b->flags &&
           a->first_child == b->first_child && a->child_count == b->child_count;
}

/* Fields -> bytes -> digits -> bytes -> fields. */
static void expect_round_trip(gi_label_type type)
{
    gi_error err = { 0 };
    gi_unit_header header = any_header(type);
    gi_unit_header got_header = { 0 };
    gi_unit_code code = { 0 };
    gi_unit_code got = { 0 };
    char digits[GI_UNIT_DIGITS_MAX + 1];
    code.header_size = gi_unit_header_encode(&header, code.header);
    fill(code.signature.bytes, sizeof code.signature.bytes);

    size_t size = gi_unit_code_print(&code, digits);

    EXPECT_INT(strlen(digits), size);
    EXPECT_OK(gi_unit_code_parse(gi_bytes_of(digits), &got, &err));
    EXPECT(memcmp(&got.signature, &code.signature, sizeof code.signature) == 0);
    EXPECT_OK(gi_unit_header_decode((gi_bytes){ got.header, got.header_size }, &got_header, &err));
    EXPECT(same(&got_header, &header));
}

SPEC(every_unit_code_goes_to_digits_and_back)
{
    for (int i = 0; i < CASES; i++) {
        expect_round_trip(GI_LABEL_UNIT);
    }
}

SPEC(every_package_code_goes_to_digits_and_back)
{
    for (int i = 0; i < CASES; i++) {
        expect_round_trip(GI_LABEL_PACKAGE);
    }
}

SPEC(every_batch_paper_trade_card_and_test_code_goes_to_digits_and_back)
{
    static const gi_label_type types[] = { GI_LABEL_BATCH_PAPER, GI_LABEL_TRADE_CARD,
                                           GI_LABEL_TEST };
    for (size_t i = 0; i < CASES; i++) {
        expect_round_trip(types[i % 3]);
    }
}

/* Never issued, so there is no encoder: bytes are made by hand. */
SPEC(every_code_with_a_pin_commitment_is_decoded)
{
    gi_error err = { 0 };
    for (int i = 0; i < CASES; i++) {
        gi_unit_code code = { .header_size = GI_PIN_HEADER_SIZE };
        gi_unit_code got = { 0 };
        gi_unit_header header = { 0 };
        char digits[GI_UNIT_DIGITS_MAX + 1];
        fill(code.header, GI_PIN_HEADER_SIZE);
        code.header[0] = 0x12;
        code.header[21] &= GI_FLAGS_KNOWN;
        fill(code.signature.bytes, sizeof code.signature.bytes);
        EXPECT_INT(gi_unit_code_print(&code, digits), 221);
        EXPECT_OK(gi_unit_code_parse(gi_bytes_of(digits), &got, &err));
        EXPECT(memcmp(&got, &code, sizeof code) == 0);
        EXPECT_OK(gi_unit_header_decode((gi_bytes){ got.header, 27 }, &header, &err));
        EXPECT_INT(header.type, GI_LABEL_PIN_UNIT);
    }
}

SPEC(every_byte_string_comes_back_from_its_digits)
{
    gi_error err = { 0 };
    for (int i = 0; i < CASES; i++) {
        uint8_t bytes[40];
        uint8_t got[40] = { 0 };
        size_t size = gi_spec_below(sizeof bytes + 1);
        fill(bytes, size);
        GI_AUTO_BUF digits = GI_BUF(128);
        gi_digits_add(&digits, (gi_bytes){ bytes, size });
        EXPECT_OK(gi_digits_parse(gi_buf_view(&digits), got, size, &err));
        EXPECT(memcmp(got, bytes, size) == 0);
    }
}

/* With the property before: one byte string, exactly one text. */
SPEC(every_digit_text_is_refused_or_prints_back)
{
    int accepted = 0;
    for (int i = 0; i < CASES; i++) {
        uint8_t text[10];
        uint8_t bytes[4];
        for (size_t at = 0; at < sizeof text; at++) {
            text[at] = (uint8_t)('0' + gi_spec_below(10));
        }
        if (gi_digits_parse((gi_bytes){ text, sizeof text }, bytes, 4, NULL) == GI_OK) {
            GI_AUTO_BUF digits = GI_BUF(16);
            gi_digits_add(&digits, (gi_bytes){ bytes, 4 });
            EXPECT(gi_bytes_equal(gi_buf_view(&digits), (gi_bytes){ text, sizeof text }));
            accepted++;
        }
    }
    EXPECT(accepted > CASES / 3 && accepted < CASES / 2);
}

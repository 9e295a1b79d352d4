/*
 * label.c - codes for the specs of the look-up (label.h).
 */
#include "label.h"

#include <string.h>

#include "gi/codes.h"
#include "tests/support/spec.h"

static gi_status keep_digits(void *context, const gi_code_item *item, gi_error *err)
{
    label_text *label = context;
    (void)err;
    memcpy(label->text, item->digits, strlen(item->digits) + 1);
    return GI_OK;
}

label_text label_of(const gi_fixture *fixture, const gi_run *run, uint32_t serial)
{
    gi_error err = { 0 };
    label_text label = { "" };
    EXPECT_OK(gi_codes_stream(run, fixture_signer(fixture, run->key), serial, 1, 1,
                              (gi_code_sink){ .take = keep_digits, .context = &label }, &err));
    return label;
}

gi_unit_header label_header(const gi_run *run, uint32_t serial)
{
    gi_error err = { 0 };
    gi_unit_header header;
    EXPECT_OK(gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header, &err));
    header.serial = serial;
    return header;
}

label_text label_signed_bytes(const gi_fixture *fixture, gi_bytes header, uint16_t by)
{
    gi_error err = { 0 };
    label_text label;
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    gi_unit_code code = { .header_size = header.size };
    memcpy(code.header, header.data, header.size);
    size_t size = gi_unit_message(header, message);
    EXPECT_OK(gi_signer_sign(fixture_signer(fixture, by), (gi_bytes){ message, size },
                             &code.signature, &err));
    (void)gi_unit_code_print(&code, label.text);
    return label;
}

label_text label_signed(const gi_fixture *fixture, const gi_unit_header *header, uint16_t by)
{
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    size_t size = gi_unit_header_encode(header, bytes);
    return label_signed_bytes(fixture, (gi_bytes){ bytes, size }, by);
}

label_text label_flipped(const label_text *label, size_t bit)
{
    gi_error err = { 0 };
    uint8_t bytes[GI_UNIT_HEADER_MAX + GI_SIGNATURE_SIZE];
    size_t size = GI_UNIT_HEADER_SIZE + GI_SIGNATURE_SIZE;
    GI_AUTO_BUF digits = GI_BUF(GI_UNIT_DIGITS_MAX);
    label_text flipped;
    EXPECT_OK(gi_digits_parse(gi_bytes_of(label->text), bytes, size, &err));
    bytes[bit / 8] ^= (uint8_t)(0x80U >> bit % 8);
    gi_digits_add(&digits, (gi_bytes){ bytes, size });
    memcpy(flipped.text, gi_buf_text(&digits), digits.size + 1);
    return flipped;
}

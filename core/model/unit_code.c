/*
 * unit_code.c - header and signature as the digits of a QR, and back (label-code 2.1).
 *
 * Only version and type are looked at, to know where the header ends: nothing else is read
 * before the signature was checked.
 */
#include "gi/unit_code.h"

#include <assert.h>
#include <string.h>

#include "digits.h"
#include "layout.h"
#include "typed.h"

#define CODE_MAX (GI_UNIT_HEADER_MAX + GI_SIGNATURE_SIZE)

/* Bytes behind each digit count that a label type has; 16 is the short code, told apart
 * here so that it is refused by its type and not as damaged. */
static const uint8_t code_sizes[] = {
    GI_UNIT_HEADER_SIZE + GI_SIGNATURE_SIZE,
    GI_PACKAGE_HEADER_SIZE + GI_SIGNATURE_SIZE,
    GI_PIN_HEADER_SIZE + GI_SIGNATURE_SIZE,
    16,
};

static size_t code_size(size_t digits)
{
    for (size_t i = 0; i < sizeof code_sizes; i++) {
        if (gi_digits_size(code_sizes[i]) == digits) {
            return code_sizes[i];
        }
    }
    return 0;
}

size_t gi_unit_code_print(const gi_unit_code *code, char out[GI_UNIT_DIGITS_MAX + 1])
{
    assert(code->header_size > 0 && code->header_size <= GI_UNIT_HEADER_MAX);
    uint8_t bytes[CODE_MAX];
    size_t size = code->header_size + GI_SIGNATURE_SIZE;
    memcpy(bytes, code->header, code->header_size);
    memcpy(bytes + code->header_size, code->signature.bytes, GI_SIGNATURE_SIZE);
    gi_digits_write(out, (gi_bytes){ bytes, size });
    out[gi_digits_size(size)] = '\0';
    return gi_digits_size(size);
}

static gi_status wrong_length(gi_bytes digits, const char *wanted, gi_error *err)
{
    return gi_typed_bad_length(digits, digits.size, wanted, err);
}

gi_status gi_unit_code_parse(gi_bytes digits, gi_unit_code *out, gi_error *err)
{
    uint8_t bytes[CODE_MAX] = { 0 };
    size_t size = code_size(digits.size);
    if (size == 0) {
        return wrong_length(digits, "209 / 224", err);
    }
    GI_TRY(gi_digits_parse(digits, bytes, size, err));
    gi_unit_code found = { 0 };
    GI_TRY(gi_layout_header_size(bytes[0], &found.header_size, err));
    size_t wanted = found.header_size + GI_SIGNATURE_SIZE;
    if (size != wanted) {
        return wrong_length(digits, gi_num((int64_t)gi_digits_size(wanted)).text, err);
    }
    memcpy(found.header, bytes, found.header_size);
    memcpy(found.signature.bytes, bytes + found.header_size, GI_SIGNATURE_SIZE);
    *out = found;
    return GI_OK;
}

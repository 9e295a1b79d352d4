/*
 * digits.c - any byte string as decimal digits and back (label-code 2.1).
 *
 * Groups of 7 bytes from the front become 17 digits with leading zeros; only the last group
 * may be shorter. One byte string has exactly one text: the reader refuses every other.
 */
#include "digits.h"

#include "big_endian.h"
#include "gi/unit_code.h"
#include "typed.h"

#define GROUP 7

/* Digits for 0..7 bytes of a group. */
static const uint8_t group_digits[GROUP + 1] = { 0, 3, 5, 8, 10, 13, 15, 17 };

size_t gi_digits_size(size_t size)
{
    return size / GROUP * group_digits[GROUP] + group_digits[size % GROUP];
}

static size_t group_size(size_t left)
{
    return left < GROUP ? left : GROUP;
}

void gi_digits_write(char *out, gi_bytes bytes)
{
    for (size_t at = 0; at < bytes.size; at += GROUP) {
        size_t size = group_size(bytes.size - at);
        uint64_t value = big_endian_get(bytes.data + at, size);
        for (size_t i = group_digits[size]; i > 0; i--) {
            out[i - 1] = (char)('0' + value % 10);
            value /= 10;
        }
        out += group_digits[size];
    }
}

void gi_digits_add(gi_buf *out, gi_bytes bytes)
{
    uint8_t *at = gi_buf_extend(out, gi_digits_size(bytes.size));
    if (at != NULL) {
        gi_digits_write((char *)at, bytes);
    }
}

/* At most 17 digits: cannot overflow. */
static uint64_t group_value(const uint8_t *digits, size_t count)
{
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value * 10 + (uint64_t)(digits[i] - '0');
    }
    return value;
}

static gi_status check_groups(gi_bytes digits, size_t size, gi_error *err)
{
    for (size_t at = 0; at < size; at += GROUP) {
        size_t bytes = group_size(size - at);
        const uint8_t *group = digits.data + gi_digits_size(at);
        if (group_value(group, group_digits[bytes]) >> 8 * bytes != 0) {
            return gi_fail(err, GI_WHY_BAD_GROUP, gi_num((int64_t)(at / GROUP + 1)).text,
                           gi_typed_show((gi_bytes){ group, group_digits[bytes] }).text);
        }
    }
    return GI_OK;
}

/* Checks everything first, so that out stays as it was on a refusal. */
gi_status gi_digits_parse(gi_bytes digits, uint8_t *out, size_t size, gi_error *err)
{
    if (digits.size != gi_digits_size(size)) {
        return gi_typed_bad_length(digits, digits.size, gi_num((int64_t)gi_digits_size(size)).text,
                                   err);
    }
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9') {
            return gi_typed_bad_character(digits, i, err);
        }
    }
    GI_TRY(check_groups(digits, size, err));
    for (size_t at = 0; at < size; at += GROUP) {
        size_t bytes = group_size(size - at);
        const uint8_t *group = digits.data + gi_digits_size(at);
        big_endian_put(out + at, bytes, group_value(group, group_digits[bytes]));
    }
    return GI_OK;
}

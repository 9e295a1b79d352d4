/*
 * unit_number.c - prints and parses 000W-003R-J0W and AQ78-6Y6X (gi/unit_number.h).
 *
 * Both are bits in Crockford characters behind one check, so they share one writer and one
 * reader. Must not judge whether a hidden code is right: that needs the secret.
 */
#include "gi/unit_number.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "big_endian.h"
#include "check.h"
#include "gi/text.h"
#include "typed.h"

#define CHECK_MODULUS 32
#define NUMBER_SIZE 10 /* characters before the check */
#define HIDDEN_SIZE 7
#define PLAIN_MAX (NUMBER_SIZE + 2) /* with check and terminator */

/* size characters of 5 bits each, most significant first, then the check. */
static void write_plain(uint64_t bits, size_t size, char out[PLAIN_MAX])
{
    uint8_t values[NUMBER_SIZE];
    for (size_t i = 0; i < size; i++) {
        values[i] = (uint8_t)(bits >> 5 * (size - 1 - i) & 31U);
        out[i] = gi_base32_char(values[i]);
    }
    out[size] = gi_base32_char(gi_check_value(values, size, CHECK_MODULUS));
    out[size + 1] = '\0';
}

/* Typed text to bits; look-alikes fold, the check must fit. */
static gi_status read_plain(gi_bytes text, size_t size, uint64_t *bits, gi_error *err)
{
    char typed[PLAIN_MAX];
    GI_TRY(gi_typed_collect(text, typed, size + 1, err));
    uint8_t values[NUMBER_SIZE + 1] = { 0 };
    uint64_t found = 0;
    for (size_t i = 0; i <= size; i++) {
        int value = gi_base32_value(typed[i]);
        if (value < 0) {
            const char shown[2] = { typed[i], '\0' };
            return gi_fail(err, GI_WHY_BAD_CHARACTER, gi_typed_show(text).text, shown);
        }
        values[i] = (uint8_t)value;
        found = i < size ? found << 5 | values[i] : found;
    }
    unsigned wanted = gi_check_value(values, size, CHECK_MODULUS);
    if (values[size] != wanted) {
        const char has[2] = { typed[size], '\0' };
        const char should[2] = { gi_base32_char(wanted), '\0' };
        return gi_fail(err, GI_WHY_BAD_CHECK, gi_typed_show(text).text, has, should);
    }
    *bits = found;
    return GI_OK;
}

void gi_unit_number_print(gi_unit_id id, char out[GI_UNIT_NUMBER_TEXT])
{
    assert(id.key != 0);
    char plain[PLAIN_MAX];
    write_plain((uint64_t)id.key << 32 | id.serial, NUMBER_SIZE, plain);
    (void)snprintf(out, GI_UNIT_NUMBER_TEXT, "%.4s-%.4s-%.3s", plain, plain + 4, plain + 8);
}

gi_status gi_unit_number_parse(gi_bytes text, gi_unit_id *out, gi_error *err)
{
    uint64_t bits = 0;
    GI_TRY(read_plain(text, NUMBER_SIZE, &bits, err));
    uint64_t key = bits >> 32;
    if (key < 1 || key > UINT16_MAX) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "key", gi_num((int64_t)key).text, "1",
                       gi_num(UINT16_MAX).text);
    }
    *out = (gi_unit_id){ .key = (uint16_t)key, .serial = (uint32_t)(bits & UINT32_MAX) };
    return GI_OK;
}

static void print_hidden(uint64_t bits, char out[GI_HIDDEN_TEXT])
{
    char plain[PLAIN_MAX];
    write_plain(bits, HIDDEN_SIZE, plain);
    (void)snprintf(out, GI_HIDDEN_TEXT, "%.4s-%.4s", plain, plain + 4);
}

void gi_hidden_code_print(gi_bytes mac, char out[GI_HIDDEN_TEXT])
{
    assert(mac.size >= 5);
    print_hidden(big_endian_get(mac.data, 5) >> 5, out);
}

gi_status gi_hidden_code_parse(gi_bytes text, char out[GI_HIDDEN_TEXT], gi_error *err)
{
    uint64_t bits = 0;
    GI_TRY(read_plain(text, HIDDEN_SIZE, &bits, err));
    print_hidden(bits, out);
    return GI_OK;
}

/*
 * batch_id.c - prints and parses LSYW-26-00A3-001F-7 (gi/batch_id.h, FORMATS 2).
 *
 * Reader and writer stand side by side: every accepted text prints back to the one canonical
 * form. Must not accept a number whose check would be I, L, O or U; those are never printed.
 */
#include "gi/batch_id.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "gi/text.h"
#include "typed.h"

/* Places in the 15 characters without hyphens. */
enum { MNEMONIC = 0, YEAR = 4, PRODUCER = 6, NUMBER = 10, CHECK = 14, PLAIN = 15 };

#define CHECK_MODULUS 36

static bool is_mnemonic_letter(char c)
{
    return c >= 'A' && c <= 'Z' && c != 'I';
}

static char fold_mnemonic(char c)
{
    char folded = c == '0' ? 'O' : c == '1' ? 'L' : c;
    return is_mnemonic_letter(folded) ? folded : '\0';
}

/* The canonical character of a number (or of the check), 0 when it is none. */
static char fold_number(char c, int limit)
{
    int value = gi_base32_value(c);
    return value >= 0 && value < limit ? gi_base32_char((unsigned)value) : '\0';
}

static char fold_at(size_t place, char c)
{
    if (place < YEAR) {
        return fold_mnemonic(c);
    }
    return fold_number(c, place < PRODUCER ? 10 : 32);
}

/* Values in the alphabet 0-9 A-Z; the check is found over all 36. */
static char check_character(const char plain[CHECK])
{
    uint8_t values[CHECK];
    for (size_t i = 0; i < CHECK; i++) {
        bool digit = plain[i] >= '0' && plain[i] <= '9';
        values[i] = (uint8_t)(digit ? plain[i] - '0' : plain[i] - 'A' + 10);
    }
    return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[gi_check_value(values, CHECK, CHECK_MODULUS)];
}

static void assert_valid(const gi_batch_id *id)
{
    for (size_t i = 0; i < GI_MNEMONIC_SIZE - 1; i++) {
        assert(is_mnemonic_letter(id->product[i]));
    }
    assert(id->year >= 2000 && id->year <= 2099);
    assert(id->producer >= 1 && id->producer <= GI_NUMBER_MAX);
    assert(id->number >= 1 && id->number <= GI_NUMBER_MAX);
    (void)id;
}

static void print_plain(const gi_batch_id *id, char out[PLAIN + 1])
{
    assert_valid(id);
    memcpy(out, id->product, YEAR);
    out[YEAR] = (char)('0' + id->year % 100 / 10);
    out[YEAR + 1] = (char)('0' + id->year % 10);
    gi_number_print(id->producer, out + PRODUCER);
    gi_number_print(id->number, out + NUMBER);
    out[CHECK] = check_character(out);
    out[PLAIN] = '\0';
}

void gi_batch_id_print(const gi_batch_id *id, char out[GI_BATCH_ID_TEXT])
{
    char plain[PLAIN + 1];
    print_plain(id, plain);
    assert(strchr("ILOU", plain[CHECK]) == NULL);
    (void)snprintf(out, GI_BATCH_ID_TEXT, "%.4s-%.2s-%.4s-%.4s-%c", plain, plain + YEAR,
                   plain + PRODUCER, plain + NUMBER, plain[CHECK]);
}

bool gi_batch_id_skipped(const gi_batch_id *id)
{
    char plain[PLAIN + 1];
    print_plain(id, plain);
    return strchr("ILOU", plain[CHECK]) != NULL;
}

void gi_number_print(uint32_t number, char out[5])
{
    assert(number <= GI_NUMBER_MAX);
    for (size_t i = 4; i > 0; i--) {
        out[i - 1] = gi_base32_char(number & 31U);
        number >>= 5;
    }
    out[4] = '\0';
}

/* Four canonical characters. */
static gi_status read_number(const char *plain, const char *name, uint32_t *out, gi_error *err)
{
    uint32_t number = 0;
    for (size_t i = 0; i < 4; i++) {
        number = number << 5 | (uint32_t)gi_base32_value(plain[i]);
    }
    if (number == 0) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, name, "0", "1", gi_num(GI_NUMBER_MAX).text);
    }
    *out = number;
    return GI_OK;
}

/* Replaces look-alikes; base is the place of plain[0] in a batch ID. */
static gi_status fold(gi_bytes text, char *plain, size_t base, gi_error *err)
{
    for (size_t i = 0; plain[i] != '\0'; i++) {
        const char typed[2] = { plain[i], '\0' };
        plain[i] = fold_at(base + i, plain[i]);
        if (plain[i] == '\0') {
            return gi_fail(err, GI_WHY_BAD_CHARACTER, gi_typed_show(text).text, typed);
        }
    }
    return GI_OK;
}

gi_status gi_batch_id_parse(gi_bytes text, gi_batch_id *out, gi_error *err)
{
    char plain[PLAIN + 1];
    GI_TRY(gi_typed_collect(text, plain, PLAIN, err));
    GI_TRY(fold(text, plain, MNEMONIC, err));
    const char typed[2] = { plain[CHECK], '\0' };
    const char wanted[2] = { check_character(plain), '\0' };
    if (typed[0] != wanted[0]) {
        return gi_fail(err, GI_WHY_BAD_CHECK, gi_typed_show(text).text, typed, wanted);
    }
    gi_batch_id found = { .year = 2000 + (plain[YEAR] - '0') * 10 + plain[YEAR + 1] - '0' };
    memcpy(found.product, plain, YEAR);
    GI_TRY(read_number(plain + PRODUCER, "producer", &found.producer, err));
    GI_TRY(read_number(plain + NUMBER, "number", &found.number, err));
    *out = found;
    return GI_OK;
}

gi_status gi_number_parse(gi_bytes text, uint32_t *out, gi_error *err)
{
    char plain[5];
    GI_TRY(gi_typed_collect(text, plain, 4, err));
    GI_TRY(fold(text, plain, NUMBER, err));
    return read_number(plain, "number", out, err);
}

gi_status gi_mnemonic_parse(gi_bytes text, char out[GI_MNEMONIC_SIZE], gi_error *err)
{
    bool fits = text.size == GI_MNEMONIC_SIZE - 1;
    for (size_t i = 0; fits && i < text.size; i++) {
        fits = is_mnemonic_letter((char)text.data[i]);
    }
    if (!fits) {
        return gi_fail(err, GI_WHY_BAD_MNEMONIC, gi_typed_show(text).text);
    }
    memcpy(out, text.data, text.size);
    out[text.size] = '\0';
    return GI_OK;
}

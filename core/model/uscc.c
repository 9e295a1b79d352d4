/*
 * uscc.c - unified social credit codes and township codes (gi/uscc.h, standards 4.1).
 *
 * Form is enforced, checks are only reported: legal codes from pilot regions fail them.
 */
#include "gi/uscc.h"

#include <string.h>

#include "typed.h"

enum { BODY = 8, BODY_CHECK = 16, CHECK = 17, USCC_SIZE = 18 };

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* 3^i mod 31 */
static const uint8_t weights[CHECK] = { 1,  3,  9,  27, 19, 26, 16, 17, 20,
                                        29, 25, 13, 8,  24, 10, 30, 28 };

/* GB 11714, for the eight characters of the body code before its check. */
static const uint8_t body_weights[8] = { 3, 7, 9, 10, 5, 8, 4, 2 };

/* The outer mod 31 matters: a sum of 0 gives '0'. */
static char check_character(const char *code)
{
    unsigned sum = 0;
    for (size_t i = 0; i < CHECK; i++) {
        sum += (unsigned)(strchr(alphabet, code[i]) - alphabet) * weights[i];
    }
    return alphabet[(31 - sum % 31) % 31];
}

/* Here letters count A = 10 to Z = 35, without gaps for the missing ones. */
static char body_check_character(const char *code)
{
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof body_weights; i++) {
        char c = code[BODY + i];
        sum += (unsigned)(c <= '9' ? c - '0' : c - 'A' + 10) * body_weights[i];
    }
    return "0123456789X0"[11 - sum % 11];
}

/* Upper case, or 0 for what is not in the alphabet. */
static char fold(uint8_t c)
{
    char upper = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return memchr(alphabet, upper, sizeof alphabet - 1) != NULL ? upper : '\0';
}

gi_status gi_uscc_parse(gi_bytes text, char out[GI_USCC_TEXT], bool *check_fits, char *expected,
                        gi_error *err)
{
    char code[GI_USCC_TEXT] = "";
    bool fits = text.size == USCC_SIZE;
    for (size_t i = 0; fits && i < USCC_SIZE; i++) {
        code[i] = fold(text.data[i]);
        fits = code[i] != '\0';
    }
    if (!fits) {
        return gi_fail(err, GI_WHY_BAD_USCC, gi_typed_show(text).text);
    }
    *expected = check_character(code);
    *check_fits = code[CHECK] == *expected && code[BODY_CHECK] == body_check_character(code);
    memcpy(out, code, sizeof code);
    return GI_OK;
}

/* Province codes of GB/T 2260 run from 11 to 82. */
gi_status gi_township_parse(gi_bytes text, int64_t *out, gi_error *err)
{
    int64_t code = 0;
    bool fits = text.size == 9;
    for (size_t i = 0; fits && i < text.size; i++) {
        fits = text.data[i] >= '0' && text.data[i] <= '9';
        code = code * 10 + text.data[i] - '0';
    }
    if (!fits || code / 10000000 < 11 || code / 10000000 > 82) {
        return gi_fail(err, GI_WHY_BAD_TOWNSHIP, gi_typed_show(text).text);
    }
    *out = code;
    return GI_OK;
}

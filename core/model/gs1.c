/*
 * gs1.c - GTINs, and the GS1 form of a label's URL, written and read (gi/gs1.h).
 *
 * Reading is one pass from behind, bounded by the text; nothing is decoded but the three values.
 */
#include "gi/gs1.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"
#include "typed.h"

#define PART_MAX 64 /* bytes of a value that are looked at */

/* ---- GTIN ---- */

static gi_status bad_gtin(gi_bytes text, const char *why, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_GTIN, gi_typed_show(text).text, why);
}

/* Weights 3, 1, 3 ... from the digit before the check digit to the left. */
static int check_digit(const char gtin[GI_GTIN_TEXT])
{
    int sum = 0;
    for (int i = 0; i < 13; i++) {
        sum += (gtin[i] - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return (10 - sum % 10) % 10;
}

gi_status gi_gtin_parse(gi_bytes text, char out[GI_GTIN_TEXT], gi_error *err)
{
    char gtin[GI_GTIN_TEXT] = "00000000000000";
    char why[64];
    gi_bytes digits = gi_trim(text);
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.data[i] < '0' || digits.data[i] > '9') {
            return bad_gtin(text, "只能是数字 / digits only", err);
        }
    }
    if (digits.size != 8 && (digits.size < 12 || digits.size > 14)) {
        return bad_gtin(text, "应为 8、12、13 或 14 位 / 8, 12, 13 or 14 digits", err);
    }
    memcpy(gtin + (14 - digits.size), digits.data, digits.size);
    if (strspn(gtin, "0") == 14) {
        return bad_gtin(text, "不能全为 0 / not all zeros", err);
    }
    if (gtin[13] - '0' != check_digit(gtin)) {
        (void)snprintf(why, sizeof why, "校验位应为 %d / its check digit would be %d",
                       check_digit(gtin), check_digit(gtin));
        return bad_gtin(text, why, err);
    }
    memcpy(out, gtin, sizeof gtin);
    return GI_OK;
}

/* ---- writing ---- */

void gi_gs1_url(const char *base_url, const gi_gs1 *gs1, const char *digits,
                char out[GI_GS1_URL_MAX])
{
    char batch[GI_BATCH_ID_TEXT];
    char number[GI_UNIT_NUMBER_TEXT];
    char plain[GI_UNIT_NUMBER_TEXT] = "";
    size_t size = 0;
    assert(strlen(base_url) <= 63 && strlen(gs1->gtin) == 14);
    assert(strlen(digits) == GI_UNIT_DIGITS || strlen(digits) == GI_PACKAGE_DIGITS);
    gi_batch_id_print(&gs1->batch, batch);
    gi_unit_number_print(gs1->unit, number);
    for (const char *at = number; *at != '\0'; at++) {
        if (*at != '-') {
            plain[size++] = *at;
        }
    }
    (void)snprintf(out, GI_GS1_URL_MAX, "%s01/%s/10/%s/21/%s?S=%s", base_url, gs1->gtin, batch,
                   plain, digits);
}

/* ---- reading ---- */

enum { AI_GTIN, GTIN, AI_BATCH, BATCH, AI_UNIT, UNIT, PARTS };

static int hex_value(uint8_t c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);
    return at == NULL ? -1 : (int)(at - digits);
}

/* Decodes %XX into room of PART_MAX; false when it does not fit or a %XX is none. */
static bool decode(gi_bytes part, uint8_t room[PART_MAX], gi_bytes *out)
{
    size_t size = 0;
    for (size_t i = 0; i < part.size; i++) {
        uint8_t c = part.data[i];
        if (c == '%') {
            int high = i + 2 < part.size ? hex_value(part.data[i + 1]) : -1;
            int low = high >= 0 ? hex_value(part.data[i + 2]) : -1;
            if (low < 0) {
                return false;
            }
            c = (uint8_t)(high << 4 | low);
            i += 2;
        }
        if (size == PART_MAX) {
            return false;
        }
        room[size++] = c;
    }
    *out = (gi_bytes){ room, size };
    return size > 0;
}

/* Path and query of a URL, without the fragment. */
static void split_url(gi_bytes text, gi_bytes *path, gi_bytes *query)
{
    gi_bytes whole = gi_trim(text);
    size_t end = 0;
    while (end < whole.size && whole.data[end] != '#') {
        end++;
    }
    size_t mark = 0;
    while (mark < end && whole.data[mark] != '?') {
        mark++;
    }
    *path = (gi_bytes){ whole.data, mark };
    *query = mark < end ? (gi_bytes){ whole.data + mark + 1, end - mark - 1 } : (gi_bytes){ 0 };
}

/* The last six segments. */
static void split_path(gi_bytes path, gi_bytes part[PARTS])
{
    for (size_t i = PARTS; i > 0; i--) {
        size_t start = path.size;
        while (start > 0 && path.data[start - 1] != '/') {
            start--;
        }
        part[i - 1] = (gi_bytes){ path.size > 0 ? path.data + start : NULL, path.size - start };
        path.size = start > 0 ? start - 1 : 0;
    }
}

static size_t count_s(gi_bytes query)
{
    size_t found = 0;
    bool begins = true;
    for (size_t i = 0; i + 1 < query.size; i++) {
        found += begins && query.data[i] == 'S' && query.data[i + 1] == '=';
        begins = query.data[i] == '&';
    }
    return found;
}

static bool is_text(gi_bytes part, const char *text)
{
    return gi_bytes_equal(part, gi_bytes_of(text));
}

const char *gi_gs1_word(gi_gs1_part part)
{
    static const char *const words[] = {
        [GI_GS1_OTHER] = "",      [GI_GS1_WHOLE] = "",    [GI_GS1_GTIN] = "gtin",
        [GI_GS1_BATCH] = "batch", [GI_GS1_UNIT] = "unit", [GI_GS1_QUERY] = "query",
    };
    return words[part];
}

gi_gs1_part gi_gs1_read(gi_bytes text, gi_gs1 *out)
{
    gi_bytes path;
    gi_bytes query;
    gi_bytes part[PARTS];
    gi_bytes value;
    uint8_t room[PART_MAX];
    gi_gs1 read = { 0 };
    split_url(text, &path, &query);
    split_path(path, part);
    if (!is_text(part[AI_GTIN], "01") || !is_text(part[AI_BATCH], "10") ||
        !is_text(part[AI_UNIT], "21")) {
        return GI_GS1_OTHER;
    }
    if (!decode(part[GTIN], room, &value) || value.size != 14 ||
        gi_gtin_parse(value, read.gtin, NULL) != GI_OK) {
        return GI_GS1_GTIN;
    }
    if (!decode(part[BATCH], room, &value) ||
        gi_batch_id_parse(value, &read.batch, NULL) != GI_OK) {
        return GI_GS1_BATCH;
    }
    if (!decode(part[UNIT], room, &value) ||
        gi_unit_number_parse(value, &read.unit, NULL) != GI_OK) {
        return GI_GS1_UNIT;
    }
    if (count_s(query) > 1) {
        return GI_GS1_QUERY;
    }
    *out = read;
    return GI_GS1_WHOLE;
}

/*
 * limit_judge.c - does a laboratory's item keep what the standard asks (gi/limits.h)?
 *
 * Compared as decimals, never as floating point. What cannot be compared is unknown: an item
 * without a line, another unit, words instead of a number, a line that is doubtful itself.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/rules/limit_read.h"
#include "gi/text.h"

#define DIGITS_MAX INT64_C(1000000000000)

bool gi_limit_decimal(gi_bytes text, int64_t *milli, bool *more, gi_bytes *unit)
{
    int64_t value = 0;
    int places = -1; /* behind the point */
    size_t at = 0;
    *more = false;
    for (; at < text.size; at++) {
        uint8_t c = text.data[at];
        if (c == '.' && places < 0 && at > 0) {
            places = 0;
        } else if (c >= '0' && c <= '9' && places < 3 && value < DIGITS_MAX) {
            value = value * 10 + (c - '0');
            places += places >= 0;
        } else if (c >= '0' && c <= '9' && places >= 3) {
            *more = *more || c != '0';
        } else {
            break;
        }
    }
    for (int i = places < 0 ? 0 : places; i < 3; i++) {
        value *= 10;
    }
    *milli = value;
    *unit = (gi_bytes){ text.data + at, text.size - at };
    return at > 0;
}

bool gi_limit_unit(gi_bytes unit, const char *wanted)
{
    unit = gi_trim(unit);
    return unit.size == 0 || gi_bytes_equal(unit, gi_bytes_of(wanted)) ||
           (gi_bytes_equal(unit, gi_bytes_of("%")) && strcmp(wanted, "g/100g") == 0);
}

gi_limit_answer gi_limit_compare(const gi_limit_entry *limit, gi_bytes value)
{
    int64_t milli = 0;
    bool more = false;
    gi_bytes unit = { 0 };
    if (limit->note[0] != '\0' || !gi_limit_decimal(gi_trim(value), &milli, &more, &unit) ||
        !gi_limit_unit(unit, limit->unit)) {
        return GI_LIMIT_UNKNOWN;
    }
    bool over = milli > limit->milli || (milli == limit->milli && more);
    bool kept = limit->bound == 0 ? !over : milli >= limit->milli;
    return kept ? GI_LIMIT_KEPT : GI_LIMIT_BROKEN;
}

void gi_limit_text(const gi_limit_entry *limit, char out[GI_LIMIT_TEXT])
{
    char rest[8] = "";
    long long whole = limit->milli / 1000;
    if (limit->milli % 1000 != 0) {
        (void)snprintf(rest, sizeof rest, ".%03d", (int)(limit->milli % 1000));
        for (size_t end = strlen(rest); rest[end - 1] == '0'; end--) {
            rest[end - 1] = '\0';
        }
    }
    (void)snprintf(out, GI_LIMIT_TEXT, "%s%lld%s %s", limit->bound == 0 ? "≤" : "≥", whole, rest,
                   limit->unit);
}

bool gi_limit_names(const gi_limit_entry *limit, gi_bytes item)
{
    return gi_bytes_equal(item, gi_bytes_of(limit->zh)) ||
           (item.size == strlen(limit->en) &&
            strncasecmp((const char *)item.data, limit->en, item.size) == 0);
}

/* One broken line decides; all others must be kept to say so. */
gi_status gi_limit_judge(const char *mnemonic, int64_t grade, gi_bytes item, gi_bytes value,
                         gi_limit_answer *answer, gi_limit_entry *limit, gi_error *err)
{
    gi_limit_answer said = GI_LIMIT_UNKNOWN;
    gi_limit_entry row;
    bool met = false;
    gi_error end = { 0 };
    gi_status status = GI_OK;
    item = gi_trim(item);
    for (size_t i = 0; said != GI_LIMIT_BROKEN; i++) {
        status = gi_catalogue_limit_at(mnemonic, grade, i, &row, &end);
        if (status != GI_OK) {
            break;
        }
        if (gi_limit_names(&row, item)) {
            gi_limit_answer one = gi_limit_compare(&row, value);
            said = !met || one == GI_LIMIT_BROKEN || said == GI_LIMIT_KEPT ? one : said;
            *limit = row;
            met = true;
        }
    }
    if (status != GI_OK && status != GI_NOT_FOUND) {
        if (err != NULL) {
            *err = end;
        }
        return status;
    }
    *answer = said;
    return GI_OK;
}

/*
 * limit_stated.c - the limit that a laboratory writes beside its value (gi/limits.h).
 *
 * It is the laboratory's word: a value must keep it, and where it is not the standard's the
 * difference is named. Nothing is guessed: a number without a direction says nothing.
 */
#include <string.h>

#include "core/rules/limit_read.h"
#include "gi/text.h"

typedef struct stated_limit {
    int bound;   /* 0 = at most, 1 = at least */
    bool strict; /* the number itself is outside */
    int64_t milli;
    bool more;
    gi_bytes unit;
} stated_limit;

/* The longer sign first: "<" begins "<=". */
static const struct sign {
    const char *text;
    int bound;
    bool strict;
} signs[] = {
    { "≤", 0, false }, { "<=", 0, false }, { "≦", 0, false }, { "<", 0, true }, { "＜", 0, true },
    { "≥", 1, false }, { ">=", 1, false }, { "≧", 1, false }, { ">", 1, true }, { "＞", 1, true },
};

static bool read_stated(gi_bytes text, stated_limit *out)
{
    text = gi_trim(text);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t size = strlen(signs[i].text);
        if (text.size > size && memcmp(text.data, signs[i].text, size) == 0) {
            gi_bytes rest = gi_trim((gi_bytes){ text.data + size, text.size - size });
            out->bound = signs[i].bound;
            out->strict = signs[i].strict;
            bool number = gi_limit_decimal(rest, &out->milli, &out->more, &out->unit);
            out->unit = gi_trim(out->unit);
            return number;
        }
    }
    return false;
}

const char *gi_limit_stated_word(gi_limit_stated value)
{
    static const char *const words[] = {
        [GI_STATED_UNKNOWN] = "unknown",   [GI_STATED_SAME] = "same",
        [GI_STATED_STRICTER] = "stricter", [GI_STATED_LOOSER] = "looser",
        [GI_STATED_OTHER] = "other",
    };
    return words[value];
}

/* A bare limit speaks in the standard's own unit, and per cent where none is known; a bare value
 * in the unit of the limit beside it. */
static bool same_unit(gi_bytes value, gi_bytes limit, const char *own)
{
    value = gi_trim(value);
    if (limit.size == 0) {
        return gi_limit_unit(value, own[0] != '\0' ? own : "g/100g");
    }
    return value.size == 0 || gi_bytes_equal(value, limit);
}

gi_limit_answer gi_limit_stated_keeps(gi_bytes stated, gi_bytes value, const char *own)
{
    stated_limit limit;
    int64_t milli = 0;
    bool more = false;
    gi_bytes unit = { 0 };
    if (!read_stated(stated, &limit) || limit.more ||
        !gi_limit_decimal(gi_trim(value), &milli, &more, &unit) ||
        !same_unit(unit, limit.unit, own)) {
        return GI_LIMIT_UNKNOWN;
    }
    bool equal = milli == limit.milli && !more;
    bool above = milli > limit.milli || (milli == limit.milli && more);
    bool inside = equal ? !limit.strict : above == (limit.bound == 1);
    return inside ? GI_LIMIT_KEPT : GI_LIMIT_BROKEN;
}

/* A strict sign on the same number asks for a little more. */
static gi_limit_stated relate(const gi_limit_entry *line, const stated_limit *stated)
{
    if (line->note[0] != '\0' || !gi_limit_unit(stated->unit, line->unit)) {
        return GI_STATED_UNKNOWN;
    }
    if (stated->milli == line->milli && !stated->more) {
        return stated->strict ? GI_STATED_STRICTER : GI_STATED_SAME;
    }
    bool above = stated->milli >= line->milli;
    return above == (line->bound == 1) ? GI_STATED_STRICTER : GI_STATED_LOOSER;
}

gi_status gi_limit_stated_beside(const char *mnemonic, int64_t grade, gi_bytes item,
                                 gi_bytes stated, gi_limit_stated *out, gi_limit_entry *limit,
                                 gi_error *err)
{
    stated_limit asked;
    gi_limit_entry row;
    gi_error end = { 0 };
    gi_limit_stated said = GI_STATED_UNKNOWN;
    bool same_way = false;
    gi_status status = GI_OK;
    item = gi_trim(item);
    for (size_t i = 0; read_stated(stated, &asked) && !same_way; i++) {
        status = gi_catalogue_limit_at(mnemonic, grade, i, &row, &end);
        if (status != GI_OK) {
            break;
        }
        if (gi_limit_names(&row, item)) {
            same_way = row.bound == asked.bound;
            said = same_way ? relate(&row, &asked) : GI_STATED_OTHER;
            *limit = row;
        }
    }
    if (status != GI_OK && status != GI_NOT_FOUND) {
        if (err != NULL) {
            *err = end;
        }
        return status;
    }
    *out = said;
    return GI_OK;
}

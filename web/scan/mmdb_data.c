/*
 * mmdb_data.c - a bounded walk over values (mmdb_data.h).
 *
 * Every value read or passed over costs a step, so a map that claims millions of pairs or two
 * that hold each other end as "nothing". Nothing recurses.
 */
#include "web/scan/mmdb_data.h"

/* Where the walk stands, and what it may still cost. */
typedef struct walk {
    gi_bytes section;
    size_t at;
    int steps;
} walk;

/* The largest size of a type, NONE for those that no file has; of maps and arrays it counts what
 * they hold, and of a boolean it is the value: these take no bytes of their own. */
enum { ANY = 0xFFFFFFF, NONE = -1 };

static const struct form {
    int32_t most;
    bool takes_bytes;
} forms[GI_MMDB_TYPES] = {
    [0] = { NONE, false },
    [GI_MMDB_TEXT] = { ANY, true },
    [GI_MMDB_DOUBLE] = { 8, true },
    [GI_MMDB_OCTETS] = { ANY, true },
    [GI_MMDB_UINT16] = { 2, true },
    [GI_MMDB_UINT32] = { 4, true },
    [GI_MMDB_MAP] = { ANY, false },
    [GI_MMDB_INT32] = { 4, true },
    [GI_MMDB_UINT64] = { 8, true },
    [GI_MMDB_UINT128] = { 16, true },
    [GI_MMDB_ARRAY] = { ANY, false },
    [GI_MMDB_CACHE] = { NONE, false },
    [GI_MMDB_END] = { NONE, false },
    [GI_MMDB_BOOLEAN] = { 1, false },
    [GI_MMDB_FLOAT] = { 4, true },
};

/* A number of 0..4 bytes, the highest first. */
static bool take_number(walk *at, uint32_t bytes, uint32_t *out)
{
    uint32_t number = 0;
    if (at->section.size - at->at < bytes) {
        return false;
    }
    for (uint32_t i = 0; i < bytes; i++) {
        number = number << 8 | at->section.data[at->at + i];
    }
    at->at += bytes;
    *out = number;
    return true;
}

/* Of a pointer: where it leads to, in size. Longer ones begin where shorter ones end. */
static bool take_pointer(walk *at, uint8_t control, gi_mmdb_value *out)
{
    static const uint32_t begin[] = { 0, 2048, 526336, 0 };
    uint32_t width = control >> 3 & 3U;
    uint32_t low = 0;
    if (!take_number(at, width + 1, &low)) {
        return false;
    }
    uint32_t high = width == 3 ? 0 : (control & 7U) << 8 * (width + 1);
    *out = (gi_mmdb_value){ GI_MMDB_POINTER, high + low + begin[width], at->at };
    return true;
}

static bool take_size(walk *at, uint8_t control, uint32_t *out)
{
    static const uint32_t begin[] = { 29, 285, 65821 };
    uint32_t size = control & 31U;
    uint32_t more = 0;
    if (size >= 29) {
        uint32_t width = size - 28;
        if (!take_number(at, width, &more)) {
            return false;
        }
        size = begin[width - 1] + more;
    }
    *out = size;
    return true;
}

/* Types from 8 on stand in a byte of their own. */
static bool take_type(walk *at, uint8_t control, gi_mmdb_type *out)
{
    uint32_t type = control >> 5;
    if (type == 0) {
        if (!take_number(at, 1, &type)) {
            return false;
        }
        type += 7;
    }
    if (type >= GI_MMDB_TYPES) {
        return false;
    }
    *out = (gi_mmdb_type)type;
    return true;
}

/* One value; the walk stands behind it, in a map or array before the first that it holds. */
static bool take(walk *at, gi_mmdb_value *out)
{
    uint32_t control = 0;
    gi_mmdb_value value = { .size = 0 };
    if (at->steps-- <= 0 || at->at > at->section.size || !take_number(at, 1, &control)) {
        return false;
    }
    if (control >> 5 == GI_MMDB_POINTER) {
        return take_pointer(at, (uint8_t)control, out);
    }
    if (!take_type(at, (uint8_t)control, &value.type) ||
        !take_size(at, (uint8_t)control, &value.size) ||
        (int64_t)value.size > forms[value.type].most) {
        return false;
    }
    value.at = at->at;
    size_t own = forms[value.type].takes_bytes ? value.size : 0;
    if (at->section.size - at->at < own) {
        return false;
    }
    at->at += own;
    *out = value;
    return true;
}

/* The same, and where it is a pointer, what that leads to. */
static bool take_followed(walk *at, gi_mmdb_value *out)
{
    gi_mmdb_value value;
    if (!take(at, &value)) {
        return false;
    }
    if (value.type == GI_MMDB_POINTER) {
        walk there = { at->section, value.size, at->steps };
        bool good = take(&there, &value) && value.type != GI_MMDB_POINTER;
        at->steps = there.steps;
        if (!good) {
            return false;
        }
    }
    *out = value;
    return true;
}

/* Passes over so many values with all that they hold. */
static bool pass(walk *at, int64_t count)
{
    gi_mmdb_value value;
    for (; count > 0; count--) {
        if (!take(at, &value)) {
            return false;
        }
        count += value.type == GI_MMDB_MAP ? 2 * (int64_t)value.size : 0;
        count += value.type == GI_MMDB_ARRAY ? (int64_t)value.size : 0;
    }
    return true;
}

static bool find_key(walk *at, const gi_mmdb_value *map, const char *key, gi_mmdb_value *out)
{
    gi_mmdb_value name;
    for (uint32_t i = 0; i < map->size; i++) {
        if (!take_followed(at, &name) || name.type != GI_MMDB_TEXT) {
            return false;
        }
        if (gi_bytes_equal(gi_mmdb_text(at->section, &name), gi_bytes_of(key))) {
            return take_followed(at, out);
        }
        if (!pass(at, 1)) {
            return false;
        }
    }
    return false;
}

/* Indices have one digit: nobody asks for more. */
static bool find_index(walk *at, const gi_mmdb_value *array, const char *index, gi_mmdb_value *out)
{
    uint32_t wanted = (uint32_t)(index[0] - '0');
    return index[1] == '\0' && wanted <= 9 && wanted < array->size && pass(at, wanted) &&
           take_followed(at, out);
}

static bool enter(walk *at, const char *name, gi_mmdb_value *value)
{
    const gi_mmdb_value outer = *value;
    at->at = outer.at;
    if (outer.type == GI_MMDB_MAP) {
        return find_key(at, &outer, name, value);
    }
    return outer.type == GI_MMDB_ARRAY && find_index(at, &outer, name, value);
}

bool gi_mmdb_find(gi_bytes section, size_t offset, gi_mmdb_path path, gi_mmdb_value *out)
{
    gi_mmdb_value value;
    walk at = { section, offset, GI_MMDB_STEPS };
    if (!take_followed(&at, &value)) {
        return false;
    }
    for (int i = 0; path[i] != NULL; i++) {
        if (i == GI_MMDB_PATH || !enter(&at, path[i], &value)) {
            return false;
        }
    }
    *out = value;
    return true;
}

gi_bytes gi_mmdb_text(gi_bytes section, const gi_mmdb_value *value)
{
    return value->type == GI_MMDB_TEXT ? (gi_bytes){ section.data + value->at, value->size }
                                       : (gi_bytes){ NULL, 0 };
}

bool gi_mmdb_number(gi_bytes section, const gi_mmdb_value *value, uint32_t *out)
{
    walk at = { section, value->at, 0 };
    bool fits = value->type == GI_MMDB_UINT16 || value->type == GI_MMDB_UINT32;
    return fits && take_number(&at, value->size, out);
}

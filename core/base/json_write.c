/*
 * json_write.c - the canonical form, and the form for people (gi/json.h).
 *
 * Needs no memory but the buffer's: members already stand in order (json_value.c). A value with a
 * part that could not be made fails the buffer, so that it is never taken for a whole one.
 */
#include "core/base/jcs.h"
#include "core/base/json_walk.h"

#define COMPACT SIZE_MAX /* in place of a level: no white space at all */

static void write_value(const gi_json *value, size_t level, gi_buf *out);

static size_t inside_of(size_t level)
{
    return level == COMPACT ? COMPACT : level + 1;
}

/* Begins a new line for people; nothing in the compact form. */
static void write_break(size_t level, gi_buf *out)
{
    if (level != COMPACT) {
        gi_buf_add_format(out, "\n%*s", (int)(level * 2), "");
    }
}

static void write_items(const gi_json *array, size_t level, gi_buf *out)
{
    for (size_t i = 0; i < gi_json_count(array); i++) {
        gi_buf_add_text(out, i > 0 ? "," : "");
        write_break(level, out);
        write_value(gi_json_at(array, i), level, out);
    }
}

static void write_members(const gi_json *object, size_t level, gi_buf *out)
{
    const char *comma = "";
    for (gi_json_member at = gi_json_first(object); at.name != NULL;
         at = gi_json_next(object, at)) {
        gi_buf_add_text(out, comma);
        write_break(level, out);
        gi_jcs_add_string(out, gi_bytes_of(at.name));
        gi_buf_add_text(out, level == COMPACT ? ":" : ": ");
        write_value(at.value, level, out);
        comma = ",";
    }
}

/* By hand: a leaf holds some twenty of them, and printf costs more than all the rest. */
static void write_int(int64_t number, gi_buf *out)
{
    uint8_t digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (uint8_t)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    gi_buf_add(out, (gi_bytes){ digits + at, sizeof digits - at });
}

static void write_container(const gi_json *value, size_t level, gi_buf *out)
{
    bool is_object = gi_json_is_object(value);
    gi_buf_add_byte(out, is_object ? '{' : '[');
    if (is_object) {
        write_members(value, inside_of(level), out);
    } else {
        write_items(value, inside_of(level), out);
    }
    if (gi_json_count(value) > 0) {
        write_break(level, out);
    }
    gi_buf_add_byte(out, is_object ? '}' : ']');
}

static void write_value(const gi_json *value, size_t level, gi_buf *out)
{
    gi_bytes text = { 0 };
    int64_t number = 0;
    bool truth = false;
    if (gi_json_is_object(value) || gi_json_is_array(value)) {
        write_container(value, level, out);
    } else if (gi_json_as_text(value, &text)) {
        gi_jcs_add_string(out, text);
    } else if (gi_json_as_int(value, &number)) {
        write_int(number, out);
    } else if (gi_json_as_bool(value, &truth)) {
        gi_buf_add_text(out, truth ? "true" : "false");
    } else {
        out->failed = GI_NO_MEMORY;
    }
}

void gi_json_write(const gi_json *value, gi_buf *out)
{
    write_value(value, COMPACT, out);
}

void gi_json_write_pretty(const gi_json *value, gi_buf *out)
{
    write_value(value, 0, out);
}

/*
 * status.c - refusals become two lines of text, one per language.
 *
 * Templates come from the table in gi/reason.h; values are cut and cleaned here, so
 * nothing a stranger typed can break a line, a terminal or a log.
 */
#include "gi/status.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define VALUE_LIMIT 60 /* bytes of one value that reach a message */

static const gi_reason reasons[GI_WHY_COUNT] = { [GI_WHY_NONE] = { "none", GI_OK, "", "" },
#define GI_REASON_ROW(name, text, code, chinese, english) \
    [GI_WHY_##name] = { .id = (text), .status = (code), .zh = (chinese), .en = (english) },
                                                 GI_REASONS(GI_REASON_ROW)
#undef GI_REASON_ROW
};

const gi_reason *gi_reason_of(gi_why why)
{
    return why > GI_WHY_NONE && why < GI_WHY_COUNT ? &reasons[why] : &reasons[GI_WHY_NONE];
}

const char *gi_why_id(gi_why why)
{
    return gi_reason_of(why)->id;
}

/* Length of the longest prefix of text, at most limit, that does not split a character. */
static size_t whole_characters(const char *text, size_t limit)
{
    size_t size = strnlen(text, limit + 1);
    if (size <= limit) {
        return size;
    }
    size = limit;
    while (size > 0 && ((unsigned char)text[size] & 0xC0U) == 0x80U) {
        size--;
    }
    return size;
}

typedef struct line {
    char *text;
    size_t size;
} line;

static void line_add(line *out, const char *text, size_t size)
{
    size_t room = GI_ERROR_TEXT - 1 - out->size;
    size_t take = size > room ? whole_characters(text, room) : size;
    for (size_t i = 0; i < take; i++) {
        unsigned char c = (unsigned char)text[i];
        out->text[out->size++] = c < 0x20 || c == 0x7F ? '?' : (char)c;
    }
    out->text[out->size] = '\0';
}

static void line_add_value(line *out, const char *value)
{
    size_t size = whole_characters(value, VALUE_LIMIT);
    line_add(out, value, size);
    if (value[size] != '\0') {
        line_add(out, "...", 3);
    }
}

static void render(char *text, const char *format, const char *const *values, size_t count)
{
    line out = { text, 0 };
    text[0] = '\0';
    for (const char *at = format; *at != '\0'; at++) {
        if (at[0] == '{' && at[1] >= '0' && at[1] <= '9' && at[2] == '}') {
            size_t index = (size_t)(at[1] - '0');
            line_add_value(&out, index < count ? values[index] : "?");
            at += 2;
        } else {
            line_add(&out, at, 1);
        }
    }
}

gi_status gi_fail_values(gi_error *err, gi_why why, const char *const *values)
{
    const gi_reason *reason = gi_reason_of(why);
    if (err == NULL) {
        return reason->status;
    }
    size_t count = 0;
    while (values[count] != NULL) {
        count++;
    }
    err->status = reason->status;
    err->why = why;
    err->field[0] = '\0';
    err->row = 0;
    render(err->message, reason->en, values, count);
    render(err->zh, reason->zh, values, count);
    return reason->status;
}

gi_status gi_fail_field_values(gi_error *err, const char *field, gi_why why,
                               const char *const *values)
{
    gi_status status = gi_fail_values(err, why, values);
    if (err != NULL) {
        (void)snprintf(err->field, sizeof err->field, "%s", field);
    }
    return status;
}

void gi_error_line(const gi_error *err, char out[GI_ERROR_LINE])
{
    char row[32] = "";
    char field[40] = "";
    if (err->row > 0) {
        (void)snprintf(row, sizeof row, "[row %" PRId64 "] ", err->row);
    }
    if (err->field[0] != '\0') {
        (void)snprintf(field, sizeof field, " [%s]", err->field);
    }
    (void)snprintf(out, GI_ERROR_LINE, "gitrace: %s: %s%s / %s%s", gi_why_id(err->why), row,
                   err->zh, err->message, field);
}

gi_num_text gi_num(int64_t number)
{
    gi_num_text out;
    (void)snprintf(out.text, sizeof out.text, "%" PRId64, number);
    return out;
}

/* 0 good, 1 answered negative, 2 usage, 3 cannot tell are the programs' own. */
static const int exit_codes[] = {
    [GI_OK] = 0,    [GI_NOT_FOUND] = 10, [GI_INVALID] = 11, [GI_CONFLICT] = 12, [GI_DENIED] = 13,
    [GI_BUSY] = 14, [GI_NO_MEMORY] = 15, [GI_IO] = 16,      [GI_CORRUPT] = 17,
};

int gi_exit_code(gi_status status)
{
    return exit_codes[status];
}

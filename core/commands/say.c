/*
 * say.c - prints answers and refusals (say.h). Nothing else of the program prints.
 *
 * What came from a registry or a stranger may hold control characters; they never reach the
 * terminal, except in formats of others that are written as they are.
 */
#include "core/commands/say.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"

static void put_clean(FILE *to, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        (void)putc(c < 0x20 || c == 0x7F ? '?' : c, to);
    }
}

static void put_both(const command *cmd, FILE *to, const char *zh, const char *en)
{
    if (cmd->zh) {
        put_clean(to, zh);
    }
    if (cmd->zh && cmd->en) {
        (void)fputs(" / ", to);
    }
    if (cmd->en) {
        put_clean(to, en);
    }
}

void say(const command *cmd, const char *zh, const char *en)
{
    put_both(cmd, stdout, zh, en);
    (void)putchar('\n');
}

void say_value(const command *cmd, const char *zh, const char *en, const char *value)
{
    (void)fputs("  ", stdout);
    put_both(cmd, stdout, zh, en);
    (void)fputs(": ", stdout);
    put_clean(stdout, value);
    (void)putchar('\n');
}

void say_number(const command *cmd, const char *zh, const char *en, int64_t value)
{
    say_value(cmd, zh, en, gi_num(value).text);
}

void say_text(const char *text)
{
    put_clean(stdout, text);
    (void)putchar('\n');
}

void say_bytes(gi_bytes bytes)
{
    (void)fwrite(bytes.data, 1, bytes.size, stdout);
}

#define JSON_MAX (64 * 1024 * 1024)

gi_status say_json(const gi_json *value, bool dense, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(JSON_MAX);
    GI_TRY(gi_json_ok(value, err));
    if (dense) {
        gi_json_write(value, &text);
    } else {
        gi_json_write_pretty(value, &text);
    }
    GI_TRY(gi_buf_status(&text, "JSON", err));
    say_bytes(gi_buf_view(&text));
    if (text.size == 0 || text.data[text.size - 1] != '\n') {
        (void)putchar('\n');
    }
    return GI_OK;
}

gi_json *error_json(const gi_error *err)
{
    gi_json *answer = gi_json_object();
    gi_json *error = gi_json_object();
    gi_json_set_text(error, "id", gi_why_id(err->why));
    gi_json_set(error, "zh", gi_json_text(gi_bytes_of(err->zh)));
    gi_json_set(error, "en", gi_json_text(gi_bytes_of(err->message)));
    gi_json_set_int(error, "exit", gi_exit_code(err->status));
    if (err->field[0] != '\0') {
        gi_json_set_text(error, "field", err->field);
    }
    if (err->row > 0) {
        gi_json_set_int(error, "row", err->row);
    }
    gi_json_set(answer, "error", error);
    return answer;
}

static void say_error_json(const gi_error *err)
{
    GI_AUTO(gi_json) answer = error_json(err);
    if (say_json(answer, false, NULL) != GI_OK) {
        return; /* the line on stderr has said it */
    }
}

void say_warning(const gi_error *err)
{
    (void)fflush(stdout);
    char line[GI_ERROR_LINE];
    gi_error_line(err, line);
    put_clean(stderr, line);
    (void)putc('\n', stderr);
}

void say_error(const command *cmd, const gi_error *err)
{
    say_warning(err);
    if (cmd->json) {
        say_error_json(err);
    }
}

/* ---- tables ---- */

void say_cell(const gi_json *value, gi_buf *out)
{
    gi_bytes text = { 0 };
    bool truth = false;
    if (value == NULL) {
        gi_buf_add_text(out, "");
    } else if (gi_json_as_text(value, &text)) {
        gi_buf_add(out, text);
    } else if (gi_json_as_bool(value, &truth)) {
        gi_buf_add_text(out, truth ? "yes" : "no");
    } else {
        gi_json_write(value, out);
    }
}

/* Columns a text takes on a terminal: CJK and full-width forms take two. */
static size_t width_of(gi_bytes text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];
        width += (c & 0xC0U) == 0x80U ? 0U : c >= 0xE2U ? 2U : 1U;
    }
    return width;
}

#define COLUMNS_MAX 12
#define CELL_MAX 4096

static size_t cell_of(const gi_json *row, const char *column, gi_buf *cell)
{
    gi_buf_reset(cell);
    say_cell(gi_json_get(row, column), cell);
    return width_of(gi_buf_view(cell));
}

static void pad(size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        (void)putchar(' ');
    }
}

static void put_row(const gi_json *row, const char *const *columns, const size_t *widths)
{
    GI_AUTO_BUF cell = GI_BUF(CELL_MAX);
    for (size_t i = 0; columns[i] != NULL; i++) {
        size_t width = row == NULL ? strlen(columns[i]) : cell_of(row, columns[i], &cell);
        put_clean(stdout, row == NULL ? columns[i] : gi_buf_text(&cell));
        if (columns[i + 1] != NULL) {
            pad(width, widths[i] + 2);
        }
    }
    (void)putchar('\n');
}

gi_status say_table(const gi_json *rows, const char *const *columns, gi_error *err)
{
    size_t widths[COLUMNS_MAX] = { 0 };
    GI_AUTO_BUF cell = GI_BUF(CELL_MAX);
    GI_TRY(gi_json_ok(rows, err));
    for (size_t i = 0; columns[i] != NULL && i < COLUMNS_MAX; i++) {
        widths[i] = strlen(columns[i]);
        for (size_t row = 0; row < gi_json_count(rows); row++) {
            size_t width = cell_of(gi_json_at(rows, row), columns[i], &cell);
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    put_row(NULL, columns, widths);
    for (size_t row = 0; row < gi_json_count(rows); row++) {
        put_row(gi_json_at(rows, row), columns, widths);
    }
    return GI_OK;
}

void say_object(const gi_json *object)
{
    for (size_t i = 0; i < gi_json_count(object); i++) {
        GI_AUTO_BUF cell = GI_BUF(1 << 20);
        say_cell(gi_json_value_at(object, i), &cell);
        (void)fputs("  ", stdout);
        put_clean(stdout, gi_json_name_at(object, i));
        (void)fputs(": ", stdout);
        put_clean(stdout, gi_buf_text(&cell));
        (void)putchar('\n');
    }
}

gi_status say_end(gi_error *err)
{
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return gi_fail(err, GI_WHY_FILE_WRITE, "stdout", strerror(errno));
    }
    return GI_OK;
}

/*
 * options.c - option tables read from the command line and from a file (options.h).
 */
#include "web/options.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"

static const gi_option_row *row_of(const gi_option_row *rows, const char *name)
{
    for (; rows->name != NULL; rows++) {
        if (strcmp(rows->name, name) == 0) {
            return rows;
        }
    }
    return NULL;
}

static bool take_word(gi_option_words *words, const char *text)
{
    if (strncmp(text, "--", 2) == 0 || words == NULL ||
        words->count == sizeof words->word / sizeof words->word[0]) {
        return false;
    }
    words->word[words->count++] = text;
    return true;
}

static const char **text_at(const gi_option_row *row, void *out)
{
    return (const char **)(void *)((char *)out + row->at);
}

gi_status gi_options_read(const gi_option_row *rows, const char *program, int argc, char **argv,
                          void *out, gi_option_words *words, gi_error *err)
{
    for (int i = 1; i < argc; i++) {
        const gi_option_row *row = row_of(rows, argv[i]);
        if (row == NULL && take_word(words, argv[i])) {
            continue;
        }
        if (row == NULL || (row->value != NULL && i + 1 == argc)) {
            return gi_fail(err, GI_WHY_UNKNOWN_OPTION, argv[i], program);
        }
        if (row->value == NULL) {
            *(bool *)(void *)((char *)out + row->at) = true;
        } else {
            *text_at(row, out) = argv[++i];
        }
    }
    return GI_OK;
}

void gi_options_print(const gi_option_row *rows)
{
    for (; rows->name != NULL; rows++) {
        (void)printf("  %-18s %-13s %s\n", rows->name, rows->value ? rows->value : "",
                     rows->purpose);
    }
}

/* ---- a file of them ---- */

/* What stands behind a NUL would be read by nobody. */
static gi_status refuse_nul(gi_bytes text, gi_error *err)
{
    int64_t line = 1;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '\0') {
            return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(line).text, "NUL");
        }
        line += text.data[i] == '\n' ? 1 : 0;
    }
    return GI_OK;
}

static gi_status read_file(const char *path, gi_buf *out, gi_error *err)
{
    uint8_t piece[4096];
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (size_t got = 1; got > 0 && out->failed == GI_OK;) {
        got = fread(piece, 1, sizeof piece, file);
        gi_buf_add(out, (gi_bytes){ piece, got });
    }
    bool broken = ferror(file) != 0;
    (void)fclose(file);
    GI_TRY(refuse_nul(gi_buf_view(out), err));
    gi_buf_add_byte(out, '\0');
    return broken ? gi_fail(err, GI_WHY_FILE_READ, path, "read") : gi_buf_status(out, path, err);
}

/* Cuts blanks off both ends, in place. */
static char *trimmed(char *text)
{
    text += strspn(text, " \t\r");
    size_t size = strlen(text);
    while (size > 0 && strchr(" \t\r", text[size - 1]) != NULL) {
        text[--size] = '\0';
    }
    return text;
}

/* A file being read: what it fills, and which rows it gave already. */
typedef struct reading {
    const gi_option_row *rows;
    void *out;
    bool given[GI_OPTIONS_MAX];
} reading;

static gi_status take_value(reading *at, const gi_option_row *row, int64_t number, char *value,
                            gi_error *err)
{
    size_t index = (size_t)(row - at->rows);
    if (index >= GI_OPTIONS_MAX || at->given[index]) {
        return gi_fail(err, GI_WHY_CONFIG_TWICE, gi_num(number).text, row->name + 2);
    }
    at->given[index] = true;
    const char **place = text_at(row, at->out);
    *place = *place == NULL ? value : *place;
    return GI_OK;
}

static gi_status take_line(reading *at, char *line, int64_t number, gi_error *err)
{
    char name[64];
    line = trimmed(line);
    char *equals = strchr(line, '=');
    if (line[0] == '\0' || line[0] == '#') {
        return GI_OK;
    }
    if (equals == NULL) {
        return gi_fail(err, GI_WHY_BAD_CONFIG, gi_num(number).text, line);
    }
    *equals = '\0';
    (void)snprintf(name, sizeof name, "--%s", trimmed(line));
    const gi_option_row *row = row_of(at->rows, name);
    if (row == NULL || row->value == NULL || strcmp(name, "--config") == 0) {
        return gi_fail(err, GI_WHY_UNKNOWN_OPTION, name, "config");
    }
    return take_value(at, row, number, trimmed(equals + 1), err);
}

gi_status gi_options_file(const gi_option_row *rows, const char *path, gi_buf *room, void *out,
                          gi_error *err)
{
    reading at = { .rows = rows, .out = out };
    *room = GI_BUF(GI_OPTIONS_FILE_MAX);
    GI_TRY(read_file(path, room, err));
    char *line = (char *)room->data;
    for (int64_t number = 1; line != NULL; number++) {
        char *next = strchr(line, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
        GI_TRY(take_line(&at, line, number, err));
        line = next;
    }
    return GI_OK;
}

void gi_say_error(const gi_error *err)
{
    char line[GI_ERROR_LINE];
    gi_error_line(err, line);
    (void)fprintf(stderr, "%s\n", line);
}

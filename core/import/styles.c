/*
 * styles.c - which number formats show a date: a date is a number that is shown as one.
 */
#include <stdlib.h>
#include <string.h>

#include "core/import/workbook.h"

#define FORMATS_MAX 1000
#define STYLES_MAX 65536

typedef struct format {
    int id;
    gi_style style;
} format;

typedef struct reader {
    gi_workbook *book;
    format format[FORMATS_MAX]; /* those the workbook defines */
    size_t formats;
    bool in_cells; /* inside cellXfs */
    size_t room;
} reader;

/* Built-in formats that show a day, the Chinese ones among them; the others show times only. */
static bool is_built_in_day(int id)
{
    static const int ranges[][2] = { { 14, 17 }, { 22, 22 }, { 27, 31 },
                                     { 36, 36 }, { 50, 54 }, { 57, 58 } };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (id >= ranges[i][0] && id <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

/* The last character of what stands in quotes, brackets or behind a backslash; NULL = a letter
 * that counts. */
static const char *skipped(const char *at)
{
    if (*at == '\\') {
        return at[1] != '\0' ? at + 1 : NULL;
    }
    return *at == '"' ? strchr(at + 1, '"') : *at == '[' ? strchr(at, ']') : NULL;
}

static gi_style style_of(const char *code)
{
    bool day = false;
    bool month = false;
    bool hour = false;
    size_t zeros = strspn(code, "0");
    for (const char *at = code; *at != '\0'; at++) {
        const char *end = skipped(at);
        if (end != NULL) {
            at = end;
            continue;
        }
        day = day || strchr("ydYD", *at) != NULL;
        month = month || strchr("mM", *at) != NULL;
        hour = hour || strchr("hsHS", *at) != NULL;
    }
    bool plain = code[zeros] == '\0' && zeros > 1;
    return (gi_style){ day || (month && !hour), (uint8_t)(plain && zeros < 100 ? zeros : 0) };
}

static gi_style find(const reader *at, int id)
{
    for (size_t i = 0; i < at->formats; i++) {
        if (at->format[i].id == id) {
            return at->format[i].style;
        }
    }
    return (gi_style){ .day = is_built_in_day(id) };
}

static gi_status add_style(reader *at, int id, gi_error *err)
{
    gi_workbook *book = at->book;
    if (book->styles == STYLES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "cell styles", gi_num(STYLES_MAX).text);
    }
    if (book->styles == at->room) {
        at->room = at->room == 0 ? 64 : at->room * 2;
        gi_style *grown = realloc(book->style, at->room * sizeof *grown);
        if (grown == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "cell styles");
        }
        book->style = grown;
    }
    book->style[book->styles++] = find(at, id);
    return GI_OK;
}

static int id_of(const char **attributes)
{
    const char *text = gi_xml_attribute(attributes, "numFmtId");
    return (int)strtol(text, NULL, 10);
}

static gi_status on_start(void *context, const char *name, const char **attributes, gi_error *err)
{
    reader *at = context;
    if (strcmp(name, "numFmt") == 0 && at->formats < FORMATS_MAX) {
        at->format[at->formats++] =
            (format){ id_of(attributes), style_of(gi_xml_attribute(attributes, "formatCode")) };
    } else if (strcmp(name, "cellXfs") == 0) {
        at->in_cells = true;
    } else if (strcmp(name, "xf") == 0 && at->in_cells) {
        return add_style(at, id_of(attributes), err);
    }
    return GI_OK;
}

static gi_status on_end(void *context, const char *name, gi_error *err)
{
    reader *at = context;
    (void)err;
    if (strcmp(name, "cellXfs") == 0) {
        at->in_cells = false;
    }
    return GI_OK;
}

gi_status gi_styles_load(gi_workbook *book, gi_error *err)
{
    if (book->styles_part[0] == '\0') {
        return GI_OK;
    }
    reader *at = calloc(1, sizeof *at);
    if (at == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "cell styles");
    }
    at->book = book;
    gi_xml_handler handler = { .start = on_start, .end = on_end, .context = at };
    gi_status status = gi_package_parse(book->package, book->styles_part, &handler, err);
    free(at);
    return status;
}

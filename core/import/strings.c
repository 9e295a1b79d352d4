/*
 * strings.c - the shared strings of a workbook: all texts in one buffer, and where each begins.
 *
 * Pieces of one string in different fonts are joined; phonetic hints are no text.
 */
#include <stdlib.h>
#include <string.h>

#include "core/import/workbook.h"

typedef struct reader {
    gi_workbook *book;
    bool in_text;     /* inside t */
    bool in_phonetic; /* inside rPh */
} reader;

static gi_status begin_string(gi_workbook *book, gi_error *err)
{
    if (book->strings == GI_IMPORT_STRINGS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "shared strings",
                       gi_num(GI_IMPORT_STRINGS_MAX).text);
    }
    if (book->strings + 2 > book->string_room) {
        size_t room = book->string_room == 0 ? 256 : book->string_room * 2;
        uint32_t *grown = realloc(book->string, room * sizeof *grown);
        if (grown == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "shared strings");
        }
        book->string = grown;
        book->string_room = room;
    }
    book->string[book->strings++] = (uint32_t)book->text.size;
    book->string[book->strings] = (uint32_t)book->text.size;
    return GI_OK;
}

static gi_status on_start(void *context, const char *name, const char **attributes, gi_error *err)
{
    reader *at = context;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        return begin_string(at->book, err);
    }
    at->in_phonetic = at->in_phonetic || strcmp(name, "rPh") == 0;
    at->in_text = strcmp(name, "t") == 0;
    return GI_OK;
}

static gi_status on_end(void *context, const char *name, gi_error *err)
{
    reader *at = context;
    at->in_text = false;
    if (strcmp(name, "rPh") == 0) {
        at->in_phonetic = false;
    }
    return gi_buf_status(&at->book->text, "shared strings", err);
}

static gi_status on_text(void *context, gi_bytes text, gi_error *err)
{
    reader *at = context;
    (void)err;
    if (at->in_text && !at->in_phonetic && at->book->strings > 0) {
        gi_buf_add(&at->book->text, text);
        at->book->string[at->book->strings] = (uint32_t)at->book->text.size;
    }
    return GI_OK;
}

gi_status gi_strings_load(gi_workbook *book, gi_error *err)
{
    reader at = { .book = book };
    gi_xml_handler handler = { on_start, on_end, on_text, &at };
    if (book->strings_part[0] == '\0') {
        return GI_OK;
    }
    return gi_package_parse(book->package, book->strings_part, &handler, err);
}

bool gi_workbook_string(const gi_workbook *book, size_t index, gi_bytes *out)
{
    if (index >= book->strings) {
        return false;
    }
    *out = (gi_bytes){ book->text.data + book->string[index],
                       book->string[index + 1] - book->string[index] };
    return true;
}

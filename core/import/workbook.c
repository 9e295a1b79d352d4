/*
 * workbook.c - the sheets of a workbook and where its parts lie (workbook.h).
 */
#include "core/import/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct finder {
    gi_workbook *book;
    char folder[GI_PART_NAME]; /* relations are relative to it; ends with '/' or is "" */
    char found[GI_PART_NAME];  /* the main part */
} finder;

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text);
    size_t tail = strlen(end);
    return size >= tail && strcmp(text + size - tail, end) == 0;
}

/* "/xl/x.xml" counts from the root, "x.xml" from the folder. */
static void join(const char *folder, const char *target, char out[GI_PART_NAME])
{
    bool rooted = target[0] == '/';
    (void)snprintf(out, GI_PART_NAME, "%s%s", rooted ? "" : folder, target + rooted);
}

static gi_status on_root_relation(void *context, const char *name, const char **attributes,
                                  gi_error *err)
{
    finder *at = context;
    (void)err;
    if (strcmp(name, "Relationship") == 0 &&
        ends_with(gi_xml_attribute(attributes, "Type"), "/officeDocument")) {
        join("", gi_xml_attribute(attributes, "Target"), at->found);
    }
    return GI_OK;
}

static gi_status on_relation(void *context, const char *name, const char **attributes,
                             gi_error *err)
{
    finder *at = context;
    gi_workbook *book = at->book;
    const char *type = gi_xml_attribute(attributes, "Type");
    const char *target = gi_xml_attribute(attributes, "Target");
    const char *id = gi_xml_attribute(attributes, "Id");
    (void)err;
    if (strcmp(name, "Relationship") != 0) {
        return GI_OK;
    }
    if (ends_with(type, "/sharedStrings")) {
        join(at->folder, target, book->strings_part);
    } else if (ends_with(type, "/styles")) {
        join(at->folder, target, book->styles_part);
    }
    for (size_t i = 0; i < book->sheets; i++) {
        if (strcmp(book->sheet[i].relation, id) == 0 && ends_with(type, "/worksheet")) {
            join(at->folder, target, book->sheet[i].part);
        }
    }
    return GI_OK;
}

static bool is_true(const char *text)
{
    return strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
}

static gi_status on_book(void *context, const char *name, const char **attributes, gi_error *err)
{
    gi_workbook *book = ((finder *)context)->book;
    if (strcmp(name, "workbookPr") == 0) {
        book->from_1904 = is_true(gi_xml_attribute(attributes, "date1904"));
    }
    if (strcmp(name, "sheet") != 0) {
        return GI_OK;
    }
    if (book->sheets == GI_SHEETS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "sheets", gi_num(GI_SHEETS_MAX).text);
    }
    gi_sheet *sheet = &book->sheet[book->sheets++];
    (void)snprintf(sheet->name, sizeof sheet->name, "%s", gi_xml_attribute(attributes, "name"));
    (void)snprintf(sheet->relation, sizeof sheet->relation, "%s",
                   gi_xml_attribute(attributes, "id"));
    sheet->hidden = strstr(gi_xml_attribute(attributes, "state"), "idden") != NULL;
    return GI_OK;
}

/* "xl/workbook.xml" -> folder "xl/" and its relations "xl/_rels/workbook.xml.rels". */
static void split(finder *at, char relations[GI_PART_NAME + 16])
{
    const char *slash = strrchr(at->found, '/');
    size_t folder = slash != NULL ? (size_t)(slash - at->found) + 1 : 0;
    (void)snprintf(at->folder, sizeof at->folder, "%.*s", (int)folder, at->found);
    (void)snprintf(relations, GI_PART_NAME + 16, "%.*s_rels/%.*s.rels", (int)folder, at->found, 200,
                   at->found + folder);
}

gi_status gi_workbook_load(gi_package *package, gi_workbook *out, gi_error *err)
{
    char relations[GI_PART_NAME + 16];
    finder at = { .book = out, .found = "xl/workbook.xml" };
    gi_xml_handler root = { .start = on_root_relation, .context = &at };
    gi_xml_handler book = { .start = on_book, .context = &at };
    gi_xml_handler parts = { .start = on_relation, .context = &at };
    *out = (gi_workbook){ .package = package };
    gi_buf_init(&out->text, GI_IMPORT_INFLATED_MAX);
    if (gi_package_has(package, "_rels/.rels")) {
        GI_TRY(gi_package_parse(package, "_rels/.rels", &root, err));
    }
    GI_TRY(gi_package_parse(package, at.found, &book, err));
    split(&at, relations);
    GI_TRY(gi_package_parse(package, relations, &parts, err));
    GI_TRY(gi_styles_load(out, err));
    return gi_strings_load(out, err);
}

void gi_workbook_clear(gi_workbook *book)
{
    gi_buf_clear(&book->text);
    free(book->style);
    free(book->string);
}

/*
 * drafts.c - records as drafts (drafts.h). Whatever they call things is resolved here, so that a
 * draft names numbers of the registry alone.
 */
#include "core/import/drafts.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/harvest_book.h"
#include "gi/text.h"

#define ROWS_TEXT 4096 /* of GI_FIELD_ROWS */

static gi_status new_draft(const gi_resolver *at, const char *act, const gi_record *record,
                           const gi_import_marks *how, gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO_BUF hex = GI_BUF(64);
    uint8_t request[16];
    uint32_t place = (uint32_t)(record - at->import->record);
    GI_TRY(gi_draft_create(act, how->random, &draft, err));
    gi_import_request(how->mark, place, (uint32_t)at->import->count, request);
    gi_hex_add(&hex, (gi_bytes){ request, sizeof request });
    GI_TRY(gi_draft_set_request(draft, gi_buf_view(&hex), err));
    *out = GI_TAKE(draft);
    return GI_OK;
}

static gi_status set_field(const gi_resolver *at, const gi_record *record, size_t field,
                           gi_draft *draft, gi_error *err)
{
    char text[GI_VALUE_TEXT];
    const char *name = gi_import_kind_at(record->kind)->fields[field].name;
    GI_TRY(gi_resolve_field(at, record, field, text, err));
    return text[0] == '\0' ? GI_OK : gi_draft_set(draft, name, gi_bytes_of(text), err);
}

gi_status gi_import_draft(const gi_resolver *at, const gi_record *record,
                          const gi_import_marks *how, gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    const gi_import_kind *kind = gi_import_kind_at(record->kind);
    GI_TRY(new_draft(at, kind->act, record, how, &draft, err));
    for (size_t i = 0; kind->fields[i].name != NULL; i++) {
        if (kind->fields[i].name[0] != '.') {
            GI_TRY(set_field(at, record, i, draft, err));
        }
    }
    *out = GI_TAKE(draft);
    return GI_OK;
}

/* ---- a sheet of harvests ---- */

static size_t field_of(const gi_record *record, const char *name)
{
    return (size_t)gi_kind_field(gi_import_kind_at(record->kind), name);
}

static bool same(const gi_import *import, const gi_record *a, const gi_record *b, const char *name)
{
    return strcmp(gi_record_value(import, a, field_of(a, name)),
                  gi_record_value(import, b, field_of(b, name))) == 0;
}

static bool may_join(const gi_import *import, const gi_record *first, const gi_record *record)
{
    return !record->bad && record->kind == first->kind && same(import, first, record, "product") &&
           same(import, first, record, "season") &&
           gi_record_value(import, record, field_of(record, "note"))[0] == '\0';
}

size_t gi_import_together(const gi_import *import, size_t from)
{
    const gi_record *first = &import->record[from];
    size_t count = 1;
    if (strcmp(gi_import_kind_at(first->kind)->act, "harvest") != 0 ||
        !may_join(import, first, first)) {
        return 1;
    }
    while (count < GI_HARVEST_ROWS && from + count < import->count &&
           may_join(import, first, &first[count])) {
        count++;
    }
    return count;
}

/* "1 2026-04-05 12.5kg"; *fits is false when there is no room for it. */
static gi_status add_row(const gi_resolver *at, const gi_record *record, gi_buf *rows, bool *fits,
                         gi_error *err)
{
    char source[GI_VALUE_TEXT];
    char day[GI_VALUE_TEXT];
    char quantity[GI_VALUE_TEXT];
    GI_TRY(gi_resolve_field(at, record, field_of(record, "source"), source, err));
    GI_TRY(gi_resolve_field(at, record, field_of(record, "day"), day, err));
    GI_TRY(gi_resolve_field(at, record, field_of(record, "qty"), quantity, err));
    *fits = rows->size + strlen(source) + strlen(day) + strlen(quantity) + 3 <= ROWS_TEXT;
    if (*fits) {
        gi_buf_add_text(rows, rows->size > 0 ? ";" : "");
        gi_buf_add_text(rows, source);
        gi_buf_add_byte(rows, ' ');
        gi_buf_add_text(rows, day);
        gi_buf_add_byte(rows, ' ');
        gi_buf_add_text(rows, quantity);
    }
    return GI_OK;
}

gi_status gi_import_sheet(const gi_resolver *at, const gi_record *record,
                          const gi_import_marks *how, size_t *count, gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO_BUF rows = GI_BUF(ROWS_TEXT);
    bool fits = true;
    size_t added = 0;
    GI_TRY(new_draft(at, "harvest-sheet", record, how, &draft, err));
    GI_TRY(set_field(at, record, field_of(record, "product"), draft, err));
    GI_TRY(set_field(at, record, field_of(record, "season"), draft, err));
    while (fits && added < *count) {
        GI_TRY(add_row(at, &record[added], &rows, &fits, err));
        added += fits;
    }
    GI_TRY(gi_draft_set(draft, "rows", gi_buf_view(&rows), err));
    *count = added;
    *out = GI_TAKE(draft);
    return GI_OK;
}

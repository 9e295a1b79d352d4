/*
 * about.c - files acts under what they concern, and finds them again (about.h).
 */
#include "core/store/about.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

#define WHAT_TEXT 64

static const char q_about_filed[] = "SELECT 1 FROM act_about WHERE what = ?1 AND act = ?2";
static const char q_about_insert[] = "INSERT INTO act_about (what, act) VALUES (?1, ?2)";
static const char q_about_since[] = "SELECT act FROM about_since";
static const char q_about_batch[] =
    "WITH named (act) AS (SELECT act FROM act_about WHERE what = 'batch ' || ?1 "
    "UNION SELECT act FROM freeze_batch WHERE batch = ?1 "
    "UNION SELECT recall FROM recall_batch WHERE batch = ?1) "
    "SELECT act FROM (SELECT act FROM named UNION "
    "SELECT a.act FROM named n JOIN act_about a ON a.what = 'ref ' || n.act) f "
    "WHERE act >= ?2 ORDER BY act";
static const char q_about_holder[] =
    "SELECT act FROM act_about WHERE what = 'holder ' || ?1 AND act >= ?2 ORDER BY act";

const char *const gi_about_statements[] = {
    q_about_filed, q_about_insert, q_about_since, q_about_batch, q_about_holder, NULL,
};

/* ---- holders of an act ---- */

static gi_status owner_of(gi_db *db, gi_bytes source, gi_holder_number_visit take, void *context,
                          gi_error *err)
{
    gi_source_row row;
    int64_t id = 0;
    if (gi_text_int(source, "source", 1, GI_QUANTITY_MAX, &id, NULL) != GI_OK) {
        return GI_OK;
    }
    GI_TRY(gi_source_load(db, id, &row, err));
    return take(context, row.holder, err);
}

/* "1, 2,3": the sources of a grant. */
static gi_status owners_of(gi_db *db, gi_bytes list, gi_holder_number_visit take, void *context,
                           gi_error *err)
{
    while (list.size > 0) {
        const uint8_t *end = memchr(list.data, ',', list.size);
        size_t size = end == NULL ? list.size : (size_t)(end - list.data);
        gi_bytes item = { list.data, size };
        while (item.size > 0 && item.data[0] == ' ') {
            item = (gi_bytes){ item.data + 1, item.size - 1 };
        }
        GI_TRY(owner_of(db, item, take, context, err));
        size_t step = end == NULL ? size : size + 1;
        list = (gi_bytes){ list.data + step, list.size - step };
    }
    return GI_OK;
}

/* "3 2026-04-05 12.5kg": the rows of a sheet; many in a row of one source. */
static gi_status owners_of_rows(gi_db *db, const gi_json *record, gi_holder_number_visit take,
                                void *context, gi_error *err)
{
    gi_bytes before = { 0 };
    for (size_t i = 0; i < gi_json_count(record); i++) {
        gi_bytes row = { 0 };
        const char *name = gi_json_name_at(record, i);
        if (strncmp(name, GI_HARVEST_ROW_PREFIX, strlen(GI_HARVEST_ROW_PREFIX)) != 0 ||
            !gi_json_as_text(gi_json_value_at(record, i), &row)) {
            continue;
        }
        const uint8_t *blank = row.size > 0 ? memchr(row.data, ' ', row.size) : NULL;
        gi_bytes source = { row.data, blank != NULL ? (size_t)(blank - row.data) : 0 };
        if (!gi_bytes_equal(source, before)) {
            GI_TRY(owner_of(db, source, take, context, err));
        }
        before = source;
    }
    return GI_OK;
}

static gi_status number_in(const gi_json *object, const char *name, gi_holder_number_visit take,
                           void *context, gi_error *err)
{
    gi_bytes text = { 0 };
    uint32_t number = 0;
    bool given = gi_json_as_text(gi_json_get(object, name), &text) &&
                 gi_number_parse(text, &number, NULL) == GI_OK;
    return given ? take(context, number, err) : GI_OK;
}

static gi_status named_holders(gi_db *db, const gi_json *leaf, const gi_json *record,
                               gi_holder_number_visit take, void *context, gi_error *err)
{
    gi_bytes text = { 0 };
    GI_TRY(number_in(leaf, "org", take, context, err));
    GI_TRY(number_in(record, "holder", take, context, err));
    if (gi_json_as_text(gi_json_get(record, "source"), &text)) {
        GI_TRY(owner_of(db, text, take, context, err));
    }
    if (gi_json_as_text(gi_json_get(record, "sources"), &text)) {
        GI_TRY(owners_of(db, text, take, context, err));
    }
    return GI_OK;
}

gi_status gi_about_holders(gi_db *db, const gi_json *leaf, const gi_json *record,
                           gi_holder_number_visit take, void *context, gi_error *err)
{
    GI_TRY(named_holders(db, leaf, record, take, context, err));
    return owners_of_rows(db, record, take, context, err);
}

/* ---- filing ---- */

typedef struct filing {
    gi_db *db;
    int64_t act;
} filing;

static gi_status file_under(const filing *at, const char *kind, const char *name, gi_error *err)
{
    char what[WHAT_TEXT];
    bool filed = false;
    GI_AUTO(gi_row) look = gi_db_use(at->db, q_about_filed);
    GI_AUTO(gi_row) row = gi_db_use(at->db, q_about_insert);
    (void)snprintf(what, sizeof what, "%s %s", kind, name);
    gi_row_lend_text(look, 1, what);
    gi_row_bind_int(look, 2, at->act);
    GI_TRY(gi_row_step(look, &filed, err));
    if (filed) {
        return GI_OK;
    }
    gi_row_lend_text(row, 1, what);
    gi_row_bind_int(row, 2, at->act);
    return gi_row_run(row, err);
}

static gi_status file_holder(void *context, uint32_t holder, gi_error *err)
{
    char number[8];
    gi_number_print(holder, number);
    return file_under(context, "holder", number, err);
}

gi_status gi_about_file_holder(gi_db *db, int64_t act, uint32_t holder, gi_error *err)
{
    return file_holder(&(filing){ db, act }, holder, err);
}

gi_status gi_about_file(gi_db *db, int64_t act, const gi_json *leaf, const gi_json *record,
                        gi_error *err)
{
    filing at = { db, act };
    gi_bytes text = { 0 };
    int64_t ref = 0;
    if (gi_json_as_text(gi_json_get(leaf, "batch"), &text) && text.size < GI_BATCH_ID_TEXT) {
        char batch[GI_BATCH_ID_TEXT];
        (void)snprintf(batch, sizeof batch, "%.*s", (int)text.size, (const char *)text.data);
        GI_TRY(file_under(&at, "batch", batch, err));
    }
    if (gi_json_as_int(gi_json_get(leaf, "ref"), &ref)) {
        GI_TRY(file_under(&at, "ref", gi_num(ref).text, err));
    }
    return named_holders(db, leaf, record, file_holder, &at, err);
}

/* ---- finding ---- */

gi_status gi_about_since(gi_db *db, int64_t *since, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_about_since);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *since = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

static gi_status find(gi_row *row, const char *name, int64_t from, gi_about_visit take,
                      void *context, gi_error *err)
{
    bool found = false;
    bool more = true;
    gi_row_bind_text(row, 1, name);
    gi_row_bind_int(row, 2, from);
    GI_TRY(gi_row_step(row, &found, err));
    while (found && more) {
        GI_TRY(take(context, gi_row_int(row, 0), &more, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_about_batch(gi_db *db, const char *batch, int64_t from, gi_about_visit take,
                         void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_about_batch);
    return find(row, batch, from, take, context, err);
}

gi_status gi_about_holder(gi_db *db, uint32_t holder, int64_t from, gi_about_visit take,
                          void *context, gi_error *err)
{
    char number[8];
    GI_AUTO(gi_row) row = gi_db_use(db, q_about_holder);
    gi_number_print(holder, number);
    return find(row, number, from, take, context, err);
}

/*
 * imports.c - the table import, and how things are found by what people call them (imports.h).
 */
#include "core/store/imports.h"

#include <string.h>

static const char q_import_insert[] =
    "INSERT INTO import (first, last, kind, hash) VALUES (?1, ?2, ?3, ?4)";
static const char q_import_by_hash[] = "SELECT first, last, kind, hash, undone FROM import "
                                       "WHERE hash = ?1 AND undone IS NULL ORDER BY first DESC";
static const char q_import_load[] =
    "SELECT first, last, kind, hash, undone FROM import WHERE first = ?1";
static const char q_import_set_undone[] = "UPDATE import SET undone = ?2 WHERE first = ?1";
static const char q_holder_by_title[] =
    "SELECT id FROM holder WHERE name = ?1 AND name <> '' ORDER BY id LIMIT 2";
static const char q_source_each_of[] =
    "SELECT id, kind, act FROM source WHERE holder = ?1 ORDER BY id";

const char *const gi_import_statements[] = {
    q_import_insert,   q_import_by_hash, q_import_load, q_import_set_undone,
    q_holder_by_title, q_source_each_of, NULL,
};

static void put_number(uint32_t number, uint8_t out[4])
{
    for (int i = 0; i < 4; i++) {
        out[i] = (uint8_t)(number >> (24 - 8 * i));
    }
}

void gi_import_request(const uint8_t mark[GI_IMPORT_MARK], uint32_t place, uint32_t count,
                       uint8_t out[16])
{
    memcpy(out, mark, GI_IMPORT_MARK);
    put_number(place, out + GI_IMPORT_MARK);
    put_number(count, out + GI_IMPORT_MARK + 4);
}

uint32_t gi_import_request_rows(const uint8_t request[16])
{
    uint32_t count = 0;
    for (int i = 0; i < 4; i++) {
        count = count << 8 | request[GI_IMPORT_MARK + 4 + i];
    }
    return count;
}

gi_status gi_import_insert(gi_db *db, const gi_import_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_import_insert);
    gi_row_bind_int(insert, 1, row->first);
    gi_row_bind_int(insert, 2, row->last);
    gi_row_bind_text(insert, 3, row->kind);
    gi_row_bind_blob(insert, 4, gi_digest_view(&row->hash));
    return gi_row_run(insert, err);
}

static gi_status read_import(const gi_row *row, gi_import_row *out, gi_error *err)
{
    gi_import_row found = {
        .first = gi_row_int(row, 0),
        .last = gi_row_int(row, 1),
        .undone = gi_row_is_null(row, 4) ? -1 : gi_row_int(row, 4),
    };
    gi_bytes hash = gi_row_bytes(row, 3);
    if (hash.size != sizeof found.hash.bytes) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "import");
    }
    memcpy(found.hash.bytes, hash.data, hash.size);
    GI_TRY(gi_row_text(row, 2, found.kind, sizeof found.kind, err));
    *out = found;
    return GI_OK;
}

gi_status gi_import_by_hash(gi_db *db, const gi_digest *hash, bool *found, gi_import_row *out,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_import_by_hash);
    gi_row_bind_blob(row, 1, gi_digest_view(hash));
    GI_TRY(gi_row_step(row, found, err));
    return *found ? read_import(row, out, err) : GI_OK;
}

gi_status gi_import_load(gi_db *db, int64_t first, bool *found, gi_import_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_import_load);
    gi_row_bind_int(row, 1, first);
    GI_TRY(gi_row_step(row, found, err));
    return *found ? read_import(row, out, err) : GI_OK;
}

gi_status gi_import_set_undone(gi_db *db, int64_t first, int64_t act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_import_set_undone);
    gi_row_bind_int(row, 1, first);
    gi_row_bind_int(row, 2, act);
    return gi_row_run(row, err);
}

gi_status gi_holder_by_title(gi_db *db, const char *name, int *count, uint32_t *id, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_by_title);
    bool found = false;
    gi_row_bind_text(row, 1, name);
    GI_TRY(gi_row_step(row, &found, err));
    for (*count = 0; found; (*count)++) {
        *id = *count == 0 ? (uint32_t)gi_row_int(row, 0) : *id;
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_source_each_of(gi_db *db, uint32_t holder, gi_source_visit take, void *context,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_source_each_of);
    bool found = false;
    gi_row_bind_int(row, 1, holder);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        char kind[8];
        GI_TRY(gi_row_text(row, 1, kind, sizeof kind, err));
        GI_TRY(take(context, gi_row_int(row, 0), kind, gi_row_int(row, 2), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

/*
 * cosignatures.c - lines of witnesses under our checkpoints.
 *
 * Append-only. Whether a line verifies was asked before it came here; the table only keeps.
 */
#include "core/store/tables.h"

static const char q_cosignature_find[] =
    "SELECT 1 FROM cosignature WHERE size = ?1 AND name = ?2 AND seconds = ?3";
static const char q_cosignature_insert[] =
    "INSERT INTO cosignature (size, name, seconds, line) VALUES (?1, ?2, ?3, ?4)";
static const char q_cosignature_newest[] =
    "SELECT line FROM cosignature AS one WHERE size = ?1 AND seconds ="
    " (SELECT MAX(seconds) FROM cosignature WHERE size = one.size AND name = one.name)"
    " ORDER BY name";
static const char q_cosignature_size[] = "SELECT size FROM cosignature ORDER BY size DESC LIMIT 1";

const char *const gi_cosignature_statements[] = {
    q_cosignature_find, q_cosignature_insert, q_cosignature_newest, q_cosignature_size, NULL,
};

static gi_status is_there(gi_db *db, const gi_cosignature_row *row, bool *found, gi_error *err)
{
    GI_AUTO(gi_row) look = gi_db_use(db, q_cosignature_find);
    gi_row_bind_int(look, 1, row->size);
    gi_row_bind_text(look, 2, row->name);
    gi_row_bind_int(look, 3, row->seconds);
    return gi_row_step(look, found, err);
}

gi_status gi_cosignature_keep(gi_db *db, const gi_cosignature_row *row, gi_error *err)
{
    bool found = false;
    GI_TRY(is_there(db, row, &found, err));
    if (found) {
        return GI_OK;
    }
    GI_AUTO(gi_row) fresh = gi_db_use(db, q_cosignature_insert);
    gi_row_bind_int(fresh, 1, row->size);
    gi_row_bind_text(fresh, 2, row->name);
    gi_row_bind_int(fresh, 3, row->seconds);
    gi_row_bind_blob(fresh, 4, row->line);
    return gi_row_run(fresh, err);
}

gi_status gi_cosignature_newest(gi_db *db, int64_t size, gi_buf *lines, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_cosignature_newest);
    gi_row_bind_int(row, 1, size);
    for (bool found = true; found;) {
        GI_TRY(gi_row_step(row, &found, err));
        if (found) {
            gi_buf_add(lines, gi_row_bytes(row, 0));
        }
    }
    return gi_buf_status(lines, "cosignatures", err);
}

gi_status gi_cosignature_size(gi_db *db, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_cosignature_size);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *out = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

/*
 * cosignatures.c - lines of witnesses under our checkpoints, and how asking them went.
 *
 * Lines are append-only. Whether a line verifies was asked before it came here; the table only
 * keeps. The rows of `witness` are observations and change.
 */
#include <stdio.h>

#include "core/store/log_rows.h"

static const char q_cosignature_find[] =
    "SELECT 1 FROM cosignature WHERE size = ?1 AND name = ?2 AND seconds = ?3";
static const char q_cosignature_insert[] =
    "INSERT INTO cosignature (size, name, seconds, line) VALUES (?1, ?2, ?3, ?4)";
static const char q_cosignature_newest[] =
    "SELECT line FROM cosignature AS one WHERE size = ?1 AND seconds ="
    " (SELECT MAX(seconds) FROM cosignature WHERE size = one.size AND name = one.name)"
    " ORDER BY name";
static const char q_cosignature_size[] = "SELECT size FROM cosignature ORDER BY size DESC LIMIT 1";
static const char q_cosignature_last[] =
    "SELECT size, seconds, line FROM cosignature WHERE name = ?1"
    " ORDER BY size DESC, seconds DESC LIMIT 1";
static const char q_witness_load[] =
    "SELECT size, cosigned, next_ask, failures, trouble FROM witness WHERE name = ?1";
static const char q_witness_change[] =
    "UPDATE witness SET size = ?2, cosigned = ?3, next_ask = ?4, failures = ?5, trouble = ?6"
    " WHERE name = ?1";
static const char q_witness_insert[] =
    "INSERT INTO witness (name, size, cosigned, next_ask, failures, trouble)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_witness_restart[] = "UPDATE witness SET size = 0, next_ask = 0, failures = 0";

const char *const gi_cosignature_statements[] = {
    q_cosignature_find,   q_cosignature_insert,
    q_cosignature_newest, q_cosignature_size,
    q_cosignature_last,   q_witness_load,
    q_witness_change,     q_witness_insert,
    q_witness_restart,    NULL,
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

gi_status gi_cosignature_last(gi_db *db, const char *name, bool *found, int64_t *size,
                              int64_t *seconds, gi_buf *line, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_cosignature_last);
    bool any = false;
    gi_row_bind_text(row, 1, name);
    GI_TRY(gi_row_step(row, &any, err));
    if (any) {
        gi_buf_add(line, gi_row_bytes(row, 2));
        GI_TRY(gi_buf_status(line, "cosignature", err));
        *size = gi_row_int(row, 0);
        *seconds = gi_row_int(row, 1);
    }
    *found = any;
    return GI_OK;
}

/* ---- how it went ---- */

gi_status gi_witness_row_load(gi_db *db, const char *name, gi_witness_row *out, gi_error *err)
{
    gi_witness_row found = { .size = 0 };
    GI_AUTO(gi_row) row = gi_db_use(db, q_witness_load);
    bool any = false;
    (void)snprintf(found.name, sizeof found.name, "%s", name);
    gi_row_bind_text(row, 1, name);
    GI_TRY(gi_row_step(row, &any, err));
    if (any) {
        found.size = gi_row_int(row, 0);
        found.cosigned = gi_row_int(row, 1);
        found.next_ask = gi_row_int(row, 2);
        found.failures = gi_row_int(row, 3);
        GI_TRY(gi_row_text(row, 4, found.trouble, sizeof found.trouble, err));
    }
    *out = found;
    return GI_OK;
}

static gi_status run_witness(gi_db *db, const char *statement, const gi_witness_row *row,
                             gi_error *err)
{
    GI_AUTO(gi_row) write = gi_db_use(db, statement);
    gi_row_bind_text(write, 1, row->name);
    gi_row_bind_int(write, 2, row->size);
    gi_row_bind_int(write, 3, row->cosigned);
    gi_row_bind_int(write, 4, row->next_ask);
    gi_row_bind_int(write, 5, row->failures);
    gi_row_bind_text(write, 6, row->trouble);
    return gi_row_run(write, err);
}

gi_status gi_witness_row_keep(gi_db *db, const gi_witness_row *row, gi_error *err)
{
    GI_TRY(run_witness(db, q_witness_change, row, err));
    return gi_db_changes(db) > 0 ? GI_OK : run_witness(db, q_witness_insert, row, err);
}

gi_status gi_witness_rows_restart(gi_db *db, gi_error *err)
{
    GI_AUTO(gi_row) restart = gi_db_use(db, q_witness_restart);
    return gi_row_run(restart, err);
}

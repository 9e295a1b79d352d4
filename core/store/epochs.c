/*
 * epochs.c - which log began when, and the last word of the one before. Append-only.
 *
 * A leaf keeps its number through all epochs, so a size tells the epoch: a checkpoint of a size
 * past an epoch's first leaf is of that epoch, until the next begins.
 */
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/meta.h"

static const char q_epoch_insert[] =
    "INSERT INTO epoch (number, act, far, origin, note) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_epoch_load[] =
    "SELECT number, act, far, origin, note FROM epoch WHERE number = ?1";
/* The plus keeps the index of act out of it: with that one, every session would pay a sorter. */
static const char q_epoch_at[] = "SELECT number, act, far, origin, note FROM epoch WHERE +act < ?1 "
                                 "ORDER BY number DESC LIMIT 1";
static const char q_epoch_lost[] =
    "SELECT COALESCE(SUM(CASE WHEN far > act THEN far - act ELSE 0 END), 0) FROM epoch";

const char *const gi_epoch_statements[] = {
    q_epoch_insert, q_epoch_load, q_epoch_at, q_epoch_lost, NULL,
};

gi_status gi_epoch_insert(gi_db *db, const gi_epoch_row *row, gi_bytes note, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_epoch_insert);
    gi_row_bind_int(insert, 1, row->number);
    gi_row_bind_int(insert, 2, row->act);
    gi_row_bind_int(insert, 3, row->far);
    gi_row_bind_text(insert, 4, row->origin);
    gi_row_bind_blob(insert, 5, note);
    return gi_row_run(insert, err);
}

static gi_status step(gi_row *row, gi_epoch_row *out, gi_buf *note, bool *found, gi_error *err)
{
    gi_epoch_row read = { .number = 1 };
    GI_TRY(gi_row_step(row, found, err));
    if (*found) {
        read.number = gi_row_int(row, 0);
        read.act = gi_row_int(row, 1);
        read.far = gi_row_int(row, 2);
        GI_TRY(gi_row_text(row, 3, read.origin, sizeof read.origin, err));
    }
    if (*found && note != NULL) {
        gi_buf_add(note, gi_row_bytes(row, 4));
        GI_TRY(gi_buf_status(note, "checkpoint", err));
    }
    *out = read;
    return GI_OK;
}

gi_status gi_epoch_load(gi_db *db, int64_t number, gi_epoch_row *out, gi_buf *note, bool *found,
                        gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_epoch_load);
    gi_row_bind_int(row, 1, number);
    return step(row, out, note, found, err);
}

static gi_status first_origin(gi_db *db, gi_epoch_row *out, gi_error *err)
{
    bool found = false;
    return gi_meta_get(db, "origin", out->origin, sizeof out->origin, &found, err);
}

gi_status gi_epoch_at(gi_db *db, int64_t size, gi_epoch_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_epoch_at);
    gi_epoch_row read = { .number = 1 };
    bool found = false;
    gi_row_bind_int(row, 1, size);
    GI_TRY(step(row, &read, NULL, &found, err));
    GI_TRY(found ? GI_OK : first_origin(db, &read, err));
    *out = read;
    return GI_OK;
}

gi_status gi_epoch_of_origin(gi_db *db, const char *origin, gi_epoch_row *out, bool *found,
                             gi_error *err)
{
    gi_epoch_row at = { .number = 1 };
    bool there = true;
    GI_TRY(first_origin(db, &at, err));
    while (there && strcmp(at.origin, origin) != 0) {
        GI_TRY(gi_epoch_load(db, at.number + 1, &at, NULL, &there, err));
    }
    *out = at;
    *found = there;
    return GI_OK;
}

gi_status gi_epoch_lost(gi_db *db, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_epoch_lost);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *out = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

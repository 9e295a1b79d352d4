/*
 * tiles.c - hash tiles of the log's tree and the signed checkpoints.
 *
 * Entry bundles are not stored: leaves are rows of `act`. A tile row grows until it holds 256
 * hashes; any partial tile is a prefix of it. Checkpoints are never changed.
 */
#include "core/store/log_rows.h"

static const char q_tile_read[] = "SELECT hashes FROM tile WHERE level = ?1 AND n = ?2";
static const char q_tile_grow[] = "UPDATE tile SET hashes = ?3 WHERE level = ?1 AND n = ?2";
static const char q_tile_insert[] = "INSERT INTO tile (level, n, hashes) VALUES (?1, ?2, ?3)";
static const char q_checkpoint_insert[] = "INSERT INTO checkpoint (size, note) VALUES (?1, ?2)";
static const char q_checkpoint_last[] = "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1";
static const char q_checkpoint_after[] =
    "SELECT note FROM checkpoint WHERE size > ?1 ORDER BY size LIMIT 1";
static const char q_checkpoint_back[] = "SELECT note FROM checkpoint ORDER BY size DESC LIMIT ?1";

const char *const gi_tile_statements[] = {
    q_tile_read,       q_tile_grow,        q_tile_insert,     q_checkpoint_insert,
    q_checkpoint_last, q_checkpoint_after, q_checkpoint_back, NULL,
};

static gi_status tile_read(void *context, int level, int64_t n, gi_buf *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(context, q_tile_read);
    bool found = false;
    gi_row_bind_int(row, 1, level);
    gi_row_bind_int(row, 2, n);
    GI_TRY(gi_row_step(row, &found, err));
    if (found) {
        gi_buf_add(out, gi_row_bytes(row, 0));
    }
    return GI_OK;
}

static gi_status tile_run(gi_db *db, const char *statement, int level, int64_t n, gi_bytes hashes,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_int(row, 1, level);
    gi_row_bind_int(row, 2, n);
    gi_row_lend_blob(row, 3, hashes);
    return gi_row_run(row, err);
}

static gi_status tile_write(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    gi_db *db = context;
    GI_TRY(tile_run(db, q_tile_grow, level, n, hashes, err));
    return gi_db_changes(db) > 0 ? GI_OK : tile_run(db, q_tile_insert, level, n, hashes, err);
}

gi_tile_io gi_tiles_of(gi_db *db)
{
    return (gi_tile_io){ tile_read, tile_write, db };
}

gi_status gi_checkpoint_insert(gi_db *db, int64_t size, gi_bytes note, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_checkpoint_insert);
    gi_row_bind_int(row, 1, size);
    gi_row_lend_blob(row, 2, note);
    return gi_row_run(row, err);
}

static gi_status checkpoint_take(gi_row *row, gi_buf *note, bool *found, gi_error *err)
{
    GI_TRY(gi_row_step(row, found, err));
    if (*found) {
        gi_buf_add(note, gi_row_bytes(row, 0));
    }
    return gi_buf_status(note, "checkpoint", err);
}

gi_status gi_checkpoint_last(gi_db *db, gi_buf *note, bool *found, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_checkpoint_last);
    return checkpoint_take(row, note, found, err);
}

gi_status gi_checkpoint_after(gi_db *db, int64_t index, gi_buf *note, bool *found, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_checkpoint_after);
    gi_row_bind_int(row, 1, index);
    return checkpoint_take(row, note, found, err);
}

gi_status gi_checkpoint_each_back(gi_db *db, int64_t limit, gi_checkpoint_visit take, void *context,
                                  gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_checkpoint_back);
    gi_row_bind_int(row, 1, limit);
    for (bool found = true, done = false; !done;) {
        GI_TRY(gi_row_step(row, &found, err));
        if (!found) {
            return GI_OK;
        }
        GI_TRY(take(context, gi_row_bytes(row, 0), &done, err));
    }
    return GI_OK;
}

/*
 * batches.c - made lots released for labelling, and corrections of their facts.
 *
 * amendment only grows and keeps what stood before; the batch row shows what holds now.
 */
#include "core/store/batches.h"

#define BATCH_COLUMNS                                                                     \
    "id, holder, number, product, season, lot, quantity, remaining, grade, place, note, " \
    "act, amended, undone"

static const char q_batch_insert[] =
    "INSERT INTO batch (id, holder, number, product, season, lot, quantity, remaining, grade, "
    "place, note, act) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11)";
static const char q_batch_load[] = "SELECT " BATCH_COLUMNS " FROM batch WHERE id = ?1";
static const char q_batch_by_number[] =
    "SELECT " BATCH_COLUMNS " FROM batch WHERE holder = ?1 AND number = ?2";
static const char q_batch_each[] = "SELECT " BATCH_COLUMNS " FROM batch ORDER BY holder, number";
static const char q_batch_change[] =
    "UPDATE batch SET remaining = ?2, grade = ?3, place = ?4, note = ?5, amended = ?6, "
    "undone = ?7 WHERE id = ?1";
static const char q_amendment_insert[] =
    "INSERT INTO amendment (act, ref, batch, field, before, after) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const char *const gi_batch_statements[] = {
    q_batch_insert,     q_batch_load, q_batch_by_number, q_batch_change, q_batch_each,
    q_amendment_insert, NULL,
};

gi_status gi_batch_insert(gi_db *db, const gi_batch_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_batch_insert);
    gi_row_bind_text(insert, 1, row->id);
    gi_row_bind_int(insert, 2, row->holder);
    gi_row_bind_int(insert, 3, row->number);
    gi_row_bind_int(insert, 4, row->product);
    gi_row_bind_int(insert, 5, row->season);
    gi_row_bind_int(insert, 6, row->lot);
    gi_row_bind_int(insert, 7, row->quantity);
    gi_row_bind_int(insert, 8, row->grade);
    gi_row_bind_text(insert, 9, row->place);
    gi_row_bind_text(insert, 10, row->note);
    gi_row_bind_int(insert, 11, row->act);
    return gi_row_run(insert, err);
}

static gi_status read_batch(const gi_row *row, gi_batch_row *out, gi_error *err)
{
    gi_batch_row batch = {
        .holder = (uint32_t)gi_row_int(row, 1),
        .number = gi_row_int(row, 2),
        .product = (uint16_t)gi_row_int(row, 3),
        .season = (int)gi_row_int(row, 4),
        .lot = gi_row_int(row, 5),
        .quantity = gi_row_int(row, 6),
        .remaining = gi_row_int(row, 7),
        .grade = (int)gi_row_int(row, 8),
        .act = gi_row_int(row, 11),
        .amended = gi_row_int(row, 12),
        .undone = gi_row_int(row, 13),
    };
    GI_TRY(gi_row_text(row, 0, batch.id, sizeof batch.id, err));
    GI_TRY(gi_row_text(row, 9, batch.place, sizeof batch.place, err));
    GI_TRY(gi_row_text(row, 10, batch.note, sizeof batch.note, err));
    *out = batch;
    return GI_OK;
}

gi_status gi_batch_load(gi_db *db, const char *id, gi_batch_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_batch_load);
    bool found = false;
    gi_row_bind_text(row, 1, id);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_batch(row, out, err) : gi_fail(err, GI_WHY_NO_BATCH, id);
}

gi_status gi_batch_by_number(gi_db *db, uint32_t holder, int64_t number, bool *found,
                             gi_batch_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_batch_by_number);
    gi_row_bind_int(row, 1, holder);
    gi_row_bind_int(row, 2, number);
    GI_TRY(gi_row_step(row, found, err));
    return *found ? read_batch(row, out, err) : GI_OK;
}

gi_status gi_batch_each(gi_db *db, gi_batch_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_batch_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_batch_row batch;
        GI_TRY(read_batch(row, &batch, err));
        GI_TRY(take(context, &batch, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_batch_change(gi_db *db, const gi_batch_row *row, gi_error *err)
{
    GI_AUTO(gi_row) change = gi_db_use(db, q_batch_change);
    gi_row_bind_text(change, 1, row->id);
    gi_row_bind_int(change, 2, row->remaining);
    gi_row_bind_int(change, 3, row->grade);
    gi_row_bind_text(change, 4, row->place);
    gi_row_bind_text(change, 5, row->note);
    gi_row_bind_int(change, 6, row->amended);
    gi_row_bind_int(change, 7, row->undone);
    return gi_row_run(change, err);
}

gi_status gi_amendment_insert(gi_db *db, int64_t act, int64_t ref, const char *batch,
                              const char *field, const char *before, const char *after,
                              gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_amendment_insert);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_int(row, 2, ref);
    gi_row_bind_text(row, 3, batch);
    gi_row_bind_text(row, 4, field);
    gi_row_bind_text(row, 5, before);
    gi_row_bind_text(row, 6, after);
    return gi_row_run(row, err);
}

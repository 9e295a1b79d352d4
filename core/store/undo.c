/*
 * undo.c - rows as if acts had not been (undo.h). Foreign keys see what still names a row.
 */
#include "core/store/undo.h"

#include "core/store/lots.h"
#include "core/store/parcels.h"

#include <stdio.h>

static const char q_posting_sums[] =
    "SELECT holder, product, season, material, SUM(amount) FROM posting "
    "WHERE act >= ?1 AND act <= ?2 GROUP BY holder, product, season, material "
    "HAVING SUM(amount) <> 0 ORDER BY holder, product, season, material";
static const char q_parents_of[] =
    "SELECT l.id, l.remaining + p.qty, l.released - p.qty "
    "FROM lot_parent p JOIN lot l ON l.id = p.parent WHERE p.child = ?1";
static const char q_picked_less[] =
    "UPDATE picked SET qty = qty - ?3 WHERE source = ?1 AND day = ?2 AND qty > ?3";
static const char q_picked_none[] =
    "DELETE FROM picked WHERE source = ?1 AND day = ?2 AND qty = ?3";
static const char q_lot_papers[] = "SELECT EXISTS (SELECT 1 FROM lab_report WHERE lot = ?1) OR "
                                   "EXISTS (SELECT 1 FROM conformity WHERE lot = ?1)";
static const char q_batch_papers[] = "SELECT EXISTS (SELECT 1 FROM lab_report WHERE batch = ?1) OR "
                                     "EXISTS (SELECT 1 FROM conformity WHERE batch = ?1)";
static const char q_holder_counts[] = "SELECT (SELECT COUNT(*) FROM account WHERE holder = ?1), "
                                      "(SELECT COUNT(*) FROM key WHERE holder = ?1)";
static const char q_holder_remove[] = "DELETE FROM holder WHERE id = ?1";
static const char q_source_remove[] = "DELETE FROM source WHERE id = ?1";

const char *const gi_undo_statements[] = {
    q_posting_sums,  q_parents_of,    q_picked_less, q_picked_none,  q_holder_counts,
    q_holder_remove, q_source_remove, q_lot_papers,  q_batch_papers, NULL,
};

gi_status gi_posting_sums(gi_db *db, int64_t first, int64_t last, gi_sum_visit take, void *context,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_posting_sums);
    bool found = false;
    gi_row_bind_int(row, 1, first);
    gi_row_bind_int(row, 2, last);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        char material[12];
        GI_TRY(gi_row_text(row, 3, material, sizeof material, err));
        gi_posting sum = {
            .holder = (uint32_t)gi_row_int(row, 0),
            .product = (uint16_t)gi_row_int(row, 1),
            .season = (int)gi_row_int(row, 2),
            .material = material,
            .amount = gi_row_int(row, 4),
        };
        GI_TRY(take(context, &sum, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_lot_give_back(gi_db *db, int64_t child, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_parents_of);
    bool found = false;
    gi_row_bind_int(row, 1, child);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_lot_row parent = { .id = gi_row_int(row, 0),
                              .remaining = gi_row_int(row, 1),
                              .released = gi_row_int(row, 2) };
        GI_TRY(gi_lot_change(db, &parent, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

static gi_status take_picked(gi_db *db, const char *statement, int64_t source, gi_day day,
                             int64_t quantity, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_int(row, 1, source);
    gi_row_bind_int(row, 2, day);
    gi_row_bind_int(row, 3, quantity);
    return gi_row_run(row, err);
}

gi_status gi_picked_take(gi_db *db, int64_t source, gi_day day, int64_t quantity, gi_error *err)
{
    GI_TRY(take_picked(db, q_picked_less, source, day, quantity, err));
    return gi_db_changes(db) > 0 ? GI_OK
                                 : take_picked(db, q_picked_none, source, day, quantity, err);
}

static gi_status read_papers(gi_row *row, bool *out, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *out = found && gi_row_int(row, 0) != 0;
    return GI_OK;
}

gi_status gi_lot_has_papers(gi_db *db, int64_t lot, bool *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lot_papers);
    gi_row_bind_int(row, 1, lot);
    return read_papers(row, out, err);
}

gi_status gi_batch_has_papers(gi_db *db, const char *batch, bool *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_batch_papers);
    gi_row_bind_text(row, 1, batch);
    return read_papers(row, out, err);
}

/* A constraint says that something names the row. */
static gi_status remove_row(gi_db *db, const char *statement, int64_t id, const char *what,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_error why = { 0 };
    gi_row_bind_int(row, 1, id);
    gi_status status = gi_row_run(row, &why);
    if (status == GI_CONFLICT) {
        return gi_fail(err, GI_WHY_BUILT_ON, what, "土地、物料、批次 / land, lots, batches");
    }
    if (status != GI_OK && err != NULL) {
        *err = why;
    }
    return status;
}

gi_status gi_holder_remove(gi_db *db, uint32_t id, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_counts);
    bool found = false;
    char what[48];
    char number[5];
    gi_number_print(id, number);
    (void)snprintf(what, sizeof what, "主体 / holder %s", number);
    gi_row_bind_int(row, 1, id);
    GI_TRY(gi_row_step(row, &found, err));
    if (gi_row_int(row, 0) > 0 || gi_row_int(row, 1) > 0) {
        return gi_fail(err, GI_WHY_BUILT_ON, what, "账户、密钥 / accounts, keys");
    }
    return remove_row(db, q_holder_remove, id, what, err);
}

gi_status gi_source_remove(gi_db *db, int64_t id, gi_error *err)
{
    char what[48];
    (void)snprintf(what, sizeof what, "来源 / source %s", gi_num(id).text);
    GI_TRY(gi_parcel_remove(db, id, err));
    return remove_row(db, q_source_remove, id, what, err);
}

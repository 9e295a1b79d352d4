/*
 * recalls.c - recalls with their whole scope as rows, and how far they have come.
 *
 * The scope is one recursive walk down the genealogy inside the recalling transaction; each
 * lot is met once. A recalled lot cannot be worked on, so the scope stays whole.
 */
#include "core/store/officer.h"

static const char q_recall_insert[] =
    "INSERT INTO recall (act, root, batch, id, grade, why, who, ts, start_by, end_by, "
    "unknown_year) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
static const char q_recall_load[] =
    "SELECT root, batch, id, grade, why, who, ts, start_by, end_by, unknown_year FROM recall "
    "WHERE act = ?1";
static const char q_recall_lots[] =
    "INSERT INTO recall_lot (recall, lot) WITH RECURSIVE below (id) AS ("
    "SELECT id FROM lot WHERE id = ?2 UNION SELECT id FROM lot WHERE source = ?3 UNION "
    "SELECT p.child FROM below b JOIN lot_parent p ON p.parent = b.id) SELECT ?1, id FROM below";
static const char q_recall_one[] = "INSERT INTO recall_batch (recall, batch) VALUES (?1, ?2)";
static const char q_recall_batches[] =
    "INSERT INTO recall_batch (recall, batch) SELECT ?1, b.id FROM recall_lot r "
    "JOIN batch b ON b.lot = r.lot WHERE r.recall = ?1";
static const char q_recall_each[] =
    "SELECT batch FROM recall_batch WHERE recall = ?1 ORDER BY batch";
static const char q_recall_sums[] =
    "SELECT (SELECT COUNT(*) FROM recall_lot WHERE recall = ?1), "
    "(SELECT COUNT(*) FROM recall_batch WHERE recall = ?1), "
    "(SELECT COALESCE(SUM(r.count), 0) FROM recall_batch b JOIN run r ON r.batch = b.batch "
    "WHERE b.recall = ?1), "
    "(SELECT COALESCE(SUM(s.count), 0) FROM recall_batch b JOIN label_state s "
    "ON s.batch = b.batch WHERE b.recall = ?1), "
    "(SELECT COUNT(DISTINCT l.holder) FROM recall_lot r JOIN lot l ON l.id = r.lot "
    "WHERE r.recall = ?1)";
static const char q_recall_holders[] =
    "SELECT l.holder, COUNT(*), SUM(l.remaining) FROM recall_lot r JOIN lot l ON l.id = r.lot "
    "WHERE r.recall = ?1 GROUP BY l.holder ORDER BY l.holder";
static const char q_progress_insert[] =
    "INSERT INTO recall_progress (act, recall, state, returned, destroyed, missing, ts) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
#define PROGRESS_COLUMNS "act, recall, state, returned, destroyed, missing, ts"
static const char q_progress_first[] =
    "SELECT " PROGRESS_COLUMNS " FROM recall_progress WHERE recall = ?1 ORDER BY act LIMIT 1";
static const char q_progress_last[] =
    "SELECT " PROGRESS_COLUMNS " FROM recall_progress WHERE recall = ?1 ORDER BY act DESC LIMIT 1";

const char *const gi_recall_statements[] = {
    q_recall_insert,   q_recall_load,    q_recall_lots,   q_recall_one,
    q_recall_batches,  q_recall_each,    q_recall_sums,   q_recall_holders,
    q_progress_insert, q_progress_first, q_progress_last, NULL,
};

gi_status gi_recall_insert(gi_db *db, const gi_recall_row *recall, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_recall_insert);
    gi_row_bind_int(row, 1, recall->act);
    gi_row_bind_text(row, 2, recall->root);
    if (recall->batch[0] != '\0') {
        gi_row_bind_text(row, 3, recall->batch);
    }
    gi_row_bind_int(row, 4, recall->id);
    gi_row_bind_int(row, 5, recall->grade);
    gi_row_bind_text(row, 6, recall->why);
    gi_row_bind_text(row, 7, recall->who);
    gi_row_bind_int(row, 8, recall->ts);
    gi_row_bind_int(row, 9, recall->start_by);
    gi_row_bind_int(row, 10, recall->end_by);
    gi_row_bind_int(row, 11, recall->unknown_year);
    return gi_row_run(row, err);
}

gi_status gi_recall_load(gi_db *db, int64_t act, gi_recall_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_recall_load);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_RECALL, gi_num(act).text);
    }
    gi_recall_row recall = {
        .act = act,
        .id = gi_row_int(row, 2),
        .grade = (int)gi_row_int(row, 3),
        .ts = gi_row_int(row, 6),
        .start_by = gi_row_int(row, 7),
        .end_by = (gi_day)gi_row_int(row, 8),
        .unknown_year = (int)gi_row_int(row, 9),
    };
    GI_TRY(gi_row_text(row, 0, recall.root, sizeof recall.root, err));
    GI_TRY(gi_row_text(row, 1, recall.batch, sizeof recall.batch, err));
    GI_TRY(gi_row_text(row, 4, recall.why, sizeof recall.why, err));
    GI_TRY(gi_row_text(row, 5, recall.who, sizeof recall.who, err));
    *out = recall;
    return GI_OK;
}

static gi_status fill_from_lots(gi_db *db, const gi_recall_row *recall, gi_error *err)
{
    bool of_lot = recall->root[0] == 'l';
    GI_AUTO(gi_row) lots = gi_db_use(db, q_recall_lots);
    GI_AUTO(gi_row) batches = gi_db_use(db, q_recall_batches);
    gi_row_bind_int(lots, 1, recall->act);
    gi_row_bind_int(lots, 2, of_lot ? recall->id : 0);
    gi_row_bind_int(lots, 3, of_lot ? 0 : recall->id);
    GI_TRY(gi_row_run(lots, err));
    gi_row_bind_int(batches, 1, recall->act);
    return gi_row_run(batches, err);
}

gi_status gi_recall_fill(gi_db *db, const gi_recall_row *recall, gi_error *err)
{
    if (recall->batch[0] == '\0') {
        return fill_from_lots(db, recall, err);
    }
    GI_AUTO(gi_row) row = gi_db_use(db, q_recall_one);
    gi_row_bind_int(row, 1, recall->act);
    gi_row_bind_text(row, 2, recall->batch);
    return gi_row_run(row, err);
}

gi_status gi_recall_each_batch(gi_db *db, int64_t act, gi_name_visit take, void *context,
                               gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_recall_each);
    gi_row_bind_int(row, 1, act);
    return gi_scope_take(row, take, context, err);
}

gi_status gi_recall_sums_load(gi_db *db, int64_t act, gi_recall_sums *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_recall_sums);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    *out = (gi_recall_sums){ .lots = gi_row_int(row, 0),
                             .batches = gi_row_int(row, 1),
                             .issued = gi_row_int(row, 2),
                             .dead = gi_row_int(row, 3),
                             .holders = gi_row_int(row, 4) };
    return GI_OK;
}

gi_status gi_recall_each_holder(gi_db *db, int64_t act, gi_recall_holder_visit take, void *context,
                                gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_recall_holders);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        GI_TRY(take(context, (uint32_t)gi_row_int(row, 0), gi_row_int(row, 1), gi_row_int(row, 2),
                    err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

/* ---- progress ---- */

gi_status gi_progress_insert(gi_db *db, const gi_progress_row *progress, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_progress_insert);
    gi_row_bind_int(row, 1, progress->act);
    gi_row_bind_int(row, 2, progress->recall);
    gi_row_bind_text(row, 3, progress->state);
    gi_row_bind_int(row, 4, progress->returned);
    gi_row_bind_int(row, 5, progress->destroyed);
    gi_row_bind_int(row, 6, progress->missing);
    gi_row_bind_int(row, 7, progress->ts);
    return gi_row_run(row, err);
}

static gi_status read_progress(gi_row *row, int64_t recall, bool *found, gi_progress_row *out,
                               gi_error *err)
{
    gi_row_bind_int(row, 1, recall);
    GI_TRY(gi_row_step(row, found, err));
    if (!*found) {
        return GI_OK;
    }
    gi_progress_row progress = {
        .act = gi_row_int(row, 0),
        .recall = gi_row_int(row, 1),
        .returned = gi_row_int(row, 3),
        .destroyed = gi_row_int(row, 4),
        .missing = gi_row_int(row, 5),
        .ts = gi_row_int(row, 6),
    };
    GI_TRY(gi_row_text(row, 2, progress.state, sizeof progress.state, err));
    *out = progress;
    return GI_OK;
}

gi_status gi_progress_first(gi_db *db, int64_t recall, bool *found, gi_progress_row *out,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_progress_first);
    return read_progress(row, recall, found, out, err);
}

gi_status gi_progress_last(gi_db *db, int64_t recall, bool *found, gi_progress_row *out,
                           gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_progress_last);
    return read_progress(row, recall, found, out, err);
}

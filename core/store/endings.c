/*
 * endings.c - how labels ended: by which act, how many were still waiting, what came back.
 *
 * label_state says which labels are dead; this says what the act was. Acts before this table
 * existed have no row here: their labels were never waiting, and their kind is the act's.
 */
#include "core/store/labels.h"

static const char q_ending_insert[] =
    "INSERT INTO ending (act, kind, batch, count, waiting, qty) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_ending_credited[] = "SELECT COALESCE(SUM(count), 0) FROM ending "
                                        "WHERE batch = ?1 AND kind = ?2 AND qty > 0";
static const char q_ended_each[] =
    "SELECT s.key, s.first, s.count, a.kind, COALESCE(e.waiting, 0) FROM label_state s "
    "JOIN act a ON a.idx = s.act LEFT JOIN ending e ON e.act = s.act "
    "WHERE s.batch = ?1 ORDER BY s.key, s.first";

const char *const gi_ending_statements[] = {
    q_ending_insert,
    q_ending_credited,
    q_ended_each,
    NULL,
};

gi_status gi_ending_insert(gi_db *db, const gi_ending_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_ending_insert);
    gi_row_bind_int(insert, 1, row->act);
    gi_row_bind_text(insert, 2, row->kind);
    gi_row_bind_text(insert, 3, row->batch);
    gi_row_bind_int(insert, 4, row->count);
    gi_row_bind_int(insert, 5, row->waiting);
    gi_row_bind_int(insert, 6, row->quantity);
    return gi_row_run(insert, err);
}

gi_status gi_ending_credited(gi_db *db, const char *batch, const char *kind, int64_t *units,
                             gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_ending_credited);
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    gi_row_bind_text(row, 2, kind);
    GI_TRY(gi_row_step(row, &found, err));
    *units = gi_row_int(row, 0);
    return GI_OK;
}

gi_status gi_ended_each(gi_db *db, const char *batch, gi_ended_visit take, void *context,
                        gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_ended_each);
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_ended_range range = {
            .key = (uint16_t)gi_row_int(row, 0),
            .first = (uint32_t)gi_row_int(row, 1),
            .count = (uint32_t)gi_row_int(row, 2),
            .waiting = (uint32_t)gi_row_int(row, 4),
        };
        GI_TRY(gi_row_text(row, 3, range.kind, sizeof range.kind, err));
        GI_TRY(take(context, &range, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

/*
 * genealogy.c - recursive walks over lot_parent, each step an index seek (genealogy.h).
 *
 * UNION meets each lot once, so a lot that is reached by many ways costs one row. Limits end a
 * walk early: the engine makes rows as they are asked for.
 */
#include "core/store/genealogy.h"

static const char q_line_up[] =
    "WITH RECURSIVE line (id) AS (SELECT ?1 UNION "
    "SELECT p.parent FROM line l JOIN lot_parent p ON p.child = l.id) SELECT id FROM line LIMIT ?2";
static const char q_line_down[] =
    "WITH RECURSIVE line (id) AS (SELECT id FROM lot WHERE id = ?1 UNION "
    "SELECT id FROM lot WHERE source = ?3 UNION "
    "SELECT p.child FROM line l JOIN lot_parent p ON p.parent = l.id) "
    "SELECT id FROM line LIMIT ?2";
static const char q_line_parents[] =
    "SELECT parent, qty FROM lot_parent WHERE child = ?1 ORDER BY parent";
static const char q_line_batches[] = "SELECT id FROM batch WHERE lot = ?1 ORDER BY act";

const char *const gi_line_statements[] = {
    q_line_up, q_line_down, q_line_parents, q_line_batches, NULL,
};

static gi_status walk(gi_row *row, bool amounts, gi_line_visit take, void *context, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        GI_TRY(take(context, gi_row_int(row, 0), amounts ? gi_row_int(row, 1) : 0, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_line_up(gi_db *db, int64_t lot, int64_t limit, gi_line_visit take, void *context,
                     gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_line_up);
    gi_row_bind_int(row, 1, lot);
    gi_row_bind_int(row, 2, limit);
    return walk(row, false, take, context, err);
}

gi_status gi_line_down(gi_db *db, int64_t lot, int64_t source, int64_t limit, gi_line_visit take,
                       void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_line_down);
    gi_row_bind_int(row, 1, lot);
    gi_row_bind_int(row, 2, limit);
    gi_row_bind_int(row, 3, source);
    return walk(row, false, take, context, err);
}

gi_status gi_line_parents(gi_db *db, int64_t lot, gi_line_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_line_parents);
    gi_row_bind_int(row, 1, lot);
    return walk(row, true, take, context, err);
}

gi_status gi_line_batches(gi_db *db, int64_t lot, gi_batch_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_line_batches);
    bool found = false;
    gi_row_bind_int(row, 1, lot);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        char id[GI_BATCH_ID_TEXT];
        gi_batch_row batch;
        GI_TRY(gi_row_text(row, 0, id, sizeof id, err));
        GI_TRY(gi_batch_load(db, id, &batch, err));
        GI_TRY(take(context, &batch, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

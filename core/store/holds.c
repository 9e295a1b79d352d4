/*
 * holds.c - is this material or label recalled or frozen on a day? One or two index seeks.
 *
 * A recall outweighs a freeze, a graver recall a lesser one. Freezes end by their day alone.
 */
#include "core/store/officer.h"

#define RECALL_COLUMNS "r.grade, 0, r.why, r.who, r.ts, r.act"
#define FREEZE_COLUMNS "0, f.ends, f.why, f.who, f.ts, f.act"

static const char q_hold_batch_recall[] =
    "SELECT " RECALL_COLUMNS " FROM recall_batch x JOIN recall r ON r.act = x.recall "
    "WHERE x.batch = ?1";
static const char q_hold_batch_freeze[] =
    "SELECT " FREEZE_COLUMNS " FROM freeze_batch x JOIN freeze f ON f.act = x.act "
    "WHERE x.batch = ?1 AND f.lifted < 0 AND f.ends >= ?2 AND (x.key = 0 OR (x.key = ?3 AND "
    "x.first <= ?5 AND x.first + x.count > ?4))";
static const char q_hold_lot_recall[] =
    "SELECT " RECALL_COLUMNS " FROM recall_lot x JOIN recall r ON r.act = x.recall "
    "WHERE x.lot = ?1";
static const char q_hold_lot_freeze[] =
    "SELECT " FREEZE_COLUMNS " FROM freeze_lot x JOIN freeze f ON f.act = x.act "
    "WHERE x.lot = ?1 AND f.lifted < 0 AND f.ends >= ?2";
static const char q_hold_target[] =
    "SELECT " FREEZE_COLUMNS " FROM freeze f WHERE f.scope = ?1 AND f.id = ?3 AND f.lifted < 0 "
    "AND f.ends >= ?2";
#define HELD_RECALLED                                                                \
    "SELECT " RECALL_COLUMNS ", b.holder, b.number, 0, 0, 0, 0 FROM recall_batch x " \
    "JOIN recall r ON r.act = x.recall JOIN batch b ON b.id = x.batch "
#define HELD_FROZEN                                                         \
    "SELECT " FREEZE_COLUMNS                                                \
    ", b.holder, b.number, x.key, x.first, x.count, 1 FROM freeze_batch x " \
    "JOIN freeze f ON f.act = x.act JOIN batch b ON b.id = x.batch "        \
    "WHERE f.lifted < 0 AND f.ends >= ?1 "
#define HELD_ORDER "ORDER BY 7, 8, 9, 10, 12, 1, 2 DESC, 6"
static const char q_held_each[] = HELD_RECALLED "UNION ALL " HELD_FROZEN HELD_ORDER;
static const char q_held_of_batch[] =
    HELD_RECALLED "WHERE x.batch = ?2 UNION ALL " HELD_FROZEN "AND x.batch = ?2 " HELD_ORDER;

static const char q_scope_holds[] =
    "SELECT 1 FROM recall_batch WHERE recall = ?1 AND batch = ?2 UNION ALL "
    "SELECT 1 FROM freeze_batch WHERE act = ?1 AND batch = ?2 LIMIT 1";

const char *const gi_hold_statements[] = {
    q_hold_batch_recall, q_hold_batch_freeze, q_hold_lot_recall,
    q_hold_lot_freeze,   q_hold_target,       q_held_each,
    q_held_of_batch,     q_scope_holds,       NULL,
};

static gi_status read_hold(const gi_row *row, gi_hold *out, gi_error *err)
{
    gi_hold hold = {
        .grade = (int)gi_row_int(row, 0),
        .until = (gi_day)gi_row_int(row, 1),
        .ts = gi_row_int(row, 4),
        .act = gi_row_int(row, 5),
    };
    GI_TRY(gi_row_text(row, 2, hold.why, sizeof hold.why, err));
    GI_TRY(gi_row_text(row, 3, hold.who, sizeof hold.who, err));
    *out = hold;
    return GI_OK;
}

/* The graver recall, the longer freeze; of equals the earlier act. */
static bool outweighs(const gi_hold *one, const gi_hold *other)
{
    if (one->grade != other->grade) {
        return one->grade < other->grade;
    }
    return one->until != other->until ? one->until > other->until : one->act < other->act;
}

/* The weightiest row of a statement that is bound. Chosen here, because a sorter costs every act
 * eight times the seek that finds nothing. */
static gi_status one_hold(gi_row *row, bool *found, gi_hold *out, gi_error *err)
{
    bool any = false;
    bool more = false;
    GI_TRY(gi_row_step(row, &more, err));
    while (more) {
        gi_hold hold;
        GI_TRY(read_hold(row, &hold, err));
        if (!any || outweighs(&hold, out)) {
            *out = hold;
        }
        any = true;
        GI_TRY(gi_row_step(row, &more, err));
    }
    *found = any;
    return GI_OK;
}

gi_status gi_hold_of_units(gi_db *db, const char *batch, uint16_t key, uint32_t first,
                           uint32_t last, gi_day today, bool *found, gi_hold *out, gi_error *err)
{
    GI_AUTO(gi_row) recall = gi_db_use(db, q_hold_batch_recall);
    gi_row_bind_text(recall, 1, batch);
    GI_TRY(one_hold(recall, found, out, err));
    if (*found) {
        return GI_OK;
    }
    GI_AUTO(gi_row) freeze = gi_db_use(db, q_hold_batch_freeze);
    gi_row_bind_text(freeze, 1, batch);
    gi_row_bind_int(freeze, 2, today);
    gi_row_bind_int(freeze, 3, key != 0 ? key : -1);
    gi_row_bind_int(freeze, 4, first);
    gi_row_bind_int(freeze, 5, last);
    return one_hold(freeze, found, out, err);
}

gi_status gi_hold_of_lot(gi_db *db, int64_t lot, gi_day today, bool *found, gi_hold *out,
                         gi_error *err)
{
    GI_AUTO(gi_row) recall = gi_db_use(db, q_hold_lot_recall);
    gi_row_bind_int(recall, 1, lot);
    GI_TRY(one_hold(recall, found, out, err));
    if (*found) {
        return GI_OK;
    }
    GI_AUTO(gi_row) freeze = gi_db_use(db, q_hold_lot_freeze);
    gi_row_bind_int(freeze, 1, lot);
    gi_row_bind_int(freeze, 2, today);
    return one_hold(freeze, found, out, err);
}

gi_status gi_hold_of_target(gi_db *db, const char *scope, int64_t id, gi_day today, bool *found,
                            gi_hold *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_hold_target);
    gi_row_lend_text(row, 1, scope);
    gi_row_bind_int(row, 2, today);
    gi_row_bind_int(row, 3, id);
    return one_hold(row, found, out, err);
}

gi_status gi_scope_take(gi_row *row, gi_name_visit take, void *context, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        char batch[GI_BATCH_ID_TEXT];
        GI_TRY(gi_row_text(row, 0, batch, sizeof batch, err));
        GI_TRY(take(context, batch, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_scope_holds(gi_db *db, int64_t act, const char *batch, bool *holds, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_scope_holds);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_text(row, 2, batch);
    return gi_row_step(row, holds, err);
}

/* Hands every row of a bound statement out. */
static gi_status take_held(gi_row *row, gi_held_visit take, void *context, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_held_batch held = {
            .producer = (uint32_t)gi_row_int(row, 6),
            .number = gi_row_int(row, 7),
            .key = (uint16_t)gi_row_int(row, 8),
            .first = (uint32_t)gi_row_int(row, 9),
            .count = (uint32_t)gi_row_int(row, 10),
        };
        GI_TRY(read_hold(row, &held.hold, err));
        GI_TRY(take(context, &held, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_held_each(gi_db *db, gi_day today, gi_held_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_held_each);
    gi_row_bind_int(row, 1, today);
    return take_held(row, take, context, err);
}

gi_status gi_held_of_batch(gi_db *db, const char *batch, gi_day today, gi_held_visit take,
                           void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_held_of_batch);
    gi_row_bind_int(row, 1, today);
    gi_row_bind_text(row, 2, batch);
    return take_held(row, take, context, err);
}

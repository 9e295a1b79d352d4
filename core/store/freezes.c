/*
 * freezes.c - orders that hold material back for some days, and what they hold.
 *
 * The scope is written down when the order is given: a lot with everything that was made of it.
 * Frozen lots cannot be worked on, so nothing can slip out of the list meanwhile.
 */
#include <string.h>

#include "core/store/officer.h"

static const char q_freeze_insert[] =
    "INSERT INTO freeze (act, scope, id, key, why, who, ts, until, ends, doc) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char q_freeze_load[] =
    "SELECT scope, id, key, why, who, ts, until, ends, doc, extended, lifted FROM freeze "
    "WHERE act = ?1";
static const char q_freeze_change[] =
    "UPDATE freeze SET until = ?2, ends = ?3, doc = ?4, extended = ?5, lifted = ?6 WHERE act = ?1";
static const char q_freeze_add_batch[] =
    "INSERT INTO freeze_batch (act, batch, key, first, count) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_freeze_add_holder[] =
    "INSERT INTO freeze_batch (act, batch) SELECT ?1, id FROM batch WHERE holder = ?2";
static const char q_freeze_add_lots[] =
    "INSERT INTO freeze_lot (act, lot) WITH RECURSIVE below (id) AS ("
    "SELECT id FROM lot WHERE id = ?2 UNION SELECT id FROM lot WHERE source = ?3 UNION "
    "SELECT p.child FROM below b JOIN lot_parent p ON p.parent = b.id) SELECT ?1, id FROM below";
static const char q_freeze_lot_batches[] =
    "INSERT INTO freeze_batch (act, batch) SELECT ?1, b.id FROM freeze_lot f "
    "JOIN batch b ON b.lot = f.lot WHERE f.act = ?1";
static const char q_freeze_batches[] =
    "SELECT batch FROM freeze_batch WHERE act = ?1 ORDER BY batch";

const char *const gi_freeze_statements[] = {
    q_freeze_insert,      q_freeze_load,       q_freeze_change,
    q_freeze_add_batch,   q_freeze_add_holder, q_freeze_add_lots,
    q_freeze_lot_batches, q_freeze_batches,    NULL,
};

static void bind_doc(gi_row *row, int index, const gi_freeze_row *freeze)
{
    if (freeze->has_doc) {
        gi_row_bind_blob(row, index, gi_digest_view(&freeze->doc));
    }
}

gi_status gi_freeze_insert(gi_db *db, const gi_freeze_row *freeze, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_freeze_insert);
    gi_row_bind_int(row, 1, freeze->act);
    gi_row_bind_text(row, 2, freeze->scope);
    gi_row_bind_int(row, 3, freeze->id);
    gi_row_bind_int(row, 4, freeze->key);
    gi_row_bind_text(row, 5, freeze->why);
    gi_row_bind_text(row, 6, freeze->who);
    gi_row_bind_int(row, 7, freeze->ts);
    gi_row_bind_int(row, 8, freeze->until);
    gi_row_bind_int(row, 9, freeze->ends);
    bind_doc(row, 10, freeze);
    return gi_row_run(row, err);
}

static gi_status read_freeze(const gi_row *row, int64_t act, gi_freeze_row *out, gi_error *err)
{
    gi_freeze_row freeze = {
        .act = act,
        .id = gi_row_int(row, 1),
        .key = (uint16_t)gi_row_int(row, 2),
        .ts = gi_row_int(row, 5),
        .until = (gi_day)gi_row_int(row, 6),
        .ends = (gi_day)gi_row_int(row, 7),
        .has_doc = !gi_row_is_null(row, 8),
        .extended = gi_row_int(row, 9),
        .lifted = gi_row_int(row, 10),
    };
    gi_bytes doc = gi_row_bytes(row, 8);
    if (freeze.has_doc && doc.size != sizeof freeze.doc.bytes) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "freeze");
    }
    if (freeze.has_doc) {
        memcpy(freeze.doc.bytes, doc.data, doc.size);
    }
    GI_TRY(gi_row_text(row, 0, freeze.scope, sizeof freeze.scope, err));
    GI_TRY(gi_row_text(row, 3, freeze.why, sizeof freeze.why, err));
    GI_TRY(gi_row_text(row, 4, freeze.who, sizeof freeze.who, err));
    *out = freeze;
    return GI_OK;
}

gi_status gi_freeze_load(gi_db *db, int64_t act, gi_freeze_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_freeze_load);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_freeze(row, act, out, err)
                 : gi_fail(err, GI_WHY_NO_FREEZE, gi_num(act).text);
}

gi_status gi_freeze_change(gi_db *db, const gi_freeze_row *freeze, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_freeze_change);
    gi_row_bind_int(row, 1, freeze->act);
    gi_row_bind_int(row, 2, freeze->until);
    gi_row_bind_int(row, 3, freeze->ends);
    bind_doc(row, 4, freeze);
    gi_row_bind_int(row, 5, freeze->extended);
    gi_row_bind_int(row, 6, freeze->lifted);
    return gi_row_run(row, err);
}

gi_status gi_freeze_add_batch(gi_db *db, int64_t act, const char *batch, uint16_t key,
                              uint32_t first, uint32_t count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_freeze_add_batch);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_text(row, 2, batch);
    gi_row_bind_int(row, 3, key);
    gi_row_bind_int(row, 4, first);
    gi_row_bind_int(row, 5, count);
    return gi_row_run(row, err);
}

gi_status gi_freeze_add_holder(gi_db *db, int64_t act, uint32_t holder, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_freeze_add_holder);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_int(row, 2, holder);
    return gi_row_run(row, err);
}

gi_status gi_freeze_add_lots(gi_db *db, int64_t act, int64_t lot, int64_t source, gi_error *err)
{
    GI_AUTO(gi_row) lots = gi_db_use(db, q_freeze_add_lots);
    GI_AUTO(gi_row) batches = gi_db_use(db, q_freeze_lot_batches);
    gi_row_bind_int(lots, 1, act);
    gi_row_bind_int(lots, 2, lot);
    gi_row_bind_int(lots, 3, source);
    GI_TRY(gi_row_run(lots, err));
    gi_row_bind_int(batches, 1, act);
    return gi_row_run(batches, err);
}

gi_status gi_freeze_each_batch(gi_db *db, int64_t act, gi_name_visit take, void *context,
                               gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_freeze_batches);
    gi_row_bind_int(row, 1, act);
    return gi_scope_take(row, take, context, err);
}

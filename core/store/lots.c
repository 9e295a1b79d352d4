/*
 * lots.c - physical material: raw lots from harvest, made lots from processing, and which
 * lots went into which. A holder's open lots always sum to its account.
 *
 * A child is always younger than its parents, so no lot can ever be among its own ancestors.
 */
#include <assert.h>

#include "core/store/lots.h"
#include "core/store/meta.h"

#define LOT_COLUMNS                                                                        \
    "id, holder, product, season, material, day, first_day, source, quantity, remaining, " \
    "released, outside, held, act"

static const char q_lot_insert[] =
    "INSERT INTO lot (id, holder, product, season, material, day, first_day, source, quantity, "
    "remaining, outside, act) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11)";
static const char q_lot_load[] = "SELECT " LOT_COLUMNS " FROM lot WHERE id = ?1";
static const char q_lot_change[] = "UPDATE lot SET remaining = ?2, released = ?3 WHERE id = ?1";
static const char q_lot_hold[] = "UPDATE lot SET held = ?2 WHERE id = ?1";
/* The lots that an act made, and what they were split into since. */
static const char q_lot_parts[] =
    "WITH RECURSIVE part (id) AS (SELECT id FROM lot WHERE act = ?1 UNION "
    "SELECT p.child FROM part a JOIN lot_parent p ON p.parent = a.id "
    "JOIN lot c ON c.id = p.child JOIN act k ON k.idx = c.act WHERE k.kind = 'split') "
    "SELECT " LOT_COLUMNS " FROM lot WHERE id IN (SELECT id FROM part) ORDER BY id";
/* The only parent of a lot that was handed over or split off. */
static const char q_lot_parent[] =
    "SELECT parent FROM lot_parent WHERE child = ?1 ORDER BY parent LIMIT 1";
static const char q_lot_parent_insert[] =
    "INSERT INTO lot_parent (child, parent, qty) VALUES (?1, ?2, ?3)";
/* Everything below a lot, then the townships of the sources met there, most material first. */
static const char q_lot_origin[] =
    "WITH RECURSIVE below (id) AS (SELECT ?1 UNION "
    "SELECT p.parent FROM lot_parent p JOIN below b ON p.child = b.id) "
    "SELECT s.township, MIN(l.first_day), MAX(l.day), SUM(l.quantity) "
    "FROM below b JOIN lot l ON l.id = b.id JOIN source s ON s.id = l.source "
    "GROUP BY s.township ORDER BY SUM(l.quantity) DESC, s.township";

const char *const gi_lot_statements[] = {
    q_lot_insert, q_lot_load,          q_lot_change, q_lot_hold, q_lot_parent,
    q_lot_parts,  q_lot_parent_insert, q_lot_origin, NULL,
};

gi_status gi_lot_numbers(gi_db *db, int64_t count, int64_t *first, gi_error *err)
{
    GI_TRY(gi_counter_take(db, "lot", first, err));
    return count == 1 ? GI_OK : gi_counter_raise(db, "lot", *first + count, err);
}

gi_status gi_lot_insert_numbered(gi_db *db, const gi_lot_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_lot_insert);
    gi_row_bind_int(insert, 1, row->id);
    gi_row_bind_int(insert, 2, row->holder);
    gi_row_bind_int(insert, 3, row->product);
    gi_row_bind_int(insert, 4, row->season);
    gi_row_lend_text(insert, 5, row->material);
    gi_row_bind_int(insert, 6, row->day);
    gi_row_bind_int(insert, 7, row->first_day);
    if (row->source != 0) {
        gi_row_bind_int(insert, 8, row->source);
    }
    gi_row_bind_int(insert, 9, row->quantity);
    gi_row_bind_int(insert, 10, row->outside);
    gi_row_bind_int(insert, 11, row->act);
    return gi_row_run(insert, err);
}

gi_status gi_lot_insert(gi_db *db, gi_lot_row *row, gi_error *err)
{
    gi_lot_row lot = *row;
    GI_TRY(gi_lot_numbers(db, 1, &lot.id, err));
    GI_TRY(gi_lot_insert_numbered(db, &lot, err));
    row->id = lot.id;
    return GI_OK;
}

static gi_status read_lot(const gi_row *row, gi_lot_row *out, gi_error *err)
{
    gi_lot_row lot = {
        .id = gi_row_int(row, 0),
        .holder = (uint32_t)gi_row_int(row, 1),
        .product = (uint16_t)gi_row_int(row, 2),
        .season = (int)gi_row_int(row, 3),
        .day = (gi_day)gi_row_int(row, 5),
        .first_day = (gi_day)gi_row_int(row, 6),
        .source = gi_row_int(row, 7),
        .quantity = gi_row_int(row, 8),
        .remaining = gi_row_int(row, 9),
        .released = gi_row_int(row, 10),
        .outside = gi_row_int(row, 11),
        .held = gi_row_int(row, 12),
        .act = gi_row_int(row, 13),
    };
    GI_TRY(gi_row_text(row, 4, lot.material, sizeof lot.material, err));
    *out = lot;
    return GI_OK;
}

gi_status gi_lot_load(gi_db *db, int64_t id, gi_lot_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lot_load);
    bool found = false;
    gi_row_bind_int(row, 1, id);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_lot(row, out, err) : gi_fail(err, GI_WHY_NO_LOT, gi_num(id).text);
}

int64_t gi_lot_free(const gi_lot_row *lot)
{
    int64_t unreleased = lot->quantity - lot->released;
    return unreleased < lot->remaining ? unreleased : lot->remaining;
}

gi_status gi_lot_take(gi_db *db, gi_lot_row *lot, int64_t quantity, gi_error *err)
{
    assert(quantity <= gi_lot_free(lot));
    lot->remaining -= quantity;
    lot->released += quantity;
    return gi_lot_change(db, lot, err);
}

gi_status gi_lot_change(gi_db *db, const gi_lot_row *row, gi_error *err)
{
    GI_AUTO(gi_row) change = gi_db_use(db, q_lot_change);
    gi_row_bind_int(change, 1, row->id);
    gi_row_bind_int(change, 2, row->remaining);
    gi_row_bind_int(change, 3, row->released);
    return gi_row_run(change, err);
}

gi_status gi_lot_hold(gi_db *db, int64_t id, int64_t act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lot_hold);
    gi_row_bind_int(row, 1, id);
    if (act != 0) {
        gi_row_bind_int(row, 2, act);
    }
    return gi_row_run(row, err);
}

gi_status gi_lot_parts(gi_db *db, int64_t act, gi_lot_row *out, size_t max, size_t *count,
                       gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lot_parts);
    size_t have = 0;
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        if (have == max) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "lots", gi_num((int64_t)max).text);
        }
        GI_TRY(read_lot(row, &out[have++], err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    *count = have;
    return GI_OK;
}

gi_status gi_lot_parent(gi_db *db, int64_t child, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lot_parent);
    bool found = false;
    gi_row_bind_int(row, 1, child);
    GI_TRY(gi_row_step(row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_LOT, gi_num(child).text);
    }
    *out = gi_row_int(row, 0);
    return GI_OK;
}

gi_status gi_lot_parent_insert(gi_db *db, int64_t child, int64_t parent, int64_t quantity,
                               gi_error *err)
{
    assert(child > parent);
    GI_AUTO(gi_row) row = gi_db_use(db, q_lot_parent_insert);
    gi_row_bind_int(row, 1, child);
    gi_row_bind_int(row, 2, parent);
    gi_row_bind_int(row, 3, quantity);
    return gi_row_run(row, err);
}

gi_status gi_lot_origin_load(gi_db *db, int64_t lot, gi_lot_origin *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lot_origin);
    gi_lot_origin origin = { 0 };
    bool found = false;
    gi_row_bind_int(row, 1, lot);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_day first = (gi_day)gi_row_int(row, 1);
        gi_day last = (gi_day)gi_row_int(row, 2);
        bool empty = origin.township_count == 0;
        origin.first = empty || first < origin.first ? first : origin.first;
        origin.last = empty || last > origin.last ? last : origin.last;
        if (origin.township_count < GI_TOWNSHIPS_MAX) {
            origin.township[origin.township_count++] = gi_row_int(row, 0);
        }
        GI_TRY(gi_row_step(row, &found, err));
    }
    *out = origin;
    return GI_OK;
}

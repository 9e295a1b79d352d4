/*
 * insides.c - which closed package a label or case lies in, now.
 *
 * Ranges of serials, disjoint per key, so a serial lies in one package at most and one index
 * seek finds it. Opening cuts its part out of a range; nothing else ever takes rows away.
 */
#include "core/store/packages.h"

static const char q_inside_insert[] =
    "INSERT INTO inside (key, first, count, box_key, box, each) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_inside_below[] = "SELECT key, first, count, box_key, box, each FROM inside "
                                     "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_inside_delete[] = "DELETE FROM inside WHERE key = ?1 AND first = ?2";

const char *const gi_inside_statements[] = {
    q_inside_insert,
    q_inside_below,
    q_inside_delete,
    NULL,
};

gi_status gi_inside_insert(gi_db *db, const gi_inside_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_inside_insert);
    gi_row_bind_int(insert, 1, row->key);
    gi_row_bind_int(insert, 2, row->first);
    gi_row_bind_int(insert, 3, row->count);
    gi_row_bind_int(insert, 4, row->box.key);
    gi_row_bind_int(insert, 5, row->box.serial);
    gi_row_bind_int(insert, 6, row->each);
    return gi_row_run(insert, err);
}

/* The range with the greatest first that is not above last, if it reaches down to first. */
static gi_status range_over(gi_db *db, uint16_t key, uint32_t first, uint32_t last, bool *found,
                            gi_inside_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inside_below);
    bool below = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, last);
    GI_TRY(gi_row_step(row, &below, err));
    *found = below && gi_row_int(row, 1) + gi_row_int(row, 2) > (int64_t)first;
    if (*found) {
        *out = (gi_inside_row){
            .key = (uint16_t)gi_row_int(row, 0),
            .first = (uint32_t)gi_row_int(row, 1),
            .count = (uint32_t)gi_row_int(row, 2),
            .box = { (uint16_t)gi_row_int(row, 3), (uint32_t)gi_row_int(row, 4) },
            .each = (uint32_t)gi_row_int(row, 5),
        };
    }
    return GI_OK;
}

/* The package that a serial of a range lies in. */
static gi_unit_id box_of(const gi_inside_row *range, uint32_t serial)
{
    uint32_t step = range->each > 0 ? (serial - range->first) / range->each : 0;
    return (gi_unit_id){ range->box.key, range->box.serial + step };
}

gi_status gi_inside_overlap(gi_db *db, uint16_t key, uint32_t first, uint32_t count, bool *found,
                            uint32_t *serial, gi_unit_id *box, gi_error *err)
{
    gi_inside_row range;
    uint32_t last = first + (count - 1);
    GI_TRY(range_over(db, key, first, last, found, &range, err));
    if (*found) {
        uint32_t end = range.first + (range.count - 1);
        *serial = end < last ? end : last;
        *box = box_of(&range, *serial);
    }
    return GI_OK;
}

/* Puts back what of a range lies outside [first, last]. */
static gi_status keep_rest(gi_db *db, const gi_inside_row *range, uint32_t first, uint32_t last,
                           gi_error *err)
{
    uint32_t end = range->first + (range->count - 1);
    if (range->first < first) {
        gi_inside_row before = *range;
        before.count = first - range->first;
        GI_TRY(gi_inside_insert(db, &before, err));
    }
    if (end > last) {
        gi_inside_row behind = *range;
        behind.first = last + 1;
        behind.count = end - last;
        behind.box = box_of(range, last + 1);
        GI_TRY(gi_inside_insert(db, &behind, err));
    }
    return GI_OK;
}

static gi_status delete_range(gi_db *db, const gi_inside_row *range, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_inside_delete);
    gi_row_bind_int(row, 1, range->key);
    gi_row_bind_int(row, 2, range->first);
    return gi_row_run(row, err);
}

gi_status gi_inside_remove(gi_db *db, uint16_t key, uint32_t first, uint32_t count, gi_error *err)
{
    gi_inside_row range;
    uint32_t last = first + (count - 1);
    bool found = true;
    while (found) {
        GI_TRY(range_over(db, key, first, last, &found, &range, err));
        if (found) {
            GI_TRY(delete_range(db, &range, err));
            GI_TRY(keep_rest(db, &range, first, last, err));
        }
    }
    return GI_OK;
}

/* What of a range lies in [first, last]. */
static gi_inside_row cut(const gi_inside_row *range, uint32_t first, uint32_t last)
{
    uint32_t end = range->first + (range->count - 1);
    gi_inside_row part = *range;
    part.first = range->first > first ? range->first : first;
    part.count = (end < last ? end : last) - part.first + 1;
    part.box = box_of(range, part.first);
    return part;
}

gi_status gi_inside_each(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                         gi_inside_visit take, void *context, gi_error *err)
{
    gi_inside_row range;
    uint32_t last = first + (count - 1);
    bool found = true;
    GI_TRY(range_over(db, key, first, last, &found, &range, err));
    while (found) {
        gi_inside_row part = cut(&range, first, last);
        GI_TRY(take(context, &part, err));
        if (part.first == first) {
            return GI_OK;
        }
        last = part.first - 1;
        GI_TRY(range_over(db, key, first, last, &found, &range, err));
    }
    return GI_OK;
}

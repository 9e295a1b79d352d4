/*
 * lots.c - several amounts of material that go together into one act (lots.h).
 */
#include "core/acts/lots.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/hold.h"
#include "core/store/products.h"

__extension__ typedef __int128 wide;

/* part x of / whole, rounded up; 0 <= part <= whole, so it fits. */
static int64_t share_up(int64_t part, int64_t of, int64_t whole)
{
    return (int64_t)(((wide)part * of + whole - 1) / whole);
}

int64_t gi_lot_outside(const gi_lot_row *lot, int64_t quantity)
{
    return share_up(lot->outside, quantity, lot->quantity);
}

gi_account gi_lot_account(const gi_lot_row *lot, uint32_t holder)
{
    const char *material = strcmp(lot->material, gi_raw) == 0 ? gi_raw : gi_made;
    return (gi_account){ holder, lot->product, lot->season, material };
}

gi_status gi_lot_usable(gi_act *act, const gi_lot_row *lot, gi_error *err)
{
    if (lot->held != 0) {
        return gi_fail(err, GI_WHY_LOT_HELD, gi_num(lot->id).text, gi_num(lot->held).text);
    }
    return gi_act_free_lot(act, lot->id, err);
}

/* ---- reading ---- */

static gi_status differ(int64_t lot, const char *field, const char *has, const char *wanted,
                        gi_error *err)
{
    return gi_fail(err, GI_WHY_LOTS_DIFFER, gi_num(lot).text, field, has, wanted);
}

static gi_status check_alike(const gi_lot_row *lot, const gi_lot_row *first, gi_error *err)
{
    if (lot->product != first->product) {
        return differ(lot->id, "product", gi_num(lot->product).text, gi_num(first->product).text,
                      err);
    }
    if (lot->season != first->season) {
        return differ(lot->id, "season", gi_season_text(lot->season).text,
                      gi_season_text(first->season).text, err);
    }
    return strcmp(lot->material, first->material) == 0
               ? GI_OK
               : differ(lot->id, "material", lot->material, first->material, err);
}

static gi_status check_part(gi_act *act, const gi_parts *parts, const gi_part *part,
                            uint32_t holder, gi_error *err)
{
    const gi_lot_row *lot = &part->lot;
    gi_unit unit = parts->product.unit;
    if (lot->holder != holder) {
        char number[5];
        gi_number_print(holder, number);
        return gi_fail(err, GI_WHY_NOT_OWNER, gi_num(lot->id).text, number);
    }
    GI_TRY(check_alike(lot, &parts->part[0].lot, err));
    GI_TRY(gi_lot_usable(act, lot, err));
    return part->quantity <= gi_lot_free(lot)
               ? GI_OK
               : gi_fail(err, GI_WHY_OVER_LOT, gi_quantity_text(part->quantity, unit).text,
                         gi_quantity_text(gi_lot_free(lot), unit).text, gi_num(lot->id).text);
}

static gi_status add_part(gi_parts *parts, gi_part *part, gi_error *err)
{
    for (size_t i = 0; i + 1 < parts->count; i++) {
        if (parts->part[i].lot.id == part->lot.id) {
            return gi_fail(err, GI_WHY_DUPLICATE_FIELD, gi_num(part->lot.id).text);
        }
    }
    part->outside = gi_lot_outside(&part->lot, part->quantity);
    parts->outside += part->outside;
    return __builtin_add_overflow(parts->total, part->quantity, &parts->total)
               ? gi_fail(err, GI_WHY_OVERFLOW, "lots")
               : GI_OK;
}

static gi_status read_part(gi_act *act, int field, gi_bytes item, uint32_t holder, gi_parts *parts,
                           gi_error *err)
{
    gi_bytes left;
    gi_bytes right;
    int64_t id = 0;
    const char *name = act->kind->fields[field].name;
    if (parts->count == GI_PARTS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, name, gi_num(GI_PARTS_MAX).text);
    }
    if (!gi_list_split(item, ':', &left, &right)) {
        return gi_act_bad_field(act, field, err);
    }
    gi_part *part = &parts->part[parts->count++];
    GI_TRY(gi_text_int(left, name, 1, GI_QUANTITY_MAX, &id, err));
    GI_TRY(gi_lot_load(act->db, id, &part->lot, err));
    if (parts->count == 1) {
        GI_TRY(gi_product_by_index(act->db, part->lot.product, &parts->product, err));
    }
    GI_TRY(gi_quantity_parse(right, parts->product.unit, &part->quantity, err));
    GI_TRY(check_part(act, parts, part, holder, err));
    return add_part(parts, part, err);
}

gi_status gi_parts_read(gi_act *act, int field, uint32_t holder, gi_parts *out, gi_error *err)
{
    gi_bytes rest = act->value[field].text;
    gi_bytes item;
    gi_status status = GI_OK;
    *out = (gi_parts){ .count = 0 };
    while (status == GI_OK && gi_list_next(&rest, ',', &item)) {
        status = read_part(act, field, item, holder, out, err);
    }
    if (status != GI_OK && err != NULL) {
        (void)snprintf(err->field, sizeof err->field, "%s", act->kind->fields[field].name);
    }
    return status;
}

gi_status gi_parts_day(const gi_act *act, const gi_parts *parts, gi_day day, gi_error *err)
{
    GI_TRY(gi_act_not_future(act, day, err));
    for (size_t i = 0; i < parts->count; i++) {
        if (day < parts->part[i].lot.day) {
            return gi_fail_field(err, "day", GI_WHY_DAY_ORDER, "day", gi_day_text(day).text,
                                 gi_day_text(parts->part[i].lot.day).text);
        }
    }
    return GI_OK;
}

/* ---- using ---- */

gi_status gi_parts_use(gi_act *act, gi_parts *parts, gi_error *err)
{
    for (size_t i = 0; i < parts->count; i++) {
        GI_TRY(gi_lot_take(act->db, &parts->part[i].lot, parts->part[i].quantity, err));
    }
    return GI_OK;
}

gi_status gi_parts_into(gi_act *act, const gi_parts *parts, gi_lot_row *child, gi_error *err)
{
    child->first_day = parts->part[0].lot.first_day;
    for (size_t i = 1; i < parts->count; i++) {
        gi_day first = parts->part[i].lot.first_day;
        child->first_day = first < child->first_day ? first : child->first_day;
    }
    child->outside = share_up(parts->outside, child->quantity, parts->total);
    GI_TRY(gi_lot_insert(act->db, child, err));
    for (size_t i = 0; i < parts->count; i++) {
        GI_TRY(gi_lot_parent_insert(act->db, child->id, parts->part[i].lot.id,
                                    parts->part[i].quantity, err));
    }
    return GI_OK;
}

gi_status gi_lot_branch(gi_act *act, const gi_lot_row *lot, int64_t quantity, uint32_t holder,
                        gi_lot_row *child, gi_error *err)
{
    gi_lot_row made = { .holder = holder,
                        .product = lot->product,
                        .season = lot->season,
                        .day = lot->day,
                        .first_day = lot->first_day,
                        .quantity = quantity,
                        .outside = gi_lot_outside(lot, quantity),
                        .act = act->index };
    memcpy(made.material, lot->material, sizeof made.material);
    GI_TRY(gi_lot_insert(act->db, &made, err));
    GI_TRY(gi_lot_parent_insert(act->db, made.id, lot->id, quantity, err));
    *child = made;
    return GI_OK;
}

/*
 * members.c - the lists of a pack act: reads the ranges, asks whether each may be packed.
 */
#include "core/acts/members.h"

#include <stdio.h>

#include "core/acts/hold.h"
#include "core/store/batches.h"
#include "core/store/labels.h"
#include "core/store/runs.h"

typedef struct number_text {
    char text[GI_UNIT_NUMBER_TEXT];
} number_text;

static number_text number_of(uint16_t key, uint32_t serial)
{
    number_text out;
    gi_unit_number_print((gi_unit_id){ key, serial }, out.text);
    return out;
}

/* ---- reading ---- */

static gi_status read_range(const gi_act *act, int field, gi_bytes item, gi_package_member *out,
                            gi_error *err)
{
    gi_value value = { .text = item };
    gi_field_rule rule = act->kind->fields[field];
    rule.kind = GI_FIELD_UNITS;
    GI_TRY(gi_act_check_value(&rule, &value, err));
    *out = (gi_package_member){ .key = value.key,
                                .first = (uint32_t)value.number,
                                .count = (uint32_t)(value.number2 - value.number + 1) };
    return GI_OK;
}

/* ---- what is packed is somebody's, in force and free ---- */

static gi_status check_owner(gi_members *members, uint32_t holder, number_text shown, gi_error *err)
{
    char number[5];
    if (members->holder != 0 && members->holder != holder) {
        gi_number_print(members->holder, number);
        return gi_fail(err, GI_WHY_NOT_OWNER, shown.text, number);
    }
    members->holder = holder;
    return GI_OK;
}

gi_status gi_act_unpacked(gi_act *act, uint16_t key, uint32_t first, uint32_t count, gi_error *err)
{
    bool inside = false;
    uint32_t serial = 0;
    gi_unit_id box = { 0 };
    GI_TRY(gi_inside_overlap(act->db, key, first, count, &inside, &serial, &box, err));
    return inside ? gi_fail(err, GI_WHY_IN_PACKAGE, number_of(key, serial).text,
                            number_of(box.key, box.serial).text)
                  : GI_OK;
}

static gi_status check_labels(gi_act *act, const gi_package_member *range, gi_members *members,
                              gi_error *err)
{
    gi_label_state state;
    gi_batch_row batch;
    gi_run *run = &members->units;
    bool found = false;
    uint32_t last = range->first + (range->count - 1);
    GI_TRY(gi_run_by_serial(act->db, range->key, range->first, &found, run, err));
    if (!found || last - run->first >= run->count) {
        return gi_fail(err, GI_WHY_OUTSIDE_RUN,
                       number_of(range->key, found ? last : range->first).text);
    }
    GI_TRY(gi_label_state_overlap(act->db, range->key, range->first, range->count, &found, &state,
                                  err));
    if (found) {
        uint32_t serial = state.first > range->first ? state.first : range->first;
        return gi_fail(err, GI_WHY_RANGE_SPENT, number_of(range->key, serial).text, state.state);
    }
    GI_TRY(gi_act_free_units(act, run->batch, range->key, range->first, last, err));
    GI_TRY(gi_batch_load(act->db, run->batch, &batch, err));
    return check_owner(members, batch.holder, number_of(range->key, range->first), err);
}

static gi_status check_closed(gi_act *act, const gi_package_member *range, gi_package_run *run,
                              gi_error *err)
{
    gi_label_state opened;
    bool found = false;
    gi_unit_id first = { range->key, range->first };
    uint32_t last = range->first + (range->count - 1);
    GI_TRY(gi_package_by_serial(act->db, first, &found, run, err));
    if (!found || last - run->first >= run->count) {
        return gi_fail(err, GI_WHY_NO_PACKAGE,
                       number_of(range->key, found ? last : range->first).text);
    }
    GI_TRY(
        gi_package_opened(act->db, range->key, range->first, range->count, &found, &opened, err));
    uint32_t serial = found && opened.first > range->first ? opened.first : range->first;
    return found ? gi_fail(err, GI_WHY_ALREADY, number_of(range->key, serial).text, "opened")
                 : GI_OK;
}

gi_status gi_act_closed_package(gi_act *act, int field, gi_package_run *run,
                                gi_package_member *range, gi_error *err)
{
    const gi_value *value = &act->value[field];
    *range = (gi_package_member){ .key = value->key,
                                  .first = (uint32_t)value->number,
                                  .count = (uint32_t)(value->number2 - value->number + 1),
                                  .packages = true };
    return check_closed(act, range, run, err);
}

/* Labels inside a case that is packed: single ones may be spoilt, none is held by an officer. */
static gi_status check_free(void *context, uint16_t key, uint32_t first, uint32_t count,
                            gi_error *err)
{
    gi_act *act = context;
    gi_run run;
    bool found = false;
    GI_TRY(gi_run_by_serial(act->db, key, first, &found, &run, err));
    return found ? gi_act_free_units(act, run.batch, key, first, first + (count - 1), err)
                 : gi_fail(err, GI_WHY_DB_CORRUPT, "package");
}

static gi_status check_packages(gi_act *act, const gi_package_member *range, gi_members *members,
                                gi_error *err)
{
    gi_package_run *run = &members->packages;
    number_text shown = number_of(range->key, range->first);
    gi_package_books books = gi_package_books_of(act->db);
    GI_TRY(check_closed(act, range, run, err));
    if (run->level > 1) {
        return gi_fail(err, GI_WHY_PACKAGE_DEEP, shown.text, gi_num(run->level).text);
    }
    GI_TRY(gi_package_labels(&books, run, range->first, range->count, check_free, act, err));
    members->level = 2;
    return check_owner(members, run->holder, shown, err);
}

gi_status gi_members_add(gi_act *act, int field, bool packages, gi_members *members, gi_error *err)
{
    gi_bytes rest = act->value[field].given ? act->value[field].text : (gi_bytes){ 0 };
    gi_bytes item;
    while (gi_list_next(&rest, ',', &item)) {
        gi_package_member range;
        if (members->count == GI_PACKAGE_MEMBERS) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, act->kind->fields[field].name,
                           gi_num(GI_PACKAGE_MEMBERS).text);
        }
        GI_TRY(read_range(act, field, item, &range, err));
        range.packages = packages;
        GI_TRY(packages ? check_packages(act, &range, members, err)
                        : check_labels(act, &range, members, err));
        GI_TRY(gi_act_unpacked(act, range.key, range.first, range.count, err));
        members->item[members->count++] = range;
        members->children += range.count;
    }
    return GI_OK;
}

/* Two items of one list may meet: the second then finds the first inside. */
gi_status gi_members_keep(gi_act *act, const gi_members *members, gi_unit_id box, uint32_t each,
                          gi_error *err)
{
    for (size_t i = 0; i < members->count; i++) {
        const gi_package_member *item = &members->item[i];
        gi_inside_row row = { item->key, item->first, item->count, box, each };
        GI_TRY(gi_act_unpacked(act, item->key, item->first, item->count, err));
        GI_TRY(gi_inside_insert(act->db, &row, err));
        GI_TRY(gi_package_member_insert(act->db, act->index, (int)i, item, err));
    }
    return GI_OK;
}

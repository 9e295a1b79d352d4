/*
 * activate.c - labels of a waiting run begin to count; until then their page says so.
 *
 * For products whose rule is `range` or `carton`. Each label once, and none that ended. With the
 * rule `carton` labels are activated by the package they lie in, and only so: whoever ships the
 * carton scans one code. A package activates all inside, two deep, that waits.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/acts/members.h"
#include "core/acts/range.h"
#include "core/store/holders.h"
#include "core/store/labels.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"

enum { UNITS, PACKAGE };

const gi_field_rule gi_activate_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_PUBLIC, "标签编号", "unit numbers", "first..last" },
    [PACKAGE] = { "package", GI_FIELD_UNITS, GI_PUBLIC, "箱编号（启用箱内全部标签）",
                  "package numbers: all labels inside", "first..last" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* ---- by range ---- */

static gi_status check_waits(gi_act *act, const gi_range *range, gi_error *err)
{
    char number[GI_UNIT_NUMBER_TEXT];
    uint32_t serial = range->first;
    bool active = !range->waits;
    if (range->waits) {
        GI_TRY(gi_activation_overlap(act->db, range->run.key, range->first, range->count, &active,
                                     &serial, err));
    }
    gi_unit_number_print((gi_unit_id){ range->run.key, serial }, number);
    return active ? gi_fail_field(err, "units", GI_WHY_ALREADY, number, "active") : GI_OK;
}

/* Where labels go out by the carton, no label goes out beside one. */
static gi_status check_rule(gi_act *act, const gi_range *range, gi_error *err)
{
    char number[GI_UNIT_NUMBER_TEXT];
    char outer[GI_UNIT_NUMBER_TEXT];
    bool inside = false;
    uint32_t serial = range->first;
    gi_unit_id box = { 0 };
    if (range->product.activate != GI_ACTIVATE_CARTON) {
        return GI_OK;
    }
    GI_TRY(gi_inside_overlap(act->db, range->run.key, range->first, range->count, &inside, &serial,
                             &box, err));
    gi_unit_number_print((gi_unit_id){ range->run.key, serial }, number);
    if (!inside) {
        return gi_fail_field(err, "units", GI_WHY_NOT_PACKED, number, range->product.mnemonic);
    }
    gi_unit_number_print(box, outer);
    return gi_fail_field(err, "units", GI_WHY_BY_PACKAGE, number, outer, range->product.mnemonic);
}

static gi_status activate_units(gi_act *act, gi_error *err)
{
    gi_range range;
    gi_holder_row holder;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    GI_TRY(gi_act_producer(act, range.batch.holder, &holder, err));
    GI_TRY(check_waits(act, &range, err));
    GI_TRY(check_rule(act, &range, err));
    gi_label_state active = {
        .key = range.run.key, .first = range.first, .count = range.count, .act = act->index
    };
    memcpy(active.batch, range.run.batch, sizeof active.batch);
    GI_TRY(gi_activation_insert(act->db, &active, err));
    gi_act_leaf_product(act, &range.product, range.batch.season);
    gi_act_leaf_org(act, range.holder.id);
    gi_act_leaf_range(act, active.key, active.first, active.count);
    gi_json_set_int(act->leaf, "ref", range.run.act);
    return GI_OK;
}

/* ---- by package ---- */

typedef struct opening {
    gi_act *act;
    int64_t labels; /* activated so far */
} opening;

static gi_status activate_gap(void *context, const gi_label_state *gap, gi_error *err)
{
    opening *at = context;
    gi_label_state active = *gap;
    active.act = at->act->index;
    at->labels += gap->count;
    return gi_activation_insert(at->act->db, &active, err);
}

/* Labels inside that ended stay ended; what an officer holds is not activated. */
static gi_status activate_inside(void *context, uint16_t key, uint32_t first, uint32_t count,
                                 gi_error *err)
{
    opening *at = context;
    gi_act *act = at->act;
    gi_run run;
    bool found = false;
    GI_TRY(gi_run_by_serial(act->db, key, first, &found, &run, err));
    if (!found) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "package");
    }
    GI_TRY(gi_act_free_units(act, run.batch, key, first, first + (count - 1), err));
    return gi_waiting_gaps(act->db, key, first, count, activate_gap, at, err);
}

static gi_status activate_package(gi_act *act, gi_error *err)
{
    gi_package_run run;
    gi_package_member closed;
    gi_holder_row holder;
    opening at = { .act = act };
    gi_package_books books = gi_package_books_of(act->db);
    GI_TRY(gi_act_closed_package(act, PACKAGE, &run, &closed, err));
    GI_TRY(gi_act_producer(act, run.holder, &holder, err));
    GI_TRY(gi_package_labels(&books, &run, closed.first, closed.count, activate_inside, &at, err));
    if (at.labels == 0) {
        char number[GI_UNIT_NUMBER_TEXT];
        gi_unit_number_print((gi_unit_id){ closed.key, closed.first }, number);
        return gi_fail_field(err, "package", GI_WHY_ALREADY, number, "active");
    }
    if (run.batch[0] != '\0') {
        gi_json_set_text(act->leaf, "batch", run.batch);
    }
    gi_act_leaf_org(act, run.holder);
    gi_act_leaf_range(act, closed.key, closed.first, closed.count);
    gi_json_set_int(act->leaf, "ref", run.act);
    gi_json_set_int(act->answer, "labels", at.labels);
    return GI_OK;
}

gi_status gi_activate_perform(gi_act *act, gi_error *err)
{
    int target = UNITS;
    GI_TRY(gi_act_one_target(act, UNITS, PACKAGE, "units|package", &target, err));
    return target == UNITS ? activate_units(act, err) : activate_package(act, err);
}

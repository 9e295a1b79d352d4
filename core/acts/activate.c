/*
 * activate.c - labels of a waiting run begin to count; until then their page says so.
 *
 * For products whose rule is `range` or `carton`. Each label once, and none that ended.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/range.h"
#include "core/store/labels.h"
#include "gi/unit_number.h"

enum { UNITS };

const gi_field_rule gi_activate_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

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

gi_status gi_activate_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    gi_holder_row holder;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    GI_TRY(gi_act_producer(act, range.batch.holder, &holder, err));
    GI_TRY(check_waits(act, &range, err));
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

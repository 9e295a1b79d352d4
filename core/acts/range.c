/*
 * range.c - what cancel, void and their like share: find the labels, end them, say who did.
 */
#include "core/acts/range.h"

#include <stdio.h>
#include <string.h>

#include "gi/unit_number.h"

static gi_status outside(uint16_t key, uint32_t serial, gi_error *err)
{
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ key, serial }, number);
    return gi_fail(err, GI_WHY_OUTSIDE_RUN, number);
}

static gi_status check_in_force(gi_act *act, const gi_range *range, gi_error *err)
{
    gi_label_state state;
    bool found = false;
    GI_TRY(gi_label_state_overlap(act->db, range->run.key, range->first, range->count, &found,
                                  &state, err));
    if (found) {
        char number[GI_UNIT_NUMBER_TEXT];
        uint32_t serial = state.first > range->first ? state.first : range->first;
        gi_unit_number_print((gi_unit_id){ range->run.key, serial }, number);
        return gi_fail(err, GI_WHY_RANGE_SPENT, number, state.state);
    }
    return GI_OK;
}

gi_status gi_range_read(gi_act *act, int field, gi_range *out, gi_error *err)
{
    const gi_value *value = &act->value[field];
    gi_range range = { .first = (uint32_t)value->number };
    gi_unit_header header;
    bool found = false;
    GI_TRY(gi_run_by_serial(act->db, value->key, range.first, &found, &range.run, err));
    if (!found) {
        return outside(value->key, range.first, err);
    }
    if (value->number2 >= (int64_t)range.run.first + range.run.count) {
        return outside(value->key, (uint32_t)value->number2, err);
    }
    range.count = (uint32_t)(value->number2 - value->number + 1);
    GI_TRY(check_in_force(act, &range, err));
    GI_TRY(gi_batch_load(act->db, range.run.batch, &range.batch, err));
    GI_TRY(gi_product_by_index(act->db, range.batch.product, &range.product, err));
    GI_TRY(gi_holder_load(act->db, range.batch.holder, &range.holder, err));
    GI_TRY(gi_unit_header_decode((gi_bytes){ range.run.header, sizeof range.run.header }, &header,
                                 err));
    range.quantity = gi_net_decode(header.net) * range.count;
    *out = range;
    return GI_OK;
}

gi_status gi_range_end(gi_act *act, const gi_range *range, const char *state, int why_field,
                       gi_error *err)
{
    gi_label_state ended = { .key = range->run.key,
                             .first = range->first,
                             .count = range->count,
                             .ts = act->ts,
                             .act = act->index };
    (void)snprintf(ended.state, sizeof ended.state, "%s", state);
    GI_TRY(gi_act_text(act, why_field, ended.why, sizeof ended.why, err));
    memcpy(ended.who, range->holder.name, sizeof ended.who);
    memcpy(ended.batch, range->run.batch, sizeof ended.batch);
    GI_TRY(gi_label_state_insert(act->db, &ended, err));
    gi_act_leaf_product(act, &range->product, range->batch.season);
    gi_act_leaf_org(act, range->holder.id);
    gi_act_leaf_range(act, ended.key, ended.first, ended.count);
    gi_json_set_text(act->leaf, "why", ended.why);
    gi_json_set_int(act->leaf, "ref", range->run.act);
    return GI_OK;
}

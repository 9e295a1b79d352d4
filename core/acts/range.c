/*
 * range.c - what cancel, void and their like share: find the labels, end them, say who did, and
 * give back what the rules allow.
 */
#include "core/acts/range.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/hold.h"
#include "core/store/labels.h"
#include "core/store/lots.h"
#include "core/store/products.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"

#define LABELS_ALWAYS 24 /* credited per batch and kind of act, however small the permille */

typedef struct unit_text {
    char text[GI_UNIT_NUMBER_TEXT];
} unit_text;

static unit_text unit_of(uint16_t key, uint32_t serial)
{
    unit_text out;
    gi_unit_number_print((gi_unit_id){ key, serial }, out.text);
    return out;
}

static gi_status outside(const gi_act *act, int field, int64_t serial, gi_error *err)
{
    return gi_fail_field(err, act->kind->fields[field].name, GI_WHY_OUTSIDE_RUN,
                         unit_of(act->value[field].key, (uint32_t)serial).text);
}

static gi_status check_in_force(gi_act *act, const gi_range *range, gi_error *err)
{
    gi_label_state state;
    bool found = false;
    GI_TRY(gi_label_state_overlap(act->db, range->run.key, range->first, range->count, &found,
                                  &state, err));
    if (found) {
        uint32_t serial = state.first > range->first ? state.first : range->first;
        return gi_fail(err, GI_WHY_RANGE_SPENT, unit_of(range->run.key, serial).text, state.state);
    }
    return GI_OK;
}

static gi_status read_activation(gi_act *act, gi_range *range, gi_error *err)
{
    gi_label_state waiting;
    GI_TRY(
        gi_waiting_by_serial(act->db, range->run.key, range->first, &range->waits, &waiting, err));
    if (!range->waits) {
        range->activated = act->ts - range->run.issued > INT64_C(3600000) * GI_CANCEL_HOURS;
        return GI_OK;
    }
    GI_TRY(
        gi_waiting_in(act->db, range->run.key, range->first, range->count, &range->waiting, err));
    range->activated = range->waiting < range->count;
    return GI_OK;
}

/* Held labels stay as they are, but for what only takes trust away. */
static gi_status check_free(gi_act *act, const gi_range *range, gi_error *err)
{
    if (strcmp(act->kind->name, "void") == 0 || strcmp(act->kind->name, "lose") == 0) {
        return GI_OK;
    }
    return gi_act_free_units(act, range->run.batch, range->run.key, range->first,
                             range->first + (range->count - 1), err);
}

gi_status gi_range_find(gi_act *act, int field, gi_range *out, gi_error *err)
{
    const gi_value *value = &act->value[field];
    gi_range range = { .first = (uint32_t)value->number };
    bool found = false;
    GI_TRY(gi_run_by_serial(act->db, value->key, range.first, &found, &range.run, err));
    if (!found) {
        return outside(act, field, value->number, err);
    }
    if (value->number2 >= (int64_t)range.run.first + range.run.count) {
        return outside(act, field, value->number2, err);
    }
    range.count = (uint32_t)(value->number2 - value->number + 1);
    *out = range;
    return GI_OK;
}

gi_status gi_range_read(gi_act *act, int field, gi_range *out, gi_error *err)
{
    gi_range range;
    gi_unit_header header;
    GI_TRY(gi_range_find(act, field, &range, err));
    GI_TRY(check_in_force(act, &range, err));
    GI_TRY(check_free(act, &range, err));
    GI_TRY(gi_batch_load(act->db, range.run.batch, &range.batch, err));
    GI_TRY(gi_product_by_index(act->db, range.batch.product, &range.product, err));
    GI_TRY(gi_holder_load(act->db, range.batch.holder, &range.holder, err));
    GI_TRY(gi_unit_header_decode((gi_bytes){ range.run.header, sizeof range.run.header }, &header,
                                 err));
    range.quantity = gi_net_decode(header.net) * range.count;
    GI_TRY(read_activation(act, &range, err));
    *out = range;
    return GI_OK;
}

/* ---- what comes back ---- */

gi_status gi_range_credit(gi_act *act, const gi_range *range, int credit_field, int64_t *credit,
                          gi_error *err)
{
    int64_t issued = 0;
    int64_t dead = 0;
    int64_t units = 0;
    *credit = 0;
    if (gi_act_is(act, credit_field, "no")) {
        return GI_OK;
    }
    if (range->activated) {
        return gi_fail_field(err, "credit", GI_WHY_NO_CREDIT,
                             unit_of(range->run.key, range->first).text);
    }
    GI_TRY(gi_batch_units(act->db, range->run.batch, &issued, &dead, err));
    GI_TRY(gi_ending_credited(act->db, range->run.batch, act->kind->name, &units, err));
    int64_t permille = range->product.spoilage == GI_PERMILLE_UNKNOWN ? 0 : range->product.spoilage;
    int64_t limit = issued * permille / 1000;
    limit = limit > LABELS_ALWAYS ? limit : LABELS_ALWAYS;
    if (units + range->count > limit) {
        gi_act_ask_second(act, GI_APPROVER, GI_WHY_OVER_SPOILAGE, gi_num(units + range->count).text,
                          gi_num(limit).text, range->run.batch);
    }
    *credit = range->quantity;
    return GI_OK;
}

static gi_status give_back(gi_act *act, const gi_range *range, int64_t credit, gi_error *err)
{
    gi_lot_row lot;
    gi_batch_row batch = range->batch;
    if (credit == 0) {
        return GI_OK;
    }
    GI_TRY(gi_lot_load(act->db, batch.lot, &lot, err));
    lot.remaining += credit;
    batch.remaining += credit;
    GI_TRY(gi_lot_change(act->db, &lot, err));
    GI_TRY(gi_batch_change(act->db, &batch, err));
    gi_account from = { 0, range->product.index, batch.season, gi_market };
    gi_account to = { range->holder.id, range->product.index, batch.season, gi_made };
    gi_json_set_int(act->leaf, "qty", credit);
    gi_json_set_int(act->answer, "qty", credit);
    return gi_journal_move(&act->journal, from, to, credit, err);
}

/* ---- the end ---- */

static gi_status keep(gi_act *act, const gi_range *range, const gi_label_state *ended,
                      int64_t credit, gi_error *err)
{
    gi_ending_row ending = {
        .act = act->index, .count = range->count, .waiting = range->waiting, .quantity = credit
    };
    (void)snprintf(ending.kind, sizeof ending.kind, "%s", act->kind->name);
    memcpy(ending.batch, ended->batch, sizeof ending.batch);
    GI_TRY(gi_label_state_insert(act->db, ended, err));
    return gi_ending_insert(act->db, &ending, err);
}

gi_status gi_range_end(gi_act *act, const gi_range *range, const char *state, int why_field,
                       int64_t credit, gi_error *err)
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
    if (range->activated) {
        gi_act_ask_second(act, GI_APPROVER, GI_WHY_ACTIVATED_ALONE,
                          unit_of(ended.key, ended.first).text, act->kind->name);
    }
    GI_TRY(keep(act, range, &ended, credit, err));
    GI_TRY(give_back(act, range, credit, err));
    gi_act_leaf_product(act, &range->product, range->batch.season);
    gi_act_leaf_org(act, range->holder.id);
    gi_act_leaf_range(act, ended.key, ended.first, ended.count);
    gi_json_set_text(act->leaf, "why", ended.why);
    gi_json_set_int(act->leaf, "ref", range->run.act);
    return GI_OK;
}

/*
 * freeze.c - an officer holds material back while it is looked into.
 *
 * Ends by itself after 30 days, and after 7 when nobody named the document that orders it: by
 * date alone, no act is needed. Nothing is found yet; the words say so. Frozen material is not
 * worked on, labelled, activated or passed on.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/freeze.h"
#include "core/acts/range.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/lots.h"

enum { BATCH, UNITS, LOT, SOURCE, HOLDER, WHY, WHO, DOC };

const gi_field_rule gi_freeze_fields[] = {
    [BATCH] = { "batch", GI_FIELD_BATCH, GI_PUBLIC, "批次", "batch", "LSYW-26-00A3-001F-7" },
    [UNITS] = { "units", GI_FIELD_UNITS, GI_PUBLIC, "标签编号", "unit numbers", "first..last" },
    [LOT] = { "lot", GI_FIELD_INT, GI_PUBLIC, "物料批（及其全部下游）",
              "lot, with all that was made of it", "a lot number" },
    [SOURCE] = { "source", GI_FIELD_INT, 0, "来源（及其全部下游）",
                 "source, with all that was made of it", "a source number" },
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_PUBLIC, "主体（其全部批次）",
                 "holder, with all its batches", "001F" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "inspection|unsafe|false-label|false-origin|complaint|request" },
    [WHO] = { "who", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "决定机关", "authority",
              "name of the authority" },
    [DOC] = { "doc", GI_FIELD_DIGEST, GI_PUBLIC, "文书的 SHA-256（七日内补交）",
              "SHA-256 of the order, due within 7 days", "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static const char targets[] = "batch|units|lot|source|holder";

static gi_status hold_batch(gi_act *act, gi_freeze_row *freeze, gi_error *err)
{
    gi_batch_row batch;
    char id[GI_BATCH_ID_TEXT];
    GI_TRY(gi_act_text(act, BATCH, id, sizeof id, err));
    GI_TRY(gi_batch_load(act->db, id, &batch, err));
    GI_TRY(gi_act_free_batch(act, batch.id, err));
    GI_TRY(gi_freeze_insert(act->db, freeze, err));
    gi_json_set_text(act->leaf, "batch", batch.id);
    return gi_freeze_add_batch(act->db, act->index, batch.id, 0, 0, 0, err);
}

static gi_status hold_units(gi_act *act, gi_freeze_row *freeze, gi_error *err)
{
    gi_range range;
    GI_TRY(gi_range_find(act, UNITS, &range, err));
    const gi_run *run = &range.run;
    GI_TRY(gi_act_free_units(act, run->batch, run->key, range.first,
                             range.first + (range.count - 1), err));
    GI_TRY(gi_freeze_insert(act->db, freeze, err));
    gi_act_leaf_range(act, run->key, range.first, range.count);
    gi_json_set_text(act->leaf, "batch", run->batch);
    return gi_freeze_add_batch(act->db, act->index, run->batch, run->key, range.first, range.count,
                               err);
}

static gi_status hold_lot(gi_act *act, gi_freeze_row *freeze, gi_error *err)
{
    gi_lot_row lot;
    GI_TRY(gi_lot_load(act->db, act->value[LOT].number, &lot, err));
    GI_TRY(gi_act_free_lot(act, lot.id, err));
    freeze->id = lot.id;
    GI_TRY(gi_freeze_insert(act->db, freeze, err));
    gi_json_set_int(act->leaf, "lot", lot.id);
    return gi_freeze_add_lots(act->db, act->index, lot.id, 0, err);
}

/* A source number is a plot's: it stays in the private record. */
static gi_status hold_source(gi_act *act, gi_freeze_row *freeze, gi_error *err)
{
    gi_source_row source;
    GI_TRY(gi_source_load(act->db, act->value[SOURCE].number, &source, err));
    GI_TRY(gi_act_free_source(act, source.id, err));
    freeze->id = source.id;
    GI_TRY(gi_freeze_insert(act->db, freeze, err));
    return gi_freeze_add_lots(act->db, act->index, 0, source.id, err);
}

static gi_status hold_holder(gi_act *act, gi_freeze_row *freeze, gi_error *err)
{
    gi_holder_row holder;
    GI_TRY(gi_holder_load(act->db, (uint32_t)act->value[HOLDER].number, &holder, err));
    GI_TRY(gi_act_free_holder(act, holder.id, err));
    freeze->id = holder.id;
    GI_TRY(gi_freeze_insert(act->db, freeze, err));
    gi_act_leaf_org(act, holder.id);
    return gi_freeze_add_holder(act->db, act->index, holder.id, err);
}

static gi_status (*const holds[])(gi_act *act, gi_freeze_row *freeze, gi_error *err) = {
    [BATCH] = hold_batch,   [UNITS] = hold_units,   [LOT] = hold_lot,
    [SOURCE] = hold_source, [HOLDER] = hold_holder,
};

gi_status gi_freeze_perform(gi_act *act, gi_error *err)
{
    int target = BATCH;
    gi_freeze_row freeze = { .act = act->index, .key = act->by, .ts = act->ts };
    GI_TRY(gi_act_one_target(act, BATCH, HOLDER, targets, &target, err));
    (void)snprintf(freeze.scope, sizeof freeze.scope, "%s", act->kind->fields[target].name);
    GI_TRY(gi_act_text(act, WHY, freeze.why, sizeof freeze.why, err));
    GI_TRY(gi_act_text(act, WHO, freeze.who, sizeof freeze.who, err));
    freeze.has_doc = act->value[DOC].given;
    if (freeze.has_doc) {
        GI_TRY(gi_act_leaf_doc(act, DOC, &freeze.doc, err));
    }
    freeze.until = act->today + GI_FREEZE_DAYS;
    freeze.ends = freeze.has_doc ? freeze.until : act->today + GI_FREEZE_DOC_DAYS;
    GI_TRY(holds[target](act, &freeze, err));
    GI_TRY(gi_scope_to_leaf(act, gi_freeze_each_batch, err));
    gi_freeze_to_leaf(act, &freeze);
    return GI_OK;
}

/*
 * recall.c - one act takes everything back that comes from a batch, a lot or a source.
 *
 * The scope is found by the genealogy inside the transaction and kept as rows: each label of
 * these batches answers "recalled" from the commit on. Days run as the law counts them: start
 * within 24, 48 or 72 hours, end within 10, 20 or 30 working days of the order.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/lots.h"
#include "gi/workday.h"

enum { BATCH, LOT, SOURCE, GRADE, WHY, WHO, DOC };

const gi_field_rule gi_recall_fields[] = {
    [BATCH] = { "batch", GI_FIELD_BATCH, GI_PUBLIC, "批次", "batch", "LSYW-26-00A3-001F-7" },
    [LOT] = { "lot", GI_FIELD_INT, GI_PUBLIC, "物料批（及其全部下游）",
              "lot, with all that was made of it", "a lot number" },
    [SOURCE] = { "source", GI_FIELD_INT, 0, "来源（及其全部下游）",
                 "source, with all that was made of it", "a source number" },
    [GRADE] = { "grade", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "级别", "grade", "I|II|III" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "unsafe|residue|contaminant|allergen|foreign-matter|false-label|false-origin" },
    [WHO] = { "who", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "决定机关", "authority",
              "name of the authority" },
    [DOC] = { "doc", GI_FIELD_DIGEST, GI_REQUIRED | GI_PUBLIC, "文书的 SHA-256",
              "SHA-256 of the order", "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

#define HOUR_MS INT64_C(3600000)

/* 食品召回管理办法: by grade. */
static const struct term {
    int hours;
    int working_days;
} terms[] = { { 0, 0 }, { 24, 10 }, { 48, 20 }, { 72, 30 } };

static gi_status already(const char *what, const gi_hold *hold, gi_error *err)
{
    static const char *const roman[] = { "", "I", "II", "III" };
    return gi_fail(err, GI_WHY_RECALLED, what, hold->who, roman[hold->grade]);
}

static gi_status root_batch(gi_act *act, gi_recall_row *recall, gi_error *err)
{
    gi_batch_row batch;
    gi_hold hold;
    bool held = false;
    char id[GI_BATCH_ID_TEXT];
    GI_TRY(gi_act_text(act, BATCH, id, sizeof id, err));
    GI_TRY(gi_batch_load(act->db, id, &batch, err));
    GI_TRY(gi_hold_of_units(act->db, id, 0, 0, 0, act->today, &held, &hold, err));
    if (held && hold.grade > 0) {
        return already(id, &hold, err);
    }
    memcpy(recall->batch, batch.id, sizeof recall->batch);
    gi_json_set_text(act->leaf, "batch", batch.id);
    return GI_OK;
}

static gi_status root_lot(gi_act *act, gi_recall_row *recall, gi_error *err)
{
    gi_lot_row lot;
    gi_hold hold;
    bool held = false;
    recall->id = act->value[LOT].number;
    GI_TRY(gi_lot_load(act->db, recall->id, &lot, err));
    GI_TRY(gi_hold_of_lot(act->db, lot.id, act->today, &held, &hold, err));
    if (held && hold.grade > 0) {
        return already(gi_num(lot.id).text, &hold, err);
    }
    gi_json_set_int(act->leaf, "lot", lot.id);
    return GI_OK;
}

/* A source can be recalled again: what was picked since is new. Its number is not public. */
static gi_status root_source(gi_act *act, gi_recall_row *recall, gi_error *err)
{
    gi_source_row source;
    recall->id = act->value[SOURCE].number;
    return gi_source_load(act->db, recall->id, &source, err);
}

static gi_status (*const roots[])(gi_act *act, gi_recall_row *recall, gi_error *err) = {
    [BATCH] = root_batch,
    [LOT] = root_lot,
    [SOURCE] = root_source,
};

static gi_status set_terms(gi_act *act, gi_recall_row *recall, gi_error *err)
{
    const struct term *term = &terms[recall->grade];
    gi_workday end;
    GI_TRY(gi_workday_after(act->today, term->working_days, &end, err));
    recall->start_by = act->ts + term->hours * HOUR_MS;
    recall->end_by = end.day;
    recall->unknown_year = end.unknown_year;
    if (end.unknown_year != 0) {
        char warning[96];
        (void)snprintf(warning, sizeof warning,
                       "%d 年节假日未知，只计周末 / holidays of %d unknown: weekends only",
                       end.unknown_year, end.unknown_year);
        gi_json_set_text(act->answer, "warning", warning);
    }
    return GI_OK;
}

static void set_leaf(gi_act *act, const gi_recall_row *recall)
{
    int offset = act->registry->about.utc_offset_min;
    gi_json *due = gi_json_array();
    gi_json_push_int(due, recall->start_by);
    gi_json_push_int(due, recall->end_by);
    gi_json_set(act->leaf, "due", due);
    gi_json_set_int(act->leaf, "grade", recall->grade);
    gi_json_set_text(act->leaf, "root", recall->root);
    gi_json_set_text(act->leaf, "why", recall->why);
    gi_json_set_text(act->leaf, "who", recall->who);
    gi_json_set_text(act->answer, "start_by", gi_time_text(recall->start_by, offset).text);
    gi_json_set_text(act->answer, "end_by", gi_day_text(recall->end_by).text);
}

gi_status gi_recall_perform(gi_act *act, gi_error *err)
{
    int root = BATCH;
    gi_digest doc;
    gi_recall_row recall = { .act = act->index,
                             .grade = (int)act->value[GRADE].number + 1,
                             .ts = act->ts };
    GI_TRY(gi_act_one_target(act, BATCH, SOURCE, "batch|lot|source", &root, err));
    (void)snprintf(recall.root, sizeof recall.root, "%s", act->kind->fields[root].name);
    GI_TRY(gi_act_text(act, WHY, recall.why, sizeof recall.why, err));
    GI_TRY(gi_act_text(act, WHO, recall.who, sizeof recall.who, err));
    GI_TRY(roots[root](act, &recall, err));
    GI_TRY(set_terms(act, &recall, err));
    GI_TRY(gi_recall_insert(act->db, &recall, err));
    GI_TRY(gi_recall_fill(act->db, &recall, err));
    GI_TRY(gi_scope_to_leaf(act, gi_recall_each_batch, err));
    GI_TRY(gi_act_leaf_doc(act, DOC, &doc, err));
    set_leaf(act, &recall);
    return GI_OK;
}

/*
 * amend.c - corrects a fact of a batch, certificate or laboratory report; names the act that it
 * corrects and keeps what stood before.
 *
 * What is printed and signed on labels cannot be amended once labels exist: those labels are
 * voided and issued anew. A typing mistake elsewhere needs no new label.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/amend.h"
#include "core/store/batches.h"
#include "core/store/log_rows.h"
#include "core/store/products.h"
#include "core/store/runs.h"

enum { REF, FIELD, VALUE, WHY };

const gi_field_rule gi_amend_fields[] = {
    [REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "所更正的记录号", "act to correct",
              "log index of a batch, certificate or lab-report act" },
    [FIELD] = { "field", GI_FIELD_WORD, GI_REQUIRED, "字段", "field",
                "place|note|grade|number|body|scope|from|to|laboratory|day|result|items" },
    [VALUE] = { "value", GI_FIELD_LONG, GI_REQUIRED, "新值", "new value", NULL },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "typing|wrong-fact" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status find_batch(gi_act *act, gi_batch_row *batch, gi_error *err)
{
    gi_act_row row;
    GI_AUTO_BUF answer = GI_BUF(GI_ANSWER_MAX);
    GI_AUTO(gi_json) json = NULL;
    gi_bytes text = { 0 };
    char id[GI_BATCH_ID_TEXT];
    int64_t ref = act->value[REF].number;
    GI_TRY(gi_act_load(act->db, ref, &row, &answer, NULL, err));
    if (strcmp(row.kind, "batch") != 0) {
        return gi_fail_field(err, "ref", GI_WHY_NOT_AMENDABLE, gi_num(ref).text, row.kind);
    }
    GI_TRY(gi_json_parse(gi_buf_view(&answer), 4, &json, err));
    if (!gi_json_as_text(gi_json_get(json, "batch"), &text)) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "answer");
    }
    GI_TRY(gi_text_copy(id, sizeof id, text, "batch", err));
    GI_TRY(gi_act_batch_stands(act, id, err));
    return gi_batch_load(act->db, id, batch, err);
}

static gi_status set_grade(gi_act *act, gi_batch_row *batch, gi_error *err)
{
    gi_product product;
    int64_t issued = 0;
    int64_t dead = 0;
    GI_TRY(gi_batch_units(act->db, batch->id, &issued, &dead, err));
    if (issued > 0) {
        return gi_fail_field(err, "field", GI_WHY_NOT_AMENDABLE, "grade", "labels are issued");
    }
    GI_TRY(gi_product_by_index(act->db, batch->product, &product, err));
    batch->grade = gi_product_grade(&product, act->value[VALUE].text);
    return batch->grade > 0 ? GI_OK : gi_act_bad_field(act, VALUE, err);
}

static gi_status set_value(gi_act *act, gi_batch_row *batch, char before[GI_NAME_TEXT],
                           gi_error *err)
{
    if (act->value[FIELD].number > 2) { /* words of papers follow those of batches */
        return gi_fail_field(err, "field", GI_WHY_NOT_AMENDABLE, "batch",
                             gi_quote(act->value[FIELD].text).text);
    }
    if (gi_act_is(act, FIELD, "grade")) {
        (void)snprintf(before, GI_NAME_TEXT, "%d", batch->grade);
        return set_grade(act, batch, err);
    }
    char *fact = gi_act_is(act, FIELD, "place") ? batch->place : batch->note;
    memcpy(before, fact, GI_NAME_TEXT);
    return gi_act_text(act, VALUE, fact, GI_NAME_TEXT, err);
}

static gi_status amend_batch(gi_act *act, gi_error *err)
{
    gi_batch_row batch;
    char field[16];
    char before[GI_NAME_TEXT];
    char after[GI_NAME_TEXT];
    char why[32];
    GI_TRY(find_batch(act, &batch, err));
    GI_TRY(set_value(act, &batch, before, err));
    GI_TRY(gi_act_text(act, FIELD, field, sizeof field, err));
    GI_TRY(gi_act_text(act, VALUE, after, sizeof after, err));
    GI_TRY(gi_act_text(act, WHY, why, sizeof why, err));
    batch.amended = act->index;
    GI_TRY(gi_batch_change(act->db, &batch, err));
    GI_TRY(gi_amendment_insert(act->db, act->index, act->value[REF].number, batch.id, field, before,
                               after, err));
    gi_json_set_text(act->leaf, "batch", batch.id);
    gi_json_set_int(act->leaf, "ref", act->value[REF].number);
    gi_json_set_text(act->leaf, "why", why);
    gi_json_set_text(act->answer, "batch", batch.id);
    return GI_OK;
}

static gi_status amend_paper(gi_act *act, const gi_act_row *row, gi_error *err)
{
    char field[16];
    char why[32];
    GI_TRY(gi_act_text(act, FIELD, field, sizeof field, err));
    GI_TRY(gi_act_text(act, WHY, why, sizeof why, err));
    gi_json_set_int(act->leaf, "ref", row->index);
    gi_json_set_text(act->leaf, "why", why);
    gi_json_set_int(act->answer, "ref", row->index);
    return gi_amend_paper(act, row->kind, row->index, field, act->value[VALUE].text, err);
}

gi_status gi_amend_perform(gi_act *act, gi_error *err)
{
    gi_act_row row;
    GI_TRY(gi_act_load(act->db, act->value[REF].number, &row, NULL, NULL, err));
    return gi_amend_is_paper(row.kind) ? amend_paper(act, &row, err) : amend_batch(act, err);
}

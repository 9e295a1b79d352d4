/*
 * report_lab.c - a laboratory's findings on a batch or lot, and the digest of its report.
 *
 * Public but for who took the sample and where: the laboratory says so, this registry only that
 * the file with this digest says it. A failed report does not act by itself; a freeze does. An
 * item that breaks a known limit of the standard, or the limit that the report itself states for
 * it, cannot stand in a report that passes.
 */
#include "core/acts/report_lab.h"

#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/store/batches.h"
#include "core/store/lots.h"
#include "core/store/products.h"
#include "gi/limits.h"

enum { BATCH, LOT, LABORATORY, NUMBER, DAY, RESULT, ITEMS, DOC, SAMPLER, PLACE };

const gi_field_rule gi_lab_report_fields[] = {
    [BATCH] = { "batch", GI_FIELD_BATCH, GI_PUBLIC, "批次", "batch", "LSYW-26-00A3-001F-7" },
    [LOT] = { "lot", GI_FIELD_INT, GI_PUBLIC, "物料批", "lot", "a lot number" },
    [LABORATORY] = { "laboratory", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "检测机构", "laboratory",
                     NULL },
    [NUMBER] = { "number", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "报告编号", "report number",
                 NULL },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED | GI_PUBLIC, "报告日期", "day of the report",
              "2026-05-10" },
    [RESULT] = { "result", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "结论", "result", "pass|fail" },
    [ITEMS] = { "items", GI_FIELD_LONG, GI_REQUIRED | GI_PUBLIC, "检测项目", "items",
                "水分:5.2%:≤7.0;灰分:5.1%" },
    [DOC] = { "doc", GI_FIELD_DIGEST, GI_REQUIRED | GI_PUBLIC, "报告文件的 SHA-256",
              "SHA-256 of the report", "64 hex digits" },
    [SAMPLER] = { "sampler", GI_FIELD_TEXT, 0, "抽样人员", "who took the sample", NULL },
    [PLACE] = { "place", GI_FIELD_TEXT, 0, "抽样地点", "where it was taken", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_lab_items_check(gi_bytes items, const char *field, gi_error *err)
{
    gi_bytes rest = items;
    gi_bytes item;
    for (int count = 0; gi_list_next(&rest, ';', &item); count++) {
        gi_bytes name;
        gi_bytes value;
        if (count == GI_LAB_ITEMS_MAX) {
            return gi_fail_field(err, field, GI_WHY_OVER_LIMIT, field,
                                 gi_num(GI_LAB_ITEMS_MAX).text);
        }
        if (!gi_list_split(item, ':', &name, &value) || name.size == 0 || value.size == 0) {
            return gi_fail_field(err, field, GI_WHY_BAD_FIELD, field, gi_quote(item).text,
                                 "name:value:limit;...");
        }
    }
    return GI_OK;
}

/* The grade and product that the items are judged by; a lot has no grade yet. */
static gi_status judged_as(gi_act *act, const gi_lab_row *report, gi_product *product,
                           int64_t *grade, gi_error *err)
{
    gi_batch_row batch;
    gi_lot_row lot;
    if (report->batch[0] == '\0') {
        *grade = 0;
        GI_TRY(gi_lot_load(act->db, report->lot, &lot, err));
        return gi_product_by_index(act->db, lot.product, product, err);
    }
    GI_TRY(gi_batch_load(act->db, report->batch, &batch, err));
    *grade = batch.grade;
    return gi_product_by_index(act->db, batch.product, product, err);
}

static gi_status judge_item(const char *mnemonic, int64_t grade, gi_bytes item, const char *field,
                            gi_error *err)
{
    gi_bytes name = { 0 };
    gi_bytes rest = { 0 };
    gi_bytes value = { 0 };
    gi_bytes own = { 0 };
    gi_limit_answer answer = GI_LIMIT_UNKNOWN;
    gi_limit_entry limit = { .bound = 0 };
    char asked[GI_LIMIT_TEXT];
    (void)gi_list_split(item, ':', &name, &rest);
    value = gi_list_split(rest, ':', &value, &own) ? value : rest;
    GI_TRY(gi_limit_judge(mnemonic, grade, name, value, &answer, &limit, err));
    if (answer == GI_LIMIT_BROKEN) {
        gi_limit_text(&limit, asked);
        return gi_fail_field(err, field, GI_WHY_OVER_STANDARD, gi_quote(name).text,
                             gi_quote(value).text, asked);
    }
    return gi_limit_stated_keeps(own, value, limit.unit) != GI_LIMIT_BROKEN
               ? GI_OK
               : gi_fail_field(err, field, GI_WHY_OVER_STATED, gi_quote(name).text,
                               gi_quote(value).text, gi_quote(own).text);
}

/* What the log holds already was judged by the rules of its day. */
gi_status gi_lab_judge(gi_act *act, const gi_lab_row *report, const char *field, gi_error *err)
{
    gi_product product;
    int64_t grade = 0;
    gi_bytes rest = gi_bytes_of(report->items);
    gi_bytes item;
    GI_TRY(judged_as(act, report, &product, &grade, err));
    while (report->pass && !act->replayed && gi_list_next(&rest, ';', &item)) {
        GI_TRY(judge_item(product.mnemonic, grade, item, field, err));
    }
    return GI_OK;
}

static gi_status read_target(gi_act *act, gi_lab_row *report, gi_error *err)
{
    int target = BATCH;
    GI_TRY(gi_act_one_target(act, BATCH, LOT, "batch|lot", &target, err));
    if (target == BATCH) {
        gi_batch_row batch;
        GI_TRY(gi_act_text(act, BATCH, report->batch, sizeof report->batch, err));
        GI_TRY(gi_batch_load(act->db, report->batch, &batch, err));
        gi_json_set_text(act->leaf, "batch", batch.id);
        return GI_OK;
    }
    gi_lot_row lot;
    report->lot = act->value[LOT].number;
    gi_json_set_int(act->leaf, "lot", report->lot);
    return gi_lot_load(act->db, report->lot, &lot, err);
}

static gi_status read_report(gi_act *act, gi_lab_row *report, gi_error *err)
{
    report->day = (gi_day)act->value[DAY].number;
    report->pass = gi_act_is(act, RESULT, "pass");
    GI_TRY(gi_act_not_future(act, report->day, err));
    GI_TRY(gi_act_text(act, LABORATORY, report->laboratory, sizeof report->laboratory, err));
    GI_TRY(gi_act_text(act, NUMBER, report->number, sizeof report->number, err));
    GI_TRY(gi_lab_items_check(act->value[ITEMS].text, "items", err));
    return gi_act_text(act, ITEMS, report->items, sizeof report->items, err);
}

gi_status gi_lab_report_perform(gi_act *act, gi_error *err)
{
    gi_lab_row report = { .act = act->index };
    bool found = false;
    int64_t other = 0;
    GI_TRY(read_target(act, &report, err));
    GI_TRY(read_report(act, &report, err));
    GI_TRY(gi_lab_judge(act, &report, "items", err));
    GI_TRY(gi_lab_find(act->db, report.laboratory, report.number, &found, &other, err));
    if (found) {
        return gi_fail_field(err, "number", GI_WHY_EXISTS, report.number);
    }
    GI_TRY(gi_act_leaf_doc(act, DOC, &report.doc, err));
    GI_TRY(gi_lab_insert(act->db, &report, err));
    gi_json_set_text(act->leaf, "laboratory", report.laboratory);
    gi_json_set_text(act->leaf, "number", report.number);
    gi_json_set_text(act->leaf, "day", gi_day_text(report.day).text);
    gi_json_set_text(act->leaf, "result", report.pass ? "pass" : "fail");
    gi_json_set_text(act->leaf, "items", report.items);
    return GI_OK;
}

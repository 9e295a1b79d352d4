/*
 * undo_import.c - a whole import is taken back, while nothing was built on it.
 *
 * Its acts are undone from the last to the first: lots, batches and land give back what they took,
 * and the postings of all of them are posted once more with the other sign. The acts stay in
 * the log, and so does this one. What is in use already is named and nothing happens.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/store/imports.h"
#include "core/store/undo.h"

enum { FIRST, COUNT, NOTE };

const gi_field_rule gi_undo_import_fields[] = {
    [FIRST] = { "first", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "首条记录号", "its first act",
                "a log index" },
    [COUNT] = { "count", GI_FIELD_COUNT, GI_REQUIRED | GI_PUBLIC, "记录条数", "how many acts",
                "a number" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status no_import(const gi_act *act, gi_error *err)
{
    return gi_fail_field(err, "first", GI_WHY_NO_IMPORT, gi_num(act->value[FIRST].number).text,
                         gi_num(act->value[COUNT].number).text);
}

/* The acts say themselves that they are one import, and all of it. */
static gi_status check_requests(gi_act *act, int64_t first, int64_t count, gi_error *err)
{
    uint8_t wanted[16];
    gi_act_row row;
    uint8_t mark[GI_IMPORT_MARK];
    for (int64_t i = 0; i < count; i++) {
        if (first + i >= act->index) {
            return no_import(act, err);
        }
        GI_TRY(gi_act_load(act->db, first + i, &row, NULL, NULL, err));
        if (i == 0) {
            memcpy(mark, row.request, sizeof mark);
        }
        gi_import_request(mark, (uint32_t)i, (uint32_t)count, wanted);
        if (memcmp(row.request, wanted, sizeof wanted) != 0) {
            return no_import(act, err);
        }
    }
    return GI_OK;
}

/* Imports are listed in a table, but not in a registry that was recovered from its journal. */
static gi_status find_import(gi_act *act, gi_import_row *out, gi_error *err)
{
    bool found = false;
    int64_t first = act->value[FIRST].number;
    int64_t count = act->value[COUNT].number;
    GI_TRY(check_requests(act, first, count, err));
    GI_TRY(gi_import_load(act->db, first, &found, out, err));
    if (found && out->undone >= 0) {
        return gi_fail_field(err, "first", GI_WHY_ALREADY, gi_num(first).text, "undone");
    }
    if (!found) {
        *out = (gi_import_row){ first, first + count - 1, "recovered", { { 0 } }, -1 };
        return gi_import_insert(act->db, out, err);
    }
    return GI_OK;
}

/* ---- what an act made ---- */

static gi_status built_on(const char *zh, const char *en, const char *id, const char *by,
                          gi_error *err)
{
    char what[96];
    (void)snprintf(what, sizeof what, "%s / %s %s", zh, en, id);
    return gi_fail(err, GI_WHY_BUILT_ON, what, by);
}

static gi_status papers_on(const char *zh, const char *en, const char *id, gi_error *err)
{
    return built_on(zh, en, id, "检测报告、合格证 / laboratory reports, certificates", err);
}

/* What the log holds already was taken back before this was asked. */
static gi_status check_lot_papers(gi_act *act, int64_t lot, gi_error *err)
{
    bool papers = false;
    GI_TRY(gi_lot_has_papers(act->db, lot, &papers, err));
    return !papers || act->replayed ? GI_OK : papers_on("物料批", "lot", gi_num(lot).text, err);
}

static gi_status check_batch_papers(gi_act *act, const char *batch, gi_error *err)
{
    bool papers = false;
    GI_TRY(gi_batch_has_papers(act->db, batch, &papers, err));
    return !papers || act->replayed ? GI_OK : papers_on("批次", "batch", batch, err);
}

/* The lot is as it was made; then all of it is taken away. */
static gi_status empty_lot(gi_act *act, const gi_json *answer, gi_lot_row *lot, gi_error *err)
{
    int64_t id = 0;
    if (!gi_json_as_int(gi_json_get(answer, "lot"), &id)) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "answer");
    }
    GI_TRY(gi_lot_load(act->db, id, lot, err));
    if (lot->remaining != lot->quantity || lot->released != 0 || lot->held != 0) {
        return built_on("物料批", "lot", gi_num(id).text, "加工、转让、批次 / made, sold, released",
                        err);
    }
    GI_TRY(check_lot_papers(act, id, err));
    GI_TRY(gi_act_free_lot(act, id, err));
    return gi_lot_take(act->db, lot, lot->quantity, err);
}

static gi_status undo_harvest(gi_act *act, const gi_json *answer, gi_error *err)
{
    gi_lot_row lot;
    GI_TRY(empty_lot(act, answer, &lot, err));
    GI_TRY(gi_picked_take(act->db, lot.source, lot.day, lot.quantity, err));
    return gi_allotment_use(act->db, lot.source, lot.season / 16, -lot.quantity, err);
}

static gi_status undo_make(gi_act *act, const gi_json *answer, gi_error *err)
{
    gi_lot_row lot;
    GI_TRY(empty_lot(act, answer, &lot, err));
    GI_TRY(gi_lot_give_back(act->db, lot.id, err));
    return lot.source == 0
               ? GI_OK
               : gi_allotment_use(act->db, lot.source, lot.season / 16, -lot.quantity, err);
}

static gi_status undo_batch(gi_act *act, const gi_json *answer, gi_error *err)
{
    gi_bytes id = { 0 };
    gi_batch_row batch;
    gi_lot_row lot;
    int64_t issued = 0;
    int64_t dead = 0;
    char text[GI_BATCH_ID_TEXT];
    (void)gi_json_as_text(gi_json_get(answer, "batch"), &id);
    GI_TRY(gi_text_copy(text, sizeof text, id, "batch", err));
    GI_TRY(gi_batch_load(act->db, text, &batch, err));
    GI_TRY(gi_batch_units(act->db, text, &issued, &dead, err));
    if (issued > 0 || batch.remaining != batch.quantity) {
        return built_on("批次", "batch", text, "标签 / labels", err);
    }
    GI_TRY(check_batch_papers(act, text, err));
    GI_TRY(gi_act_free_batch(act, text, err));
    GI_TRY(gi_lot_load(act->db, batch.lot, &lot, err));
    lot.released -= batch.quantity;
    batch.remaining = 0;
    GI_TRY(gi_lot_change(act->db, &lot, err));
    return gi_batch_change(act->db, &batch, err);
}

static gi_status undo_holder(gi_act *act, const gi_json *answer, gi_error *err)
{
    gi_bytes text = { 0 };
    uint32_t id = 0;
    (void)gi_json_as_text(gi_json_get(answer, "holder"), &text);
    GI_TRY(gi_number_parse(text, &id, err));
    GI_TRY(gi_act_free_holder(act, id, err));
    return gi_holder_remove(act->db, id, err);
}

static gi_status undo_source(gi_act *act, const gi_json *answer, gi_error *err)
{
    int64_t id = 0;
    if (!gi_json_as_int(gi_json_get(answer, "source"), &id)) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "answer");
    }
    GI_TRY(gi_act_free_source(act, id, err));
    return gi_source_remove(act->db, id, err);
}

/* A record of a spray is no longer asked, as if another one had corrected it. */
static gi_status undo_input(gi_act *act, const gi_json *answer, gi_error *err)
{
    gi_input_row input;
    int64_t index = 0;
    bool found = false;
    if (!gi_json_as_int(gi_json_get(answer, "act"), &index)) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "answer");
    }
    GI_TRY(gi_input_load(act->db, index, &found, &input, err));
    if (!found || input.replaced != 0) {
        return built_on("投入品记录", "input record", gi_num(index).text, "更正 / a correction",
                        err);
    }
    return gi_input_replace(act->db, index, act->index, err);
}

static const struct undoing {
    const char *act;
    gi_status (*undo)(gi_act *act, const gi_json *answer, gi_error *err);
} undoings[] = {
    { "holder", undo_holder }, { "source", undo_source }, { "harvest", undo_harvest },
    { "make", undo_make },     { "batch", undo_batch },   { "input", undo_input },
};

static gi_status undo_one(gi_act *act, int64_t index, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_ANSWER_MAX);
    GI_AUTO(gi_json) answer = NULL;
    gi_act_row row;
    GI_TRY(gi_act_load(act->db, index, &row, &text, NULL, err));
    GI_TRY(gi_json_parse(gi_buf_view(&text), 8, &answer, err));
    for (size_t i = 0; i < sizeof undoings / sizeof undoings[0]; i++) {
        if (strcmp(row.kind, undoings[i].act) == 0) {
            return undoings[i].undo(act, answer, err);
        }
    }
    return gi_fail(err, GI_WHY_BUILT_ON, gi_num(index).text, row.kind);
}

/* ---- the books ---- */

typedef struct reversal {
    gi_act *act;
    int line;
} reversal;

/* An import may touch more accounts than a journal holds, so its sums are posted one by one. */
static gi_status reverse(void *context, const gi_posting *sum, gi_error *err)
{
    reversal *at = context;
    gi_posting back = *sum;
    int64_t balance = 0;
    back.amount = -sum->amount;
    GI_TRY(gi_account_load(at->act->db, &back, &balance, err));
    if (back.holder != 0 && balance + back.amount < 0) {
        char number[5];
        gi_number_print(back.holder, number);
        return built_on("主体余额", "balance of", number, back.material, err);
    }
    GI_TRY(gi_account_store(at->act->db, &back, balance + back.amount, err));
    return gi_posting_insert(at->act->db, at->act->index, at->line++, &back, err);
}

gi_status gi_undo_import_perform(gi_act *act, gi_error *err)
{
    gi_import_row import;
    reversal at = { .act = act };
    GI_TRY(find_import(act, &import, err));
    for (int64_t index = import.last; index >= import.first; index--) {
        GI_TRY(undo_one(act, index, err));
    }
    GI_TRY(gi_posting_sums(act->db, import.first, import.last, reverse, &at, err));
    GI_TRY(gi_import_set_undone(act->db, import.first, act->index, err));
    gi_json_set_int(act->leaf, "ref", import.first);
    gi_json_set_int(act->leaf, "count", import.last - import.first + 1);
    gi_json_set_int(act->answer, "undone", import.first);
    return GI_OK;
}

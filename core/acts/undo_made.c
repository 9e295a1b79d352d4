/*
 * undo_made.c - what acts of an import made is taken back: lots, batches, land, holders, sprays
 * (undo_made.h). A new kind of import = one row of undoings.
 */
#include "core/acts/undo_made.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/hold.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/inputs.h"
#include "core/store/log_rows.h"
#include "core/store/lots.h"
#include "core/store/runs.h"
#include "core/store/undo.h"

gi_status gi_built_on(const char *zh, const char *en, const char *id, const char *by, gi_error *err)
{
    char what[96];
    (void)snprintf(what, sizeof what, "%s / %s %s", zh, en, id);
    return gi_fail(err, GI_WHY_BUILT_ON, what, by);
}

static gi_status papers_on(const char *zh, const char *en, const char *id, gi_error *err)
{
    return gi_built_on(zh, en, id, "检测报告、合格证 / laboratory reports, certificates", err);
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

static gi_status number_in(const gi_json *answer, const char *name, int64_t *out, gi_error *err)
{
    return gi_json_as_int(gi_json_get(answer, name), out)
               ? GI_OK
               : gi_fail(err, GI_WHY_DB_CORRUPT, "answer");
}

/* The lot is as it was made; then all of it is taken away. */
static gi_status empty_lot(gi_act *act, int64_t id, gi_lot_row *lot, gi_error *err)
{
    GI_TRY(gi_lot_load(act->db, id, lot, err));
    if (lot->remaining != lot->quantity || lot->released != 0 || lot->held != 0) {
        return gi_built_on("物料批", "lot", gi_num(id).text,
                           "加工、转让、批次 / made, sold, released", err);
    }
    GI_TRY(check_lot_papers(act, id, err));
    GI_TRY(gi_act_free_lot(act, id, err));
    return gi_lot_take(act->db, lot, lot->quantity, err);
}

static gi_status undo_picked(gi_act *act, int64_t id, gi_error *err)
{
    gi_lot_row lot;
    GI_TRY(empty_lot(act, id, &lot, err));
    GI_TRY(gi_picked_take(act->db, lot.source, lot.day, lot.quantity, err));
    return gi_allotment_use(act->db, lot.source, lot.season / 16, -lot.quantity, err);
}

static gi_status undo_harvest(gi_act *act, const gi_json *answer, gi_error *err)
{
    int64_t lot = 0;
    GI_TRY(number_in(answer, "lot", &lot, err));
    return undo_picked(act, lot, err);
}

static gi_status undo_harvest_sheet(gi_act *act, const gi_json *answer, gi_error *err)
{
    int64_t first = 0;
    int64_t count = 0;
    GI_TRY(number_in(answer, "lot", &first, err));
    GI_TRY(number_in(answer, "count", &count, err));
    for (int64_t lot = first + count - 1; lot >= first; lot--) {
        GI_TRY(undo_picked(act, lot, err));
    }
    return GI_OK;
}

static gi_status undo_make(gi_act *act, const gi_json *answer, gi_error *err)
{
    gi_lot_row lot;
    int64_t id = 0;
    GI_TRY(number_in(answer, "lot", &id, err));
    GI_TRY(empty_lot(act, id, &lot, err));
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
        return gi_built_on("批次", "batch", text, "标签 / labels", err);
    }
    GI_TRY(check_batch_papers(act, text, err));
    GI_TRY(gi_act_free_batch(act, text, err));
    GI_TRY(gi_lot_load(act->db, batch.lot, &lot, err));
    lot.released -= batch.quantity;
    batch.remaining = 0;
    batch.undone = act->index;
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
    GI_TRY(number_in(answer, "source", &id, err));
    GI_TRY(gi_act_free_source(act, id, err));
    return gi_source_remove(act->db, id, err);
}

/* A record of a spray is no longer asked, as if another one had corrected it. */
static gi_status undo_input(gi_act *act, const gi_json *answer, gi_error *err)
{
    gi_input_row input;
    int64_t index = 0;
    bool found = false;
    GI_TRY(number_in(answer, "act", &index, err));
    GI_TRY(gi_input_load(act->db, index, &found, &input, err));
    if (!found || input.replaced != 0) {
        return gi_built_on("投入品记录", "input record", gi_num(index).text, "更正 / a correction",
                           err);
    }
    return gi_input_replace(act->db, index, act->index, err);
}

static const struct undoing {
    const char *act;
    gi_status (*undo)(gi_act *act, const gi_json *answer, gi_error *err);
} undoings[] = {
    { "holder", undo_holder },
    { "source", undo_source },
    { "harvest", undo_harvest },
    { "make", undo_make },
    { "batch", undo_batch },
    { "input", undo_input },
    { "harvest-sheet", undo_harvest_sheet },
};

gi_status gi_undo_made(gi_act *act, int64_t index, gi_error *err)
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

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
#include "core/acts/undo_made.h"
#include "core/store/accounts.h"
#include "core/store/imports.h"
#include "core/store/log_rows.h"
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

/* How many rows of a file an act stands for: a sheet has several, each a lot. */
static gi_status rows_of(const gi_act_row *row, const gi_buf *text, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_json) answer = NULL;
    *out = 1;
    if (strcmp(row->kind, "harvest-sheet") != 0) {
        return GI_OK;
    }
    GI_TRY(gi_json_parse(gi_buf_view(text), 8, &answer, err));
    return gi_json_as_int(gi_json_get(answer, "count"), out)
               ? GI_OK
               : gi_fail(err, GI_WHY_DB_CORRUPT, "answer");
}

/* The act's request key says which rows of which import it is; *place goes on behind them. */
static gi_status check_request(gi_act *act, int64_t index, uint8_t first[16], int64_t *place,
                               gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_ANSWER_MAX);
    uint8_t wanted[16];
    gi_act_row row;
    int64_t rows = 1;
    GI_TRY(gi_act_load(act->db, index, &row, &text, NULL, err));
    GI_TRY(rows_of(&row, &text, &rows, err));
    if (*place == 0) {
        memcpy(first, row.request, sizeof row.request);
    }
    gi_import_request(first, (uint32_t)*place, gi_import_request_rows(first), wanted);
    *place += rows;
    return memcmp(row.request, wanted, sizeof wanted) == 0 ? GI_OK : no_import(act, err);
}

/* The acts say themselves that they are one import, and all of it. */
static gi_status check_requests(gi_act *act, int64_t first, int64_t count, gi_error *err)
{
    uint8_t request[16];
    int64_t place = 0;
    for (int64_t i = 0; i < count; i++) {
        GI_TRY(first + i < act->index ? check_request(act, first + i, request, &place, err)
                                      : no_import(act, err));
    }
    return place == (int64_t)gi_import_request_rows(request) ? GI_OK : no_import(act, err);
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
        return gi_built_on("主体余额", "balance of", number, back.material, err);
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
        GI_TRY(gi_undo_made(act, index, err));
    }
    GI_TRY(gi_posting_sums(act->db, import.first, import.last, reverse, &at, err));
    GI_TRY(gi_import_set_undone(act->db, import.first, act->index, err));
    gi_json_set_int(act->leaf, "ref", import.first);
    gi_json_set_int(act->leaf, "count", import.last - import.first + 1);
    gi_json_set_int(act->answer, "undone", import.first);
    return GI_OK;
}

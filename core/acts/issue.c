/*
 * issue.c - labels are paid for: one act reserves serials, debits the ledger and is logged.
 *
 * made -> market by count x net content. The leaf carries the range and the 22 header bytes;
 * unit signatures are computed after COMMIT, while the codes stream (core/lookup/codes.c), so
 * no code exists beyond the balance.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/conformity.h"
#include "core/acts/gate.h"
#include "core/acts/hold.h"
#include "core/acts/lots.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/labels.h"
#include "core/store/lots.h"
#include "core/store/products.h"
#include "core/store/runs.h"
#include "gi/unit_code.h"

enum { BATCH, COUNT, NET, PACKED, SCRATCH, PHYSICAL, SAMPLE, EXPORT };

const gi_field_rule gi_issue_fields[] = {
    [BATCH] = { "batch", GI_FIELD_BATCH, GI_REQUIRED | GI_PUBLIC, "批次", "batch",
                "LSYW-26-00A3-001F-7" },
    [COUNT] = { "count", GI_FIELD_COUNT, GI_REQUIRED | GI_PUBLIC, "枚数", "labels", "1..1000000" },
    [NET] = { "net", GI_FIELD_QUANTITY, GI_REQUIRED | GI_PUBLIC, "净含量", "net content", "250g" },
    [PACKED] = { "packed", GI_FIELD_DAY, GI_REQUIRED | GI_PUBLIC, "包装日", "day of final packing",
                 "2026-04-20" },
    [SCRATCH] = { "scratch", GI_FIELD_WORD, GI_PUBLIC, "刮开层", "scratch layer", "no|yes" },
    [PHYSICAL] = { "physical", GI_FIELD_WORD, GI_PUBLIC, "物理防伪", "physical feature", "no|yes" },
    [SAMPLE] = { "sample", GI_FIELD_WORD, GI_PUBLIC, "样品", "not for sale", "no|yes" },
    [EXPORT] = { "export", GI_FIELD_WORD, GI_PUBLIC, "出口", "for export", "no|yes" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* Which field sets which flag of the header. */
static const struct flag {
    int field;
    uint8_t bit;
} flags[] = {
    { SCRATCH, GI_FLAG_SCRATCH },
    { PHYSICAL, GI_FLAG_PHYSICAL },
    { SAMPLE, GI_FLAG_SAMPLE },
    { EXPORT, GI_FLAG_EXPORT },
};

typedef struct issue {
    gi_batch_row batch;
    gi_product product;
    gi_season season;
    gi_lot_row lot;
    gi_holder_row holder;
    gi_key_row key;
    gi_unit_header header;
    int64_t count;
    int64_t total;
} issue;

static bool in_list(const char *list, const char *word)
{
    gi_bytes rest = gi_bytes_of(list);
    gi_bytes item;
    while (gi_list_next(&rest, ',', &item)) {
        if (gi_bytes_equal(item, gi_bytes_of(word))) {
            return true;
        }
    }
    return list[0] == '\0'; /* an empty list allows everything */
}

static gi_status check_key(gi_act *act, issue *work, gi_error *err)
{
    GI_TRY(gi_key_load(act->db, act->by, &work->key, err));
    const gi_key_row *key = &work->key;
    bool allowed = in_list(key->products, work->product.mnemonic) && in_list(key->types, "0") &&
                   (key->holder == 0 || key->holder == work->batch.holder);
    if (!allowed) {
        return gi_fail(err, GI_WHY_KEY_SCOPE, gi_num(key->id).text, work->batch.id);
    }
    int64_t left = (int64_t)UINT32_MAX - key->next_unit + 1;
    if (work->count > left) {
        return gi_fail(err, GI_WHY_NO_SERIALS, gi_num(key->id).text, gi_num(left).text);
    }
    return GI_OK;
}

static gi_status read_net(const gi_act *act, issue *work, gi_error *err)
{
    const gi_product *product = &work->product;
    int64_t net = 0;
    GI_TRY(gi_act_quantity(act, NET, product, &net, err));
    GI_TRY(gi_net_encode(net, &work->header.net, err));
    bool allowed = product->net_count == 0;
    for (size_t i = 0; i < product->net_count; i++) {
        allowed = allowed || product->net[i] == net;
    }
    if (!allowed) {
        return gi_fail_field(err, "net", GI_WHY_NOT_IN_PRODUCT,
                             gi_quantity_text(net, product->unit).text, product->mnemonic, "nets");
    }
    if (__builtin_mul_overflow(net, work->count, &work->total)) {
        return gi_fail(err, GI_WHY_OVERFLOW, "count x net");
    }
    if (work->total > work->batch.remaining) {
        return gi_fail_field(
            err, "count", GI_WHY_OVER_BATCH, gi_quantity_text(work->total, product->unit).text,
            gi_quantity_text(work->batch.remaining, product->unit).text, work->batch.id);
    }
    return GI_OK;
}

static gi_status check_days(const gi_act *act, const issue *work, gi_error *err)
{
    gi_day packed = (gi_day)act->value[PACKED].number;
    GI_TRY(gi_act_not_future(act, packed, err));
    if (packed < work->lot.day || packed < GI_LABEL_EPOCH) {
        return gi_fail_field(err, "packed", GI_WHY_DAY_ORDER, "packed", gi_day_text(packed).text,
                             gi_day_text(work->lot.day).text);
    }
    if (act->today > work->season.label_until) {
        return gi_fail(err, GI_WHY_SEASON_CLOSED, gi_day_text(act->today).text,
                       gi_day_text(work->season.label_until).text);
    }
    return GI_OK;
}

static void fill_header(const gi_act *act, issue *work)
{
    gi_unit_header *header = &work->header;
    header->type = GI_LABEL_UNIT;
    header->key = act->by;
    header->product = work->product.index;
    header->producer = work->batch.holder;
    header->batch = (uint32_t)work->batch.number;
    header->packed = (uint16_t)(act->value[PACKED].number - GI_LABEL_EPOCH);
    header->best_before = work->product.best_before;
    header->grade = (uint8_t)work->batch.grade;
    header->season = (uint8_t)(work->batch.season % 16);
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (gi_act_is(act, flags[i].field, "yes")) {
            header->flags |= flags[i].bit;
        }
    }
}

static gi_status check(gi_act *act, issue *work, gi_error *err)
{
    char id[GI_BATCH_ID_TEXT];
    work->count = act->value[COUNT].number;
    GI_TRY(gi_act_text(act, BATCH, id, sizeof id, err));
    GI_TRY(gi_batch_load(act->db, id, &work->batch, err));
    GI_TRY(gi_product_by_index(act->db, work->batch.product, &work->product, err));
    GI_TRY(gi_season_load(act->db, &work->product, work->batch.season, &work->season, err));
    GI_TRY(gi_lot_load(act->db, work->batch.lot, &work->lot, err));
    GI_TRY(gi_act_producer(act, work->batch.holder, &work->holder, err));
    GI_TRY(check_days(act, work, err));
    GI_TRY(read_net(act, work, err));
    GI_TRY(gi_act_free_batch(act, work->batch.id, err));
    GI_TRY(gi_lot_usable(act, &work->lot, err));
    GI_TRY(gi_gate_check(act, work->lot.id, &work->product, err));
    GI_TRY(gi_conformity_gate_labels(act, &work->batch, &work->product, err));
    GI_TRY(check_key(act, work, err));
    fill_header(act, work);
    return GI_OK;
}

/* Where the product wants it, the labels count only once they are activated. */
static gi_status begin(gi_act *act, const issue *work, const gi_run *run, gi_error *err)
{
    if (work->product.activate == GI_ACTIVATE_ISSUE) {
        return GI_OK;
    }
    gi_json_set_text(act->answer, "state", "not_activated");
    return gi_waiting_insert(act->db, run, work->holder.name, err);
}

static gi_status keep(gi_act *act, issue *work, gi_run *run, gi_error *err)
{
    uint8_t header[GI_UNIT_HEADER_MAX];
    run->key = work->key.id;
    run->first = (uint32_t)work->key.next_unit;
    run->count = (uint32_t)work->count;
    run->act = act->index;
    run->issued = act->ts;
    (void)gi_unit_header_encode(&work->header, header);
    memcpy(run->header, header, sizeof run->header);
    memcpy(run->batch, work->batch.id, sizeof run->batch);
    work->batch.remaining -= work->total;
    work->lot.remaining -= work->total;
    GI_TRY(gi_key_take_units(act->db, run->key, work->count, err));
    GI_TRY(gi_run_insert(act->db, run, err));
    GI_TRY(begin(act, work, run, err));
    GI_TRY(gi_batch_change(act->db, &work->batch, err));
    GI_TRY(gi_lot_change(act->db, &work->lot, err));
    gi_account from = { work->batch.holder, work->product.index, work->batch.season, gi_made };
    gi_account to = { 0, work->product.index, work->batch.season, gi_market };
    return gi_journal_move(&act->journal, from, to, work->total, err);
}

static void set_leaf(gi_act *act, const issue *work, const gi_run *run)
{
    GI_AUTO_BUF header = GI_BUF(64);
    gi_json *range = gi_json_array();
    gi_json_push_int(range, run->key);
    gi_json_push_int(range, run->first);
    gi_json_push_int(range, run->count);
    gi_base64_add(&header, (gi_bytes){ run->header, sizeof run->header });
    gi_act_leaf_product(act, &work->product, work->batch.season);
    gi_act_leaf_org(act, work->batch.holder);
    gi_json_set_text(act->leaf, "batch", work->batch.id);
    gi_json_set_int(act->leaf, "qty", work->total);
    gi_json_set_text(act->leaf, "hdr", gi_buf_text(&header));
    gi_json_set(act->answer, "run", gi_json_copy(range));
    gi_json_set(act->leaf, "run", range);
    gi_json_set_text(act->answer, "batch", work->batch.id);
}

gi_status gi_issue_perform(gi_act *act, gi_error *err)
{
    issue work = { 0 };
    gi_run run = { 0 };
    GI_TRY(check(act, &work, err));
    GI_TRY(keep(act, &work, &run, err));
    set_leaf(act, &work, &run);
    return GI_OK;
}

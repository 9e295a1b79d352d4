/*
 * make.c - processing: raw lots in, one made lot out, never more than the ratio allows.
 *
 * A product without a raw step (path direct) turns allowance into made goods here. The public
 * leaf holds only the commitment.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"

#define INPUTS_MAX 64

enum { HOLDER, PRODUCT, SEASON, INPUTS, QUANTITY, DAY, SOURCE, NOTE };

const gi_field_rule gi_make_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED, "主体", "holder", "001F" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED, "产品", "product", "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED, "产季", "season", "2026-1" },
    [INPUTS] = { "inputs", GI_FIELD_LONG, 0, "投入物料批", "lots used", "1:42kg,2:10kg" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, GI_REQUIRED, "产出", "quantity made", "10kg" },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED, "制成日", "day made", "2026-04-06" },
    [SOURCE] = { "source", GI_FIELD_INT, 0, "来源号（无原料步骤的产品）",
                 "source, for products without a raw step", "a source number" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct input {
    gi_lot_row lot;
    int64_t quantity;
} input;

typedef struct making {
    gi_product product;
    gi_season season;
    gi_holder_row holder;
    gi_lot_row made;
    input inputs[INPUTS_MAX];
    size_t count;
    int64_t raw;
} making;

static gi_account account(const making *work, const char *material)
{
    return (gi_account){ work->holder.id, work->product.index, work->season.number, material };
}

static gi_status check_input(gi_act *act, making *work, const input *in, gi_error *err)
{
    const gi_lot_row *lot = &in->lot;
    if (lot->holder != work->holder.id || strcmp(lot->material, "raw") != 0 ||
        lot->product != work->product.index || lot->season != work->season.number) {
        char number[5];
        gi_number_print(work->holder.id, number);
        return gi_fail_field(err, "inputs", GI_WHY_NOT_OWNER, gi_num(lot->id).text, number);
    }
    if (in->quantity > lot->remaining) {
        gi_unit unit = work->product.unit;
        return gi_fail_field(err, "inputs", GI_WHY_OVER_LOT,
                             gi_quantity_text(in->quantity, unit).text,
                             gi_quantity_text(lot->remaining, unit).text, gi_num(lot->id).text);
    }
    if (act->value[DAY].number < lot->day) {
        return gi_fail_field(err, "day", GI_WHY_DAY_ORDER, "day",
                             gi_day_text((gi_day)act->value[DAY].number).text,
                             gi_day_text(lot->day).text);
    }
    return GI_OK;
}

static gi_status read_input(gi_act *act, making *work, gi_bytes item, gi_error *err)
{
    gi_bytes left;
    gi_bytes right;
    int64_t id = 0;
    if (work->count == INPUTS_MAX) {
        return gi_fail_field(err, "inputs", GI_WHY_OVER_LIMIT, "inputs", gi_num(INPUTS_MAX).text);
    }
    if (!gi_list_split(item, ':', &left, &right)) {
        return gi_act_bad_field(act, INPUTS, err);
    }
    input *in = &work->inputs[work->count++];
    GI_TRY(gi_text_int(left, "inputs", 1, GI_QUANTITY_MAX, &id, err));
    GI_TRY(gi_quantity_parse(right, work->product.unit, &in->quantity, err));
    for (size_t i = 0; i + 1 < work->count; i++) {
        if (work->inputs[i].lot.id == id) {
            return gi_fail_field(err, "inputs", GI_WHY_DUPLICATE_FIELD, gi_num(id).text);
        }
    }
    GI_TRY(gi_lot_load(act->db, id, &in->lot, err));
    GI_TRY(check_input(act, work, in, err));
    return __builtin_add_overflow(work->raw, in->quantity, &work->raw)
               ? gi_fail(err, GI_WHY_OVERFLOW, "inputs")
               : GI_OK;
}

static gi_status check_ratio(const making *work, gi_error *err)
{
    int64_t limit = 0;
    const gi_product *product = &work->product;
    GI_TRY(gi_ratio_made(work->raw, product->ratio_raw, product->ratio_made, &limit, err));
    if (work->made.quantity > limit) {
        char ratio[48];
        gi_num_text raw = gi_num(product->ratio_raw);
        (void)snprintf(ratio, sizeof ratio, "%s:%s", raw.text, gi_num(product->ratio_made).text);
        return gi_fail_field(err, "qty", GI_WHY_OVER_RATIO,
                             gi_quantity_text(work->made.quantity, product->unit).text,
                             gi_quantity_text(limit, product->unit).text, ratio);
    }
    return GI_OK;
}

static gi_status use_input(gi_act *act, making *work, input *in, gi_error *err)
{
    gi_day first = in->lot.first_day;
    work->made.first_day =
        work->made.first_day == 0 || first < work->made.first_day ? first : work->made.first_day;
    in->lot.remaining -= in->quantity;
    return gi_lot_change(act->db, &in->lot, err);
}

static gi_status from_raw(gi_act *act, making *work, gi_error *err)
{
    gi_bytes rest = act->value[INPUTS].text;
    gi_bytes item;
    gi_account process = { 0, work->product.index, work->season.number, gi_process };
    if (!act->value[INPUTS].given) {
        return gi_fail_field(err, "inputs", GI_WHY_MISSING_FIELD, "inputs", act->kind->name);
    }
    while (gi_list_next(&rest, ',', &item)) {
        GI_TRY(read_input(act, work, item, err));
    }
    GI_TRY(check_ratio(work, err));
    for (size_t i = 0; i < work->count; i++) {
        GI_TRY(use_input(act, work, &work->inputs[i], err));
    }
    GI_TRY(gi_lot_insert(act->db, &work->made, err));
    for (size_t i = 0; i < work->count; i++) {
        GI_TRY(gi_lot_parent_insert(act->db, work->made.id, work->inputs[i].lot.id,
                                    work->inputs[i].quantity, err));
    }
    GI_TRY(gi_journal_move(&act->journal, account(work, gi_raw), process, work->raw, err));
    return gi_journal_move(&act->journal, process, account(work, gi_made), work->made.quantity,
                           err);
}

/* Without a raw step the source itself is charged. */
static gi_status from_allowance(gi_act *act, making *work, gi_error *err)
{
    gi_source_row source;
    gi_allotment_row allotment = { 0 };
    bool found = false;
    int year = work->season.number / 16;
    if (!act->value[SOURCE].given || act->value[INPUTS].given) {
        return gi_fail_field(err, "source", GI_WHY_MISSING_FIELD, "source", act->kind->name);
    }
    GI_TRY(gi_source_load(act->db, act->value[SOURCE].number, &source, err));
    if (source.holder != work->holder.id) {
        char number[5];
        gi_number_print(work->holder.id, number);
        return gi_fail_field(err, "source", GI_WHY_NOT_OWNER, gi_num(source.id).text, number);
    }
    GI_TRY(gi_allotment_load(act->db, source.id, year, &found, &allotment, err));
    int64_t left =
        found && allotment.product == work->product.index && allotment.season == work->season.number
            ? allotment.quantity - allotment.used
            : 0;
    if (work->made.quantity > left) {
        gi_unit unit = work->product.unit;
        return gi_fail_field(err, "qty", GI_WHY_OVER_SOURCE,
                             gi_quantity_text(allotment.used + work->made.quantity, unit).text,
                             gi_quantity_text(allotment.used + left, unit).text,
                             gi_num(source.id).text);
    }
    work->made.source = source.id;
    work->made.first_day = work->made.day;
    GI_TRY(gi_allotment_use(act->db, source.id, year, work->made.quantity, err));
    GI_TRY(gi_lot_insert(act->db, &work->made, err));
    return gi_journal_move(&act->journal, account(work, gi_allow), account(work, gi_made),
                           work->made.quantity, err);
}

gi_status gi_make_perform(gi_act *act, gi_error *err)
{
    making work = { 0 };
    GI_TRY(gi_act_product(act, PRODUCT, &work.product, err));
    GI_TRY(
        gi_season_load(act->db, &work.product, (int)act->value[SEASON].number, &work.season, err));
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[HOLDER].number, &work.holder, err));
    work.made = (gi_lot_row){ .holder = work.holder.id,
                              .product = work.product.index,
                              .season = work.season.number,
                              .material = "made",
                              .day = (gi_day)act->value[DAY].number,
                              .act = act->index };
    GI_TRY(gi_act_quantity(act, QUANTITY, &work.product, &work.made.quantity, err));
    GI_TRY(gi_act_season_day(act, work.made.day, &work.season, err));
    GI_TRY(work.product.direct ? from_allowance(act, &work, err) : from_raw(act, &work, err));
    gi_json_set_int(act->answer, "lot", work.made.id);
    return GI_OK;
}

/*
 * make.c - processing: lots in, one made lot out.
 *
 * Raw lots give at most what the ratio allows; made lots (refining 毛茶) at most what went in,
 * and what is lost goes to the process account. No more of it may come from outside than the
 * product's permille. A product without a raw step (path direct) turns allowance into made goods
 * here. The public leaf holds only the commitment.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/acts/lots.h"
#include "core/acts/make_steps.h"
#include "core/store/holders.h"
#include "core/store/lots.h"

enum { HOLDER, PRODUCT, SEASON, INPUTS, QUANTITY, DAY, SOURCE, STEPS, NOTE };

const gi_field_rule gi_make_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED, "主体", "holder", "001F" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED, "产品", "product", "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED, "产季", "season", "2026-1" },
    [INPUTS] = { "inputs", GI_FIELD_LONG, 0, "投入物料批", "lots used", "1:42kg,2:10kg" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, GI_REQUIRED, "产出", "quantity made", "10kg" },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED, "制成日", "day made", "2026-04-06" },
    [SOURCE] = { "source", GI_FIELD_INT, 0, "来源号（无原料步骤的产品）",
                 "source, for products without a raw step", "a source number" },
    [STEPS] = { "steps", GI_FIELD_LONG, 0, "工序（名称:时间:温度℃）",
                "steps: name, time, degrees Celsius", GI_STEPS_HINT },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

__extension__ typedef __int128 wide;

typedef struct making {
    gi_product product;
    gi_season season;
    gi_holder_row holder;
    gi_lot_row made;
    gi_parts parts;
} making;

static gi_account account(const making *work, const char *material)
{
    return (gi_account){ work->holder.id, work->product.index, work->season.number, material };
}

/* ---- from lots ---- */

/* What the act says of its lots is what they are. */
static gi_status check_kind(const making *work, gi_error *err)
{
    const gi_lot_row *first = &work->parts.part[0].lot;
    gi_num_text lot = gi_num(first->id);
    if (first->product != work->product.index) {
        return gi_fail_field(err, "inputs", GI_WHY_LOTS_DIFFER, lot.text, "product",
                             work->parts.product.mnemonic, work->product.mnemonic);
    }
    if (first->season != work->season.number) {
        return gi_fail_field(err, "inputs", GI_WHY_LOTS_DIFFER, lot.text, "season",
                             gi_season_text(first->season).text,
                             gi_season_text(work->season.number).text);
    }
    return GI_OK;
}

static bool from_raw(const making *work)
{
    return strcmp(work->parts.part[0].lot.material, gi_raw) == 0;
}

static gi_status check_ratio(const making *work, gi_error *err)
{
    int64_t limit = work->parts.total;
    const gi_product *product = &work->product;
    int64_t raw = from_raw(work) ? product->ratio_raw : 1;
    int64_t made = from_raw(work) ? product->ratio_made : 1;
    GI_TRY(gi_ratio_made(work->parts.total, raw, made, &limit, err));
    if (work->made.quantity > limit) {
        char ratio[48];
        gi_num_text left = gi_num(raw);
        (void)snprintf(ratio, sizeof ratio, "%s:%s", left.text, gi_num(made).text);
        return gi_fail_field(err, "qty", GI_WHY_OVER_RATIO,
                             gi_quantity_text(work->made.quantity, product->unit).text,
                             gi_quantity_text(limit, product->unit).text, ratio);
    }
    return GI_OK;
}

/* outside / total <= permille / 1000, without division. An unknown rule allows nothing. */
static gi_status check_outside(const making *work, gi_error *err)
{
    int permille = work->product.outside > 0 ? work->product.outside : 0;
    if ((wide)work->parts.outside * 1000 > (wide)work->parts.total * permille) {
        gi_unit unit = work->product.unit;
        return gi_fail_field(err, "inputs", GI_WHY_OVER_OUTSIDE,
                             gi_quantity_text(work->parts.outside, unit).text,
                             gi_quantity_text(work->parts.total, unit).text, gi_num(permille).text);
    }
    return GI_OK;
}

static gi_status from_lots(gi_act *act, making *work, gi_error *err)
{
    gi_account process = { 0, work->product.index, work->season.number, gi_process };
    if (!act->value[INPUTS].given || act->value[SOURCE].given) {
        return gi_fail_field(err, "inputs", GI_WHY_MISSING_FIELD, "inputs", act->kind->name);
    }
    GI_TRY(gi_parts_read(act, INPUTS, work->holder.id, &work->parts, err));
    GI_TRY(check_kind(work, err));
    GI_TRY(gi_parts_day(act, &work->parts, work->made.day, err));
    GI_TRY(check_ratio(work, err));
    GI_TRY(check_outside(work, err));
    GI_TRY(gi_parts_use(act, &work->parts, err));
    GI_TRY(gi_parts_into(act, &work->parts, &work->made, err));
    gi_account from = account(work, from_raw(work) ? gi_raw : gi_made);
    GI_TRY(gi_journal_move(&act->journal, from, process, work->parts.total, err));
    return gi_journal_move(&act->journal, process, account(work, gi_made), work->made.quantity,
                           err);
}

/* ---- from allowance ---- */

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
    GI_TRY(gi_act_free_source(act, source.id, err));
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
    making work = { .holder = { 0 } };
    GI_TRY(gi_act_product(act, PRODUCT, &work.product, err));
    GI_TRY(gi_act_season(act, &work.product, (int)act->value[SEASON].number, &work.season, err));
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[HOLDER].number, &work.holder, err));
    work.made = (gi_lot_row){ .holder = work.holder.id,
                              .product = work.product.index,
                              .season = work.season.number,
                              .material = "made",
                              .day = (gi_day)act->value[DAY].number,
                              .act = act->index };
    GI_TRY(gi_act_quantity(act, QUANTITY, &work.product, &work.made.quantity, err));
    GI_TRY(gi_act_season_day(act, work.made.day, &work.season, err));
    GI_TRY(gi_steps_check(act, STEPS, err));
    bool sources = work.product.direct && !act->value[INPUTS].given;
    GI_TRY(sources ? from_allowance(act, &work, err) : from_lots(act, &work, err));
    gi_json_set_int(act->answer, "lot", work.made.id);
    return GI_OK;
}

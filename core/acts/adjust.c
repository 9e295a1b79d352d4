/*
 * adjust.c - a grant that was wrong is lowered; never raised (authority and bureau).
 *
 * What of the source's grant is not used yet is taken back; what was used already the holder owes,
 * and the next grants of that holder and product pay it first. What lapsed meanwhile is neither.
 * The leaf tells the grant (ref), how much (qty) and what of it is owed; the source is committed.
 * A township's ceiling counts what was granted, also after an adjustment.
 */
#include "core/acts/acts.h"
#include "core/store/accounts.h"
#include "core/store/holders.h"
#include "core/store/products.h"
#include "core/store/seasons.h"

enum { PRODUCT, SEASON, SOURCE, QUANTITY, WHY };

const gi_field_rule gi_adjust_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    [SOURCE] = { "source", GI_FIELD_INT, GI_REQUIRED, "来源号", "source", "a source number" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, GI_REQUIRED, "降低的数量", "lowered by", "120kg" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "area|capacity|twice|rules|mistake" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct adjusting {
    gi_product product;
    gi_season season;
    gi_source_row source;
    gi_allotment_row allotment;
    gi_account allow;
    int64_t wanted, taken, owed;
} adjusting;

static gi_status read_grant(gi_act *act, adjusting *work, gi_error *err)
{
    bool found = false;
    int number = (int)act->value[SEASON].number;
    GI_TRY(gi_act_product(act, PRODUCT, &work->product, err));
    GI_TRY(gi_season_load(act->db, &work->product, number, &work->season, err));
    GI_TRY(gi_act_quantity(act, QUANTITY, &work->product, &work->wanted, err));
    GI_TRY(gi_source_load(act->db, act->value[SOURCE].number, &work->source, err));
    GI_TRY(gi_allotment_load(act->db, work->source.id, number / 16, &found, &work->allotment, err));
    if (!found || work->allotment.product != work->product.index ||
        work->allotment.season != number) {
        return gi_fail_field(err, "source", GI_WHY_NOT_GRANTED, gi_num(work->source.id).text,
                             gi_season_text(number).text);
    }
    work->allow = (gi_account){ work->source.holder, work->product.index, number, gi_allow };
    return GI_OK;
}

static gi_status over_grant(const adjusting *work, int64_t left, gi_error *err)
{
    gi_unit unit = work->product.unit;
    return gi_fail_field(err, "qty", GI_WHY_OVER_GRANT, gi_quantity_text(work->wanted, unit).text,
                         gi_quantity_text(left, unit).text, gi_num(work->source.id).text);
}

/* Taken back: what is not used, as far as it did not lapse. Owed: what was used. */
static gi_status divide(gi_act *act, adjusting *work, gi_error *err)
{
    int64_t before = 0;
    int64_t balance = 0;
    const gi_allotment_row *allotment = &work->allotment;
    gi_posting account = { work->allow.holder, work->allow.product, work->allow.season, gi_allow,
                           0 };
    GI_TRY(gi_adjusted(act->db, work->source.id, allotment->year, &before, err));
    if (work->wanted > allotment->quantity - before) {
        return over_grant(work, allotment->quantity - before, err);
    }
    GI_TRY(gi_account_load(act->db, &account, &balance, err));
    int64_t unused = allotment->quantity - allotment->used;
    int64_t first = work->wanted < unused ? work->wanted : unused;
    work->taken = first < balance ? first : balance;
    work->owed = work->wanted - first;
    return work->taken + work->owed > 0 ? GI_OK : over_grant(work, 0, err);
}

static gi_status keep(gi_act *act, const adjusting *work, gi_error *err)
{
    gi_adjustment_row row = { .act = act->index,
                              .ref = work->allotment.act,
                              .source = work->source.id,
                              .year = work->allotment.year,
                              .quantity = work->taken + work->owed,
                              .owed = work->owed };
    gi_deficit_row deficit = { act->index, work->source.id, work->source.holder,
                               work->product.index, work->owed };
    gi_account source = { 0, work->product.index, work->season.number, gi_from_source };
    GI_TRY(gi_adjustment_insert(act->db, &row, err));
    GI_TRY(work->owed > 0 ? gi_deficit_insert(act->db, &deficit, err) : GI_OK);
    if (work->taken == 0) {
        return GI_OK;
    }
    /* Counts as used: nothing can be picked of it any more. */
    GI_TRY(gi_allotment_use(act->db, row.source, row.year, work->taken, err));
    return gi_journal_move(&act->journal, work->allow, source, work->taken, err);
}

gi_status gi_adjust_perform(gi_act *act, gi_error *err)
{
    adjusting work = { .wanted = 0 };
    char why[32];
    GI_TRY(read_grant(act, &work, err));
    GI_TRY(gi_act_text(act, WHY, why, sizeof why, err));
    GI_TRY(divide(act, &work, err));
    GI_TRY(keep(act, &work, err));
    gi_act_leaf_product(act, &work.product, work.season.number);
    gi_json_set_int(act->leaf, "ref", work.allotment.act);
    gi_json_set_int(act->leaf, "qty", work.taken + work.owed);
    if (work.owed > 0) {
        gi_json_set_int(act->leaf, "owed", work.owed);
    }
    gi_json_set_text(act->leaf, "why", why);
    gi_json_set_int(act->answer, "qty", work.taken + work.owed);
    gi_json_set_int(act->answer, "owed", work.owed);
    return GI_OK;
}

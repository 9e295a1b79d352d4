/*
 * grant.c - the right to harvest: sum of floor(capacity x cap) over sources, per season.
 *
 * Authority and bureau sign. Township lines are public, household lines only committed, so a
 * stranger can add up what was allowed and nobody learns a neighbour's plot. No township passes
 * its ceiling. Where a holder owes from an adjusted grant, that is paid first: qty is the sum of
 * the lines, owed what of it was paid so.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/store/holders.h"
#include "core/store/products.h"
#include "core/store/seasons.h"

#define TOWNSHIP_LINES_MAX 24 /* what fits a leaf of 2 KiB */

enum { PRODUCT, SEASON, SOURCES };

const gi_field_rule gi_grant_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    [SOURCES] = { "sources", GI_FIELD_LONG, GI_REQUIRED, "来源", "sources", "1,2,3" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct township_line {
    int64_t township;
    int64_t sources, capacity, quantity;
} township_line;

typedef struct grant {
    gi_product product;
    int season;
    township_line line[TOWNSHIP_LINES_MAX];
    size_t lines;
    int64_t total;
    int64_t paid; /* of what holders owed */
} grant;

static gi_status add_line(grant *sum, const gi_source_row *source, int64_t quantity, gi_error *err)
{
    size_t at = 0;
    while (at < sum->lines && sum->line[at].township != source->township) {
        at++;
    }
    if (at == TOWNSHIP_LINES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "townships", gi_num(TOWNSHIP_LINES_MAX).text);
    }
    township_line *line = &sum->line[at];
    sum->lines = at == sum->lines ? at + 1 : sum->lines;
    line->township = source->township;
    line->sources++;
    if (__builtin_add_overflow(line->capacity, source->capacity, &line->capacity) ||
        __builtin_add_overflow(line->quantity, quantity, &line->quantity) ||
        __builtin_add_overflow(sum->total, quantity, &sum->total) || sum->total > GI_QUANTITY_MAX) {
        return gi_fail(err, GI_WHY_OVERFLOW, "grant");
    }
    return GI_OK;
}

/* Land counts in mu, everything else in units of its own. */
static gi_status line_quantity(const grant *sum, const gi_source_row *source, int64_t *out,
                               gi_error *err)
{
    if (strcmp(source->kind, "plot") == 0) {
        return gi_grant_quantity(source->capacity, sum->product.cap, out, err);
    }
    return __builtin_mul_overflow(source->capacity, sum->product.cap, out)
               ? gi_fail(err, GI_WHY_OVERFLOW, "grant")
               : GI_OK;
}

static gi_status check_free(gi_act *act, const gi_source_row *source, int year, gi_error *err)
{
    gi_allotment_row allotment;
    bool found = false;
    GI_TRY(gi_allotment_load(act->db, source->id, year, &found, &allotment, err));
    if (found) {
        gi_product other;
        GI_TRY(gi_product_by_index(act->db, allotment.product, &other, err));
        return gi_fail_field(err, "sources", GI_WHY_ALLOTTED, gi_num(source->id).text,
                             other.mnemonic);
    }
    return GI_OK;
}

static gi_status check_source(gi_act *act, const grant *sum, const gi_source_row *source,
                              gi_error *err)
{
    gi_holder_row holder;
    const gi_product *product = &sum->product;
    if (strcmp(source->kind, product->source) != 0) {
        return gi_fail_field(err, "sources", GI_WHY_SOURCE_KIND, product->mnemonic, source->kind);
    }
    if (!gi_product_covers(product, source->township)) {
        return gi_fail_field(err, "sources", GI_WHY_OUTSIDE_AREA, gi_num(source->township).text,
                             product->mnemonic);
    }
    GI_TRY(gi_act_holder(act, source->holder, &holder, err));
    return check_free(act, source, sum->season / 16, err);
}

/* What the holder owes from an earlier adjustment comes first; that part cannot be picked. */
static gi_status pay_deficit(gi_act *act, grant *sum, const gi_source_row *source,
                             const gi_allotment_row *allotment, int64_t *paid, gi_error *err)
{
    int64_t owed = 0;
    char name[32];
    uint16_t product = allotment->product;
    GI_TRY(gi_deficit_load(act->db, source->holder, product, &owed, err));
    *paid = owed < allotment->quantity ? owed : allotment->quantity;
    if (*paid == 0) {
        return GI_OK;
    }
    gi_deficit_row row = { act->index, source->id, source->holder, product, -*paid };
    GI_TRY(gi_deficit_insert(act->db, &row, err));
    GI_TRY(gi_allotment_use(act->db, source->id, allotment->year, *paid, err));
    (void)snprintf(name, sizeof name, "paid.%lld", (long long)source->id);
    gi_json_set_int(act->secrets, name, *paid);
    sum->paid += *paid;
    return GI_OK;
}

static gi_status grant_source(gi_act *act, grant *sum, int64_t id, gi_error *err)
{
    gi_source_row source;
    int64_t paid = 0;
    char name[32];
    gi_allotment_row allotment = { .source = id,
                                   .year = sum->season / 16,
                                   .product = sum->product.index,
                                   .season = sum->season,
                                   .act = act->index };
    GI_TRY(gi_source_load(act->db, id, &source, err));
    GI_TRY(check_source(act, sum, &source, err));
    GI_TRY(line_quantity(sum, &source, &allotment.quantity, err));
    if (allotment.quantity == 0) {
        return gi_fail_field(err, "sources", GI_WHY_OUT_OF_RANGE, "capacity",
                             gi_num(source.capacity).text, "1", "9007199254740991");
    }
    GI_TRY(add_line(sum, &source, allotment.quantity, err));
    GI_TRY(gi_allotment_insert(act->db, &allotment, err));
    GI_TRY(pay_deficit(act, sum, &source, &allotment, &paid, err));
    (void)snprintf(name, sizeof name, "line.%lld", (long long)id);
    gi_json_set_int(act->secrets, name, allotment.quantity);
    gi_account from = { 0, sum->product.index, sum->season, gi_from_source };
    gi_account to = { source.holder, sum->product.index, sum->season, gi_allow };
    int64_t rest = allotment.quantity - paid;
    return rest > 0 ? gi_journal_move(&act->journal, from, to, rest, err) : GI_OK;
}

/* Public data: the most that all grants of a season give to one township. */
static gi_status check_ceilings(gi_act *act, const grant *sum, gi_error *err)
{
    const gi_product *product = &sum->product;
    for (size_t i = 0; i < sum->lines; i++) {
        const township_line *line = &sum->line[i];
        int64_t before = 0;
        int64_t ceiling = gi_product_ceiling(product, line->township);
        GI_TRY(gi_township_granted(act->db, product->index, sum->season, line->township, &before,
                                   err));
        if (ceiling > 0 && line->quantity > ceiling - before) {
            return gi_fail_field(err, "sources", GI_WHY_OVER_TOWNSHIP,
                                 gi_quantity_text(before + line->quantity, product->unit).text,
                                 gi_quantity_text(ceiling, product->unit).text,
                                 gi_num(line->township).text);
        }
        GI_TRY(gi_township_grant_add(act->db, product->index, sum->season, line->township,
                                     line->quantity, err));
    }
    return GI_OK;
}

static void set_lines(gi_act *act, const grant *sum)
{
    gi_json *lines = gi_json_array();
    for (size_t i = 0; i < sum->lines; i++) {
        const township_line *line = &sum->line[i];
        gi_json *row = gi_json_array();
        gi_json_push_int(row, line->township);
        gi_json_push_text(row, sum->product.source);
        gi_json_push_int(row, line->sources);
        gi_json_push_int(row, line->capacity);
        gi_json_push_int(row, sum->product.cap);
        gi_json_push_int(row, line->quantity);
        gi_json_push(lines, row);
    }
    gi_json_set(act->leaf, "lines", lines);
    gi_json_set_int(act->leaf, "qty", sum->total);
}

gi_status gi_grant_perform(gi_act *act, gi_error *err)
{
    grant sum = { .season = (int)act->value[SEASON].number };
    gi_season season;
    gi_bytes rest = act->value[SOURCES].text;
    gi_bytes item;
    GI_TRY(gi_act_product(act, PRODUCT, &sum.product, err));
    GI_TRY(gi_act_season(act, &sum.product, sum.season, &season, err));
    if (sum.product.cap == 0) {
        return gi_fail(err, GI_WHY_NO_BASIS, sum.product.mnemonic, "cap");
    }
    while (gi_list_next(&rest, ',', &item)) {
        int64_t id = 0;
        GI_TRY(gi_text_int(item, "sources", 1, GI_QUANTITY_MAX, &id, err));
        GI_TRY(grant_source(act, &sum, id, err));
    }
    GI_TRY(check_ceilings(act, &sum, err));
    gi_act_leaf_product(act, &sum.product, sum.season);
    set_lines(act, &sum);
    if (sum.paid > 0) {
        gi_json_set_int(act->leaf, "owed", sum.paid);
        gi_json_set_int(act->answer, "owed", sum.paid);
    }
    gi_json_set_int(act->answer, "qty", sum.total);
    return GI_OK;
}

/*
 * audit_sums.c - R1, what was allowed: rules of products, grants line by line, their sums.
 *
 * The ratio of a season is the most generous one since its first leaf: goods made under it may
 * be labelled later, so a stricter one afterwards is no over-issue.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_seasons.h"
#include "gi/text.h"

#define PRODUCTS_MAX 65536

__extension__ typedef __int128 wide;

void gi_audit_add(int64_t *to, int64_t amount)
{
    if (__builtin_add_overflow(*to, amount, to)) {
        *to = INT64_MAX;
    }
}

static int64_t clamp(wide value)
{
    return value > INT64_MAX ? INT64_MAX : (int64_t)value;
}

int64_t gi_audit_potential(const audit_sum *sum)
{
    int64_t left = sum->allowed > sum->lapsed ? sum->allowed - sum->lapsed : 0;
    return clamp((wide)left * sum->made / sum->raw);
}

const audit_product *gi_audit_product_of(const gi_audit *audit, const char *mnemonic)
{
    for (size_t i = 0; i < audit->products; i++) {
        if (strcmp(audit->product[i].mnemonic, mnemonic) == 0) {
            return &audit->product[i];
        }
    }
    return NULL;
}

audit_sum *gi_audit_sum_of(gi_audit *audit, const char *mnemonic, int season)
{
    for (size_t i = 0; i < audit->sums; i++) {
        if (audit->sum[i].season == season && strcmp(audit->sum[i].mnemonic, mnemonic) == 0) {
            return &audit->sum[i];
        }
    }
    return NULL;
}

/* ---- product leaves ---- */

static int64_t int_of(const gi_json *object, const char *name)
{
    int64_t value = 0;
    return gi_json_as_int(gi_json_get(object, name), &value) && value > 0 ? value : 0;
}

static bool read_ratio(const gi_json *rules, audit_product *product)
{
    gi_bytes path = { 0 };
    (void)gi_json_as_text(gi_json_get(rules, "path"), &path);
    product->direct = gi_bytes_equal(path, gi_bytes_of("direct"));
    product->raw = 1;
    product->made = 1;
    if (product->direct) {
        return true;
    }
    const gi_json *ratio = gi_json_get(rules, "ratio");
    return gi_json_as_int(gi_json_at(ratio, 0), &product->raw) &&
           gi_json_as_int(gi_json_at(ratio, 1), &product->made) && product->raw > 0 &&
           product->made > 0;
}

static bool read_ceilings(const gi_json *list, audit_product *product)
{
    product->ceilings = gi_json_count(list);
    bool good = product->ceilings <= GI_CEILINGS_MAX;
    for (size_t i = 0; good && i < product->ceilings; i++) {
        gi_ceiling *ceiling = &product->ceiling[i];
        const gi_json *pair = gi_json_at(list, i);
        good = gi_json_as_int(gi_json_at(pair, 0), &ceiling->township) &&
               gi_json_as_int(gi_json_at(pair, 1), &ceiling->quantity);
    }
    return good;
}

static bool read_rules(const gi_json *rules, audit_product *product)
{
    gi_bytes source = { 0 };
    gi_bytes activate = { 0 };
    const gi_json *nets = gi_json_get(rules, "nets");
    product->index = int_of(rules, "index");
    product->cap = int_of(rules, "cap");
    product->best = int_of(rules, "best");
    product->spoilage = int_of(rules, "spoilage"); /* unknown allows no more than 0 does */
    product->spoilage = product->spoilage <= 1000 ? product->spoilage : 1000;
    product->waits = gi_json_as_text(gi_json_get(rules, "activate"), &activate) &&
                     !gi_bytes_equal(activate, gi_bytes_of("issue"));
    product->nets = gi_json_count(nets);
    if (!gi_json_as_text(gi_json_get(rules, "source"), &source) || product->nets > GI_NETS_MAX ||
        gi_text_copy(product->source, sizeof product->source, source, "source", NULL) != GI_OK) {
        return false;
    }
    for (size_t i = 0; i < product->nets; i++) {
        if (!gi_json_as_int(gi_json_at(nets, i), &product->net[i])) {
            return false;
        }
    }
    return read_ceilings(gi_json_get(rules, "ceilings"), product) && read_ratio(rules, product);
}

static gi_status keep_product(gi_audit *audit, const audit_product *product, gi_error *err)
{
    for (size_t i = 0; i < audit->products; i++) {
        if (strcmp(audit->product[i].mnemonic, product->mnemonic) == 0) {
            audit->product[i] = *product;
            return GI_OK;
        }
    }
    if (audit->products == PRODUCTS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "products", gi_num(PRODUCTS_MAX).text);
    }
    void *items = audit->product;
    GI_TRY(gi_audit_grow(&items, audit->products, &audit->product_room, sizeof *product, err));
    audit->product = items;
    audit->product[audit->products++] = *product;
    return GI_OK;
}

static gi_status keep_season(gi_audit *audit, const audit_product *product, int season,
                             gi_error *err)
{
    if (gi_audit_sum_of(audit, product->mnemonic, season) != NULL) {
        return GI_OK;
    }
    if (audit->sums == PRODUCTS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "seasons", gi_num(PRODUCTS_MAX).text);
    }
    void *items = audit->sum;
    GI_TRY(gi_audit_grow(&items, audit->sums, &audit->sum_room, sizeof *audit->sum, err));
    audit->sum = items;
    audit_sum fresh = { .season = season, .raw = product->raw, .made = product->made, .moved = -1 };
    memcpy(fresh.mnemonic, product->mnemonic, sizeof fresh.mnemonic);
    audit->sum[audit->sums++] = fresh;
    return GI_OK;
}

static void widen_ratios(gi_audit *audit, const audit_product *product)
{
    for (size_t i = 0; i < audit->sums; i++) {
        audit_sum *sum = &audit->sum[i];
        if (strcmp(sum->mnemonic, product->mnemonic) == 0 &&
            (wide)product->made * sum->raw > (wide)sum->made * product->raw) {
            sum->raw = product->raw;
            sum->made = product->made;
        }
    }
}

gi_status gi_audit_product_act(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_product product = { 0 };
    char text[12];
    int season = 0;
    if (!gi_audit_word(audit, leaf, "gi", product.mnemonic, sizeof product.mnemonic) ||
        !gi_audit_word(audit, leaf, "sea", text, sizeof text)) {
        return GI_OK;
    }
    if (!read_rules(gi_json_get(leaf->json, "rules"), &product) ||
        gi_season_parse(gi_bytes_of(text), &season, NULL) != GI_OK) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "rules");
        return GI_OK;
    }
    GI_TRY(keep_product(audit, &product, err));
    GI_TRY(keep_season(audit, &product, season, err));
    widen_ratios(audit, &product);
    return GI_OK;
}

/* ---- grants ---- */

enum { TOWNSHIP, KIND, SOURCES, CAPACITY, CAP, QUANTITY, LINE_ITEMS };

/* Land: each of the sources lost less than one milli-unit to flooring. Else exact. */
static bool line_follows(const audit_product *product, const int64_t value[LINE_ITEMS])
{
    bool land = strcmp(product->source, "plot") == 0;
    wide most =
        land ? (wide)value[CAPACITY] * value[CAP] * 3 / 2000 : (wide)value[CAPACITY] * value[CAP];
    wide least = land ? most - (value[SOURCES] - 1) : most;
    return value[CAP] == product->cap && value[SOURCES] >= 1 && value[QUANTITY] >= 1 &&
           value[QUANTITY] <= most && value[QUANTITY] >= least;
}

static gi_status judge_line(gi_audit *audit, const audit_leaf *leaf, size_t sum,
                            const gi_json *line, int64_t *total, gi_error *err)
{
    const audit_product *product = gi_audit_product_of(audit, audit->sum[sum].mnemonic);
    int64_t value[LINE_ITEMS] = { 0 };
    gi_bytes kind = { 0 };
    bool form = gi_json_count(line) == LINE_ITEMS && gi_json_as_text(gi_json_at(line, KIND), &kind);
    for (size_t i = 0; form && i < LINE_ITEMS; i++) {
        form = i == KIND || (gi_json_as_int(gi_json_at(line, i), &value[i]) && value[i] >= 0);
    }
    if (!form || !gi_bytes_equal(kind, gi_bytes_of(product->source)) ||
        !line_follows(product, value)) {
        gi_audit_find(audit, GI_AUDIT_GRANT_LINE, leaf->index, -1,
                      "township %" PRId64 ": %" PRId64 " x cap %" PRId64 " gives %" PRId64,
                      value[TOWNSHIP], value[CAPACITY], value[CAP], value[QUANTITY]);
    }
    gi_audit_add(total, value[QUANTITY]);
    return form ? gi_audit_township(audit, leaf, sum, value[TOWNSHIP], value[QUANTITY], err)
                : GI_OK;
}

gi_status gi_audit_grant(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    int64_t quantity = 0;
    int64_t total = 0;
    const gi_json *lines = gi_json_get(leaf->json, "lines");
    if (!gi_audit_season(audit, leaf, &at) || !gi_audit_int(audit, leaf, "qty", 1, &quantity)) {
        return GI_OK;
    }
    for (size_t i = 0; i < gi_json_count(lines); i++) {
        GI_TRY(judge_line(audit, leaf, at, gi_json_at(lines, i), &total, err));
    }
    if (total != quantity) {
        gi_audit_find(audit, GI_AUDIT_GRANT_TOTAL, leaf->index, -1,
                      "%" PRId64 ", the lines sum to %" PRId64, quantity, total);
    }
    GI_TRY(gi_audit_granted(audit, leaf, at, quantity, err));
    gi_audit_moved(&audit->sum[at], leaf);
    return GI_OK;
}

gi_status gi_audit_outside(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t at = 0;
    int64_t quantity = 0;
    (void)err;
    if (gi_audit_season(audit, leaf, &at) && gi_audit_int(audit, leaf, "qty", 1, &quantity)) {
        gi_audit_open_season(audit, leaf, &audit->sum[at]);
        gi_audit_add(&audit->sum[at].allowed, quantity);
        gi_audit_moved(&audit->sum[at], leaf);
    }
    return GI_OK;
}

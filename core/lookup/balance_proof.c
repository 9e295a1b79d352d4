/*
 * balance_proof.c - what a holder had in the newest status leaves, with the paths that show it
 * (gi/tend.h).
 *
 * Balances are those that each status leaf kept, salted as then, so a proof costs what the holders
 * of its seasons are many, however long the books; the file is checked like a stranger would
 * before it leaves.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/status_tree.h"
#include "core/lookup/balance.h"
#include "core/lookup/report.h"
#include "core/store/accounts.h"
#include "core/store/holders.h"
#include "core/store/meta.h"
#include "core/store/products.h"
#include "gi/tend.h"

#define SEASONS_MAX 512

typedef struct season_of {
    uint16_t product;
    int season;
    int64_t status; /* index of its newest status leaf, -1 = none */
} season_of;

typedef struct work {
    gi_db *db;
    uint32_t holder;
    uint8_t secret[GI_STATUS_SECRET];
    season_of season[SEASONS_MAX];
    size_t count;
} work;

/* ---- which seasons ---- */

static gi_status note_season(void *context, const gi_posting *account, int64_t balance,
                             gi_error *err)
{
    work *at = context;
    (void)balance;
    season_of *last = at->count > 0 ? &at->season[at->count - 1] : NULL;
    if (last != NULL && last->product == account->product && last->season == account->season) {
        return GI_OK; /* another material of the same */
    }
    if (at->count == SEASONS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "seasons", gi_num(SEASONS_MAX).text);
    }
    at->season[at->count++] = (season_of){ account->product, account->season, -1 };
    return GI_OK;
}

static gi_status find_status(work *at, season_of *one, gi_error *err)
{
    gi_product product;
    char mark[GI_STATUS_MARK];
    int64_t newest = 0;
    GI_TRY(gi_product_by_index(at->db, one->product, &product, err));
    gi_status_mark(product.mnemonic, one->season, mark);
    GI_TRY(gi_counter_get(at->db, mark, &newest, err));
    one->status = newest - 1;
    return GI_OK;
}

/* By index of the status leaf; insertion, for a holder has few seasons. */
static void sort_seasons(work *at)
{
    for (size_t i = 1; i < at->count; i++) {
        season_of one = at->season[i];
        size_t to = i;
        for (; to > 0 && at->season[to - 1].status > one.status; to--) {
            at->season[to] = at->season[to - 1];
        }
        at->season[to] = one;
    }
}

static gi_status find_seasons(work *at, gi_error *err)
{
    GI_TRY(gi_account_each(at->db, at->holder, note_season, at, err));
    for (size_t i = 0; i < at->count; i++) {
        GI_TRY(find_status(at, &at->season[i], err));
    }
    sort_seasons(at);
    return GI_OK;
}

/* ---- one balance ---- */

static gi_json *path_json(const gi_sum_path *path)
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < path->count; i++) {
        gi_json *pair = gi_json_array();
        gi_json_push_int(pair, path->node[i].sum);
        gi_push_base64(pair, gi_digest_view(&path->node[i].hash));
        gi_json_push(list, pair);
    }
    return list;
}

static gi_status add_balance(const work *at, const season_of *one, const char *material,
                             gi_json *balances, gi_error *err)
{
    GI_STATUS_TREE tree = { 0 };
    gi_sum_path path;
    size_t place = 0;
    gi_posting account = { .product = one->product, .season = one->season, .material = material };
    GI_TRY(gi_status_tree_fill(at->db, at->secret, &account, one->status, true, &tree, err));
    while (place < tree.count && tree.leaf[place].holder != at->holder) {
        place++;
    }
    if (place == tree.count) {
        return GI_OK;
    }
    GI_TRY(gi_sum_path_of(tree.node, tree.count, place, &path, err));
    gi_json *row = gi_json_array();
    gi_json_push_text(row, material);
    gi_json_push_int(row, tree.leaf[place].balance);
    gi_push_base64(row, (gi_bytes){ tree.leaf[place].salt, GI_SALT_SIZE });
    gi_json_push_int(row, (int64_t)place);
    gi_json_push_int(row, (int64_t)tree.count);
    gi_json_push(row, path_json(&path));
    gi_json_push(balances, row);
    return gi_json_ok(balances, err);
}

static gi_status add_season(const work *at, const season_of *one, gi_sheaf_writer *sheaf,
                            gi_error *err)
{
    GI_AUTO(gi_json) balances = gi_json_array();
    gi_json *entry = NULL;
    for (size_t i = 0; i < GI_STATUS_MATERIALS; i++) {
        GI_TRY(add_balance(at, one, gi_status_materials[i], balances, err));
    }
    if (gi_json_count(balances) == 0) {
        return GI_OK; /* the holder came after that day */
    }
    GI_TRY(gi_sheaf_add(sheaf, one->status, &entry, err));
    gi_json_set(entry, "balances", GI_TAKE(balances));
    return GI_OK;
}

/* ---- the file ---- */

static gi_status check_own(const gi_json *file, gi_error *err)
{
    GI_SHEAF sheaf = { .why = GI_WHY_TREE_MISMATCH };
    GI_AUTO(gi_json) rows = gi_json_array();
    return gi_balance_check_file(file, &sheaf, rows, err);
}

static gi_status write_file(gi_registry *registry, gi_bytes holder, gi_json *file, gi_error *err)
{
    work at = { .db = registry->db };
    gi_holder_row row;
    char number[5];
    GI_SHEAF_WRITER sheaf = { 0 };
    GI_TRY(gi_number_parse(holder, &at.holder, err));
    GI_TRY(gi_holder_load(at.db, at.holder, &row, err));
    GI_TRY(gi_status_secret(at.db, NULL, at.secret, err));
    gi_number_print(at.holder, number);
    gi_json_set_text(file, "holder", number);
    gi_json_set_text(file, "kind", GI_BALANCE_KIND);
    gi_json_set_int(file, "v", 1);
    GI_TRY(gi_sheaf_begin(at.db, file, &sheaf, err));
    GI_TRY(find_seasons(&at, err));
    for (size_t i = 0; i < at.count; i++) {
        if (at.season[i].status >= 0) {
            GI_TRY(add_season(&at, &at.season[i], &sheaf, err));
        }
    }
    GI_TRY(gi_json_ok(file, err));
    return gi_json_count(sheaf.leaves) > 0 ? check_own(file, err)
                                           : gi_fail(err, GI_WHY_NO_STATUS, number);
}

gi_status gi_balance_proof_write(gi_registry *registry, gi_bytes holder, gi_buf *out, gi_error *err)
{
    GI_AUTO(gi_json) file = gi_json_object();
    GI_TRY(GI_READ(registry, write_file(registry, holder, file, err), err));
    gi_json_write(file, out);
    return gi_buf_status(out, "balances", err);
}

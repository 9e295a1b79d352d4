/*
 * status_tree.c - who holds how much, salted (status_tree.h).
 */
#include "core/acts/status_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/meta.h"
#include "gi/text.h"

const char *const gi_status_materials[GI_STATUS_MATERIALS] = { "allow", "raw", "made" };

void gi_status_tree_clear(gi_status_tree *tree)
{
    free(tree->leaf);
    free(tree->node);
    *tree = (gi_status_tree){ 0 };
}

void gi_status_mark(const char *product, int season, char out[GI_STATUS_MARK])
{
    if (product == NULL) {
        (void)snprintf(out, GI_STATUS_MARK, "status");
        return;
    }
    (void)snprintf(out, GI_STATUS_MARK, "status %.4s %s", product, gi_season_text(season).text);
}

gi_status gi_status_secret(gi_db *db, const gi_random *random, uint8_t out[GI_STATUS_SECRET],
                           gi_error *err)
{
    char hex[2 * GI_STATUS_SECRET + 1];
    bool found = false;
    GI_TRY(gi_meta_get(db, GI_STATUS_SECRET_NAME, hex, sizeof hex, &found, err));
    if (found) {
        return gi_hex_parse(gi_bytes_of(hex), out, GI_STATUS_SECRET, err);
    }
    if (random == NULL) {
        return gi_fail(err, GI_WHY_NO_STATUS, "*");
    }
    GI_AUTO_BUF text = GI_BUF(2 * GI_STATUS_SECRET);
    random->fill(random->context, out, GI_STATUS_SECRET);
    gi_hex_add(&text, (gi_bytes){ out, GI_STATUS_SECRET });
    GI_TRY(gi_buf_status(&text, GI_STATUS_SECRET_NAME, err));
    return gi_meta_put(db, GI_STATUS_SECRET_NAME, gi_buf_text(&text), err);
}

static void add_big_endian(gi_buf *out, int size, uint64_t value)
{
    while (size-- > 0) {
        gi_buf_add_byte(out, (uint8_t)(value >> (8 * size)));
    }
}

static gi_status derive_salt(const uint8_t secret[GI_STATUS_SECRET], const gi_posting *account,
                             int64_t act, uint8_t salt[GI_SALT_SIZE], gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(128);
    gi_buf_add_text(&text, "gi-status-salt-v1\n");
    add_big_endian(&text, 8, (uint64_t)act);
    add_big_endian(&text, 2, account->product);
    add_big_endian(&text, 4, (uint64_t)account->season);
    add_big_endian(&text, 4, account->holder);
    gi_buf_add_text(&text, account->material);
    GI_TRY(gi_buf_status(&text, "salt", err));
    gi_digest mac =
        gi_hmac(GI_SUITE_INTL, (gi_bytes){ secret, GI_STATUS_SECRET }, gi_buf_view(&text));
    memcpy(salt, mac.bytes, GI_SALT_SIZE);
    return GI_OK;
}

typedef struct filling {
    const uint8_t *secret;
    int64_t act;
    gi_status_tree *tree;
    size_t room;
} filling;

static gi_status make_room(filling *to, gi_error *err)
{
    if (to->tree->count < to->room) {
        return GI_OK;
    }
    size_t room = to->room == 0 ? 64 : 2 * to->room;
    gi_status_leaf *leaf = realloc(to->tree->leaf, room * sizeof *leaf);
    if (leaf != NULL) {
        to->tree->leaf = leaf;
    }
    gi_sum_node *node = realloc(to->tree->node, room * sizeof *node);
    if (node != NULL) {
        to->tree->node = node;
    }
    if (leaf == NULL || node == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "balances");
    }
    to->room = room;
    return GI_OK;
}

static gi_status take_balance(void *context, const gi_posting *account, int64_t balance,
                              gi_error *err)
{
    filling *to = context;
    GI_TRY(make_room(to, err));
    gi_status_leaf leaf = { .holder = account->holder, .balance = balance };
    GI_TRY(derive_salt(to->secret, account, to->act, leaf.salt, err));
    to->tree->node[to->tree->count] = gi_sum_leaf(leaf.salt, leaf.holder, leaf.balance);
    to->tree->leaf[to->tree->count] = leaf;
    to->tree->count++;
    return GI_OK;
}

/* ---- what a leaf kept ---- */

static void kept_mark(uint16_t product, int season, char out[GI_STATUS_MARK])
{
    (void)snprintf(out, GI_STATUS_MARK, "status kept %u %s", (unsigned)product,
                   gi_season_text(season).text);
}

gi_status gi_status_keep(gi_db *db, const gi_product *product, int season, int64_t act,
                         gi_error *err)
{
    char mark[GI_STATUS_MARK];
    kept_mark(product->index, season, mark);
    GI_TRY(gi_status_balance_keep(db, product->index, season, err));
    return gi_counter_raise(db, mark, act + 1, err);
}

/* A registry of before the table was there has kept nothing yet. */
static gi_status is_kept(gi_db *db, const gi_posting *account, int64_t act, bool *kept,
                         gi_error *err)
{
    char mark[GI_STATUS_MARK];
    int64_t newest = 0;
    kept_mark(account->product, account->season, mark);
    GI_TRY(gi_counter_get(db, mark, &newest, err));
    *kept = newest == act + 1;
    return GI_OK;
}

gi_status gi_status_tree_fill(gi_db *db, const uint8_t secret[GI_STATUS_SECRET],
                              const gi_posting *account, int64_t act, bool before,
                              gi_status_tree *tree, gi_error *err)
{
    filling to = { .secret = secret, .act = act, .tree = tree };
    bool kept = false;
    if (!before) {
        return gi_balance_each(db, account, take_balance, &to, err);
    }
    GI_TRY(is_kept(db, account, act, &kept, err));
    return kept ? gi_status_balance_each(db, account, take_balance, &to, err)
                : gi_balance_each_before(db, account, act, take_balance, &to, err);
}

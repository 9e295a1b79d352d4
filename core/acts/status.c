/*
 * status.c - the daily word on how things stand, so that silence is noticed (FORMATS 8).
 *
 * With product and season: sums = [[material, total, base64 root] ...] of what holders have, in
 * a tree of salted balances; a material that nobody ever had is left out. Without: the general
 * leaf. dead = base64 of SHA-256 of [[key, first, count, state] ...] in canonical JSON, every
 * range not in force, ascending, with neighbours of one key and state merged; open = root over the
 * first opened openings of hidden codes (gi_scans_openings); doc = SHA-256 of the current bundle.
 * Openings lie in scans.db, which belongs to the page server: whoever tends the log reads it.
 */
#include <inttypes.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/status_tree.h"
#include "core/store/accounts.h"
#include "core/store/meta.h"
#include "core/store/products.h"
#include "core/store/runs.h"

enum { PRODUCT, SEASON, BUNDLE, OPENED, OPEN };

const gi_field_rule gi_status_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_PUBLIC, "产品代号（缺省为总状态）",
                  "product; none = the general status", "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_PUBLIC, "产季", "season", "2026-1" },
    [BUNDLE] = { "bundle", GI_FIELD_DIGEST, GI_PUBLIC, "离线包摘要（总状态）",
                 "SHA-256 of the bundle (general status)", "64 hex digits" },
    [OPENED] = { "opened", GI_FIELD_INT, GI_PUBLIC, "已查验的隐藏码次数（总状态）",
                 "openings of hidden codes (general status)", "0" },
    [OPEN] = { "open", GI_FIELD_DIGEST, GI_PUBLIC, "查验记录的树根（总状态）",
               "root over these openings (general status)", "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* ---- one product and season ---- */

static gi_status add_sum(gi_act *act, const uint8_t *secret, const gi_posting *account,
                         gi_json *sums, gi_error *err)
{
    GI_STATUS_TREE tree = { 0 };
    GI_AUTO_BUF text = GI_BUF(64);
    gi_sum_node root;
    GI_TRY(gi_status_tree_fill(act->db, secret, account, act->index, false, &tree, err));
    if (tree.count == 0) {
        return GI_OK;
    }
    GI_TRY(gi_sum_root(tree.node, tree.count, &root, err));
    gi_base64_add(&text, gi_digest_view(&root.hash));
    gi_json *sum = gi_json_array();
    gi_json_push_text(sum, account->material);
    gi_json_push_int(sum, root.sum);
    gi_json_push_text(sum, gi_buf_text(&text));
    gi_json_push(sums, sum);
    return GI_OK;
}

static gi_status write_sums(gi_act *act, gi_error *err)
{
    gi_product product;
    gi_season season;
    uint8_t secret[GI_STATUS_SECRET];
    char mark[GI_STATUS_MARK];
    int number = (int)act->value[SEASON].number;
    GI_TRY(gi_act_product(act, PRODUCT, &product, err));
    GI_TRY(gi_season_load(act->db, &product, number, &season, err));
    GI_TRY(gi_status_secret(act->db, &act->registry->random, secret, err));
    gi_json *sums = gi_json_array();
    gi_json_set(act->leaf, "sums", sums);
    for (size_t i = 0; i < GI_STATUS_MATERIALS; i++) {
        gi_posting account = { .product = product.index,
                               .season = number,
                               .material = gi_status_materials[i] };
        GI_TRY(add_sum(act, secret, &account, sums, err));
    }
    GI_TRY(gi_status_keep(act->db, &product, number, act->index, err));
    gi_act_leaf_product(act, &product, number);
    gi_status_mark(product.mnemonic, number, mark);
    return gi_counter_raise(act->db, mark, act->index + 1, err);
}

/* ---- the general leaf ---- */

#define DEAD_MAX (64U << 20)

typedef struct merging {
    gi_label_state state; /* count 0 = none yet */
    int64_t count;        /* may pass what a run holds */
    gi_buf text;
} merging;

static void merging_clear(merging *list)
{
    gi_buf_clear(&list->text);
}

static void put_range(merging *list)
{
    if (list->count > 0) {
        gi_buf_add_format(&list->text, "%s[%u,%" PRIu32 ",%" PRId64 ",\"%s\"]",
                          list->text.size > 1 ? "," : "", (unsigned)list->state.key,
                          list->state.first, list->count, list->state.state);
    }
}

static gi_status take_state(void *context, const gi_label_state *state, gi_error *err)
{
    merging *list = context;
    (void)err;
    if (list->count > 0 && list->state.key == state->key &&
        list->state.first + list->count == state->first &&
        strcmp(list->state.state, state->state) == 0) {
        list->count += state->count;
        return GI_OK;
    }
    put_range(list);
    list->state = *state;
    list->count = state->count;
    return GI_OK;
}

/* Words of states are ASCII letters and '_', so the text is canonical as it is printed. */
static gi_status hash_dead(gi_db *db, gi_digest *out, gi_error *err)
{
    merging list __attribute__((cleanup(merging_clear))) = { .text = GI_BUF(DEAD_MAX) };
    gi_buf_add_byte(&list.text, '[');
    GI_TRY(gi_label_state_each(db, take_state, &list, err));
    put_range(&list);
    gi_buf_add_byte(&list.text, ']');
    GI_TRY(gi_buf_status(&list.text, "ranges not in force", err));
    *out = gi_sha256(gi_buf_view(&list.text));
    return GI_OK;
}

static gi_status read_digest(const gi_act *act, int field, gi_digest *out, gi_error *err)
{
    return gi_hex_parse(act->value[field].text, out->bytes, sizeof out->bytes, err);
}

/* None without openings, and without a word on them. */
static gi_status write_openings(gi_act *act, gi_error *err)
{
    const gi_digest none = gi_empty_root();
    gi_digest open = none;
    GI_TRY(act->value[OPEN].given ? read_digest(act, OPEN, &open, err) : GI_OK);
    bool some = act->value[OPENED].given && act->value[OPENED].number > 0;
    if (some != (memcmp(open.bytes, none.bytes, sizeof open.bytes) != 0)) {
        return gi_act_bad_field(act, OPEN, err);
    }
    gi_leaf_set_digest(act->leaf, "open", &open);
    if (act->value[OPENED].given) {
        gi_json_set_int(act->leaf, "opened", act->value[OPENED].number);
        return gi_counter_raise(act->db, GI_OPENINGS_MARK, act->index + 1, err);
    }
    return GI_OK;
}

static gi_status write_general(gi_act *act, gi_error *err)
{
    gi_digest dead;
    char mark[GI_STATUS_MARK];
    GI_TRY(hash_dead(act->db, &dead, err));
    gi_leaf_set_digest(act->leaf, "dead", &dead);
    GI_TRY(write_openings(act, err));
    if (act->value[BUNDLE].given) {
        gi_digest bundle;
        GI_TRY(read_digest(act, BUNDLE, &bundle, err));
        gi_leaf_set_digest(act->leaf, "doc", &bundle);
    }
    gi_status_mark(NULL, 0, mark);
    return gi_counter_raise(act->db, mark, act->index + 1, err);
}

gi_status gi_status_perform(gi_act *act, gi_error *err)
{
    bool product = act->value[PRODUCT].given;
    if (product != act->value[SEASON].given) {
        const char *missing = product ? "season" : "product";
        return gi_fail_field(err, missing, GI_WHY_MISSING_FIELD, missing, act->kind->name);
    }
    for (int field = BUNDLE; product && field <= OPEN; field++) {
        if (act->value[field].given) {
            return gi_act_bad_field(act, field, err);
        }
    }
    return product ? write_sums(act, err) : write_general(act, err);
}

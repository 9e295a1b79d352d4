/*
 * bundle_write_keys.c - the key list of a bundle with all that vouches for it (bundle.h).
 *
 * Leaves go in as they were signed, so a device checks them without asking anybody.
 */
#include "core/lookup/bundle.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"

#define KEY_LIST_MAX (1 << 20)

static gi_status load_leaf(gi_db *db, int64_t index, gi_json **out, gi_error *err)
{
    gi_act_row row;
    GI_AUTO_BUF leaf = GI_BUF(65536);
    GI_TRY(gi_act_load(db, index, &row, NULL, &leaf, err));
    return gi_json_parse(gi_buf_view(&leaf), GI_BUNDLE_DEPTH, out, err);
}

typedef struct root_context {
    gi_db *db;
    gi_json *roots;
} root_context;

/* The founding leaf, every act whose key is a root's (a rotation), and every new epoch. */
static gi_status add_root(void *context, int64_t act, gi_error *err)
{
    root_context *to = context;
    GI_AUTO(gi_json) leaf = NULL;
    gi_bytes role = { 0 };
    GI_TRY(load_leaf(to->db, act, &leaf, err));
    bool rotation = gi_json_as_text(gi_json_get(gi_json_get(leaf, "key"), "role"), &role) &&
                    gi_bytes_equal(role, gi_bytes_of("root")) && gi_json_get(leaf, "next") != NULL;
    bool named = gi_json_get(leaf, "found") != NULL || gi_json_get(leaf, "epoch") != NULL;
    if (named || rotation) {
        gi_json_push(to->roots, GI_TAKE(leaf));
    }
    return GI_OK;
}

gi_status gi_bundle_add_keys(gi_db *db, gi_json *payload, gi_error *err)
{
    int64_t act = 0;
    GI_AUTO_BUF list = GI_BUF(KEY_LIST_MAX);
    GI_AUTO(gi_json) keys = NULL;
    GI_AUTO(gi_json) leaf = NULL;
    root_context roots = { db, gi_json_array() };
    gi_json_set(payload, "roots", roots.roots);
    GI_TRY(gi_key_list_last(db, &act, &list, err));
    GI_TRY(gi_json_parse(gi_buf_view(&list), GI_BUNDLE_DEPTH, &keys, err));
    GI_TRY(load_leaf(db, act, &leaf, err));
    gi_json_set(payload, "list", GI_TAKE(keys));
    gi_json_set_int(payload, "list_act", act);
    gi_json_set(payload, "list_leaf", GI_TAKE(leaf));
    return gi_key_list_each(db, add_root, &roots, err);
}

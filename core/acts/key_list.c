/*
 * key_list.c - builds the key list from the key table and ties it to the act's leaf.
 */
#include "core/acts/key_list.h"
#include "core/store/meta.h"

#include <stdio.h>
#include <string.h>

gi_status gi_public_key_read(gi_bytes text, gi_public_key *out, gi_error *err)
{
    gi_bytes name;
    gi_bytes body;
    gi_algorithm algorithm = GI_ED25519;
    if (!gi_list_split(text, ':', &name, &body)) {
        return gi_fail(err, GI_WHY_BAD_PUBLIC_KEY, "<algorithm>:<base64>");
    }
    GI_TRY(gi_algorithm_parse(name, &algorithm, err));
    GI_AUTO_BUF raw = GI_BUF(GI_PUBLIC_KEY_MAX);
    GI_TRY(gi_base64_parse_add(body, &raw, err));
    return gi_public_key_from(algorithm, gi_buf_view(&raw), out, err);
}

void gi_public_key_write(const gi_public_key *key, gi_buf *out)
{
    gi_buf_add_text(out, gi_algorithm_name(key->algorithm));
    gi_buf_add_byte(out, ':');
    gi_base64_add(out, (gi_bytes){ key->bytes, key->size });
}

gi_json *gi_key_entry(const gi_key_row *key)
{
    GI_AUTO_BUF text = GI_BUF(256);
    gi_json *entry = gi_json_object();
    gi_base64_add(&text, (gi_bytes){ key->public_key.bytes, key->public_key.size });
    gi_json_set_int(entry, "id", key->id);
    gi_json_set_text(entry, "role", key->role);
    gi_json_set_text(entry, "alg", gi_algorithm_name(key->public_key.algorithm));
    gi_json_set_text(entry, "pub", gi_buf_text(&text));
    gi_json_set_text(entry, "state", key->state);
    gi_json_set_int(entry, "from", key->since);
    if (key->holder != 0) {
        gi_json_set_int(entry, "holder", key->holder);
    }
    if (key->products[0] != '\0') {
        gi_json_set_text(entry, "products", key->products);
    }
    if (key->types[0] != '\0') {
        gi_json_set_text(entry, "types", key->types);
    }
    if (key->has_retired) {
        gi_json_set_int(entry, "until", key->retired);
    }
    if (key->has_last_good) {
        gi_json_set_int(entry, "last", key->last_good);
    }
    return entry;
}

static gi_status add_entry(void *context, const gi_key_row *row, gi_error *err)
{
    (void)err;
    gi_json_push(context, gi_key_entry(row));
    return GI_OK;
}

gi_status gi_key_list_update(gi_act *act, gi_error *err)
{
    GI_AUTO(gi_json) list = gi_json_object();
    GI_AUTO(gi_json) keys = gi_json_array();
    GI_AUTO_BUF text = GI_BUF(1 << 20);
    GI_TRY(gi_key_each(act->db, add_entry, keys, err));
    gi_json_set_int(list, "v", 1);
    gi_json_set(list, "keys", GI_TAKE(keys));
    GI_TRY(gi_json_ok(list, err));
    gi_json_write(list, &text);
    GI_TRY(gi_buf_status(&text, "key list", err));
    gi_digest digest = gi_sha256(gi_buf_view(&text));
    gi_leaf_set_digest(act->leaf, "doc", &digest);
    return gi_key_list_insert(act->db, act->index, gi_buf_view(&text), err);
}

static void announce_name(uint16_t root, char out[32])
{
    (void)snprintf(out, 32, "next root of %u", (unsigned)root);
}

gi_status gi_root_announce(gi_db *db, uint16_t root, const char *hash, gi_error *err)
{
    char name[32];
    announce_name(root, name);
    return gi_meta_put(db, name, hash, err);
}

gi_status gi_root_announced(gi_db *db, uint16_t root, char hash[65], gi_error *err)
{
    char name[32];
    bool found = false;
    announce_name(root, name);
    hash[0] = '\0';
    return gi_meta_get(db, name, hash, 65, &found, err);
}

/*
 * key.c - the life of keys: add, retire, leaked with the last good serial, root rotation.
 *
 * Signed by the root. One key, one role; ids are never reused. A label key may be limited to
 * products, label types and one holder.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/key_list.h"
#include "core/store/keys.h"

enum { OP, ID, ROLE, PUBLIC, HOLDER, PRODUCTS, TYPES, LAST, NEXT };

const gi_field_rule gi_key_fields[] = {
    [OP] = { "op", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "操作", "what to do",
             "add|retire|leaked|rotate" },
    [ID] = { "id", GI_FIELD_KEY, GI_REQUIRED | GI_PUBLIC, "密钥号", "key id", "1..65535" },
    [ROLE] = { "role", GI_FIELD_WORD, GI_PUBLIC, "角色", "role",
               "authority|bureau|registry|label|log" },
    [PUBLIC] = { "public", GI_FIELD_TEXT, GI_PUBLIC, "公钥", "public key", "ed25519:<base64>" },
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_PUBLIC, "所属主体", "holder", "001F" },
    [PRODUCTS] = { "products", GI_FIELD_TEXT, GI_PUBLIC, "限用产品", "products allowed",
                   "LSYW,NHHC" },
    [TYPES] = { "types", GI_FIELD_TEXT, GI_PUBLIC, "限用标签类型", "label types allowed", "0,3" },
    [LAST] = { "last_good", GI_FIELD_INT, GI_PUBLIC, "最后可信序号", "last good serial",
               "a serial" },
    [NEXT] = { "next", GI_FIELD_DIGEST, GI_PUBLIC, "下一根公钥的摘要",
               "SHA-256 of the next root public key", "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status missing(const gi_act *act, int field, gi_error *err)
{
    const char *name = gi_key_fields[field].name;
    return gi_fail_field(err, name, GI_WHY_MISSING_FIELD, name, act->kind->name);
}

/* Checkpoints are signed with Ed25519, as everybody's tools read it; in gm with SM2 besides. */
static gi_status check_log_key(const gi_act *act, const gi_key_row *key, gi_error *err)
{
    bool gm = act->registry->about.suite == GI_SUITE_GM;
    gi_algorithm algorithm = key->public_key.algorithm;
    if (strcmp(key->role, "log") != 0 || algorithm == GI_ED25519 || (gm && algorithm == GI_SM2)) {
        return GI_OK;
    }
    return gi_fail_field(err, "public", GI_WHY_BAD_FIELD, "public", gi_algorithm_name(algorithm),
                         gm ? "ed25519|sm2" : "ed25519");
}

static gi_status insert_key(gi_act *act, const char *role, gi_error *err)
{
    gi_key_row key = { .id = (uint16_t)act->value[ID].number,
                       .since = act->ts,
                       .holder = (uint32_t)act->value[HOLDER].number };
    gi_key_row before;
    if (gi_key_load(act->db, key.id, &before, NULL) == GI_OK) {
        return gi_fail_field(err, "id", GI_WHY_EXISTS, gi_num(key.id).text);
    }
    if (!act->value[PUBLIC].given) {
        return missing(act, PUBLIC, err);
    }
    (void)snprintf(key.role, sizeof key.role, "%s", role);
    (void)snprintf(key.state, sizeof key.state, "active");
    GI_TRY(gi_act_text(act, PRODUCTS, key.products, sizeof key.products, err));
    GI_TRY(gi_act_text(act, TYPES, key.types, sizeof key.types, err));
    GI_TRY(gi_public_key_read(act->value[PUBLIC].text, &key.public_key, err));
    GI_TRY(check_log_key(act, &key, err));
    GI_TRY(gi_key_insert(act->db, &key, err));
    gi_json_set(act->leaf, "key", gi_key_entry(&key));
    return GI_OK;
}

static gi_status key_add(gi_act *act, gi_error *err)
{
    char role[12];
    if (!act->value[ROLE].given) {
        return missing(act, ROLE, err);
    }
    GI_TRY(gi_act_text(act, ROLE, role, sizeof role, err));
    return insert_key(act, role, err);
}

/* Ends a key's life; both ways it signs no more, but a retired key's labels stay good. */
static gi_status end_key(gi_act *act, const char *state, gi_error *err)
{
    gi_key_row key;
    GI_TRY(gi_key_load(act->db, (uint16_t)act->value[ID].number, &key, err));
    if (strcmp(key.state, "active") != 0) {
        return gi_fail(err, GI_WHY_ALREADY, gi_num(key.id).text, key.state);
    }
    (void)snprintf(key.state, sizeof key.state, "%s", state);
    key.has_retired = true;
    key.retired = act->ts;
    key.has_last_good = act->value[LAST].given;
    key.last_good = act->value[LAST].number;
    GI_TRY(gi_key_change(act->db, &key, err));
    gi_json_set(act->leaf, "key", gi_key_entry(&key));
    return GI_OK;
}

static gi_status key_retire(gi_act *act, gi_error *err)
{
    return end_key(act, "retired", err);
}

static gi_status key_leaked(gi_act *act, gi_error *err)
{
    return act->value[LAST].given ? end_key(act, "leaked", err) : missing(act, LAST, err);
}

/* The announced successor takes over; the old root signs this act and is retired by it. */
static gi_status key_rotate(gi_act *act, gi_error *err)
{
    char announced[65];
    char next[65];
    gi_public_key fresh;
    gi_key_row old;
    GI_AUTO_BUF hex = GI_BUF(128);
    if (!act->value[PUBLIC].given || !act->value[NEXT].given) {
        return missing(act, act->value[PUBLIC].given ? NEXT : PUBLIC, err);
    }
    GI_TRY(gi_public_key_read(act->value[PUBLIC].text, &fresh, err));
    GI_TRY(gi_root_announced(act->db, act->by, announced, err));
    gi_digest hash = gi_sha256((gi_bytes){ fresh.bytes, fresh.size });
    gi_hex_add(&hex, gi_digest_view(&hash));
    if (strcmp(gi_buf_text(&hex), announced) != 0) {
        return gi_fail(err, GI_WHY_WRONG_ROOT, gi_buf_text(&hex), announced);
    }
    GI_TRY(gi_key_load(act->db, act->by, &old, err));
    old.has_retired = true;
    old.retired = act->ts;
    (void)snprintf(old.state, sizeof old.state, "retired");
    GI_TRY(gi_key_change(act->db, &old, err));
    GI_TRY(insert_key(act, "root", err));
    GI_TRY(gi_act_text(act, NEXT, next, sizeof next, err));
    gi_json_set_text(act->leaf, "next", next);
    return gi_root_announce(act->db, (uint16_t)act->value[ID].number, next, err);
}

gi_status gi_key_perform(gi_act *act, gi_error *err)
{
    static gi_status (*const operations[])(gi_act *, gi_error *) = {
        key_add, key_retire, key_leaked, key_rotate, /* in the order of the words of op */
    };
    GI_TRY(operations[act->value[OP].number](act, err));
    gi_json_set_int(act->answer, "key", act->value[ID].number);
    return gi_key_list_update(act, err);
}

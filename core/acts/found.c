/*
 * found.c - the first act: who the registry is, its root key, its log key, its kind for ever.
 *
 * The leaf holds the hash of the next root key, so a lost or leaked root can be followed by
 * one that was announced before.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/key_list.h"
#include "core/acts/session.h"
#include "core/acts/status_tree.h"
#include "core/store/keys.h"
#include "core/store/meta.h"

enum { ORIGIN, NAME, KIND, SUITE, ROOT, NEXT, LOG };

const gi_field_rule gi_found_fields[] = {
    [ORIGIN] = { "origin", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "日志名", "origin of the log",
                 "gi.example.cn/log/2026" },
    [NAME] = { "name", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "发证机构", "authority's name",
               NULL },
    [KIND] = { "kind", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "性质", "demo or live",
               "demo|live" },
    [SUITE] = { "suite", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "算法套件", "suite", "intl|gm" },
    [ROOT] = { "root", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "根公钥", "root public key",
               "ed25519:<base64>" },
    [NEXT] = { "next", GI_FIELD_DIGEST, GI_REQUIRED | GI_PUBLIC, "下一根公钥的摘要",
               "SHA-256 of the next root public key", "64 hex digits" },
    [LOG] = { "log", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "日志公钥", "log public key",
              "ed25519:<base64>" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* Member found of the leaf: everything the founding fixes. */
static gi_status put_facts(gi_act *act, gi_error *err)
{
    gi_json *facts = gi_json_object();
    for (int field = ORIGIN; field <= LOG; field++) {
        gi_json_set(facts, gi_found_fields[field].name, gi_json_text(act->value[field].text));
    }
    gi_json_set(act->leaf, "found", facts);
    for (int field = ORIGIN; field <= SUITE; field++) {
        char text[GI_ORIGIN_MAX];
        GI_TRY(gi_act_text(act, field, text, sizeof text, err));
        GI_TRY(gi_meta_put(act->db, gi_found_fields[field].name, text, err));
    }
    char next[65];
    GI_TRY(gi_act_text(act, NEXT, next, sizeof next, err));
    return gi_root_announce(act->db, GI_ROOT_KEY, next, err);
}

static gi_status put_key(gi_act *act, uint16_t id, const char *role, int field, gi_error *err)
{
    gi_key_row key = { .id = id, .since = act->ts };
    (void)snprintf(key.role, sizeof key.role, "%s", role);
    (void)snprintf(key.state, sizeof key.state, "active");
    GI_TRY(gi_public_key_read(act->value[field].text, &key.public_key, err));
    return gi_key_insert(act->db, &key, err);
}

/* Drawn now, not by the first status leaf: one that is exported, signed elsewhere and submitted
 * must come out the same when it is made again. */
static gi_status draw_secret(gi_act *act, gi_error *err)
{
    uint8_t secret[GI_STATUS_SECRET];
    gi_status status = gi_status_secret(act->db, &act->registry->random, secret, err);
    gi_wipe(secret, sizeof secret);
    return status;
}

gi_status gi_found_perform(gi_act *act, gi_error *err)
{
    if (act->registry->founded) {
        return gi_fail(err, GI_WHY_FOUNDED, act->registry->about.origin);
    }
    if (memchr(act->value[ORIGIN].text.data, ' ', act->value[ORIGIN].text.size) != NULL ||
        memchr(act->value[ORIGIN].text.data, '+', act->value[ORIGIN].text.size) != NULL) {
        return gi_act_bad_field(act, ORIGIN, err);
    }
    GI_TRY(put_facts(act, err));
    GI_TRY(put_key(act, GI_ROOT_KEY, "root", ROOT, err));
    GI_TRY(put_key(act, GI_LOG_KEY, "log", LOG, err));
    GI_TRY(draw_secret(act, err));
    return gi_key_list_update(act, err);
}

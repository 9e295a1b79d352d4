/*
 * audit_keys.c - R2 and R3: who signs, in which role, with which counter, and when.
 *
 * Keys come from root-signed leaves alone. The first signer's counter has no gap; times of a
 * key that signs on the server do not run backwards by more than ten minutes.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit.h"
#include "gi/text.h"

/* ---- R2, R3 for any leaf ---- */

/* Roles whose keys lie on the server; the others may sign files and hand them in later. */
static bool signs_online(gi_role role)
{
    return role == GI_ROLE_REGISTRY || role == GI_ROLE_LABEL;
}

bool gi_audit_may_late(const gi_audit *audit, const audit_leaf *leaf)
{
    const audit_key *key = leaf->by > 0 ? audit->key[leaf->by] : NULL;
    return key == NULL || !signs_online(key->role);
}

static void check_time(gi_audit *audit, const audit_leaf *leaf, const audit_key *key)
{
    bool may_late = gi_audit_may_late(audit, leaf);
    if (key->n > 0 && leaf->ts < key->last_ts - AUDIT_SLACK_MS && !may_late) {
        gi_audit_find(audit, GI_AUDIT_BACK_DATED, leaf->index, key->last,
                      "key %u: %" PRId64 " after %" PRId64, key->id, leaf->ts, key->last_ts);
        audit->listed = leaf->index;
    } else if (leaf->ts < audit->counts.last_ts - AUDIT_SLACK_MS && may_late) {
        gi_audit_note(audit, GI_AUDIT_LATE, leaf->index, -1, "%" PRId64 " after %" PRId64, leaf->ts,
                      audit->counts.last_ts);
        audit->counts.late++;
        audit->listed = leaf->index;
    }
    if (leaf->ts > audit->counts.last_ts) {
        audit->counts.last_ts = leaf->ts;
    }
}

static void check_counter(gi_audit *audit, const audit_leaf *leaf, audit_key *key)
{
    check_time(audit, leaf, key);
    if (leaf->n != key->n + 1) {
        gi_audit_find(audit, GI_AUDIT_COUNTER, leaf->index, key->n > 0 ? key->last : -1,
                      "key %u: %" PRId64 " after %" PRId64, key->id, leaf->n, key->n);
    }
    /* A gap is told once: counting goes on from what the leaf says. */
    key->n = leaf->n;
    key->last = leaf->index;
    key->last_ts = leaf->ts > key->last_ts ? leaf->ts : key->last_ts;
}

static void check_role(gi_audit *audit, const audit_leaf *leaf, const audit_key *key)
{
    if (!key->active) {
        gi_audit_find(audit, GI_AUDIT_KEY_ENDED, leaf->index, key->introduced, "key %u", key->id);
    }
    if (leaf->act != NULL && key->role != leaf->act->role) {
        gi_audit_find(audit, GI_AUDIT_WRONG_ROLE, leaf->index, key->introduced,
                      "key %u: %s, wanted %s", key->id, gi_role_name(key->role),
                      gi_role_name(leaf->act->role));
    }
}

/* One [key, base64]; *signer is NULL when nobody introduced that key. */
static gi_status check_signature(gi_audit *audit, const audit_leaf *leaf, const gi_json *pair,
                                 const audit_key **signer, gi_error *err)
{
    int64_t id = 0;
    gi_bytes text = { 0 };
    gi_signature signature;
    *signer = NULL;
    if (!gi_json_as_int(gi_json_at(pair, 0), &id) || id < 1 || id >= AUDIT_KEYS ||
        !gi_json_as_text(gi_json_at(pair, 1), &text) || gi_json_count(pair) != 2 ||
        gi_base64_parse(text, signature.bytes, sizeof signature.bytes, NULL) != GI_OK) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "sigs");
        return GI_OK;
    }
    const audit_key *key = audit->key[id];
    if (key == NULL) {
        gi_audit_find(audit, GI_AUDIT_UNKNOWN_KEY, leaf->index, -1, "key %" PRId64, id);
        return GI_OK;
    }
    *signer = key;
    return gi_audit_queue(audit, leaf, key, &signature, err);
}

#define SIGNATURES_MAX 8

gi_status gi_audit_signers(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    size_t count = gi_json_count(leaf->sigs);
    bool second = leaf->act == NULL || leaf->act->second == GI_ROLE_NONE;
    bool first = false;
    for (size_t i = 0; i < count && i < SIGNATURES_MAX; i++) {
        const audit_key *key = NULL;
        GI_TRY(check_signature(audit, leaf, gi_json_at(leaf->sigs, i), &key, err));
        first = first || (i == 0 && key != NULL && key->id == leaf->by);
        second = second || (key != NULL && key->active && i > 0 && key->id != leaf->by &&
                            key->role == leaf->act->second);
    }
    if (audit->key[leaf->by] == NULL) {
        gi_audit_find(audit, GI_AUDIT_UNKNOWN_KEY, leaf->index, -1, "by %" PRId64, leaf->by);
        return GI_OK;
    }
    if (!first || count > SIGNATURES_MAX) {
        gi_audit_find(audit, GI_AUDIT_SIGNATURE, leaf->index, -1,
                      "the first of %zu is not of by %" PRId64, count, leaf->by);
    }
    if (!second) {
        gi_audit_find(audit, GI_AUDIT_ONE_SIGNATURE, leaf->index, -1, "%s wanted",
                      gi_role_name(leaf->act->second));
    }
    check_role(audit, leaf, audit->key[leaf->by]);
    check_counter(audit, leaf, audit->key[leaf->by]);
    return GI_OK;
}

bool gi_audit_in_scope(const audit_key *key, const char *mnemonic, uint32_t org)
{
    int64_t holder = 0;
    gi_bytes products = { 0 };
    if (gi_json_as_int(gi_json_get(key->entry, "holder"), &holder) && holder != org) {
        return false;
    }
    return !gi_json_as_text(gi_json_get(key->entry, "products"), &products) ||
           memmem(products.data, products.size, mnemonic, strlen(mnemonic)) != NULL;
}

const audit_key *gi_audit_log_key(const gi_audit *audit, unsigned after)
{
    for (unsigned id = after + 1; id < AUDIT_KEYS; id++) {
        const audit_key *key = audit->key[id];
        if (key != NULL && key->role == GI_ROLE_LOG && key->active && key->verifier != NULL) {
            return key;
        }
    }
    return NULL;
}

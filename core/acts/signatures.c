/*
 * signatures.c - which keys sign an act, and their signatures (signatures.h).
 *
 * The first signature is of the act's own role; where the table says so a second one is of
 * another role, or of another key of the same role. One that came in a file counts when it fits
 * the leaf and its key stands; else a signer of the session signs. The leaf is what it is:
 * nothing here changes it but its sigs.
 */
#include "core/acts/signatures.h"

#include <string.h>

#include "core/acts/session.h"

/* The first active signer of a role, but not the key `except` (0 = any). */
static gi_status signer_of_role(const gi_session *session, gi_role role, uint16_t except,
                                const gi_signer **out, gi_error *err)
{
    *out = NULL;
    for (size_t i = 0; i < session->count && *out == NULL; i++) {
        gi_key_row key;
        const gi_signer *signer = session->signers[i];
        if (!session->registry->founded && role == GI_ROLE_ROOT) {
            *out = signer->key == GI_ROOT_KEY ? signer : NULL;
            continue;
        }
        GI_TRY(gi_key_load(session->registry->db, signer->key, &key, err));
        if (strcmp(key.role, gi_role_name(role)) == 0 && strcmp(key.state, "active") == 0 &&
            key.id != except) {
            *out = signer;
        }
    }
    return GI_OK;
}

typedef struct key_search {
    const char *role;
    uint16_t id;
} key_search;

static gi_status first_active(void *context, const gi_key_row *row, gi_error *err)
{
    key_search *search = context;
    (void)err;
    if (search->id == 0 && strcmp(row->role, search->role) == 0 &&
        strcmp(row->state, "active") == 0) {
        search->id = row->id;
    }
    return GI_OK;
}

gi_status gi_path_choose_key(const gi_session *session, const gi_path_options *options, gi_act *act,
                             gi_error *err)
{
    int64_t by = 0;
    if (options->leaf != NULL && gi_json_as_int(gi_json_get(options->leaf, "by"), &by)) {
        act->by = (uint16_t)by;
        GI_TRY(signer_of_role(session, act->kind->role, 0, &act->signer, err));
        act->signer = act->signer != NULL && act->signer->key == act->by ? act->signer : NULL;
        return GI_OK;
    }
    GI_TRY(signer_of_role(session, act->kind->role, 0, &act->signer, err));
    if (act->signer != NULL) {
        act->by = act->signer->key;
        return GI_OK;
    }
    key_search search = { gi_role_name(act->kind->role), 0 };
    if (options->export_only) {
        GI_TRY(gi_key_each(session->registry->db, first_active, &search, err));
    }
    act->by = search.id;
    return act->by != 0 ? GI_OK
                        : gi_fail(err, GI_WHY_SIGNER_MISSING, act->kind->name,
                                  gi_role_name(act->kind->role));
}

gi_status gi_path_check_key(const gi_act *act, const gi_key_row *key, gi_role role, gi_error *err)
{
    if (strcmp(key->role, gi_role_name(role)) != 0) {
        return gi_fail(err, GI_WHY_WRONG_ROLE, gi_num(key->id).text, key->role, gi_role_name(role));
    }
    /* A root key that signs its own rotation is retired by that very act. */
    bool own_rotation = role == GI_ROLE_ROOT && key->has_retired && key->retired == act->ts;
    if (strcmp(key->state, "active") != 0 && !own_rotation) {
        return gi_fail(err, GI_WHY_KEY_RETIRED, gi_num(key->id).text, key->state);
    }
    return GI_OK;
}

/* A signature among those of the file, checked: of act->by when first, else of another key. */
static gi_status take_given(const gi_act *act, const gi_path_options *options, gi_role role,
                            bool first, gi_json *sigs, bool *taken, gi_error *err)
{
    if (options->sigs == NULL) {
        return GI_OK;
    }
    GI_AUTO(gi_json) probe = gi_json_copy(act->leaf);
    gi_json_set(probe, "sigs", gi_json_copy(options->sigs));
    GI_TRY(gi_json_ok(probe, err));
    for (size_t i = 0; i < gi_json_count(options->sigs) && !*taken; i++) {
        const gi_json *pair = gi_json_at(options->sigs, i);
        gi_key_row key;
        int64_t id = 0;
        if (!gi_json_as_int(gi_json_at(pair, 0), &id) || id < 1 || id > UINT16_MAX) {
            return gi_fail(err, GI_WHY_BAD_LEAF, "sigs");
        }
        GI_TRY(gi_key_load(act->db, (uint16_t)id, &key, err));
        if (gi_role_find(gi_bytes_of(key.role)) != role || (key.id == act->by) != first) {
            continue;
        }
        GI_TRY(gi_path_check_key(act, &key, role, err));
        GI_TRY(gi_leaf_signed_by(probe, key.id, &key.public_key, taken, err));
        if (*taken) {
            gi_json_push(sigs, gi_json_copy(pair));
        }
    }
    return GI_OK;
}

/* An act that asked for its second signature says itself why. */
static gi_status missing(const gi_act *act, bool first, gi_role role, gi_error *err)
{
    if (first || act->second == GI_ROLE_NONE) {
        return gi_fail(err, GI_WHY_SIGNER_MISSING, act->kind->name, gi_role_name(role));
    }
    if (err != NULL) {
        *err = act->lacking;
    }
    return act->lacking.status;
}

static gi_status sign_as(const gi_session *session, const gi_act *act,
                         const gi_path_options *options, bool first, gi_json *sigs, gi_error *err)
{
    gi_role second = act->second != GI_ROLE_NONE ? act->second : act->kind->second;
    gi_role role = first ? act->kind->role : second;
    bool taken = false;
    const gi_signer *signer = NULL;
    if (role == GI_ROLE_NONE) {
        return GI_OK;
    }
    GI_TRY(take_given(act, options, role, first, sigs, &taken, err));
    if (taken) {
        return GI_OK;
    }
    /* The first signer was chosen before the act: a rotation retires the root that signs it. */
    if (first) {
        signer = act->signer;
    } else {
        GI_TRY(signer_of_role(session, role, act->by, &signer, err));
    }
    if (signer == NULL) {
        return missing(act, first, role, err);
    }
    GI_AUTO(gi_json) signed_leaf = gi_json_copy(act->leaf);
    GI_TRY(gi_leaf_sign(signed_leaf, signer, err));
    gi_json_push(sigs, gi_json_copy(gi_json_at(gi_json_get(signed_leaf, "sigs"), 0)));
    return gi_json_ok(sigs, err);
}

gi_status gi_path_sign(const gi_session *session, const gi_path_options *options, gi_act *act,
                       gi_error *err)
{
    GI_AUTO(gi_json) sigs = gi_json_array();
    GI_TRY(sign_as(session, act, options, true, sigs, err));
    GI_TRY(sign_as(session, act, options, false, sigs, err));
    gi_json_set(act->leaf, "sigs", GI_TAKE(sigs));
    return GI_OK;
}

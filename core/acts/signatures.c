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

/* The role of a signer's active key, GI_ROLE_NONE of another one. Read once a session: only acts
 * that root signs change it, and they have it read anew (gi_session_run). */
static gi_status role_of(gi_session *session, size_t place, gi_role *out, gi_error *err)
{
    bool kept = place < GI_SIGNERS_KNOWN;
    gi_key_row key;
    if (kept && session->known[place]) {
        *out = session->role[place];
        return GI_OK;
    }
    gi_status found = gi_key_load(session->registry->db, session->signers[place]->key, &key, err);
    if (found == GI_NOT_FOUND && session->closing) {
        *out = GI_ROLE_NONE; /* the key of the log that is about to begin */
        return GI_OK;
    }
    GI_TRY(found);
    *out = strcmp(key.state, "active") == 0 ? gi_role_find(gi_bytes_of(key.role)) : GI_ROLE_NONE;
    if (kept) {
        session->role[place] = *out;
        session->known[place] = true;
    }
    return GI_OK;
}

/* The first active signer of a role, but not the key `except` (0 = any). */
static gi_status signer_of_role(gi_session *session, gi_role role, uint16_t except,
                                const gi_signer **out, gi_error *err)
{
    *out = NULL;
    for (size_t i = 0; i < session->count && *out == NULL; i++) {
        gi_role has = GI_ROLE_NONE;
        const gi_signer *signer = session->signers[i];
        if (!session->registry->founded && role == GI_ROLE_ROOT) {
            *out = signer->key == GI_ROOT_KEY ? signer : NULL;
            continue;
        }
        GI_TRY(role_of(session, i, &has, err));
        *out = has == role && signer->key != except ? signer : NULL;
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

gi_status gi_path_choose_key(gi_session *session, const gi_path_options *options, gi_act *act,
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

/* Where a signature will stand: gi_pending_sign puts it there. */
static void push_place(gi_json *sigs, const gi_signer *signer)
{
    gi_json *pair = gi_json_array();
    gi_json_push_int(pair, signer->key);
    gi_json_push_text(pair, GI_NO_SIGNATURE);
    gi_json_push(sigs, pair);
}

static gi_status sign_as(gi_session *session, const gi_act *act, const gi_path_options *options,
                         bool first, gi_json *sigs, gi_pending_act *out, gi_error *err)
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
    push_place(sigs, signer);
    out->signer[out->signers++] = signer;
    return GI_OK;
}

gi_status gi_path_sign(gi_session *session, const gi_path_options *options, gi_act *act,
                       gi_pending_act *out, gi_error *err)
{
    GI_AUTO(gi_json) sigs = gi_json_array();
    GI_TRY(sign_as(session, act, options, true, sigs, out, err));
    GI_TRY(sign_as(session, act, options, false, sigs, out, err));
    gi_json_set(act->leaf, "sigs", GI_TAKE(sigs));
    return gi_json_ok(act->leaf, err);
}

/* ---- the signatures themselves ---- */

static const char zeros[] = GI_NO_SIGNATURE;
static const char member[] = ",\"sigs\":["; /* never the first: "by" stands before it */

/* Behind the bracket that ends the member at this place; its strings hold no brackets. */
static size_t end_of_member(gi_bytes leaf, size_t at)
{
    int depth = 0;
    do {
        depth += (leaf.data[at] == '[') - (leaf.data[at] == ']');
        at++;
    } while (depth > 0 && at < leaf.size);
    return at;
}

/* What is signed: the leaf without its member sigs. Quotes inside a text are escaped, so what
 * looks like the member is the member. */
static gi_status add_message(gi_bytes leaf, gi_buf *out, gi_error *err)
{
    const uint8_t *place = memmem(leaf.data, leaf.size, member, sizeof member - 1);
    if (place == NULL) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "sigs");
    }
    size_t front = (size_t)(place - leaf.data);
    size_t rest = end_of_member(leaf, front + sizeof member - 2);
    gi_buf_add(out, gi_leaf_context());
    gi_buf_add(out, (gi_bytes){ leaf.data, front });
    gi_buf_add(out, (gi_bytes){ leaf.data + rest, leaf.size - rest });
    return gi_buf_status(out, "leaf", err);
}

/* Into the next free place of the member sigs, never into a text that looks like one. */
static gi_status put_signature(gi_buf *leaf, const gi_signature *signature, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(128);
    gi_base64_add(&text, (gi_bytes){ signature->bytes, sizeof signature->bytes });
    uint8_t *sigs = memmem(leaf->data, leaf->size, member, sizeof member - 1);
    size_t front = sigs == NULL ? leaf->size : (size_t)(sigs - leaf->data);
    uint8_t *place = memmem(leaf->data + front, leaf->size - front, zeros, sizeof zeros - 1);
    if (place == NULL || text.size != sizeof zeros - 1) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "sigs");
    }
    memcpy(place, text.data, text.size);
    return GI_OK;
}

static gi_status sign_all(gi_pending_act *act, gi_error *err)
{
    GI_AUTO_BUF message = GI_BUF(65536);
    if (act->signers == 0) {
        return GI_OK;
    }
    GI_TRY(add_message(gi_buf_view(&act->leaf), &message, err));
    for (size_t i = 0; i < act->signers; i++) {
        gi_signature signature;
        GI_TRY(gi_signer_sign(act->signer[i], gi_buf_view(&message), &signature, err));
        GI_TRY(put_signature(&act->leaf, &signature, err));
    }
    return GI_OK;
}

void gi_pending_sign(gi_pending_act *act)
{
    act->status = sign_all(act, &act->why);
}

/*
 * audit_epoch.c - where a log was closed and the next began (gi/epoch.h).
 *
 * The epoch leaf ends keys by a rule, not by a list: every log key, and every label key where
 * leaves were lost. The digest of the key list says whether the registry did so. Leaves that were
 * lost are told by number, as a line of their own: they are no violation and no silence.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_epoch.h"
#include "core/log/lines.h"

const char *gi_audit_origin_at(const gi_audit *audit, int64_t size)
{
    for (size_t i = 0; i < audit->epochs; i++) {
        if (size <= audit->epoch[i].act) {
            return audit->epoch[i].closed.origin;
        }
    }
    return audit->origin;
}

/* ---- what the leaf says ---- */

static bool is_used(const gi_audit *audit, const char *origin)
{
    bool used = strcmp(audit->origin, origin) == 0;
    for (size_t i = 0; i < audit->epochs; i++) {
        used = used || strcmp(audit->epoch[i].closed.origin, origin) == 0;
    }
    return used;
}

static bool says(const audit_leaf *leaf, const char *reason)
{
    gi_bytes why = { 0 };
    return gi_json_as_text(gi_json_get(leaf->json, "why"), &why) &&
           gi_bytes_equal(why, gi_bytes_of(reason));
}

/* The newest size known: of the closing checkpoint, or past it as member seen says. */
static const char *read_far(const audit_leaf *leaf, audit_epoch *epoch)
{
    const gi_json *seen = gi_json_get(leaf->json, "seen");
    epoch->far = epoch->closed.size;
    if (seen != NULL && (!gi_json_as_int(gi_json_at(seen, 0), &epoch->far) ||
                         epoch->far <= epoch->closed.size || epoch->far > GI_JSON_INT_MAX)) {
        return "seen";
    }
    return says(leaf, "lost") == (epoch->far > epoch->act)
               ? NULL
               : "its reason does not fit what was lost";
}

static const char *read_begun(const gi_audit *audit, const audit_leaf *leaf, audit_epoch *epoch)
{
    const gi_json *begun = gi_json_get(leaf->json, "epoch");
    int64_t number = 0;
    int64_t kept = 0;
    gi_bytes origin = { 0 };
    if (!gi_json_as_int(gi_json_get(begun, "no"), &number) ||
        number != (int64_t)audit->epochs + 2 ||
        !gi_json_as_int(gi_json_get(begun, "kept"), &kept) || kept != epoch->act ||
        !gi_json_as_text(gi_json_get(begun, "origin"), &origin) || !gi_log_name_valid(origin) ||
        gi_text_copy(epoch->origin, sizeof epoch->origin, origin, "origin", NULL) != GI_OK) {
        return "no, kept, origin";
    }
    return is_used(audit, epoch->origin) ? "an origin that was used before" : NULL;
}

/* ---- keys ---- */

static gi_status end_key(const gi_audit *audit, const audit_leaf *leaf, audit_key *key,
                         gi_error *err)
{
    const audit_runs *runs = audit->runs[key->id];
    bool label = key->role == GI_ROLE_LABEL;
    gi_json_set_text(key->entry, "state",
                     !label && says(leaf, "key-leaked") ? "leaked" : "retired");
    gi_json_set_int(key->entry, "until", leaf->ts);
    if (label) {
        gi_json_set_int(key->entry, "last", runs != NULL ? runs->next - 1 : 0);
    }
    key->active = false;
    return gi_json_ok(key->entry, err);
}

static gi_status end_keys(gi_audit *audit, const audit_leaf *leaf, bool lost, gi_error *err)
{
    for (size_t id = 1; id < AUDIT_KEYS; id++) {
        audit_key *key = audit->key[id];
        bool ends = key != NULL && key->active &&
                    (key->role == GI_ROLE_LOG || (lost && key->role == GI_ROLE_LABEL));
        GI_TRY(ends ? end_key(audit, leaf, key, err) : GI_OK);
    }
    return GI_OK;
}

static gi_status begin_key(gi_audit *audit, const audit_leaf *leaf, const char *number,
                           const char *key, gi_error *err)
{
    int64_t id = 0;
    gi_bytes text = gi_bytes_of(""); /* what is missing reads as a key that fits nothing */
    const gi_json *begun = gi_json_get(leaf->json, "epoch");
    (void)gi_json_as_text(gi_json_get(begun, key), &text);
    if (!gi_json_as_int(gi_json_get(begun, number), &id) || id < 1 || id >= AUDIT_KEYS ||
        audit->key[id] != NULL) {
        gi_audit_find(audit, GI_AUDIT_EPOCH, leaf->index, -1, "key %" PRId64, id);
        return GI_OK;
    }
    return gi_audit_new_key(audit, leaf, id, gi_role_name(GI_ROLE_LOG), text, err);
}

/* In the gm suite a second one may begin beside it. */
static gi_status begin_keys(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    GI_TRY(begin_key(audit, leaf, "id", "log", err));
    return gi_json_get(gi_json_get(leaf->json, "epoch"), "also") != NULL
               ? begin_key(audit, leaf, "also_id", "also", err)
               : GI_OK;
}

/* ---- the leaf ---- */

static void tell_lost(gi_audit *audit, const audit_epoch *epoch)
{
    if (epoch->far > epoch->act) {
        gi_audit_note(audit, GI_AUDIT_GAP, epoch->act, -1,
                      "%" PRId64 " to %" PRId64 " of %s; since then %s", epoch->act, epoch->far - 1,
                      epoch->closed.origin, epoch->origin);
        audit->counts.lost += epoch->far - epoch->act;
    } else {
        gi_audit_note(audit, GI_AUDIT_SEAM, epoch->act, -1, "%s; since then %s",
                      epoch->closed.origin, epoch->origin);
    }
}

static gi_status take_in(gi_audit *audit, const audit_epoch *epoch, gi_error *err)
{
    void *items = audit->epoch;
    GI_TRY(gi_audit_grow(&items, audit->epochs, &audit->epoch_room, sizeof *epoch, err));
    audit->epoch = items;
    audit->epoch[audit->epochs++] = *epoch;
    memcpy(audit->origin, epoch->origin, sizeof audit->origin);
    tell_lost(audit, epoch);
    return GI_OK;
}

gi_status gi_audit_epoch(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_epoch epoch = { .act = leaf->index };
    const gi_json *closed = gi_json_get(leaf->json, "closed");
    const char *what = NULL;
    GI_TRY(gi_audit_head_member(audit, leaf, closed, true, &epoch.closed, &what, err));
    what = what != NULL ? what : read_far(leaf, &epoch);
    what = what != NULL ? what : read_begun(audit, leaf, &epoch);
    if (what != NULL) {
        gi_audit_find(audit, GI_AUDIT_EPOCH, leaf->index, -1, "%s", what);
    }
    GI_TRY(end_keys(audit, leaf, epoch.far > epoch.act, err));
    GI_TRY(begin_keys(audit, leaf, err));
    GI_TRY(gi_audit_key_list(audit, leaf, err));
    return what == NULL ? take_in(audit, &epoch, err) : GI_OK;
}

/* ---- what an auditor remembers of a log that was closed since ---- */

static const audit_epoch *epoch_after(const gi_audit *audit, const char *origin)
{
    for (size_t i = 0; i < audit->epochs; i++) {
        if (strcmp(audit->epoch[i].closed.origin, origin) == 0) {
            return &audit->epoch[i];
        }
    }
    return NULL;
}

/* A size at which the log and the one before can be compared, with the root that was seen of it:
 * the remembered one where its leaves were kept, else that of the kept leaves in the audit of it.
 */
static gi_status seen_root(const gi_audit *before, const audit_epoch *epoch, gi_checkpoint *seen,
                           bool *known, gi_error *err)
{
    *known = seen->size <= epoch->act;
    if (*known || before == NULL) {
        return GI_OK;
    }
    seen->size = epoch->act;
    return gi_audit_root_at(before, epoch->act, &seen->root, known, err);
}

static void tell_fork(gi_audit *audit, const audit_epoch *epoch, int64_t size,
                      gi_audit_verdict *verdict)
{
    gi_audit_find(audit, GI_AUDIT_FORK, epoch->act, -1, "%s, size %" PRId64, epoch->closed.origin,
                  size);
    verdict->tree = false;
}

static gi_status compare_kept(gi_audit *audit, const audit_epoch *epoch,
                              const gi_audit_state *memory, gi_audit_verdict *verdict,
                              bool *vouched, gi_error *err)
{
    gi_checkpoint seen = memory->head;
    gi_digest root;
    bool known = false;
    bool ours = false;
    GI_TRY(seen_root(audit->options.before, epoch, &seen, &known, err));
    if (known) {
        GI_TRY(gi_audit_root_at(audit, seen.size, &root, &ours, err));
    }
    *vouched = known && ours && memcmp(root.bytes, seen.root.bytes, sizeof root.bytes) == 0;
    if (known && ours && !*vouched) {
        tell_fork(audit, epoch, seen.size, verdict);
    }
    return GI_OK;
}

gi_status gi_audit_epoch_memory(gi_audit *audit, const gi_audit_state *memory,
                                gi_audit_verdict *verdict, bool *vouched, gi_error *err)
{
    const gi_checkpoint *seen = &memory->head;
    const audit_epoch *epoch = epoch_after(audit, seen->origin);
    *vouched = false;
    if (epoch == NULL) {
        return gi_fail(err, GI_WHY_OTHER_LOG, verdict->state.head.origin, seen->origin);
    }
    if (seen->size > epoch->far) {
        gi_audit_find(audit, GI_AUDIT_ROLLBACK, epoch->act, -1,
                      "%s was closed with size %" PRId64 ", seen was %" PRId64, seen->origin,
                      epoch->far, seen->size);
        verdict->rolled_back = true;
    } else if (seen->size == epoch->closed.size &&
               memcmp(seen->root.bytes, epoch->closed.root.bytes, sizeof seen->root.bytes) != 0) {
        tell_fork(audit, epoch, seen->size, verdict);
        return GI_OK;
    }
    return compare_kept(audit, epoch, memory, verdict, vouched, err);
}

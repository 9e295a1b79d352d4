/*
 * audit_heads.c - head leaves: a signed checkpoint of an earlier size, kept in the log itself.
 *
 * The note must be what it says: of this log, of an earlier size, with the root that the leaves
 * give, signed by a log key. Its cosignatures are believed only from witnesses that the caller
 * trusts; lines of others say nothing.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_epoch.h"

#define NOTE_MAX 4096
#define SECONDS_MAX (GI_JSON_INT_MAX / 1000)

/* Is the note signed by a log key of this log, active or ended since? */
static gi_status signed_by_log(const gi_audit *audit, const gi_note *note, const char *origin,
                               bool *out, gi_error *err)
{
    *out = false;
    for (size_t id = 1; id < AUDIT_KEYS && !*out; id++) {
        const audit_key *key = audit->key[id];
        if (key != NULL && key->role == GI_ROLE_LOG && key->verifier != NULL) {
            gi_status status = gi_note_fits(note, origin, &key->public_key, out, err);
            if (status != GI_OK && status != GI_INVALID) {
                return status;
            }
        }
    }
    return GI_OK;
}

static void take_time(gi_time at, bool prompt, audit_cosigned *seen)
{
    seen->oldest = seen->any && seen->oldest < at ? seen->oldest : at;
    seen->newest = seen->any && seen->newest > at ? seen->newest : at;
    seen->any = true;
    if (prompt) {
        seen->prompt = seen->any_prompt && seen->prompt > at ? seen->prompt : at;
        seen->any_prompt = true;
    }
}

/* The cosignatures of trusted witnesses; *what is set when one of them does not hold. */
static gi_status read_cosigned(const gi_audit *audit, const gi_note *note, audit_cosigned *seen,
                               const char **what, gi_error *err)
{
    for (size_t i = 0; i < audit->options.witnesses; i++) {
        bool fits = false;
        int64_t seconds = 0;
        gi_status status =
            gi_cosignature_fits(note, &audit->options.witness[i], &fits, &seconds, err);
        if (status == GI_INVALID || (fits && seconds > SECONDS_MAX)) {
            *what = "the cosignature of a trusted witness does not hold";
        } else if (status != GI_OK) {
            return status;
        } else if (fits) {
            const bool *by_file = audit->options.by_file;
            take_time(seconds * 1000, by_file == NULL || !by_file[i], seen);
        }
    }
    return GI_OK;
}

gi_status gi_audit_cosigned(gi_audit *audit, const gi_note *note, int64_t size, int64_t head,
                            const char **what, gi_error *err)
{
    audit_cosigned seen = { .size = size, .head = head };
    GI_TRY(read_cosigned(audit, note, &seen, what, err));
    if (seen.any && *what == NULL) {
        gi_audit_bracket(audit, &seen);
    }
    return GI_OK;
}

/* Members origin, size and root only repeat what the note says; they must not say else. */
static bool members_fit(const gi_json *head, const gi_checkpoint *said)
{
    int64_t size = -1;
    gi_bytes origin = gi_bytes_of("");
    gi_bytes root = gi_bytes_of("");
    GI_AUTO_BUF text = GI_BUF(64);
    gi_base64_add(&text, gi_digest_view(&said->root));
    (void)gi_json_as_text(gi_json_get(head, "origin"), &origin);
    (void)gi_json_as_text(gi_json_get(head, "root"), &root);
    return gi_json_as_int(gi_json_get(head, "size"), &size) && size == said->size &&
           gi_bytes_equal(origin, gi_bytes_of(said->origin)) &&
           gi_bytes_equal(root, gi_buf_view(&text));
}

static gi_status check_root(gi_audit *audit, const gi_checkpoint *said, const char **what,
                            gi_error *err)
{
    gi_digest root;
    bool known = false;
    GI_TRY(gi_audit_root_at(audit, said->size, &root, &known, err));
    if (known && memcmp(root.bytes, said->root.bytes, sizeof root.bytes) != 0) {
        *what = "the leaves give another root";
    }
    return GI_OK;
}

/* Of a log that ends more may have been cosigned than is here: what is here was. */
static gi_status judge_past(gi_audit *audit, const audit_leaf *leaf, const gi_note *note,
                            const gi_checkpoint *said, const char **what, gi_error *err)
{
    int64_t size = said->size < leaf->index ? said->size : leaf->index;
    if (said->size <= leaf->index) {
        GI_TRY(check_root(audit, said, what, err));
    }
    return *what != NULL ? GI_OK : gi_audit_cosigned(audit, note, size, leaf->index, what, err);
}

/* What is wrong with the checkpoint in a leaf; NULL when nothing is. */
static gi_status judge_note(gi_audit *audit, const audit_leaf *leaf, const gi_json *member,
                            const gi_note *note, bool closing, gi_checkpoint *out,
                            const char **what, gi_error *err)
{
    gi_checkpoint said;
    bool ours = false;
    if (gi_checkpoint_parse(note->body, &said, NULL) != GI_OK) {
        *what = "no checkpoint";
        return GI_OK;
    }
    const char *origin = closing ? audit->origin : gi_audit_origin_at(audit, said.size);
    GI_TRY(signed_by_log(audit, note, origin, &ours, err));
    if (strcmp(said.origin, origin) != 0 || !members_fit(member, &said)) {
        *what = "of another log, or not what its members say";
    } else if (said.size > leaf->index && !closing) {
        *what = "of no earlier size";
    } else if (!ours) {
        *what = "not signed by a log key";
    } else {
        GI_TRY(judge_past(audit, leaf, note, &said, what, err));
    }
    *out = said;
    return GI_OK;
}

gi_status gi_audit_head_member(gi_audit *audit, const audit_leaf *leaf, const gi_json *member,
                               bool closing, gi_checkpoint *out, const char **what, gi_error *err)
{
    gi_note note;
    gi_bytes coded = gi_bytes_of("");
    GI_AUTO_BUF text = GI_BUF(NOTE_MAX);
    (void)gi_json_as_text(gi_json_get(member, "note"), &coded);
    if (gi_base64_parse_add(coded, &text, NULL) != GI_OK ||
        gi_note_parse(gi_buf_view(&text), &note, NULL) != GI_OK) {
        *what = "no signed note";
        return GI_OK;
    }
    return judge_note(audit, leaf, member, &note, closing, out, what, err);
}

gi_status gi_audit_head_leaf(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    gi_checkpoint said;
    const char *what = NULL;
    const gi_json *head = gi_json_get(leaf->json, "head");
    audit->counts.heads++;
    GI_TRY(gi_audit_head_member(audit, leaf, head, false, &said, &what, err));
    if (what != NULL) {
        gi_audit_find(audit, GI_AUDIT_HEAD_LEAF, leaf->index, -1, "%s", what);
    }
    return GI_OK;
}

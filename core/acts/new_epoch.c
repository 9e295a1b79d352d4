/*
 * new_epoch.c - what has to be known before the act `epoch`: the last word, the mark (gi/epoch.h).
 *
 * The act believes its draft; here the draft is made of what this machine remembers and of what a
 * witness stopped it by, so that nobody closes a log with less than is known of it. Under the
 * write lock, in the transaction of the act.
 */
#include <string.h>

#include "core/acts/epoch.h"
#include "core/acts/head_note.h"
#include "core/acts/key_list.h"
#include "core/acts/offline.h"
#include "core/lookup/publish.h"
#include "core/store/high_water.h"
#include "core/store/log_rows.h"

#define NOTE_MAX 3000 /* of a note, in base64 in a field of 4,096 */

/* ---- the last word ---- */

/* The newest checkpoint of the log that goes on that a witness has cosigned, with its lines; else
 * the newest. */
static gi_status own_note(gi_db *db, gi_buf *out, gi_error *err)
{
    int64_t size = 0;
    bool found = false;
    gi_epoch_row epoch;
    gi_checkpoint head;
    GI_TRY(gi_epoch_at(db, INT64_MAX, &epoch, err));
    GI_TRY(gi_cosignature_size(db, &size, err));
    GI_TRY(size > epoch.act ? gi_checkpoint_after(db, size - 1, out, &found, err)
                            : gi_checkpoint_last(db, out, &found, err));
    GI_TRY(gi_checkpoint_of_note(gi_buf_view(out), &head, err));
    return gi_cosignature_newest(db, head.size, out, err);
}

/* One of an earlier log says nothing of the one that goes on. */
static bool read_evidence(const gi_registry *registry, gi_bytes evidence, gi_checkpoint *out)
{
    return evidence.size > 0 && gi_checkpoint_of_note(evidence, out, NULL) == GI_OK &&
           strcmp(out->origin, registry->about.origin) == 0;
}

/* Newer than the note is what a witness stopped us by: then that is the last word. */
static gi_status compare(const gi_registry *registry, gi_bytes evidence, const gi_last_word *word,
                         gi_error *err)
{
    gi_checkpoint held;
    if (read_evidence(registry, evidence, &held) && held.size > word->head.size) {
        char path[GI_PATH_MAX + 16];
        gi_high_water_evidence_path(registry, path);
        return gi_fail(err, GI_WHY_LAST_WORD, path);
    }
    return GI_OK;
}

/* Without a note given: the newer of both. */
static gi_bytes newer(const gi_registry *registry, gi_bytes own, gi_bytes evidence)
{
    gi_checkpoint ours;
    gi_checkpoint held;
    bool better = read_evidence(registry, evidence, &held) &&
                  (gi_checkpoint_of_note(own, &ours, NULL) != GI_OK || held.size > ours.size);
    return better ? evidence : own;
}

static gi_status last_word(gi_registry *registry, const gi_new_epoch *what, gi_last_word *out,
                           gi_error *err)
{
    GI_AUTO_BUF evidence = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF own = GI_BUF(GI_NOTE_MAX);
    gi_high_water_evidence(registry, &evidence);
    GI_TRY(own_note(registry->db, &own, err));
    gi_bytes note = what->note.size > 0
                        ? what->note
                        : newer(registry, gi_buf_view(&own), gi_buf_view(&evidence));
    note = gi_head_cut(note, NOTE_MAX);
    GI_TRY(gi_last_word_read(registry, note, true, out, err));
    return compare(registry, gi_buf_view(&evidence), out, err);
}

/* ---- the draft ---- */

static gi_status set_int(gi_draft *draft, const char *field, int64_t value, gi_error *err)
{
    return gi_draft_set(draft, field, gi_bytes_of(gi_num(value).text), err);
}

/* What only the mark tells of: size and root past the note. */
static gi_status set_far(const gi_registry *registry, const gi_last_word *word, gi_draft *draft,
                         gi_error *err)
{
    gi_mark mark;
    GI_AUTO_BUF hex = GI_BUF(64);
    GI_TRY(gi_high_water_last(registry, &mark, err));
    bool known = mark.found && mark.size <= word->kept;
    gi_digest then = word->head.root;
    if (known) {
        GI_TRY(gi_tiles_root(gi_tiles_of(registry->db), mark.size, &then, err));
    }
    if ((known || (mark.found && mark.size == word->head.size)) &&
        memcmp(mark.root.bytes, then.bytes, sizeof then.bytes) != 0) {
        return gi_fail(err, GI_WHY_LAST_WORD, registry->high_water);
    }
    if (!mark.found || known || mark.size <= word->head.size) {
        return GI_OK;
    }
    gi_hex_add(&hex, gi_digest_view(&mark.root));
    GI_TRY(set_int(draft, "size", mark.size, err));
    return gi_draft_set(draft, "root", gi_buf_view(&hex), err);
}

static gi_status set_key(gi_draft *draft, const char *id, uint16_t number, const char *field,
                         const gi_public_key *key, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(256);
    if (key == NULL) {
        return GI_OK;
    }
    gi_public_key_write(key, &text);
    GI_TRY(set_int(draft, id, number, err));
    return gi_draft_set(draft, field, gi_buf_view(&text), err);
}

static gi_status fill(const gi_registry *registry, const gi_new_epoch *what,
                      const gi_last_word *word, gi_draft *draft, gi_error *err)
{
    GI_AUTO_BUF note = GI_BUF(2 * GI_NOTE_MAX);
    gi_base64_add(&note, gi_buf_view(&word->text));
    GI_TRY(gi_draft_set(draft, "origin", gi_bytes_of(what->origin), err));
    GI_TRY(set_key(draft, "id", what->key, "log", what->log, err));
    GI_TRY(set_key(draft, "also_id", what->also_key, "also", what->also, err));
    GI_TRY(gi_draft_set(draft, "note", gi_buf_view(&note), err));
    GI_TRY(gi_draft_set(draft, "why", gi_bytes_of(what->why), err));
    return set_far(registry, word, draft, err);
}

static gi_status make_draft(const gi_session *session, const gi_new_epoch *what, gi_draft **out,
                            gi_error *err)
{
    GI_LAST_WORD word = { .kept = 0 };
    GI_AUTO(gi_draft) draft = NULL;
    gi_registry *registry = session->registry;
    if (!registry->founded) {
        return gi_fail(err, GI_WHY_NOT_FOUNDED, registry->dir);
    }
    GI_TRY(last_word(registry, what, &word, err));
    GI_TRY(gi_draft_create("epoch", registry->random, &draft, err));
    GI_TRY(fill(registry, what, &word, draft, err));
    *out = GI_TAKE(draft);
    return GI_OK;
}

/* ---- the act ---- */

/* The epoch that this act began. */
static gi_status tell(gi_db *db, int64_t act, gi_epoch_begun *out, gi_error *err)
{
    gi_epoch_row row;
    GI_TRY(gi_epoch_at(db, act + 1, &row, err));
    if (row.number == 1 || row.act != act) {
        return gi_fail(err, GI_WHY_BAD_JSON, "epoch");
    }
    *out =
        (gi_epoch_begun){ .number = row.number, .act = row.act, .kept = row.act, .far = row.far };
    return GI_OK;
}

/* Asked again at the end: a file that was signed elsewhere must know of all that was signed here
 * since, and a session that asked no mark may do nothing but this act. A repeated one did
 * nothing, and is told what came of the first. */
static gi_status finish(gi_session *session, const gi_receipt *receipt, gi_epoch_begun *out,
                        gi_error *err)
{
    gi_registry *registry = session->registry;
    if (receipt->repeated) {
        return tell(registry->db, receipt->index, out, err);
    }
    if (!session->renamed || session->acts != 1) {
        return gi_fail(err, GI_WHY_BAD_JSON, "epoch");
    }
    gi_epoch_begun begun;
    GI_TRY(gi_high_water_check(registry, &session->root, err));
    GI_TRY(tell(registry->db, receipt->index, &begun, err)); /* after COMMIT nothing may fail */
    GI_TRY(gi_session_commit(session, err));
    *out = begun;
    return GI_OK;
}

gi_status gi_log_new_epoch(gi_registry *registry, const gi_new_epoch *what,
                           gi_signer *const *signers, size_t count, gi_epoch_begun *out,
                           gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt;
    GI_TRY(gi_session_begin_closing(registry, signers, count, &session, err));
    GI_TRY(make_draft(session, what, &draft, err));
    GI_TRY(gi_session_act(session, draft, &receipt, err));
    return finish(session, &receipt, out, err);
}

gi_status gi_log_new_epoch_export(gi_registry *registry, const gi_new_epoch *what, gi_json **file,
                                  gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(gi_session_begin_closing(registry, NULL, 0, &session, err));
    GI_TRY(make_draft(session, what, &draft, err));
    return gi_session_export(session, draft, file, err);
}

gi_status gi_log_new_epoch_submit(gi_registry *registry, const gi_json *file,
                                  gi_signer *const *signers, size_t count, gi_epoch_begun *out,
                                  gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_receipt receipt;
    GI_TRY(gi_session_begin_closing(registry, signers, count, &session, err));
    GI_TRY(gi_session_submit(session, file, &receipt, err));
    return finish(session, &receipt, out, err);
}

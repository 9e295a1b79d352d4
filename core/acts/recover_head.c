/*
 * recover_head.c - published checkpoints come back into the registry as they were (recover.h).
 *
 * Never signed anew. A checkpoint is taken only when a log key of ours signed it and its root
 * is the root of our own leaves at its size; a cosignature when its witness is ours, or when it
 * stands in a leaf of ours already.
 */
#include <stdlib.h>
#include <string.h>

#include "core/acts/recover.h"
#include "core/log/policy.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"

static gi_status differs(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_RECOVER_DIFFERS, what);
}

/* ---- whose is it ---- */

typedef struct key_search {
    const gi_note *note;
    const char *origin;
    bool fits;
} key_search;

static gi_status try_key(void *context, const gi_key_row *key, gi_error *err)
{
    key_search *search = context;
    bool fits = false;
    if (search->fits || gi_role_find(gi_bytes_of(key->role)) != GI_ROLE_LOG) {
        return GI_OK;
    }
    GI_TRY(gi_note_fits(search->note, search->origin, &key->public_key, &fits, err));
    search->fits = fits;
    return GI_OK;
}

gi_status gi_note_is_ours(const gi_registry *registry, const gi_note *note, const char *origin,
                          gi_error *err)
{
    key_search search = { .note = note, .origin = origin };
    GI_TRY(gi_key_each(registry->db, try_key, &search, err));
    return search.fits ? GI_OK : differs("log key", err);
}

/* The root of our leaves at its size; tiles are brought up to date for that. */
static gi_status check_root(gi_session *session, const gi_checkpoint *head, gi_error *err)
{
    gi_registry *registry = session->registry;
    gi_tile_io io = gi_tiles_of(registry->db);
    gi_epoch_row epoch;
    gi_digest root;
    GI_TRY(gi_epoch_at(registry->db, head->size, &epoch, err));
    if (strcmp(head->origin, epoch.origin) != 0 || head->size > registry->tree.size) {
        return differs(head->origin, err);
    }
    GI_TRY(gi_tree_flush(&registry->tree, io, err));
    GI_TRY(gi_tiles_root(io, head->size, &root, err));
    return memcmp(root.bytes, head->root.bytes, sizeof root.bytes) == 0
               ? GI_OK
               : differs(gi_num(head->size).text, err);
}

/* ---- lines of a note ---- */

typedef struct lines {
    gi_registry *registry;
    const gi_checkpoint *head;
    gi_buf ours; /* the checkpoint as we keep it: body and our own lines */
    bool any;    /* takes cosignatures of anybody */
    gi_policy *witnesses;
    const gi_note *note;
    int64_t kept;
} lines;

static void lines_clear(lines *at)
{
    gi_buf_clear(&at->ours);
    gi_policy_free(at->witnesses);
}
#define AUTO_LINES __attribute__((cleanup(lines_clear))) lines

static int64_t seconds_of(const gi_note_line *line)
{
    uint64_t seconds = 0;
    for (int i = 0; i < 8; i++) {
        seconds = seconds << 8 | line->data[i];
    }
    return seconds > INT64_MAX ? -1 : (int64_t)seconds;
}

/* Is the line the newest good one of a witness of ours? */
static gi_status is_witnessed(const lines *at, const gi_note_line *line, bool *out, gi_error *err)
{
    const gi_policy_name *one = NULL;
    int place = 0;
    *out = at->any;
    while (!*out && (one = gi_policy_next(at->witnesses, &place)) != NULL) {
        bool fits = false;
        int64_t seconds = 0;
        if (!gi_bytes_equal(line->name, gi_bytes_of(one->cosigner.name))) {
            continue;
        }
        gi_status status = gi_cosignature_fits(at->note, &one->cosigner, &fits, &seconds, err);
        if (status != GI_OK && status != GI_INVALID) {
            return status;
        }
        *out = status == GI_OK && fits && seconds == seconds_of(line);
    }
    return GI_OK;
}

static gi_status take_cosignature(lines *at, const gi_note_line *line, gi_bytes text, gi_error *err)
{
    char name[GI_ORIGIN_MAX];
    bool good = false;
    if (line->size != 8 + GI_SIGNATURE_SIZE || seconds_of(line) < 0) {
        return GI_OK;
    }
    GI_TRY(is_witnessed(at, line, &good, err));
    if (!good) {
        return GI_OK;
    }
    GI_TRY(gi_text_copy(name, sizeof name, line->name, "witness", err));
    gi_cosignature_row row = { at->head->size, name, seconds_of(line), text };
    at->kept++;
    return gi_cosignature_keep(at->registry->db, &row, err);
}

/* Lines of the text stand in the order of the parsed ones. */
static gi_status split(lines *at, gi_bytes text, gi_error *err)
{
    gi_bytes origin = gi_bytes_of(at->head->origin);
    size_t from = at->note->body.size + 1;
    gi_buf_add(&at->ours, (gi_bytes){ text.data, from });
    for (size_t i = 0; i < at->note->count && from < text.size; i++) {
        const gi_note_line *line = &at->note->line[i];
        const uint8_t *end = memchr(text.data + from, '\n', text.size - from);
        size_t size = end == NULL ? text.size - from : (size_t)(end - text.data) + 1 - from;
        gi_bytes raw = { text.data + from, size };
        if (gi_bytes_equal(line->name, origin)) {
            gi_buf_add(&at->ours, raw);
        } else {
            GI_TRY(take_cosignature(at, line, raw, err));
        }
        from += size;
    }
    return gi_buf_status(&at->ours, "checkpoint", err);
}

static gi_status keep_checkpoint(lines *at, gi_error *err)
{
    gi_checkpoint there = { .size = -1 };
    gi_note *note = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    bool found = false;
    gi_db *db = at->registry->db;
    GI_TRY(gi_checkpoint_after(db, at->head->size - 1, &text, &found, err));
    if (found && (note = calloc(1, sizeof *note)) == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "note");
    }
    gi_status status = found ? gi_note_parse(gi_buf_view(&text), note, err) : GI_OK;
    if (found && status == GI_OK) {
        status = gi_checkpoint_parse(note->body, &there, err);
    }
    free(note);
    GI_TRY(status);
    return there.size == at->head->size
               ? GI_OK
               : gi_checkpoint_insert(db, at->head->size, gi_buf_view(&at->ours), err);
}

static gi_status store(gi_session *session, lines *at, gi_bytes text, gi_error *err)
{
    GI_TRY(gi_note_is_ours(session->registry, at->note, at->head->origin, err));
    GI_TRY(check_root(session, at->head, err));
    GI_TRY(split(at, text, err));
    return keep_checkpoint(at, err);
}

/* ---- of a leaf, of the newest head ---- */

static gi_status plant(gi_session *session, gi_bytes text, gi_note *note, gi_error *err)
{
    gi_checkpoint head;
    GI_TRY(gi_note_parse(text, note, err));
    GI_TRY(gi_checkpoint_parse(note->body, &head, err));
    AUTO_LINES at = { .registry = session->registry, .head = &head, .any = true, .note = note };
    at.ours = GI_BUF(GI_NOTE_MAX);
    return store(session, &at, text, err);
}

gi_status gi_head_plant(gi_session *session, const gi_json *leaf, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_LEAF_MAX);
    gi_bytes coded = { 0 };
    if (!gi_json_as_text(gi_json_get(gi_json_get(leaf, "head"), "note"), &coded)) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "head");
    }
    GI_TRY(gi_base64_parse_add(coded, &text, err));
    gi_note *note = calloc(1, sizeof *note);
    gi_status status = note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note")
                                    : plant(session, gi_buf_view(&text), note, err);
    free(note);
    return status;
}

gi_status gi_head_store(gi_session *session, const gi_published_log *log, int64_t *cosignatures,
                        gi_error *err)
{
    AUTO_LINES at = { .registry = session->registry, .head = &log->head, .note = log->note };
    at.ours = GI_BUF(GI_NOTE_MAX);
    GI_TRY(gi_policy_read(session->registry->dir, &at.witnesses, err));
    GI_TRY(store(session, &at, gi_buf_view(&log->text), err));
    *cosignatures = at.kept;
    return GI_OK;
}

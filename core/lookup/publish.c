/*
 * publish.c - the public files of the log, made from rows (gi/publish.h).
 *
 * Each file is read inside one reading transaction together with the newest checkpoint, whose
 * size is the limit of what exists: a leaf that is stored but not yet signed for stays unseen.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/publish.h"
#include "core/lookup/report.h"
#include "core/store/batches.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "gi/batch_id.h"

#define PROOF_FOLDER "proof/"
#define PROOF_END ".tlog-proof"

static gi_status no_file(gi_bytes path, gi_error *err)
{
    char text[GI_TILE_PATH] = "";
    memcpy(text, path.data, path.size < sizeof text ? path.size : sizeof text - 1);
    return gi_fail(err, GI_WHY_FILE_MISSING, text);
}

gi_status gi_published_head(gi_db *db, gi_buf *note, gi_checkpoint *out, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_checkpoint_last(db, note, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NOT_FOUNDED, "checkpoint");
    }
    return gi_checkpoint_of_note(gi_buf_view(note), out, err);
}

gi_status gi_published_note(gi_db *db, gi_buf *note, gi_checkpoint *out, gi_error *err)
{
    GI_TRY(gi_published_head(db, note, out, err));
    return gi_cosignature_newest(db, out->size, note, err);
}

gi_status gi_checkpoint_of_note(gi_bytes note, gi_checkpoint *out, gi_error *err)
{
    const uint8_t *blank = note.size == 0 ? NULL : memmem(note.data, note.size, "\n\n", 2);
    size_t size = blank == NULL ? note.size : (size_t)(blank - note.data) + 1;
    return gi_checkpoint_parse((gi_bytes){ note.data, size }, out, err);
}

/* ---- texts ---- */

typedef struct text_file {
    const char *name;
    gi_status (*write)(gi_registry *registry, const gi_public_log *log, gi_buf *out, gi_error *err);
} text_file;

static gi_status put_checkpoint(gi_registry *registry, const gi_public_log *log, gi_buf *out,
                                gi_error *err)
{
    (void)registry;
    (void)err;
    gi_buf_add(out, gi_buf_view(&log->note));
    return GI_OK;
}

typedef struct key_search {
    const gi_note *note;
    const char *origin;
    bool found;
    gi_public_key key;
    bool also; /* an SM2 key of the log signed as well */
    gi_public_key sm2;
} key_search;

/* Of the log keys that signed, an Ed25519 one is named: the only kind that strangers' tools read.
 */
static gi_status try_key(void *context, const gi_key_row *row, gi_error *err)
{
    key_search *search = context;
    bool fits = false;
    bool sm2 = row->public_key.algorithm == GI_SM2;
    bool better = sm2 || !search->found || search->key.algorithm != GI_ED25519;
    if (strcmp(row->role, gi_role_name(GI_ROLE_LOG)) == 0 && better) {
        GI_TRY(gi_note_fits(search->note, search->origin, &row->public_key, &fits, err));
    }
    if (fits && sm2) {
        search->also = true;
        search->sm2 = row->public_key;
    } else if (fits) {
        search->found = true;
        search->key = row->public_key;
    }
    return GI_OK;
}

static gi_status find_keys(gi_registry *registry, const gi_public_log *log, key_search *out,
                           gi_error *err)
{
    gi_note *note = calloc(1, sizeof *note);
    *out = (key_search){ .note = note, .origin = log->origin };
    gi_status status = note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note")
                                    : gi_note_parse(gi_buf_view(&log->note), note, err);
    if (status == GI_OK) {
        status = gi_key_each(registry->db, try_key, out, err);
    }
    free(note);
    GI_TRY(status);
    return out->found ? GI_OK : gi_fail(err, GI_WHY_TREE_MISMATCH, "log key");
}

static gi_status add_line(const char *origin, const gi_public_key *key, gi_buf *out, gi_error *err)
{
    char vkey[GI_VKEY_TEXT];
    GI_TRY(gi_vkey_print(origin, key, vkey, err));
    gi_buf_add_text(out, vkey);
    gi_buf_add_byte(out, '\n');
    return GI_OK;
}

static gi_status put_vkeys(gi_registry *registry, const gi_public_log *log, gi_buf *out,
                           gi_error *err)
{
    key_search keys;
    GI_TRY(find_keys(registry, log, &keys, err));
    GI_TRY(add_line(keys.origin, &keys.key, out, err));
    return keys.also ? add_line(keys.origin, &keys.sm2, out, err) : GI_OK;
}

static gi_status put_policy(gi_registry *registry, const gi_public_log *log, gi_buf *out,
                            gi_error *err)
{
    key_search keys;
    GI_TRY(find_keys(registry, log, &keys, err));
    gi_buf_add_text(out, "log ");
    GI_TRY(add_line(keys.origin, &keys.key, out, err));
    return gi_policy_add(registry->dir, out, err);
}

static const text_file texts[] = {
    { "checkpoint", put_checkpoint },
    { "vkey", put_vkeys },
    { "policy", put_policy },
};

static const text_file *text_of(gi_bytes path)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (gi_bytes_equal(path, gi_bytes_of(texts[i].name))) {
            return &texts[i];
        }
    }
    return NULL;
}

static gi_status read_text(gi_registry *registry, int64_t number, const text_file *file,
                           gi_buf *out, gi_error *err)
{
    GI_PUBLIC_LOG log = { .size = 0 };
    GI_TRY(gi_public_log_open(registry, number, true, &log, err));
    return file->write(registry, &log, out, err);
}

/* ---- tiles ---- */

typedef struct tile {
    int level;
    int64_t n;
    int width;
} tile;

static gi_status add_hashes(gi_db *db, const tile *at, gi_buf *out, gi_error *err)
{
    GI_AUTO_BUF stored = GI_BUF(GI_TILE_WIDTH * GI_DIGEST_SIZE);
    gi_tile_io io = gi_tiles_of(db);
    size_t wanted = (size_t)at->width * GI_DIGEST_SIZE;
    GI_TRY(io.read(io.context, at->level, at->n, &stored, err));
    if (stored.size < wanted) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(at->n).text);
    }
    gi_buf_add(out, (gi_bytes){ stored.data, wanted });
    return GI_OK;
}

typedef struct leaves {
    gi_buf *out;
    int count;
} leaves;

static gi_status add_leaf(void *context, const gi_act_row *row, gi_bytes leaf, gi_error *err)
{
    leaves *to = context;
    if (leaf.size > UINT16_MAX) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(row->index).text);
    }
    gi_buf_add_byte(to->out, (uint8_t)(leaf.size >> 8));
    gi_buf_add_byte(to->out, (uint8_t)leaf.size);
    gi_buf_add(to->out, leaf);
    to->count++;
    return GI_OK;
}

static gi_status add_entries(gi_db *db, const tile *at, gi_buf *out, gi_error *err)
{
    leaves to = { out, 0 };
    int64_t first = at->n * GI_TILE_WIDTH;
    GI_TRY(gi_act_each(db, first, first + at->width, add_leaf, &to, err));
    return to.count == at->width ? GI_OK : gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(first).text);
}

bool gi_tile_published(int64_t size, int level, int64_t n, int width)
{
    int shift = level == GI_TILE_ENTRIES ? 0 : 8 * level;
    int64_t hashes = shift > 62 ? 0 : size >> shift;
    return n <= hashes / GI_TILE_WIDTH && n * GI_TILE_WIDTH + width <= hashes;
}

static gi_status read_tile(gi_registry *registry, int64_t number, gi_bytes path, const tile *at,
                           gi_buf *out, gi_error *err)
{
    GI_PUBLIC_LOG log = { .size = 0 };
    GI_TRY(gi_public_log_open(registry, number, false, &log, err));
    if (!gi_tile_published(log.size, at->level, at->n, at->width)) {
        return no_file(path, err);
    }
    return at->level == GI_TILE_ENTRIES ? add_entries(registry->db, at, out, err)
                                        : add_hashes(registry->db, at, out, err);
}

/* ---- proofs ---- */

/* The batch ID of "proof/<ID>.tlog-proof" in its one spelling. */
static bool is_proof(gi_bytes path, char id[GI_BATCH_ID_TEXT])
{
    gi_batch_id batch;
    const size_t around = sizeof PROOF_FOLDER - 1 + sizeof PROOF_END - 1;
    if (path.size <= around || path.size >= around + GI_BATCH_ID_TEXT) {
        return false;
    }
    gi_bytes name = { path.data + sizeof PROOF_FOLDER - 1, path.size - around };
    if (memcmp(path.data, PROOF_FOLDER, sizeof PROOF_FOLDER - 1) != 0 ||
        memcmp(name.data + name.size, PROOF_END, sizeof PROOF_END - 1) != 0 ||
        gi_batch_id_parse(name, &batch, NULL) != GI_OK) {
        return false;
    }
    gi_batch_id_print(&batch, id);
    return gi_bytes_equal(name, gi_bytes_of(id));
}

static gi_status read_proof(gi_registry *registry, const char *id, gi_buf *out, gi_error *err)
{
    gi_batch_row batch;
    gi_status found = GI_READ(registry, gi_batch_load(registry->db, id, &batch, err), err);
    if (found == GI_NOT_FOUND) {
        return no_file(gi_bytes_of(id), err);
    }
    GI_TRY(found);
    return gi_report_proof(registry, batch.act, out, err);
}

gi_status gi_publish_read(gi_registry *registry, gi_bytes path, gi_buf *out, gi_publish_kind *kind,
                          gi_error *err)
{
    tile at;
    char id[GI_BATCH_ID_TEXT];
    int64_t number = 0;
    bool numbered = gi_public_log_take(&path, &number);
    const text_file *text = text_of(path);
    if (text != NULL) {
        GI_TRY(GI_READ(registry, read_text(registry, number, text, out, err), err));
        *kind = GI_PUBLISH_TEXT;
    } else if (!numbered && is_proof(path, id)) {
        GI_TRY(read_proof(registry, id, out, err));
        *kind = GI_PUBLISH_TEXT;
    } else if (gi_tile_path_parse(path, &at.level, &at.n, &at.width, NULL) == GI_OK) {
        GI_TRY(GI_READ(registry, read_tile(registry, number, path, &at, out, err), err));
        *kind = at.level == GI_TILE_ENTRIES ? GI_PUBLISH_ENTRIES : GI_PUBLISH_HASHES;
    } else {
        return no_file(path, err);
    }
    return gi_buf_status(out, "public file", err);
}

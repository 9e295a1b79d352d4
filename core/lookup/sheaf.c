/*
 * sheaf.c - leaves and their paths into a file and back (sheaf.h).
 *
 * Reading trusts nothing: an index out of order, a hash that no path uses, a number past its
 * table are all refused, so that no byte of a file can be changed unseen.
 */
#include "core/lookup/sheaf.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/log_rows.h"
#include "gi/text.h"

/* ---- small things ---- */

void gi_push_base64(gi_json *array, gi_bytes bytes)
{
    GI_AUTO_BUF text = GI_BUF(2 * GI_NOTE_MAX);
    gi_base64_add(&text, bytes);
    gi_json_push_text(array, gi_buf_text(&text));
}

void gi_set_base64(gi_json *object, const char *name, gi_bytes bytes)
{
    GI_AUTO_BUF text = GI_BUF(2 * GI_NOTE_MAX);
    gi_base64_add(&text, bytes);
    gi_json_set_text(object, name, gi_buf_text(&text));
}

bool gi_read_base64(const gi_json *value, uint8_t *out, size_t size)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(value, &text) && gi_base64_parse(text, out, size, NULL) == GI_OK;
}

/* ---- writing ---- */

void gi_sheaf_writer_clear(gi_sheaf_writer *writer)
{
    gi_buf_clear(&writer->table);
}

static gi_status parse_note(gi_bytes text, gi_note *note, gi_checkpoint *out, gi_error *err)
{
    GI_TRY(gi_note_parse(text, note, err));
    return gi_checkpoint_parse(note->body, out, err);
}

static gi_status newest_checkpoint(gi_db *db, gi_buf *text, gi_checkpoint *out, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_checkpoint_last(db, text, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NOT_FOUNDED, "checkpoint");
    }
    gi_note *note = calloc(1, sizeof *note);
    gi_status status = note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note")
                                    : parse_note(gi_buf_view(text), note, out, err);
    free(note);
    GI_TRY(status);
    return gi_cosignature_newest(db, out->size, text, err);
}

gi_status gi_sheaf_begin(gi_db *db, gi_json *file, gi_sheaf_writer *out, gi_error *err)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    gi_sheaf_writer writer = { .db = db, .table = GI_BUF(1U << 20) };
    GI_TRY(newest_checkpoint(db, &note, &writer.checkpoint, err));
    writer.hashes = gi_json_array();
    writer.leaves = gi_json_array();
    gi_set_base64(file, "note", gi_buf_view(&note));
    gi_json_set(file, "hashes", writer.hashes);
    gi_json_set(file, "leaves", writer.leaves);
    *out = writer;
    return gi_json_ok(file, err);
}

/* The place of a hash in the table, where it is put when it is new. */
static int64_t place_of(gi_sheaf_writer *writer, const gi_digest *hash)
{
    gi_buf *table = &writer->table;
    for (size_t at = 0; at < table->size; at += GI_DIGEST_SIZE) {
        if (memcmp(table->data + at, hash->bytes, GI_DIGEST_SIZE) == 0) {
            return (int64_t)(at / GI_DIGEST_SIZE);
        }
    }
    gi_buf_add(table, gi_digest_view(hash));
    gi_push_base64(writer->hashes, gi_digest_view(hash));
    return (int64_t)(table->size / GI_DIGEST_SIZE) - 1;
}

static gi_status read_leaf(gi_db *db, int64_t index, gi_json **out, gi_error *err)
{
    gi_act_row row;
    GI_AUTO_BUF bytes = GI_BUF(65536);
    GI_TRY(gi_act_load(db, index, &row, NULL, &bytes, err));
    return gi_json_parse_canonical(gi_buf_view(&bytes), GI_SHEAF_DEPTH, out, err);
}

gi_status gi_sheaf_add(gi_sheaf_writer *writer, int64_t index, gi_json **entry, gi_error *err)
{
    gi_path path;
    gi_json *leaf = NULL;
    if (gi_json_count(writer->leaves) >= GI_SHEAF_LEAVES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "leaves", gi_num(GI_SHEAF_LEAVES).text);
    }
    GI_TRY(gi_tiles_inclusion(gi_tiles_of(writer->db), index, writer->checkpoint.size, &path, err));
    GI_TRY(read_leaf(writer->db, index, &leaf, err));
    gi_json *made = gi_json_object();
    gi_json *places = gi_json_array();
    gi_json_set_int(made, "index", index);
    gi_json_set(made, "leaf", leaf);
    gi_json_set(made, "path", places);
    for (size_t i = 0; i < path.count; i++) {
        gi_json_push_int(places, place_of(writer, &path.hash[i]));
    }
    gi_json_push(writer->leaves, made);
    *entry = made;
    return gi_buf_status(&writer->table, "hashes", err);
}

/* ---- reading ---- */

void gi_sheaf_clear(gi_sheaf *sheaf)
{
    gi_buf_clear(&sheaf->text);
    free(sheaf->note);
    free(sheaf->leaf);
    *sheaf = (gi_sheaf){ .why = sheaf->why };
}

static gi_status read_note(const gi_json *file, gi_sheaf *sheaf, gi_error *err)
{
    gi_bytes text = { 0 };
    if (!gi_json_as_text(gi_json_get(file, "note"), &text)) {
        return gi_fail(err, sheaf->why, "note");
    }
    sheaf->text = GI_BUF(GI_NOTE_MAX);
    GI_TRY(gi_base64_parse_add(text, &sheaf->text, err));
    GI_TRY(gi_buf_status(&sheaf->text, "note", err));
    sheaf->note = calloc(1, sizeof *sheaf->note);
    if (sheaf->note == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "note");
    }
    return parse_note(gi_buf_view(&sheaf->text), sheaf->note, &sheaf->checkpoint, err);
}

/* The hashes of a file, and which of them some path used. */
typedef struct hash_table {
    gi_digest *hash;
    bool *used;
    size_t count;
} hash_table;

static void hash_table_clear(hash_table *table)
{
    free(table->hash);
    free(table->used);
}

static gi_status read_hashes(const gi_json *file, const gi_sheaf *sheaf, hash_table *table,
                             gi_error *err)
{
    const gi_json *hashes = gi_json_get(file, "hashes");
    size_t count = gi_json_count(hashes);
    if (!gi_json_is_array(hashes) || count > (size_t)GI_SHEAF_LEAVES * GI_PROOF_MAX) {
        return gi_fail(err, sheaf->why, "hashes");
    }
    table->hash = calloc(count + 1, sizeof *table->hash);
    table->used = calloc(count + 1, sizeof *table->used);
    if (table->hash == NULL || table->used == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "hashes");
    }
    table->count = count;
    for (size_t i = 0; i < count; i++) {
        if (!gi_read_base64(gi_json_at(hashes, i), table->hash[i].bytes, GI_DIGEST_SIZE)) {
            return gi_fail(err, sheaf->why, "hashes");
        }
    }
    return GI_OK;
}

static bool read_path(const gi_json *places, hash_table *table, gi_path *out)
{
    out->count = gi_json_count(places);
    if (!gi_json_is_array(places) || out->count > GI_PROOF_MAX) {
        return false;
    }
    for (size_t i = 0; i < out->count; i++) {
        int64_t place = -1;
        if (!gi_json_as_int(gi_json_at(places, i), &place) || place < 0 ||
            (uint64_t)place >= table->count) {
            return false;
        }
        table->used[place] = true;
        out->hash[i] = table->hash[place];
    }
    return true;
}

static gi_status read_entry(const gi_json *entry, const gi_sheaf *sheaf, hash_table *table,
                            gi_sheaf_leaf *out, gi_error *err)
{
    GI_AUTO_BUF bytes = GI_BUF(65536);
    out->entry = entry;
    out->leaf = gi_json_get(entry, "leaf");
    if (!gi_json_is_object(out->leaf) ||
        !gi_json_as_int(gi_json_get(entry, "index"), &out->index) ||
        !read_path(gi_json_get(entry, "path"), table, &out->path)) {
        return gi_fail(err, sheaf->why, "leaves");
    }
    gi_json_write(out->leaf, &bytes);
    GI_TRY(gi_buf_status(&bytes, "leaf", err));
    gi_digest hash = gi_leaf_hash(gi_buf_view(&bytes));
    return gi_inclusion_fits(&hash, out->index, sheaf->checkpoint.size, &out->path,
                             &sheaf->checkpoint.root)
               ? GI_OK
               : gi_fail(err, sheaf->why, gi_num(out->index).text);
}

static gi_status read_leaves(const gi_json *file, gi_sheaf *sheaf, hash_table *table, gi_error *err)
{
    const gi_json *leaves = gi_json_get(file, "leaves");
    size_t count = gi_json_count(leaves);
    if (!gi_json_is_array(leaves) || count == 0 || count > GI_SHEAF_LEAVES) {
        return gi_fail(err, sheaf->why, "leaves");
    }
    sheaf->leaf = calloc(count, sizeof *sheaf->leaf);
    if (sheaf->leaf == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "leaves");
    }
    sheaf->count = count;
    for (size_t i = 0; i < count; i++) {
        gi_sheaf_leaf *leaf = &sheaf->leaf[i];
        GI_TRY(read_entry(gi_json_at(leaves, i), sheaf, table, leaf, err));
        if (i > 0 && leaf->index <= sheaf->leaf[i - 1].index) {
            return gi_fail(err, sheaf->why, "leaves");
        }
    }
    return GI_OK;
}

gi_status gi_sheaf_open(const gi_json *file, gi_sheaf *sheaf, gi_error *err)
{
    hash_table table __attribute__((cleanup(hash_table_clear))) = { 0 };
    GI_TRY(read_note(file, sheaf, err));
    GI_TRY(read_hashes(file, sheaf, &table, err));
    GI_TRY(read_leaves(file, sheaf, &table, err));
    for (size_t i = 0; i < table.count; i++) {
        if (!table.used[i]) {
            return gi_fail(err, sheaf->why, "hashes");
        }
    }
    return GI_OK;
}

/* The log of two branches and its witness (watched.h). */
#include "tests/core/witness/watched.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gi/text.h"
#include "tests/support/spec.h"

static gi_time watched_clock(void *context)
{
    return ((const watched *)context)->now;
}

gi_signer *seeded_signer(uint8_t byte)
{
    gi_error err = { 0 };
    uint8_t seed[32];
    gi_signer *signer = NULL;
    memset(seed, byte, sizeof seed);
    EXPECT_OK(gi_signer_from_seed(GI_ED25519, 9, (gi_bytes){ seed, sizeof seed }, &signer, &err));
    return signer;
}

static void write_file(const char *dir, const char *name, const char *text)
{
    char path[320];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    EXPECT(chmod(path, 0600) == 0);
}

void watched_reopen(watched *at)
{
    gi_error err = { 0 };
    gi_witness_close(at->witness);
    at->witness = NULL;
    EXPECT_OK(
        gi_witness_open(at->dir, at->own, (gi_clock){ watched_clock, at }, &at->witness, &err));
}

void watched_open(watched *at)
{
    gi_error err = { 0 };
    gi_secret secret = { .bytes = "a passphrase", .size = 12 };
    char vkey[GI_VKEY_TEXT];
    char home[128];
    char words[160];
    (void)snprintf(home, sizeof home, "%s/w", gi_spec_directory());
    (void)snprintf(words, sizeof words, "%s.words", home);
    *at = (watched){ .dir = strdup(home), .now = WATCHED_NOW * 1000LL, .log = seeded_signer(1) };
    (void)snprintf(at->state, sizeof at->state, "%s/state", home);
    EXPECT_OK(gi_witness_create(home, WATCHED_NAME, &secret, GI_KDF_ROUNDS_DEMO, &err));
    EXPECT_OK(gi_vkey_print(WATCHED_ORIGIN, &at->log->public_key, vkey, &err));
    write_file(home, "logs", vkey);
    write_file(home, "../w.words", "a passphrase\n");
    EXPECT_OK(gi_witness_unlock(home, &(gi_passphrase_source){ -1, words, false },
                                GI_KDF_ROUNDS_DEMO, &at->own, &err));
    watched_reopen(at);
}

void watched_close(watched *at)
{
    gi_witness_close(at->witness);
    gi_signer_destroy(at->log);
    gi_signer_destroy(at->own);
    free((void *)(uintptr_t)at->dir);
}

/* ---- the log: below 256 leaves one tile holds all ---- */

static gi_status tile_read(void *context, int level, int64_t n, gi_buf *out, gi_error *err)
{
    (void)err;
    if (level == 0 && n == 0) {
        gi_buf_add(out, gi_buf_view(context));
    }
    return GI_OK;
}

static gi_status tile_write(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    (void)context;
    (void)level;
    (void)n;
    (void)hashes;
    (void)err;
    return GI_IO;
}

static gi_tile_io branch_tiles(char branch, int64_t size, gi_buf *hashes)
{
    EXPECT(size < GI_TILE_WIDTH);
    for (int64_t i = 0; i < size; i++) {
        char leaf[48];
        (void)snprintf(leaf, sizeof leaf, i < FORK ? "leaf %d" : "leaf %d of %c", (int)i, branch);
        gi_digest hash = gi_leaf_hash(gi_bytes_of(leaf));
        gi_buf_add(hashes, gi_digest_view(&hash));
    }
    return (gi_tile_io){ tile_read, tile_write, hashes };
}

void branch_checkpoint(char branch, int64_t size, gi_checkpoint *out)
{
    gi_error err = { 0 };
    GI_AUTO_BUF hashes = GI_BUF(GI_TILE_WIDTH * GI_DIGEST_SIZE);
    gi_tile_io io = branch_tiles(branch, size, &hashes);
    *out = (gi_checkpoint){ .origin = WATCHED_ORIGIN, .size = size };
    EXPECT_OK(gi_tiles_root(io, size, &out->root, &err));
}

void branch_path(char branch, int64_t old, int64_t size, gi_path *out)
{
    gi_error err = { 0 };
    GI_AUTO_BUF hashes = GI_BUF(GI_TILE_WIDTH * GI_DIGEST_SIZE);
    gi_tile_io io = branch_tiles(branch, size, &hashes);
    EXPECT_OK(gi_tiles_consistency(io, old, size, out, &err));
}

void branch_note(const watched *at, char branch, int64_t size, gi_buf *out)
{
    gi_error err = { 0 };
    gi_checkpoint checkpoint;
    GI_AUTO_BUF body = GI_BUF(400);
    branch_checkpoint(branch, size, &checkpoint);
    gi_checkpoint_print(&checkpoint, &body);
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), WATCHED_ORIGIN, at->log, out, &err));
}

void branch_request(const watched *at, char branch, int64_t old, int64_t size, gi_buf *out)
{
    gi_add_checkpoint request = { .old = old };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    branch_note(at, branch, size, &note);
    request.note = gi_buf_view(&note);
    branch_path(branch, old < size ? old : size, size, &request.path);
    gi_add_checkpoint_print(&request, out);
}

/* ---- asking ---- */

gi_witness_answer watched_ask(const watched *at, gi_bytes request)
{
    gi_error err = { 0 };
    gi_witness_answer answer = { 0 };
    EXPECT_OK(gi_witness_add(at->witness, request, &answer, &err));
    return answer;
}

gi_witness_answer watched_grow(const watched *at, char branch, int64_t old, int64_t size)
{
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    branch_request(at, branch, old, size, &request);
    return watched_ask(at, gi_buf_view(&request));
}

static void origin_hash(gi_buf *out)
{
    gi_digest hash = gi_sha256(gi_bytes_of(WATCHED_ORIGIN));
    gi_hex_add(out, gi_digest_view(&hash));
}

int64_t watched_size(const watched *at)
{
    gi_note note;
    gi_checkpoint checkpoint;
    GI_AUTO_BUF hash = GI_BUF(64);
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    origin_hash(&hash);
    if (gi_witness_checkpoint(at->witness, gi_buf_view(&hash), &text, NULL) != GI_OK ||
        gi_note_parse(gi_buf_view(&text), &note, NULL) != GI_OK ||
        gi_checkpoint_parse(note.body, &checkpoint, NULL) != GI_OK) {
        return -1;
    }
    return checkpoint.size;
}

void watched_path(const watched *at, const char *suffix, char out[320])
{
    GI_AUTO_BUF hash = GI_BUF(64);
    origin_hash(&hash);
    (void)snprintf(out, 320, "%s/%s%s", at->state, gi_buf_text(&hash), suffix);
}

void watched_file(const watched *at, const char *suffix, gi_buf *out)
{
    char path[320];
    watched_path(at, suffix, path);
    FILE *file = fopen(path, "r");
    for (int c = file == NULL ? EOF : fgetc(file); c != EOF; c = fgetc(file)) {
        gi_buf_add_byte(out, (uint8_t)c);
    }
    if (file != NULL) {
        (void)fclose(file);
    }
}

/*
 * witness_evidence.c - what a witness keeps when a log seems to have lied (core/log/witness.h).
 *
 * Two heads of one size and two roots, both signed, convict: .conflict, the first for ever. A
 * later head without a consistency proof does not: anyone may send a true head with a false
 * proof. Such a pair is kept as a question to the log, and dropped when it is answered. What
 * strangers can make us keep is bounded. Never read to judge a request.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/log/witness.h"
#include "gi/text.h"

#define PAIR_MAX (2 * GI_NOTE_MAX)

static gi_status write_pair(const gi_witness *witness, const char *name, const gi_held *held,
                            const gi_note *note, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(PAIR_MAX);
    gi_buf_add(&text, gi_buf_view(&held->note));
    gi_buf_add_byte(&text, '\n');
    gi_held_print(witness, note, &text);
    GI_TRY(gi_buf_status(&text, "fork proof", err));
    return gi_state_write(witness->state, name, gi_buf_view(&text), err);
}

gi_status gi_evidence_fork(const gi_witness *witness, const gi_held *held, const gi_note *note,
                           gi_error *err)
{
    char name[GI_HELD_NAME];
    gi_held_name(held->checkpoint.origin, ".conflict", name);
    if (gi_state_exists(witness->state, name)) {
        return GI_OK; /* the first proof convicts; a second could only replace it */
    }
    return write_pair(witness, name, held, note, err);
}

/* ---- heads without a proof ---- */

/* Named after the later head: asked about twice it is one question. */
static void unproven_name(const char *origin, const gi_note *note, char out[GI_HELD_NAME])
{
    char suffix[32];
    GI_AUTO_BUF hex = GI_BUF(2 * GI_DIGEST_SIZE);
    gi_digest hash = gi_sha256(note->body);
    gi_hex_add(&hex, gi_digest_view(&hash));
    (void)snprintf(suffix, sizeof suffix, ".unproven-%.16s", gi_buf_text(&hex));
    gi_held_name(origin, suffix, out);
}

static void close_directory(DIR **dir)
{
    if (*dir != NULL) {
        (void)closedir(*dir);
    }
}

/* A directory that cannot be read counts as full: nothing is piled up unseen. */
static int count_unproven(const gi_witness *witness, const char *origin)
{
    char prefix[GI_HELD_NAME];
    int count = 0;
    DIR *dir __attribute__((cleanup(close_directory))) = opendir(witness->state);
    gi_held_name(origin, ".unproven-", prefix);
    if (dir == NULL) {
        return GI_UNPROVEN_MAX;
    }
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        count += strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
    }
    return count;
}

gi_status gi_evidence_unproven(const gi_witness *witness, const gi_held *held, const gi_note *note,
                               gi_error *err)
{
    char name[GI_HELD_NAME];
    const char *origin = held->checkpoint.origin;
    unproven_name(origin, note, name);
    if (gi_state_exists(witness->state, name) ||
        count_unproven(witness, origin) >= GI_UNPROVEN_MAX) {
        return GI_OK;
    }
    return write_pair(witness, name, held, note, err);
}

/* Staying would only leave an old question in the directory: no reason to withhold an answer. */
void gi_evidence_proven(const gi_witness *witness, const gi_checkpoint *checkpoint,
                        const gi_note *note)
{
    char name[GI_HELD_NAME];
    char path[GI_WITNESS_PATH + GI_HELD_NAME];
    unproven_name(checkpoint->origin, note, name);
    (void)snprintf(path, sizeof path, "%s/%s", witness->state, name);
    (void)unlink(path);
}

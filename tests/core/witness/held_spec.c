/* What a witness holds: never forgotten, never signed over, and evidence kept. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

SPEC(what_is_held_survives_a_restart)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    watched_reopen(&at);
    EXPECT_INT(watched_grow(&at, 'b', 0, 9).status, 409);
    EXPECT_INT(watched_size(&at), 7);
    watched_close(&at);
}

SPEC(what_is_held_carries_both_signatures)
{
    gi_error err = { 0 };
    watched at;
    gi_note note;
    bool by_log = false;
    bool by_us = false;
    int64_t seconds = 0;
    GI_AUTO_BUF held = GI_BUF(GI_NOTE_MAX);
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    watched_file(&at, ".checkpoint", &held);
    EXPECT_OK(gi_note_parse(gi_buf_view(&held), &note, &err));
    EXPECT_OK(gi_note_fits(&note, WATCHED_ORIGIN, &at.log->public_key, &by_log, &err));
    EXPECT_OK(gi_cosignature_fits(&note, gi_witness_cosigner(at.witness), &by_us, &seconds, &err));
    EXPECT(by_log && by_us);
    watched_close(&at);
}

SPEC(monitors_are_told_nothing_of_a_log_never_seen)
{
    gi_error err = { 0 };
    watched at;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    watched_open(&at);
    EXPECT_WHY(gi_witness_checkpoint(at.witness, gi_bytes_of("../witness.key"), &note, &err),
               GI_WHY_NO_PAGE);
    EXPECT_INT(watched_size(&at), -1);
    watched_close(&at);
}

static gi_status ask_again(watched *at, gi_error *err)
{
    gi_witness_answer answer = { .status = 4711 };
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    branch_request(at, 'a', 7, 9, &request);
    gi_status status = gi_witness_add(at->witness, gi_buf_view(&request), &answer, err);
    EXPECT(status == GI_OK || answer.status == 4711);
    return status;
}

static void overwrite(const watched *at, const char *text)
{
    char path[320];
    watched_path(at, ".checkpoint", path);
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

SPEC(a_damaged_state_is_never_signed_over)
{
    gi_error err = { 0 };
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    overwrite(&at, "");
    EXPECT_WHY(ask_again(&at, &err), GI_WHY_WITNESS_STATE);
    overwrite(&at, WATCHED_ORIGIN "\n7\n");
    EXPECT_WHY(ask_again(&at, &err), GI_WHY_WITNESS_STATE);
    watched_close(&at);
}

/* Somebody who can write the directory, and asks the log for a good note, cannot set us back. */
SPEC(a_state_that_we_did_not_sign_is_never_signed_over)
{
    gi_error err = { 0 };
    watched at;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 9);
    branch_note(&at, 'a', 7, &note);
    overwrite(&at, gi_buf_text(&note));
    EXPECT_WHY(ask_again(&at, &err), GI_WHY_WITNESS_STATE);
    watched_close(&at);
}

SPEC(nothing_is_cosigned_by_a_clock_behind_the_last_time)
{
    gi_error err = { 0 };
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    at.now -= 1000;
    EXPECT_WHY(ask_again(&at, &err), GI_WHY_CLOCK);
    EXPECT_INT(watched_size(&at), 7);
    at.now += 1000;
    EXPECT_OK(ask_again(&at, &err));
    watched_close(&at);
}

SPEC(a_state_that_cannot_be_stored_is_not_answered)
{
    gi_error err = { 0 };
    watched at;
    char path[320];
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    watched_path(&at, ".checkpoint.new", path);
    EXPECT(symlink("/dev/full", path) == 0); /* not followed */
    EXPECT_WHY(ask_again(&at, &err), GI_WHY_FILE_WRITE);
    EXPECT_INT(watched_size(&at), 7);
    watched_close(&at);
}

/* Both notes of the evidence are signed by the log, of one size, and differ. */
static void expect_fork_proof(const watched *at, char one, char other, int64_t size)
{
    GI_AUTO_BUF proof = GI_BUF(2 * GI_NOTE_MAX);
    GI_AUTO_BUF first = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF second = GI_BUF(GI_NOTE_MAX);
    watched_file(at, ".conflict", &proof);
    branch_note(at, one, size, &first);
    branch_note(at, other, size, &second);
    const char *text = gi_buf_text(&proof);
    EXPECT(strncmp(text, gi_buf_text(&first), first.size) == 0);
    const char *behind = strstr(text, gi_buf_text(&second));
    EXPECT(behind != NULL && behind > text && memcmp(behind - 2, "\n\n", 2) == 0);
    EXPECT_TEXT(behind, gi_buf_text(&second));
}

SPEC(two_heads_of_one_size_are_kept_as_a_fork_proof)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    EXPECT_INT(watched_grow(&at, 'b', 7, 7).status, 422);
    expect_fork_proof(&at, 'a', 'b', 7);
    watched_close(&at);
}

SPEC(a_contradiction_is_kept_whatever_old_size_it_came_with)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    EXPECT_INT(watched_grow(&at, 'b', 3, 7).status, 409);
    expect_fork_proof(&at, 'a', 'b', 7);
    watched_close(&at);
}

SPEC(the_first_fork_proof_stays)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    (void)watched_grow(&at, 'b', 7, 7);
    (void)watched_grow(&at, 'c', 7, 7);
    expect_fork_proof(&at, 'a', 'b', 7);
    watched_close(&at);
}

SPEC(a_false_head_is_no_evidence)
{
    watched at;
    GI_AUTO_BUF proof = GI_BUF(GI_NOTE_MAX);
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    gi_signer_destroy(at.log);
    at.log = seeded_signer(2);
    EXPECT_INT(watched_grow(&at, 'b', 7, 7).status, 403);
    watched_file(&at, ".conflict", &proof);
    EXPECT_INT(proof.size, 0);
    watched_close(&at);
}

/* Heads that came without a proof: kept with what was held, until the log proves them. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

/* Pairs in the directory; the path of the last one found. */
static int unproven(const watched *at, char path[480])
{
    int count = 0;
    DIR *dir = opendir(at->state);
    EXPECT(dir != NULL);
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (strstr(entry->d_name, ".unproven-") != NULL) {
            (void)snprintf(path, 480, "%s/%s", at->state, entry->d_name);
            count++;
        }
    }
    EXPECT(closedir(dir) == 0);
    return count;
}

/* The head of a branch, with the proof of another one. */
static int grow_falsely(const watched *at, char branch, int64_t old, int64_t size)
{
    gi_add_checkpoint request = { .old = old };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF text = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    branch_note(at, branch, size, &note);
    request.note = gi_buf_view(&note);
    branch_path('z', old, size, &request.path);
    gi_add_checkpoint_print(&request, &text);
    return watched_ask(at, gi_buf_view(&text)).status;
}

SPEC(a_later_head_without_a_proof_is_kept_behind_the_one_that_was_held)
{
    watched at;
    char path[480];
    char text[4096] = "";
    GI_AUTO_BUF held = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF later = GI_BUF(GI_NOTE_MAX);
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    EXPECT_INT(watched_grow(&at, 'b', 7, 9).status, 422);
    EXPECT_INT(unproven(&at, path), 1);
    watched_file(&at, ".checkpoint", &held);
    branch_note(&at, 'b', 9, &later);
    FILE *file = fopen(path, "r");
    EXPECT(file != NULL && fread(text, 1, sizeof text - 1, file) > 0 && fclose(file) == 0);
    EXPECT(strncmp(text, gi_buf_text(&held), held.size) == 0 && text[held.size] == '\n');
    EXPECT_TEXT(text + held.size + 1, gi_buf_text(&later));
    watched_close(&at);
}

SPEC(a_later_head_without_a_proof_convicts_nobody)
{
    watched at;
    GI_AUTO_BUF proof = GI_BUF(2 * GI_NOTE_MAX);
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    EXPECT_INT(watched_grow(&at, 'b', 7, 9).status, 422);
    watched_file(&at, ".conflict", &proof);
    EXPECT_INT(proof.size, 0);
    watched_close(&at);
}

SPEC(a_head_that_is_proven_after_all_is_no_question_any_more)
{
    watched at;
    char path[480];
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    EXPECT_INT(grow_falsely(&at, 'a', 7, 9), 422);
    EXPECT_INT(grow_falsely(&at, 'b', 7, 9), 422);
    EXPECT_INT(unproven(&at, path), 2);
    EXPECT_INT(watched_grow(&at, 'a', 7, 9).status, 200);
    EXPECT_INT(unproven(&at, path), 1);
    watched_close(&at);
}

SPEC(heads_without_a_proof_are_kept_once_each_and_not_for_ever_more)
{
    watched at;
    char path[480];
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    for (int64_t size = 8; size < 8 + 2 * GI_UNPROVEN_MAX; size++) {
        EXPECT_INT(grow_falsely(&at, 'b', 7, size), 422);
        EXPECT_INT(grow_falsely(&at, 'b', 7, size), 422);
        int wanted = size < 8 + GI_UNPROVEN_MAX ? (int)(size - 7) : GI_UNPROVEN_MAX;
        EXPECT_INT(unproven(&at, path), wanted);
    }
    watched_close(&at);
}

/* ---- extension lines ---- */

/* A head of branch a with more lines in its body, signed by the log. */
static void extended_request(const watched *at, const char *lines, int64_t old, gi_buf *body,
                             gi_buf *out)
{
    gi_error err = { 0 };
    gi_checkpoint head;
    gi_add_checkpoint request = { .old = old };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    branch_checkpoint('a', 7, &head);
    gi_checkpoint_print(&head, body);
    gi_buf_add_text(body, lines);
    EXPECT_OK(gi_note_sign(gi_buf_view(body), WATCHED_ORIGIN, at->log, &note, &err));
    request.note = gi_buf_view(&note);
    gi_add_checkpoint_print(&request, out);
}

SPEC(extension_lines_are_cosigned_with_the_body)
{
    gi_error err = { 0 };
    watched at;
    bool fits = false;
    int64_t seconds = 0;
    gi_note note;
    GI_AUTO_BUF body = GI_BUF(4096);
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    extended_request(&at, "extra 1\n\xE5\x85\xB6 2\n", 0, &body, &request);
    gi_witness_answer answer = watched_ask(&at, gi_buf_view(&request));
    EXPECT_INT(answer.status, 200);
    gi_buf_add_byte(&body, '\n');
    gi_buf_add_text(&body, answer.body);
    EXPECT_OK(gi_note_parse(gi_buf_view(&body), &note, &err));
    EXPECT_OK(gi_cosignature_fits(&note, gi_witness_cosigner(at.witness), &fits, &seconds, &err));
    EXPECT(fits);
    watched_close(&at);
}

SPEC(a_head_with_extension_lines_is_held_and_grown_from)
{
    watched at;
    GI_AUTO_BUF body = GI_BUF(4096);
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    extended_request(&at, "extra\n", 0, &body, &request);
    (void)watched_ask(&at, gi_buf_view(&request));
    watched_reopen(&at);
    EXPECT_INT(watched_grow(&at, 'a', 7, 9).status, 200);
    watched_close(&at);
}

SPEC(an_empty_extension_line_and_a_body_past_its_limit_are_malformed)
{
    watched at;
    watched_open(&at);
    GI_AUTO_BUF line = GI_BUF(GI_WITNESS_BODY_MAX + 2);
    while (line.size < GI_WITNESS_BODY_MAX) {
        gi_buf_add_byte(&line, 'x');
    }
    gi_buf_add_byte(&line, '\n');
    const char *const lines[] = { "extra\n\nmore\n", gi_buf_text(&line) };
    for (size_t i = 0; i < 2; i++) {
        GI_AUTO_BUF body = GI_BUF(GI_NOTE_MAX);
        GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
        extended_request(&at, lines[i], 0, &body, &request);
        EXPECT_INT(watched_ask(&at, gi_buf_view(&request)).status, 400);
    }
    watched_close(&at);
}

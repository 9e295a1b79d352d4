/* One sentence per row of the protocol's table, and what stays as it was after each refusal. */
#include <string.h>

#include "tests/core/witness/watched.h"
#include "tests/support/spec.h"

static void expect_answer(gi_witness_answer answer, int status, const char *body)
{
    EXPECT_INT(answer.status, status);
    EXPECT_TEXT(answer.body, body);
}

/* The answer is one line of our key over the body of that head, at that moment. */
static void expect_cosigned(const watched *at, gi_witness_answer answer, char branch, int64_t size,
                            int64_t seconds)
{
    gi_error err = { 0 };
    gi_note note;
    gi_checkpoint checkpoint;
    bool fits = false;
    int64_t time = 0;
    GI_AUTO_BUF text = GI_BUF(2000);
    EXPECT_INT(answer.status, 200);
    branch_checkpoint(branch, size, &checkpoint);
    gi_checkpoint_print(&checkpoint, &text);
    gi_buf_add_byte(&text, '\n');
    gi_buf_add_text(&text, answer.body);
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_OK(gi_cosignature_fits(&note, gi_witness_cosigner(at->witness), &fits, &time, &err));
    EXPECT(fits);
    EXPECT_INT(note.count, 1);
    EXPECT_INT(time, seconds);
}

SPEC(a_first_checkpoint_is_cosigned)
{
    watched at;
    watched_open(&at);
    expect_cosigned(&at, watched_grow(&at, 'a', 0, 3), 'a', 3, WATCHED_NOW);
    EXPECT_INT(watched_size(&at), 3);
    watched_close(&at);
}

SPEC(growth_that_is_proved_is_cosigned)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 3);
    at.now += 60000;
    expect_cosigned(&at, watched_grow(&at, 'a', 3, 11), 'a', 11, WATCHED_NOW + 60);
    EXPECT_INT(watched_size(&at), 11);
    watched_close(&at);
}

SPEC(the_same_head_again_gets_a_fresh_time)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 3);
    at.now += 3600000;
    expect_cosigned(&at, watched_grow(&at, 'a', 3, 3), 'a', 3, WATCHED_NOW + 3600);
    watched_close(&at);
}

SPEC(an_empty_log_is_cosigned)
{
    watched at;
    watched_open(&at);
    expect_cosigned(&at, watched_grow(&at, 'a', 0, 0), 'a', 0, WATCHED_NOW);
    expect_cosigned(&at, watched_grow(&at, 'a', 0, 4), 'a', 4, WATCHED_NOW);
    watched_close(&at);
}

SPEC(a_malformed_request_is_answered_400)
{
    static const char *const texts[] = {
        "",
        "\n",
        "old\n",
        "old 0\n\n",
        "old 0\n\nno note",
        "old 0\n\nx\n\n\xE2\x80\x94 x AAAAAAA=\n",
        "old 0\n\n" WATCHED_ORIGIN "\n1\n\n\xE2\x80\x94 x AAAAAAA=\n",
        "\xFF\xFE",
    };
    watched at;
    watched_open(&at);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect_answer(watched_ask(&at, gi_bytes_of(texts[i])), 400, "malformed request\n");
    }
    EXPECT_INT(watched_size(&at), -1);
    watched_close(&at);
}

SPEC(an_old_size_past_the_new_one_is_answered_400)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 4);
    expect_answer(watched_grow(&at, 'a', 4, 3), 400, "the old size is past the checkpoint's\n");
    EXPECT_INT(watched_size(&at), 4);
    watched_close(&at);
}

#define UNSIGNED_TEXT "no valid signature of a known key of this log\n"

SPEC(a_head_under_another_key_is_answered_403)
{
    watched at;
    watched_open(&at);
    gi_signer_destroy(at.log);
    at.log = seeded_signer(2);
    expect_answer(watched_grow(&at, 'a', 0, 3), 403, UNSIGNED_TEXT);
    EXPECT_INT(watched_size(&at), -1);
    watched_close(&at);
}

SPEC(a_false_signature_of_a_known_key_is_answered_403)
{
    watched at;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    branch_request(&at, 'a', 0, 3, &request);
    uint8_t *size = memmem(request.data, request.size, "\n3\n", 3);
    size[1] = '4';
    expect_answer(watched_ask(&at, gi_buf_view(&request)), 403, UNSIGNED_TEXT);
    watched_close(&at);
}

SPEC(an_unknown_log_is_answered_404)
{
    gi_error err = { 0 };
    watched at;
    gi_checkpoint checkpoint;
    GI_AUTO_BUF body = GI_BUF(400);
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    branch_checkpoint('a', 3, &checkpoint);
    strncpy(checkpoint.origin, "other.example.cn/log", sizeof checkpoint.origin - 1);
    gi_checkpoint_print(&checkpoint, &body);
    gi_buf_add_text(&request, "old 0\n\n");
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), checkpoint.origin, at.log, &request, &err));
    expect_answer(watched_ask(&at, gi_buf_view(&request)), 404, "unknown log\n");
    watched_close(&at);
}

SPEC(another_old_size_is_answered_409_with_the_size_held)
{
    watched at;
    watched_open(&at);
    expect_answer(watched_grow(&at, 'a', 2, 3), 409, "0\n");
    (void)watched_grow(&at, 'a', 0, 4);
    expect_answer(watched_grow(&at, 'a', 3, 9), 409, "4\n");
    expect_answer(watched_grow(&at, 'a', 0, 9), 409, "4\n");
    EXPECT_INT(watched_size(&at), 4);
    watched_close(&at);
}

SPEC(a_wrong_proof_is_answered_422)
{
    watched at;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    branch_request(&at, 'a', 7, 12, &request);
    uint8_t *hash = memchr(request.data, '\n', request.size);
    hash[1] = hash[1] == 'A' ? 'B' : 'A';
    expect_answer(watched_ask(&at, gi_buf_view(&request)), 422,
                  "the consistency proof does not hold\n");
    EXPECT_INT(watched_size(&at), 7);
    watched_close(&at);
}

SPEC(growth_of_another_branch_is_answered_422)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    expect_answer(watched_grow(&at, 'b', 7, 12), 422, "the consistency proof does not hold\n");
    EXPECT_INT(watched_size(&at), 7);
    watched_close(&at);
}

SPEC(a_proof_from_size_zero_is_answered_422)
{
    watched at;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    GI_AUTO_BUF text = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    branch_request(&at, 'a', 0, 3, &request);
    gi_buf_add_text(&text, "old 0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    gi_buf_add_text(&text, gi_buf_text(&request) + strlen("old 0\n"));
    expect_answer(watched_ask(&at, gi_buf_view(&text)), 422, "a proof from size 0\n");
    EXPECT_INT(watched_size(&at), -1);
    watched_close(&at);
}

SPEC(another_root_at_the_same_size_is_answered_422)
{
    watched at;
    watched_open(&at);
    (void)watched_grow(&at, 'a', 0, 7);
    expect_answer(watched_grow(&at, 'b', 7, 7), 422, "another root at the size already cosigned\n");
    watched_close(&at);
}

SPEC(size_zero_with_the_root_of_something_is_answered_422)
{
    gi_error err = { 0 };
    watched at;
    gi_checkpoint checkpoint;
    GI_AUTO_BUF body = GI_BUF(400);
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    branch_checkpoint('a', 3, &checkpoint);
    checkpoint.size = 0;
    gi_checkpoint_print(&checkpoint, &body);
    gi_buf_add_text(&request, "old 0\n\n");
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), checkpoint.origin, at.log, &request, &err));
    expect_answer(watched_ask(&at, gi_buf_view(&request)), 422,
                  "size 0 with the root of something\n");
    watched_close(&at);
}

/* Lines of strangers before the log's own; more is the note's own limit. */
static void add_strangers(const watched *at, int count, gi_buf *request)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    branch_note(at, 'a', 3, &note);
    gi_buf_add_text(request, "old 0\n\n");
    gi_buf_add(request, gi_buf_view(&note));
    for (int i = 0; i < count; i++) {
        gi_buf_add_format(request, "\xE2\x80\x94 stranger%d AAAAAAAAAAAA\n", i);
    }
}

SPEC(a_note_with_a_hundred_lines_is_cosigned_and_held_without_strangers)
{
    watched at;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    GI_AUTO_BUF held = GI_BUF(GI_NOTE_MAX);
    watched_open(&at);
    add_strangers(&at, 99, &request);
    expect_cosigned(&at, watched_ask(&at, gi_buf_view(&request)), 'a', 3, WATCHED_NOW);
    watched_file(&at, ".checkpoint", &held);
    EXPECT(strstr(gi_buf_text(&held), "stranger") == NULL);
    watched_close(&at);
}

SPEC(a_note_with_more_than_a_hundred_lines_is_answered_400)
{
    watched at;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    watched_open(&at);
    add_strangers(&at, 100, &request);
    expect_answer(watched_ask(&at, gi_buf_view(&request)), 400, "malformed request\n");
    watched_close(&at);
}

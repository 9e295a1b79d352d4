/* The log's side: a registry asks a witness, and takes in what it answers. */
#include <stdio.h>
#include <string.h>

#include "gi/report.h"
#include "tests/core/witness/watched.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

/* A registry and a witness that watches its log; each knows the other's key. */
typedef struct pair {
    gi_fixture *log;
    watched witness;
} pair;

static void write_line(const char *dir, const char *name, const char *format, const char *value)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fprintf(file, "%s%s\n", format, value) > 0 && fclose(file) == 0);
}

static void pair_open(pair *at)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    at->log = fixture_open(GI_ED25519);
    watched_open(&at->witness);
    at->witness.now = at->log->now;
    EXPECT_OK(gi_vkey_print(FIXTURE_ORIGIN, &fixture_signer(at->log, FIXTURE_LOG)->public_key, vkey,
                            &err));
    write_line(at->witness.dir, "logs", "", vkey);
    watched_reopen(&at->witness);
    gi_cosigner_print(gi_witness_cosigner(at->witness.witness), vkey);
    write_line(at->log->dir, "witnesses", "quorum none\nwitness institute ", vkey);
}

static void pair_close(pair *at)
{
    watched_close(&at->witness);
    fixture_close(at->log);
}

static gi_witness_answer ask(pair *at, int64_t old)
{
    gi_error err = { 0 };
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    EXPECT_OK(gi_witness_request(at->log->registry, old, &request, &err));
    return watched_ask(&at->witness, gi_buf_view(&request));
}

static int64_t log_size(pair *at)
{
    gi_error err = { 0 };
    gi_note note;
    gi_checkpoint checkpoint;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    EXPECT_OK(gi_report_checkpoint(at->log->registry, &text, &err));
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_OK(gi_checkpoint_parse(note.body, &checkpoint, &err));
    return checkpoint.size;
}

static gi_status take(pair *at, const char *lines, gi_cosigned *out, gi_error *err)
{
    return gi_cosignature_take(at->log->registry, gi_bytes_of(lines), out, err);
}

SPEC(a_registry_is_cosigned_and_keeps_the_line)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    GI_AUTO_BUF lines = GI_BUF(1000);
    pair_open(&at);
    gi_witness_answer answer = ask(&at, 0);
    EXPECT_INT(answer.status, 200);
    EXPECT_OK(take(&at, answer.body, &taken, &err));
    EXPECT_TEXT(taken.name, WATCHED_NAME);
    EXPECT_INT(taken.size, log_size(&at));
    EXPECT_INT(taken.seconds, at.log->now / 1000);
    EXPECT_OK(gi_cosignature_lines(at.log->registry, taken.size, &lines, &err));
    EXPECT_TEXT(gi_buf_text(&lines), answer.body);
    pair_close(&at);
}

SPEC(a_proof_carries_the_cosignatures_of_its_checkpoint)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    GI_AUTO_BUF proof = GI_BUF(2 * GI_NOTE_MAX);
    pair_open(&at);
    gi_witness_answer answer = ask(&at, 0);
    EXPECT_OK(take(&at, answer.body, &taken, &err));
    EXPECT_OK(gi_report_proof(at.log->registry, 0, &proof, &err));
    const char *line = strstr(gi_buf_text(&proof), answer.body);
    EXPECT(line != NULL && strcmp(line, answer.body) == 0);
    pair_close(&at);
}

SPEC(a_proof_stands_under_the_newest_cosigned_checkpoint_that_covers_it)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    GI_AUTO_BUF before = GI_BUF(2 * GI_NOTE_MAX);
    GI_AUTO_BUF after = GI_BUF(2 * GI_NOTE_MAX);
    pair_open(&at);
    EXPECT_OK(take(&at, ask(&at, 0).body, &taken, &err));
    EXPECT_OK(gi_report_proof(at.log->registry, taken.size - 1, &before, &err));
    fixture_add_grant(at.log);
    EXPECT_OK(gi_report_proof(at.log->registry, taken.size - 1, &after, &err));
    EXPECT_TEXT(gi_buf_text(&after), gi_buf_text(&before));
    pair_close(&at);
}

SPEC(a_proof_of_what_nobody_cosigned_stands_under_the_newest_checkpoint)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    char size[40];
    GI_AUTO_BUF proof = GI_BUF(2 * GI_NOTE_MAX);
    pair_open(&at);
    EXPECT_OK(take(&at, ask(&at, 0).body, &taken, &err));
    fixture_add_grant(at.log);
    EXPECT_OK(gi_report_proof(at.log->registry, taken.size, &proof, &err));
    (void)snprintf(size, sizeof size, FIXTURE_ORIGIN "\n%d\n", (int)log_size(&at));
    EXPECT(strstr(gi_buf_text(&proof), size) != NULL);
    EXPECT(strstr(gi_buf_text(&proof), WATCHED_NAME) == NULL);
    pair_close(&at);
}

SPEC(a_log_that_grew_asks_from_where_it_was)
{
    pair at;
    pair_open(&at);
    int64_t before = log_size(&at);
    EXPECT_INT(ask(&at, 0).status, 200);
    fixture_add_grant(at.log);
    EXPECT_INT(ask(&at, before - 1).status, 409);
    EXPECT_INT(ask(&at, before).status, 200);
    pair_close(&at);
}

SPEC(a_line_that_travelled_while_the_log_grew_is_taken_for_its_size)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    pair_open(&at);
    int64_t before = log_size(&at);
    gi_witness_answer answer = ask(&at, 0);
    fixture_add_grant(at.log);
    EXPECT_OK(take(&at, answer.body, &taken, &err));
    EXPECT_INT(taken.size, before);
    pair_close(&at);
}

SPEC(a_line_taken_twice_is_kept_once)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    GI_AUTO_BUF lines = GI_BUF(1000);
    pair_open(&at);
    gi_witness_answer answer = ask(&at, 0);
    EXPECT_OK(take(&at, answer.body, &taken, &err));
    EXPECT_OK(take(&at, answer.body, &taken, &err));
    EXPECT_OK(gi_cosignature_lines(at.log->registry, taken.size, &lines, &err));
    EXPECT_TEXT(gi_buf_text(&lines), answer.body);
    pair_close(&at);
}

SPEC(of_two_times_of_one_witness_the_newest_is_shown)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    GI_AUTO_BUF lines = GI_BUF(1000);
    pair_open(&at);
    gi_witness_answer first = ask(&at, 0);
    at.witness.now += 60000;
    gi_witness_answer second = ask(&at, log_size(&at));
    EXPECT_OK(take(&at, second.body, &taken, &err));
    EXPECT_OK(take(&at, first.body, &taken, &err));
    EXPECT_OK(gi_cosignature_lines(at.log->registry, taken.size, &lines, &err));
    EXPECT_TEXT(gi_buf_text(&lines), second.body);
    pair_close(&at);
}

SPEC(a_request_from_past_our_size_is_refused)
{
    gi_error err = { 0 };
    pair at;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    pair_open(&at);
    EXPECT_WHY(gi_witness_request(at.log->registry, log_size(&at) + 1, &request, &err),
               GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(gi_witness_request(at.log->registry, -1, &request, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_INT(request.size, 0);
    pair_close(&at);
}

static void expect_not_taken(pair *at, const char *lines, gi_why why)
{
    gi_error err = { 0 };
    gi_cosigned taken = { .size = 4711 };
    GI_AUTO_BUF kept = GI_BUF(1000);
    EXPECT_WHY(take(at, lines, &taken, &err), why);
    EXPECT_INT(taken.size, 4711);
    EXPECT_OK(gi_cosignature_lines(at->log->registry, log_size(at), &kept, &err));
    EXPECT_INT(kept.size, 0);
}

SPEC(a_line_of_no_witness_of_ours_is_refused)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigner other;
    char vkey[GI_VKEY_TEXT];
    GI_AUTO(gi_signer) signer = seeded_signer(7);
    pair_open(&at);
    gi_witness_answer answer = ask(&at, 0);
    EXPECT_OK(gi_cosigner_from(WATCHED_NAME, &signer->public_key, &other, &err));
    gi_cosigner_print(&other, vkey);
    write_line(at.log->dir, "witnesses", "witness institute ", vkey);
    expect_not_taken(&at, answer.body, GI_WHY_NOT_OUR_WITNESS);
    pair_close(&at);
}

SPEC(a_line_over_another_log_is_refused)
{
    gi_error err = { 0 };
    pair at;
    GI_AUTO_BUF line = GI_BUF(1000);
    pair_open(&at);
    EXPECT_OK(gi_cosignature_make(gi_bytes_of("else\n1\n"), WATCHED_NAME, at.witness.own,
                                  at.log->now / 1000, &line, &err));
    expect_not_taken(&at, gi_buf_text(&line), GI_WHY_NOT_OUR_WITNESS);
    pair_close(&at);
}

SPEC(nonsense_is_no_cosignature)
{
    pair at;
    pair_open(&at);
    expect_not_taken(&at, "", GI_WHY_NOT_OUR_WITNESS);
    expect_not_taken(&at, "no newline", GI_WHY_NOT_OUR_WITNESS);
    expect_not_taken(&at, "\n\n\n", GI_WHY_NOT_OUR_WITNESS);
    expect_not_taken(&at, "\xE2\x80\x94 " WATCHED_NAME " AAAA\n", GI_WHY_NOT_OUR_WITNESS);
    pair_close(&at);
}

SPEC(a_witness_more_than_ten_minutes_ahead_is_refused)
{
    pair at;
    pair_open(&at);
    at.witness.now += 601000;
    expect_not_taken(&at, ask(&at, 0).body, GI_WHY_WITNESS_CLOCK);
    pair_close(&at);
}

SPEC(a_witness_that_signs_before_the_act_is_refused)
{
    pair at;
    pair_open(&at);
    at.witness.now -= 24 * 3600 * 1000;
    expect_not_taken(&at, ask(&at, 0).body, GI_WHY_WITNESS_CLOCK);
    pair_close(&at);
}

SPEC(without_a_list_of_witnesses_nothing_is_taken)
{
    pair at;
    char path[200];
    pair_open(&at);
    (void)snprintf(path, sizeof path, "%s/witnesses", at.log->dir);
    EXPECT(remove(path) == 0);
    expect_not_taken(&at, ask(&at, 0).body, GI_WHY_FILE_MISSING);
    pair_close(&at);
}

SPEC(an_odd_line_of_the_list_is_named)
{
    gi_error err = { 0 };
    pair at;
    gi_cosigned taken;
    pair_open(&at);
    write_line(at.log->dir, "witnesses", "# ours\nquorum none\nwitnes x ", "y");
    EXPECT_WHY(take(&at, ask(&at, 0).body, &taken, &err), GI_WHY_BAD_CONFIG);
    EXPECT(strstr(err.message, "line 3 ") != NULL);
    write_line(at.log->dir, "witnesses", "witness institute ", "nonsense");
    EXPECT_WHY(take(&at, "x\n", &taken, &err), GI_WHY_BAD_CONFIG);
    pair_close(&at);
}

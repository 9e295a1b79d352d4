/* What a witness remembers stops a registry that does not go on from it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/core/witness/pair.h"
#include "tests/support/spec.h"

static gi_status compare(const net_pair *at, gi_witness_report *row, gi_error *err)
{
    gi_witness_reports *all = calloc(1, sizeof *all);
    EXPECT(all != NULL);
    gi_status status = gi_witness_compare(at->log->registry, all, err);
    if (row != NULL && status == GI_OK) {
        EXPECT_INT(all->count, 1);
        *row = all->row[0];
    }
    free(all);
    return status;
}

static void mark_path(const net_pair *at, const char *end, char out[300])
{
    (void)snprintf(out, 300, "%s.high%s", at->log->dir, end);
}

/* A checkpoint of this log by its own key, in the hands of the witness. */
static void hand_over(net_pair *at, int64_t size, uint8_t root, gi_buf *note)
{
    gi_error err = { 0 };
    GI_AUTO_BUF body = GI_BUF(1000);
    gi_checkpoint head = { .origin = FIXTURE_ORIGIN, .size = size };
    memset(head.root.bytes, root, sizeof head.root.bytes);
    gi_checkpoint_print(&head, &body);
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), FIXTURE_ORIGIN, fixture_signer(at->log, FIXTURE_LOG),
                           note, &err));
    EXPECT_OK(gi_cosignature_make(gi_buf_view(&body), WATCHED_NAME, at->witness.own,
                                  at->log->now / 1000, note, &err));
    net_say(at, "200 OK", gi_buf_text(note));
}

SPEC(a_log_that_goes_on_from_its_witness_may_sign)
{
    net_pair at;
    gi_error err = { 0 };
    gi_witness_report row;
    net_open(&at);
    EXPECT_OK(compare(&at, &row, &err)); /* holds nothing yet: 404 */
    EXPECT_INT(row.trouble.status, GI_OK);
    EXPECT_INT(net_ask(&at).failures, 0);
    fixture_add_grant(at.log);
    EXPECT_OK(compare(&at, &row, &err));
    EXPECT_INT(row.trouble.status, GI_OK);
    fixture_act(at.log, "holder", "kind", "grower", "name", "x", "card", "0009", NULL);
    net_close(&at);
}

/* Refused now and in every later session, for the same reason and naming the witness. */
static void expect_stopped(int64_t more, uint8_t root)
{
    net_pair at;
    gi_error err = { 0 };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    net_open(&at);
    int64_t size = net_size(&at) + more;
    hand_over(&at, size, root, &note);
    EXPECT_WHY(compare(&at, NULL, &err), GI_WHY_RESTORED_BACKUP);
    EXPECT(strstr(err.message, WATCHED_NAME) != NULL);
    EXPECT(strstr(err.message, gi_num(size).text) != NULL);
    EXPECT_WHY(
        fixture_try(at.log, &err, "holder", "kind", "grower", "name", "x", "card", "0009", NULL),
        GI_WHY_RESTORED_BACKUP);
    EXPECT(strstr(err.message, WATCHED_NAME) != NULL);
    EXPECT(strstr(err.message, gi_num(size).text) != NULL);
    net_close(&at);
}

SPEC(a_witness_that_holds_more_stops_the_registry)
{
    expect_stopped(1, 7);
}

SPEC(a_witness_that_holds_another_root_stops_the_registry)
{
    expect_stopped(0, 7);
}

SPEC(a_witness_that_holds_another_past_stops_the_registry)
{
    expect_stopped(-1, 7);
}

SPEC(what_the_witness_holds_is_kept_beside_the_mark)
{
    net_pair at;
    char path[300];
    char kept[2000] = "";
    gi_error err = { 0 };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    net_open(&at);
    hand_over(&at, net_size(&at) + 1, 7, &note);
    EXPECT_WHY(compare(&at, NULL, &err), GI_WHY_RESTORED_BACKUP);
    mark_path(&at, ".witness", path);
    FILE *file = fopen(path, "r");
    EXPECT(file != NULL && fread(kept, 1, sizeof kept - 1, file) == note.size);
    (void)fclose(file);
    EXPECT_TEXT(kept, gi_buf_text(&note));
    net_close(&at);
}

SPEC(what_our_key_did_not_sign_stops_nothing)
{
    net_pair at;
    gi_error err = { 0 };
    gi_witness_report row;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_signer) other = seeded_signer(77);
    net_open(&at);
    gi_bytes body =
        gi_bytes_of(FIXTURE_ORIGIN "\n999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    EXPECT_OK(gi_note_sign(body, FIXTURE_ORIGIN, other, &note, &err));
    net_say(&at, "200 OK", gi_buf_text(&note));
    EXPECT_OK(compare(&at, &row, &err));
    err = row.trouble;
    EXPECT_WHY(row.trouble.status, GI_WHY_WITNESS_HOLDS);
    fixture_act(at.log, "holder", "kind", "grower", "name", "x", "card", "0009", NULL);
    net_close(&at);
}

SPEC(a_witness_that_cannot_be_asked_stops_nothing)
{
    net_pair at;
    gi_error err = { 0 };
    gi_witness_report row;
    net_open(&at);
    net_policy(&at, "http://127.0.0.1:1");
    EXPECT_OK(compare(&at, &row, &err));
    err = row.trouble;
    EXPECT_WHY(row.trouble.status, GI_WHY_UNREACHABLE);
    EXPECT_INT(row.failures, 1);
    EXPECT_OK(compare(&at, &row, &err));
    EXPECT(!row.asked); /* its wait is not over */
    net_close(&at);
}

/* ---- the mark ---- */

static void damage(const net_pair *at)
{
    char path[300];
    mark_path(at, "", path);
    EXPECT(truncate(path, 70) == 0);
}

static gi_status reset(const net_pair *at, gi_error *err)
{
    gi_witness_reports *all = calloc(1, sizeof *all);
    EXPECT(all != NULL);
    gi_status status = gi_mark_reset(at->log->registry, all, err);
    free(all);
    return status;
}

SPEC(a_damaged_mark_is_shown_and_made_anew)
{
    net_pair at;
    gi_error err = { 0 };
    gi_mark_report mark;
    net_open(&at);
    damage(&at);
    EXPECT_OK(gi_mark_look(at.log->registry, &mark, &err));
    err = mark.trouble;
    EXPECT_WHY(mark.trouble.status, GI_WHY_BAD_MARK);
    EXPECT_OK(reset(&at, &err));
    EXPECT_OK(gi_mark_look(at.log->registry, &mark, &err));
    EXPECT_INT(mark.trouble.status, GI_OK);
    EXPECT(mark.found);
    EXPECT_INT(mark.size, net_size(&at));
    fixture_act(at.log, "holder", "kind", "grower", "name", "x", "card", "0009", NULL);
    net_close(&at);
}

SPEC(a_damaged_mark_is_not_made_anew_against_a_witness)
{
    net_pair at;
    gi_error err = { 0 };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    net_open(&at);
    hand_over(&at, net_size(&at) + 1, 7, &note);
    damage(&at);
    EXPECT_WHY(reset(&at, &err), GI_WHY_RESTORED_BACKUP);
    EXPECT_WHY(reset(&at, &err), GI_WHY_RESTORED_BACKUP);
    net_close(&at);
}

SPEC(a_good_mark_is_left_alone)
{
    net_pair at;
    gi_error err = { 0 };
    net_open(&at);
    EXPECT_WHY(reset(&at, &err), GI_WHY_ALREADY);
    net_close(&at);
}

SPEC(a_log_without_a_mark_says_so)
{
    net_pair at;
    char path[300];
    gi_error err = { 0 };
    net_open(&at);
    EXPECT(!gi_mark_missing(at.log->registry));
    mark_path(&at, "", path);
    EXPECT(remove(path) == 0);
    EXPECT(gi_mark_missing(at.log->registry));
    EXPECT_OK(reset(&at, &err));
    EXPECT(!gi_mark_missing(at.log->registry));
    net_close(&at);
}

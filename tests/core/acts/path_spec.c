/* The one path: request keys, signatures, signed drafts, the log inside the transaction. */
#include <stdio.h>
#include <string.h>

#include "core/acts/act.h"
#include "core/acts/draft.h"
#include "core/acts/session.h"
#include "core/store/tables.h"
#include "tests/core/acts/helpers.h"

#define REQUEST "00112233445566778899aabbccddeeff"

static gi_draft *harvest(gi_fixture *fixture, const char *quantity)
{
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    const char *const fields[][2] = { { "source", "1" },
                                      { "product", "LSYW" },
                                      { "season", "2026-1" },
                                      { "day", "2026-04-05" },
                                      { "qty", quantity } };
    EXPECT_OK(gi_draft_create("harvest", fixture->registry->random, &draft, &err));
    EXPECT_OK(gi_draft_set_request(draft, gi_bytes_of(REQUEST), &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), &err));
    }
    return draft;
}

static gi_status submit(gi_fixture *fixture, const gi_draft *draft, gi_receipt *out, gi_error *err)
{
    return gi_act_submit(fixture->registry, draft, fixture->signer, fixture->signers, out, err);
}

SPEC(the_same_request_with_the_same_draft_gives_the_same_answer)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) draft = harvest(fixture, "1kg");
    gi_error err = { 0 };
    gi_receipt first;
    gi_receipt second;
    EXPECT_OK(submit(fixture, draft, &first, &err));
    EXPECT_OK(submit(fixture, draft, &second, &err));
    EXPECT(second.repeated && !first.repeated);
    EXPECT_INT(second.index, first.index);
    EXPECT_TEXT(second.answer, first.answer);
    EXPECT_INT(balance(fixture, "raw"), 1000000);
}

SPEC(the_same_request_with_another_draft_is_a_conflict)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) draft = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) other = harvest(fixture, "2kg");
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(submit(fixture, draft, &receipt, &err));
    EXPECT_WHY(submit(fixture, other, &receipt, &err), GI_WHY_REQUEST_REUSED);
    EXPECT_INT(balance(fixture, "raw"), 1000000);
}

SPEC(every_commit_carries_a_checkpoint_signed_by_the_log_key)
{
    GI_AUTO(gi_fixture) fixture = picked();
    gi_error err = { 0 };
    gi_checkpoint checkpoint;
    static gi_note note;
    bool found = false;
    bool fits = false;
    GI_AUTO_BUF text = GI_BUF(4096);
    EXPECT_OK(gi_checkpoint_last(fixture->registry->db, &text, &found, &err));
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_OK(gi_note_fits(&note, FIXTURE_ORIGIN, &fixture_signer(fixture, FIXTURE_LOG)->public_key,
                           &fits, &err));
    EXPECT(fits);
    EXPECT_OK(gi_checkpoint_parse(note.body, &checkpoint, &err));
    EXPECT_INT(checkpoint.size, acts(fixture));
}

SPEC(the_checkpoints_root_is_the_root_of_all_leaves)
{
    GI_AUTO(gi_fixture) fixture = picked();
    gi_error err = { 0 };
    gi_digest root;
    gi_path path;
    GI_AUTO_BUF bytes = GI_BUF(4096);
    gi_act_row row;
    gi_tile_io io = gi_tiles_of(fixture->registry->db);
    int64_t size = acts(fixture);
    EXPECT_OK(gi_tiles_root(io, size, &root, &err));
    for (int64_t i = 0; i < size; i++) {
        gi_buf_reset(&bytes);
        EXPECT_OK(gi_act_load(fixture->registry->db, i, &row, NULL, &bytes, &err));
        gi_digest hash = gi_leaf_hash(gi_buf_view(&bytes));
        EXPECT_OK(gi_tiles_inclusion(io, i, size, &path, &err));
        EXPECT(gi_inclusion_fits(&hash, i, size, &path, &root));
    }
}

SPEC(a_signers_own_counter_has_no_gap)
{
    GI_AUTO(gi_fixture) fixture = picked();
    int64_t next[FIXTURE_KEYS] = { 0 };
    EXPECT_REFUSED(fixture, GI_WHY_BAD_DAY, "harvest", "source", "1", "product", "LSYW", "season",
                   "2026-1", "day", "2026-13-01", "qty", "1kg");
    for (int64_t i = 0; i < acts(fixture); i++) {
        EXPECT_INT(leaf_int(fixture, i, "n"), ++next[leaf_int(fixture, i, "by")]);
    }
}

SPEC(an_act_without_its_signer_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    drop_signer(fixture, FIXTURE_REGISTRY);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "harvest", "source", "1", "product", "LSYW",
                   "season", "2026-1", "day", "2026-04-05", "qty", "1kg");
}

SPEC(a_commit_without_the_log_key_is_refused_and_leaves_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    drop_signer(fixture, FIXTURE_LOG);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "harvest", "source", "1", "product", "LSYW",
                   "season", "2026-1", "day", "2026-04-05", "qty", "1kg");
}

SPEC(an_unknown_field_is_refused_by_name)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_UNKNOWN_FIELD, "suspend", "holder", "0001", "colour", "red");
}

SPEC(a_missing_field_is_refused_by_name)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    EXPECT_WHY(fixture_try(fixture, &err, "suspend", "holder", "0001", "op", "suspend", NULL),
               GI_WHY_MISSING_FIELD);
    EXPECT_TEXT(err.field, "why");
}

SPEC(a_word_outside_the_list_is_refused_with_the_list)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    EXPECT_WHY(fixture_try(fixture, &err, "suspend", "holder", "0001", "op", "stop", "why",
                           "inspection", NULL),
               GI_WHY_BAD_FIELD);
    EXPECT(strstr(err.message, "suspend|resume") != NULL);
}

SPEC(a_clock_behind_the_last_act_refuses)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture->now -= 1;
    EXPECT_REFUSED(fixture, GI_WHY_CLOCK, "suspend", "holder", "0001", "op", "suspend", "why",
                   "inspection");
}

SPEC(a_failing_act_of_a_session_undoes_only_itself)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) good = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) bad = harvest(fixture, "500kg");
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(gi_draft_set_request(bad, gi_bytes_of("ffffffffffffffffffffffffffffffff"), &err));
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    EXPECT_OK(gi_session_act(session, good, &receipt, &err));
    EXPECT_WHY(gi_session_act(session, bad, &receipt, &err), GI_WHY_OVER_DAILY);
    EXPECT_OK(gi_session_commit(session, &err));
    EXPECT_INT(balance(fixture, "raw"), 1000000);
    EXPECT(books_balance(fixture));
}

SPEC(acts_that_stand_or_fall_together_fall_with_the_first_that_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) good = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) bad = harvest(fixture, "500kg");
    gi_session *session = NULL;
    gi_error err = { 0 };
    gi_receipt receipt;
    int64_t before = acts(fixture);
    EXPECT_OK(gi_draft_set_request(bad, gi_bytes_of("ffffffffffffffffffffffffffffffff"), &err));
    EXPECT_OK(gi_session_begin_whole(fixture->registry, fixture->signer, fixture->signers, &session,
                                     &err));
    EXPECT_OK(gi_session_act(session, good, &receipt, &err));
    EXPECT_WHY(gi_session_act(session, bad, &receipt, &err), GI_WHY_OVER_DAILY);
    EXPECT_WHY(gi_session_act(session, good, &receipt, &err), GI_WHY_OVER_DAILY);
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_OVER_DAILY);
    gi_session_destroy(session);
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance(fixture, "raw"), 0);
}

SPEC(a_request_that_was_reused_sinks_acts_that_stand_or_fall_together)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) first = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) good = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) reused = harvest(fixture, "2kg");
    GI_AUTO(gi_session) session = NULL;
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(submit(fixture, first, &receipt, &err));
    int64_t before = acts(fixture);
    EXPECT_OK(gi_draft_set_request(good, gi_bytes_of("ff112233445566778899aabbccddeeff"), &err));
    EXPECT_OK(gi_session_begin_whole(fixture->registry, fixture->signer, fixture->signers, &session,
                                     &err));
    EXPECT_OK(gi_session_act(session, good, &receipt, &err));
    EXPECT_WHY(gi_session_act(session, reused, &receipt, &err), GI_WHY_REQUEST_REUSED);
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_REQUEST_REUSED);
    gi_session_destroy(session);
    session = NULL;
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance(fixture, "raw"), 1000000);
}

SPEC(a_first_act_that_is_refused_sinks_its_session_as_well)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) bad = harvest(fixture, "500kg");
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(gi_session_begin_whole(fixture->registry, fixture->signer, fixture->signers, &session,
                                     &err));
    EXPECT_INT(gi_session_act(session, bad, &receipt, NULL), GI_CONFLICT);
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_OVER_DAILY);
}

SPEC(a_session_that_is_not_committed_leaves_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_receipt receipt;
    gi_session *session = NULL;
    GI_AUTO(gi_draft) draft = harvest(fixture, "1kg");
    int64_t before = acts(fixture);
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    EXPECT_OK(gi_session_act(session, draft, &receipt, &err));
    gi_session_destroy(session);
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance(fixture, "raw"), 0);
}

/* ---- drafts signed elsewhere ---- */

static gi_json *exported_grant(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_json *file = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360402101", "capacity", "5mu", NULL);
    EXPECT_OK(gi_draft_create("grant", fixture->registry->random, &draft, &err));
    EXPECT_OK(gi_draft_set(draft, "product", gi_bytes_of("LSYW"), &err));
    EXPECT_OK(gi_draft_set(draft, "season", gi_bytes_of("2026-1"), &err));
    EXPECT_OK(gi_draft_set(draft, "sources", gi_bytes_of("2"), &err));
    EXPECT_OK(gi_act_export(fixture->registry, draft, &file, &err));
    return file;
}

/* Only the log key stays on the server. */
static gi_status submit_file(gi_fixture *fixture, const gi_json *file, gi_error *err)
{
    gi_signer *log = fixture_signer(fixture, FIXTURE_LOG);
    gi_receipt receipt;
    return gi_act_submit_signed(fixture->registry, file, &log, 1, &receipt, err);
}

SPEC(exporting_changes_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    EXPECT(gi_json_ok(file, NULL) == GI_OK);
    EXPECT_INT(acts(fixture), 10);
    EXPECT_INT(balance(fixture, "allow"), 599940000);
}

SPEC(a_draft_signed_elsewhere_by_two_roles_is_accepted)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(submit_file(fixture, file, &err));
    EXPECT(balance(fixture, "allow") > 599940000);
}

SPEC(a_draft_signed_elsewhere_by_one_role_only_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_SIGNER_MISSING);
    EXPECT_INT(balance(fixture, "allow"), 599940000);
}

SPEC(a_draft_changed_after_signing_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    GI_AUTO(gi_json) leaf_copy = gi_json_copy(gi_json_get(file, "leaf"));
    gi_json_set_int(leaf_copy, "qty", 999999999);
    gi_json_set(file, "leaf", GI_TAKE(leaf_copy));
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_DRAFT_STALE);
}

SPEC(a_draft_overtaken_by_another_act_of_the_same_key_is_stale)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    fixture_act(fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection", NULL);
    fixture_act(fixture, "suspend", "holder", "0001", "op", "resume", "why", "cleared", NULL);
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_DRAFT_STALE);
}

SPEC(a_forged_signature_in_a_file_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    gi_signer *thief = NULL;
    uint8_t seed[32] = { 99 };
    EXPECT_OK(
        gi_signer_from_seed(GI_ED25519, FIXTURE_AUTHORITY, (gi_bytes){ seed, 32 }, &thief, &err));
    EXPECT_OK(gi_act_sign(file, thief, &err));
    gi_signer_destroy(thief);
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_BAD_SIGNATURE);
}

SPEC(a_signed_draft_from_more_than_ten_minutes_ahead_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    fixture->now += 600001;
    GI_AUTO(gi_json) file = exported_grant(fixture);
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    fixture->now -= 600001;
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_CLOCK_AHEAD);
    EXPECT_INT(balance(fixture, "allow"), 599940000);
}

SPEC(an_act_that_the_table_does_not_know_is_refused_by_name)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_error err = { 0 };
    EXPECT_WHY(gi_draft_create("steal", gi_random_system(), &draft, &err), GI_WHY_UNKNOWN_ACT);
    EXPECT(strstr(err.message, "steal") != NULL);
}

SPEC(postings_that_do_not_sum_to_zero_are_never_posted)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_journal journal = { .count = 1 };
    journal.posting[0] = (gi_posting){
        .holder = 1, .product = 1, .season = SEASON, .material = gi_allow, .amount = 1
    };
    EXPECT_WHY(gi_journal_post(&journal, fixture->registry->db, acts(fixture), &err),
               GI_WHY_UNBALANCED);
    EXPECT_INT(balance(fixture, "allow"), 599940000);
}

SPEC(a_leaf_past_two_kibibytes_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    char area[700] = "";
    char grades[1200] = "";
    for (int i = 0; i < 64; i++) {
        (void)snprintf(area + strlen(area), 16, "%s%d", i > 0 ? "," : "", 360483100 + i);
    }
    for (int i = 0; i < 15; i++) {
        (void)snprintf(grades + strlen(grades), 80, "%s%030d=%030d", i > 0 ? ";" : "", i, i);
    }
    EXPECT_REFUSED(fixture, GI_WHY_LEAF_TOO_BIG, "product", "product", "HKDC", "index", "3", "zh",
                   "湖口豆豉", "en", "Hukou douchi", "unit", "mass", "path", "direct", "source",
                   "vessel", "area", area, "grades", grades, "season", "2026-1", "first",
                   "2026-03-15", "last", "2026-05-31", "label_until", "2027-12-31");
}

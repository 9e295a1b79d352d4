/* The one path: fields, signatures, postings, the log inside the transaction. */
#include <stdio.h>
#include <string.h>

#include "core/acts/act.h"
#include "core/store/accounts.h"
#include "core/store/log_rows.h"
#include "tests/core/acts/helpers.h"

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

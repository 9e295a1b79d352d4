/* run_spec.c - trying, storing, meeting the same file again. */
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/report.h"
#include "tests/core/import/report.h"

SPEC(a_trial_says_what_would_happen_and_changes_nothing)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    int64_t before = acts_of(fixture);

    GI_AUTO(gi_import) import = import_text(fixture, "harvest", IMPORT_TWO);

    GI_AUTO(gi_json) report = gi_import_report(import, false);
    const gi_json *raw = gi_json_at(gi_json_get(report, "balance"), 1);
    int64_t after = 0;
    EXPECT(gi_json_as_int(gi_json_get(raw, "after"), &after));
    EXPECT_INT(after, 15500000);
    EXPECT_INT(gi_import_faults(import), 0);
    EXPECT(!gi_import_stored(import));
    EXPECT_INT(acts_of(fixture), before);
    EXPECT_INT(import_balance(fixture, "raw"), 0);
}

SPEC(good_rows_are_stored_with_one_checkpoint)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t before = acts_of(fixture);

    import_commit(fixture, "harvest", IMPORT_TWO);

    EXPECT_INT(acts_of(fixture), before + 2);
    EXPECT_INT(import_balance(fixture, "raw"), 15500000);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    bool held = false;
    EXPECT_OK(gi_checkpoint_after(fixture->registry->db, before, &note, &held, &err));
    char size[32];
    (void)snprintf(size, sizeof size, "\n%s\n", gi_num(before + 2).text);
    EXPECT(held && strstr(gi_buf_text(&note), size) != NULL);
}

SPEC(one_bad_row_and_nothing_is_stored)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t before = acts_of(fixture);
    GI_AUTO(gi_import) import = read_text("harvest", IMPORT_TWO "1,LSYW,2026-1,2026-06-01,3\n");

    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));

    EXPECT(!gi_import_stored(import));
    EXPECT(found(import, 4, "D", "outside-season"));
    EXPECT_INT(acts_of(fixture), before);
    EXPECT_INT(import_balance(fixture, "raw"), 0);
}

SPEC(every_refused_row_is_told_although_the_first_ends_the_storing)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t before = acts_of(fixture);
    GI_AUTO(gi_import)
    import = read_text("harvest", IMPORT_TWO "1,LSYW,2026-1,2026-06-01,3\n"
                                             "1,LSYW,2026-1,2026-04-07,3\n"
                                             "1,LSYW,2026-1,2026-06-01,4\n");

    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));

    EXPECT(!gi_import_stored(import));
    EXPECT_INT(gi_import_faults(import), 2);
    EXPECT(found(import, 4, "D", "outside-season") && found(import, 6, "D", "outside-season"));
    EXPECT_INT(acts_of(fixture), before);
}

SPEC(without_the_keys_nothing_is_stored)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t before = acts_of(fixture);
    GI_AUTO(gi_import) import = read_text("harvest", IMPORT_TWO);

    EXPECT_WHY(gi_import_run(import, fixture->registry, NULL, 0, GI_IMPORT_COMMIT, &err),
               GI_WHY_SIGNER_MISSING);

    EXPECT_INT(acts_of(fixture), before);
}

/* ---- a trial and the others ---- */

/* Asks for the time as the trial does, and writes meanwhile through a registry of its own. */
typedef struct neighbour {
    gi_fixture *fixture;
    gi_registry *registry;
    bool named; /* a file of the trial could be seen */
    gi_status status;
    int acts;
} neighbour;

static gi_time write_meanwhile(void *context)
{
    neighbour *other = context;
    gi_error err = { 0 };
    gi_receipt receipt;
    GI_AUTO(gi_draft) draft = NULL;
    char pattern[160];
    glob_t names = { 0 };
    (void)snprintf(pattern, sizeof pattern, "%s/*trial*", other->fixture->dir);
    other->named = other->named || glob(pattern, 0, NULL, &names) == 0;
    globfree(&names);
    EXPECT_OK(gi_draft_create("harvest", gi_random_system(), &draft, &err));
    EXPECT_OK(gi_draft_set(draft, "source", gi_bytes_of("1"), &err));
    EXPECT_OK(gi_draft_set(draft, "product", gi_bytes_of("LSYW"), &err));
    EXPECT_OK(gi_draft_set(draft, "season", gi_bytes_of("2026-1"), &err));
    EXPECT_OK(gi_draft_set(draft, "day", gi_bytes_of("2026-04-05"), &err));
    EXPECT_OK(gi_draft_set(draft, "qty", gi_bytes_of("1g"), &err));
    other->status = gi_act_submit(other->registry, draft, other->fixture->signer,
                                  other->fixture->signers, &receipt, &err);
    other->acts += other->status == GI_OK;
    return other->fixture->now;
}

SPEC(others_write_while_a_trial_runs)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    neighbour other = { .fixture = fixture };
    gi_clock clock = fixture->registry->clock;
    int64_t before = acts_of(fixture);
    EXPECT_OK(gi_registry_open(fixture->dir, GI_ACCESS_WRITE, clock, gi_random_system(),
                               &other.registry, &err));
    fixture->registry->clock = (gi_clock){ write_meanwhile, &other };

    GI_AUTO(gi_import) import = import_text(fixture, "harvest", IMPORT_TWO);

    gi_registry_close(other.registry);
    fixture->registry->clock = clock;
    EXPECT_INT(gi_import_faults(import), 0);
    EXPECT(other.acts >= 2 && other.status == GI_OK && !other.named);
    EXPECT_INT(acts_of(fixture), before + other.acts);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
}

/* ---- what a refusal rested on may be gone when the rows are tried ---- */

/* Under the lock the clock is behind until a trial ran; a trial runs without the lock, and right.
 */
typedef struct late {
    gi_fixture *fixture;
    bool catches_up; /* and stays right then */
    bool right;
} late;

static gi_time late_clock(void *context)
{
    late *at = context;
    bool tried = !gi_db_in_transaction(at->fixture->registry->db);
    at->right = at->right || (tried && at->catches_up);
    return at->fixture->now - (tried || at->right ? 0 : INT64_C(3600000));
}

static gi_status import_late(late *at, gi_import *import, gi_error *err)
{
    gi_fixture *fixture = at->fixture;
    gi_clock clock = fixture->registry->clock;
    fixture->registry->clock = (gi_clock){ late_clock, at };
    gi_status status = gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                                     GI_IMPORT_COMMIT, err);
    fixture->registry->clock = clock;
    return status;
}

SPEC(rows_that_are_refused_and_then_are_not_are_stored_after_all)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t before = acts_of(fixture);
    late at = { .fixture = fixture, .catches_up = true };
    GI_AUTO(gi_import) import = read_text("harvest", IMPORT_TWO);

    EXPECT_OK(import_late(&at, import, &err));

    EXPECT(gi_import_stored(import));
    EXPECT_INT(gi_import_faults(import), 0);
    EXPECT_INT(acts_of(fixture), before + 2);
    EXPECT_INT(import_balance(fixture, "raw"), 15500000);
}

SPEC(rows_that_are_refused_only_when_they_are_stored_are_not_passed_over_in_silence)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t before = acts_of(fixture);
    late at = { .fixture = fixture };
    GI_AUTO(gi_import) import = read_text("harvest", IMPORT_TWO);

    EXPECT_WHY(import_late(&at, import, &err), GI_WHY_IMPORT_CHANGING);

    EXPECT(!gi_import_stored(import));
    EXPECT_INT(acts_of(fixture), before);
}

/* ---- the same file ---- */

SPEC(the_same_rows_in_other_words_are_the_same_import)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    import_commit(fixture, "harvest", IMPORT_TWO);
    int64_t before = acts_of(fixture);

    EXPECT_WHY(
        import_rows(fixture,
                    "采收日期;产季;产品;地块;鲜叶/公斤\n"
                    "2026年4月5日;2026-1;庐山云雾茶;1;１２.５\n\n20260406;2026-1;lsyw;1;3000g\n",
                    GI_IMPORT_COMMIT, &err),
        GI_WHY_IMPORT_AGAIN);

    EXPECT_INT(acts_of(fixture), before);
}

SPEC(the_same_file_is_stored_again_when_that_is_said)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    import_commit(fixture, "harvest", IMPORT_TWO);

    EXPECT_OK(import_rows(fixture, IMPORT_TWO, GI_IMPORT_AGAIN, &err));

    EXPECT_INT(import_balance(fixture, "raw"), 31000000);
}

SPEC(a_trial_of_the_same_file_notes_the_acts)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    import_commit(fixture, "harvest", IMPORT_TWO);
    GI_AUTO(gi_import) import = import_text(fixture, "harvest", IMPORT_TWO);

    GI_AUTO(gi_json) report = gi_import_report(import, false);
    gi_bytes reason = { 0 };
    const gi_json *note = gi_json_at(gi_json_get(report, "notes"), 0);

    EXPECT(gi_json_as_text(gi_json_get(note, "reason"), &reason));
    EXPECT(gi_bytes_equal(reason, gi_bytes_of("import-again")));
}

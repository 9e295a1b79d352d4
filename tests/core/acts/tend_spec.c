/* The day's leaves: each at most once, only where something moved, and never half. */
#include <string.h>

#include "core/acts/session.h"
#include "gi/tend.h"
#include "tests/core/acts/helpers.h"

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)

static gi_tended tend(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_tended done;
    EXPECT_OK(gi_tend(fixture->registry, fixture->signer, fixture->signers, &done, &err));
    return done;
}

static bool tend_general(gi_fixture *fixture)
{
    gi_error err = { 0 };
    bool written = false;
    const gi_general nothing = { .bundle = NULL };
    EXPECT_OK(gi_tend_general(fixture->registry, fixture->signer, fixture->signers, &nothing,
                              &written, &err));
    return written;
}

static void pick(gi_fixture *fixture, const char *day)
{
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                day, "qty", "1kg", NULL);
}

static bool leaf_is(const gi_fixture *fixture, int64_t index, const char *name)
{
    GI_AUTO(gi_json) json = leaf(fixture, index);
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(json, "t"), &text) &&
           gi_bytes_equal(text, gi_bytes_of(name));
}

SPEC(a_day_gets_one_head_one_leaf_per_season_and_one_general_leaf)
{
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    gi_tended done = tend(fixture);
    EXPECT(done.head && done.general_due);
    EXPECT_INT(done.seasons, 1);
    EXPECT_INT(done.changed, before);
    EXPECT(tend_general(fixture));
    EXPECT_INT(acts(fixture), before + 3);
    EXPECT(leaf_is(fixture, before, "head"));
    EXPECT(leaf_is(fixture, before + 1, "status") && leaf_is(fixture, before + 2, "status"));
}

SPEC(tending_again_on_the_same_day_writes_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    (void)tend(fixture);
    (void)tend_general(fixture);
    int64_t before = acts(fixture);
    fixture->now += HOUR;
    pick(fixture, "2026-04-06");
    gi_tended done = tend(fixture);
    EXPECT(!done.head && !done.general_due);
    EXPECT_INT(done.seasons, 0);
    EXPECT_INT(done.changed, before + 1);
    EXPECT(!tend_general(fixture));
    EXPECT_INT(acts(fixture), before + 1);
}

SPEC(what_moved_after_the_status_leaf_is_told_the_next_day)
{
    GI_AUTO(gi_fixture) fixture = land();
    (void)tend(fixture);
    pick(fixture, "2026-04-06");
    fixture->now += DAY;
    EXPECT_INT(tend(fixture).seasons, 1);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "n") > 0, true);
}

/* Between them whole days without a round, and rounds that had nothing to tell. */
SPEC(what_moved_on_any_day_is_told_by_the_next_round_and_once)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_INT(tend(fixture).seasons, 1);
    pick(fixture, "2026-04-05");
    fixture->now += 3 * DAY;
    EXPECT_INT(tend(fixture).seasons, 1);
    fixture->now += DAY;
    EXPECT_INT(tend(fixture).seasons, 0);
    fixture->now += HOUR;
    pick(fixture, "2026-04-06");
    EXPECT_INT(tend(fixture).seasons, 1);
    pick(fixture, "2026-04-07");
    EXPECT_INT(tend(fixture).seasons, 0);
    fixture->now += DAY;
    EXPECT_INT(tend(fixture).seasons, 1);
    EXPECT_INT(tend(fixture).seasons, 0);
}

/* Somebody wrote a status before the first round of the day, and there was movement between. */
SPEC(what_moved_between_a_status_by_hand_and_the_round_is_told_the_next_day)
{
    GI_AUTO(gi_fixture) fixture = land();
    (void)tend(fixture);
    fixture->now += DAY;
    fixture_act(fixture, "status", "product", "LSYW", "season", "2026-1", NULL);
    pick(fixture, "2026-04-06");
    EXPECT_INT(tend(fixture).seasons, 0);
    fixture->now += DAY;
    EXPECT_INT(tend(fixture).seasons, 1);
}

SPEC(a_season_without_movement_gets_no_leaf_but_the_day_does)
{
    GI_AUTO(gi_fixture) fixture = land();
    (void)tend(fixture);
    (void)tend_general(fixture);
    fixture->now += DAY;
    gi_tended done = tend(fixture);
    EXPECT_INT(done.seasons, 0);
    EXPECT(done.head && done.general_due);
}

SPEC(the_day_ends_at_midnight_of_the_registry)
{
    GI_AUTO(gi_fixture) fixture = land();
    (void)tend(fixture);
    fixture->now += 14 * HOUR - 1; /* 23:59:59.999 in China, 15:59 UTC */
    EXPECT(!tend(fixture).head);
    fixture->now += 1;
    EXPECT(tend(fixture).head);
}

SPEC(tending_that_was_cut_off_goes_on_where_it_stopped)
{
    GI_AUTO(gi_fixture) fixture = land();
    (void)tend(fixture); /* and then the power went */
    int64_t before = acts(fixture);
    gi_tended done = tend(fixture);
    EXPECT(!done.head && done.seasons == 0 && done.general_due);
    EXPECT(tend_general(fixture));
    EXPECT_INT(acts(fixture), before + 1);
}

SPEC(openings_are_those_that_the_newest_leaf_told_of_also_behind_a_silent_one)
{
    gi_error err = { 0 };
    bool found = true;
    gi_openings told = { .known = false };
    gi_digest root = gi_sha256(gi_bytes_of("two openings"));
    GI_AUTO_BUF hex = GI_BUF(64);
    GI_AUTO(gi_fixture) fixture = land();
    gi_hex_add(&hex, gi_digest_view(&root));
    EXPECT_OK(gi_tend_openings(fixture->registry, &found, &told, &err));
    EXPECT(!found);
    fixture_act(fixture, "status", "opened", "2", "open", gi_buf_text(&hex), NULL);
    fixture_act(fixture, "status", NULL);
    EXPECT_OK(gi_tend_openings(fixture->registry, &found, &told, &err));
    EXPECT(found && told.known && memcmp(told.root.bytes, root.bytes, sizeof root.bytes) == 0);
    EXPECT_INT(told.count, 2);
}

SPEC(tending_without_the_registry_key_changes_nothing)
{
    gi_error err = { 0 };
    gi_tended done;
    GI_AUTO(gi_fixture) fixture = land();
    int64_t before = acts(fixture);
    drop_signer(fixture, FIXTURE_REGISTRY);
    EXPECT_WHY(gi_tend(fixture->registry, fixture->signer, fixture->signers, &done, &err),
               GI_WHY_SIGNER_MISSING);
    EXPECT_INT(acts(fixture), before);
}

/* ---- labels come after the day's head leaf ---- */

static gi_status issue_with(gi_fixture *fixture, uint16_t key, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt;
    gi_signer *signers[] = { fixture_signer(fixture, FIXTURE_LABEL),
                             fixture_signer(fixture, FIXTURE_LOG), fixture_signer(fixture, key) };
    GI_TRY(gi_draft_create("issue", fixture->registry->random, &draft, err));
    GI_TRY(gi_draft_set(draft, "batch", gi_bytes_of(fixture->batch), err));
    GI_TRY(gi_draft_set(draft, "count", gi_bytes_of("2"), err));
    GI_TRY(gi_draft_set(draft, "net", gi_bytes_of("50g"), err));
    GI_TRY(gi_draft_set(draft, "packed", gi_bytes_of("2026-04-20"), err));
    return gi_act_submit(fixture->registry, draft, signers, 3, &receipt, err);
}

SPEC(the_first_labels_of_a_day_bring_its_head_leaf)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    int64_t before = acts(fixture);
    fixture->now += DAY;
    (void)fixture_issue(fixture, "50g", 2);
    EXPECT_INT(acts(fixture), before + 2);
    EXPECT(leaf_is(fixture, before, "head") && leaf_is(fixture, before + 1, "issue"));
}

SPEC(later_labels_of_a_day_bring_no_head_leaf)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    fixture->now += DAY;
    (void)fixture_issue(fixture, "50g", 2);
    int64_t before = acts(fixture);
    (void)fixture_issue(fixture, "50g", 2);
    EXPECT_INT(acts(fixture), before + 1);
}

SPEC(labels_on_the_day_of_the_founding_need_no_head_leaf)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    int64_t before = acts(fixture);
    (void)fixture_issue(fixture, "50g", 2);
    EXPECT_INT(acts(fixture), before + 1);
}

SPEC(tending_before_the_first_labels_leaves_nothing_for_them_to_bring)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    fixture->now += DAY;
    EXPECT(tend(fixture).head);
    int64_t before = acts(fixture);
    (void)fixture_issue(fixture, "50g", 2);
    EXPECT_INT(acts(fixture), before + 1);
    EXPECT(!tend(fixture).head);
}

SPEC(the_first_labels_of_a_day_without_a_registry_key_wait_for_tend)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    int64_t before = acts(fixture);
    fixture->now += DAY;
    EXPECT_WHY(issue_with(fixture, FIXTURE_BUREAU, &err), GI_WHY_HEAD_DUE);
    EXPECT_INT(acts(fixture), before);
    (void)tend(fixture);
    EXPECT_OK(issue_with(fixture, FIXTURE_BUREAU, &err));
}

SPEC(first_labels_that_are_refused_leave_no_head_leaf_alone)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    int64_t before = acts(fixture);
    fixture->now += DAY;
    EXPECT(fixture_try(fixture, &err, "issue", "batch", fixture->batch, "count", "1000000", "net",
                       "50g", "packed", "2026-04-20", NULL) != GI_OK);
    EXPECT_INT(acts(fixture), before);
}

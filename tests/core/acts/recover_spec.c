/* An old copy catches up with what it published: byte for byte, all of it or nothing. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gi/publish.h"
#include "gi/recover.h"
#include "gi/tend.h"
#include "tests/core/acts/recover_world.h"

static gi_status recover(world *at, gi_recovered *done, gi_error *err)
{
    gi_recover_options options = { .journal = NULL };
    return world_recover(at, &options, done, err);
}

SPEC(acts_with_private_fields_come_back_from_the_journal)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    fixture_add_batch(at.fixture, "2026-04-06");
    world_publish(&at);
    int64_t size = acts(at.fixture);
    world_put_back(&at);
    EXPECT_OK(recover(&at, &done, &err));
    EXPECT_INT(done.from_journal, 3);
    EXPECT_INT(acts(at.fixture), size);
    EXPECT(world_same_files(&at));
    EXPECT(books_balance(at.fixture));
}

SPEC(a_recovered_registry_goes_on_with_the_next_index_and_counter)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection",
                NULL);
    int64_t n = leaf_int(at.fixture, acts(at.fixture) - 1, "n");
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(recover(&at, &done, &err));
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "resume", "why", "cleared", NULL);
    EXPECT_INT(at.fixture->receipt.index, done.size);
    EXPECT_INT(leaf_int(at.fixture, done.size, "n"), n + 1);
}

/* No signer is given, so nothing can have been signed anew. */
SPEC(keys_added_and_a_root_that_was_rotated_come_back_from_their_leaves)
{
    WORLD at = world_without_journal();
    gi_error err = { 0 };
    gi_recovered done;
    char next[160];
    world_keep(&at);
    (void)fixture_add_key(at.fixture, 11, GI_SM2, "registry");
    fixture_public_text(at.fixture->next_root, next);
    fixture_act(at.fixture, "key", "op", "rotate", "id", "2", "public", next, "next",
                "00000000000000000000000000000000000000000000000000000000000000ff", NULL);
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(recover(&at, &done, &err));
    EXPECT_INT(done.rebuilt, 2);
    EXPECT(world_same_files(&at));
}

SPEC(labels_of_a_key_with_random_signatures_come_back)
{
    WORLD at = world_of(GI_P256, true);
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    (void)fixture_issue(at.fixture, "50g", 4);
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(recover(&at, &done, &err));
    EXPECT(world_same_files(&at));
    EXPECT_INT(fixture_issue(at.fixture, "50g", 1).first, 5);
}

SPEC(head_and_status_leaves_come_back_with_the_checkpoints_they_hold)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    gi_tended tended;
    world_keep(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection",
                NULL);
    EXPECT_OK(
        gi_tend(at.fixture->registry, at.fixture->signer, at.fixture->signers, &tended, &err));
    EXPECT(tended.head && tended.seasons == 1);
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(recover(&at, &done, &err));
    EXPECT(world_same_files(&at));
}

/* ---- refusals ---- */

typedef struct lost_leaves {
    int count;
    gi_lost_leaf last;
} lost_leaves;

static void take_lost(void *context, const gi_lost_leaf *leaf)
{
    lost_leaves *lost = context;
    lost->count++;
    lost->last = *leaf;
}

SPEC(a_private_act_without_a_line_is_named_and_nothing_is_stored)
{
    WORLD at = world_without_journal();
    gi_error err = { 0 };
    gi_recovered done;
    lost_leaves lost = { .count = 0 };
    gi_recover_options options = { .lost = take_lost, .context = &lost };
    world_keep(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection",
                NULL);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "resume", "why", "cleared", NULL);
    fixture_act(at.fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "1kg", NULL);
    int64_t index = at.fixture->receipt.index;
    world_publish(&at);
    world_put_back(&at);
    int64_t before = acts(at.fixture);
    EXPECT_WHY(world_recover(&at, &options, &done, &err), GI_WHY_RECOVER_LOST);
    EXPECT(lost.count == 1 && lost.last.index == index);
    EXPECT(strcmp(lost.last.kind, "harvest") == 0);
    EXPECT_INT(acts(at.fixture), before);
}

SPEC(a_line_whose_value_was_erased_does_not_count)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    fixture_act(at.fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "1kg", "note", "weeding", NULL);
    gi_num_text index = gi_num(at.fixture->receipt.index);
    fixture_act(at.fixture, "erase", "act", index.text, "field", "note", "why", "request", NULL);
    world_publish(&at);
    world_put_back(&at);
    EXPECT_WHY(recover(&at, &done, &err), GI_WHY_RECOVER_LOST);
}

/* Signed, and not yet published when the disk was lost: the mark knows. */
SPEC(a_published_log_older_than_the_mark_is_not_enough)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection",
                NULL);
    world_publish(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "resume", "why", "cleared", NULL);
    world_put_back(&at);
    int64_t before = acts(at.fixture);
    EXPECT_WHY(recover(&at, &done, &err), GI_WHY_RESTORED_BACKUP);
    EXPECT_INT(acts(at.fixture), before);
}

/* Two lives of one log. */
SPEC(a_published_log_that_does_not_go_on_from_ours_is_refused)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection",
                NULL);
    world_publish(&at);
    world_put_back(&at);
    world_forget_mark(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "suspend", "why", "request", NULL);
    EXPECT_WHY(recover(&at, &done, &err), GI_WHY_RECOVER_DIFFERS);
}

SPEC(a_head_that_no_log_key_of_ours_signed_is_refused)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    fixture_act(at.fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection",
                NULL);
    world_publish(&at);
    world_sign_head(&at, fixture_signer(at.fixture, FIXTURE_REGISTRY));
    world_put_back(&at);
    int64_t before = acts(at.fixture);
    EXPECT_WHY(recover(&at, &done, &err), GI_WHY_RECOVER_DIFFERS);
    EXPECT_INT(acts(at.fixture), before);
}

SPEC(recovering_what_is_whole_changes_nothing)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_publish(&at);
    EXPECT_OK(recover(&at, &done, &err));
    EXPECT_INT(done.size, done.from);
    EXPECT(world_same_files(&at));
}

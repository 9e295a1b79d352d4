/*
 * epoch_spec.c - where a log was closed: what an auditor finds, and what is only told.
 */
#include <stdio.h>
#include <string.h>

#include "gi/epoch.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define NEXT "gi.example.cn/log/2027"
#define NEXT_LOG 20

/* Nothing was lost: the log took another name. Its epoch leaf stands at AT_END. */
static world *renamed(void)
{
    gi_error err = { 0 };
    gi_epoch_begun begun;
    world *all = world_open();
    gi_signer *log = fixture_add_key(all->fixture, NEXT_LOG, GI_ED25519, NULL);
    gi_new_epoch what = {
        .origin = NEXT, .key = NEXT_LOG, .log = &log->public_key, .why = "moved"
    };
    EXPECT_OK(gi_log_new_epoch(all->fixture->registry, &what, all->fixture->signer,
                               all->fixture->signers, &begun, &err));
    EXPECT_INT(begun.act, AT_END);
    all->fixture->receipt.index = begun.act; /* the newest act, as if the fixture had done it */
    world_take(all);
    return all;
}

/* The files of a world are always signed under the first name, so findings about the head (leaf
 * -1) are left aside here. */
static size_t about_leaves(const world *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->findings && i < WORLD_FINDINGS; i++) {
        count += all->finding[i].index >= 0 && !all->finding[i].note ? 1 : 0;
    }
    return count;
}

SPEC(an_honest_seam_is_told_and_is_no_violation)
{
    GI_AUTO(world) all = renamed();
    world_audit(all, NULL);
    EXPECT_INT(about_leaves(all), 0);
    EXPECT_INT(all->notes, 1);
    EXPECT_INT(all->counts.lost, 0);
    EXPECT(world_found(all, GI_AUDIT_HEAD_ORIGIN, -1)); /* still the old name */
}

SPEC(a_seam_that_does_not_hold_is_found)
{
    static const char *const edits[][2] = {
        { "why", "\"lost\"" },
        { "closed", NULL },
        { "closed", "{\"note\":\"AAAA\",\"origin\":\"x\",\"root\":\"AA==\",\"size\":1}" },
        { "epoch",
          "{\"id\":20,\"kept\":3,\"log\":\"ed25519:AA==\",\"no\":2,\"origin\":\"" NEXT "\"}" },
        { "epoch",
          "{\"id\":20,\"kept\":17,\"log\":\"ed25519:AA==\",\"no\":2,\"origin\":\"" FIXTURE_ORIGIN
          "\"}" },
    };
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        GI_AUTO(world) all = renamed();
        world_edit(all, AT_END, edits[i][0], edits[i][1]);
        world_audit(all, NULL);
        EXPECT(world_found(all, GI_AUDIT_EPOCH, AT_END));
    }
}

SPEC(a_key_that_should_have_ended_with_its_log_is_found)
{
    GI_AUTO(world) all = renamed();
    world_edit(all, AT_END, "why", "\"key-leaked\""); /* then the list must say leaked */
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_KEY_LIST, AT_END));
}

SPEC(a_seam_without_the_signature_of_the_root_is_found)
{
    GI_AUTO(world) all = renamed();
    const uint16_t keys[] = { FIXTURE_AUTHORITY, 0 };
    world_sign(all, AT_END, keys);
    world_audit(all, NULL);
    EXPECT(about_leaves(all) > 0);
}

SPEC(a_head_of_the_old_log_holds_behind_the_seam)
{
    GI_AUTO(world) all = renamed();
    world_trust(all);
    world_head(all, &(world_head_facts){ .size = AT_END, .cosigned = all->fixture->now });
    world_head(all, &(world_head_facts){ .size = AT_END + 1 }); /* of the new log: another name */
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_HEAD_LEAF, AT_END + 1));
    EXPECT(world_found(all, GI_AUDIT_HEAD_LEAF, AT_END + 2));
}

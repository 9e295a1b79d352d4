/*
 * status_spec.c - R8: the daily word must come, and what it says must follow from the leaves.
 */
#include <string.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define HOUR INT64_C(3600000)

SPEC(days_without_a_status_are_found_once_there_is_any)
{
    GI_AUTO(world) all = world_open();
    const char *status = "{\"gi\":\"LSYW\",\"sea\":\"2026-1\",\"sums\":[],\"t\":\"status\"}";
    gi_time ts = all->fixture->now;
    world_add(all, FIXTURE_REGISTRY, 0, ts + HOUR, status);
    world_add(all, FIXTURE_AUTHORITY, 0, ts + 90 * HOUR, "{\"t\":\"holder\"}");
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
    world_cut(all, AT_END);
    all->fixture->now = ts + HOUR;
    fixture_act(all->fixture, "status", NULL);
    world_take(all);
    world_add(all, FIXTURE_AUTHORITY, 0, ts + 90 * HOUR, "{\"t\":\"holder\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_NO_STATUS, AT_END + 1));
}

SPEC(status_sums_past_the_books_are_found)
{
    GI_AUTO(world) all = world_open();
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now,
              "{\"gi\":\"LSYW\",\"sea\":\"2026-1\",\"sums\":[[\"made\",1424000000,\"\"]],"
              "\"t\":\"status\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_STATUS_SUMS, AT_END));
}

/* An honest log that ends with a general status leaf at AT_END. */
static world *with_general(void)
{
    world *all = world_open();
    fixture_act(all->fixture, "status", NULL);
    world_take(all);
    return all;
}

SPEC(the_digest_of_dead_labels_follows_from_the_leaves)
{
    GI_AUTO(world) all = with_general();
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0);
}

SPEC(a_wrong_digest_of_dead_labels_is_found)
{
    GI_AUTO(world) all = with_general();
    world_edit(all, AT_END, "dead", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_DEAD, AT_END));
}

SPEC(a_general_status_without_the_digest_is_found)
{
    GI_AUTO(world) all = with_general();
    world_edit(all, AT_END, "dead", NULL);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_DEAD, AT_END));
}

#define ROOT_A "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\""

/* Two general leaves that tell of that many openings, the root of the second being ROOT_A. */
static world *with_openings(const char *first, const char *second)
{
    world *all = with_general();
    fixture_act(all->fixture, "status", NULL);
    world_take(all);
    world_edit(all, AT_END, "opened", first);
    world_edit(all, AT_END, "open", ROOT_A);
    world_edit(all, AT_END + 1, "opened", second);
    world_edit(all, AT_END + 1, "open", ROOT_A);
    world_audit(all, NULL);
    return all;
}

SPEC(openings_that_become_fewer_are_found)
{
    GI_AUTO(world) more = with_openings("3", "3");
    EXPECT_INT(more->findings, 0);
    GI_AUTO(world) fewer = with_openings("3", "2");
    EXPECT(world_found_only(fewer, GI_AUDIT_OPENINGS, AT_END + 1));
}

SPEC(a_root_over_no_openings_is_found)
{
    GI_AUTO(world) none = with_openings("3", "0");
    EXPECT(world_found_only(none, GI_AUDIT_OPENINGS, AT_END + 1));
    GI_AUTO(world) silent = with_openings("3", NULL);
    EXPECT(world_found_only(silent, GI_AUDIT_OPENINGS, AT_END + 1));
}

SPEC(a_label_voided_behind_the_digests_back_is_found)
{
    GI_AUTO(world) all = with_general();
    world_edit(all, AT_VOID, "rng", "[[7,20,2]]");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_DEAD, AT_END));
}

SPEC(neighbours_of_one_state_are_one_range_and_others_are_not)
{
    GI_AUTO(world) all = world_open();
    world_end(all->fixture, "void", 21, 25, "damaged");
    world_take(all);
    world_end(all->fixture, "void", 11, 15, "damaged"); /* beside serials 1..10, cancelled */
    world_take(all);
    fixture_act(all->fixture, "status", NULL);
    world_take(all);
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0);
}

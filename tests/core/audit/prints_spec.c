/* Printed labels in honest logs and in rewritten ones: first once, again only what was printed. */
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

enum {
    AT_RUN = AT_ISSUE, /* serials 1..100 */
    AT_FIRST,          /* printed 1..40 */
    AT_SECOND,         /* printed 41..60 */
    AT_AGAIN,          /* reprinted 10..50 */
    AT_LOST,           /* 90..95 */
    AT_OPEN
};

static world *printed(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 100);
    world_end(fixture, "print", 1, 40, NULL);
    world_end(fixture, "print", 41, 60, NULL);
    world_end(fixture, "print", 10, 50, "jam");
    world_end(fixture, "lose", 90, 95, "lost");
    EXPECT_INT(fixture->receipt.index, AT_OPEN - 1);
    return world_of(fixture);
}

static world *with_range(size_t index, const char *ranges)
{
    world *all = printed();
    world_edit(all, index, "rng", ranges);
    world_audit(all, NULL);
    return all;
}

static world *with_leaf(const char *json)
{
    world *all = printed();
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now + 1000, json);
    world_audit(all, NULL);
    return all;
}

#define PRINT(ranges)                                                                     \
    "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":12,\"rng\":" ranges ",\"sea\":\"2026-1\"," \
    "\"t\":\"print\"}"

SPEC(first_printings_and_reprints_of_them_give_no_finding)
{
    GI_AUTO(world) all = with_leaf(PRINT("[[7,61,29],[7,96,5]]"));
    EXPECT_INT(all->findings, 0);
}

SPEC(a_label_printed_twice_for_the_first_time_is_found)
{
    GI_AUTO(world) all = with_leaf(PRINT("[[7,60,2]]"));
    EXPECT(world_found_only(all, GI_AUDIT_PRINT, AT_OPEN));
    GI_AUTO(world) within = with_leaf(PRINT("[[7,61,5],[7,65,5]]"));
    EXPECT(world_found_only(within, GI_AUDIT_PRINT, AT_OPEN));
}

SPEC(a_reprint_of_a_label_that_was_never_printed_is_found)
{
    static const char *const ranges[] = { "[[7,60,2]]", "[[7,61,1]]", "[[7,1,61]]" };
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO(world) all = with_range(AT_AGAIN, ranges[i]);
        EXPECT(world_found_only(all, GI_AUDIT_PRINT, AT_AGAIN));
    }
}

SPEC(a_reprint_that_hides_its_reason_is_found)
{
    GI_AUTO(world) all = printed();
    world_edit(all, AT_AGAIN, "why", NULL);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_PRINT, AT_AGAIN));
}

SPEC(printing_what_had_ended_is_found)
{
    GI_AUTO(world) all = with_leaf(PRINT("[[7,89,2]]"));
    EXPECT(world_found_only(all, GI_AUDIT_PRINT, AT_OPEN));
}

SPEC(printing_outside_the_run_it_refers_to_is_found)
{
    GI_AUTO(world) all = with_range(AT_SECOND, "[[7,100,2]]");
    EXPECT(world_found(all, GI_AUDIT_RANGE, AT_SECOND));
    GI_AUTO(world) other = printed();
    world_edit(other, AT_SECOND, "ref", "11");
    world_audit(other, NULL);
    EXPECT(world_found(other, GI_AUDIT_RANGE, AT_SECOND));
}

SPEC(another_role_cannot_record_a_printing)
{
    GI_AUTO(world) all = printed();
    world_add(all, FIXTURE_LABEL, 0, all->fixture->now + 1000, PRINT("[[7,61,5]]"));
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_WRONG_ROLE, AT_OPEN));
}

/*
 * labels_spec.c - labels between issue and end, in honest logs and in rewritten ones.
 */
#include <inttypes.h>
#include <stdio.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define HOUR INT64_C(3600000)

/* Where the acts of waiting() stand. */
enum {
    AT_RULES = AT_ISSUE, /* labels wait for activation; 100 permille */
    AT_RUN,              /* serials 1..100 of 50 g */
    AT_ACTIVATE,         /* 1..20 */
    AT_SPOIL,            /* 30..39 */
    AT_RETURN,           /* 40..49 */
    AT_LOSE,             /* 50..54 */
    AT_REPACK,           /* 55..59 */
    AT_APPROVED,         /* void of 1..5, with the bureau */
    AT_OVER,             /* spoilt 60..89, with the bureau */
    AT_STATUS,
    AT_NEXT
};

static void set_rules(gi_fixture *fixture, const char *activate)
{
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "nets", "50g,100g,250g", "best_before", "18m", "spoilage", "100",
                "activate", activate, "season", "2026-1", "first", "2026-03-15", "last",
                "2026-05-31", "label_until", "2027-12-31", NULL);
}

static world *waiting(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    set_rules(fixture, "range");
    (void)fixture_issue(fixture, "50g", 100);
    world_end(fixture, "activate", 1, 20, NULL);
    world_end(fixture, "spoil", 30, 39, "torn");
    world_end(fixture, "return", 40, 49, "unused");
    world_end(fixture, "lose", 50, 54, "lost");
    world_end(fixture, "repack", 55, 59, "size");
    world_end(fixture, "void", 1, 5, "quality");
    world_end(fixture, "spoil", 60, 89, "wet");
    fixture_act(fixture, "status", NULL);
    EXPECT_INT(fixture->receipt.index, AT_NEXT - 1);
    return world_of(fixture);
}

static world *after_edit(size_t index, const char *name, const char *json)
{
    world *all = waiting();
    world_edit(all, index, name, json);
    world_cut(all, AT_STATUS); /* what else the edit means is not asked here */
    world_audit(all, NULL);
    return all;
}

static world *after_sign(size_t index, uint16_t second)
{
    world *all = waiting();
    world_sign(all, index, (const uint16_t[]){ FIXTURE_REGISTRY, second, 0 });
    world_audit(all, NULL);
    return all;
}

SPEC(labels_that_were_activated_spoilt_lost_and_packed_anew_give_no_finding)
{
    GI_AUTO(world) all = waiting();
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0);
    EXPECT(all->verdict.tree && all->verdict.head_signed);
}

SPEC(what_came_back_for_labels_is_in_the_sums)
{
    gi_error err = { 0 };
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_sum sum = { 0 };
    gi_audit_options options = { 0 };
    GI_AUTO(world) all = waiting();
    EXPECT_OK(gi_audit_create(&options, &audit, &err));
    for (size_t i = 0; i < all->count; i++) {
        EXPECT_OK(gi_audit_leaf(audit, gi_buf_view(&all->leaf[i]), &err));
    }
    EXPECT(gi_audit_sums(audit, 0, &sum));
    EXPECT_INT(sum.issued, 100 * 50000);
    EXPECT_INT(sum.credited, (10 + 10 + 5 + 30) * 50000);
}

SPEC(the_end_of_activated_labels_without_the_bureau_is_found)
{
    GI_AUTO(world) all = after_sign(AT_APPROVED, 0);
    EXPECT(world_found_only(all, GI_AUDIT_ALONE, AT_APPROVED));
}

SPEC(a_signature_of_another_role_is_not_the_bureaus)
{
    GI_AUTO(world) all = after_sign(AT_APPROVED, FIXTURE_AUTHORITY);
    EXPECT(world_found_only(all, GI_AUDIT_ALONE, AT_APPROVED));
}

SPEC(spoilage_beyond_the_limit_without_the_bureau_is_found)
{
    GI_AUTO(world) all = after_sign(AT_OVER, 0);
    EXPECT(world_found_only(all, GI_AUDIT_SPOILAGE, AT_OVER));
}

SPEC(a_credit_for_activated_labels_is_found)
{
    GI_AUTO(world) all = after_edit(AT_SPOIL, "rng", "[[7,11,10]]");
    EXPECT(world_found(all, GI_AUDIT_CREDIT, AT_SPOIL));
    EXPECT(world_found(all, GI_AUDIT_ALONE, AT_SPOIL));
}

SPEC(a_credit_that_is_not_what_was_debited_is_found)
{
    GI_AUTO(world) spoilt = after_edit(AT_SPOIL, "qty", "500001");
    EXPECT(world_found_only(spoilt, GI_AUDIT_CREDIT, AT_SPOIL));
    GI_AUTO(world) packed = after_edit(AT_REPACK, "qty", "250001");
    EXPECT(world_found_only(packed, GI_AUDIT_CREDIT, AT_REPACK));
}

SPEC(a_credit_for_lost_labels_is_found)
{
    GI_AUTO(world) all = after_edit(AT_LOSE, "qty", "250000");
    EXPECT(world_found_only(all, GI_AUDIT_CREDIT, AT_LOSE));
}

SPEC(labels_that_end_twice_are_found)
{
    GI_AUTO(world) all = after_edit(AT_LOSE, "rng", "[[7,49,5]]");
    EXPECT(world_found_only(all, GI_AUDIT_CREDIT, AT_LOSE));
}

SPEC(an_activation_outside_the_run_it_refers_to_is_found)
{
    GI_AUTO(world) all = after_edit(AT_LOSE, "rng", "[[7,98,5]]");
    EXPECT(world_found(all, GI_AUDIT_RANGE, AT_LOSE));
    GI_AUTO(world) more = waiting();
    world_add(more, FIXTURE_REGISTRY, 0, more->fixture->now + HOUR,
              "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":13,\"rng\":[[7,100,2]],"
              "\"sea\":\"2026-1\",\"t\":\"activate\"}");
    world_audit(more, NULL);
    EXPECT(world_found_only(more, GI_AUDIT_RANGE, AT_NEXT));
}

SPEC(an_activation_of_what_is_active_or_ended_is_found)
{
    static const char *const ranges[] = { "[[7,20,2]]", "[[7,29,2]]" };
    for (size_t i = 0; i < 2; i++) {
        char json[160];
        GI_AUTO(world) all = waiting();
        (void)snprintf(json, sizeof json,
                       "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":13,\"rng\":%s,"
                       "\"sea\":\"2026-1\",\"t\":\"activate\"}",
                       ranges[i]);
        world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now + HOUR, json);
        world_audit(all, NULL);
        EXPECT(world_found_only(all, GI_AUDIT_ACTIVATION, AT_NEXT));
    }
}

SPEC(an_activation_of_labels_that_count_at_once_is_found)
{
    GI_AUTO(world) all = world_open();
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now + HOUR,
              "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":12,\"rng\":[[7,30,2]],"
              "\"sea\":\"2026-1\",\"t\":\"activate\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_ACTIVATION, AT_END));
}

SPEC(labels_that_count_at_once_are_the_producers_for_72_hours_in_the_log_too)
{
    static const struct {
        int64_t after;
        bool found;
    } cases[] = { { 72 * HOUR, false }, { 72 * HOUR + 1, true } };
    for (size_t i = 0; i < 2; i++) {
        GI_AUTO(world) all = world_open();
        world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now + cases[i].after,
                  "{\"gi\":\"LSYW\",\"org\":\"0001\",\"ref\":12,\"rng\":[[7,30,2]],"
                  "\"sea\":\"2026-1\",\"t\":\"lose\",\"why\":\"lost\"}");
        world_audit(all, NULL);
        EXPECT_INT(all->findings, cases[i].found);
        EXPECT(!cases[i].found || world_found(all, GI_AUDIT_ALONE, AT_END));
    }
}

/*
 * seasons_spec.c - ceilings, adjustments, lapses and closing, in honest and in rewritten logs.
 */
#include "core/store/accounts.h"
#include "core/store/registry.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define TEA "product", "LSYW", "season", "2026-1"

/* Where the acts of lowered() stand: 42 kg of a grant of nearly 6 t were made and labelled. */
enum {
    AT_RULES = AT_ISSUE, /* a ceiling for the township */
    AT_RUN,              /* 200 labels of 50 g: the whole batch */
    AT_ADJUST,           /* all but 20 kg taken back or owed */
    AT_PLOT,
    AT_PAY, /* the next grant pays what is owed */
    AT_CLOSE,
    AT_STATUS,
    AT_NEXT
};

static world *lowered(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107", "nets", "50g", "best_before", "18m",
                "ceilings", "360483107:6100kg", "season", "2026-1", "first", "2026-03-15", "last",
                "2026-05-31", "label_until", "2027-12-31", NULL);
    (void)fixture_issue(fixture, "50g", 200);
    fixture_act(fixture, "adjust", TEA, "source", "1", "qty", "5979.94kg", "why", "area", NULL);
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "1000m2", NULL);
    fixture_act(fixture, "grant", TEA, "sources", "2", NULL);
    fixture_act(fixture, "close", TEA, NULL);
    fixture_act(fixture, "status", TEA, NULL);
    EXPECT_INT(fixture->receipt.index, AT_NEXT - 1);
    return world_of(fixture);
}

static world *after_edit(size_t index, const char *name, const char *json)
{
    world *all = lowered();
    world_edit(all, index, name, json);
    world_audit(all, NULL);
    return all;
}

static gi_audit_sum sums_of(const world *all)
{
    gi_error err = { 0 };
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_options options = { 0 };
    gi_audit_sum sum = { 0 };
    EXPECT_OK(gi_audit_create(&options, &audit, &err));
    for (size_t i = 0; i < all->count; i++) {
        EXPECT_OK(gi_audit_leaf(audit, gi_buf_view(&all->leaf[i]), &err));
    }
    EXPECT(gi_audit_sums(audit, 0, &sum));
    return sum;
}

SPEC(a_lowered_grant_whose_tea_is_labelled_already_is_no_over_issue)
{
    GI_AUTO(world) all = lowered();
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0);
}

SPEC(what_was_used_of_a_lowered_grant_is_a_listed_deficit)
{
    GI_AUTO(world) all = lowered();
    gi_audit_sum sum = sums_of(all);
    EXPECT_INT(sum.owed, sum.paid);
    EXPECT(sum.owed > 0);
    EXPECT_INT(sum.allowed - sum.lapsed, 42000000); /* what was picked */
    EXPECT_INT(sum.potential, 10000000);
    EXPECT_INT(sum.issued, 10000000);
}

SPEC(a_lowering_that_hides_over_issue_is_found)
{
    GI_AUTO(world) all = after_edit(AT_ADJUST, "owed", NULL); /* nothing was used, it says */
    EXPECT(world_found(all, GI_AUDIT_OVER_ISSUE, AT_ADJUST));
}

SPEC(a_grant_lowered_by_more_than_it_was_is_found)
{
    GI_AUTO(world) all = after_edit(AT_ADJUST, "qty", "9000000000");
    EXPECT(world_found(all, GI_AUDIT_ADJUSTMENT, AT_ADJUST));
}

SPEC(an_adjustment_of_another_act_is_found)
{
    GI_AUTO(world) all = after_edit(AT_ADJUST, "ref", "9");
    EXPECT(world_found(all, GI_AUDIT_REF, AT_ADJUST));
}

SPEC(a_deficit_beyond_what_was_lowered_is_found)
{
    GI_AUTO(world) all = after_edit(AT_ADJUST, "owed", "5979940001");
    EXPECT(world_found(all, GI_AUDIT_DEFICIT, AT_ADJUST));
}

SPEC(paying_more_than_is_owed_is_found)
{
    GI_AUTO(world) all = after_edit(AT_PAY, "owed", "89000000");
    EXPECT(world_found(all, GI_AUDIT_DEFICIT, AT_PAY));
}

SPEC(a_grant_above_the_ceiling_of_its_township_is_found)
{
    GI_AUTO(world) all = lowered();
    world_edit(all, AT_PAY, "lines", "[[360483107,\"plot\",1,2000,60000000,180000000]]");
    world_edit(all, AT_PAY, "qty", "180000000");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_CEILING, AT_PAY));
}

SPEC(more_that_lapses_than_is_left_is_found)
{
    GI_AUTO(world) all = after_edit(AT_CLOSE, "qty", "6100000000");
    EXPECT(world_found(all, GI_AUDIT_LAPSE, AT_CLOSE));
}

SPEC(a_grant_in_a_closed_season_is_found)
{
    GI_AUTO(world) all = lowered();
    world_add(all, FIXTURE_AUTHORITY, FIXTURE_BUREAU, all->fixture->now + 1000,
              "{\"gi\":\"LSYW\",\"lines\":[[360483107,\"plot\",1,100,60000000,9000000]],"
              "\"qty\":9000000,\"sea\":\"2026-1\",\"t\":\"grant\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_CLOSED, AT_NEXT));
}

/* A counter-account of the ledger in the world's product and season. */
static int64_t ledger(const world *all, const char *material)
{
    gi_error err = { 0 };
    int64_t balance = 0;
    gi_posting account = { .product = 1, .season = 2026 * 16 + 1, .material = material };
    EXPECT_OK(gi_account_load(all->fixture->registry->db, &account, &balance, &err));
    return balance;
}

SPEC(the_sums_of_the_log_are_those_of_the_ledger)
{
    GI_AUTO(world) all = lowered();
    gi_audit_sum sum = sums_of(all);
    EXPECT_INT(sum.allowed, -ledger(all, "source"));
    EXPECT_INT(sum.issued - sum.credited, ledger(all, "market"));
    EXPECT_INT(sum.lapsed, ledger(all, "lapsed"));
}

/* A stranger's audit of a log with every act of material. */
#include <stdio.h>
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/audit.h"
#include "tests/core/acts/spray.h"

#define DOCUMENT "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static gi_status give(void *context, const gi_act_row *row, gi_bytes leaf, gi_error *err)
{
    (void)row;
    return gi_audit_leaf(context, leaf, err);
}

static void show(void *context, const gi_audit_finding *finding)
{
    (void)context;
    (void)printf("    leaf %lld: %s %s\n", (long long)finding->index,
                 gi_audit_row_of(finding->what)->id, finding->values);
}

static gi_audit *audited(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_audit *audit = NULL;
    gi_audit_options options = { .signatures = true, .found = show };
    EXPECT_OK(gi_audit_create(&options, &audit, &err));
    EXPECT_OK(gi_act_each(fixture->registry->db, 0, acts(fixture), give, audit, &err));
    EXPECT_OK(gi_audit_finish(audit, &err));
    return audit;
}

/* Outside material, a spray, sale by card, split, merge, make, refine, dispute, settle. */
static void trade(gi_fixture *fixture)
{
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107,360402", "outside", "300", "season", "2026-1",
                "first", "2026-03-15", "last", "2026-05-31", "label_until", "2026-07-31", NULL);
    fixture_act(fixture, "outside", "product", "LSYW", "season", "2026-1", "holder", "0001", "qty",
                "5kg", "day", "2026-04-05", "doc", DOCUMENT, NULL);
    fixture_act(fixture, SPRAY("2026-03-20", "联苯菊酯"), NULL);
    fixture_act(fixture, SELL("0001", "2:30kg"), "pin", "4711", NULL);
    gi_num_text ref = gi_num(fixture->receipt.index);
    fixture_act(fixture, "split", "lot", "4", "parts", "10kg", NULL);
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "weight", NULL);
    fixture_act(fixture, "settle", "ref", ref.text, "op", "reverse", NULL);
    fixture_act(fixture, "merge", "holder", "0001", "lots", "1:42kg,3:5kg", NULL);
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "8:47kg", "qty", "11kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "9:11kg", "qty", "10kg", "day", "2026-04-08", NULL);
}

SPEC(an_audit_of_a_log_with_every_act_of_material_finds_nothing)
{
    GI_AUTO(gi_fixture) fixture = market();
    trade(fixture);
    GI_AUTO(gi_audit) audit = audited(fixture);
    EXPECT_INT(gi_audit_count(audit).findings, 0);
    EXPECT_INT(gi_audit_count(audit).unknown_acts, 0);
    EXPECT(lots_are_accounts(fixture) && books_balance(fixture));
}

SPEC(what_came_from_outside_counts_as_allowed_for_a_stranger)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_audit_sum sum;
    trade(fixture);
    GI_AUTO(gi_audit) audit = audited(fixture);
    EXPECT(gi_audit_sums(audit, 0, &sum));
    EXPECT_INT(sum.allowed, 2 * INT64_C(599940000) + 5000000);
}

/* Labels that wait for their activation, and ends of every kind: registry and bundle agree. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "gi/report.h"
#include "gi/unit_number.h"
#include "label.h"
#include "tests/support/spec.h"

static gi_fixture *waiting(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "nets", "50g", "best_before", "18m", "activate", "range",
                "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31", "label_until",
                "2027-12-31", NULL);
    return fixture;
}

static void on(gi_fixture *fixture, const char *act, uint32_t first, uint32_t last, const char *why)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(units, sizeof units, "%s..%s", from, to);
    fixture_act(fixture, act, "units", units, why != NULL ? "why" : NULL, why, NULL);
}

SPEC(a_label_that_waits_is_issued_and_not_activated_and_says_whose_it_is)
{
    GI_AUTO(gi_fixture) fixture = waiting();
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_verdict verdict = ask(fixture, label_of(fixture, &run, 7).text);
    EXPECT_TEXT(short_of(&verdict).text, "issued not_activated");
    EXPECT_TEXT(verdict.state_by, "九江示例茶业有限公司");
    EXPECT_INT(verdict.state_act, run.act);
    EXPECT_INT(gi_verdict_exit(&verdict), 1);
}

SPEC(the_list_of_batches_counts_no_label_that_waits_as_in_force)
{
    GI_AUTO(gi_fixture) fixture = waiting();
    GI_AUTO(gi_json) rows = NULL;
    gi_error err = { 0 };
    int64_t in_force = -1;
    (void)fixture_issue(fixture, "50g", 20);
    on(fixture, "activate", 1, 12, NULL);
    on(fixture, "lose", 1, 2, "stolen");
    EXPECT_OK(gi_report_list(fixture->registry, "batches", (gi_report_page){ 0, 10 }, &rows, &err));
    EXPECT(gi_json_as_int(gi_json_get(gi_json_at(rows, 0), "in_force"), &in_force));
    EXPECT_INT(in_force, 10);
}

SPEC(every_way_a_label_goes_reads_the_same_with_and_without_a_network)
{
    static const struct {
        const char *act, *why, *said;
    } ways[] = {
        { "activate", NULL, "issued in_force" },    { "lose", "lost", "issued lost" },
        { "spoil", "torn", "issued void" },         { "return", "unused", "issued void" },
        { "repack", "size", "issued repacked" },    { "void", "quality", "issued void" },
        { "cancel", "unused", "issued cancelled" },
    };
    GI_AUTO(gi_fixture) fixture = waiting();
    gi_run run = fixture_issue(fixture, "50g", 20);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        uint32_t serial = run.first + 2 * (uint32_t)i;
        on(fixture, ways[i].act, serial, serial, ways[i].why);
        EXPECT_ANSWER(fixture, label_of(fixture, &run, serial).text, ways[i].said);
        EXPECT_ANSWER(fixture, label_of(fixture, &run, serial + 1).text, "issued not_activated");
    }
}

SPEC(a_batch_counts_what_waits_the_same_with_and_without_a_network)
{
    GI_AUTO(gi_fixture) fixture = waiting();
    gi_run run = fixture_issue(fixture, "50g", 20);
    on(fixture, "activate", run.first, run.first + 9, NULL);
    on(fixture, "lose", run.first + 8, run.first + 9, "lost");
    on(fixture, "lose", run.first + 10, run.first + 11, "lost");
    gi_verdict verdict = ask(fixture, fixture->batch);
    EXPECT_INT(verdict.units_issued, 20);
    EXPECT_INT(verdict.units_in_force, 8);
}

/* Public sums of the ledger: per product and season, and per grade of the signed header. */
#include "gi/report.h"
#include "gi/unit_number.h"
#include "label.h"
#include "tests/support/spec.h"

#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static int64_t member(const gi_json *row, const char *name)
{
    int64_t value = -1;
    EXPECT(gi_json_as_int(gi_json_get(row, name), &value));
    return value;
}

static gi_json *sums_of(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_json *report = NULL;
    EXPECT_OK(gi_report_sums(fixture->registry, &report, &err));
    return report;
}

/* A second batch of 10 kg, of the other grade. */
static void add_first_grade(gi_fixture *fixture)
{
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-09", "qty", "42kg", NULL);
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", "3:42kg", "qty", "10kg", "day", "2026-04-10", NULL);
    fixture_act(fixture, "batch", "holder", fixture->holder, "lot", "4", "grade", "一级", "qty",
                "10kg", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
}

SPEC(an_issue_counts_for_its_grade_and_for_all_of_its_season)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    add_first_grade(fixture);
    (void)fixture_issue(fixture, "50g", 7);
    GI_AUTO(gi_json) report = sums_of(fixture);
    const gi_json *grades = gi_json_get(report, "grades");
    const gi_json *season = gi_json_at(gi_json_get(report, "sums"), 0);
    EXPECT_INT((int64_t)gi_json_count(grades), 2);
    EXPECT_INT(member(gi_json_at(grades, 0), "issued"), 1000000);
    EXPECT_INT(member(gi_json_at(grades, 0), "labels"), 20);
    EXPECT_INT(member(gi_json_at(grades, 1), "issued"), 350000);
    EXPECT_INT(member(gi_json_at(grades, 1), "labels"), 7);
    EXPECT_INT(member(season, "issued"), 1350000);
    EXPECT_INT(member(season, "in_force"), 27);
    EXPECT_INT(member(season, "allowed"), 5999940000); /* 66,666 m2 x 60 kg a mu */
}

SPEC(what_ended_came_back_or_is_recalled_leaves_its_own_grade)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    char number[GI_UNIT_NUMBER_TEXT];
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_number_print((gi_unit_id){ run.key, run.first }, number);
    fixture_act(fixture, "cancel", "units", number, "why", "unused", NULL);
    gi_unit_number_print((gi_unit_id){ run.key, run.first + 1 }, number);
    fixture_act(fixture, "void", "units", number, "why", "stolen", NULL);
    fixture_act(fixture, "recall", "batch", fixture->batch, "grade", "I", "why", "residue", "who",
                "九江市市场监督管理局", "doc", DOC, NULL);
    add_first_grade(fixture);
    (void)fixture_issue(fixture, "50g", 7);
    GI_AUTO(gi_json) report = sums_of(fixture);
    const gi_json *top = gi_json_at(gi_json_get(report, "grades"), 0);
    const gi_json *first = gi_json_at(gi_json_get(report, "grades"), 1);
    EXPECT_INT(member(top, "credited"), 50000);
    EXPECT_INT(member(top, "ended"), 2);
    EXPECT_INT(member(top, "recalled"), 18);
    EXPECT_INT(member(top, "in_force"), 0);
    EXPECT_INT(member(first, "ended") + member(first, "credited") + member(first, "recalled"), 0);
    EXPECT_INT(member(first, "in_force"), 7);
}

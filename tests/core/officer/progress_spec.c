/* What show recall tells: units, progress, deadlines kept or missed, buyers known so far. */
#include <stdio.h>
#include <string.h>

#include "gi/officer.h"
#include "gi/report.h"
#include "tests/core/officer/officers.h"

static void recall(gi_fixture *fixture)
{
    (void)fixture_issue(fixture, "50g", 20);
    fixture_act(fixture, "recall", "lot", "1", "grade", "I", "why", "residue", "who", WHO, "doc",
                DOC, NULL);
}

static gi_json *told(const gi_fixture *fixture, int64_t act, bool with_private)
{
    gi_error err = { 0 };
    gi_json *row = NULL;
    EXPECT_OK(gi_report_recall(fixture->registry, act, with_private, &row, &err));
    return row;
}

static void expect_status(const gi_fixture *fixture, int64_t act, const char *wanted)
{
    char text[32];
    gi_bytes status = { 0 };
    GI_AUTO(gi_json) row = told(fixture, act, false);
    EXPECT(gi_json_as_text(gi_json_get(row, "status"), &status));
    (void)snprintf(text, sizeof text, "%.*s", (int)status.size, (const char *)status.data);
    EXPECT_TEXT(text, wanted);
}

SPEC(a_recall_in_time_goes_from_due_to_ended)
{
    GI_AUTO(gi_fixture) fixture = officers();
    recall(fixture);
    int64_t act = fixture->receipt.index;
    expect_status(fixture, act, "start-due");
    fixture_act(fixture, "recall-progress", "ref", gi_num(act).text, "state", "started", NULL);
    expect_status(fixture, act, "under-way");
    fixture_act(fixture, "recall-progress", "ref", gi_num(act).text, "state", "ended", "returned",
                "20", NULL);
    expect_status(fixture, act, "ended");
}

SPEC(a_late_start_and_a_late_end_are_said)
{
    GI_AUTO(gi_fixture) fixture = officers();
    recall(fixture);
    int64_t act = fixture->receipt.index;
    fixture->now += INT64_C(25) * 3600000;
    expect_status(fixture, act, "start-late");
    days_pass(fixture, 14); /* past 2026-06-15 */
    expect_status(fixture, act, "end-late");
    fixture_act(fixture, "recall-progress", "ref", gi_num(act).text, "state", "ended", NULL);
    expect_status(fixture, act, "ended-late");
}

SPEC(units_are_counted_from_labels_and_reports)
{
    int64_t issued = 0;
    int64_t returned = 0;
    GI_AUTO(gi_fixture) fixture = officers();
    recall(fixture);
    int64_t act = fixture->receipt.index;
    fixture_act(fixture, "recall-progress", "ref", gi_num(act).text, "state", "under-way",
                "returned", "7", NULL);
    GI_AUTO(gi_json) row = told(fixture, act, false);
    const gi_json *units = gi_json_get(row, "units");
    EXPECT(gi_json_as_int(gi_json_get(units, "issued"), &issued));
    EXPECT(gi_json_as_int(gi_json_get(units, "returned"), &returned));
    EXPECT_INT(issued, 20);
    EXPECT_INT(returned, 7);
}

SPEC(who_holds_recalled_material_is_told_to_officers_only)
{
    GI_AUTO(gi_fixture) fixture = officers();
    recall(fixture);
    int64_t act = fixture->receipt.index;
    GI_AUTO(gi_json) public = told(fixture, act, false);
    GI_AUTO(gi_json) all = told(fixture, act, true);
    EXPECT(gi_json_get(public, "holders") == NULL);
    EXPECT_INT(gi_json_count(gi_json_get(all, "holders")), 1);
}

SPEC(the_history_of_a_batch_tells_its_recalls_and_their_progress)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) rows = NULL;
    GI_AUTO(gi_fixture) fixture = officers();
    recall(fixture);
    gi_num_text act = last_act(fixture);
    fixture_act(fixture, "recall-progress", "ref", act.text, "state", "started", NULL);
    gi_history_query query = { .batch = gi_bytes_of(fixture->batch), .page = { 0, 1000 } };
    EXPECT_OK(gi_report_history(fixture->registry, &query, &rows, &err));
    EXPECT_INT(gi_json_count(rows), 4); /* batch, issue, recall, progress */
}

SPEC(only_a_recall_is_told_as_one)
{
    gi_error err = { 0 };
    gi_json *row = NULL;
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_WHY(gi_report_recall(fixture->registry, 1, false, &row, &err), GI_WHY_NO_RECALL);
}

/* Certificates and laboratory reports: public, dated, corrected in public. */
#include <string.h>

#include "gi/officer.h"
#include "gi/report.h"
#include "tests/core/officer/officers.h"

static void add_certificate(gi_fixture *fixture)
{
    fixture_act(fixture, "certificate", "op", "add", "holder", fixture->holder, "product", "LSYW",
                "kind", "organic", "number", "134OP2600001", "body", "示例认证中心", "scope",
                "茶叶种植与加工", "from", "2026-01-01", "to", "2026-12-31", NULL);
}

static void add_report(gi_fixture *fixture)
{
    fixture_act(fixture, "lab-report", "batch", fixture->batch, "laboratory", "九江示例检测所",
                "number", "JJ-2026-0117", "day", "2026-05-10", "result", "pass", "items",
                "水分:5.2%:≤7.0;灰分:5.1%", "doc", DOC, "sampler", "李四", NULL);
}

static gi_json *papers(const gi_fixture *fixture, const char *day)
{
    gi_error err = { 0 };
    gi_day on = 0;
    gi_json *json = NULL;
    EXPECT_OK(gi_day_parse(gi_bytes_of(day), &on, &err));
    EXPECT_OK(gi_report_papers(fixture->registry, gi_bytes_of(fixture->batch), on, &json, &err));
    return json;
}

static bool valid_on(const gi_fixture *fixture, const char *day)
{
    bool valid = false;
    GI_AUTO(gi_json) json = papers(fixture, day);
    const gi_json *first = gi_json_at(gi_json_get(json, "certificates"), 0);
    EXPECT(gi_json_as_bool(gi_json_get(first, "valid"), &valid));
    return valid;
}

SPEC(a_certificate_holds_from_its_first_to_its_last_day)
{
    GI_AUTO(gi_fixture) fixture = officers();
    add_certificate(fixture);
    EXPECT(!valid_on(fixture, "2025-12-31"));
    EXPECT(valid_on(fixture, "2026-01-01"));
    EXPECT(valid_on(fixture, "2026-12-31"));
    EXPECT(!valid_on(fixture, "2027-01-01"));
}

SPEC(a_withdrawn_certificate_ends_on_the_day_of_withdrawal)
{
    GI_AUTO(gi_fixture) fixture = officers();
    add_certificate(fixture);
    gi_num_text act = last_act(fixture);
    fixture_act(fixture, "certificate", "op", "withdraw", "ref", act.text, "day", "2026-05-20",
                NULL);
    EXPECT(valid_on(fixture, "2026-05-19"));
    EXPECT(!valid_on(fixture, "2026-05-20"));
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "certificate", "op", "withdraw", "ref", act.text);
}

SPEC(a_certificate_is_registered_once_and_in_order)
{
    GI_AUTO(gi_fixture) fixture = officers();
    add_certificate(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, "certificate", "op", "add", "holder", fixture->holder,
                   "kind", "organic", "number", "134OP2600001", "body", "x", "from", "2026-01-01",
                   "to", "2026-12-31");
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, "certificate", "op", "add", "holder", fixture->holder,
                   "kind", "gap", "number", "1", "body", "x", "from", "2026-01-02", "to",
                   "2026-01-01");
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "certificate", "op", "add", "holder",
                   fixture->holder, "kind", "gap", "number", "1", "from", "2026-01-01", "to",
                   "2026-01-02");
}

SPEC(a_laboratory_report_is_public_but_for_who_took_the_sample)
{
    char leaf[4096];
    GI_AUTO(gi_fixture) fixture = officers();
    add_report(fixture);
    last_leaf(fixture, leaf, sizeof leaf);
    EXPECT(strstr(leaf, "九江示例检测所") != NULL && strstr(leaf, "水分:5.2%:≤7.0") != NULL);
    EXPECT(strstr(leaf, "李四") == NULL && strstr(leaf, "cmt") != NULL);
}

SPEC(a_batch_shows_its_reports_and_those_of_its_lot)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) batch = NULL;
    GI_AUTO(gi_fixture) fixture = officers();
    add_report(fixture);
    fixture_act(fixture, "lab-report", "lot", "2", "laboratory", "九江示例检测所", "number",
                "JJ-2026-0118", "day", "2026-05-11", "result", "fail", "items", "灰分:8.1%:≤7.0",
                "doc", DOC, NULL);
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &batch, &err));
    EXPECT_INT(gi_json_count(gi_json_get(batch, "lab_reports")), 2);
}

SPEC(a_report_wants_one_subject_good_items_and_a_past_day)
{
    GI_AUTO(gi_fixture) fixture = officers();
    add_report(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "lab-report", "laboratory", "a", "number", "1",
                   "day", "2026-05-10", "result", "pass", "items", "水分:5%", "doc", DOC);
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "lab-report", "lot", "2", "laboratory", "a", "number",
                   "1", "day", "2026-05-10", "result", "pass", "items", "水分", "doc", DOC);
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, "lab-report", "lot", "2", "laboratory", "a",
                   "number", "1", "day", "2026-06-02", "result", "pass", "items", "水分:5%", "doc",
                   DOC);
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, "lab-report", "lot", "2", "laboratory", "九江示例检测所",
                   "number", "JJ-2026-0117", "day", "2026-05-10", "result", "pass", "items",
                   "水分:5%", "doc", DOC);
}

SPEC(a_corrected_report_names_what_it_corrects_and_history_shows_both)
{
    char leaf[4096];
    gi_error err = { 0 };
    GI_AUTO(gi_json) rows = NULL;
    GI_AUTO_BUF text = GI_BUF(1 << 20);
    GI_AUTO(gi_fixture) fixture = officers();
    add_report(fixture);
    gi_num_text act = last_act(fixture);
    fixture_act(fixture, "amend", "ref", act.text, "field", "items", "value", "水分:6.2%:≤7.0",
                "why", "typing", NULL);
    last_leaf(fixture, leaf, sizeof leaf);
    EXPECT(strstr(leaf, "\"field\":\"items\"") != NULL && strstr(leaf, "水分:6.2%") != NULL);
    gi_history_query query = { .batch = gi_bytes_of(fixture->batch), .page = { 0, 1000 } };
    EXPECT_OK(gi_report_history(fixture->registry, &query, &rows, &err));
    gi_json_write(rows, &text);
    EXPECT(strstr(gi_buf_text(&text), "水分:5.2%") != NULL);
    EXPECT(strstr(gi_buf_text(&text), "水分:6.2%") != NULL);
    GI_AUTO(gi_json) now = papers(fixture, "2026-06-01");
    const gi_json *report = gi_json_at(gi_json_get(now, "lab_reports"), 0);
    gi_bytes items = { 0 };
    EXPECT(gi_json_as_text(gi_json_get(report, "items"), &items));
    EXPECT(gi_bytes_equal(items, gi_bytes_of("水分:6.2%:≤7.0")));
}

SPEC(what_makes_another_paper_cannot_be_corrected)
{
    GI_AUTO(gi_fixture) fixture = officers();
    add_certificate(fixture);
    gi_num_text act = last_act(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_AMENDABLE, "amend", "ref", act.text, "field", "items",
                   "value", "x:1", "why", "typing");
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, "amend", "ref", act.text, "field", "to", "value",
                   "2025-12-31", "why", "typing");
    fixture_act(fixture, "amend", "ref", act.text, "field", "to", "value", "2027-06-30", "why",
                "wrong-fact", NULL);
    EXPECT(valid_on(fixture, "2027-06-30"));
}

SPEC(a_batch_is_not_corrected_by_a_field_of_papers)
{
    GI_AUTO(gi_fixture) fixture = officers();
    gi_num_text act = gi_num(fixture->receipt.index - 1);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_AMENDABLE, "amend", "ref", act.text, "field", "laboratory",
                   "value", "x", "why", "typing");
}

SPEC(a_page_gets_the_newest_papers_as_lines_with_their_standing)
{
    gi_error err = { 0 };
    gi_papers papers;
    gi_day day = 0;
    GI_AUTO(gi_fixture) fixture = officers();
    add_certificate(fixture);
    add_report(fixture);
    EXPECT_OK(gi_day_parse(gi_bytes_of("2027-01-01"), &day, &err));
    EXPECT_OK(gi_papers_of(fixture->registry, gi_bytes_of(fixture->batch), day, &papers, &err));
    EXPECT_INT(papers.count, 2);
    EXPECT(papers.paper[0].kind == GI_PAPER_ENDED && papers.paper[1].kind == GI_PAPER_PASS);
    EXPECT_TEXT(papers.paper[0].name_en, "Organic product");
    EXPECT_TEXT(papers.paper[0].text, "示例认证中心 · 134OP2600001 · 茶叶种植与加工 · 包装时有效");
    EXPECT_TEXT(
        papers.paper[1].text,
        "九江示例检测所 · JJ-2026-0117 · 标准限量未知，未比对 · 水分 5.2%（≤7.0）；灰分 5.1%");
}

static void add_result(gi_fixture *fixture, const char *number, const char *result)
{
    fixture_act(fixture, "lab-report", "batch", fixture->batch, "laboratory", "九江示例检测所",
                "number", number, "day", "2026-05-10", "result", result, "items",
                strcmp(result, "pass") == 0 ? "水分:6.2%:≤7.0" : "水分:8.2%:≤7.0", "doc", DOC,
                NULL);
}

SPEC(a_failed_report_is_not_pushed_out_by_later_ones_that_passed)
{
    gi_error err = { 0 };
    gi_papers papers;
    GI_AUTO(gi_fixture) fixture = officers();
    add_result(fixture, "JJ-1", "fail");
    for (char number[] = "JJ-2"; number[3] <= '5'; number[3]++) {
        add_result(fixture, number, "pass");
    }
    EXPECT_OK(gi_papers_of(fixture->registry, gi_bytes_of(fixture->batch), 20600, &papers, &err));
    EXPECT_INT(papers.count, GI_PAPERS_EACH);
    EXPECT(papers.more);
    EXPECT(papers.paper[0].kind == GI_PAPER_FAIL);
    EXPECT_TEXT(papers.paper[1].text,
                "九江示例检测所 · JJ-5 · 标准限量未知，未比对 · 水分 6.2%（≤7.0）");
}

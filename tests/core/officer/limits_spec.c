/* Reports beside the standard: no pass over a known limit, and what is unknown is said to be. */
#include <string.h>

#include "gi/officer.h"
#include "gi/report.h"
#include "tests/core/officer/officers.h"

/* A batch of dry douchi (kind 1), made directly from its source. */
static gi_fixture *douchi(void)
{
    gi_fixture *fixture = officers();
    fixture_act(fixture, "product", "product", "HKDC", "index", "3", "zh", "湖口豆豉", "en",
                "Hukou douchi", "unit", "mass", "path", "direct", "source", "plot", "cap", "100kg",
                "area", "360429", "grades", "干=Dry;湿=Wet", "season", "2026-1", "first",
                "2026-01-01", "last", "2026-12-31", "label_until", "2027-12-31", NULL);
    fixture_act(fixture, "source", "holder", fixture->holder, "product", "HKDC", "kind", "plot",
                "township", "360429100", "capacity", "20mu", NULL);
    fixture_act(fixture, "grant", "product", "HKDC", "season", "2026-1", "sources", "2", NULL);
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "HKDC", "season", "2026-1",
                "qty", "10kg", "day", "2026-04-10", "source", "2", NULL);
    fixture_act(fixture, "batch", "holder", fixture->holder, "lot",
                gi_num(fixture_answer_int(fixture, "lot")).text, "grade", "干", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    return fixture;
}

#define REPORT(number, result, items)                                                        \
    "lab-report", "batch", fixture->batch, "laboratory", "九江示例检测所", "number", number, \
        "day", "2026-05-10", "result", result, "items", items, "doc", DOC

SPEC(a_report_does_not_pass_over_a_known_limit)
{
    GI_AUTO(gi_fixture) fixture = douchi();
    gi_error err = { 0 };
    EXPECT_REFUSED(fixture, GI_WHY_OVER_STANDARD, REPORT("1", "pass", "蛋白质:26%;水分:30.1%"));
    EXPECT_WHY(fixture_try(fixture, &err, REPORT("1", "pass", "水分:30.1%:≤35"), NULL),
               GI_WHY_OVER_STANDARD);
    EXPECT(strstr(err.message, "水分") != NULL && strstr(err.message, "30.1%") != NULL);
    EXPECT(strstr(err.message, "≤30 g/100g") != NULL);
    fixture_act(fixture, REPORT("1", "pass", "蛋白质:26%;水分:30.0%"), NULL);
}

SPEC(a_report_does_not_pass_over_the_limit_it_states_itself)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_WHY(fixture_try(fixture, &err, REPORT("1", "pass", "水分:7.1%:≤7.0;灰分:5%"), NULL),
               GI_WHY_OVER_STATED);
    EXPECT(strstr(err.message, "水分") != NULL && strstr(err.message, "7.1%") != NULL);
    EXPECT(strstr(err.message, "≤7.0") != NULL);
    fixture_act(fixture, REPORT("2", "pass", "水分:52g/kg:≤7.0"), NULL); /* another unit */
    fixture_act(fixture, REPORT("1", "pass", "水分:7.0%:≤7.0;农残:未检出:≤0.2 mg/kg"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_STATED, "amend", "ref", last_act(fixture).text, "field",
                   "items", "value", "水分:7.1%:≤7.0", "why", "typing");
}

SPEC(a_limit_that_is_not_the_standards_is_named_with_the_standards)
{
    GI_AUTO(gi_fixture) fixture = douchi();
    GI_AUTO(gi_json) shown = NULL;
    gi_papers papers;
    gi_bytes word = { 0 };
    gi_error err = { 0 };
    gi_bytes batch = gi_bytes_of(fixture->batch);
    fixture_act(fixture, REPORT("1", "pass", "水分:20%:≤25;蛋白质:26%:≥20;食盐:9%:≤12"), NULL);
    EXPECT_OK(gi_report_batch(fixture->registry, batch, &shown, &err));
    const gi_json *report = gi_json_at(gi_json_get(shown, "lab_reports"), 0);
    const gi_json *water = gi_json_at(gi_json_get(report, "limits"), 0);
    EXPECT(gi_json_as_text(gi_json_get(water, "stated_is"), &word));
    EXPECT(gi_bytes_equal(word, gi_bytes_of("stricter")));
    EXPECT_OK(gi_papers_of(fixture->registry, batch, 20600, &papers, &err));
    EXPECT_TEXT(papers.paper[0].text, "九江示例检测所 · 1 · 水分 20%（≤25，严于标准 ≤30 g/100g）；"
                                      "蛋白质 26%（≥20，宽于标准 ≥25 g/100g）；食盐 9%（≤12）");
}

SPEC(a_report_is_not_corrected_into_passing_over_a_limit)
{
    GI_AUTO(gi_fixture) fixture = douchi();
    fixture_act(fixture, REPORT("1", "fail", "水分:30.1%"), NULL);
    gi_num_text act = last_act(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_STANDARD, "amend", "ref", act.text, "field", "result",
                   "value", "pass", "why", "typing");
    fixture_act(fixture, "amend", "ref", act.text, "field", "items", "value", "水分:20.1%", "why",
                "typing", NULL);
    fixture_act(fixture, "amend", "ref", act.text, "field", "result", "value", "pass", "why",
                "typing", NULL);
}

static void expect_judged(const gi_json *report, size_t place, const char *word)
{
    gi_bytes judged = { 0 };
    const gi_json *row = gi_json_at(gi_json_get(report, "limits"), place);
    EXPECT(gi_json_as_text(gi_json_get(row, "judged"), &judged));
    EXPECT(gi_bytes_equal(judged, gi_bytes_of(word)));
}

SPEC(a_failed_report_shows_which_item_broke_its_limit_and_which_has_none)
{
    GI_AUTO(gi_fixture) fixture = douchi();
    GI_AUTO(gi_json) shown = NULL;
    gi_papers papers;
    gi_error err = { 0 };
    gi_bytes batch = gi_bytes_of(fixture->batch);
    fixture_act(fixture, REPORT("1", "fail", "水分:30.1%;蛋白质:26%;灰分:5%"), NULL);
    EXPECT_OK(gi_report_batch(fixture->registry, batch, &shown, &err));
    const gi_json *report = gi_json_at(gi_json_get(shown, "lab_reports"), 0);
    expect_judged(report, 0, "broken");
    expect_judged(report, 1, "kept");
    expect_judged(report, 2, "unknown");
    EXPECT_OK(gi_papers_of(fixture->registry, batch, 20600, &papers, &err));
    EXPECT_TEXT(papers.paper[0].text, "九江示例检测所 · 1 · 水分 30.1%（不符合标准 ≤30 g/100g）；"
                                      "蛋白质 26%；灰分 5%");
}

SPEC(a_report_on_what_went_into_the_batch_is_shown_with_it)
{
    GI_AUTO(gi_fixture) fixture = officers();
    GI_AUTO(gi_json) shown = NULL;
    gi_papers papers;
    gi_error err = { 0 };
    int64_t lot = 0;
    gi_bytes batch = gi_bytes_of(fixture->batch);
    fixture_act(fixture, "lab-report", "lot", "1", "laboratory", "九江示例检测所", "number", "7",
                "day", "2026-05-10", "result", "fail", "items", "联苯菊酯:9mg/kg", "doc", DOC,
                NULL);
    EXPECT_OK(gi_report_batch(fixture->registry, batch, &shown, &err));
    const gi_json *report = gi_json_at(gi_json_get(shown, "lab_reports"), 0);
    EXPECT(gi_json_as_int(gi_json_get(report, "lot"), &lot));
    EXPECT_INT(lot, 1);
    EXPECT_OK(gi_papers_of(fixture->registry, batch, 20600, &papers, &err));
    EXPECT(papers.paper[0].kind == GI_PAPER_FAIL);
    EXPECT_TEXT(papers.paper[0].text,
                "九江示例检测所 · 7 · 所用原料 · 标准限量未知，未比对 · 联苯菊酯 9mg/kg");
}

SPEC(a_certificate_says_whether_it_held_when_the_batch_was_packed_and_today)
{
    GI_AUTO(gi_fixture) fixture = officers();
    GI_AUTO(gi_json) shown = NULL;
    gi_error err = { 0 };
    bool then = true;
    bool now = false;
    fixture_act(fixture, "certificate", "op", "add", "holder", fixture->holder, "kind", "organic",
                "number", "1", "body", "示例认证中心", "from", "2026-05-01", "to", "2026-12-31",
                NULL);
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &shown, &err));
    const gi_json *paper = gi_json_at(gi_json_get(shown, "certificates"), 0);
    EXPECT(gi_json_as_bool(gi_json_get(paper, "valid"), &now) && now);
    EXPECT(gi_json_as_bool(gi_json_get(paper, "valid_packed"), &then) && !then);
    gi_papers papers;
    EXPECT_OK(gi_papers_of(fixture->registry, gi_bytes_of(fixture->batch), 20600, &papers, &err));
    EXPECT_TEXT(papers.paper[0].text, "示例认证中心 · 1 · 包装时无效");
}

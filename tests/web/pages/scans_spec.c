/* What the page tells of scans and openings (web/pages/consumer/blocks.c). */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

static void page_with(const gi_unit_seen *seen, bool counted, gi_language language, gi_buf *out)
{
    gi_about about = sample_about(false);
    gi_verdict verdict = sample_issued();
    gi_page_view view = sample_view(&about, language);
    verdict.copied = seen->finding.value;
    view.seen = seen;
    view.counted = counted;
    gi_page_verdict(&view, &verdict, out);
}

SPEC(a_scan_is_told_how_many_went_before_it_and_when)
{
    GI_AUTO_BUF page = GI_BUF(65536);
    const gi_unit_seen seen = { .count = 3,
                                .first = INT64_C(1795327380000),
                                .last = INT64_C(1795413780000) };
    page_with(&seen, true, GI_ZH, &page);

    EXPECT(strstr(gi_buf_text(&page), "此前扫码 3 次") != NULL);
    EXPECT(strstr(gi_buf_text(&page), "首次 2026-11-22 14:03") != NULL);
    EXPECT(strstr(gi_buf_text(&page), "最近 2026-11-23 14:03") != NULL);
}

SPEC(scans_from_nowhere_known_say_that_their_place_is_unknown)
{
    GI_AUTO_BUF zh = GI_BUF(65536);
    GI_AUTO_BUF en = GI_BUF(65536);
    const gi_unit_seen seen = { .count = 3 };
    page_with(&seen, true, GI_ZH, &zh);
    page_with(&seen, true, GI_EN, &en);

    EXPECT(strstr(gi_buf_text(&zh), "地点不明") != NULL);
    EXPECT(strstr(gi_buf_text(&en), "Place unknown") != NULL);
}

SPEC(scans_from_known_places_say_how_many)
{
    GI_AUTO_BUF page = GI_BUF(65536);
    const gi_unit_seen seen = { .count = 3, .places = 2 };
    page_with(&seen, true, GI_ZH, &page);

    EXPECT(strstr(gi_buf_text(&page), "来自 2 个已知地点") != NULL);
    EXPECT(strstr(gi_buf_text(&page), "地点不明") == NULL);
}

SPEC(a_first_scan_says_nothing_of_places)
{
    GI_AUTO_BUF page = GI_BUF(65536);
    const gi_unit_seen seen = { .count = 0 };
    page_with(&seen, true, GI_ZH, &page);

    EXPECT(strstr(gi_buf_text(&page), "地点") == NULL);
}

SPEC(a_look_that_is_no_scan_says_what_is_on_record)
{
    GI_AUTO_BUF page = GI_BUF(65536);
    const gi_unit_seen seen = { .count = 3 };
    page_with(&seen, false, GI_EN, &page);

    EXPECT(strstr(gi_buf_text(&page), "3 scans on record") != NULL);
}

/* The page about a label of which officers found copies. */
static void page_found(gi_asked asked, gi_language language, gi_buf *out)
{
    gi_about about = sample_about(false);
    gi_verdict verdict = sample_issued();
    gi_page_view view = sample_view(&about, language);
    verdict.asked = asked;
    verdict.copied = GI_COPIED_COPIED;
    verdict.copied_act = 7;
    verdict.copied_time = INT64_C(1795327380000);
    (void)snprintf(verdict.copied_by, sizeof verdict.copied_by, "九江市市场监督管理局");
    (void)snprintf(verdict.copied_why, sizeof verdict.copied_why, "comparison");
    gi_page_verdict(&view, &verdict, out);
}

SPEC(a_finding_of_officers_is_told_with_who_when_and_by_what)
{
    GI_AUTO_BUF zh = GI_BUF(65536);
    GI_AUTO_BUF en = GI_BUF(65536);
    page_found(GI_ASKED_CODE, GI_ZH, &zh);
    page_found(GI_ASKED_CODE, GI_EN, &en);

    EXPECT(strstr(gi_buf_text(&zh), "data-copied=\"copied\"") != NULL);
    EXPECT(strstr(gi_buf_text(&zh),
                  "<time>2026-11-22 14:03</time> 由 <span>九江市市场监督管理局</span> 认定") !=
           NULL);
    EXPECT(strstr(gi_buf_text(&zh), "认定方式：与原件比对") != NULL);
    EXPECT(strstr(gi_buf_text(&zh), "执法人员已认定此码有复制品") != NULL);
    EXPECT(strstr(gi_buf_text(&en), "Found on <time>2026-11-22 14:03") != NULL);
    EXPECT(strstr(gi_buf_text(&en), "Found by comparison with the original") != NULL);
}

SPEC(a_typed_number_tells_a_finding_of_officers_too)
{
    GI_AUTO_BUF page = GI_BUF(65536);
    page_found(GI_ASKED_NUMBER, GI_ZH, &page);

    EXPECT(strstr(gi_buf_text(&page), "已发现复制") != NULL);
    EXPECT(strstr(gi_buf_text(&page), "九江市市场监督管理局</span> 认定") != NULL);
}

SPEC(an_opening_is_told_with_its_time)
{
    GI_AUTO_BUF page = GI_BUF(65536);
    const gi_unit_seen seen = { .openings = 1,
                                .opened = INT64_C(1795327380000),
                                .finding = { .value = GI_COPIED_OPENED_BEFORE } };
    page_with(&seen, true, GI_ZH, &page);

    EXPECT(strstr(gi_buf_text(&page), "隐藏码首次查验：2026-11-22 14:03") != NULL);
    EXPECT(strstr(gi_buf_text(&page), "data-copied=\"opened_before\"") != NULL);
}

/* What the pages say, and above all what they never say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/shown.h"
#include "web/pages/style.h"

/* Nothing of the batch or header, in either language. */
static void expect_no_facts(const gi_verdict *verdict)
{
    static const char *const facts[] = { "庐山云雾茶", "Lushan", "特级",    "250 g",
                                         "五老峰",     "9136",   "2026-04", "000W-003R-J0W",
                                         "LSYW",       "412",    "/b/" };
    GI_AUTO_BUF buf = GI_BUF(262144);
    for (int language = 0; language < GI_LANGUAGE_COUNT; language++) {
        const char *page = shown(verdict, (gi_language)language, &buf);
        page = strstr(page, "<main>");
        for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
            EXPECT(!says(page, facts[i]));
        }
    }
}

SPEC(a_forged_header_is_never_shown_as_a_fact)
{
    gi_verdict verdict = sample_forged();
    expect_no_facts(&verdict);
}

SPEC(an_unregistered_header_is_never_shown_as_a_fact)
{
    gi_verdict verdict = sample_unregistered();
    expect_no_facts(&verdict);
}

SPEC(no_kind_of_cannot_tell_but_a_typed_number_shows_facts)
{
    for (int why = GI_UNKNOWN_NONE; why <= GI_UNKNOWN_STALE; why++) {
        gi_verdict verdict = sample_unknown((gi_unknown_why)why);
        expect_no_facts(&verdict);
    }
}

SPEC(the_verdict_comes_first_then_the_pack_then_origin_record_and_help)
{
    static const char *const order[] = { "已签发", "未见异常",   "有效",     "与实物不符即为可疑",
                                         "净含量", "产地与来历", "公开记录", "tel:12315" };
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    const char *at = strstr(shown(&verdict, GI_ZH, &buf), "<main>");
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        at = strstr(at, order[i]);
        EXPECT(at != NULL);
    }
}

SPEC(every_fact_says_who_says_so)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    const char *at = shown(&verdict, GI_ZH, &buf);
    at = strstr(at, "<dl>");
    const char *end = strstr(at, "公开记录");
    int lines = 0;
    int who = 0;
    for (const char *line = at; (line = strstr(line, "<dd")) != NULL && line < end; line++) {
        lines++;
    }
    for (const char *mark = at; (mark = strstr(mark, "<small>")) != NULL && mark < end; mark++) {
        who++;
    }
    EXPECT(lines >= 14);
    EXPECT_INT(who, lines);
}

SPEC(a_demo_registry_says_so_on_every_page)
{
    gi_about about = sample_about(true);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_issued();
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_page_verdict(&view, &verdict, &buf);
    EXPECT(says(gi_buf_text(&buf), "class=\"demo\""));
    gi_buf_reset(&buf);
    gi_page_start(&view, &buf);
    EXPECT(says(gi_buf_text(&buf), "class=\"demo\""));
    EXPECT(!says(shown(&verdict, GI_ZH, &buf), "class=\"demo\""));
}

SPEC(chinese_names_on_english_pages_carry_their_language)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    const char *page = shown(&verdict, GI_EN, &buf);
    EXPECT(says(page, "<dd lang=\"zh-CN\">庐山市五老峰茶叶专业合作社</dd>"));
    EXPECT(says(page, "<dd>Lushan Yunwu Tea</dd>"));
    EXPECT(says(page, "<dd lang=\"zh-CN\">庐山云雾茶</dd>"));
}

SPEC(a_page_says_what_the_records_of_pesticides_say)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    EXPECT(!says(shown(&verdict, GI_ZH, &buf), "农药使用"));
    (void)snprintf(verdict.batch.sprays_zh, sizeof verdict.batch.sprays_zh, "无记录");
    (void)snprintf(verdict.batch.sprays_en, sizeof verdict.batch.sprays_en, "no record");
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "<dd>无记录</dd>"));
    EXPECT(says(shown(&verdict, GI_EN, &buf), "<dd>no record</dd>"));
}

SPEC(a_page_names_the_certificate_of_conformity_where_there_is_one)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    EXPECT(!says(shown(&verdict, GI_ZH, &buf), "承诺达标合格证"));
    (void)snprintf(verdict.batch.conformity_zh, sizeof verdict.batch.conformity_zh, "第 51 号");
    (void)snprintf(verdict.batch.conformity_en, sizeof verdict.batch.conformity_en, "no. 51");
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "承诺达标合格证"));
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "<dd>第 51 号</dd>"));
    EXPECT(says(shown(&verdict, GI_EN, &buf), "<dd>no. 51</dd>"));
}

SPEC(what_has_no_raw_step_was_made_or_gathered)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    EXPECT(!says(shown(&verdict, GI_ZH, &buf), "制成或采收"));
    verdict.batch.picked_from = 0;
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "制成或采收"));
}

SPEC(a_hostile_name_in_the_ledger_stays_text)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_state(GI_GOOD_RECALLED);
    (void)snprintf(verdict.batch.producer, GI_NAME_TEXT, "<script>alert('x')</script>");
    (void)snprintf(verdict.state_by, GI_NAME_TEXT, "\"><img src=x>");
    (void)snprintf(verdict.batch.id_text, GI_BATCH_ID_TEXT, "\"onclick=\"x");
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(!says(page, "<script") && !says(page, "<img") && !says(page, "\"onclick"));
}

SPEC(no_page_needs_a_script_or_anything_from_elsewhere)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(!says(page, "<script") && !says(page, "http://") && !says(page, "https://"));
    EXPECT(!says(page, "src=") && !says(page, "@import") && !says(page, "url("));
    EXPECT(!says(page, ":has(") && !says(page, " style="));
}

SPEC(trouble_pages_never_look_like_a_fake)
{
    static const int codes[] = { 400, 404, 405, 413, 414, 431, 500, 503 };
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    GI_AUTO_BUF buf = GI_BUF(262144);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        gi_buf_reset(&buf);
        gi_page_problem(&view, codes[i], &buf);
        const char *page = gi_buf_text(&buf);
        EXPECT(!says(page, "answer bad") && !says(page, "answer warn"));
        EXPECT(!says(page, "签名不符") && !says(page, "台账中没有"));
    }
}

SPEC(headings_never_skip_a_level_and_the_page_has_one_h1)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    const char *page = shown(&verdict, GI_ZH, &buf);
    const char *h1 = strstr(page, "<h1");
    EXPECT(h1 != NULL && strstr(h1 + 1, "<h1") == NULL);
    EXPECT(h1 < strstr(page, "<h2") && !says(page, "<h3"));
    EXPECT(says(page, "<header>") && says(page, "<main>") && says(page, "<footer>"));
}

SPEC(the_policy_allows_exactly_the_sheet_that_is_sent)
{
    GI_AUTO_BUF policy = GI_BUF(512);
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_html page;
    gi_html_begin(&page, &buf);
    gi_style_show(&page);
    gi_style_policy(&policy);
    EXPECT(says(gi_buf_text(&policy), "style-src 'sha256-"));
    EXPECT(!says(gi_buf_text(&buf) + 30, "<"
                                         "style"));
    EXPECT(strstr(strstr(gi_buf_text(&buf), "<style>") + 7, "<") ==
           strstr(gi_buf_text(&buf), "</style>"));
}

SPEC(a_page_says_how_many_witnesses_stand_behind_the_log)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    EXPECT(!says(shown(&verdict, GI_ZH, &buf), "见证"));
    verdict.witnesses = 3;
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "等待见证（共 3 方）"));
    EXPECT(says(shown(&verdict, GI_EN, &buf), "pending (3 witnesses)"));
    verdict.witnessed = 2;
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "见证 2 / 3"));
    EXPECT(says(shown(&verdict, GI_EN, &buf), "witnessed 2 of 3"));
}

/* Recalls by their grade, certificates and laboratory reports on the page of an answer. */
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

static const char *shown_with(const gi_verdict *verdict, const gi_papers *papers,
                              gi_language language, gi_buf *buf)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    view.papers = papers;
    gi_buf_reset(buf);
    gi_page_verdict(&view, verdict, buf);
    return gi_buf_text(buf);
}

SPEC(a_label_that_waits_was_declared_by_nobody)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict waiting = sample_state(GI_GOOD_NOT_ACTIVATED);
    gi_verdict lost = sample_state(GI_GOOD_LOST);
    EXPECT(strstr(shown_with(&waiting, NULL, GI_ZH, &buf), "宣布") == NULL);
    EXPECT(strstr(shown_with(&lost, NULL, GI_ZH, &buf), "宣布") != NULL);
}

SPEC(a_recall_says_its_grade_and_what_to_do)
{
    static const struct {
        int grade;
        const char *words;
    } rows[] = { { 1, "一级召回：可能严重危害健康" },
                 { 2, "二级召回：可能危害健康" },
                 { 3, "三级召回：标签、标识不符" } };
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO_BUF buf = GI_BUF(262144);
        gi_verdict verdict = sample_state(GI_GOOD_RECALLED);
        verdict.recall_grade = rows[i].grade;
        const char *page = shown_with(&verdict, NULL, GI_ZH, &buf);
        EXPECT(strstr(page, rows[i].words) != NULL);
        EXPECT(strstr(page, "九江市市场监督管理局") != NULL);
    }
}

SPEC(papers_stand_on_the_page_with_their_standing_and_who_says_so)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    gi_papers papers = sample_papers();
    const char *page = shown_with(&verdict, &papers, GI_ZH, &buf);
    EXPECT(strstr(page, "证书（有效）") != NULL && strstr(page, "134OP2600001") != NULL);
    EXPECT(strstr(page, "证书（现不在有效期内）") != NULL);
    EXPECT(strstr(page, "检测报告（不合格）") != NULL);
    EXPECT(strstr(page, "检测机构，企业提交") != NULL);
    EXPECT(strstr(page, "≤7.0 &lt;b") != NULL && strstr(page, "≤7.0 <b") == NULL);
}

SPEC(papers_read_in_the_language_of_the_page)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    gi_papers papers = sample_papers();
    const char *page = shown_with(&verdict, &papers, GI_EN, &buf);
    EXPECT(strstr(page, "Certificate (valid)") != NULL);
    EXPECT(strstr(page, "Organic product · <span lang=\"zh-CN\">示例认证中心") != NULL);
    EXPECT(strstr(page, "<time>2026-01-01</time> – <time>2026-12-31</time>") != NULL);
    EXPECT(strstr(page, "withdrawn on 2026-06-02") != NULL);
    EXPECT(strstr(page, "有机产品") == NULL);
}

SPEC(a_recall_tells_what_to_do_only_once)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_state(GI_GOOD_RECALLED);
    verdict.recall_grade = 3; /* a false label: nobody is told to stop eating */
    const char *page = shown_with(&verdict, NULL, GI_ZH, &buf);
    EXPECT(strstr(page, "可联系销售者退货或更换") != NULL && strstr(page, "停止食用") == NULL);
}

SPEC(a_forged_code_shows_no_papers)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_forged();
    gi_papers papers = sample_papers();
    EXPECT(strstr(shown_with(&verdict, &papers, GI_ZH, &buf), "134OP2600001") == NULL);
}

SPEC(papers_that_are_left_out_are_said_to_exist)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    gi_papers papers = sample_papers();
    papers.more = true;
    EXPECT(strstr(shown_with(&verdict, &papers, GI_EN, &buf),
                  "There are more certificates or reports") != NULL);
}

/* Sums, proof, address, complaint and privacy: what stands below the facts; and large text. */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

static bool says(const char *page, const char *text)
{
    return strstr(page, text) != NULL;
}

static const char *shown(const gi_page_view *view, const gi_verdict *verdict, gi_buf *buf)
{
    gi_buf_reset(buf);
    gi_page_verdict(view, verdict, buf);
    return gi_buf_text(buf);
}

SPEC(a_page_shows_the_public_sums_of_the_season_and_as_of_when)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_issued();
    gi_season_sum sum = sample_sum();
    GI_AUTO_BUF buf = GI_BUF(262144);
    EXPECT(!says(shown(&view, &verdict, &buf), "公开合计"));
    view.sum = &sum;
    const char *page = shown(&view, &verdict, &buf);
    EXPECT(says(page, "授予额度（按原料计） <small>协会核验</small></dt>\n<dd>7466.666 kg</dd>"));
    EXPECT(says(page, "<dd>100 kg</dd>") && says(page, "<dd>1000</dd>"));
    EXPECT(says(page, "<dd>988</dd>") && says(page, "截至 2026-11-22 14:03"));
    verdict.batch.picked_from = 0; /* no raw step */
    EXPECT(!says(shown(&view, &verdict, &buf), "按原料计"));
}

SPEC(a_proof_is_offered_where_the_log_is_served)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_issued();
    GI_AUTO_BUF buf = GI_BUF(262144);
    EXPECT(!says(shown(&view, &verdict, &buf), "/proof/"));
    view.proofs = true;
    EXPECT(says(shown(&view, &verdict, &buf), "href=\"/proof/LSYW-26-00A3-001F-7.tlog-proof\""));
}

SPEC(a_page_says_how_to_complain_and_which_address_is_the_right_one)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_forged();
    GI_AUTO_BUF buf = GI_BUF(262144);
    const char *page = shown(&view, &verdict, &buf);
    EXPECT(says(page, "href=\"tel:12315\"") && says(page, "7 个工作日"));
    EXPECT(says(page, "官方查询网址是 gi.example（据登记库配置）"));
}

SPEC(every_page_holds_the_whole_privacy_notice)
{
    static const char *const parts[] = { "由谁处理：九江市地理标志产品协会", "记什么：", "为什么：",
                                         "留多久：单次扫码记录 190 天后删除", "您的权利：" };
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_issued();
    GI_AUTO_BUF pages = GI_BUF(262144);
    gi_page_verdict(&view, &verdict, &pages);
    gi_page_start(&view, &pages);
    gi_page_problem(&view, 503, &pages);
    const char *at = gi_buf_text(&pages);
    for (size_t page = 0; page < 3; page++) {
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            at = strstr(at, parts[i]);
            EXPECT(at != NULL);
        }
    }
}

SPEC(large_text_keeps_the_verdict_and_every_link_keeps_it)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, GI_ZH);
    gi_verdict verdict = sample_state(GI_GOOD_RECALLED);
    GI_AUTO_BUF buf = GI_BUF(262144);
    const char *page = shown(&view, &verdict, &buf);
    EXPECT(says(page, "<html lang=\"zh-CN\">") && says(page, ">大字</a>"));
    view.large = true;
    view.size_url = "?hl=zh";
    (void)snprintf(view.keep, sizeof view.keep, "?t=1");
    page = shown(&view, &verdict, &buf);
    EXPECT(says(page, "<html lang=\"zh-CN\" class=\"large\">") && says(page, ">标准字号</a>"));
    EXPECT(says(page, "data-good=\"recalled\""));
    EXPECT(says(page, "href=\"/b/LSYW-26-00A3-001F-7?t=1\"") && says(page, "href=\"/?t=1\""));
    gi_buf_reset(&buf);
    gi_page_start(&view, &buf);
    EXPECT(says(gi_buf_text(&buf), "name=\"t\" value=\"1\""));
}

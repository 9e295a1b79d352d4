/* The digital label on the page, apart from the trace part, and the page of its changes. */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

static bool says(const char *page, const char *text)
{
    return strstr(page, text) != NULL;
}

static const char *shown(const gi_verdict *verdict, const gi_digital_label *digital,
                         gi_language language, gi_buf *buf)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    view.digital = digital;
    gi_buf_reset(buf);
    gi_page_verdict(&view, verdict, buf);
    return gi_buf_text(buf);
}

static const char *changes(gi_digital_versions versions, gi_language language, gi_buf *buf)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    gi_verdict verdict = sample_batch();
    gi_buf_reset(buf);
    gi_page_digital(&view, &verdict, &versions, buf);
    return gi_buf_text(buf);
}

SPEC(the_words_digital_label_head_a_part_apart_from_the_trace_part)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    gi_digital_label digital = sample_digital(1);
    const char *page = shown(&verdict, &digital, GI_ZH, &buf);
    const char *trace = strstr(page, "<h2>追溯：产地与来历</h2>");
    const char *label = strstr(page, "<h2>数字标签</h2>");
    EXPECT(trace != NULL && label > trace && strstr(trace, "</section>") < label);
    EXPECT(says(label, "第 1 版，2026-11-20 14:03 发布。"));
    EXPECT(says(label, "<dt>配料 <small>企业自报</small></dt>\n<dd>茶鲜叶</dd>"));
    EXPECT(says(label, "href=\"/l/LSYW-26-00A3-001F-7\""));
    EXPECT(!says(shown(&verdict, NULL, GI_ZH, &buf), "数字标签"));
}

SPEC(a_text_changed_after_the_pack_was_packed_says_so)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    gi_digital_label digital = sample_digital(2);
    EXPECT(says(shown(&verdict, &digital, GI_ZH, &buf), "这件产品包装之后改过"));
    verdict.packed = gi_day_of(digital.at, 480);
    EXPECT(!says(shown(&verdict, &digital, GI_ZH, &buf), "这件产品包装之后改过"));
    verdict.packed = 0;
    digital = sample_digital(1);
    EXPECT(!says(shown(&verdict, &digital, GI_ZH, &buf), "这件产品包装之后改过"));
}

SPEC(the_producers_text_is_marked_as_chinese_and_stays_text)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    gi_digital_label digital = sample_digital(2);
    const char *page = shown(&verdict, &digital, GI_EN, &buf);
    EXPECT(says(page, "<dt>Ingredients <small>"));
    EXPECT(says(page, "<dd lang=\"zh-CN\">庐山云雾茶鲜叶 &lt;b&gt;</dd>"));
}

SPEC(a_forged_or_unknown_label_shows_no_digital_label)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_forged();
    gi_digital_label digital = sample_digital(1);
    EXPECT(!says(shown(&verdict, &digital, GI_ZH, &buf), "数字标签"));
}

SPEC(the_page_of_changes_says_what_when_who_and_why)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    const gi_digital_label both[] = { sample_digital(2), sample_digital(1) };
    const char *page = changes((gi_digital_versions){ both, 2, false }, GI_ZH, &buf);
    const char *first = strstr(page, "<h2>第 1 版</h2>");
    const char *second = strstr(page, "<h2>第 2 版</h2>");
    EXPECT(second != NULL && first > second);
    EXPECT(says(second, "<small>原为</small> <span>茶鲜叶</span>"));
    EXPECT(says(second, "<small>改为</small> <span>庐山云雾茶鲜叶 &lt;b&gt;</span>"));
    EXPECT(says(second, "<small>删去</small> <span>阴凉干燥</span>"));
    EXPECT(says(second, "<small>新增</small> <span>85 ℃ 冲泡</span>"));
    EXPECT(strstr(second, "庐山云雾茶</dd>") > first); /* the unchanged name: in the first only */
    EXPECT(says(second, "2026-11-21 14:03") && says(second, "更正错误"));
    EXPECT(says(second, "庐山市五老峰茶叶专业合作社") && says(second, "第 502 号"));
    EXPECT(says(second, "href=\"/l/LSYW-26-00A3-001F-7/2\""));
}

SPEC(a_long_history_goes_on_below_the_last_version_shown)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    const gi_digital_label both[] = { sample_digital(2), sample_digital(1) };
    const char *page = changes((gi_digital_versions){ both, 1, true }, GI_ZH, &buf);
    EXPECT(says(page, "<h2>第 2 版</h2>") && !says(page, "<h2>第 1 版</h2>"));
    EXPECT(says(page, "<small>原为</small> <span>茶鲜叶</span>"));
    EXPECT(says(page, "href=\"/l/LSYW-26-00A3-001F-7?v=2\""));
}

SPEC(a_batch_without_a_digital_label_says_so)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    EXPECT(says(changes((gi_digital_versions){ NULL, 0, false }, GI_ZH, &buf), "没有发布数字标签"));
}

/* The pages of a batch that was taken back with its import, and of its digital label. */
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

static bool page_says(gi_language language, const char *words)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    gi_verdict verdict = sample_taken_back();
    gi_page_verdict(&view, &verdict, &buf);
    return strstr(gi_buf_text(&buf), words) != NULL;
}

SPEC(a_batch_that_was_taken_back_says_so_when_and_by_whom)
{
    EXPECT(page_says(GI_ZH, "批次已撤回"));
    EXPECT(page_says(GI_ZH, "没有商品属于它"));
    EXPECT(page_says(GI_ZH, "2026-11-19 14:03") && page_says(GI_ZH, "九江市农业农村局"));
    EXPECT(page_says(GI_ZH, "原因：撤销导入"));
    EXPECT(page_says(GI_EN, "Batch taken back"));
    EXPECT(page_says(GI_EN, "no goods belong to it"));
}

SPEC(nothing_on_that_page_speaks_of_an_amount_or_of_being_in_force)
{
    EXPECT(!page_says(GI_ZH, "批次数量"));
    EXPECT(!page_says(GI_ZH, "未被召回"));
    EXPECT(!page_says(GI_ZH, "与实物") && page_says(GI_ZH, "撤回前登记的内容"));
    EXPECT(page_says(GI_ZH, "data-good=\"taken_back\""));
}

static const char *label_page(const gi_verdict *verdict, gi_language language, gi_buf *buf)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    const gi_digital_label both[] = { sample_digital(2), sample_digital(1) };
    const gi_digital_versions versions = { both, 2, false };
    gi_buf_reset(buf);
    gi_page_digital(&view, verdict, &versions, buf);
    return gi_buf_text(buf);
}

/* True when these words stand on the page before anything else is said of its label. */
static bool says_first(const char *page, const char *rest, const char *words)
{
    const char *found = strstr(page, words);
    const char *label = strstr(page, rest);
    EXPECT(label != NULL);
    return found != NULL && found < label;
}

SPEC(the_page_of_its_digital_label_says_first_that_it_was_taken_back)
{
    static const char *const zh[] = { "class=\"answer bad\"", "data-good=\"taken_back\"",
                                      "批次已撤回",           "没有商品属于它",
                                      "2026-11-19 14:03",     "九江市农业农村局",
                                      "原因：撤销导入" };
    static const char *const en[] = { "Batch taken back", "no goods belong to it",
                                      "2026-11-19 14:03", "the import that brought it in" };
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_taken_back();
    const char *page = label_page(&verdict, GI_ZH, &buf);
    for (size_t i = 0; i < sizeof zh / sizeof zh[0]; i++) {
        EXPECT(says_first(page, "每一版都不会改动或删除", zh[i]));
    }
    page = label_page(&verdict, GI_EN, &buf);
    for (size_t i = 0; i < sizeof en / sizeof en[0]; i++) {
        EXPECT(says_first(page, "No version is altered", en[i]));
    }
}

SPEC(its_digital_label_and_all_changes_stay)
{
    GI_AUTO_BUF with = GI_BUF(262144);
    GI_AUTO_BUF without = GI_BUF(262144);
    gi_verdict taken = sample_taken_back();
    gi_verdict batch = sample_batch();
    const char *kept = strstr(label_page(&taken, GI_ZH, &with), "<p>每一版都不会改动或删除");
    EXPECT(kept != NULL && strstr(kept, "茶鲜叶") != NULL);
    EXPECT_TEXT(kept, strstr(label_page(&batch, GI_ZH, &without), "<p>每一版都不会改动或删除"));
}

SPEC(a_recall_or_freeze_stands_before_the_digital_label_too_and_a_good_batch_has_no_answer_there)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_state(GI_GOOD_RECALLED);
    EXPECT(says_first(label_page(&verdict, GI_ZH, &buf), "每一版都", "data-good=\"recalled\""));
    verdict = sample_state(GI_GOOD_FROZEN);
    EXPECT(says_first(label_page(&verdict, GI_ZH, &buf), "每一版都", "2026-12-19"));
    verdict = sample_batch();
    EXPECT(strstr(label_page(&verdict, GI_ZH, &buf), "class=\"answer") == NULL);
}

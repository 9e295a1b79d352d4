/* The page of a batch that was taken back with its import. */
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

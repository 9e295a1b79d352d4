/* The page of a case or carton: what is inside, in words that claim no more than is known. */
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/pages/samples.h"

/* A case of 25 labels, all in force. */
static gi_verdict sample_case(void)
{
    gi_verdict verdict = sample_issued();
    verdict.header.type = GI_LABEL_PACKAGE;
    verdict.copied = GI_COPIED_NOT_CHECKED;
    verdict.net = 6250000;
    verdict.has_package = true;
    verdict.package = (gi_package_inside){ .level = 1,
                                           .each = 25,
                                           .labels = 25,
                                           .in_force = 25,
                                           .ranges = 1,
                                           .batches = 1,
                                           .first = "000W-003R-J0W",
                                           .last = "000W-003R-KRE",
                                           .packed = verdict.as_of - 86400000,
                                           .producer = "庐山市五老峰茶叶专业合作社" };
    return verdict;
}

/* 15 labels of two batches; 10 of them recalled. */
static gi_verdict sample_mixed(void)
{
    gi_verdict verdict = sample_case();
    verdict.has_batch = false;
    verdict.batch = (gi_batch_facts){ .product_zh = "" };
    verdict.net = 0;
    verdict.good = GI_GOOD_RECALLED;
    verdict.recall_grade = 2;
    verdict.package.mixed = true;
    verdict.package.each = 0;
    verdict.package.labels = 15;
    verdict.package.in_force = 5;
    verdict.package.recalled = 10;
    verdict.package.ranges = 2;
    return verdict;
}

static const char *shown(const gi_verdict *verdict, gi_language language, gi_buf *buf)
{
    gi_about about = sample_about(false);
    gi_page_view view = sample_view(&about, language);
    gi_buf_reset(buf);
    gi_page_verdict(&view, verdict, buf);
    return gi_buf_text(buf);
}

static bool says(const char *page, const char *text)
{
    return strstr(page, text) != NULL;
}

SPEC(a_case_says_what_is_inside_by_the_ledger_in_both_languages)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_case();
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(says(page, "箱内（按台账）") && says(page, "000W-003R-J0W – 000W-003R-KRE"));
    EXPECT(says(page, "没有人替您开箱") && says(page, "台账中有这个箱码"));
    EXPECT(says(page, "6.25 kg") && !says(page, "涂层"));
    EXPECT(!says(page, "正品"));
    page = shown(&verdict, GI_EN, &buf);
    EXPECT(says(page, "Inside, by the ledger") && says(page, "nobody opened the box for you"));
}

SPEC(a_mixed_box_says_how_many_inside_are_recalled_and_names_no_product)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_mixed();
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(says(page, "箱内 15 枚标签中有 10 枚已召回") && says(page, "混装箱"));
    EXPECT(says(page, "另有 1 段") && says(page, "庐山市五老峰茶叶专业合作社"));
    EXPECT(!says(page, "庐山云雾茶") && !says(page, "产地与来历"));
    EXPECT(says(shown(&verdict, GI_EN, &buf), "10 of 15 labels inside are recalled"));
}

SPEC(a_box_with_dead_labels_is_partly_in_force)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_case();
    verdict.package.in_force = 23;
    verdict.package.ended = 2;
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(says(page, "部分有效") && says(page, "其中已失效"));
    EXPECT(!says(page, "未被召回、冻结或作废"));
}

SPEC(an_opened_box_says_so_and_alarms_nobody)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_case();
    verdict.good = GI_GOOD_REPACKED;
    verdict.package.opened = true;
    verdict.package.in_force = 0;
    const char *page = shown(&verdict, GI_ZH, &buf);
    EXPECT(says(page, "已拆箱") && says(page, "箱码不再代表箱内货物"));
    EXPECT(says(page, "拆箱前的箱内") && !says(page, "answer bad"));
}

SPEC(the_page_of_a_label_says_nothing_of_a_box)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_issued();
    EXPECT(!says(shown(&verdict, GI_ZH, &buf), "箱"));
}

SPEC(an_address_that_does_not_match_names_its_part)
{
    GI_AUTO_BUF buf = GI_BUF(262144);
    gi_verdict verdict = sample_unknown(GI_UNKNOWN_PATH);
    memcpy(verdict.state_why, "gtin", 5);
    EXPECT(says(shown(&verdict, GI_ZH, &buf), "网址中的商品条码与码的内容不一致"));
}

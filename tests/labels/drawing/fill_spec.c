/* A label takes days and quantity from the signed header, names from the facts. */
#include <stdio.h>
#include <string.h>

#include "gi/label.h"
#include "tests/support/spec.h"

static gi_batch_facts tea_facts(void)
{
    return (gi_batch_facts){
        .id_text = "LSYW-26-00A3-001F-7",
        .product_zh = "庐山云雾茶",
        .product_en = "Lushan Yunwu Tea",
        .grade_zh = "特级",
        .producer = "九江市庐山云雾茶业有限公司",
        .unit = GI_UNIT_MASS,
    };
}

/* Packed 2026-04-05, 18 months, 250 g. */
static gi_run tea_run(gi_unit_header change)
{
    gi_run run = { .key = 7, .first = 1, .count = 10 };
    uint8_t bytes[GI_UNIT_HEADER_MAX];
    change.key = 7;
    change.product = 311;
    change.producer = 163;
    change.batch = 47;
    change.packed = 2286;
    (void)gi_unit_header_encode(&change, bytes);
    memcpy(run.header, bytes, sizeof run.header);
    return run;
}

static gi_label filled(gi_unit_header header)
{
    gi_error err = { 0 };
    gi_batch_facts facts = tea_facts();
    gi_run run = tea_run(header);
    gi_label label;
    EXPECT_OK(gi_label_fill(&facts, &run, "https://gi.jj.cn/", "gi.jj.cn", &label, &err));
    return label;
}

SPEC(a_label_repeats_the_signed_header_in_words)
{
    gi_label label = filled((gi_unit_header){ .best_before = 18, .net = 1 << 14 | 250 });
    EXPECT_TEXT(gi_label_get(&label, "packed"), "2026-04-05");
    EXPECT_TEXT(gi_label_get(&label, "best_before"), "2027-10-05");
    EXPECT_TEXT(gi_label_get(&label, "net"), "250 g");
}

SPEC(a_label_takes_its_names_from_the_facts)
{
    gi_label label = filled((gi_unit_header){ 0 });
    EXPECT_TEXT(gi_label_get(&label, "product_zh"), "庐山云雾茶");
    EXPECT_TEXT(gi_label_get(&label, "grade"), "特级");
    EXPECT_TEXT(gi_label_get(&label, "batch"), "LSYW-26-00A3-001F-7");
    EXPECT_TEXT(label.prefix, "https://gi.jj.cn/");
    EXPECT_TEXT(gi_label_get(&label, "host"), "gi.jj.cn");
}

SPEC(variable_weight_and_see_pack_leave_their_fields_out)
{
    gi_label label = filled((gi_unit_header){ .best_before = 0, .net = 0 });
    EXPECT_TEXT(gi_label_get(&label, "net"), "");
    EXPECT_TEXT(gi_label_get(&label, "best_before"), "");
}

SPEC(a_test_run_is_marked)
{
    EXPECT_INT(filled((gi_unit_header){ .type = GI_LABEL_TEST }).mark, GI_LABEL_MARK_TEST);
    EXPECT_INT(filled((gi_unit_header){ .type = GI_LABEL_UNIT }).mark, GI_LABEL_MARK_NONE);
}

SPEC(a_base_url_of_34_characters_is_refused)
{
    gi_error err = { 0 };
    gi_batch_facts facts = tea_facts();
    gi_run run = tea_run((gi_unit_header){ 0 });
    gi_label label;
    EXPECT_WHY(gi_label_fill(&facts, &run, "https://abcdefghijklmnopqrstuv.cn/", "x", &label, &err),
               GI_WHY_URL_TOO_LONG);
}

SPEC(a_header_that_cannot_be_read_fills_nothing)
{
    gi_error err = { 0 };
    gi_batch_facts facts = tea_facts();
    gi_run run = tea_run((gi_unit_header){ 0 });
    run.header[0] = 0x20;
    gi_label label = { .demo = true };
    EXPECT_OK(gi_label_set(&label, "net", "kept", &err));
    EXPECT_WHY(gi_label_fill(&facts, &run, "https://gi.jj.cn/", "gi.jj.cn", &label, &err),
               GI_WHY_UNKNOWN_VERSION);
    EXPECT_TEXT(gi_label_get(&label, "net"), "kept");
}

/* gi_template_check: what it finds, how bad it is, and that it finds all of it. */
#include <stdio.h>
#include <string.h>

#include "gi/label.h"
#include "support.h"
#include "tests/support/spec.h"

#define HEAD                                                                              \
    "[template]\nname = mine\ntitle = 我的\ntitle-en = mine\nkind = unit\nwidth = 80\n" \
    "height = 40\n"

static gi_status take(void *context, const gi_template_finding *finding, gi_error *err)
{
    (void)err;
    gi_buf_add_format(context, "%s %s\n", finding->level == GI_FINDING_ERROR ? "error" : "advice",
                      gi_why_id(finding->what.why));
    return GI_OK;
}

/* One line for each finding of a template whose shapes are given. */
static void expect_found(const char *shapes, const gi_label *label, bool sheet, const char *wanted)
{
    char text[1000];
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO_BUF found = GI_BUF(4096);
    (void)snprintf(text, sizeof text, "%s%s\n", HEAD, shapes);
    EXPECT_OK(gi_template_parse(gi_bytes_of(text), NULL, &layout, &err));
    EXPECT_OK(
        gi_template_check(layout, label, 203, sheet, (gi_finding_sink){ take, &found }, &err));
    EXPECT_TEXT(gi_buf_text(&found), wanted);
}

SPEC(a_sound_template_has_no_findings)
{
    expect_found("[qr]\nbox = 1 1 27 27\n[text a]\ntext = {product_zh}\nbox = 30 3 40 5\nsize = 4",
                 NULL, false, "");
}

SPEC(a_code_with_modules_under_the_minimum_is_an_error)
{
    expect_found("[qr]\nbox = 1 1 24 24", NULL, false, "error module-too-small\n");
}

SPEC(a_hidden_code_with_modules_under_the_minimum_is_an_error_before_any_unit)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    expect_found("[qr hidden]\nbox = 1 1 14 14", NULL, false, "error module-too-small\n");
    expect_found("[qr hidden]\nbox = 1 1 21 21", NULL, false, "");
    EXPECT_OK(
        gi_template_parse(gi_bytes_of(HEAD "[qr hidden]\nbox = 1 1 14 14\n"), NULL, &layout, &err));
    EXPECT_WHY(gi_label_bitmap_create(layout, &label, 203, &bitmap, &err), GI_WHY_MODULE_TOO_SMALL);
}

SPEC(small_chinese_is_an_error_and_small_latin_is_none)
{
    expect_found("[text a]\ntext = {product_zh}\nbox = 2 2 40 5\nsize = 1.6", NULL, false,
                 "error text-small\n");
    expect_found("[text a]\ntext = {product_en}\nbox = 2 2 40 5\nsize = 1.6", NULL, false, "");
}

SPEC(chinese_that_had_to_shrink_under_its_limit_is_an_error)
{
    expect_found("[text a]\ntext = {producer}\nbox = 2 2 21 5\nsize = 4\nmin = 1.2", NULL, false,
                 "error text-small\n");
}

SPEC(paper_on_ink_that_would_close_is_an_advice)
{
    expect_found("[badge a]\ntext = TEST\nbox = 2 2 21 5\nsize = 1.5", NULL, false,
                 "advice low-contrast\n");
}

SPEC(a_sheet_wants_wider_margins_than_a_roll)
{
    static const char near[] = "[line a]\nbox = 0.6 5 20 1";
    expect_found(near, NULL, false, "");
    expect_found(near, NULL, true, "advice near-edge\n");
    expect_found("[line a]\nbox = 70 5 9.6 1", NULL, false, "advice near-edge\n");
}

SPEC(the_slot_of_the_mark_without_a_file_and_too_small_is_said)
{
    expect_found("[gi-mark]\nbox = 2 2 8 8", NULL, false,
                 "advice mark-absent\nadvice mark-small\n");
}

SPEC(the_words_of_a_digital_label_belong_to_the_code)
{
    expect_found("[qr]\nbox = 1 1 27 27\n[digital-label]\nbox = 29 3 12 3", NULL, false, "");
    expect_found("[qr]\nbox = 1 1 27 27\n[digital-label]\nbox = 60 3 12 3", NULL, false,
                 "advice digital-far\n");
}

SPEC(bars_that_are_too_thin_are_an_error_only_where_there_is_a_gtin)
{
    gi_label label = sample_label();
    expect_found("[ean13]\nbox = 2 2 40 10", &label, false, "error bar-too-thin\n");
    put(&label, "gtin", "");
    expect_found("[ean13]\nbox = 2 2 40 10", &label, false, "");
}

SPEC(all_refusals_are_found_and_not_only_the_first)
{
    gi_label label = sample_label();
    put(&label, "batch", "");
    put(&label, "producer", "茶\U0001F375业");
    expect_found("[text a]\ntext = {producer}\nbox = 2 2 40 5\nsize = 3\n"
                 "[text b]\ntext = {product_zh}\nbox = 2 9 9 5\nsize = 3",
                 &label, false, "error label-empty\nerror no-glyph\nerror text-too-wide\n");
}

SPEC(a_missing_glyph_is_named_by_character_and_code_point)
{
    gi_error err = { 0 };
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    gi_label label = sample_label();
    put(&label, "producer", "茶\U0001F375业");
    EXPECT_WHY(gi_label_bitmap_create(sample_layout(), &label, 203, &bitmap, &err),
               GI_WHY_NO_GLYPH);
    EXPECT_TEXT(err.message,
                "the font WenQuanYi Micro Hei has no glyph for \"\U0001F375 U+1F375\"");
}

static gi_status stop(void *context, const gi_template_finding *finding, gi_error *err)
{
    (void)finding;
    ++*(int *)context;
    return gi_fail(err, GI_WHY_INTERRUPTED, "1");
}

SPEC(a_sink_ends_the_check)
{
    int taken = 0;
    gi_error err = { 0 };
    gi_label label = { 0 };
    EXPECT_WHY(gi_template_check(sample_layout(), &label, 203, false,
                                 (gi_finding_sink){ stop, &taken }, &err),
               GI_WHY_INTERRUPTED);
    EXPECT_INT(taken, 1);
    EXPECT_WHY(gi_template_check(sample_layout(), NULL, 96, false,
                                 (gi_finding_sink){ stop, &taken }, &err),
               GI_WHY_UNKNOWN_DPI);
}

SPEC(a_preview_is_the_label_itself_with_a_stamp)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    GI_AUTO_BUF preview = GI_BUF(1 << 20);
    GI_AUTO_BUF printed = GI_BUF(1 << 20);
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    const gi_label_unit unit = gi_label_sample_unit(sample_layout());
    EXPECT_OK(gi_template_preview(sample_layout(), &label, 203, &preview, &err));
    label.mark = GI_LABEL_MARK_VOID;
    EXPECT_OK(gi_label_bitmap_create(sample_layout(), &label, 203, &bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(bitmap, &unit, &err));
    EXPECT_OK(gi_label_bitmap_png(bitmap, &printed, &err));
    EXPECT(gi_bytes_equal(gi_buf_view(&preview), gi_buf_view(&printed)));
}

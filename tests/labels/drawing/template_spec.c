/* Templates as files: what is read, and every refusal by section, key, value and limit. */
#include <stdio.h>
#include <string.h>

#include "labels/template.h"
#include "support.h"
#include "tests/support/spec.h"

#define HEAD                                                                              \
    "[template]\nname = mine\ntitle = 我的\ntitle-en = mine\nkind = unit\nwidth = 50\n" \
    "height = 30\n"
#define QR "[qr]\nbox = 23 0 27 27\n"

static gi_status parse(const char *text, gi_template **out, gi_error *err)
{
    return gi_template_parse(gi_bytes_of(text), NULL, out, err);
}

/* The whole message is compared: it is what the author of the file works with. */
static void expect_refused(const char *text, gi_why why, const char *message)
{
    gi_error err = { 0 };
    gi_template *layout = NULL;
    EXPECT_WHY(parse(text, &layout, &err), why);
    EXPECT_TEXT(err.message, message);
    EXPECT(layout == NULL && strchr(err.zh, '\n') == NULL);
}

SPEC(a_template_is_read_in_the_order_of_its_file_with_three_decimals)
{
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    EXPECT_OK(parse(HEAD QR "# words\n[text product]\ntext = 产品 {product_zh}\n"
                            "box = 1.5 0.25 20.125 5\nsize = 4\nmin = 2.5\nlines = 2\n",
                    &layout, &err));
    EXPECT_INT(layout->count, 2);
    EXPECT_INT(layout->shapes[1].box.w.value, 20125);
    EXPECT_INT(layout->shapes[1].box.y.value, 250);
    EXPECT_INT(layout->shapes[1].min_size.value, 2500);
    EXPECT(gi_template_about(layout)->code && !gi_template_about(layout)->hidden);
    EXPECT_INT(gi_template_about(layout)->width, 50000);
}

SPEC(a_block_for_the_hidden_code_is_seen_as_code_or_as_letters)
{
    gi_error err = { 0 };
    GI_AUTO(gi_template) code = NULL;
    GI_AUTO(gi_template) letters = NULL;
    EXPECT_OK(parse(HEAD "[qr hidden]\nbox = 0 0 20 20\n", &code, &err));
    EXPECT_OK(parse(HEAD "[text t]\ntext = {hidden}\nbox = 0 0 20 5\nsize = 2\n", &letters, &err));
    EXPECT(gi_template_about(code)->hidden && !gi_template_about(code)->code);
    EXPECT(gi_template_about(letters)->hidden);
}

SPEC(what_is_unknown_is_named_with_what_is_known)
{
    expect_refused(HEAD "[picture]\nbox = 1 1 1 1\n", GI_WHY_TEMPLATE_UNKNOWN,
                   "[picture] of the template holds \"picture\", which is unknown; use "
                   "text|badge|stamp|line|box|art NAME, qr, gi-mark, ean13, ...");
    expect_refused(HEAD "[text a]\ncolour = red\n", GI_WHY_TEMPLATE_UNKNOWN,
                   "[text a] of the template holds \"colour\", which is unknown; use "
                   "text, box, size, min, lines, align, font, weight, when, with...");
    expect_refused(HEAD "[text a]\ntext = {colour}\n", GI_WHY_TEMPLATE_UNKNOWN,
                   "[text a] of the template holds \"{colour}\", which is unknown; use "
                   "{product_zh}, {net}, {batch}, ...");
    expect_refused("[template]\ncolour = red\n", GI_WHY_TEMPLATE_UNKNOWN,
                   "[template] of the template holds \"colour\", which is unknown; use "
                   "name, title, title-en, kind, width, height");
}

SPEC(keys_stand_only_where_they_mean_something)
{
    static const char *const wrong[] = {
        HEAD "[qr]\nsize = 3\n",          HEAD "[line a]\ntext = x\n",
        HEAD "[text a]\nlevel = M\n",     HEAD "[box a]\nfile = a.svg\n",
        HEAD "[text]\nbox = 1 1 1 1\n",   HEAD "[qr b]\nbox = 0 0 27 27\n",
        HEAD "[text A]\nbox = 1 1 1 1\n", HEAD "[ean13]\ntext = 1\n",
        HEAD "[text a]\ntext[zh] = x\n",  HEAD "[digital-label]\nuscc = below\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        gi_template *layout = NULL;
        EXPECT_WHY(parse(wrong[i], &layout, &err), GI_WHY_TEMPLATE_UNKNOWN);
    }
}

SPEC(what_is_given_twice_is_refused_with_its_line)
{
    expect_refused(HEAD QR QR, GI_WHY_TEMPLATE_TWICE,
                   "line 10 of the template gives \"[qr]\" a second time");
    expect_refused(HEAD "[qr]\nbox = 0 0 27 27\nlevel = M\nbox = 1 0 27 27\n",
                   GI_WHY_TEMPLATE_TWICE,
                   "line 11 of the template gives \"[qr] box\" a second time");
}

SPEC(what_must_be_there_is_missed_by_name)
{
    expect_refused("[qr]\nbox = 0 0 27 27\n", GI_WHY_TEMPLATE_MISSING,
                   "[template] of the template lacks [template]");
    expect_refused("[template]\nname = x\ntitle = 甲\ntitle-en = x\nwidth = 50\nheight = 30\n",
                   GI_WHY_TEMPLATE_MISSING, "[template] of the template lacks kind");
    expect_refused(HEAD "[qr]\nlevel = Q\n", GI_WHY_TEMPLATE_MISSING,
                   "[qr] of the template lacks box");
    expect_refused(HEAD "[text a]\nbox = 1 1 9 9\nsize = 3\n", GI_WHY_TEMPLATE_MISSING,
                   "[text a] of the template lacks text");
    expect_refused(HEAD "[text a]\nbox = 1 1 9 9\ntext = x\n", GI_WHY_TEMPLATE_MISSING,
                   "[text a] of the template lacks size");
    expect_refused(HEAD "[art a]\nbox = 1 1 9 9\n", GI_WHY_TEMPLATE_MISSING,
                   "[art a] of the template lacks file");
}

/* Section, key, value: each outside what its key takes. */
SPEC(zero_huge_and_malformed_values_are_refused)
{
    static const char *const wrong[] = {
        "[text a]\nsize = 0",          "[text a]\nsize = 60.001",  "[text a]\nsize = -3",
        "[text a]\nsize = 3.0001",     "[text a]\nsize = 3.",      "[text a]\nsize = .5",
        "[text a]\nsize = 3mm",        "[text a]\nsize = 1e1",     "[text a]\nsize = 0x3",
        "[text a]\nlines = 0",         "[text a]\nlines = 10",     "[text a]\nalign = middle",
        "[text a]\nfont = Arial",      "[text a]\nweight = black", "[text a]\nwhen = never",
        "[text a]\nwith = colour",     "[text a]\nbox = 1 1 0 9",  "[text a]\nbox = 1 1 9",
        "[text a]\nbox = 1 1 9 9 9",   "[text a]\nbox = -1 1 9 9", "[text a]\nbox = 1,1,9,9",
        "[text a]\nbox = 1 1 9999 9",  "[text a]\nbox =",          "[box a]\nline = 0",
        "[box a]\nline = 9",           "[qr]\nlevel = L",          "[qr]\nlevel = H",
        "[gi-mark]\nuscc = above",     "[art a]\nfile = ../a.svg", "[art a]\nfile = /etc/a.svg",
        "[art a]\nfile = .hidden.svg", "[art a]\nfile = a\\b.svg", "[art a]\nfile = http://x/a",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[400];
        gi_error err = { 0 };
        gi_template *layout = NULL;
        (void)snprintf(text, sizeof text, "%s%s\n", HEAD, wrong[i]);
        EXPECT_WHY(parse(text, &layout, &err), GI_WHY_TEMPLATE_VALUE);
    }
    expect_refused(HEAD "[text a]\nsize = 600\n", GI_WHY_TEMPLATE_VALUE,
                   "[text a] of the template has size = \"600\"; it should be 1..60 mm");
}

SPEC(the_head_has_limits_too)
{
    static const char *const wrong[] = { "name = A",
                                         "name =",
                                         "kind = pack",
                                         "width = 9.99",
                                         "height = 420.1",
                                         "title =",
                                         "name = abcdefghijklmnopqrstuvwxyz-123456" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[100];
        gi_error err = { 0 };
        gi_template *layout = NULL;
        (void)snprintf(text, sizeof text, "[template]\n%s\n", wrong[i]);
        EXPECT_WHY(parse(text, &layout, &err), GI_WHY_TEMPLATE_VALUE);
    }
}

SPEC(a_shape_outside_the_label_is_refused_with_both_boxes)
{
    expect_refused(HEAD "[line a]\nbox = 40 1 10.001 1\n", GI_WHY_TEMPLATE_VALUE,
                   "[line a] of the template has box = \"40 1 10.001 1\"; it should be "
                   "⊂ 0 0 50 30 mm");
    expect_refused(HEAD "[text a]\ntext = x\nbox = 1 1 9 9\nsize = 2\nmin = 3\n",
                   GI_WHY_TEMPLATE_VALUE,
                   "[text a] of the template has min = \"3\"; it should be <= size = 2");
}

SPEC(nothing_may_lie_in_the_box_of_a_code)
{
    expect_refused(HEAD QR "[line a]\nbox = 1 26.9 30 1\n", GI_WHY_TEMPLATE_OVERLAP,
                   "[line a] (1 26.9 30 1) of the template lies on [qr] (23 0 27 27) or its quiet "
                   "zone");
    expect_refused(HEAD QR "[qr hidden]\nbox = 4 0 20 20\n", GI_WHY_TEMPLATE_OVERLAP,
                   "[qr hidden] (4 0 20 20) of the template lies on [qr] (23 0 27 27) or its quiet "
                   "zone");
}

SPEC(an_outline_may_go_around_a_code_but_not_through_it)
{
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    EXPECT_OK(parse(HEAD "[qr]\nbox = 1 1 27 27\n[box b]\nbox = 0.5 0.5 28 28\nline = 0.5\n",
                    &layout, &err));
    expect_refused(HEAD "[qr]\nbox = 1 1 27 27\n[box b]\nbox = 0.5 0.5 28 28\nline = 0.6\n",
                   GI_WHY_TEMPLATE_OVERLAP,
                   "[box b] (0.5 0.5 28 28) of the template lies on [qr] (1 1 27 27) or its quiet "
                   "zone");
}

SPEC(a_template_has_at_most_128_shapes_and_64_kib)
{
    gi_error err = { 0 };
    gi_template *layout = NULL;
    GI_AUTO_BUF text = GI_BUF(100000);
    gi_buf_add_text(&text, HEAD);
    for (int i = 0; i < 129; i++) {
        gi_buf_add_format(&text, "[line a%d]\nbox = 1 1 1 1\n", i);
    }
    EXPECT_WHY(gi_template_parse(gi_buf_view(&text), NULL, &layout, &err), GI_WHY_TOO_LONG);
    EXPECT_TEXT(err.message, "template is too long: 129, the limit is 128");
    while (text.size <= GI_TEMPLATE_BYTES) {
        gi_buf_add_text(&text, "# a comment\n");
    }
    EXPECT_WHY(gi_template_parse(gi_buf_view(&text), NULL, &layout, &err), GI_WHY_TOO_LONG);
    EXPECT(strstr(err.message, "the limit is 65536") != NULL);
}

SPEC(bytes_that_are_no_ini_are_refused)
{
    gi_error err = { 0 };
    gi_template *layout = NULL;
    const gi_bytes hole = { (const uint8_t *)"[template]\0", 11 };
    EXPECT_WHY(parse("width = 50\n", &layout, &err), GI_WHY_TEMPLATE_SYNTAX);
    EXPECT_WHY(parse(HEAD "[qr\n", &layout, &err), GI_WHY_TEMPLATE_SYNTAX);
    EXPECT_WHY(parse("[template]\ntitle = \xE7\x89\n", &layout, &err), GI_WHY_BAD_UTF8);
    EXPECT_WHY(gi_template_parse(hole, NULL, &layout, &err), GI_WHY_BAD_UTF8);
    EXPECT_WHY(gi_template_parse((gi_bytes){ NULL, 0 }, NULL, &layout, &err),
               GI_WHY_TEMPLATE_MISSING);
}

SPEC(words_of_a_template_hide_nothing_and_have_an_end)
{
    char text[600];
    char many[260] = { 0 };
    gi_error err = { 0 };
    gi_template *layout = NULL;
    memset(many, 'x', 200);
    (void)snprintf(text, sizeof text, "%s[text a]\ntext = %s\n", HEAD, many);
    EXPECT_WHY(parse(text, &layout, &err), GI_WHY_TOO_LONG);
    EXPECT_WHY(parse(HEAD "[text a]\ntext = 茶\u202E业\n", &layout, &err), GI_WHY_BAD_CHARACTER);
    EXPECT(strstr(err.message, "U+202E") != NULL);
    EXPECT_WHY(parse(HEAD "[text a]\ntext = a{net\n", &layout, &err), GI_WHY_TEMPLATE_UNKNOWN);
    EXPECT_WHY(parse(HEAD "[text a]\ntext = a}net\n", &layout, &err), GI_WHY_TEMPLATE_UNKNOWN);
}

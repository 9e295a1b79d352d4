/* Text in a box: shrink, wrap, refuse by name. */
#include <stdio.h>
#include <string.h>

#include "labels/face.h"
#include "support.h"
#include "tests/support/spec.h"

static gi_status create(const gi_label *label, gi_error *err)
{
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    return gi_label_bitmap_create(sample_layout(), label, 203, &bitmap, err);
}

/* Height in dots of the text set into a box 20 mm wide, and how many lines it has. */
static int set(const char *text, int32_t lines, int *count)
{
    gi_error err = { 0 };
    const gi_shape shape = { .kind = GI_SHAPE_TEXT,
                             .name = "text producer",
                             .box = { { 0 }, { 0 }, { 20000 }, { 6000 } },
                             .size = { 4000 },
                             .min_size = { 2000 },
                             .lines = lines };
    gi_face face;
    PangoLayout *layout = NULL;
    EXPECT_OK(gi_face_open((gi_device){ { 2032 }, true }, &face, &err));
    EXPECT_OK(gi_face_set(&face, &shape, text, &layout, &err));
    const PangoFontDescription *font = pango_layout_get_font_description(layout);
    int size = pango_font_description_get_size(font) / PANGO_SCALE;
    *count = pango_layout_get_line_count(layout);
    g_object_unref(layout);
    gi_face_close(&face);
    return size;
}

SPEC(a_short_text_keeps_its_size)
{
    int lines = 0;
    EXPECT_INT(set("云雾茶", 2, &lines), 32);
    EXPECT_INT(lines, 1);
}

SPEC(a_longer_text_shrinks_before_it_wraps)
{
    int lines = 0;
    int size = set("庐山云雾茶庐山云", 2, &lines);
    EXPECT(size >= 16 && size < 32);
    EXPECT_INT(lines, 1);
}

SPEC(a_text_that_would_pass_its_smallest_size_takes_two_lines)
{
    int lines = 0;
    EXPECT(set("庐山云雾茶庐山云雾茶庐山云雾茶", 2, &lines) >= 16);
    EXPECT_INT(lines, 2);
}

SPEC(a_name_of_60_characters_is_refused_by_field_with_both_lengths)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    char name[40 * 3 + 1] = { 0 };
    for (size_t i = 0; i < 40; i++) {
        memcpy(name + 3 * i, "茶", 3);
    }
    put(&label, "producer", name);
    EXPECT_WHY(create(&label, &err), GI_WHY_TEXT_TOO_WIDE);
    EXPECT_TEXT(err.field, "producer");
    EXPECT_TEXT(err.message, "the text of producer does not fit: 80.0 mm wanted, 43.0 mm there");
}

SPEC(a_word_wider_than_a_line_is_compared_with_one_line)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "producer", "Jiujiang Teeverarbeitungsgesellschaft");
    EXPECT_WHY(create(&label, &err), GI_WHY_TEXT_TOO_WIDE);
    EXPECT_TEXT(err.message, "the text of producer does not fit: 25.5 mm wanted, 21.5 mm there");
}

SPEC(words_that_need_three_lines_are_counted_in_lines)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "producer", "Genossenschaft Landwirtschaft Verarbeitungen");
    EXPECT_WHY(create(&label, &err), GI_WHY_TEXT_TOO_WIDE);
    EXPECT_TEXT(err.message, "the text of producer does not fit: 64.5 mm wanted, 43.0 mm there");
}

SPEC(sixty_latin_letters_in_the_product_name_are_refused_by_field)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    char name[61] = { 0 };
    memset(name, 'W', 60);
    put(&label, "product_zh", name);
    EXPECT_WHY(create(&label, &err), GI_WHY_TEXT_TOO_WIDE);
    EXPECT_TEXT(err.field, "product_zh");
}

SPEC(a_character_that_the_font_lacks_is_named)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "producer", "茶\U0001F375业");
    EXPECT_WHY(create(&label, &err), GI_WHY_NO_GLYPH);
    EXPECT_TEXT(err.field, "producer");
    EXPECT(strstr(err.message, "\U0001F375 U+1F375") != NULL);
    EXPECT(strstr(err.message, "WenQuanYi Micro Hei") != NULL);
}

SPEC(every_net_content_up_to_three_digits_fits_at_203_dpi)
{
    static const char *const nets[] = { "500 g", "2.5 kg", "250 mL", "500 mL", "2.5 L" };
    for (size_t i = 0; i < sizeof nets / sizeof nets[0]; i++) {
        gi_error err = { 0 };
        gi_label label = sample_label();
        put(&label, "net", nets[i]);
        EXPECT_OK(create(&label, &err));
    }
}

SPEC(a_refused_text_creates_nothing)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "grade", "特级特级特级特级特级特级");
    gi_label_bitmap *bitmap = NULL;
    EXPECT_WHY(gi_label_bitmap_create(sample_layout(), &label, 300, &bitmap, &err),
               GI_WHY_TEXT_TOO_WIDE);
    EXPECT(bitmap == NULL);
}

SPEC(real_long_names_of_the_region_fit)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    put(&label, "product_zh", "湖口豆豉（传统发酵风味原味）");
    put(&label, "product_en", "Hukou Fermented Soybean (Douchi)");
    put(&label, "producer", "九江市修水县宁红茶叶专业合作社联合社");
    put(&label, "grade", "特级明前茶");
    put(&label, "net", "12.5 kg");
    EXPECT_OK(create(&label, &err));
}

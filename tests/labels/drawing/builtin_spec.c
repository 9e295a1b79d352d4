/* The built-in templates: exact pictures that a reader reads, and nothing that check would name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "labels/template.h"
#include "support.h"
#include "tests/support/spec.h"

#define PICTURE_MAX (4 << 20)

/* Digits that exercise the whole symbol, as many as the template wants. */
static void fix_digits(const gi_template *layout, char digits[GI_UNIT_DIGITS_MAX + 1])
{
    size_t size = strlen(gi_label_sample_unit(layout).digits);
    for (size_t i = 0; i < size; i++) {
        digits[i] = (char)('0' + i * i * 7 % 11 % 10);
    }
    digits[size] = '\0';
}

static void draw(const char *name, int dpi, const gi_label *label, gi_buf *png)
{
    char digits[GI_UNIT_DIGITS_MAX + 1];
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    EXPECT_OK(gi_template_open(name, &layout, &err));
    gi_label_unit unit = gi_label_sample_unit(layout);
    fix_digits(layout, digits);
    unit.digits = digits;
    EXPECT_OK(gi_label_bitmap_create(layout, label, dpi, &bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(bitmap, &unit, &err));
    EXPECT_OK(gi_label_bitmap_png(bitmap, png, &err));
}

static void expect_golden(const char *name, int dpi)
{
    char file[80];
    gi_label label = sample_label();
    GI_AUTO_BUF picture = GI_BUF(PICTURE_MAX);
    GI_AUTO_BUF golden = GI_BUF(PICTURE_MAX);
    (void)snprintf(file, sizeof file, "%s-%d.png", name, dpi);
    const char *path = path_in(GI_SOURCE_DIR "/tests/golden/labels/templates", file);
    draw(name, dpi, &label, &picture);
    if (getenv("UPDATE_GOLDEN") != NULL) {
        write_file(path, gi_buf_view(&picture));
    }
    read_file(path, &golden);
    EXPECT(gi_bytes_equal(gi_buf_view(&picture), gi_buf_view(&golden)));
}

SPEC(every_built_in_template_is_its_golden_picture_at_203_dpi)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        expect_golden(gi_template_at(i), 203);
    }
}

SPEC(every_built_in_template_is_its_golden_picture_at_300_dpi)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        expect_golden(gi_template_at(i), 300);
    }
}

/* ---- a reader reads them ---- */

/* What zbarimg should say of a golden picture; "" where there is nothing to read. */
static void add_wanted(const char *name, gi_buf *codes)
{
    char digits[GI_UNIT_DIGITS_MAX + 1];
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    EXPECT_OK(gi_template_open(name, &layout, &err));
    fix_digits(layout, digits);
    if (gi_template_about(layout)->code) {
        gi_buf_add_format(codes, "https://gi.jj.cn/%s", digits);
    }
}

static void expect_readable(const char *name, int dpi)
{
    char path[300];
    GI_AUTO_BUF wanted = GI_BUF(400);
    GI_AUTO_BUF found = GI_BUF(4096);
    (void)snprintf(path, sizeof path, "%s/tests/golden/labels/templates/%s-%d.png", GI_SOURCE_DIR,
                   name, dpi);
    const char *const read[] = { "zbarimg",       "--quiet", "--raw", "-Sx-density=2",
                                 "-Sy-density=2", path,      NULL };
    add_wanted(name, &wanted);
    int code = run_tool(read, &found);
    EXPECT(code == 0 || wanted.size == 0);
    EXPECT(strstr(gi_buf_text(&found), gi_buf_text(&wanted)) != NULL);
    if (strcmp(name, "60x40-hidden") == 0 || strcmp(name, "70x50-hidden") == 0) {
        EXPECT(strstr(gi_buf_text(&found), "https://gi.jj.cn/h/000W003RJ0W/AQ786Y6X\n") != NULL);
    }
    if (strcmp(name, "70x50") == 0 || strcmp(name, "case-100x150") == 0) {
        EXPECT(strstr(gi_buf_text(&found), "6901234567892\n") != NULL);
    }
}

SPEC(every_code_of_every_golden_picture_reads_at_203_dpi)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        expect_readable(gi_template_at(i), 203);
    }
}

SPEC(every_code_of_every_golden_picture_reads_at_300_dpi)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        expect_readable(gi_template_at(i), 300);
    }
}

/* ---- what check says of them ---- */

static gi_status take_finding(void *context, const gi_template_finding *finding, gi_error *err)
{
    (void)err;
    if (finding->level == GI_FINDING_ERROR || finding->what.why != GI_WHY_MARK_ABSENT) {
        gi_buf_add_format(context, "%s: %s\n", gi_why_id(finding->what.why), finding->what.message);
    }
    return GI_OK;
}

static void expect_clean(const gi_label *label, int dpi)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        gi_error err = { 0 };
        GI_AUTO(gi_template) layout = NULL;
        GI_AUTO_BUF found = GI_BUF(65536);
        EXPECT_OK(gi_template_open(gi_template_at(i), &layout, &err));
        EXPECT_TEXT(gi_template_about(layout)->name, gi_template_at(i));
        EXPECT_OK(gi_template_check(layout, label, dpi, false,
                                    (gi_finding_sink){ take_finding, &found }, &err));
        EXPECT_TEXT(gi_buf_text(&found), "");
    }
}

SPEC(check_finds_nothing_in_a_built_in_template_but_the_empty_slot_of_the_mark)
{
    expect_clean(NULL, 203);
    expect_clean(NULL, 300);
}

SPEC(every_built_in_template_holds_the_longest_base_url_and_says_demo)
{
    gi_label label = demo_label();
    memcpy(label.prefix, "https://trace.gi.jiujiang.gov.cn/", sizeof label.prefix);
    put(&label, "host", "trace.gi.jiujiang.gov.cn");
    expect_clean(&label, 203);
    expect_clean(&label, 300);
}

/* On the smallest rolls such a host is set small; that is advice, and the label prints. */
SPEC(every_built_in_template_prints_the_longest_host_live)
{
    gi_label label = sample_label();
    put(&label, "host", "trace.gi.jiujiang.gov.cn");
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        GI_AUTO_BUF png = GI_BUF(PICTURE_MAX);
        draw(gi_template_at(i), 203, &label, &png);
    }
}

/* The longest that the act takes, and no letter is wider. */
SPEC(a_card_number_of_31_characters_stands_on_every_card)
{
    static const char *const names[] = { "card", "card-slips", "card-a4" };
    gi_label label = sample_label();
    put(&label, "card", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        GI_AUTO_BUF png = GI_BUF(PICTURE_MAX);
        draw(names[i], 203, &label, &png);
        gi_buf_reset(&png);
        draw(names[i], 300, &label, &png);
    }
}

SPEC(labels_with_room_name_the_official_host)
{
    static const char *const names[] = { "60x40",        "60x40-hidden", "70x50", "70x50-hidden",
                                         "case-100x100", "case-100x150", "card",  "card-slips",
                                         "card-a4",      "paper" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        gi_error err = { 0 };
        bool words = false;
        bool host = false;
        GI_AUTO(gi_template) layout = NULL;
        EXPECT_OK(gi_template_open(names[i], &layout, &err));
        for (size_t k = 0; k < layout->count; k++) {
            words = words || strstr(layout->shapes[k].text, "官方查询") != NULL;
            host = host || strstr(layout->shapes[k].text, "{host}") != NULL;
        }
        EXPECT(words && host);
    }
}

static bool has_shape(const char *name, gi_shape_kind kind, const char *text)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO(gi_template) layout = NULL;
    EXPECT_OK(gi_template_open(name, &layout, &err));
    for (size_t i = 0; i < layout->count; i++) {
        const gi_shape *shape = &layout->shapes[i];
        found = found || (shape->kind == kind && strcmp(shape->text, text) == 0);
    }
    return found;
}

SPEC(every_label_of_goods_has_a_place_for_the_words_of_a_digital_label)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        gi_error err = { 0 };
        GI_AUTO(gi_template) layout = NULL;
        EXPECT_OK(gi_template_open(gi_template_at(i), &layout, &err));
        gi_template_kind kind = gi_template_about(layout)->kind;
        bool goods = kind == GI_TEMPLATE_UNIT || kind == GI_TEMPLATE_CASE;
        EXPECT(!goods || has_shape(gi_template_at(i), GI_SHAPE_DIGITAL, "数字标签"));
    }
}

SPEC(every_built_in_template_can_be_stamped)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        EXPECT(has_shape(gi_template_at(i), GI_SHAPE_STAMP, "{mark}"));
    }
}

SPEC(every_built_in_template_does_without_the_fields_it_does_not_need)
{
    gi_label label = { .prefix = "https://gi.jj.cn/" };
    gi_label sample = sample_label();
    const gi_label_field *field;
    for (size_t i = 0; (field = gi_label_field_at(i)) != NULL; i++) {
        if (field->required != 0) {
            put(&label, field->name, gi_label_get(&sample, field->name));
        }
    }
    expect_clean(&label, 203);
}

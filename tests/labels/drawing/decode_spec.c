/* Property: for all codes, what is drawn is what a reader reads. */
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "tests/support/spec.h"

#define CODES 20

/* Draws CODES units into dir and leaves what a reader should say in wanted. */
static void draw_all(const gi_label *label, int dpi, size_t digits, const char *dir, gi_buf *wanted)
{
    gi_error err = { 0 };
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    EXPECT_OK(gi_label_bitmap_create(sample_layout(), label, dpi, &bitmap, &err));
    for (int i = 0; i < CODES; i++) {
        GI_AUTO_BUF png = GI_BUF(1 << 20);
        char name[16];
        (void)snprintf(name, sizeof name, "%03d.png", i);
        sample_unit unit = random_unit(digits);
        gi_label_unit view = view_unit(&unit);
        EXPECT_OK(gi_label_bitmap_draw(bitmap, &view, &err));
        EXPECT_OK(gi_label_bitmap_png(bitmap, &png, &err));
        write_file(path_in(dir, name), gi_buf_view(&png));
        gi_buf_add_format(wanted, "%s%s\n", label->prefix, unit.digits);
    }
}

static void read_all(const char *dir, gi_buf *out)
{
    static char paths[CODES][300];
    const char *arguments[CODES + 5] = { "zbarimg", "--quiet", "--raw", "-Sbinary=no" };
    for (int i = 0; i < CODES; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "%s/%03d.png", dir, i);
        arguments[4 + i] = paths[i];
    }
    EXPECT_INT(run_tool(arguments, out), 0);
}

static void expect_readable(const gi_label *label, int dpi, size_t digits)
{
    GI_AUTO_BUF wanted = GI_BUF(1 << 20);
    GI_AUTO_BUF found = GI_BUF(1 << 20);
    const char *dir = gi_spec_directory();
    draw_all(label, dpi, digits, dir, &wanted);
    read_all(dir, &found);
    EXPECT_TEXT(gi_buf_text(&found), gi_buf_text(&wanted));
}

SPEC(version_6_with_4_dots_at_203_dpi_decodes)
{
    gi_label label = sample_label();
    expect_readable(&label, 203, GI_UNIT_DIGITS);
}

SPEC(version_7_with_4_dots_at_203_dpi_decodes)
{
    gi_label label = demo_label();
    expect_readable(&label, 203, GI_UNIT_DIGITS);
}

/* 57 modules with quiet zone: the one code that needs 5 dots of 300 dpi in 27 mm. */
SPEC(version_8_with_5_dots_at_300_dpi_decodes)
{
    gi_label label = sample_label();
    memcpy(label.prefix, "https://trace.gi.jiujiang.gov.cn/", sizeof label.prefix);
    expect_readable(&label, 300, GI_PACKAGE_DIGITS);
}

SPEC(version_6_with_12_dots_at_600_dpi_decodes)
{
    gi_label label = sample_label();
    expect_readable(&label, 600, GI_UNIT_DIGITS);
}

/* Exact pictures; UPDATE_GOLDEN=1 rewrites them, and the diff is the review. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "tests/support/spec.h"

static void print_pbm(const gi_label_dots *dots, gi_buf *out)
{
    gi_buf_add_format(out, "P4\n%d %d\n", (int)dots->width, (int)dots->height);
    size_t row = ((size_t)dots->width + 7) / 8;
    for (int32_t y = 0; y < dots->height; y++) {
        gi_buf_add(out, (gi_bytes){ dots->rows + (size_t)y * (size_t)dots->stride, row });
    }
}

static void expect_golden(const gi_label *label, int dpi, const char *name)
{
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_AUTO_BUF picture = GI_BUF(1 << 20);
    GI_AUTO_BUF golden = GI_BUF(1 << 20);
    gi_error err = { 0 };
    sample_unit unit = fixed_unit();
    gi_label_unit view = view_unit(&unit);
    EXPECT_OK(gi_label_bitmap_create(sample_layout(), label, dpi, &bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(bitmap, &view, &err));
    gi_label_dots dots = gi_label_bitmap_dots(bitmap);
    print_pbm(&dots, &picture);
    const char *path = path_in(GI_SOURCE_DIR "/tests/golden/labels", name);
    if (getenv("UPDATE_GOLDEN") != NULL) {
        write_file(path, gi_buf_view(&picture));
    }
    read_file(path, &golden);
    EXPECT(gi_bytes_equal(gi_buf_view(&picture), gi_buf_view(&golden)));
}

SPEC(the_label_at_203_dpi_is_the_golden_picture)
{
    gi_label label = sample_label();
    expect_golden(&label, 203, "sample-203.pbm");
}

SPEC(the_label_at_300_dpi_is_the_golden_picture)
{
    gi_label label = sample_label();
    expect_golden(&label, 300, "sample-300.pbm");
}

SPEC(a_demo_label_says_so)
{
    gi_label label = demo_label();
    expect_golden(&label, 203, "demo-203.pbm");
}

SPEC(a_void_label_is_stamped)
{
    gi_label label = sample_label();
    label.mark = GI_LABEL_MARK_VOID;
    expect_golden(&label, 203, "void-203.pbm");
}

SPEC(long_names_wrap_as_in_the_golden_picture)
{
    gi_label label = sample_label();
    put(&label, "product_zh", "湖口豆豉（传统发酵风味原味）");
    put(&label, "product_en", "Hukou Fermented Soybean (Douchi)");
    put(&label, "grade", "特级明前茶");
    expect_golden(&label, 203, "long-203.pbm");
}

/* Unit numbers drawn glyph by glyph are, dot for dot, what pango draws. */
#include <string.h>

#include "labels/backends/ink.h"
#include "labels/plan.h"
#include "support.h"
#include "tests/support/spec.h"

static cairo_surface_t *drawn(const gi_plan *plan, const gi_label_unit *unit)
{
    gi_error err = { 0 };
    gi_grid grid = plan->face.device.grid;
    cairo_surface_t *picture = cairo_image_surface_create(
        CAIRO_FORMAT_A1, gi_um_to_dots(plan->template->width, grid).value,
        gi_um_to_dots(plan->template->height, grid).value);
    cairo_t *cr = gi_ink_brush(picture);
    EXPECT_OK(gi_plan_draw_unit(plan, cr, (gi_point){ { 0 }, { 0 } }, unit, &err));
    EXPECT_OK(gi_ink_finish(cr, &err));
    return picture;
}

static bool equal(cairo_surface_t *a, cairo_surface_t *b)
{
    return memcmp(cairo_image_surface_get_data(a), cairo_image_surface_get_data(b),
                  gi_ink_size(a)) == 0;
}

/* The same plan without its rows has only pango to draw with. */
static void expect_equal(gi_plan *plan, const gi_label_unit *unit)
{
    gi_plan plain = *plan;
    memset(plain.rows, 0, sizeof plain.rows);
    cairo_surface_t *fast = drawn(plan, unit);
    cairo_surface_t *slow = drawn(&plain, unit);
    bool same = equal(fast, slow);
    cairo_surface_destroy(fast);
    cairo_surface_destroy(slow);
    EXPECT(same);
}

static size_t count_rows(const gi_plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->template->count; i++) {
        count += plan->rows[i] != NULL ? 1 : 0;
    }
    return count;
}

static void open_plan(const char *name, int dpi, gi_template **layout, gi_plan *out)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    gi_device device = { .crisp = true };
    EXPECT_OK(gi_template_open(name, layout, &err));
    EXPECT_OK(gi_ink_grid(dpi, &device.grid, &err));
    EXPECT_OK(gi_plan_init(out, *layout, device, &label, &err));
}

/* Each letter comes to stand at each place. */
static void expect_letters(gi_plan *plan, const gi_template *layout)
{
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (size_t turn = 0; turn < sizeof letters - 1; turn++) {
        char number[] = "0000-0000-000";
        gi_label_unit unit = gi_label_sample_unit(layout);
        for (size_t i = 0; number[i] != '\0'; i++) {
            number[i] = number[i] == '-' ? '-' : letters[(turn + 5 * i) % (sizeof letters - 1)];
        }
        unit.number = unit.first = unit.last = number;
        expect_equal(plan, &unit);
    }
}

SPEC(numbers_set_glyph_by_glyph_are_the_dots_of_pango)
{
    static const char *const names[] = { "40x30", "50x30", "50x30-hidden", "case-100x100" };
    static const int resolutions[] = { 203, 300 };
    for (size_t i = 0; i < sizeof names / sizeof names[0] * 2; i++) {
        gi_plan plan;
        GI_AUTO(gi_template) layout = NULL;
        open_plan(names[i / 2], resolutions[i % 2], &layout, &plan);
        EXPECT(count_rows(&plan) > 0);
        expect_letters(&plan, layout);
        gi_plan_clear(&plan);
    }
}

SPEC(a_text_of_another_length_or_letters_is_left_to_pango)
{
    gi_plan plan;
    GI_AUTO(gi_template) layout = NULL;
    open_plan("50x30", 203, &layout, &plan);
    const gi_box box = { { 0 }, { 0 }, { 30000 }, { 5000 } };
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_A1, 400, 240);
    cairo_t *cr = gi_ink_brush(picture);
    const gi_brush brush = { cr, plan.face.device, { { 0 }, { 0 } }, NULL };
    for (size_t i = 0; i < layout->count; i++) {
        if (plan.rows[i] != NULL) {
            EXPECT(gi_glyph_row_draw(plan.rows[i], &brush, &box, "0004-0000-01F"));
            EXPECT(!gi_glyph_row_draw(plan.rows[i], &brush, &box, "0004-0000-01"));
            EXPECT(!gi_glyph_row_draw(plan.rows[i], &brush, &box, "0004-0000-01f"));
        }
    }
    cairo_destroy(cr);
    cairo_surface_destroy(picture);
    gi_plan_clear(&plan);
}

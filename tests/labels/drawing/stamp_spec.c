/* 测试 and 作废: seen at once on every template, and never outside the box of the stamp. */
#include "labels/template.h"
#include "support.h"
#include "tests/support/spec.h"

static void draw(const gi_template *layout, gi_label_mark mark, int dpi, gi_label_bitmap **out)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    const gi_label_unit unit = gi_label_sample_unit(layout);
    label.mark = mark;
    EXPECT_OK(gi_label_bitmap_create(layout, &label, dpi, out, &err));
    EXPECT_OK(gi_label_bitmap_draw(*out, &unit, &err));
}

static bool is_ink(const gi_label_dots *dots, int32_t x, int32_t y)
{
    return (dots->rows[y * dots->stride + x / 8] & 0x80U >> x % 8) != 0;
}

/* The dots around which two pictures differ. */
typedef struct changed {
    int32_t left, top, right, bottom; /* the last two are the first that do not */
} changed;

static void add_dot(changed *all, int32_t x, int32_t y)
{
    all->left = x < all->left ? x : all->left;
    all->top = y < all->top ? y : all->top;
    all->right = x + 1 > all->right ? x + 1 : all->right;
    all->bottom = y + 1 > all->bottom ? y + 1 : all->bottom;
}

static changed compare(const gi_label_bitmap *plain, const gi_label_bitmap *stamped)
{
    const gi_label_dots a = gi_label_bitmap_dots(plain);
    const gi_label_dots b = gi_label_bitmap_dots(stamped);
    changed all = { .left = a.width, .top = a.height };
    for (int32_t y = 0; y < a.height; y++) {
        for (int32_t x = 0; x < a.width; x++) {
            if (is_ink(&a, x, y) != is_ink(&b, x, y)) {
                add_dot(&all, x, y);
            }
        }
    }
    return all;
}

static changed stamped(const char *name, gi_label_mark mark, int dpi, gi_box *box)
{
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) plain = NULL;
    GI_AUTO(gi_label_bitmap) other = NULL;
    EXPECT_OK(gi_template_open(name, &layout, &err));
    draw(layout, GI_LABEL_MARK_NONE, dpi, &plain);
    draw(layout, mark, dpi, &other);
    for (size_t i = 0; i < layout->count; i++) {
        *box = layout->shapes[i].kind == GI_SHAPE_STAMP ? layout->shapes[i].box : *box;
    }
    return compare(plain, other);
}

/* A dot more on each side: corners are rounded to dots. */
static void expect_inside(const changed *all, const gi_box *box, gi_grid grid)
{
    EXPECT(all->left >= gi_um_to_dots(box->x, grid).value - 1);
    EXPECT(all->top >= gi_um_to_dots(box->y, grid).value - 1);
    EXPECT(all->right <= gi_um_to_dots((gi_um){ box->x.value + box->w.value }, grid).value + 1);
    EXPECT(all->bottom <= gi_um_to_dots((gi_um){ box->y.value + box->h.value }, grid).value + 1);
}

/* Two thirds of its box in width or in height, and three millimetres: read at arm's length. */
static void expect_large(const changed *all, const gi_box *box, gi_grid grid)
{
    int32_t high = all->bottom - all->top;
    EXPECT(3 * (all->right - all->left) >= 2 * gi_um_to_dots(box->w, grid).value ||
           3 * high >= 2 * gi_um_to_dots(box->h, grid).value);
    EXPECT(high >= gi_um_to_dots((gi_um){ 3000 }, grid).value);
}

SPEC(a_stamp_is_large_and_stays_in_its_box_away_from_every_quiet_zone)
{
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        gi_box box = { 0 };
        const gi_grid grid = { 2032 };
        const changed test = stamped(gi_template_at(i), GI_LABEL_MARK_TEST, 203, &box);
        expect_inside(&test, &box, grid);
        expect_large(&test, &box, grid);
    }
}

SPEC(on_the_smallest_label_both_stamps_stay_in_their_box_at_300_dpi)
{
    for (gi_label_mark mark = GI_LABEL_MARK_TEST; mark <= GI_LABEL_MARK_VOID; mark++) {
        gi_box box = { 0 };
        const gi_grid grid = { 3000 };
        const changed all = stamped("40x30", mark, 300, &box);
        expect_inside(&all, &box, grid);
        expect_large(&all, &box, grid);
    }
}

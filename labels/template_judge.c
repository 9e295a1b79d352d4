/*
 * template_judge.c - what must hold between the shapes of a template (gi_template_judge).
 *
 * Boxes are compared in whole micrometres; a code keeps its whole box, which holds its quiet zone.
 */
#include "labels/template.h"

#include <stdio.h>

typedef struct millimetres {
    char text[64];
} millimetres;

/* As the file writes it, without the zeros at the end. */
static void add_mm(gi_buf *out, gi_um length)
{
    int32_t part = length.value % 1000;
    int decimals = part % 100 == 0 ? 1 : part % 10 == 0 ? 2 : 3;
    if (part == 0) {
        gi_buf_add_format(out, "%d", (int)(length.value / 1000));
    } else {
        gi_buf_add_text(out, gi_um_text(length.value, decimals).text);
    }
}

static millimetres box_text(const gi_box *box)
{
    millimetres text = { "" };
    GI_AUTO_BUF out = GI_BUF(sizeof text.text - 1);
    const gi_um sides[] = { box->x, box->y, box->w, box->h };
    for (size_t i = 0; i < 4; i++) {
        gi_buf_add_text(&out, i > 0 ? " " : "");
        add_mm(&out, sides[i]);
    }
    (void)snprintf(text.text, sizeof text.text, "%s", gi_buf_text(&out));
    return text;
}

static gi_status check_inside(const gi_template *layout, const gi_shape *shape, gi_error *err)
{
    const gi_box *box = &shape->box;
    const gi_box label = { { 0 }, { 0 }, layout->width, layout->height };
    if (box->x.value + box->w.value <= layout->width.value &&
        box->y.value + box->h.value <= layout->height.value) {
        return GI_OK;
    }
    GI_AUTO_BUF limit = GI_BUF(80);
    gi_buf_add_format(&limit, "⊂ %s mm", box_text(&label).text);
    return gi_fail_field(err, "box", GI_WHY_TEMPLATE_VALUE, shape->name, "box", box_text(box).text,
                         gi_buf_text(&limit));
}

static gi_status check_sizes(const gi_shape *shape, gi_error *err)
{
    if (shape->min_size.value <= shape->size.value) {
        return GI_OK;
    }
    GI_AUTO_BUF min = GI_BUF(40);
    GI_AUTO_BUF limit = GI_BUF(40);
    add_mm(&min, shape->min_size);
    gi_buf_add_text(&limit, "<= size = ");
    add_mm(&limit, shape->size);
    return gi_fail_field(err, "min", GI_WHY_TEMPLATE_VALUE, shape->name, "min", gi_buf_text(&min),
                         gi_buf_text(&limit));
}

static bool apart(const gi_box *a, const gi_box *b)
{
    return a->x.value + a->w.value <= b->x.value || b->x.value + b->w.value <= a->x.value ||
           a->y.value + a->h.value <= b->y.value || b->y.value + b->h.value <= a->y.value;
}

/* An outline around a code leaves its inside blank. */
static bool surrounds(const gi_shape *outline, const gi_box *inner)
{
    const gi_box *outer = &outline->box;
    int32_t line = outline->line.value;
    return outline->kind == GI_SHAPE_FRAME && outer->x.value + line <= inner->x.value &&
           outer->y.value + line <= inner->y.value &&
           outer->x.value + outer->w.value - line >= inner->x.value + inner->w.value &&
           outer->y.value + outer->h.value - line >= inner->y.value + inner->h.value;
}

static gi_status check_quiet(const gi_template *layout, const gi_shape *code, gi_error *err)
{
    for (size_t i = 0; i < layout->count; i++) {
        const gi_shape *other = &layout->shapes[i];
        if (other != code && !apart(&other->box, &code->box) && !surrounds(other, &code->box)) {
            return gi_fail_field(err, "box", GI_WHY_TEMPLATE_OVERLAP, other->name, code->name,
                                 box_text(&other->box).text, box_text(&code->box).text);
        }
    }
    return GI_OK;
}

gi_status gi_template_judge(const gi_template *layout, gi_error *err)
{
    for (size_t i = 0; i < layout->count; i++) {
        const gi_shape *shape = &layout->shapes[i];
        GI_TRY(check_inside(layout, shape, err));
        GI_TRY(check_sizes(shape, err));
        if (gi_shape_is_code(shape)) {
            GI_TRY(check_quiet(layout, shape, err));
        }
    }
    return GI_OK;
}

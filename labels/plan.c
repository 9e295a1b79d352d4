/*
 * plan.c - fits a label to a device, shape by shape (plan.h).
 */
#include "labels/plan.h"

#include <assert.h>
#include <string.h>

#include "labels/content.h"
#include "labels/draw.h"
#include "labels/qr.h"

/* W is the widest letter of the alphabet: the size fits every number of the run. */
static const char widest_number[] = "WWWW-WWWW-WWW";

static gi_status set_shape(gi_plan *plan, const gi_label *label, size_t index, gi_error *err)
{
    const gi_shape *shape = &plan->template->shapes[index];
    gi_when other = label->demo ? GI_WHEN_LIVE : GI_WHEN_DEMO;
    if (shape->source == GI_SOURCE_NONE || shape->when == other) {
        return GI_OK;
    }
    bool number = shape->source == GI_SOURCE_NUMBER;
    const char *text = number ? widest_number : gi_label_text(label, shape->source);
    if (text[0] == '\0') {
        return GI_OK;
    }
    GI_AUTO_BUF line = GI_BUF(512);
    gi_buf_add_text(&line, shape->caption);
    gi_buf_add_text(&line, text);
    GI_TRY(gi_buf_status(&line, gi_source_name(shape->source), err));
    return gi_face_set(&plan->face, shape, gi_buf_text(&line), &plan->layouts[index], err);
}

/* Any unit code has the same size, so a run that cannot be drawn is refused before it starts. */
static gi_status check_qr(const gi_plan *plan, gi_error *err)
{
    char zeros[GI_UNIT_DIGITS + 1] = { 0 };
    memset(zeros, '0', GI_UNIT_DIGITS);
    gi_qr qr;
    GI_TRY(gi_qr_encode(plan->prefix, gi_bytes_of(zeros), GI_QR_M, &qr, err));
    for (size_t i = 0; i < plan->template->count; i++) {
        const gi_shape *shape = &plan->template->shapes[i];
        gi_dots module;
        if (shape->kind == GI_SHAPE_QR) {
            GI_TRY(gi_qr_module(qr.side, shape->box.w, plan->face.device.grid, &module, err));
        }
    }
    return GI_OK;
}

static gi_status set_shapes(gi_plan *plan, const gi_label *label, gi_error *err)
{
    for (size_t i = 0; i < plan->template->count; i++) {
        GI_TRY(set_shape(plan, label, i, err));
    }
    return check_qr(plan, err);
}

gi_status gi_plan_init(gi_plan *out, const gi_template *template, gi_device device,
                       const gi_label *label, gi_error *err)
{
    assert(template->count <= GI_SHAPES_MAX);
    GI_TRY(gi_label_check(label, err));
    gi_plan plan = { .template = template };
    memcpy(plan.prefix, label->prefix, sizeof plan.prefix);
    GI_TRY(gi_face_open(device, &plan.face, err));
    gi_status status = set_shapes(&plan, label, err);
    if (status != GI_OK) {
        gi_plan_clear(&plan);
        return status;
    }
    *out = plan;
    return GI_OK;
}

void gi_plan_clear(gi_plan *plan)
{
    for (size_t i = 0; i < GI_SHAPES_MAX; i++) {
        g_clear_object(&plan->layouts[i]);
    }
    gi_face_close(&plan->face);
}

static bool is_shared(const gi_shape *shape)
{
    return shape->kind != GI_SHAPE_QR && shape->source != GI_SOURCE_NUMBER;
}

void gi_plan_draw_shared(const gi_plan *plan, cairo_t *cr, gi_point origin)
{
    gi_brush brush = { cr, plan->face.device, origin, NULL };
    for (size_t i = 0; i < plan->template->count; i++) {
        if (is_shared(&plan->template->shapes[i])) {
            gi_draw_shape(&brush, &plan->template->shapes[i], plan->layouts[i]);
        }
    }
}

gi_status gi_plan_draw_unit(const gi_plan *plan, cairo_t *cr, gi_point origin,
                            const gi_label_unit *unit, gi_error *err)
{
    GI_TRY(gi_label_check_unit(unit, err));
    gi_qr qr;
    GI_TRY(gi_qr_encode(plan->prefix, gi_bytes_of(unit->digits), GI_QR_M, &qr, err));
    gi_brush brush = { cr, plan->face.device, origin, plan->tray };
    for (size_t i = 0; i < plan->template->count; i++) {
        const gi_shape *shape = &plan->template->shapes[i];
        if (shape->kind == GI_SHAPE_QR) {
            GI_TRY(gi_draw_qr(&brush, shape, &qr, err));
        } else if (shape->source == GI_SOURCE_NUMBER) {
            pango_layout_set_text(plan->layouts[i], unit->number, -1);
            gi_draw_shape(&brush, shape, plan->layouts[i]);
        }
    }
    return GI_OK;
}

/*
 * plan.c - fits a label to a device, shape by shape (plan.h).
 */
#include "labels/plan.h"

#include <string.h>

#include "labels/content.h"
#include "labels/draw.h"
#include "labels/ean13.h"
#include "labels/encode.h"
#include "labels/fields.h"
#include "labels/qr.h"

#define TEXT_MAX 1024

gi_status gi_plan_set_shape(gi_plan *plan, size_t index, gi_error *err)
{
    const gi_shape *shape = &plan->template->shapes[index];
    plan->shown[index] = gi_shape_is_wanted(shape, &plan->label) &&
                         (shape->kind != GI_SHAPE_MARK || shape->art != NULL);
    if (!plan->shown[index] || shape->text[0] == '\0') {
        return GI_OK;
    }
    GI_AUTO_BUF text = GI_BUF(TEXT_MAX);
    plan->shown[index] = gi_field_fill(shape->text, &plan->label, NULL, &text);
    if (!plan->shown[index]) {
        return GI_OK;
    }
    GI_TRY(gi_buf_status(&text, shape->name, err));
    return gi_face_set(&plan->face, shape, gi_buf_text(&text), &plan->layouts[index], err);
}

/* Any unit code has the same size, so a run that cannot be drawn is refused before it starts. */
static gi_status check_qr(const gi_plan *plan, const gi_shape *shape, gi_error *err)
{
    char zeros[GI_PACKAGE_DIGITS + 1] = { 0 };
    bool package = plan->template->info.kind == GI_TEMPLATE_CASE;
    memset(zeros, '0', package ? GI_PACKAGE_DIGITS : GI_UNIT_DIGITS);
    gi_qr qr;
    gi_dots module;
    GI_TRY(gi_qr_encode(plan->label.prefix, gi_bytes_of(zeros), shape->level, &qr, err));
    return gi_qr_module(qr.side, shape->box.w, plan->face.device.grid, &module, err);
}

/* So has any hidden code: a number and eight letters behind the prefix. */
static gi_status check_hidden(const gi_plan *plan, const gi_shape *shape, gi_error *err)
{
    gi_qr qr;
    gi_dots module;
    GI_AUTO_BUF url = GI_BUF(GI_LABEL_URL_MAX);
    gi_buf_add_format(&url, "%sh/WWWWWWWWWWW/WWWWWWWW", plan->label.prefix);
    GI_TRY(gi_buf_status(&url, "hidden_url", err));
    GI_TRY(gi_encode_url(gi_buf_text(&url), shape->level, &qr, err));
    return gi_qr_module(qr.side, shape->box.w, plan->face.device.grid, &module, err);
}

gi_status gi_plan_check_code(const gi_plan *plan, size_t index, gi_error *err)
{
    gi_dots module;
    const gi_shape *shape = &plan->template->shapes[index];
    if (shape->kind == GI_SHAPE_QR) {
        return check_qr(plan, shape, err);
    }
    if (!plan->shown[index]) {
        return GI_OK;
    }
    if (shape->kind == GI_SHAPE_QR_HIDDEN) {
        return check_hidden(plan, shape, err);
    }
    return shape->kind != GI_SHAPE_EAN13
               ? GI_OK
               : gi_ean13_module(shape->box.w, plan->face.device.grid, &module, err);
}

static gi_status set_shapes(gi_plan *plan, gi_error *err)
{
    for (size_t i = 0; i < plan->template->count; i++) {
        GI_TRY(gi_plan_set_shape(plan, i, err));
        GI_TRY(gi_plan_check_code(plan, i, err));
    }
    return GI_OK;
}

/* A page keeps its layouts: there the text behind the glyphs counts as well. */
static void set_rows(gi_plan *plan)
{
    for (size_t i = 0; plan->face.device.crisp && i < plan->template->count; i++) {
        const gi_shape *shape = &plan->template->shapes[i];
        if (plan->layouts[i] != NULL && shape->kind == GI_SHAPE_TEXT && !shape->bold &&
            shape->letters == GI_LETTERS_CODE && gi_field_varies(shape->text)) {
            plan->rows[i] = gi_glyph_row_create(plan->layouts[i]);
        }
    }
}

gi_status gi_plan_init(gi_plan *out, const gi_template *template, gi_device device,
                       const gi_label *label, gi_error *err)
{
    GI_TRY(gi_label_check(label, &template->info, err));
    gi_plan plan = { .template = template, .label = *label };
    GI_TRY(gi_face_open(device, &plan.face, err));
    gi_status status = set_shapes(&plan, err);
    if (status != GI_OK) {
        gi_plan_clear(&plan);
        return status;
    }
    set_rows(&plan);
    *out = plan;
    return GI_OK;
}

void gi_plan_clear(gi_plan *plan)
{
    for (size_t i = 0; i < GI_SHAPES_MAX; i++) {
        g_clear_object(&plan->layouts[i]);
        gi_glyph_row_destroy(plan->rows[i]);
    }
    gi_face_close(&plan->face);
    explicit_bzero(&plan->label, sizeof plan->label); /* slips of a card */
}

static void draw_one(const gi_plan *plan, const gi_brush *brush, size_t index)
{
    const gi_shape *shape = &plan->template->shapes[index];
    if (shape->kind == GI_SHAPE_EAN13) {
        gi_draw_ean13(brush, shape, gi_label_get(&plan->label, "gtin"), plan->layouts[index]);
    } else {
        gi_draw_shape(brush, shape, plan->layouts[index]);
    }
}

void gi_plan_draw_shared(const gi_plan *plan, cairo_t *cr, gi_point origin)
{
    gi_brush brush = { cr, plan->face.device, origin, NULL };
    for (size_t i = 0; i < plan->template->count; i++) {
        const gi_shape *shape = &plan->template->shapes[i];
        if (plan->shown[i] && !gi_shape_is_code(shape) && !gi_field_varies(shape->text)) {
            draw_one(plan, &brush, i);
        }
    }
}

/* ---- one unit ---- */

static gi_status draw_code(const gi_plan *plan, const gi_brush *brush, const gi_shape *shape,
                           const gi_label_unit *unit, gi_error *err)
{
    gi_qr fresh;
    const gi_qr *qr = &fresh;
    if (unit->codes != NULL) {
        qr = shape->kind == GI_SHAPE_QR ? &unit->codes->code : &unit->codes->hidden;
    } else {
        GI_TRY(gi_encode_code(shape, plan->label.prefix, unit, &fresh, err));
    }
    return qr->side == 0 ? GI_OK : gi_draw_qr(brush, shape, qr, err);
}

static gi_status draw_words(const gi_plan *plan, const gi_brush *brush, size_t index,
                            const gi_label_unit *unit, gi_error *err)
{
    const gi_shape *shape = &plan->template->shapes[index];
    GI_AUTO_BUF text = GI_BUF(TEXT_MAX);
    if (!gi_field_fill(shape->text, &plan->label, unit, &text)) {
        return GI_OK;
    }
    GI_TRY(gi_buf_status(&text, shape->name, err));
    if (plan->rows[index] != NULL &&
        gi_glyph_row_draw(plan->rows[index], brush, &shape->box, gi_buf_text(&text))) {
        return GI_OK;
    }
    pango_layout_set_text(plan->layouts[index], gi_buf_text(&text), -1);
    gi_draw_shape(brush, shape, plan->layouts[index]);
    return GI_OK;
}

gi_status gi_plan_draw_unit(const gi_plan *plan, cairo_t *cr, gi_point origin,
                            const gi_label_unit *unit, gi_error *err)
{
    GI_TRY(gi_label_check_unit(unit, &plan->template->info, err));
    gi_brush brush = { cr, plan->face.device, origin, plan->tray };
    for (size_t i = 0; i < plan->template->count; i++) {
        const gi_shape *shape = &plan->template->shapes[i];
        if (!plan->shown[i]) {
            continue;
        }
        if (gi_shape_is_code(shape)) {
            GI_TRY(draw_code(plan, &brush, shape, unit, err));
        } else if (gi_field_varies(shape->text)) {
            GI_TRY(draw_words(plan, &brush, i, unit, err));
        }
    }
    return GI_OK;
}

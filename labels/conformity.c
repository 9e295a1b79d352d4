/*
 * conformity.c - the texts of a certificate of conformity set and drawn (conformity.h).
 *
 * A text that does not fit is refused by the name of its field before anything is drawn.
 */
#include "labels/conformity.h"

#include <assert.h>
#include <string.h>

#include "labels/content.h"
#include "labels/draw.h"

static const char tick[] = "√";

/* The text of a shape; "" = the shape is left out. */
static const char *text_of(const gi_conformity_label *label, gi_source source)
{
    const struct {
        gi_source source;
        const char *text;
    } texts[] = {
        { GI_SOURCE_TITLE, label->title },
        { GI_SOURCE_PROMISE, label->promise },
        { GI_SOURCE_RESTS, "承诺依据：" },
        { GI_SOURCE_BASIS_1, label->basis[0] },
        { GI_SOURCE_BASIS_2, label->basis[1] },
        { GI_SOURCE_BASIS_3, label->basis[2] },
        { GI_SOURCE_TICK_1, label->ticked == 0 ? tick : "" },
        { GI_SOURCE_TICK_2, label->ticked == 1 ? tick : "" },
        { GI_SOURCE_TICK_3, label->ticked == 2 ? tick : "" },
        { GI_SOURCE_NAME, label->product },
        { GI_SOURCE_QUANTITY, label->quantity },
        { GI_SOURCE_PLACE, label->place },
        { GI_SOURCE_DAY, label->day },
        { GI_SOURCE_WHO, label->who },
        { GI_SOURCE_CONTACT, label->contact },
        { GI_SOURCE_PAPER, label->number },
        { GI_SOURCE_KEPT, label->kept },
        { GI_SOURCE_SIGN, "签名或盖章：" },
        { GI_SOURCE_SCAN, "地理标志产品批次码" },
        { GI_SOURCE_BATCH, label->batch },
        { GI_SOURCE_DEMO, label->demo ? "演示" : "" },
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i].source == source) {
            return texts[i].text;
        }
    }
    return "";
}

static bool may_be_empty(gi_source source)
{
    return source == GI_SOURCE_DEMO || (source >= GI_SOURCE_TICK_1 && source <= GI_SOURCE_TICK_3);
}

static gi_status set_shape(gi_paper_plan *plan, const gi_conformity_label *label, size_t index,
                           gi_error *err)
{
    const gi_shape *shape = &plan->template->shapes[index];
    const char *text = text_of(label, shape->source);
    const char *name = gi_source_name(shape->source);
    if (shape->source == GI_SOURCE_NONE) {
        return GI_OK;
    }
    GI_TRY(gi_label_check_text(text, name, !may_be_empty(shape->source), err));
    if (text[0] == '\0') {
        return GI_OK;
    }
    GI_AUTO_BUF line = GI_BUF(512);
    gi_buf_add_text(&line, shape->caption);
    gi_buf_add_text(&line, text);
    GI_TRY(gi_buf_status(&line, name, err));
    return gi_face_set(&plan->face, shape, gi_buf_text(&line), &plan->layouts[index], err);
}

static gi_status set_code(gi_paper_plan *plan, const gi_conformity_label *label, const char *digits,
                          gi_error *err)
{
    const gi_label_unit unit = { digits, "0000-0000-000" }; /* a batch paper has no number */
    GI_TRY(gi_label_check_prefix(label->prefix, err));
    GI_TRY(gi_label_check_unit(&unit, err));
    return gi_qr_encode(label->prefix, gi_bytes_of(digits), GI_QR_M, &plan->qr, err);
}

static gi_status set_all(gi_paper_plan *plan, const gi_conformity_label *label, const char *digits,
                         gi_error *err)
{
    for (size_t i = 0; i < plan->template->count; i++) {
        GI_TRY(set_shape(plan, label, i, err));
    }
    return digits == NULL ? GI_OK : set_code(plan, label, digits, err);
}

gi_status gi_paper_plan_init(gi_paper_plan *out, gi_conformity_form form, gi_device device,
                             const gi_conformity_label *label, const char *digits, gi_error *err)
{
    gi_paper_plan plan = { .template = &gi_conformity_forms[form] };
    assert(plan.template->count <= GI_SHAPES_MAX);
    assert((form == GI_CONFORMITY_CODE) == (digits != NULL));
    GI_TRY(gi_face_open(device, &plan.face, err));
    gi_status status = set_all(&plan, label, digits, err);
    if (status != GI_OK) {
        gi_paper_plan_clear(&plan);
        return status;
    }
    *out = plan;
    return GI_OK;
}

void gi_paper_plan_clear(gi_paper_plan *plan)
{
    for (size_t i = 0; i < GI_SHAPES_MAX; i++) {
        g_clear_object(&plan->layouts[i]);
    }
    gi_face_close(&plan->face);
}

gi_status gi_paper_plan_draw(const gi_paper_plan *plan, cairo_t *cr, gi_error *err)
{
    gi_brush brush = { cr, plan->face.device, { { 0 }, { 0 } }, NULL };
    for (size_t i = 0; i < plan->template->count; i++) {
        const gi_shape *shape = &plan->template->shapes[i];
        if (shape->kind == GI_SHAPE_QR) {
            GI_TRY(gi_draw_qr(&brush, shape, &plan->qr, err));
        } else {
            gi_draw_shape(&brush, shape, plan->layouts[i]);
        }
    }
    return GI_OK;
}

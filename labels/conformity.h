/*
 * conformity.h - a certificate of conformity fitted to a device, and its forms as tables.
 */
#ifndef GI_LABELS_CONFORMITY_H
#define GI_LABELS_CONFORMITY_H

#include "gi/conformity_label.h"
#include "labels/plan.h"
#include "labels/qr.h"

/* By gi_conformity_form (conformity_forms.c). */
extern const gi_template gi_conformity_forms[];

typedef struct gi_paper_plan {
    const gi_template *template;
    gi_face face;
    PangoLayout *layouts[GI_SHAPES_MAX];
    gi_qr qr;
} gi_paper_plan;

/* Checks and sets all texts; out is cleared with gi_paper_plan_clear. */
GI_CHECKED gi_status gi_paper_plan_init(gi_paper_plan *out, gi_conformity_form form,
                                        gi_device device, const gi_conformity_label *label,
                                        const char *digits, gi_error *err);
void gi_paper_plan_clear(gi_paper_plan *plan);

/* Draws the whole paper at the corner of the context. GI_INVALID module-too-small */
GI_CHECKED gi_status gi_paper_plan_draw(const gi_paper_plan *plan, cairo_t *cr, gi_error *err);

#endif

/*
 * plan.h - a label fitted to a device: what is shared is shaped once, then drawn many times.
 *
 * Draws on any cairo context whose unit is one dot of the device.
 */
#ifndef GI_LABELS_PLAN_H
#define GI_LABELS_PLAN_H

#include "gi/label.h"
#include "labels/draw.h"
#include "labels/face.h"
#include "labels/glyph_row.h"
#include "labels/template.h"

typedef struct gi_plan {
    const gi_template *template;
    gi_face face;
    gi_label label;
    bool shown[GI_SHAPES_MAX];           /* false: left out for every label of the run */
    PangoLayout *layouts[GI_SHAPES_MAX]; /* one per shape with text, NULL for the others */
    gi_glyph_row *rows[GI_SHAPES_MAX];   /* of dots: for texts of units, where they allow it */
    gi_qr_tray *tray; /* takes the codes of units; set by who brings one, else NULL */
} gi_plan;

/*
 * Checks the label, shapes its texts and makes sure that a QR fits. Keeps the template; out
 * is cleared with gi_plan_clear. Fails as gi_label_bitmap_create does.
 */
GI_CHECKED gi_status gi_plan_init(gi_plan *out, const gi_template *template, gi_device device,
                                  const gi_label *label, gi_error *err);
void gi_plan_clear(gi_plan *plan);

/* One step of gi_plan_init each, for who wants all refusals and not the first: the words of a
 * shape; the size of a code's modules. plan has its template, face and label. */
GI_CHECKED gi_status gi_plan_set_shape(gi_plan *plan, size_t index, gi_error *err);
GI_CHECKED gi_status gi_plan_check_code(const gi_plan *plan, size_t index, gi_error *err);

/* Draws what all labels share, with the label's top left corner at origin. */
void gi_plan_draw_shared(const gi_plan *plan, cairo_t *cr, gi_point origin);

/* Draws codes and numbers of one unit. GI_INVALID bad-length, bad-character, module-too-small */
GI_CHECKED gi_status gi_plan_draw_unit(const gi_plan *plan, cairo_t *cr, gi_point origin,
                                       const gi_label_unit *unit, gi_error *err);

#endif

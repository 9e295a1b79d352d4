/*
 * preview.c - what a template looks like, in the very dots that would be printed
 * (gi_template_preview).
 *
 * Stamped 作废: a picture on a screen or a proof must not pass for a label.
 */
#include "gi/label.h"

gi_status gi_template_preview(const gi_template *layout, const gi_label *label, int dpi,
                              gi_buf *out, gi_error *err)
{
    gi_label proof;
    gi_label_sample(&proof);
    if (label != NULL) {
        proof = *label;
    }
    proof.mark = GI_LABEL_MARK_VOID;
    const gi_label_unit unit = gi_label_sample_unit(layout);
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_TRY(gi_label_bitmap_create(layout, &proof, dpi, &bitmap, err));
    GI_TRY(gi_label_bitmap_draw(bitmap, &unit, err));
    return gi_label_bitmap_png(bitmap, out, err);
}

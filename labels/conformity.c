/*
 * conformity.c - the texts of a certificate of conformity as fields of a label (conformity.h).
 *
 * Its forms are templates like any other (labels/templates/conformity-*.ini).
 */
#include "labels/conformity.h"

#include <string.h>

static const char tick[] = "√";

const char *gi_conformity_template(gi_conformity_form form)
{
    static const char *const names[] = {
        [GI_CONFORMITY_LARGE] = "conformity-100x70",
        [GI_CONFORMITY_SMALL] = "conformity-60x40",
        [GI_CONFORMITY_CODE] = "conformity-code",
    };
    return names[form];
}

gi_status gi_conformity_fill(const gi_conformity_label *paper, gi_label *out, gi_error *err)
{
    const struct {
        const char *field;
        const char *text;
    } texts[] = {
        { "title", paper->title },
        { "promise", paper->promise },
        { "basis_1", paper->basis[0] },
        { "tick_1", paper->ticked == 0 ? tick : "" },
        { "basis_2", paper->basis[1] },
        { "tick_2", paper->ticked == 1 ? tick : "" },
        { "basis_3", paper->basis[2] },
        { "tick_3", paper->ticked == 2 ? tick : "" },
        { "product_zh", paper->product },
        { "quantity", paper->quantity },
        { "place", paper->place },
        { "day", paper->day },
        { "who", paper->who },
        { "contact", paper->contact },
        { "certificate", paper->number },
        { "kept", paper->kept },
        { "batch", paper->batch },
    };
    gi_label label = { .demo = paper->demo };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        GI_TRY(gi_label_set(&label, texts[i].field, texts[i].text, err));
    }
    memcpy(label.prefix, paper->prefix, sizeof label.prefix);
    *out = label;
    return GI_OK;
}

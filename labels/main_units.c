/*
 * main_units.c - hidden codes, URLs and symbols of labels (main_units.h).
 *
 * Changes nothing but what it was given room for: the threads that sign call it for their codes.
 */
#include "labels/main_units.h"

static gi_label_unit texts_of(const gi_main_units *units, const gi_code_item *item,
                              const gi_main_extras *extras)
{
    bool hidden = units->hidden.size > 0;
    return (gi_label_unit){ .digits = item->digits,
                            .number = item->number,
                            .hidden = hidden ? extras->hidden : NULL,
                            .hidden_url = hidden ? extras->hidden_url : NULL,
                            .url = units->of_gtin ? extras->url : NULL };
}

gi_status gi_main_extras_make(const gi_main_units *units, const gi_code_item *item,
                              gi_main_extras *out, gi_error *err)
{
    gi_gs1 gs1 = units->gs1;
    gs1.unit = (gi_unit_id){ units->key, item->serial };
    if (units->of_gtin) {
        gi_gs1_url(units->about->base_url, &gs1, item->digits, out->url);
    }
    if (units->hidden.size > 0) {
        gi_hidden_code(units->about->suite, &units->hidden, gs1.unit, out->hidden);
        gi_hidden_url(units->about->base_url, gs1.unit, out->hidden, out->hidden_url);
    }
    const gi_label_unit unit = texts_of(units, item, out);
    return gi_label_encode(units->layout, units->label, &unit, &out->codes, err);
}

gi_label_unit gi_main_unit(const gi_main_units *units, const gi_code_item *item,
                           const gi_main_extras *extras)
{
    gi_label_unit unit = texts_of(units, item, extras);
    unit.codes = &extras->codes;
    return unit;
}

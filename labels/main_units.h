/*
 * main_units.h - what the labels of a run hold beside their signed codes.
 */
#ifndef GI_LABELS_MAIN_UNITS_H
#define GI_LABELS_MAIN_UNITS_H

#include "gi/codes.h"
#include "gi/gs1.h"
#include "gi/hidden.h"
#include "gi/label.h"

/*
 * hidden  size 0: the run has no hidden codes; wiped by the owner
 * gs1     of goods that have a GTIN; of_gtin: the codes hold the URL with it
 * The rest is borrowed.
 */
typedef struct gi_main_units {
    const gi_template *layout;
    const gi_label *label;
    const gi_about *about;
    uint16_t key;
    gi_secret hidden;
    gi_gs1 gs1;
    bool of_gtin;
} gi_main_units;

/* Of one label; hidden codes are secret. */
typedef struct gi_main_extras {
    char hidden[GI_HIDDEN_TEXT];
    char hidden_url[GI_HIDDEN_URL];
    char url[GI_GS1_URL_MAX];
    gi_label_codes codes;
} gi_main_extras;

/* Makes all of this for one code; by several threads at a time. As gi_label_encode */
GI_CHECKED gi_status gi_main_extras_make(const gi_main_units *units, const gi_code_item *item,
                                         gi_main_extras *out, gi_error *err);

/* The unit to be drawn: a code and its extras, borrowed from both. */
gi_label_unit gi_main_unit(const gi_main_units *units, const gi_code_item *item,
                           const gi_main_extras *extras);

#endif

/*
 * encode.h - which symbol a shape of a template shows for a unit.
 *
 * gi_label_encode (gi/label.h) makes all of a unit; the drawing makes what it was not given.
 */
#ifndef GI_LABELS_ENCODE_H
#define GI_LABELS_ENCODE_H

#include "labels/template.h"

/* Whether the shape stands on this label: its when, with and without. */
bool gi_shape_is_wanted(const gi_shape *shape, const gi_label *label);

/* A URL in the smallest symbol: what stands at its end in capitals and digits goes into the denser
 * mode. As gi_qr_encode; GI_NO_MEMORY over-limit. */
GI_CHECKED gi_status gi_encode_url(const char *url, gi_qr_level level, gi_qr *out, gi_error *err);

/* The symbol that a shape of a code shows for a unit; side 0 = none. As gi_qr_encode. */
GI_CHECKED gi_status gi_encode_code(const gi_shape *shape, const char *prefix,
                                    const gi_label_unit *unit, gi_qr *out, gi_error *err);

#endif

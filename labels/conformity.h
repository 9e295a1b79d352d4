/*
 * conformity.h - a certificate of conformity as the fields of a label.
 */
#ifndef GI_LABELS_CONFORMITY_H
#define GI_LABELS_CONFORMITY_H

#include "gi/conformity_label.h"

/* The name of the template of a form. */
const char *gi_conformity_template(gi_conformity_form form);

/* Fills the fields that certificates show. GI_INVALID as gi_label_set; too-long for a prefix */
GI_CHECKED gi_status gi_conformity_fill(const gi_conformity_label *paper, gi_label *out,
                                        gi_error *err);

#endif

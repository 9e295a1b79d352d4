/*
 * template_values.h - the keys of a template, from text to value.
 */
#ifndef GI_LABELS_TEMPLATE_VALUES_H
#define GI_LABELS_TEMPLATE_VALUES_H

#include "labels/template.h"

/*
 * Sets one key of a shape, whose kind is known; section names it in messages.
 * GI_INVALID template-unknown (the key, for this kind of shape; a {field}), template-value,
 *            too-long, and as gi_label_set (words)
 */
GI_CHECKED gi_status gi_template_set_shape(gi_shape *shape, const char *section, const char *key,
                                           const char *value, gi_error *err);

/* GI_INVALID template-missing: a key without which there is no such shape */
GI_CHECKED gi_status gi_template_whole_shape(const gi_shape *shape, gi_error *err);

/* The same for [template] (template_head.c). */
GI_CHECKED gi_status gi_template_set_head(gi_template *layout, const char *key, const char *value,
                                          gi_error *err);
GI_CHECKED gi_status gi_template_whole_head(const gi_template *layout, gi_error *err);

/* One length of low..high um, in mm with up to three decimals. */
bool gi_template_mm(const char *text, int32_t low, int32_t high, int32_t *out);

#endif

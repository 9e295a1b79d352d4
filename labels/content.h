/*
 * content.h - the texts of a label by source, and what they may hold.
 */
#ifndef GI_LABELS_CONTENT_H
#define GI_LABELS_CONTENT_H

#include "gi/label.h"
#include "labels/template.h"

/* The name of a source for messages: "product_zh". */
const char *gi_source_name(gi_source source);

/* The text a label shows for a source, "" for none; borrowed from the label. */
const char *gi_label_text(const gi_label *label, gi_source source);

/*
 * Every text is there if it must be, is UTF-8, and holds nothing that hides, reorders or
 * overprints its neighbours. GI_INVALID label-empty, bad-utf8, control-character,
 * bad-character, bad-field, url-too-long; err->field names the text.
 */
GI_CHECKED gi_status gi_label_check(const gi_label *label, gi_error *err);

/* One terminated text by the same rules; name is that of err->field. GI_INVALID label-empty,
 * bad-utf8, control-character, bad-character */
GI_CHECKED gi_status gi_label_check_text(const char *text, const char *name, bool required,
                                         gi_error *err);

/* What a QR holds before the digits. GI_INVALID bad-field, url-too-long */
GI_CHECKED gi_status gi_label_check_prefix(const char *prefix, gi_error *err);

/* Digits and number of a unit: length and alphabet. GI_INVALID bad-length, bad-character. */
GI_CHECKED gi_status gi_label_check_unit(const gi_label_unit *unit, gi_error *err);

#endif

/*
 * content.h - the rules that the texts of a label keep.
 */
#ifndef GI_LABELS_CONTENT_H
#define GI_LABELS_CONTENT_H

#include "gi/label.h"

/* Whatever a kind of template needs is there, and a prefix where there is a code. GI_INVALID
 * label-empty, bad-field, url-too-long; err->field names the text. */
GI_CHECKED gi_status gi_label_check(const gi_label *label, const gi_template_info *about,
                                    gi_error *err);

/*
 * One terminated text is UTF-8 and holds nothing that hides, reorders or overprints its
 * neighbours; name is that of err->field. GI_INVALID bad-utf8, control-character, bad-character
 */
GI_CHECKED gi_status gi_label_check_text(const char *text, const char *name, gi_error *err);

/* What a QR holds before the digits. GI_INVALID bad-field, url-too-long */
GI_CHECKED gi_status gi_label_check_prefix(const char *prefix, gi_error *err);

/* Digits (where the template has a code) and numbers of a unit: length and alphabet. GI_INVALID
 * bad-length, bad-character. */
GI_CHECKED gi_status gi_label_check_unit(const gi_label_unit *unit, const gi_template_info *about,
                                         gi_error *err);

#endif

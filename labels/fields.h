/*
 * fields.h - the named texts of a label by index, and texts put together from them.
 */
#ifndef GI_LABELS_FIELDS_H
#define GI_LABELS_FIELDS_H

#include "gi/label.h"

/* The index of a field by its name of that size; -1 = there is none. */
int gi_field_index(const char *name, size_t size);

/* What a field says, "" for nothing. unit NULL = for fields that differ from label to label: the
 * widest text they can have. Borrowed. */
const char *gi_field_text(const gi_label *label, const gi_label_unit *unit, int field);

/*
 * The first {field} of a text at or after *at: its index, and *at moves past it. -1 = there is
 * none; -2 = braces around no field, *at is where.
 */
int gi_field_next(const char *text, size_t *at);

/* True when a field of the text differs from label to label. */
bool gi_field_varies(const char *text);

/*
 * Appends the text with its fields filled in. False = a field is empty: then nothing is shown.
 * A failure stays in the buffer.
 */
bool gi_field_fill(const char *text, const gi_label *label, const gi_label_unit *unit, gi_buf *out);

/* The name of the text's first field, else fallback: what a refusal is about. */
const char *gi_field_subject(const char *text, const char *fallback);

#endif

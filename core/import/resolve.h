/*
 * resolve.h - what a row calls things, as numbers of the registry or of rows above.
 *
 * A name that fits two things is refused, never chosen from.
 */
#ifndef GI_IMPORT_RESOLVE_H
#define GI_IMPORT_RESOLVE_H

#include "core/import/names.h"
#include "core/import/plan.h"
#include "core/import/value.h"
#include "core/store/db.h"

typedef struct gi_resolver {
    const gi_import *import;
    gi_db *db;
    gi_names *names;
} gi_resolver;

/* A mnemonic in the registry's spelling, whatever the case of the text; false when it is none. */
bool gi_import_mnemonic(const char *text, char out[GI_MNEMONIC_SIZE]);

/* The draft's text of one field; "" = leave it out. err->field is the field at fault.
 * GI_NOT_FOUND import-unknown   GI_CONFLICT import-many   and of the store */
GI_CHECKED gi_status gi_resolve_field(const gi_resolver *at, const gi_record *record, size_t field,
                                      char out[GI_VALUE_TEXT], gi_error *err);

/* Remembers what the act of a row made. answer is that of its receipt; place is that of the row
 * among those of the act, which made one thing a row with numbers that follow each other. */
GI_CHECKED gi_status gi_resolve_learn(const gi_resolver *at, const gi_record *record,
                                      const char *answer, int64_t place, gi_error *err);

/* ---- find.c: single things ---- */

/* A holder by number, card, USCC, firm name, or what a row above is called; or "@label". */
GI_CHECKED gi_status gi_find_holder(const gi_resolver *at, const char *text, uint32_t *out,
                                    gi_error *err);
/* A source by number, "@label", or by its name among those of a holder (0 = not said). An empty
 * text means the only source of the holder for this product. */
GI_CHECKED gi_status gi_find_source(const gi_resolver *at, const char *text, uint32_t holder,
                                    const char *product, int64_t *out, gi_error *err);
/* A number or "@label". what names the thing in both languages. */
GI_CHECKED gi_status gi_find_number(const gi_resolver *at, const char *text, const char *zh,
                                    const char *en, int64_t *out, gi_error *err);

#endif

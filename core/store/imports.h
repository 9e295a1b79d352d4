/*
 * imports.h - the table of imports, and what finding and taking back their things asks of others.
 */
#ifndef GI_STORE_IMPORTS_H
#define GI_STORE_IMPORTS_H

#include "core/store/db.h"
#include "gi/crypto.h"

typedef struct gi_import_row {
    int64_t first, last;
    char kind[16];
    gi_digest hash;
    int64_t undone; /* act; -1 = it stands */
} gi_import_row;

/*
 * The request keys of an import say that its acts belong together, in the acts themselves, so that
 * a registry that was recovered from its journal knows it too: 8 bytes drawn for the import, the
 * place of the act's first row in it and how many rows there are, 4 bytes each, big-endian.
 */
#define GI_IMPORT_MARK 8
void gi_import_request(const uint8_t mark[GI_IMPORT_MARK], uint32_t place, uint32_t count,
                       uint8_t out[16]);
/* How many rows a request key says its import has. */
uint32_t gi_import_request_rows(const uint8_t request[16]);

GI_CHECKED gi_status gi_import_insert(gi_db *db, const gi_import_row *row, gi_error *err);
/* The newest import of these rows that stands. */
GI_CHECKED gi_status gi_import_by_hash(gi_db *db, const gi_digest *hash, bool *found,
                                       gi_import_row *out, gi_error *err);
GI_CHECKED gi_status gi_import_load(gi_db *db, int64_t first, bool *found, gi_import_row *out,
                                    gi_error *err);
GI_CHECKED gi_status gi_import_set_undone(gi_db *db, int64_t first, int64_t act, gi_error *err);

/* Holders of this public name: how many (2 = or more), and the first. */
GI_CHECKED gi_status gi_holder_by_title(gi_db *db, const char *name, int *count, uint32_t *id,
                                        gi_error *err);
/* The sources of a holder, by number, with the acts that registered them. */
typedef gi_status (*gi_source_visit)(void *context, int64_t id, const char *kind, int64_t act,
                                     gi_error *err);
GI_CHECKED gi_status gi_source_each_of(gi_db *db, uint32_t holder, gi_source_visit take,
                                       void *context, gi_error *err);

#endif

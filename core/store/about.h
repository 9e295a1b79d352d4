/*
 * about.h - what concerns a batch or holder, found by index.
 *
 * For acts a hint, made when an act is stored: every act that concerns something is among those
 * named here, and some that only seem to. The caller looks at the act itself.
 */
#ifndef GI_STORE_ABOUT_H
#define GI_STORE_ABOUT_H

#include "core/store/holders.h"
#include "core/store/runs.h"
#include "gi/json.h"

/* Private members row.001, row.002 ... of a sheet begin with the number of a source and a blank. */
#define GI_HARVEST_ROW_PREFIX "row."

/* Every holder that an act concerns, by its leaf and private record; one may come twice. */
typedef gi_status (*gi_holder_number_visit)(void *context, uint32_t holder, gi_error *err);
GI_CHECKED gi_status gi_about_holders(gi_db *db, const gi_json *leaf, const gi_json *record,
                                      gi_holder_number_visit take, void *context, gi_error *err);

/* Files an act under a holder, once. */
GI_CHECKED gi_status gi_about_file_holder(gi_db *db, int64_t act, uint32_t holder, gi_error *err);

/* Files an act under all that it names but the rows of a sheet, whose holders the act files itself
 * (it has looked them up already). Its rows, and those of what it names, are stored. */
GI_CHECKED gi_status gi_about_file(gi_db *db, int64_t act, const gi_json *leaf,
                                   const gi_json *record, gi_error *err);

/* Acts below *since were never filed. */
GI_CHECKED gi_status gi_about_since(gi_db *db, int64_t *since, gi_error *err);

/* Acts from an index on, in their order, until take sets *more to false. */
typedef gi_status (*gi_about_visit)(void *context, int64_t act, bool *more, gi_error *err);
/* Named by the act, in the scope of its freeze or recall, or by an act that it refers to. */
GI_CHECKED gi_status gi_about_batch(gi_db *db, const char *batch, int64_t from, gi_about_visit take,
                                    void *context, gi_error *err);
GI_CHECKED gi_status gi_about_holder(gi_db *db, uint32_t holder, int64_t from, gi_about_visit take,
                                     void *context, gi_error *err);

/* Sources of a holder, label states of a batch: by index too, in the order of their numbers. */
typedef gi_status (*gi_source_visit)(void *context, const gi_source_row *row, gi_error *err);
GI_CHECKED gi_status gi_source_of_each(gi_db *db, uint32_t holder, gi_source_visit take,
                                       void *context, gi_error *err);
GI_CHECKED gi_status gi_label_state_of_batch(gi_db *db, const char *batch,
                                             gi_label_state_visit take, void *context,
                                             gi_error *err);

#endif

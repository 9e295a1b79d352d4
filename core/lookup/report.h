/*
 * report.h - rows of the registry as JSON, shared by the report files (gi/report.h outside).
 */
#ifndef GI_LOOKUP_REPORT_H
#define GI_LOOKUP_REPORT_H

#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/registry.h"
#include "core/store/runs.h"
#include "gi/report.h"

gi_json *gi_row_of_product(const gi_product *product);
gi_json *gi_row_of_holder(const gi_holder_row *holder);
gi_json *gi_row_of_source(const gi_source_row *source);
gi_json *gi_row_of_run(const gi_run *run, int utc_offset_min);
gi_json *gi_row_of_key(const gi_key_row *key);
gi_json *gi_row_of_state(const gi_label_state *state, int utc_offset_min);
GI_CHECKED gi_status gi_row_of_batch(gi_db *db, const gi_batch_row *batch, gi_day today,
                                     gi_json **out, gi_error *err);

/* "qty" and "qty_text" and the like: a number of milli-units and its text. */
void gi_set_quantity(gi_json *object, const char *name, int64_t milli, gi_unit unit);
/* A holder's number as people write it, "" for the counter-accounts. */
void gi_set_holder(gi_json *object, const char *name, uint32_t holder);

/* Members "labels" and "labels_by_run": where the labels of a batch went (report_labels.c). */
GI_CHECKED gi_status gi_labels_to_json(gi_db *db, const char *batch, gi_day today, gi_json *row,
                                       gi_error *err);

/* The balances of one holder (-1 = all accounts) as an array. */
GI_CHECKED gi_status gi_accounts_json(gi_db *db, int64_t holder, gi_json **out, gi_error *err);

/* Runs take between begin and rollback of a reading transaction: one moment of the registry. */
#define GI_READ(registry, call, err)                                 \
    __extension__({                                                  \
        gi_status read_ = gi_db_begin((registry)->db, false, (err)); \
        if (read_ == GI_OK) {                                        \
            read_ = (call);                                          \
            gi_db_rollback((registry)->db);                          \
        }                                                            \
        read_;                                                       \
    })

#endif

/*
 * report_conformity.h - certificates of conformity as rows of reports and as words of facts.
 */
#ifndef GI_LOOKUP_REPORT_CONFORMITY_H
#define GI_LOOKUP_REPORT_CONFORMITY_H

#include "core/lookup/report.h"
#include "core/store/batches.h"
#include "core/store/conformity.h"

/* A certificate without its private values. You own *out. */
GI_CHECKED gi_status gi_row_of_conformity(gi_db *db, const gi_conformity_row *paper, gi_json **out,
                                          gi_error *err);

/* What is to be said of a batch (gi/batch.h); "" = nothing. */
typedef struct gi_conformity_words {
    char zh[96];
    char en[96];
} gi_conformity_words;
GI_CHECKED gi_status gi_conformity_say(gi_db *db, const gi_batch_row *batch,
                                       const gi_product *product, gi_conformity_words *out,
                                       gi_error *err);

#endif

/*
 * stretch.h - the inside of a gi_stretch: all that the judge may ask about its labels.
 */
#ifndef GI_LOOKUP_STRETCH_H
#define GI_LOOKUP_STRETCH_H

#include <stdatomic.h>

#include "core/lookup/view.h"
#include "gi/stretch.h"

struct gi_stretch {
    atomic_int owners;
    int64_t log_size;
    gi_day today;
    uint32_t first, count; /* within run */
    gi_run run;
    gi_key_row key;
    gi_verifier *verifier;
    uint16_t product; /* number of the run's product, and its mnemonic */
    char mnemonic[GI_MNEMONIC_SIZE];
    gi_batch_facts batch;
    int witnesses, witnessed; /* of run.act */
};

/* gi_lookup_stretch in a view of a registry, in its transaction; out has one owner, without
 * witnesses. */
GI_CHECKED gi_status gi_stretch_read(gi_view *view, gi_unit_id unit, gi_stretch **out,
                                     gi_error *err);

#endif

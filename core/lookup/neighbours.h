/*
 * neighbours.h - the inside of a gi_neighbours: all that the judge may ask about its labels.
 */
#ifndef GI_LOOKUP_NEIGHBOURS_H
#define GI_LOOKUP_NEIGHBOURS_H

#include <stdatomic.h>

#include "core/lookup/view.h"
#include "gi/neighbours.h"

struct gi_neighbours {
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

/* gi_lookup_neighbours in a view of a registry, in its transaction; out has one owner, without
 * witnesses. */
GI_CHECKED gi_status gi_neighbours_read(gi_view *view, gi_unit_id unit, gi_neighbours **out,
                                        gi_error *err);

#endif

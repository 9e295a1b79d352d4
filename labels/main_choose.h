/*
 * main_choose.h - which labels a command line means, as spans of one run.
 */
#ifndef GI_LABELS_MAIN_CHOOSE_H
#define GI_LABELS_MAIN_CHOOSE_H

#include "gi/codes.h"
#include "gi/print.h"
#include "labels/order.h"

/* Spans in the order of serials, total labels. Clear it when done. */
typedef struct gi_choice {
    gi_run run;
    gi_batch_facts facts;
    gi_print_span *span;
    size_t count, room;
    int64_t total;
} gi_choice;

void gi_choice_clear(gi_choice *choice);

/* What was never printed of the run that order->word names, from --from on, at most --count.
 * GI_CONFLICT nothing-to-print   and as gi_run_find */
GI_CHECKED gi_status gi_choose_unprinted(const gi_order *order, gi_registry *registry,
                                         gi_choice *out, gi_error *err);

/* The labels first..last of order->word (or one). GI_CONFLICT outside-run   GI_NOT_FOUND no-run
 * and as gi_unit_number_parse */
GI_CHECKED gi_status gi_choose_again(const gi_order *order, gi_registry *registry, gi_choice *out,
                                     gi_error *err);

#endif

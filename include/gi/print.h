/*
 * print.h - what of a run was printed, and what comes next.
 *
 * Every printing is an act (`print`): a label is printed for the first time once, and again only
 * with a reason. Acts record what was sent to a printer; what came out of it no program knows.
 * Reading needs no key and writes nothing.
 *
 *     gi_print_span next;
 *     GI_TRY(gi_print_next(registry, &run, run.first, 100, &next, err));
 *     if (next.count > 0) ... submit the act for them, then draw and send them
 */
#ifndef GI_PRINT_H
#define GI_PRINT_H

#include "gi/batch.h"
#include "gi/json.h"
#include "gi/registry.h"

/* Labels that follow each other: serials [first, first + count) of a run. */
typedef struct gi_print_span {
    uint32_t first, count;
} gi_print_span;

/*
 * The next labels of a run that were never printed and did not end, from a serial on.
 *
 * from   a serial of the run or before it (0 = its first)
 * most   at most so many labels, 1 or more
 * out    count 0: nothing is left to print from there on
 */
GI_CHECKED gi_status gi_print_next(gi_registry *registry, const gi_run *run, uint32_t from,
                                   uint32_t most, gi_print_span *out, gi_error *err);

/* How a run stands: labels printed (once or more), never printed but ended all the same, and what
 * is left to print; printed + ended + left = count of the run. */
typedef struct gi_print_counts {
    uint32_t printed, ended, left;
    uint32_t next; /* serial of the first label left, 0 = none */
} gi_print_counts;
GI_CHECKED gi_status gi_print_count(gi_registry *registry, const gi_run *run, gi_print_counts *out,
                                    gi_error *err);

/*
 * {"batch" "key" "first" "count" "units" "printed" "ended" "left" ["next"] "reprinted"
 * "reprints":[{"units" "count" "why" "time" "signer" "act"} ...]} of one run; reprints in the order
 * of serials, then of acts. signer is the key that signed the act. You own *out.
 */
GI_CHECKED gi_status gi_report_prints(gi_registry *registry, const gi_run *run, gi_json **out,
                                      gi_error *err);

#endif

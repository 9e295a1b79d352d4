/*
 * gate.h - the gate at the source: what was sprayed below a lot, and does it hold the lot back?
 */
#ifndef GI_ACTS_GATE_H
#define GI_ACTS_GATE_H

#include "core/acts/act.h"
#include "core/store/inputs.h"

/* A spray counts for pickings of the year after it; that is also how long an unknown or
 * forbidden pesticide holds a source back. */
#define GI_GATE_DAYS 365

/* What is known of one spray on a crop. */
typedef struct gi_spray_rule {
    gi_why why;      /* pre-harvest while `first` is not reached, unknown-, forbidden-pesticide */
    gi_day first;    /* first day on which picking is allowed again */
    char active[64]; /* the ingredient that decides */
} gi_spray_rule;

/* Judges a spray by the table of the crop; the days of a registered label win over the table, but
 * make nothing allowed that is forbidden. */
GI_CHECKED gi_status gi_spray_judge(const char *crop, const gi_input_row *spray, gi_spray_rule *out,
                                    gi_error *err);

/* What the records say of everything below a lot. */
typedef struct gi_gate {
    int64_t sprays; /* records that count */
    bool held;      /* a picking lies before its first allowed day: */
    int64_t source;
    gi_day sprayed, picked;
    gi_spray_rule rule;
} gi_gate;

GI_CHECKED gi_status gi_gate_load(gi_db *db, int64_t lot, const char *crop, gi_gate *out,
                                  gi_error *err);

/*
 * Refuses a lot that is held back. A product without a table of pesticides is not asked.
 * GI_CONFLICT pre-harvest, unknown-pesticide, forbidden-pesticide
 */
GI_CHECKED gi_status gi_gate_check(gi_act *act, int64_t lot, const gi_product *product,
                                   gi_error *err);

#endif

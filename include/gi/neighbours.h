/*
 * neighbours.h - the answers for neighbouring labels that nothing happened to, all at once.
 *
 * Most labels of a print run were never voided, frozen, found copied nor left waiting, and are told
 * the same but for their number. Neighbours hold what the registry says of such labels; they answer
 * for each of them by the judge of gi_lookup, so that a code costs its signature and no reading.
 * They know nothing of what is committed later: whoever keeps them lets go of them when
 * gi_registry_version moves or the day turns.
 *
 *     GI_AUTO(gi_neighbours) near = NULL;
 *     if (gi_named_read(text, &named)) {
 *         GI_TRY(gi_lookup_neighbours(registry, named.unit, &near, err));
 *     }
 *     if (near != NULL) {
 *         GI_TRY(gi_neighbours_look(near, &named, now, &known, &verdict, err));
 *     }
 */
#ifndef GI_NEIGHBOURS_H
#define GI_NEIGHBOURS_H

#include "gi/lookup.h"
#include "gi/unit_code.h"

/* Never change once they are read; any thread may ask them. */
typedef struct gi_neighbours gi_neighbours;

/* Neighbours lie within one run and one block of that many serials: n .. n + 255 for a multiple n
 * of it. */
enum { GI_NEIGHBOURS_MAX = 256 };

/*
 * The neighbours of a label, itself among them.
 *
 * out  you own it; NULL when there are none: no such label was issued, it is a package's, or
 *      something was declared of one of them
 *
 * Failures as gi_lookup; GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_lookup_neighbours(gi_registry *registry, gi_unit_id unit,
                                          gi_neighbours **out, gi_error *err);

/* One more owner, or one less; the last releases it. Both take NULL. */
gi_neighbours *gi_neighbours_hold(gi_neighbours *near);
void gi_neighbours_drop(gi_neighbours *near);
GI_DEFINE_AUTO(gi_neighbours, gi_neighbours_drop)

/*
 * The label that a text names: a code or a typed number, as gi_lookup takes them. Nothing of it was
 * checked; it serves to find neighbours.
 *
 * asked  CODE or NUMBER
 * code   of a code, as it was read
 * text   borrowed from whoever asked
 */
typedef struct gi_named {
    gi_asked asked;
    gi_unit_id unit;
    gi_unit_code code;
    gi_bytes text;
} gi_named;

/* False, and out untouched: text names no label, or is longer than gi_lookup looks. */
bool gi_named_read(gi_bytes text, gi_named *out);

/*
 * What gi_lookup would say of the text, had nothing been committed since they were read and
 * were it the day of then.
 *
 * as_of  the moment that the answer is given out for
 * known  false, and out untouched: the text asks about something else, ask the registry. A code
 *        whose signature does not fit is known here by the label that it names: forged
 *
 * GI_IO  crypto
 */
GI_CHECKED gi_status gi_neighbours_look(const gi_neighbours *near, const gi_named *named,
                                        gi_time as_of, bool *known, gi_verdict *out, gi_error *err);

#endif

/*
 * stretch.h - the answers for neighbouring labels that nothing happened to, all at once.
 *
 * Most labels of a print run were never voided, frozen, found copied nor left waiting, and are told
 * the same but for their number. A stretch holds what the registry says of such labels; it answers
 * for each of them by the judge of gi_lookup, so that a code costs its signature and no reading.
 * It knows nothing of what is committed later: whoever keeps one lets go of it when
 * gi_registry_version moves or the day turns.
 *
 *     GI_AUTO(gi_stretch) stretch = NULL;
 *     if (gi_named_read(text, &named)) {
 *         GI_TRY(gi_lookup_stretch(registry, named.unit, &stretch, err));
 *     }
 *     if (stretch != NULL) {
 *         GI_TRY(gi_stretch_look(stretch, &named, now, &known, &verdict, err));
 *     }
 */
#ifndef GI_STRETCH_H
#define GI_STRETCH_H

#include "gi/lookup.h"
#include "gi/unit_code.h"

/* Never changes once it is made; any thread may ask it. */
typedef struct gi_stretch gi_stretch;

/* A stretch lies within one run and one block of that many serials: n .. n + 255 for a multiple n
 * of it, so that two labels of a block may share one. */
enum { GI_STRETCH_LABELS = 256 };

/*
 * The stretch that a label lies in.
 *
 * out  you own it; NULL when there is none: no such label was issued, it is a package's, or
 *      something was declared of it or of a neighbour within the stretch
 *
 * Failures as gi_lookup; GI_NO_MEMORY no-memory
 */
GI_CHECKED gi_status gi_lookup_stretch(gi_registry *registry, gi_unit_id unit, gi_stretch **out,
                                       gi_error *err);

/* One more owner, or one less; the last releases it. Both take NULL. */
gi_stretch *gi_stretch_hold(gi_stretch *stretch);
void gi_stretch_drop(gi_stretch *stretch);
GI_DEFINE_AUTO(gi_stretch, gi_stretch_drop)

/*
 * The label that a text names: a code or a typed number, as gi_lookup takes them. Nothing of it was
 * checked; it serves to find a stretch.
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
 * What gi_lookup would say of the text, had nothing been committed since the stretch was made and
 * were it the day of then.
 *
 * as_of  the moment that the answer is given out for
 * known  false, and out untouched: the text asks about something else, ask the registry. A code
 *        whose signature does not fit is known here by the label that it names: forged
 *
 * GI_IO  crypto
 */
GI_CHECKED gi_status gi_stretch_look(const gi_stretch *stretch, const gi_named *named,
                                     gi_time as_of, bool *known, gi_verdict *out, gi_error *err);

#endif

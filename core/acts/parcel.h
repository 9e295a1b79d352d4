/*
 * parcel.h - one plot has one source: the number of a plot is compared by a keyed digest.
 */
#ifndef GI_ACTS_PARCEL_H
#define GI_ACTS_PARCEL_H

#include "core/acts/act.h"
#include "core/store/holders.h"

/*
 * Registers the plot number of a field, if it was given, for a source of this kind. Written with
 * blanks and dashes or without, in wide or narrow letters of either case: one number.
 *
 * GI_CONFLICT parcel-taken: names the other source and its holder, never the number
 * GI_INVALID  bad-field: fewer than 4 letters or digits, or more than 64
 */
GI_CHECKED gi_status gi_act_parcel(gi_act *act, int field, const gi_source_row *source,
                                   gi_error *err);

#endif

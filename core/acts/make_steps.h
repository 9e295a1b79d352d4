/*
 * make_steps.h - the steps of processing as people list them, checked.
 */
#ifndef GI_ACTS_MAKE_STEPS_H
#define GI_ACTS_MAKE_STEPS_H

#include "core/acts/act.h"

#define GI_STEPS_HINT "杀青:2026-04-06T10:00:230;揉捻:2026-04-06T10:20"

/*
 * "name:2026-04-06T10:00[:230];...": at most 24 steps, none before the one above it nor in the
 * future; whole degrees Celsius from -80 to 1500. Nothing is kept: the text is in the private
 * record. GI_INVALID bad-field, bad-day, future-day, out-of-range  GI_CONFLICT day-order
 */
GI_CHECKED gi_status gi_steps_check(const gi_act *act, int field, gi_error *err);

#endif

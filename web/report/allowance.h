/*
 * allowance.h - how many reports are heard, per network and in all; for notice.c only.
 */
#ifndef GI_WEB_ALLOWANCE_H
#define GI_WEB_ALLOWANCE_H

#include <stdint.h>

#include "gi/clock.h"

typedef struct gi_allowance gi_allowance;

/* NULL without memory. */
gi_allowance *gi_allowance_create(void);
/* Takes NULL. */
void gi_allowance_destroy(gi_allowance *allowance);

int gi_allowance_begin(gi_allowance *allowance, const uint8_t prefix[8], gi_time now);
void gi_allowance_undo(gi_allowance *allowance, const uint8_t prefix[8], gi_time now);

#endif

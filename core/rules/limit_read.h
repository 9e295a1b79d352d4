/*
 * limit_read.h - how amounts of reports are read, for both files that judge them.
 */
#ifndef GI_RULES_LIMIT_READ_H
#define GI_RULES_LIMIT_READ_H

#include "gi/limits.h"

/* "30.0005g/100g": 30000 thousandths, and more; the rest is the unit. False for words. */
bool gi_limit_decimal(gi_bytes text, int64_t *milli, bool *more, gi_bytes *unit);
/* No unit is the standard's own; per cent of a solid is g per 100 g. */
bool gi_limit_unit(gi_bytes unit, const char *wanted);
/* The line is of this item, by its Chinese or English name. */
bool gi_limit_names(const gi_limit_entry *limit, gi_bytes item);

#endif

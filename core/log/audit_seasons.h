/*
 * audit_seasons.h - rules for what limits, lowers and ends the grants of a season.
 */
#ifndef GI_CORE_LOG_AUDIT_SEASONS_H
#define GI_CORE_LOG_AUDIT_SEASONS_H

#include "core/log/audit.h"

GI_CHECKED gi_status gi_audit_adjust(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_lapse(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_close(gi_audit *audit, const audit_leaf *leaf, gi_error *err);

/* Takes a grant in, so that it can be lowered; what of it pays a deficit does not count. A season
 * that was closed grants nothing. */
GI_CHECKED gi_status gi_audit_granted(gi_audit *audit, const audit_leaf *leaf, size_t sum,
                                      int64_t quantity, gi_error *err);
/* One line of it: adds up per township, and compares with the ceiling that now holds. */
GI_CHECKED gi_status gi_audit_township(gi_audit *audit, const audit_leaf *leaf, size_t sum,
                                       int64_t township, int64_t quantity, gi_error *err);
/* Outside raw material, or a grant, in a season that was closed is a finding. */
void gi_audit_open_season(gi_audit *audit, const audit_leaf *leaf, const audit_sum *sum);

#endif

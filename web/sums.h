/*
 * sums.h - the public sums for pages: read now and then, shared by all threads.
 *
 * Adding the ledger up costs more than a look-up, so it is done by one request at a time and at
 * most once a minute, or less often where it takes long; every other one answers with what is
 * known, which says as of when it is.
 */
#ifndef GI_WEB_SUMS_H
#define GI_WEB_SUMS_H

#include "web/pages/consumer/consumer.h"

typedef struct gi_sums gi_sums;

/* You own *out. GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_sums_create(gi_sums **out, gi_error *err);
/* Takes NULL. */
void gi_sums_destroy(gi_sums *sums);
GI_DEFINE_AUTO(gi_sums, gi_sums_destroy)

/*
 * The sums of the season of a batch; *found false while nobody has read them. The registry is the
 * caller's for the time of the call.
 *
 * Fails as gi_report_sums and gi_report_season.
 */
GI_CHECKED gi_status gi_sums_of(gi_sums *sums, gi_registry *registry, gi_bytes batch, bool *found,
                                gi_season_sum *out, gi_error *err);

#endif

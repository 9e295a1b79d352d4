/*
 * pool.h - registry handles for many threads: a handle belongs to one thread at a time.
 */
#ifndef GI_WEB_POOL_H
#define GI_WEB_POOL_H

#include "web/counting.h"
#include "web/memo.h"
#include "web/routes.h"

typedef struct gi_pool gi_pool;

/* Opens count handles (1..64) on the directory, for reading. Fails as gi_registry_open does. */
GI_CHECKED gi_status gi_pool_open(const char *dir, unsigned count, gi_pool **out, gi_error *err);
void gi_pool_close(gi_pool *pool);
GI_DEFINE_AUTO(gi_pool, gi_pool_close)

/* What the registry says about itself; borrowed. */
const gi_about *gi_pool_about(const gi_pool *pool);

/* Lets the site serve the public files of the log and the bundle of the directory. Full tiles
 * are kept beside each handle. */
void gi_pool_publish(gi_pool *pool, gi_site *site);

/* Lets the site tell what was seen of labels, hand scans to the writer of counting, take reports
 * and check hidden codes with the secrets in keys/. counting is kept as it is and has a writer.
 * Fails as gi_scans_open */
GI_CHECKED gi_status gi_pool_count_scans(gi_pool *pool, const char *dir,
                                         const gi_counting *counting, gi_site *site, gi_error *err);

/* Codes answered from memory, and those that cost a verification: for metrics. */
gi_memo_figures gi_pool_codes_kept(const gi_pool *pool);

/*
 * The look-up of the site: gi_lookup with a handle that is free, waiting for one if need be. The
 * answers to codes are kept, good and bad ones, until the registry changes; so is what neighbours
 * of labels share (nearby.h).
 */
gi_look gi_pool_look(gi_pool *pool);

#endif

/*
 * kept.h - documents of the API that cost a walk over the registry, made now and then.
 *
 * Anyone may ask for the sums and the keys as often as he likes; they are made at most once in
 * GI_KEPT_MS, by one thread at a time, and everybody else gets the last ones.
 */
#ifndef GI_WEB_KEPT_H
#define GI_WEB_KEPT_H

#include "gi/json.h"
#include "web/routes.h"

typedef enum gi_kept_name { GI_KEPT_SUMS, GI_KEPT_KEYS, GI_KEPT_COUNT } gi_kept_name;

/* How old a kept document may be, in milliseconds. */
#define GI_KEPT_MS 15000
/* Most bytes of one. */
#define GI_KEPT_MAX (8U << 20)

typedef struct gi_kept gi_kept;

/* GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_kept_create(gi_kept **out, gi_error *err);
/* Takes NULL. */
void gi_kept_destroy(gi_kept *kept);
GI_DEFINE_AUTO(gi_kept, gi_kept_destroy)

/* Makes the value of a document; you own it. */
typedef gi_status (*gi_kept_make)(gi_registry *registry, gi_json **out, gi_error *err);

/*
 * Appends the document to body, made afresh when the kept one is too old, by the registry's
 * clock. A failure keeps the old one for the next who asks.
 * GI_BUSY db-busy: it is being made, and there is none yet   else what make said
 */
GI_CHECKED gi_status gi_kept_read(gi_kept *kept, gi_kept_name name, gi_registry *registry,
                                  gi_kept_make make, gi_buf *body, gi_error *err);

#endif

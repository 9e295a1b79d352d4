/*
 * stamp.h - the present stamp of a registry for kept answers (memo.h), found out every few ms.
 *
 * What was committed is seen GI_STAMP_MS later at the latest: until then answers are those of a
 * moment ago, as if they had left a moment earlier.
 */
#ifndef GI_WEB_STAMP_H
#define GI_WEB_STAMP_H

#include "gi/registry.h"
#include "web/memo.h"

enum { GI_STAMP_MS = 5 };

typedef struct gi_stamper gi_stamper;

/* Opens the registry of dir for reading, for itself. Fails as gi_registry_open; GI_NO_MEMORY */
GI_CHECKED gi_status gi_stamper_open(const char *dir, gi_stamper **out, gi_error *err);
/* Takes NULL. */
void gi_stamper_close(gi_stamper *stamper);
GI_DEFINE_AUTO(gi_stamper, gi_stamper_close)

/* The stamp, and the moment that answers are of. False when it cannot be told: then nothing that is
 * kept counts. Any thread; now_ms: a clock that never goes back. */
bool gi_stamp_now(gi_stamper *stamper, int64_t now_ms, gi_memo_stamp *out, gi_time *as_of);

#endif

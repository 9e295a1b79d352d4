/*
 * memo.h - answers kept for those who ask the same again, a bounded number of them.
 *
 * Keys are the very bytes that were asked, compared whole: nothing rests on a hash. A value counts
 * only under the stamp it was kept with, and for GI_MEMO_MS at most, so that it never outlives what
 * it was made of. Any thread.
 */
#ifndef GI_WEB_MEMO_H
#define GI_WEB_MEMO_H

#include "gi/clock.h"

/* Longest key, and how long a value may be kept (milliseconds): a bound for what the stamp does not
 * see, such as the file of witnesses. */
enum { GI_MEMO_KEY_MAX = 256, GI_MEMO_MS = 60000 };

/* What a value was made of: a version of the registry (gi_registry_version) and a civil day. */
typedef struct gi_memo_stamp {
    int64_t version;
    gi_day day;
} gi_memo_stamp;

typedef struct gi_memo gi_memo;

/* At most places values of value_size bytes, plain ones that own nothing unless gi_memo_own says
 * how. GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_memo_create(size_t places, size_t value_size, gi_memo **out, gi_error *err);
/* For values that own something, before the first is kept: hold makes a copy another owner, drop
 * ends one. Both are called under a lock and do not call back. */
void gi_memo_own(gi_memo *memo, void (*hold)(void *value), void (*drop)(void *value));
/* Takes NULL. */
void gi_memo_destroy(gi_memo *memo);
GI_DEFINE_AUTO(gi_memo, gi_memo_destroy)

/* Copies the value kept for key under that stamp to out; false and out untouched when there is
 * none. now_ms: a clock that never goes back. */
bool gi_memo_find(gi_memo *memo, gi_bytes key, const gi_memo_stamp *stamp, int64_t now_ms,
                  void *out);

/* Keeps a copy of value; the oldest of the few places where it may lie makes room. A key above
 * GI_MEMO_KEY_MAX is not kept. The caller goes on owning what value owns. */
void gi_memo_keep(gi_memo *memo, gi_bytes key, const gi_memo_stamp *stamp, int64_t now_ms,
                  const void *value);

/* A number that few other keys have; for guesses that may be wrong. */
uint64_t gi_memo_hash(gi_bytes key);

typedef struct gi_memo_figures {
    uint64_t hits;
    uint64_t misses; /* each of them did the work: one verification of a code */
    size_t places;
} gi_memo_figures;

gi_memo_figures gi_memo_figures_of(const gi_memo *memo);

#endif

/*
 * db_lock.h - the write lock of a registry: flock on one file, shared by all processes.
 *
 * Two openings of the file exclude each other even inside one process. The kernel gives
 * the lock back when its holder dies, so a crash never blocks the registry.
 */
#ifndef GI_STORE_DB_LOCK_H
#define GI_STORE_DB_LOCK_H

#include <stdbool.h>

#include "gi/status.h"

#define GI_LOCK_LIMIT_MS 5000

/* Starts as GI_LOCK_NONE; taken as often as given back. */
typedef struct gi_lock {
    int file; /* -1: none, as readers have it */
    int depth;
    int limit_ms;
} gi_lock;

#define GI_LOCK_NONE ((gi_lock){ .file = -1, .limit_ms = GI_LOCK_LIMIT_MS })

/* Makes the file when it is missing. GI_IO db-read-only, file-open */
GI_CHECKED gi_status gi_lock_open(gi_lock *lock, const char *path, gi_error *err);
void gi_lock_close(gi_lock *lock);

/* Tries every 5 ms for at most limit_ms. GI_BUSY db-busy */
GI_CHECKED gi_status gi_lock_take(gi_lock *lock, gi_error *err);
/* Tries once. */
bool gi_lock_try(gi_lock *lock);
void gi_lock_give(gi_lock *lock);

#endif

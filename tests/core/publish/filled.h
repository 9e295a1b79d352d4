/*
 * filled.h - registries whose log was filled row by row, to any size in no time.
 *
 * Leaf i is "leaf <i> " and a tail of varying length; signed by a log key of a fixed seed. No
 * act made them, so only the log of such a registry makes sense.
 */
#ifndef GI_TESTS_FILLED_H
#define GI_TESTS_FILLED_H

#include "gi/publish.h"

#define FILLED_ORIGIN "gi.example.cn/log/2026"

typedef struct filled {
    gi_registry *registry;
    gi_signer *signer;
    char dir[128];
    int64_t size;
} filled;

/* A registry whose log is empty and has no checkpoint; then one that has size leaves. */
filled *filled_empty(void);
filled *filled_open(int64_t size);
void filled_close(filled *at);
GI_DEFINE_AUTO(filled, filled_close)

/* Adds leaves up to a size and signs for them; filled_add_unsigned only stores them. */
void filled_grow(filled *at, int64_t size);
void filled_add_unsigned(filled *at, int64_t count);
/* Keeps a line of a witness under the newest checkpoint, as if it had been checked. */
void filled_cosign(filled *at, const char *line);
/* Cuts the stored row of a tile to so many hashes. */
void filled_damage_tile(filled *at, int level, int64_t n, int hashes);
/* Puts a mark into every leaf that is added from now on, for logs that differ. */
void filled_mark(char mark);

#endif

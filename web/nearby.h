/*
 * nearby.h - labels that nothing happened to, answered without a reading (gi/neighbours.h).
 *
 * Neighbours are read when a second label of their block is asked for, and count under the stamp of
 * the registry. Blocks without any are remembered as well.
 */
#ifndef GI_WEB_NEARBY_H
#define GI_WEB_NEARBY_H

#include "gi/neighbours.h"
#include "web/known.h"
#include "web/routes.h"

typedef struct gi_nearby gi_nearby;

/* Keeps the reader, which outlives it. GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_nearby_create(gi_reader reader, gi_nearby **out, gi_error *err);
/* Takes NULL. */
void gi_nearby_destroy(gi_nearby *nearby);
GI_DEFINE_AUTO(gi_nearby, gi_nearby_destroy)

/* The answer to a text, as of the moment; false, and out untouched: ask the registry. Any
 * thread. */
bool gi_nearby_look(gi_nearby *nearby, const gi_known_moment *at, gi_bytes text, gi_verdict *out);

#endif

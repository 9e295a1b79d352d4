/*
 * stretches.h - labels that nothing happened to, answered without a reading (gi/stretch.h).
 *
 * A stretch is read when a second label of its block is asked for, and counts under the stamp of
 * the registry. Blocks without one are remembered as well.
 */
#ifndef GI_WEB_STRETCHES_H
#define GI_WEB_STRETCHES_H

#include "gi/stretch.h"
#include "web/known.h"
#include "web/routes.h"

typedef struct gi_stretches gi_stretches;

/* Keeps the reader, which outlives it. GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_stretches_create(gi_reader reader, gi_stretches **out, gi_error *err);
/* Takes NULL. */
void gi_stretches_destroy(gi_stretches *stretches);
GI_DEFINE_AUTO(gi_stretches, gi_stretches_destroy)

/* The answer to a text, as of the moment; false, and out untouched: ask the registry. Any thread.
 */
bool gi_stretches_look(gi_stretches *stretches, const gi_known_moment *at, gi_bytes text,
                       gi_verdict *out);

#endif

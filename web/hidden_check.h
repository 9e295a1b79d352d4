/*
 * hidden_check.h - whether a typed hidden code is that of a label (gi/hidden.h).
 *
 * Secrets of keys are read from their files and kept in memory for GI_HIDDEN_MS: a file that is
 * taken away or brought back counts a second later. Must never say how near a wrong code is.
 */
#ifndef GI_WEB_HIDDEN_CHECK_H
#define GI_WEB_HIDDEN_CHECK_H

#include "web/routes.h"

enum { GI_HIDDEN_MS = 1000 };

typedef struct gi_hidden_check gi_hidden_check;

/* Keeps the reader, whose registries hold the secrets, and which outlives it. GI_NO_MEMORY */
GI_CHECKED gi_status gi_hidden_check_create(gi_reader reader, gi_hidden_check **out, gi_error *err);
/* Wipes what it holds. Takes NULL. */
void gi_hidden_check_destroy(gi_hidden_check *check);
GI_DEFINE_AUTO(gi_hidden_check, gi_hidden_check_destroy)

/* Compared in constant time; a text that is no hidden code at all fits as little. Any thread. Fails
 * as gi_hidden_secret_open. */
GI_CHECKED gi_status gi_hidden_check_fits(gi_hidden_check *check, gi_unit_id unit, gi_bytes text,
                                          bool *fits, gi_error *err);

#endif

/*
 * press.h - gzip for a server that sends the same heads of pages all day.
 *
 * Pages share all that stands before the end of their style sheet; it is compressed once and then
 * serves every page. The bytes are a plain gzip member (RFC 1952), as from gi_gzip.
 */
#ifndef GI_WEB_PRESS_H
#define GI_WEB_PRESS_H

#include "web/http/gzip.h"

typedef struct gi_press gi_press;

/* GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_press_create(gi_press **out, gi_error *err);
/* Takes NULL. */
void gi_press_destroy(gi_press *press);
GI_DEFINE_AUTO(gi_press, gi_press_destroy)

/* Replaces body by its gzip form; leaves it alone and returns false when that fails. Any thread;
 * each call works with a state of its own. */
bool gi_press_gzip(gi_press *press, gi_buf *body);

#endif

/*
 * gzip.h - bodies made smaller (RFC 1952), for browsers that say they take it.
 */
#ifndef GI_WEB_GZIP_H
#define GI_WEB_GZIP_H

#include "gi/bytes.h"

/* Replaces body by its gzip form; leaves it alone and returns false when that fails. */
bool gi_gzip(gi_buf *body);

/* True when an Accept-Encoding value takes gzip (by name, with a q above 0). */
bool gi_gzip_wanted(gi_bytes accept_encoding);

#endif

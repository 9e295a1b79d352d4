/*
 * photo_kinds.h - one writer per kind of photo, for photo.c only; out is empty before.
 */
#ifndef GI_WEB_PHOTO_KINDS_H
#define GI_WEB_PHOTO_KINDS_H

#include "web/report/photo.h"

GI_CHECKED gi_status gi_jpeg_strip(gi_bytes photo, gi_buf *out, gi_error *err);
GI_CHECKED gi_status gi_png_strip(gi_bytes photo, gi_buf *out, gi_error *err);
GI_CHECKED gi_status gi_webp_strip(gi_bytes photo, gi_buf *out, gi_error *err);

/* GI_INVALID bad-photo unless both sides are 1..GI_PHOTO_SIDE_MAX. */
GI_CHECKED gi_status gi_photo_sides(uint32_t width, uint32_t height, gi_error *err);

/* GI_INVALID bad-photo */
gi_status gi_photo_bad(gi_error *err, const char *what);

#endif

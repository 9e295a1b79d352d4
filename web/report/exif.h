/*
 * exif.h - the one thing in a photo's metadata that belongs to the picture: which way up it is; for
 * the writers of kinds only.
 *
 * Exif 2.3, 4.5.4 and 4.6.4: a TIFF header, the first list of tags; in the APP1 of a JPEG behind
 * "Exif" NUL NUL, in the eXIf of a PNG (PNG 3, 11.3.2.4) and the EXIF of a WebP without. Nothing
 * else of it is read, and nothing is copied: the number is written into metadata of our own.
 */
#ifndef GI_WEB_EXIF_H
#define GI_WEB_EXIF_H

#include "gi/bytes.h"

/* Bytes of the body of our APP1, and of what stands before the TIFF header in it. */
#define GI_EXIF_SIZE 32
#define GI_EXIF_HEAD 6

/* Orientation 1..8 that the body of an APP1 segment tells, 0 when it tells none that reads. */
unsigned gi_exif_orientation(gi_bytes body);
/* The same of metadata that begins with the TIFF header, or with an APP1's head before it, as some
 * programs write it. */
unsigned gi_exif_tiff_orientation(gi_bytes body);

/* A body that tells that orientation and nothing else. */
void gi_exif_write(unsigned orientation, uint8_t out[GI_EXIF_SIZE]);

#endif

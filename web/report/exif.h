/*
 * exif.h - the one thing in a JPEG's metadata that belongs to the picture: which way up it is; for
 * jpeg.c only.
 *
 * Exif 2.3, 4.5.4 and 4.6.4: APP1 "Exif", a TIFF header, the first list of tags. Nothing else of
 * it is read, and nothing is copied: the number is written into a segment of our own.
 */
#ifndef GI_WEB_EXIF_H
#define GI_WEB_EXIF_H

#include "gi/bytes.h"

/* Bytes of the body of our APP1. */
#define GI_EXIF_SIZE 32

/* Orientation 1..8 that the body of an APP1 segment tells, 0 when it tells none that reads. */
unsigned gi_exif_orientation(gi_bytes body);

/* A body that tells that orientation and nothing else. */
void gi_exif_write(unsigned orientation, uint8_t out[GI_EXIF_SIZE]);

#endif

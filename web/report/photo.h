/*
 * photo.h - a photo that a stranger sent, written anew without anything but the picture.
 *
 * Place, time, owner and camera stand in metadata; none of it is taken over but a JPEG's
 * orientation (exif.h), a number of 1..8 that is written anew. Kinds of data are
 * copied by name, segment by segment: what has no name here is left out, what cannot be read to
 * its end is refused. Nothing is decoded, so no decoder can be attacked; a picture may still be
 * one that no viewer opens.
 *
 * JPEG by ITU-T T.81 (Huffman: baseline and progressive), PNG by its third edition, WebP by its
 * container specification (RFC 9649), still pictures only.
 */
#ifndef GI_WEB_PHOTO_H
#define GI_WEB_PHOTO_H

#include "gi/bytes.h"

/* Most bytes of a photo, and of one side in pixels. */
#define GI_PHOTO_MAX (5U << 20)
#define GI_PHOTO_SIDE_MAX 20000

/* Bytes that a photo may gain: the padding byte that a WebP may lack, or the end of the list of
 * tags that a JPEG's own left out. */
#define GI_PHOTO_MORE 4

/*
 * Appends the photo without metadata; *suffix = "jpg", "png" or "webp", constant text. out needs
 * room for photo.size + GI_PHOTO_MORE bytes. Which way up a JPEG is held is kept: phones turn the
 * tag and not the picture.
 * GI_INVALID bad-photo: what stands in the way; too-long: past GI_PHOTO_MAX
 */
GI_CHECKED gi_status gi_photo_strip(gi_bytes photo, gi_buf *out, const char **suffix,
                                    gi_error *err);

#endif

/*
 * stencil.h - a page with holes of one size, packed once and filled again and again.
 *
 * What many pages share is rendered and compressed when the stencil is made; filling one copies.
 * Packed and plain are the same page: the holes of a packed one are stored blocks of its own
 * (RFC 1951 3.2.4) between pieces that end at a whole byte. Never changes once it is made, so any
 * thread may fill it.
 */
#ifndef GI_WEB_STENCIL_H
#define GI_WEB_STENCIL_H

#include "gi/bytes.h"

/* Most holes of a page, and bytes of one; a longer page than that makes no stencil. */
enum { GI_STENCIL_HOLES = 4, GI_STENCIL_HOLE_MAX = 32, GI_STENCIL_PAGE_MAX = 24000 };

typedef struct gi_stencil gi_stencil;

/*
 * A stencil of a page in which mark stands where a hole shall be: a text of one byte again and
 * again, at most GI_STENCIL_HOLE_MAX of them. You own the result. NULL when there is no hole, too
 * many or too large a page, when the page holds a byte 0 or a piece of the mark elsewhere, or when
 * there is no memory: then each page has to be made by itself.
 */
gi_stencil *gi_stencil_create(gi_bytes page, gi_bytes mark);

/* One more owner, or one less; the last releases it. Both take NULL. */
gi_stencil *gi_stencil_hold(gi_stencil *stencil);
void gi_stencil_drop(gi_stencil *stencil);

/* Adds the page with text in every hole to out, as a gzip member (RFC 1952) or plain. False, and
 * nothing added, when text has another size than the mark. out tells whether all of it fitted. */
bool gi_stencil_fill(const gi_stencil *stencil, gi_bytes text, bool gzip, gi_buf *out);

/* Puts another text, of the size of the mark, into the holes of a member that gi_stencil_fill
 * gave. */
void gi_stencil_put(const gi_stencil *stencil, gi_bytes text, uint8_t *member);

#endif

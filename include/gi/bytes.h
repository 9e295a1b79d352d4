/*
 * bytes.h - borrowed and owned byte strings.
 *
 * gi_bytes never frees; gi_buf always does. A buffer states its maximum when it is
 * made and remembers its first failure, so a writer may add piece after piece and
 * ask once at the end (gi_buf_status):
 *
 *     GI_AUTO_BUF page = GI_BUF(65536);
 *     gi_buf_add_text(&page, "label ");
 *     gi_buf_add_format(&page, "%d", number);
 *     GI_TRY(gi_buf_status(&page, "page", err));
 *
 * A gi_buf belongs to one thread at a time; views may be read anywhere while it stands still.
 */
#ifndef GI_BYTES_H
#define GI_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gi/status.h"

/*
 * A borrowed view: size bytes at data, passed by value. data may be NULL only when size is 0.
 * Not terminated, may hold any byte, NUL included. Functions that take one read it during the
 * call; one that keeps it says "keeps".
 */
typedef struct gi_bytes {
    const uint8_t *data;
    size_t size;
} gi_bytes;

/* A view of a C string without its terminator; text must not be NULL and lives longer than the
 * view. */
gi_bytes gi_bytes_of(const char *text);

/* True when both hold the same bytes; two empty views are equal whatever their data. Not
 * constant-time: for MACs and codes that must stay secret use gi_equal_constant_time (crypto.h). */
bool gi_bytes_equal(gi_bytes a, gi_bytes b);

/*
 * An owned, growing byte string, in the caller's storage. Start with gi_buf_init or GI_BUF(max);
 * read the members freely, change them only through the functions below. Never copy one by
 * assignment: two owners of one memory.
 *
 * data      the content, NULL until something was added; moves when the buffer grows
 * size      bytes of content
 * capacity  bytes allocated; at least size + 1, for a terminator that is not part of the content
 * max       most bytes of content it may ever hold; adding past it marks the buffer as failed
 * failed    GI_OK, or GI_NO_MEMORY from the first piece that did not fit or found no memory
 */
typedef struct gi_buf {
    uint8_t *data;
    size_t size;
    size_t capacity;
    size_t max;
    gi_status failed;
} gi_buf;

/* Initialiser of an empty buffer with a maximum in bytes; allocates nothing. */
#define GI_BUF(limit) ((gi_buf){ .max = (limit) })
/* Declares a buffer that is released at the end of its scope; needs an initialiser at once. */
#define GI_AUTO_BUF __attribute__((cleanup(gi_buf_clear))) gi_buf

/* Makes an empty buffer that will never hold more than max bytes. Allocates nothing. Does not
 * release what was there before: for storage that held no buffer yet. */
void gi_buf_init(gi_buf *buf, size_t max);

/* Releases the memory and leaves an empty, unfailed buffer with the same maximum. Takes NULL.
 * The memory is not wiped: secrets belong into a gi_secret (crypto.h). */
void gi_buf_clear(gi_buf *buf);

/* Empties the buffer and forgets a failure, keeping the memory for the next use. */
void gi_buf_reset(gi_buf *buf);

/*
 * Adds bytes, a text without its terminator, or one byte at the end. A piece is added whole or
 * not at all. After a failure all further adding does nothing, so a check at the end sees every
 * failure. bytes and text must not lie in the buffer itself: it may move while it grows.
 */
void gi_buf_add(gi_buf *buf, gi_bytes bytes);
void gi_buf_add_text(gi_buf *buf, const char *text);
void gi_buf_add_byte(gi_buf *buf, uint8_t byte);

/* Adds printf-formatted text; for numbers and layout. format is a literal of ours, never text
 * that somebody else wrote (the compiler checks it against the arguments). */
void gi_buf_add_format(gi_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Makes room for size more bytes at the end, counts them as content and returns where they
 * start; the caller writes all of them before the next use. NULL after a failure. The pointer
 * is borrowed until the buffer changes.
 */
uint8_t *gi_buf_extend(gi_buf *buf, size_t size);

/* What is held now; borrowed until the buffer changes. After a failure: the pieces before the
 * one that failed, so ask gi_buf_status first. */
gi_bytes gi_buf_view(const gi_buf *buf);

/* The content as a C string (a terminator is kept behind it), borrowed until the buffer changes;
 * "" when nothing was ever added or the buffer failed. Content with a NUL byte reads short. */
const char *gi_buf_text(gi_buf *buf);

/*
 * The question at the end of all adding. what names the content in the message ("page").
 *
 * GI_NO_MEMORY  over-limit, naming what and the maximum; the same when memory ran out below it
 */
GI_CHECKED gi_status gi_buf_status(const gi_buf *buf, const char *what, gi_error *err);

#endif

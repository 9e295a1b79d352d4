/*
 * bytes.h - borrowed and owned byte strings.
 *
 * gi_bytes never frees; gi_buf always does. A buffer states its maximum when it is
 * made and remembers its first failure, so a writer may add piece after piece and
 * ask once at the end (gi_buf_status).
 */
#ifndef GI_BYTES_H
#define GI_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gi/status.h"

/* A borrowed view: size bytes at data; data may be NULL only when size is 0. */
typedef struct gi_bytes {
    const uint8_t *data;
    size_t size;
} gi_bytes;

/* A view of a C string without its terminator; text must not be NULL. */
gi_bytes gi_bytes_of(const char *text);

/* True when both hold the same bytes. Not constant-time. */
bool gi_bytes_equal(gi_bytes a, gi_bytes b);

/* An owned, growing byte string. Start with gi_buf_init or GI_BUF(max). */
typedef struct gi_buf {
    uint8_t *data;
    size_t size;
    size_t capacity;
    size_t max;       /* adding past it marks the buffer as failed */
    gi_status failed; /* GI_OK, or why adding stopped: GI_NO_MEMORY */
} gi_buf;

/* Initialiser: `GI_AUTO_BUF page = GI_BUF(65536);` released at the end of the scope. */
#define GI_BUF(limit) ((gi_buf){ .max = (limit) })
#define GI_AUTO_BUF __attribute__((cleanup(gi_buf_clear))) gi_buf

/* Makes an empty buffer that will never hold more than max bytes. Allocates nothing. */
void gi_buf_init(gi_buf *buf, size_t max);

/* Releases the memory and leaves an empty buffer with the same maximum. Takes NULL. */
void gi_buf_clear(gi_buf *buf);

/* Empties the buffer and forgets a failure, keeping the memory for the next use. */
void gi_buf_reset(gi_buf *buf);

/*
 * Adds bytes, a text, one byte, or size zero bytes. After a failure (limit or
 * memory) all further adding does nothing.
 */
void gi_buf_add(gi_buf *buf, gi_bytes bytes);
void gi_buf_add_text(gi_buf *buf, const char *text);
void gi_buf_add_byte(gi_buf *buf, uint8_t byte);

/* Adds printf-formatted text; for numbers and layout, never for untrusted formats. */
void gi_buf_add_format(gi_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes room for size more bytes and returns where they start, or NULL after failure. */
uint8_t *gi_buf_extend(gi_buf *buf, size_t size);

/* What is held now; borrowed until the buffer changes. */
gi_bytes gi_buf_view(const gi_buf *buf);

/* The content as a C string (a terminator is kept behind it); "" when empty or failed. */
const char *gi_buf_text(gi_buf *buf);

/* GI_OK, or GI_NO_MEMORY naming the limit (reason "over-limit") or the memory. */
GI_CHECKED gi_status gi_buf_status(const gi_buf *buf, const char *what, gi_error *err);

#endif

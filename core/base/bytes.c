/*
 * bytes.c - borrowed views and bounded, growing buffers (gi/bytes.h).
 *
 * Growth doubles; the first failure sticks. One byte more than the size is always
 * allocated, so the content can be read as a C string.
 */
#include "gi/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

gi_bytes gi_bytes_of(const char *text)
{
    return (gi_bytes){ (const uint8_t *)text, strlen(text) };
}

bool gi_bytes_equal(gi_bytes a, gi_bytes b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

void gi_buf_init(gi_buf *buf, size_t max)
{
    *buf = GI_BUF(max);
}

void gi_buf_clear(gi_buf *buf)
{
    if (buf != NULL) {
        free(buf->data);
        *buf = GI_BUF(buf->max);
    }
}

void gi_buf_reset(gi_buf *buf)
{
    buf->size = 0;
    buf->failed = GI_OK;
    if (buf->data != NULL) {
        buf->data[0] = 0;
    }
}

static bool grow(gi_buf *buf, size_t needed)
{
    size_t capacity = buf->capacity < 256 ? 256 : buf->capacity;
    while (capacity < needed) {
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    }
    uint8_t *data = realloc(buf->data, capacity);
    if (data == NULL) {
        return false;
    }
    buf->data = data;
    buf->capacity = capacity;
    return true;
}

uint8_t *gi_buf_extend(gi_buf *buf, size_t size)
{
    if (buf->failed != GI_OK || size > buf->max - buf->size) {
        buf->failed = GI_NO_MEMORY;
        return NULL;
    }
    if (buf->size + size + 1 > buf->capacity && !grow(buf, buf->size + size + 1)) {
        buf->failed = GI_NO_MEMORY;
        return NULL;
    }
    uint8_t *at = buf->data + buf->size;
    buf->size += size;
    buf->data[buf->size] = 0;
    return at;
}

void gi_buf_add(gi_buf *buf, gi_bytes bytes)
{
    uint8_t *at = gi_buf_extend(buf, bytes.size);
    if (at != NULL && bytes.size > 0) {
        memcpy(at, bytes.data, bytes.size);
    }
}

void gi_buf_add_text(gi_buf *buf, const char *text)
{
    gi_buf_add(buf, gi_bytes_of(text));
}

void gi_buf_add_byte(gi_buf *buf, uint8_t byte)
{
    gi_buf_add(buf, (gi_bytes){ &byte, 1 });
}

void gi_buf_add_format(gi_buf *buf, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int size = vsnprintf(NULL, 0, format, values);
    va_end(values);
    uint8_t *at = size < 0 ? NULL : gi_buf_extend(buf, (size_t)size);
    if (at != NULL) {
        va_start(values, format);
        (void)vsnprintf((char *)at, (size_t)size + 1, format, values);
        va_end(values);
    }
}

gi_bytes gi_buf_view(const gi_buf *buf)
{
    return (gi_bytes){ buf->data, buf->size };
}

const char *gi_buf_text(gi_buf *buf)
{
    return buf->data == NULL || buf->failed != GI_OK ? "" : (const char *)buf->data;
}

gi_status gi_buf_status(const gi_buf *buf, const char *what, gi_error *err)
{
    if (buf->failed != GI_OK) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, what, gi_num((int64_t)buf->max).text);
    }
    return GI_OK;
}

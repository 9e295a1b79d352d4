/*
 * decode.c - encodings of text files (decode.h).
 *
 * Real GBK text is hardly ever valid UTF-8, and a UTF-8 file with a broken byte still holds many
 * valid characters: counting both tells them apart without asking anybody.
 */
#include "core/import/decode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "gi/text.h"

struct gi_decoder {
    iconv_t handle;
    bool saw_four;
};

static const char *const names[] = {
    [GI_ENCODING_UTF8] = "UTF-8",
    [GI_ENCODING_UTF8_MARK] = "UTF-8 BOM",
    [GI_ENCODING_UTF16_LITTLE] = "UTF-16LE",
    [GI_ENCODING_UTF16_BIG] = "UTF-16BE",
    [GI_ENCODING_GBK] = "GBK",
    [GI_ENCODING_GB18030] = "GB18030",
};

const char *gi_encoding_name(gi_encoding encoding)
{
    return names[encoding];
}

static const struct mark {
    const char *bytes;
    size_t size;
    gi_encoding encoding;
} marks[] = {
    { "\xEF\xBB\xBF", 3, GI_ENCODING_UTF8_MARK },
    { "\xFF\xFE", 2, GI_ENCODING_UTF16_LITTLE },
    { "\xFE\xFF", 2, GI_ENCODING_UTF16_BIG },
};

/* Bytes of the UTF-8 character at the start of text, 0 when there is none. */
static size_t character(gi_bytes text)
{
    uint8_t lead = text.data[0];
    size_t size = lead < 0x80 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    return size <= text.size && gi_utf8_valid((gi_bytes){ text.data, size }) ? size : 0;
}

/* Characters of more than one byte against bytes that fit nothing. */
static void count_utf8(gi_bytes text, size_t *good, size_t *bad)
{
    *good = 0;
    *bad = 0;
    for (size_t at = 0; at < text.size;) {
        size_t size = character((gi_bytes){ text.data + at, text.size - at });
        *good += size > 1;
        *bad += size == 0;
        at += size > 0 ? size : 1;
    }
}

gi_encoding gi_encoding_of(gi_bytes file, size_t *mark)
{
    size_t good = 0;
    size_t bad = 0;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (file.size >= marks[i].size && memcmp(file.data, marks[i].bytes, marks[i].size) == 0) {
            *mark = marks[i].size;
            return marks[i].encoding;
        }
    }
    *mark = 0;
    count_utf8(file, &good, &bad);
    return bad <= good / 4 ? GI_ENCODING_UTF8 : GI_ENCODING_GBK;
}

uint8_t gi_utf8_bad_byte(gi_bytes text)
{
    size_t at = 0;
    while (at < text.size) {
        size_t size = character((gi_bytes){ text.data + at, text.size - at });
        if (size == 0) {
            return text.data[at];
        }
        at += size;
    }
    return 0;
}

/* ---- UTF-16 ---- */

static void add_point(gi_buf *out, uint32_t point)
{
    if (point < 0x80) {
        gi_buf_add_byte(out, (uint8_t)point);
    } else if (point < 0x800) {
        gi_buf_add_byte(out, (uint8_t)(0xC0U | point >> 6));
        gi_buf_add_byte(out, (uint8_t)(0x80U | (point & 0x3FU)));
    } else if (point < 0x10000) {
        gi_buf_add_byte(out, (uint8_t)(0xE0U | point >> 12));
        gi_buf_add_byte(out, (uint8_t)(0x80U | (point >> 6 & 0x3FU)));
        gi_buf_add_byte(out, (uint8_t)(0x80U | (point & 0x3FU)));
    } else {
        gi_buf_add_byte(out, (uint8_t)(0xF0U | point >> 18));
        gi_buf_add_byte(out, (uint8_t)(0x80U | (point >> 12 & 0x3FU)));
        gi_buf_add_byte(out, (uint8_t)(0x80U | (point >> 6 & 0x3FU)));
        gi_buf_add_byte(out, (uint8_t)(0x80U | (point & 0x3FU)));
    }
}

static uint32_t unit_at(gi_bytes text, size_t at, bool big)
{
    uint32_t first = text.data[at];
    uint32_t second = text.data[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

void gi_decode_utf16(gi_bytes text, bool big, gi_buf *out)
{
    for (size_t at = 0; at + 1 < text.size; at += 2) {
        uint32_t unit = unit_at(text, at, big);
        uint32_t next = at + 3 < text.size ? unit_at(text, at + 2, big) : 0;
        if (unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
            add_point(out, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
            at += 2;
        } else if (unit >= 0xD800 && unit < 0xE000) {
            gi_buf_add_byte(out, 0xFF);
        } else {
            add_point(out, unit);
        }
    }
    if (text.size % 2 != 0) {
        gi_buf_add_byte(out, 0xFF);
    }
}

/* ---- GB18030 ---- */

gi_status gi_decoder_open(gi_decoder **out, gi_error *err)
{
    GI_AUTO(gi_decoder) made = calloc(1, sizeof *made);
    if (made == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "decoder");
    }
    made->handle = iconv_open("UTF-8", "GB18030");
    if (made->handle == (iconv_t)-1) {
        return gi_fail(err, GI_WHY_IMPORT_FILE, "GB18030", strerror(errno));
    }
    *out = GI_TAKE(made);
    return GI_OK;
}

void gi_decoder_close(gi_decoder *decoder)
{
    if (decoder != NULL) {
        if (decoder->handle != (iconv_t)-1 && decoder->handle != NULL) {
            (void)iconv_close(decoder->handle);
        }
        free(decoder);
    }
}

bool gi_decoder_saw_four(const gi_decoder *decoder)
{
    return decoder->saw_four;
}

static bool has_four(gi_bytes text)
{
    for (size_t i = 0; i + 1 < text.size; i++) {
        if (text.data[i] >= 0x81) {
            i++;
            if (text.data[i] >= '0' && text.data[i] <= '9') {
                return true;
            }
        }
    }
    return false;
}

bool gi_decode_gb(gi_decoder *decoder, gi_bytes text, gi_buf *out, uint8_t *bad)
{
    char *from = (char *)(uintptr_t)text.data; /* iconv takes it without const and only reads */
    size_t left = text.size;
    size_t room = text.size * 4;
    char *to = (char *)gi_buf_extend(out, room);
    if (to == NULL) {
        return true; /* the buffer remembers; whoever asks it stops */
    }
    (void)iconv(decoder->handle, NULL, NULL, NULL, NULL);
    size_t result = iconv(decoder->handle, &from, &left, &to, &room);
    out->size -= room;
    if (result == (size_t)-1) {
        *bad = (uint8_t)*from;
        return false;
    }
    decoder->saw_four = decoder->saw_four || has_four(text);
    return true;
}

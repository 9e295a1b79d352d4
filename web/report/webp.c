/*
 * webp.c - a still WebP of nothing but its picture and which way up it is: no other EXIF, no XMP,
 * colour profile, animation.
 */
#include <string.h>

#include "web/report/exif.h"
#include "web/report/photo_kinds.h"

enum {
    RIFF_HEAD = 12, /* "RIFF", size, "WEBP" */
    CHUNK_HEAD = 8,
    ALPHA_FLAG = 0x10, /* the one flag of VP8X that still holds afterwards */
    EXIF_FLAG = 0x08   /* holds when we wrote one ourselves */
};

typedef struct chunk {
    gi_bytes whole; /* head and data, without padding */
    gi_bytes data;
} chunk;

static uint32_t read_u32(const uint8_t *at)
{
    return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static bool is_named(const chunk *at, const char *name)
{
    return memcmp(at->whole.data, name, 4) == 0;
}

/* Moves *rest behind a chunk and its padding. */
static bool take_chunk(gi_bytes *rest, chunk *out)
{
    uint32_t size = rest->size < CHUNK_HEAD ? UINT32_MAX : read_u32(rest->data + 4);
    if (rest->size < CHUNK_HEAD || size > rest->size - CHUNK_HEAD) {
        return false;
    }
    *out = (chunk){ .whole = { rest->data, (size_t)size + CHUNK_HEAD },
                    .data = { rest->data + CHUNK_HEAD, size } };
    size_t skip = out->whole.size + (size & 1);
    skip = skip < rest->size ? skip : rest->size;
    *rest = (gi_bytes){ rest->data + skip, rest->size - skip };
    return true;
}

static void add_chunk(const chunk *at, gi_buf *out)
{
    gi_buf_add(out, at->whole);
    if ((at->data.size & 1) != 0) {
        gi_buf_add_byte(out, 0);
    }
}

static gi_status add_extended(const chunk *at, gi_buf *out, gi_error *err)
{
    if (at->data.size != 10) {
        return gi_photo_bad(err, "WebP VP8X");
    }
    uint8_t copy[CHUNK_HEAD + 10];
    memcpy(copy, at->whole.data, sizeof copy);
    const uint8_t *side = at->data.data + 4;
    copy[CHUNK_HEAD] &= ALPHA_FLAG;
    gi_buf_add(out, (gi_bytes){ copy, sizeof copy });
    return gi_photo_sides(
        (uint32_t)side[0] + ((uint32_t)side[1] << 8) + ((uint32_t)side[2] << 16) + 1,
        (uint32_t)side[3] + ((uint32_t)side[4] << 8) + ((uint32_t)side[5] << 16) + 1, err);
}

static void set_size(gi_buf *out)
{
    uint32_t size = (uint32_t)(out->size - 8);
    for (size_t i = 0; i < 4; i++) {
        out->data[4 + i] = (uint8_t)(size >> (8 * i));
    }
}

/* Behind the picture, as the format wants it; only a VP8X may announce it. The first one counts. */
static void add_orientation(unsigned turned, gi_buf *out)
{
    static const uint8_t head[CHUNK_HEAD] = { 'E', 'X', 'I', 'F', GI_EXIF_SIZE - GI_EXIF_HEAD };
    static const size_t flags_at = RIFF_HEAD + CHUNK_HEAD;
    uint8_t body[GI_EXIF_SIZE];
    if (turned > 1 && out->size > flags_at && memcmp(out->data + RIFF_HEAD, "VP8X", 4) == 0) {
        out->data[flags_at] |= EXIF_FLAG;
        gi_exif_write(turned, body);
        gi_buf_add(out, (gi_bytes){ head, sizeof head });
        gi_buf_add(out, (gi_bytes){ body + GI_EXIF_HEAD, GI_EXIF_SIZE - GI_EXIF_HEAD });
    }
}

gi_status gi_webp_strip(gi_bytes photo, gi_buf *out, gi_error *err)
{
    uint32_t size = read_u32(photo.data + 4);
    if (memcmp(photo.data, "RIFF", 4) != 0 || size < 4 || size > photo.size - 8) {
        return gi_photo_bad(err, "WebP");
    }
    int pictures = 0;
    unsigned turned = 0;
    chunk at;
    gi_bytes rest = { photo.data + RIFF_HEAD, (size_t)size - 4 };
    gi_buf_add(out, (gi_bytes){ photo.data, RIFF_HEAD });
    while (rest.size > 0) {
        if (!take_chunk(&rest, &at) || is_named(&at, "ANIM") || is_named(&at, "ANMF")) {
            return gi_photo_bad(err, "WebP");
        }
        bool picture = is_named(&at, "VP8 ") || is_named(&at, "VP8L");
        pictures += picture;
        if (is_named(&at, "VP8X")) {
            GI_TRY(add_extended(&at, out, err));
        } else if (picture || is_named(&at, "ALPH")) {
            add_chunk(&at, out);
        } else if (is_named(&at, "EXIF") && turned == 0) {
            turned = gi_exif_tiff_orientation(at.data);
        }
    }
    add_orientation(turned, out);
    if (pictures != 1 || out->failed != GI_OK) {
        return gi_photo_bad(err, "WebP VP8");
    }
    set_size(out);
    return GI_OK;
}

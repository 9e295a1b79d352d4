/*
 * exif.c - orientation out of any list of tags, and into the shortest one (exif.h).
 */
#include "web/report/exif.h"

#include <string.h>

enum {
    TIFF_HEAD = 8,  /* order of bytes, 42, offset of the first list */
    TAG_SIZE = 12,  /* number, type, count, value */
    TAG = 0x0112,   /* Orientation */
    TYPE_SHORT = 3, /* 16 bits, at the front of the value */
    HIGHEST = 8
};

typedef struct tiff {
    gi_bytes text;
    bool little;
} tiff;

/* A number of 2 or 4 bytes; the caller knows that they are there. */
static uint32_t read_number(const tiff *at, size_t from, size_t size)
{
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++) {
        size_t place = at->little ? size - 1 - i : i;
        value = value << 8 | at->text.data[from + place];
    }
    return value;
}

/* All offsets count from here. */
static bool read_head(gi_bytes text, tiff *out)
{
    if (text.size < TIFF_HEAD) {
        return false;
    }
    out->text = text;
    out->little = memcmp(out->text.data, "II*\0", 4) == 0;
    return out->little || memcmp(out->text.data, "MM\0*", 4) == 0;
}

static unsigned orientation_at(const tiff *at, size_t tag)
{
    bool wanted = read_number(at, tag, 2) == TAG && read_number(at, tag + 2, 2) == TYPE_SHORT &&
                  read_number(at, tag + 4, 4) == 1;
    uint32_t value = wanted ? read_number(at, tag + 8, 2) : 0;
    return value <= HIGHEST ? (unsigned)value : 0;
}

static unsigned find(gi_bytes text)
{
    tiff at;
    unsigned found = 0;
    if (!read_head(text, &at)) {
        return 0;
    }
    size_t list = read_number(&at, 4, 4);
    if (list < TIFF_HEAD || list > at.text.size || at.text.size - list < 2) {
        return 0;
    }
    size_t count = read_number(&at, list, 2);
    size_t whole = (at.text.size - list - 2) / TAG_SIZE; /* the rest is cut off */
    for (size_t i = 0; i < count && i < whole && found == 0; i++) {
        found = orientation_at(&at, list + 2 + i * TAG_SIZE);
    }
    return found;
}

static bool has_head(gi_bytes body)
{
    return body.size >= GI_EXIF_HEAD && memcmp(body.data, "Exif\0", GI_EXIF_HEAD) == 0;
}

static gi_bytes behind_head(gi_bytes body)
{
    return (gi_bytes){ body.data + GI_EXIF_HEAD, body.size - GI_EXIF_HEAD };
}

unsigned gi_exif_orientation(gi_bytes body)
{
    return has_head(body) ? find(behind_head(body)) : 0;
}

unsigned gi_exif_tiff_orientation(gi_bytes body)
{
    return find(has_head(body) ? behind_head(body) : body);
}

void gi_exif_write(unsigned orientation, uint8_t out[GI_EXIF_SIZE])
{
    static const uint8_t body[GI_EXIF_SIZE] = {
        'E',  'x',  'i', 'f', 0, 0,                           /* */
        'M',  'M',  0,   '*', 0, 0, 0, TIFF_HEAD,             /* */
        0,    1,                                              /* one tag */
        0x01, 0x12, 0,   3,   0, 0, 0, 1,         0, 0, 0, 0, /* its value, filled below */
        0,    0,    0,   0,                                   /* no other list */
    };
    memcpy(out, body, GI_EXIF_SIZE);
    out[GI_EXIF_SIZE - 7] = (uint8_t)orientation;
}

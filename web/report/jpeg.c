/*
 * jpeg.c - a JPEG without its APPn segments and comments: EXIF, XMP, thumbnails, maker notes.
 *
 * Of the application segments only Adobe's (APP14) is written again, shortened to what it says
 * about colours: without it some pictures turn green. Of EXIF the orientation is written anew:
 * without it a photo from a phone lies on its side.
 */
#include <string.h>

#include "web/report/exif.h"
#include "web/report/photo_kinds.h"

enum { SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, APP1 = 0xE1, APP14 = 0xEE, ADOBE_SIZE = 14 };

typedef enum treatment { DROP, KEEP, FRAME, ADOBE, EXIF, REFUSE } treatment;

/* By marker; anything that is not here is refused. */
static const struct {
    uint8_t first, last;
    treatment what;
} segments[] = {
    { 0xC0, 0xC2, FRAME }, /* SOF0..2: baseline, extended, progressive */
    { 0xC4, 0xC4, KEEP },  /* DHT */
    { 0xDA, 0xDB, KEEP },  /* SOS, DQT */
    { 0xDD, 0xDD, KEEP },  /* DRI */
    { 0xEE, 0xEE, ADOBE }, /* APP14 */
    { 0xE1, 0xE1, EXIF },  /* APP1 */
    { 0xE0, 0xEF, DROP },  /* APPn */
    { 0xFE, 0xFE, DROP },  /* COM */
};

typedef struct jpeg_walk {
    gi_bytes in;
    size_t at;
    gi_buf *out;
    int frames;
    int scans;
    bool turned; /* an orientation was found */
} jpeg_walk;

static treatment treatment_of(uint8_t marker)
{
    for (size_t i = 0; i < sizeof segments / sizeof segments[0]; i++) {
        if (marker >= segments[i].first && marker <= segments[i].last) {
            return segments[i].what;
        }
    }
    return REFUSE;
}

static void add_segment(jpeg_walk *walk, uint8_t marker, gi_bytes body)
{
    size_t size = body.size + 2;
    gi_buf_add_byte(walk->out, 0xFF);
    gi_buf_add_byte(walk->out, marker);
    gi_buf_add_byte(walk->out, (uint8_t)(size >> 8));
    gi_buf_add_byte(walk->out, (uint8_t)(size & 0xFF));
    gi_buf_add(walk->out, body);
}

/* 16 bits precision, height, width: the height may be 0 only with DNL, which nobody writes. */
static gi_status check_frame(jpeg_walk *walk, gi_bytes body, gi_error *err)
{
    if (body.size < 6 || ++walk->frames > 1) {
        return gi_photo_bad(err, "JPEG SOF");
    }
    return gi_photo_sides((uint32_t)body.data[3] << 8 | body.data[4],
                          (uint32_t)body.data[1] << 8 | body.data[2], err);
}

/* The first one that is told; 1 is what a picture without it has. */
static void keep_orientation(jpeg_walk *walk, gi_bytes body)
{
    uint8_t room[GI_EXIF_SIZE];
    unsigned found = walk->turned || walk->frames > 0 ? 0 : gi_exif_orientation(body);
    if (found > 1) {
        gi_exif_write(found, room);
        add_segment(walk, APP1, (gi_bytes){ room, sizeof room });
    }
    walk->turned = walk->turned || found > 0;
}

static gi_status treat(jpeg_walk *walk, uint8_t marker, gi_bytes body, gi_error *err)
{
    switch (treatment_of(marker)) {
    case FRAME:
        GI_TRY(check_frame(walk, body, err));
        add_segment(walk, marker, body);
        return GI_OK;
    case KEEP:
        add_segment(walk, marker, body);
        return GI_OK;
    case ADOBE:
        if (body.size >= 12 && memcmp(body.data, "Adobe", 5) == 0) {
            add_segment(walk, APP14, (gi_bytes){ body.data, 12 });
        }
        return GI_OK;
    case EXIF:
        keep_orientation(walk, body);
        return GI_OK;
    case DROP:
        return GI_OK;
    case REFUSE:
        break;
    }
    return gi_photo_bad(err, "JPEG");
}

/* Copies the coded data behind a scan header, up to the next marker that is no RSTn. */
static void copy_scan(jpeg_walk *walk)
{
    size_t from = walk->at;
    const uint8_t *data = walk->in.data;
    while (walk->at + 1 < walk->in.size) {
        uint8_t next = data[walk->at + 1];
        bool marker = data[walk->at] == 0xFF && next != 0x00 && (next < 0xD0 || next > 0xD7);
        if (marker) {
            break;
        }
        walk->at++;
    }
    gi_buf_add(walk->out, (gi_bytes){ data + from, walk->at - from });
}

/* The marker at walk->at, behind any fill bytes; 0 at the end. */
static uint8_t next_marker(jpeg_walk *walk)
{
    const uint8_t *data = walk->in.data;
    if (walk->at >= walk->in.size || data[walk->at] != 0xFF) {
        return 0;
    }
    while (walk->at < walk->in.size && data[walk->at] == 0xFF) {
        walk->at++;
    }
    return walk->at < walk->in.size ? data[walk->at++] : 0;
}

static gi_status next_segment(jpeg_walk *walk, uint8_t marker, gi_error *err)
{
    const uint8_t *data = walk->in.data + walk->at;
    size_t left = walk->in.size - walk->at;
    size_t size = left < 2 ? 0 : (size_t)data[0] << 8 | data[1];
    if (size < 2 || size > left) {
        return gi_photo_bad(err, "JPEG");
    }
    walk->at += size;
    GI_TRY(treat(walk, marker, (gi_bytes){ data + 2, size - 2 }, err));
    if (marker == SOS) {
        walk->scans++;
        copy_scan(walk);
    }
    return GI_OK;
}

gi_status gi_jpeg_strip(gi_bytes photo, gi_buf *out, gi_error *err)
{
    jpeg_walk walk = { .in = photo, .at = 2, .out = out };
    gi_buf_add(out, (gi_bytes){ photo.data, 2 });
    uint8_t marker = next_marker(&walk);
    while (marker != EOI) {
        if (marker == 0) {
            return gi_photo_bad(err, "JPEG");
        }
        GI_TRY(next_segment(&walk, marker, err));
        marker = next_marker(&walk);
    }
    if (walk.frames != 1 || walk.scans == 0) {
        return gi_photo_bad(err, "JPEG SOF");
    }
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)"\xFF\xD9", 2 }); /* what follows is left out */
    return GI_OK;
}

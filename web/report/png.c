/*
 * png.c - a PNG of nothing but size, palette, transparency, picture and which way up it is;
 * checksums are checked.
 */
#include <string.h>

#include "web/report/exif.h"
#include "web/report/photo_kinds.h"

enum { SIGNATURE = 8, AROUND = 12 }; /* length, name and checksum around the data of a chunk */

static uint32_t read_u32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* CRC-32 of PNG, annex D, half a byte at a time. */
static uint32_t checksum(gi_bytes data)
{
    static const uint32_t table[16] = { 0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
                                        0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
                                        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C };
    uint32_t crc = 0xFFFFFFFFU;
    for (size_t i = 0; i < data.size; i++) {
        crc ^= data.data[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return crc ^ 0xFFFFFFFFU;
}

static bool is_kept(const uint8_t *name)
{
    static const char *const kept[] = { "IHDR", "PLTE", "tRNS", "IDAT", "IEND" };
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        if (memcmp(name, kept[i], 4) == 0) {
            return true;
        }
    }
    return false;
}

/* The chunk at the beginning of rest, with all that stands around its data; size 0 = broken. */
static gi_bytes take_chunk(gi_bytes rest)
{
    gi_bytes none = { rest.data, 0 };
    uint32_t size = rest.size < AROUND ? UINT32_MAX : read_u32(rest.data);
    if (size > INT32_MAX || size > rest.size - AROUND) {
        return none;
    }
    gi_bytes checked = { rest.data + 4, (size_t)size + 4 };
    if (checksum(checked) != read_u32(rest.data + 8 + size)) {
        return none;
    }
    return (gi_bytes){ rest.data, (size_t)size + AROUND };
}

/* The first chunk tells the size; 13 bytes of data. */
static gi_status check_first(gi_bytes chunk, gi_error *err)
{
    if (chunk.size != 13 + AROUND || memcmp(chunk.data + 4, "IHDR", 4) != 0) {
        return gi_photo_bad(err, "PNG IHDR");
    }
    return gi_photo_sides(read_u32(chunk.data + 8), read_u32(chunk.data + 12), err);
}

static void add_u32(gi_buf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        gi_buf_add_byte(out, (uint8_t)(value >> shift));
    }
}

/* May stand anywhere between IHDR and IEND, but once (PNG 3, 5.6). */
static void keep_orientation(gi_bytes chunk, bool *turned, gi_buf *out)
{
    uint8_t room[4 + GI_EXIF_SIZE] = "eXIf";
    const gi_bytes body = { room, 4 + GI_EXIF_SIZE - GI_EXIF_HEAD };
    unsigned found = gi_exif_tiff_orientation((gi_bytes){ chunk.data + 8, chunk.size - AROUND });
    if (*turned || found <= 1) { /* 1 is what a picture without it has */
        *turned = *turned || found > 0;
        return;
    }
    uint8_t whole[GI_EXIF_SIZE];
    gi_exif_write(found, whole);
    memcpy(room + 4, whole + GI_EXIF_HEAD, GI_EXIF_SIZE - GI_EXIF_HEAD);
    add_u32(out, GI_EXIF_SIZE - GI_EXIF_HEAD);
    gi_buf_add(out, body);
    add_u32(out, checksum(body));
    *turned = true;
}

gi_status gi_png_strip(gi_bytes photo, gi_buf *out, gi_error *err)
{
    gi_bytes rest = { photo.data + SIGNATURE, photo.size - SIGNATURE };
    gi_bytes chunk = take_chunk(rest);
    bool pictured = false;
    bool turned = false;
    GI_TRY(check_first(chunk, err));
    gi_buf_add(out, (gi_bytes){ photo.data, SIGNATURE });
    while (chunk.size > 0) {
        const uint8_t *name = chunk.data + 4;
        if (is_kept(name)) {
            gi_buf_add(out, chunk);
        } else if (memcmp(name, "eXIf", 4) == 0) {
            keep_orientation(chunk, &turned, out);
        }
        pictured = pictured || memcmp(name, "IDAT", 4) == 0;
        if (memcmp(name, "IEND", 4) == 0) { /* what follows is left out */
            return pictured ? GI_OK : gi_photo_bad(err, "PNG IDAT");
        }
        rest = (gi_bytes){ chunk.data + chunk.size, rest.size - chunk.size };
        chunk = take_chunk(rest);
    }
    return gi_photo_bad(err, "PNG");
}

/* Photos of strangers: nothing but the picture stays, and what cannot be read is refused. */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "web/report/exif.h"
#include "web/report/photo.h"

enum { FILE_MAX = 65536 };

static void read_sample(const char *name, gi_buf *out)
{
    char path[512];
    uint8_t piece[4096];
    size_t got = 0;
    (void)snprintf(path, sizeof path, "%s/tests/fuzz/corpus/photo/%s", GI_SOURCE_DIR, name);
    FILE *file = fopen(path, "rb");
    EXPECT(file != NULL);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0) {
        gi_buf_add(out, (gi_bytes){ piece, got });
    }
    (void)fclose(file);
    EXPECT(out->size > 0 && out->failed == GI_OK);
}

static bool holds(const gi_buf *buf, const char *text)
{
    return memmem(buf->data, buf->size, text, strlen(text)) != NULL;
}

/* The sample without metadata; its kind must be that. */
static void strip(const char *name, const char *kind, gi_buf *out)
{
    gi_error err = { 0 };
    const char *suffix = "";
    GI_AUTO_BUF photo = GI_BUF(FILE_MAX);
    read_sample(name, &photo);
    EXPECT_OK(gi_photo_strip(gi_buf_view(&photo), out, &suffix, &err));
    EXPECT_TEXT(suffix, kind);
    EXPECT(out->size <= photo.size);
}

static void expect_refused(gi_bytes photo, gi_why why)
{
    gi_error err = { 0 };
    const char *suffix = "none";
    GI_AUTO_BUF out = GI_BUF(GI_PHOTO_MAX);
    EXPECT_WHY(gi_photo_strip(photo, &out, &suffix, &err), why);
    EXPECT_TEXT(suffix, "none");
    EXPECT_TEXT(err.field, "photo");
}

SPEC(a_jpeg_loses_place_owner_camera_and_what_hangs_behind_it)
{
    GI_AUTO_BUF before = GI_BUF(FILE_MAX);
    GI_AUTO_BUF after = GI_BUF(FILE_MAX);
    read_sample("exif_jpeg", &before);
    strip("exif_jpeg", "jpg", &after);
    static const char *const told[] = { "Exif", "GPS", "Huawei", "Zhang", "TRAILER", "JFIF" };
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        EXPECT(holds(&before, told[i]) && !holds(&after, told[i]));
    }
    EXPECT(memcmp(after.data + after.size - 2, "\xFF\xD9", 2) == 0);
}

SPEC(a_jpeg_keeps_every_byte_of_its_picture)
{
    GI_AUTO_BUF plain = GI_BUF(FILE_MAX);
    GI_AUTO_BUF told = GI_BUF(FILE_MAX);
    strip("plain_jpeg", "jpg", &plain);
    strip("exif_jpeg", "jpg", &told);
    size_t adobe = 16; /* the one application segment that says something about colours */
    EXPECT_INT(told.size, plain.size + adobe);
    EXPECT(holds(&told, "Adobe"));
    EXPECT(memcmp(told.data + 2 + adobe, plain.data + 2, plain.size - 2) == 0);
}

/* ---- which way up ---- */

#define TIFF_LITTLE "Exif\0\0II*\0\x08\0\0\0"
#define TIFF_BIG "Exif\0\0MM\0*\0\0\0\x08"
#define TURN_BIG(n) "\x01\x12\0\x03\0\0\0\x01\0" n "\0\0"

static unsigned turn_of(const char *body, size_t size)
{
    return gi_exif_orientation((gi_bytes){ (const uint8_t *)body, size });
}

#define TURN(literal) turn_of(literal, sizeof(literal) - 1)

SPEC(an_orientation_is_read_in_either_order_of_bytes)
{
    EXPECT_INT(TURN(TIFF_BIG "\0\x01" TURN_BIG("\x06")), 6);
    EXPECT_INT(TURN(TIFF_LITTLE "\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0"), 8);
    EXPECT_INT(TURN(TIFF_BIG "\0\x02\x01\x0F\0\x02\0\0\0\x04oem\0" TURN_BIG("\x03")), 3);
}

SPEC(an_orientation_that_does_not_read_is_none)
{
    EXPECT_INT(TURN(""), 0);
    EXPECT_INT(TURN("Exif\0\0"), 0);
    EXPECT_INT(TURN(TIFF_BIG), 0);
    EXPECT_INT(TURN(TIFF_BIG "\0\x01" TURN_BIG("\x09")), 0);
    EXPECT_INT(TURN(TIFF_BIG "\xFF\xFF\x01\x12\0\x03\0\0\0\x01\0"), 0);
    EXPECT_INT(TURN("Exif\0\0MM\0*\xFF\xFF\xFF\xFE\0\x01" TURN_BIG("\x06")), 0);
    EXPECT_INT(TURN("Exif\0\0MM\0*\0\0\0\x04\0\x01" TURN_BIG("\x06")), 0);
    EXPECT_INT(TURN("http://ns.adobe.com/xap/1.0/\0" TURN_BIG("\x06")), 0);
}

SPEC(a_photo_that_lies_on_its_side_says_so_and_nothing_else)
{
    GI_AUTO_BUF before = GI_BUF(FILE_MAX);
    GI_AUTO_BUF plain = GI_BUF(FILE_MAX);
    GI_AUTO_BUF after = GI_BUF(FILE_MAX);
    uint8_t body[GI_EXIF_SIZE];
    read_sample("turned_jpeg", &before);
    strip("turned_jpeg", "jpg", &after);
    strip("plain_jpeg", "jpg", &plain);
    gi_exif_write(6, body);
    EXPECT(holds(&before, "GPS") && !holds(&after, "GPS"));
    EXPECT_INT(after.size, plain.size + GI_EXIF_SIZE + 4);
    EXPECT(memmem(after.data, after.size, body, sizeof body) == after.data + 6);
    EXPECT_INT(gi_exif_orientation((gi_bytes){ body, sizeof body }), 6);
}

/* Our TIFF with that turn stands so far behind mark, and the sample's own nowhere. */
static void expect_turned(const char *sample, const char *kind, const char *mark, size_t far,
                          unsigned turn)
{
    GI_AUTO_BUF after = GI_BUF(FILE_MAX);
    uint8_t body[GI_EXIF_SIZE];
    size_t size = sizeof body - GI_EXIF_HEAD;
    strip(sample, kind, &after);
    gi_exif_write(turn, body);
    const uint8_t *at = memmem(after.data, after.size, body + GI_EXIF_HEAD, size);
    EXPECT(at != NULL && memcmp(at - far, mark, strlen(mark)) == 0);
    EXPECT(!holds(&after, "GPS"));
}

SPEC(a_png_that_lies_on_its_side_says_so_and_nothing_else)
{
    expect_turned("turned_png", "png", "eXIf", 4, 6);
}

SPEC(a_webp_that_lies_on_its_side_says_so_and_nothing_else)
{
    GI_AUTO_BUF after = GI_BUF(FILE_MAX);
    strip("turned_webp", "webp", &after);
    EXPECT_INT(after.data[20] & 0x2C, 0x08);
    EXPECT_INT(after.data[4] | after.data[5] << 8, after.size - 8);
    expect_turned("turned_webp", "webp", "EXIF", 8, 8);
}

SPEC(an_orientation_counts_once_and_only_when_it_reads)
{
    GI_AUTO_BUF once = GI_BUF(FILE_MAX);
    GI_AUTO_BUF again = GI_BUF(FILE_MAX);
    strip("turned_png", "png", &once);
    gi_error err = { 0 };
    const char *suffix = NULL;
    EXPECT_OK(gi_photo_strip(gi_buf_view(&once), &again, &suffix, &err));
    EXPECT(gi_bytes_equal(gi_buf_view(&once), gi_buf_view(&again)));
    EXPECT_INT(gi_exif_tiff_orientation(gi_bytes_of("II*")), 0);
    EXPECT_INT(gi_exif_tiff_orientation(gi_bytes_of("no TIFF at all")), 0);
}

SPEC(a_png_and_a_webp_become_what_they_were_without_metadata)
{
    GI_AUTO_BUF plain = GI_BUF(FILE_MAX);
    GI_AUTO_BUF told = GI_BUF(FILE_MAX);
    GI_AUTO_BUF webp = GI_BUF(FILE_MAX);
    strip("plain_png", "png", &plain);
    strip("exif_png", "png", &told);
    EXPECT(gi_bytes_equal(gi_buf_view(&plain), gi_buf_view(&told)));
    strip("exif_webp", "webp", &webp);
    EXPECT(holds(&webp, "VP8X") && holds(&webp, "VP8 "));
    EXPECT(!holds(&webp, "EXIF") && !holds(&webp, "ICCP") && !holds(&webp, "Zhang"));
    EXPECT_INT(webp.data[20] & 0x2C, 0);
}

SPEC(a_photo_that_ends_early_is_refused)
{
    static const char *const cut[] = { "cut_jpeg", "cut_png", "cut_webp", "two_frames", "gif" };
    for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
        GI_AUTO_BUF photo = GI_BUF(FILE_MAX);
        read_sample(cut[i], &photo);
        expect_refused(gi_buf_view(&photo), GI_WHY_BAD_PHOTO);
    }
}

SPEC(a_png_whose_checksum_does_not_fit_is_refused)
{
    GI_AUTO_BUF photo = GI_BUF(FILE_MAX);
    read_sample("plain_png", &photo);
    photo.data[photo.size - 20] ^= 1;
    expect_refused(gi_buf_view(&photo), GI_WHY_BAD_PHOTO);
}

SPEC(a_photo_past_five_megabytes_is_not_looked_at)
{
    static uint8_t large[GI_PHOTO_MAX + 1];
    expect_refused((gi_bytes){ large, sizeof large }, GI_WHY_TOO_LONG);
}

SPEC(a_picture_of_no_or_absurd_size_is_refused)
{
    GI_AUTO_BUF photo = GI_BUF(FILE_MAX);
    read_sample("plain_jpeg", &photo);
    uint8_t *frame = memmem(photo.data, photo.size, "\xFF\xC0", 2);
    EXPECT(frame != NULL);
    if (frame == NULL) {
        return;
    }
    frame[5] = 0xFF; /* height above 20000 */
    expect_refused(gi_buf_view(&photo), GI_WHY_BAD_PHOTO);
    memset(frame + 5, 0, 2);
    expect_refused(gi_buf_view(&photo), GI_WHY_BAD_PHOTO);
}

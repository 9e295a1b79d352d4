/*
 * photo.c - the kind by the first bytes, whatever the sender calls it (photo.h).
 */
#include "web/report/photo.h"

#include <string.h>

#include "web/report/photo_kinds.h"

static const struct kind {
    const char *suffix;
    const char *magic;
    size_t size;
    size_t at; /* where "WEBP" stands, for the one kind that needs it */
    gi_status (*strip)(gi_bytes photo, gi_buf *out, gi_error *err);
} kinds[] = {
    { "jpg", "\xFF\xD8\xFF", 3, 0, gi_jpeg_strip },
    { "png", "\x89PNG\r\n\x1A\n", 8, 0, gi_png_strip },
    { "webp", "WEBP", 4, 8, gi_webp_strip },
};

gi_status gi_photo_bad(gi_error *err, const char *what)
{
    return gi_fail_field(err, "photo", GI_WHY_BAD_PHOTO, what);
}

gi_status gi_photo_sides(uint32_t width, uint32_t height, gi_error *err)
{
    if (width == 0 || height == 0 || width > GI_PHOTO_SIDE_MAX || height > GI_PHOTO_SIDE_MAX) {
        return gi_photo_bad(err, "1..20000 px");
    }
    return GI_OK;
}

gi_status gi_photo_strip(gi_bytes photo, gi_buf *out, const char **suffix, gi_error *err)
{
    if (photo.size > GI_PHOTO_MAX) {
        return gi_fail_field(err, "photo", GI_WHY_TOO_LONG, "photo",
                             gi_num((int64_t)photo.size).text, gi_num(GI_PHOTO_MAX).text);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const struct kind *at = &kinds[i];
        if (photo.size >= at->at + at->size &&
            memcmp(photo.data + at->at, at->magic, at->size) == 0) {
            GI_TRY(at->strip(photo, out, err));
            GI_TRY(gi_buf_status(out, "photo", err));
            *suffix = at->suffix;
            return GI_OK;
        }
    }
    return gi_photo_bad(err, "JPEG, PNG, WebP");
}

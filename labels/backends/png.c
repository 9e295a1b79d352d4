/*
 * png.c - libpng behind one function (png.h); the only place that includes it.
 *
 * cairo can write PNGs too, but only with eight bits per dot and without a resolution.
 */
#include "labels/backends/png.h"

#include <png.h>
#include <setjmp.h>

static void collect(png_structp png, png_bytep data, size_t size)
{
    gi_buf_add(png_get_io_ptr(png), (gi_bytes){ data, size });
}

static void flush(png_structp png)
{
    (void)png;
}

static void leave(png_structp png, png_const_charp why)
{
    (void)why;
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp why)
{
    (void)png;
    (void)why;
}

static void write_head(png_structp png, png_infop info, const gi_label_dots *dots, gi_grid grid)
{
    png_uint_32 per_metre = (png_uint_32)((int64_t)grid.dots * 1000 / 254);
    png_set_IHDR(png, info, (png_uint_32)dots->width, (png_uint_32)dots->height, 1,
                 PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_write_info(png, info);
    png_set_invert_mono(png); /* in a PNG 1 is white, here 1 is ink */
}

/* Nothing in this function owns anything, so libpng may jump out of it. */
static bool write_all(png_structp png, png_infop info, const gi_label_dots *dots, gi_grid grid)
{
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    write_head(png, info, dots, grid);
    for (int32_t y = 0; y < dots->height; y++) {
        png_write_row(png, dots->rows + (size_t)y * (size_t)dots->stride);
    }
    png_write_end(png, info);
    return true;
}

gi_status gi_png_write(const gi_label_dots *dots, gi_grid grid, gi_buf *out, gi_error *err)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, leave, ignore);
    png_infop info = png == NULL ? NULL : png_create_info_struct(png);
    bool written = false;
    if (info != NULL) {
        png_set_write_fn(png, out, collect, flush);
        written = write_all(png, info, dots, grid);
    }
    png_destroy_write_struct(&png, &info);
    if (!written) {
        return gi_fail(err, GI_WHY_DRAWING, "PNG");
    }
    return gi_buf_status(out, "PNG", err);
}

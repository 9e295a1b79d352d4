/*
 * escpos.c - ESC/POS raster (GS v 0) for receipt printers: labels on a 58 or 80 mm roll.
 *
 * 1 = ink. A picture goes out in bands: several models take no more than 255 rows at once and
 * print the rest as text. Density and speed have no common command and are refused by profiles.
 *
 * Source: Epson's ESC/POS reference; bands from the manuals of HPRT and SNBC printers.
 */
#include "labels/languages/language.h"

#define BAND_ROWS 255
#define FLUSH_BYTES 512

static void begin(const gi_printer *printer, const gi_printer_fit *fit, gi_buf *out)
{
    (void)fit;
    for (int i = 0; printer->flush && i < FLUSH_BYTES; i++) {
        gi_buf_add_byte(out, 0);
    }
    gi_buf_add_text(out, "\x1b@"); /* ESC @: as after power-on */
}

static void add_band(const gi_printer *printer, gi_bytes rows, int32_t stride, int32_t count,
                     gi_buf *out)
{
    uint8_t head[] = {
        0x1d, 'v', '0', 0, (uint8_t)(stride & 0xFF), (uint8_t)(stride >> 8), (uint8_t)count, 0,
    };
    gi_buf_add(out, (gi_bytes){ head, sizeof head });
    gi_language_add_masked(rows, printer->inverted ? 0xFF : 0, out);
}

static void page(const gi_printer *printer, const gi_printer_fit *fit, const gi_label_dots *dots,
                 gi_buf *out)
{
    (void)fit;
    for (int32_t top = 0; top < dots->height; top += BAND_ROWS) {
        int32_t count = dots->height - top < BAND_ROWS ? dots->height - top : BAND_ROWS;
        gi_bytes rows = { dots->rows + (size_t)top * (size_t)dots->stride,
                          (size_t)count * (size_t)dots->stride };
        add_band(printer, rows, dots->stride, count, out);
    }
    if (printer->media == GI_PRINTER_MARK) {
        gi_buf_add_text(out, "\x1d\x0c"); /* GS FF: feed to the next mark */
    }
    if (printer->after == GI_PRINTER_CUT) {
        gi_buf_add(out, (gi_bytes){ (const uint8_t *)"\x1dVB\0", 4 }); /* GS V B 0: feed, cut */
    }
}

/* ESC d 4: the last label leaves the head and can be torn off. */
static void end(const gi_printer *printer, gi_buf *out)
{
    if (printer->after != GI_PRINTER_CUT && printer->media == GI_PRINTER_CONTINUOUS) {
        gi_buf_add_text(out, "\x1b\x64\x04");
    }
}

const gi_language gi_language_escpos = { begin, page, end };

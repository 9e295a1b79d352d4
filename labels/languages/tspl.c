/*
 * tspl.c - TSPL, the tongue of most low-cost label printers: the whole label as one BITMAP.
 *
 * Here 0 burns and 1 stays blank, the opposite of ZPL. Every label is its own CLS ... PRINT 1,1,
 * as each has its own code. Nothing is left to the printer's fonts or its QR.
 *
 * Source: TSC's TSPL/TSPL2 programming manual; order of commands as in the TSPL driver of LPrint.
 */
#include "labels/languages/language.h"

#define FLUSH_BYTES 512

static const char *const media_words[] = {
    [GI_PRINTER_GAP] = "GAP",
    [GI_PRINTER_MARK] = "BLINE",
    [GI_PRINTER_CONTINUOUS] = "GAP",
};

static const char *const after_lines[] = {
    [GI_PRINTER_OWN] = "",
    [GI_PRINTER_TEAR] = "SET TEAR ON\r\n",
    [GI_PRINTER_CUT] = "SET CUTTER 1\r\n",
    [GI_PRINTER_PEEL] = "SET PEEL ON\r\n",
};

/* "SIZE 50 mm,30 mm": without the blank before mm some firmware reads inches. */
static void add_pair(const char *word, int32_t first, int32_t second, gi_buf *out)
{
    gi_buf_add_text(out, word);
    gi_buf_add_byte(out, ' ');
    gi_language_add_mm(first, out);
    gi_buf_add_text(out, " mm,");
    gi_language_add_mm(second, out);
    gi_buf_add_text(out, " mm\r\n");
}

static void begin(const gi_printer *printer, const gi_printer_fit *fit, gi_buf *out)
{
    for (int i = 0; printer->flush && i < FLUSH_BYTES; i++) {
        gi_buf_add_byte(out, 0);
    }
    add_pair("SIZE", fit->row_um, fit->length_um, out);
    add_pair(media_words[printer->media], printer->gap, printer->gap_offset, out);
    gi_buf_add_format(out, "DIRECTION %d,%d\r\n", (int)printer->direction, printer->mirror ? 1 : 0);
    gi_buf_add_text(out, "REFERENCE 0,0\r\n");
    if (printer->density != GI_PRINTER_UNSET) {
        gi_buf_add_format(out, "DENSITY %d\r\n", (int)printer->density);
    }
    if (printer->speed != GI_PRINTER_UNSET) {
        gi_buf_add_format(out, "SPEED %d\r\n", (int)printer->speed);
    }
    gi_buf_add_text(out, after_lines[printer->after]);
}

static void page(const gi_printer *printer, const gi_printer_fit *fit, const gi_label_dots *dots,
                 gi_buf *out)
{
    (void)fit;
    size_t size = (size_t)dots->stride * (size_t)dots->height;
    gi_buf_add_format(out, "CLS\r\nBITMAP 0,0,%d,%d,0,", (int)dots->stride, (int)dots->height);
    gi_language_add_masked((gi_bytes){ dots->rows, size }, printer->inverted ? 0 : 0xFF, out);
    gi_buf_add_text(out, "\r\nPRINT 1,1\r\n");
}

static void end(const gi_printer *printer, gi_buf *out)
{
    (void)printer;
    (void)out;
}

const gi_language gi_language_tspl = { begin, page, end };

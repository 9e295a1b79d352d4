/*
 * zpl.c - ZPL II: the whole label as ^GFA graphic fields, 1 = ink.
 *
 * A field may hold 99,999 bytes at most, so a tall label becomes several, one under the other.
 * Both counts of a field are bytes of the picture, as Zebra's guide says for hex.
 *
 * Source: Zebra Programming Guide, ^GF, ^MN, ^MM, ^PM, ^PO, ^PQ, ^PR, ^PW, ^LL, ~SD.
 */
#include "labels/languages/language.h"
#include "labels/languages/zpl_data.h"

#define FIELD_MAX 99999
#define FLUSH_BYTES 512

static const char *const after_words[] = {
    [GI_PRINTER_OWN] = "",
    [GI_PRINTER_TEAR] = "^MMT\n",
    [GI_PRINTER_CUT] = "^MMC\n",
    [GI_PRINTER_PEEL] = "^MMP\n",
};

static void begin(const gi_printer *printer, const gi_printer_fit *fit, gi_buf *out)
{
    (void)fit;
    for (int i = 0; printer->flush && i < FLUSH_BYTES; i++) {
        gi_buf_add_byte(out, 0);
    }
    if (printer->density != GI_PRINTER_UNSET) {
        gi_buf_add_format(out, "~SD%02d\n", (int)printer->density);
    }
}

static void add_media(const gi_printer *printer, const gi_printer_fit *fit, gi_buf *out)
{
    static const char letters[] = {
        [GI_PRINTER_GAP] = 'Y',
        [GI_PRINTER_MARK] = 'M',
        [GI_PRINTER_CONTINUOUS] = 'N',
    };
    gi_buf_add_format(out, "^MN%c", letters[printer->media]);
    if (printer->media == GI_PRINTER_MARK && printer->gap_offset != 0) {
        gi_buf_add_format(out, ",%d",
                          (int)gi_um_to_dots((gi_um){ printer->gap_offset }, fit->grid).value);
    }
    gi_buf_add_byte(out, '\n');
}

static void add_setup(const gi_printer *printer, const gi_printer_fit *fit,
                      const gi_label_dots *dots, gi_buf *out)
{
    gi_buf_add_text(out, "^XA\n");
    add_media(printer, fit, out);
    gi_buf_add_text(out, after_words[printer->after]);
    if (printer->speed != GI_PRINTER_UNSET) {
        gi_buf_add_format(out, "^PR%d\n", (int)printer->speed);
    }
    gi_buf_add_format(out, "^PW%d\n^LL%d\n^LH0,0\n^PO%c\n^PM%c\n", (int)dots->width,
                      (int)dots->height, printer->direction == 1 ? 'I' : 'N',
                      printer->mirror ? 'Y' : 'N');
}

static void add_field(const gi_printer *printer, int32_t top, size_t stride, gi_bytes rows,
                      gi_buf *out)
{
    gi_buf_add_format(out, "^FO0,%d^GFA,%zu,%zu,%zu,", (int)top, rows.size, rows.size, stride);
    if (printer->z64) {
        gi_zpl_add_z64(rows, out);
    } else {
        gi_zpl_add_repeat(rows, stride, out);
    }
    gi_buf_add_text(out, "^FS\n");
}

static void page(const gi_printer *printer, const gi_printer_fit *fit, const gi_label_dots *dots,
                 gi_buf *out)
{
    GI_AUTO_BUF turned = GI_BUF(SIZE_MAX / 2);
    size_t stride = (size_t)dots->stride;
    gi_bytes rows = { dots->rows, stride * (size_t)dots->height };
    if (printer->inverted) {
        gi_language_add_masked(rows, 0xFF, &turned);
        rows = gi_buf_view(&turned);
        out->failed = out->failed != GI_OK ? out->failed : turned.failed;
    }
    add_setup(printer, fit, dots, out);
    size_t most = FIELD_MAX / stride * stride;
    for (size_t at = 0; at < rows.size; at += most) {
        size_t size = rows.size - at < most ? rows.size - at : most;
        add_field(printer, (int32_t)(at / stride), stride, (gi_bytes){ rows.data + at, size }, out);
    }
    gi_buf_add_text(out, "^PQ1,0,0,N\n^XZ\n");
}

static void end(const gi_printer *printer, gi_buf *out)
{
    (void)printer;
    (void)out;
}

const gi_language gi_language_zpl = { begin, page, end };

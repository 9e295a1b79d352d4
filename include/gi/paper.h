/*
 * paper.h - labels on sheets of an office printer: PDF; and one label as SVG.
 *
 * What is drawn is what gi/label.h draws as dots. A sheet is a grid of cells, each measured from
 * the corner of the page; what a printer shifts or stretches is taken back by a gi_label_adjust,
 * found with the calibration sheet. People must print at 100 %: where a sheet has room outside
 * its labels it says so.
 *
 * A drawing object belongs to one thread; different threads may use different objects.
 */
#ifndef GI_PAPER_H
#define GI_PAPER_H

#include "gi/label.h"

/*
 * A kind of paper: cells in a grid, measured from the top left corner; lengths in um. Cells fill
 * row by row; a label stands in the middle of its cell. left and top are the margins before the
 * first cell, pitch the distance from one cell's edge to the next one's. A page of width 0 has
 * the size of its one label. Constant data.
 */
typedef struct gi_label_sheet {
    const char *name;    /* "24", "21", "single" */
    const char *purpose; /* one line for --help, both languages */
    int32_t page_width, page_height;
    int32_t columns, rows;
    int32_t left, top;
    int32_t cell_width, cell_height;
    int32_t pitch_x, pitch_y;
} gi_label_sheet;

/* The known sheets by index, NULL past the last. */
const gi_label_sheet *gi_label_sheet_at(size_t index);

/* And by name; *out is borrowed for ever. GI_INVALID unknown-sheet, which lists the names */
GI_CHECKED gi_status gi_label_sheet_find(const char *name, const gi_label_sheet **out,
                                         gi_error *err);

/*
 * What a printer does wrong, taken back: { 0 } = nothing. Cells move; what is inside a label
 * keeps its size, so that the modules of a QR stay whole dots.
 *
 * offset_x, _y  0.1 mm to the right and down, -99..99
 * scale_x, _y   0.1 % of a distance on the page, 950..1050; 1000 = as it is, 0 means the same
 */
typedef struct gi_label_adjust {
    int32_t offset_x, offset_y;
    int32_t scale_x, scale_y;
} gi_label_adjust;

/* What labels are laid on. A plain value; the sheet lives longer. start_cell (1-based) leaves out
 * cells already used on the first page. */
typedef struct gi_label_paper {
    const gi_label_sheet *sheet;
    int32_t start_cell;
    gi_label_adjust adjust;
} gi_label_paper;

/*
 * Where the bytes of a PDF go, in order, during the calls below; context is handed through. A
 * status other than GI_OK ends the drawing and is returned, with its err, by that call and by
 * every later one.
 */
typedef struct gi_label_sink {
    gi_status (*write)(void *context, gi_bytes bytes, gi_error *err);
    void *context;
} gi_label_sink;

/*
 * A run of labels as a PDF: embedded subset fonts, selectable text, QR codes in 1-bit masks
 * whose modules are whole dots at 300 and 600 dpi. Pages are written as they fill; what stays in
 * memory is some 300 bytes a page. The same run gives the same bytes: no time of day inside.
 */
typedef struct gi_label_pdf gi_label_pdf;

/*
 * Starts a document. Keeps the template, the sheet and the sink; label and paper are not kept.
 * You own *out.
 *
 * GI_INVALID bad-count (start_cell outside the sheet), out-of-range (offset, scale),
 *            cell-too-small (names both sizes), and as gi_label_bitmap_create
 */
GI_CHECKED gi_status gi_label_pdf_create(const gi_template *layout, const gi_label *label,
                                         const gi_label_paper *paper, gi_label_sink sink,
                                         gi_label_pdf **out, gi_error *err);

/* Takes NULL. Writes nothing any more: a document that was not finished stays incomplete. */
void gi_label_pdf_destroy(gi_label_pdf *pdf);
GI_DEFINE_AUTO(gi_label_pdf, gi_label_pdf_destroy)

/* Draws the next label. A refused unit takes no cell.
 * GI_INVALID bad-length, bad-character; or what the sink said   GI_IO drawing */
GI_CHECKED gi_status gi_label_pdf_add(gi_label_pdf *pdf, const gi_label_unit *unit, gi_error *err);

/* Writes the rest of the document; without it what the sink received is no PDF. The last call
 * before destroy. GI_IO drawing; or what the sink said */
GI_CHECKED gi_status gi_label_pdf_finish(gi_label_pdf *pdf, gi_error *err);

/*
 * A page by which offset and scale of a printer are found: rulers in mm along all four edges,
 * crosses at the corners of the cells, three marks to measure between, and how to read them, in
 * both languages. Drawn with adjust, so that a second print shows what is left.
 *
 * GI_INVALID out-of-range (offset, scale), unknown-sheet (a page of the label's size)
 * GI_NOT_FOUND no-font   GI_IO drawing; or what the sink said
 */
GI_CHECKED gi_status gi_label_calibration_pdf(const gi_label_sheet *sheet, gi_label_adjust adjust,
                                              gi_label_sink sink, gi_error *err);

/*
 * One label as SVG, appended to out: of its true size in mm, with texts as outlines, codes as a
 * path on whole units (an eighth of a millimetre, the dots of 203 dpi), self-contained artwork.
 * The same label gives the same bytes.
 *
 * GI_INVALID  as gi_label_bitmap_create and gi_label_bitmap_draw
 * GI_IO drawing   GI_NO_MEMORY over-limit (4 MiB, or that of out)
 */
GI_CHECKED gi_status gi_label_svg(const gi_template *layout, const gi_label *label,
                                  const gi_label_unit *unit, gi_buf *out, gi_error *err);

#endif

/*
 * label.h - one label as a plain value, and the two ways to draw it.
 *
 * The library knows neither store nor key: it is handed finished texts and digits and draws
 * them. The same table of shapes (labels/template.c) becomes dots for a label printer or a
 * PDF page for an office printer, so what is seen on the screen is what is printed.
 *
 * A drawing object belongs to one thread; different threads may use different objects.
 */
#ifndef GI_LABEL_H
#define GI_LABEL_H

#include "gi/batch.h"
#include "gi/unit_number.h"

/* Longest text before the digits: 17 give a QR of version 6, up to 33 one of version 7. */
#define GI_LABEL_PREFIX_MAX 33
#define GI_LABEL_TEXT 64

/* What a label that is not for sale says across its text. */
typedef enum gi_label_mark {
    GI_LABEL_MARK_NONE,
    GI_LABEL_MARK_TEST, /* 测试 */
    GI_LABEL_MARK_VOID  /* 作废 */
} gi_label_mark;

/*
 * What all labels of one run share. Texts are UTF-8 without control, zero-width or
 * right-to-left characters; "" leaves a field out where "may be empty" stands.
 */
typedef struct gi_label {
    char product_zh[GI_NAME_TEXT];   /* the largest text of the label */
    char product_en[GI_NAME_TEXT];   /* may be empty */
    char grade[GI_LABEL_TEXT];       /* may be empty */
    char net[GI_LABEL_TEXT];         /* "250 g"; may be empty: variable weight, see pack */
    char packed[GI_LABEL_TEXT];      /* "2026-04-05" */
    char best_before[GI_LABEL_TEXT]; /* "2027-10-05"; may be empty: see pack */
    char producer[GI_NAME_TEXT];
    char uscc[GI_USCC_TEXT];              /* may be empty; not on the built-in label */
    char batch[GI_BATCH_ID_TEXT];         /* "LSYW-26-00A3-001F-7" */
    char host[GI_LABEL_TEXT];             /* where to look the code up by hand: "gi.jj.cn" */
    char prefix[GI_LABEL_PREFIX_MAX + 1]; /* what the QR holds before the digits */
    bool demo;                            /* the registry is a demo: the label says 演示 */
    gi_label_mark mark;
} gi_label;

/* What differs from label to label; both borrowed for the call. */
typedef struct gi_label_unit {
    const char *digits; /* 209 digits (224 for a package) */
    const char *number; /* "000W-003R-J0W", printed under the QR */
} gi_label_unit;

/*
 * Fills a label from the facts of a batch and the header of a run. base_url ends with '/'.
 * GI_INVALID url-too-long, too-long, unknown-flags ... (a header that cannot be read)
 */
GI_CHECKED gi_status gi_label_fill(const gi_batch_facts *facts, const gi_run *run,
                                   const char *base_url, const char *host, gi_label *out,
                                   gi_error *err);

/*
 * A label as dots, for label printers and screens: 203 dpi (8 dots per mm), 300 or 600.
 *
 * Every module of the QR is the same whole number of dots, at least 0.396 mm, and its four
 * modules of quiet zone lie inside the picture. There are no grey dots.
 */
typedef struct gi_label_bitmap gi_label_bitmap;

/*
 * Checks all texts, fits them and draws what the labels of a run share.
 *
 * GI_INVALID unknown-dpi, label-empty, bad-utf8, control-character, bad-character, no-glyph,
 *            text-too-wide (err->field names the field), bad-field, url-too-long,
 *            module-too-small
 * GI_NOT_FOUND no-font   GI_IO drawing
 */
GI_CHECKED gi_status gi_label_bitmap_create(const gi_label *label, int dpi, gi_label_bitmap **out,
                                            gi_error *err);
void gi_label_bitmap_destroy(gi_label_bitmap *bitmap);
GI_DEFINE_AUTO(gi_label_bitmap, gi_label_bitmap_destroy)

/* Draws one label over the one before. GI_INVALID bad-length, bad-character (digits, number). */
GI_CHECKED gi_status gi_label_bitmap_draw(gi_label_bitmap *bitmap, const gi_label_unit *unit,
                                          gi_error *err);

/* The dots: stride bytes per row, the leftmost dot in the highest bit, 1 = ink. */
typedef struct gi_label_dots {
    int32_t width, height;
    int32_t stride;
    const uint8_t *rows;
} gi_label_dots;

/* Borrowed until the next draw. */
gi_label_dots gi_label_bitmap_dots(const gi_label_bitmap *bitmap);

/* The same dots as a PNG with one bit per dot that prints at true size; appended to out. */
GI_CHECKED gi_status gi_label_bitmap_png(const gi_label_bitmap *bitmap, gi_buf *out, gi_error *err);

/* A kind of paper: cells in a grid, measured from the top left corner; lengths in um. */
typedef struct gi_label_sheet {
    const char *name;    /* "24", "21", "single" */
    const char *purpose; /* one line for --help */
    int32_t page_width, page_height;
    int32_t columns, rows;
    int32_t left, top;
    int32_t cell_width, cell_height;
    int32_t pitch_x, pitch_y;
} gi_label_sheet;

/* The known sheets by index, NULL past the last; and by name. GI_INVALID unknown-sheet. */
const gi_label_sheet *gi_label_sheet_at(size_t index);
GI_CHECKED gi_status gi_label_sheet_find(const char *name, const gi_label_sheet **out,
                                         gi_error *err);

/* Where the bytes of a PDF go, in order. A status other than GI_OK ends the drawing. */
typedef struct gi_label_sink {
    gi_status (*write)(void *context, gi_bytes bytes, gi_error *err);
    void *context;
} gi_label_sink;

/*
 * A run of labels as a PDF: embedded subset fonts, selectable text, QR codes as 1-bit masks
 * whose modules are whole dots at 300 and 600 dpi. Pages are written as they fill; what stays in
 * memory is some 200 bytes a label.
 */
typedef struct gi_label_pdf gi_label_pdf;

/*
 * Starts a document on a sheet; start_cell (1-based) leaves out cells already used on the
 * first page. Keeps the sheet (from the table above) and the sink.
 *
 * GI_INVALID bad-count (start_cell outside the sheet) and as gi_label_bitmap_create
 */
GI_CHECKED gi_status gi_label_pdf_create(const gi_label *label, const gi_label_sheet *sheet,
                                         int32_t start_cell, gi_label_sink sink, gi_label_pdf **out,
                                         gi_error *err);
void gi_label_pdf_destroy(gi_label_pdf *pdf);
GI_DEFINE_AUTO(gi_label_pdf, gi_label_pdf_destroy)

/* Draws the next label. GI_INVALID bad-length, bad-character; or what the sink said. */
GI_CHECKED gi_status gi_label_pdf_add(gi_label_pdf *pdf, const gi_label_unit *unit, gi_error *err);

/* Writes the rest of the document; without it what the sink received is no PDF. */
GI_CHECKED gi_status gi_label_pdf_finish(gi_label_pdf *pdf, gi_error *err);

#endif

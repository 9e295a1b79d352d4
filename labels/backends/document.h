/*
 * document.h - a PDF that goes page after page into a sink.
 *
 * The unit of the page is 1/300 inch: modules are whole dots on a 300 or 600 dpi printer.
 */
#ifndef GI_LABELS_BACKENDS_DOCUMENT_H
#define GI_LABELS_BACKENDS_DOCUMENT_H

#include <cairo.h>

#include "gi/paper.h"
#include "labels/units.h"

#define GI_PAPER_GRID ((gi_grid){ 3000 })

/* Stays where it was opened: cairo keeps its address. */
typedef struct gi_document {
    gi_label_sink sink;
    gi_status sunk; /* what the sink last said */
    gi_error sink_error;
    cairo_surface_t *surface;
    cairo_t *cr;
} gi_document;

/* Pages of that size in um. Cleared with gi_document_clear, also after a failure.
 * GI_IO drawing; or what the sink said */
GI_CHECKED gi_status gi_document_open(gi_document *out, int32_t width, int32_t height,
                                      const char *title, const char *subject, gi_label_sink sink,
                                      gi_error *err);

/* What went wrong so far. GI_IO drawing; or what the sink said */
GI_CHECKED gi_status gi_document_check(const gi_document *document, gi_error *err);

/* Writes what is left. As gi_document_check. */
GI_CHECKED gi_status gi_document_finish(gi_document *document, gi_error *err);

/* Writes nothing any more: an abandoned document's sink may be gone. */
void gi_document_clear(gi_document *document);

#endif

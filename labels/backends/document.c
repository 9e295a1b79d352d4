/*
 * document.c - cairo's PDF between a context and a sink (document.h).
 *
 * What the sink refuses is remembered and handed to the next caller.
 */
#include "labels/backends/document.h"

#include <cairo-pdf.h>

#define POINTS_PER_DOT (72.0 / 300.0)
#define POINTS_PER_UM (72.0 / 25400.0)

static cairo_status_t pass_on(void *context, const unsigned char *data, unsigned int size)
{
    gi_document *document = context;
    const gi_label_sink *sink = &document->sink;
    if (document->sunk == GI_OK) {
        const gi_bytes bytes = { data, size };
        document->sunk = sink->write(sink->context, bytes, &document->sink_error);
    }
    return document->sunk == GI_OK ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gi_status check(const gi_document *document, cairo_status_t status, gi_error *err)
{
    if (document->sunk != GI_OK) {
        if (err != NULL) {
            *err = document->sink_error;
        }
        return document->sunk;
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        return gi_fail(err, GI_WHY_DRAWING, cairo_status_to_string(status));
    }
    return GI_OK;
}

gi_status gi_document_open(gi_document *out, int32_t width, int32_t height, const char *title,
                           const char *subject, gi_label_sink sink, gi_error *err)
{
    *out = (gi_document){ .sink = sink };
    out->surface = cairo_pdf_surface_create_for_stream(pass_on, out, width * POINTS_PER_UM,
                                                       height * POINTS_PER_UM);
    cairo_pdf_surface_set_metadata(out->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(out->surface, CAIRO_PDF_METADATA_SUBJECT, subject);
    cairo_pdf_surface_set_metadata(out->surface, CAIRO_PDF_METADATA_CREATOR, "gitrace");
    /* The same run gives the same bytes: no time of day inside. */
    cairo_pdf_surface_set_metadata(out->surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
    out->cr = cairo_create(out->surface);
    cairo_scale(out->cr, POINTS_PER_DOT, POINTS_PER_DOT);
    return gi_document_check(out, err);
}

gi_status gi_document_check(const gi_document *document, gi_error *err)
{
    return check(document, cairo_status(document->cr), err);
}

gi_status gi_document_finish(gi_document *document, gi_error *err)
{
    cairo_surface_finish(document->surface);
    return check(document, cairo_surface_status(document->surface), err);
}

void gi_document_clear(gi_document *document)
{
    document->sunk = document->sunk == GI_OK ? GI_IO : document->sunk;
    cairo_destroy(document->cr);
    cairo_surface_destroy(document->surface);
}

/*
 * artwork.h - pictures of the user's own beside a template: PNG, and SVG that needs nothing else.
 *
 * An SVG is read twice: a scan refuses whatever could reach for another file, the network, a
 * font or endless memory (artwork_scan.c), then librsvg gets the same bytes, without a base
 * address, so that by its own rules it may load nothing either.
 */
#ifndef GI_LABELS_ARTWORK_H
#define GI_LABELS_ARTWORK_H

#include <cairo.h>
#include <stdbool.h>

#include "gi/bytes.h"

#define GI_ART_BYTES 262144 /* longest file */
#define GI_ART_SIDE 3000    /* most pixels of a PNG on each side */

typedef struct gi_art gi_art;

/*
 * Opens a file of a folder; its name is that of a file there and not a path. You own *out.
 *
 * GI_NOT_FOUND file-missing   GI_IO file-open, file-read   GI_NO_MEMORY
 * GI_INVALID   art-format (neither PNG nor SVG with a viewBox; a vector when one is asked for)
 *              art-refused (not self-contained)   too-long (bytes, pixels)
 */
GI_CHECKED gi_status gi_art_open(const char *folder, const char *file, bool vector, gi_art **out,
                                 gi_error *err);

/* The same from bytes; name is for messages. */
GI_CHECKED gi_status gi_art_parse(gi_bytes bytes, const char *name, bool vector, gi_art **out,
                                  gi_error *err);

/* Takes NULL. */
void gi_art_destroy(gi_art *art);

/* Pixels of a PNG; of an SVG the sides of its viewBox, which say only its shape. */
typedef struct gi_art_size {
    double width, height;
    bool vector;
} gi_art_size;
gi_art_size gi_art_size_of(const gi_art *art);

/*
 * Draws it as large as fits, in proportion, in the middle of a box in the units of the context.
 * ink: every dot becomes ink or paper (darker than middle grey is ink), for 1-bit surfaces.
 * A failure stays in the context, as all of cairo's do.
 */
void gi_art_draw(const gi_art *art, cairo_t *cr, cairo_rectangle_int_t box, bool ink);

/* Refuses an SVG that is not self-contained (artwork_scan.c). GI_INVALID art-refused, art-format */
GI_CHECKED gi_status gi_art_scan(gi_bytes svg, const char *name, gi_error *err);

#endif

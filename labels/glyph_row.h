/*
 * glyph_row.h - a short text of code letters, drawn glyph by glyph without being shaped anew.
 *
 * Numbers of units are as long as each other and set in letters of one width, so only the glyphs
 * change from label to label. Dot for dot what pango_cairo_show_layout draws.
 */
#ifndef GI_LABELS_GLYPH_ROW_H
#define GI_LABELS_GLYPH_ROW_H

#include "labels/draw.h"

typedef struct gi_glyph_row gi_glyph_row;

/*
 * Takes the place of a layout's text: ASCII in one line, one font, letters of one width. NULL
 * where it is not so: then the layout has to be used. The layout may go afterwards.
 */
gi_glyph_row *gi_glyph_row_create(PangoLayout *layout);

/* Takes NULL. */
void gi_glyph_row_destroy(gi_glyph_row *row);

/* Draws another text of the same length in a box. False, and nothing drawn: another length, or a
 * character that is neither a digit, a capital nor '-'. */
bool gi_glyph_row_draw(gi_glyph_row *row, const gi_brush *brush, const gi_box *box,
                       const char *text);

#endif

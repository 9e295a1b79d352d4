/*
 * glyph_row.c - looks every letter up once, then only puts glyphs side by side (glyph_row.h).
 *
 * Positions come from the layout in pango units, which a double holds exactly: sums in another
 * order give the same dots.
 */
#include "labels/glyph_row.h"

#include <string.h>

#define LETTERS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"

struct gi_glyph_row {
    PangoFont *font;
    PangoGlyphString *glyphs; /* of the text drawn last */
    int x, baseline;          /* in the layout, pango units */
    int height;               /* of the layout, dots */
    PangoGlyphInfo of[128];   /* width 0 = no such letter here */
};

/* The one run of a layout of one line whose letters are all of one width, else NULL. */
static const PangoGlyphItem *even_run(PangoLayout *layout)
{
    const char *text = pango_layout_get_text(layout);
    const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    if (pango_layout_get_line_count(layout) != 1 || line->runs == NULL ||
        line->runs->next != NULL) {
        return NULL;
    }
    const PangoGlyphItem *run = line->runs->data;
    const PangoGlyphInfo *glyphs = run->glyphs->glyphs;
    bool even = (size_t)run->glyphs->num_glyphs == strlen(text);
    for (int i = 0; even && i < run->glyphs->num_glyphs; i++) {
        even = (text[i] & 0x80) == 0 && glyphs[i].geometry.width == glyphs[0].geometry.width;
    }
    return even ? run : NULL;
}

/* Shapes every letter once, in the font of the run. */
static bool learn(gi_glyph_row *row, PangoLayout *layout, int width)
{
    PangoLayout *all = pango_layout_copy(layout);
    pango_layout_set_width(all, -1);
    pango_layout_set_text(all, LETTERS, -1);
    const PangoGlyphItem *run = even_run(all);
    bool same = run != NULL && run->item->analysis.font == row->font &&
                run->glyphs->glyphs[0].geometry.width == width;
    for (size_t i = 0; same && i < sizeof LETTERS - 1; i++) {
        row->of[(unsigned char)LETTERS[i]] = run->glyphs->glyphs[i];
    }
    g_object_unref(all);
    return same;
}

static void measure(gi_glyph_row *row, PangoLayout *layout)
{
    PangoRectangle line;
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    pango_layout_iter_get_line_extents(at, NULL, &line);
    row->x = line.x;
    row->baseline = pango_layout_iter_get_baseline(at);
    pango_layout_iter_free(at);
    pango_layout_get_pixel_size(layout, NULL, &row->height);
}

gi_glyph_row *gi_glyph_row_create(PangoLayout *layout)
{
    const PangoGlyphItem *run = even_run(layout);
    if (run == NULL || run->glyphs->num_glyphs == 0) {
        return NULL;
    }
    gi_glyph_row *row = g_new0(gi_glyph_row, 1);
    row->font = g_object_ref(run->item->analysis.font);
    row->glyphs = pango_glyph_string_copy(run->glyphs);
    measure(row, layout);
    if (!learn(row, layout, run->glyphs->glyphs[0].geometry.width)) {
        gi_glyph_row_destroy(row);
        return NULL;
    }
    return row;
}

void gi_glyph_row_destroy(gi_glyph_row *row)
{
    if (row != NULL) {
        g_object_unref(row->font);
        pango_glyph_string_free(row->glyphs);
        g_free(row);
    }
}

static bool take_letters(gi_glyph_row *row, const char *text)
{
    if (strlen(text) != (size_t)row->glyphs->num_glyphs) {
        return false;
    }
    for (int i = 0; i < row->glyphs->num_glyphs; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 128 || row->of[c].geometry.width == 0) {
            return false;
        }
        row->glyphs->glyphs[i] = row->of[c];
    }
    return true;
}

bool gi_glyph_row_draw(gi_glyph_row *row, const gi_brush *brush, const gi_box *box,
                       const char *text)
{
    if (!take_letters(row, text)) {
        return false;
    }
    gi_frame at = gi_frame_of(brush, box);
    int32_t above = (at.h - row->height) / 2;
    cairo_set_operator(brush->cr, CAIRO_OPERATOR_OVER);
    cairo_set_source_rgb(brush->cr, 0, 0, 0);
    cairo_move_to(brush->cr, at.x + row->x / (double)PANGO_SCALE,
                  at.y + above + row->baseline / (double)PANGO_SCALE);
    pango_cairo_show_glyph_string(brush->cr, row->font, row->glyphs);
    return true;
}

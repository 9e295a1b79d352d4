/*
 * words.c - one line in the typeface of the labels (words.h).
 */
#include "labels/backends/words.h"

PangoLayout *gi_words_set(const gi_face *face, const char *text, int32_t height)
{
    gi_dots size = gi_um_to_dots((gi_um){ height }, face->device.grid);
    PangoFontDescription *description = pango_font_describe(face->font);
    pango_font_description_set_absolute_size(description, (double)size.value * PANGO_SCALE);
    PangoLayout *words = pango_layout_new(face->context);
    pango_layout_set_font_description(words, description);
    pango_layout_set_text(words, text, -1);
    pango_font_description_free(description);
    return words;
}

gi_dots gi_words_width(PangoLayout *words)
{
    int width = 0;
    pango_layout_get_pixel_size(words, &width, NULL);
    return (gi_dots){ width };
}

gi_dots gi_words_height(PangoLayout *words)
{
    int height = 0;
    pango_layout_get_pixel_size(words, NULL, &height);
    return (gi_dots){ height };
}

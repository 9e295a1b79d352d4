/*
 * face.c - pango behind two acts: open the typeface, set a text (face.h).
 *
 * Sizes are whole dots. Widths are measured with the very metrics that draw later, so a text
 * that was accepted cannot run over its box.
 */
#include "labels/face.h"

#include <stdio.h>
#include <string.h>

#include "labels/fields.h"

#define FAMILY "WenQuanYi Micro Hei"
#define LINE_PITCH 0.85F /* of the font's own: Chinese needs no room for accents */
#define PACKAGE "fonts-wqy-microhei"
#define SIZE_STEP 100 /* um by which a text shrinks */

static cairo_font_options_t *font_options(bool crisp)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options,
                                     crisp ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_DEFAULT);
    cairo_font_options_set_hint_style(options,
                                      crisp ? CAIRO_HINT_STYLE_FULL : CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options,
                                        crisp ? CAIRO_HINT_METRICS_ON : CAIRO_HINT_METRICS_OFF);
    return options;
}

static PangoContext *make_context(bool crisp)
{
    PangoFontMap *map = pango_cairo_font_map_new();
    PangoContext *context = pango_font_map_create_context(map);
    g_object_unref(map);
    /* Without it Han characters take their Japanese shapes. */
    pango_context_set_language(context, pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context, crisp);
    cairo_font_options_t *options = font_options(crisp);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    return context;
}

static PangoFontDescription *describe(gi_letters letters, gi_dots size)
{
    static const char *const families[] = {
        [GI_LETTERS_TEXT] = FAMILY,
        [GI_LETTERS_CODE] = FAMILY " Mono",
    };
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family_static(description, families[letters]);
    pango_font_description_set_absolute_size(description, (double)size.value * PANGO_SCALE);
    return description;
}

/* Fontconfig answers with some other font when the wanted one is missing. */
static bool is_our_family(PangoFont *font)
{
    PangoFontDescription *found = font == NULL ? NULL : pango_font_describe(font);
    const char *family = found == NULL ? NULL : pango_font_description_get_family(found);
    bool ours = family != NULL && strcmp(family, FAMILY) == 0;
    pango_font_description_free(found);
    return ours;
}

gi_status gi_face_open(gi_device device, gi_face *out, gi_error *err)
{
    gi_face face = { .device = device, .context = make_context(device.crisp) };
    PangoFontDescription *description = describe(GI_LETTERS_TEXT, (gi_dots){ 16 });
    face.font = pango_context_load_font(face.context, description);
    pango_font_description_free(description);
    if (!is_our_family(face.font)) {
        gi_face_close(&face);
        return gi_fail(err, GI_WHY_NO_FONT, FAMILY, PACKAGE);
    }
    *out = face;
    return GI_OK;
}

void gi_face_close(gi_face *face)
{
    g_clear_object(&face->font);
    g_clear_object(&face->context);
}

static gi_status check_glyphs(const gi_face *face, const char *name, const char *text,
                              gi_error *err)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!pango_font_has_char(face->font, g_utf8_get_char(at))) {
            char missing[24];
            (void)snprintf(missing, sizeof missing, "%.*s U+%04X", (int)(g_utf8_next_char(at) - at),
                           at, g_utf8_get_char(at));
            return gi_fail_field(err, name, GI_WHY_NO_GLYPH, missing, FAMILY);
        }
    }
    return GI_OK;
}

static PangoLayout *new_layout(const gi_face *face, const char *text)
{
    PangoLayout *layout = pango_layout_new(face->context);
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_line_spacing(layout, LINE_PITCH);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

static void resize(PangoLayout *layout, gi_letters letters, gi_dots size)
{
    PangoFontDescription *description = describe(letters, size);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
}

static bool fits(const gi_face *face, const gi_shape *shape, PangoLayout *layout, int32_t lines)
{
    PangoRectangle ink;
    pango_layout_get_pixel_extents(layout, &ink, NULL);
    return pango_layout_get_line_count(layout) <= lines &&
           ink.height <= gi_um_to_dots(shape->box.h, face->device.grid).value;
}

/* One line at every size first, then two, so that a name is broken only when it must be. */
static bool shrink(const gi_face *face, const gi_shape *shape, PangoLayout *layout)
{
    for (int32_t lines = 1; lines <= shape->lines; lines++) {
        for (gi_um size = shape->size; size.value >= shape->min_size.value;
             size.value -= SIZE_STEP) {
            resize(layout, shape->letters, gi_um_to_dots(size, face->device.grid));
            if (fits(face, shape, layout, lines)) {
                return true;
            }
        }
    }
    return false;
}

/* Of the whole text (limit -1) or of its widest piece without a break (limit 0). */
static gi_um width_of(const gi_face *face, PangoLayout *layout, int limit)
{
    int width = 0;
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, limit);
    pango_layout_get_pixel_size(layout, &width, NULL);
    return gi_dots_to_um((gi_dots){ width }, face->device.grid);
}

typedef struct shortage {
    gi_um wanted, there;
} shortage;

/* What is too long: the text for all lines, a word for one line, or what breaking wastes. */
static shortage measure(const gi_face *face, const gi_shape *shape, PangoLayout *layout)
{
    gi_um line = shape->box.w;
    gi_um lines = { line.value * shape->lines };
    gi_um broken = { line.value * pango_layout_get_line_count(layout) };
    gi_um whole = width_of(face, layout, -1);
    gi_um piece = width_of(face, layout, 0);
    if (whole.value > lines.value) {
        return (shortage){ whole, lines };
    }
    return piece.value > line.value ? (shortage){ piece, line } : (shortage){ broken, lines };
}

/* layout has its smallest size by now. */
static gi_status refuse(const gi_face *face, const gi_shape *shape, PangoLayout *layout,
                        gi_error *err)
{
    shortage found = measure(face, shape, layout);
    const char *name = gi_field_subject(shape->text, shape->name);
    return gi_fail_field(err, name, GI_WHY_TEXT_TOO_WIDE, name,
                         gi_um_text(found.wanted.value, 1).text,
                         gi_um_text(found.there.value, 1).text);
}

gi_status gi_face_set(const gi_face *face, const gi_shape *shape, const char *text,
                      PangoLayout **out, gi_error *err)
{
    static const PangoAlignment alignments[] = {
        [GI_ALIGN_LEFT] = PANGO_ALIGN_LEFT,
        [GI_ALIGN_CENTRE] = PANGO_ALIGN_CENTER,
        [GI_ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
    };
    GI_TRY(check_glyphs(face, gi_field_subject(shape->text, shape->name), text, err));
    PangoLayout *layout = new_layout(face, text);
    gi_dots width = gi_um_to_dots(shape->box.w, face->device.grid);
    pango_layout_set_width(layout, width.value * PANGO_SCALE);
    pango_layout_set_alignment(layout, alignments[shape->align]);
    if (!shrink(face, shape, layout)) {
        gi_status status = refuse(face, shape, layout, err);
        g_object_unref(layout);
        return status;
    }
    *out = layout;
    return GI_OK;
}

/* Fontconfig keeps 288 bytes of its own configuration for good; only dev builds count them. */
#if defined(__has_feature)
#define FEATURE(name) __has_feature(name)
#else
#define FEATURE(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || FEATURE(address_sanitizer)
const char *__lsan_default_suppressions(void);
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}
#endif

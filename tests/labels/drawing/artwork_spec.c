/* Artwork: self-contained or refused by what it holds, drawn in proportion, without grey. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "labels/artwork.h"
#include "support.h"
#include "tests/support/spec.h"

#define SVG(inside)                                                                       \
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' " \
    "viewBox='0 0 20 10'>" inside "</svg>"

static gi_status parse(const char *svg, gi_art **out, gi_error *err)
{
    return gi_art_parse(gi_bytes_of(svg), "leaf.svg", false, out, err);
}

static void expect_refused(const char *svg, const char *what)
{
    char message[200];
    gi_error err = { 0 };
    gi_art *art = NULL;
    EXPECT_WHY(parse(svg, &art, &err), GI_WHY_ART_REFUSED);
    (void)snprintf(message, sizeof message,
                   "the artwork leaf.svg holds %s; only self-contained artwork is drawn", what);
    EXPECT_TEXT(err.message, message);
    EXPECT(art == NULL);
}

static void expect_drawn(const char *svg)
{
    gi_error err = { 0 };
    gi_art *art = NULL;
    EXPECT_OK(parse(svg, &art, &err));
    gi_art_destroy(art);
}

SPEC(outlines_gradients_styles_and_clones_are_drawn)
{
    expect_drawn(SVG("<path d='M0 0 L20 0 L20 10 Z'/><circle cx='5' cy='5' r='2'/>"));
    expect_drawn(SVG("<defs><linearGradient id='g'/></defs><rect width='4' height='4' "
                     "fill='url(#g)'/>"));
    expect_drawn(SVG("<style>.a { fill: url( '#g' ) }</style><g id='b'/><use href='#b'/>"));
    expect_drawn(
        "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE svg PUBLIC "
        "'-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG(
            "<rect width='4' height='4'/>"));
}

SPEC(an_svg_that_loads_from_the_network_or_a_file_is_refused)
{
    expect_refused(SVG("<image href='http://x.cn/a.png'/>"), "<image>");
    expect_refused(SVG("<use xlink:href='http://x.cn/a.svg#a'/>"), "href=\"http://x.cn/a.svg#a\"");
    expect_refused(SVG("<use href='../other.svg#a'/>"), "href=\"../other.svg#a\"");
    expect_refused(SVG("<use href='file:///etc/passwd#a'/>"), "href=\"file:///etc/passwd#a\"");
    expect_refused(SVG("<rect fill='url(other.svg#g)'/>"), "fill=\"url(other.svg#g)\"");
    expect_refused(SVG("<rect style='fill:URL( &quot;http://x&quot; )'/>"),
                   "style=\"fill:URL( \"http://x\" )\"");
    expect_refused(SVG("<style>@import 'http://x.cn/a.css';</style>"), "<style> url() @import");
    expect_refused(SVG("<style>@import url(x.css);<title/></style>"), "<title>");
    expect_refused(SVG("<style>.a{fill:u\\72l(http://x)}</style>"), "<style> url() @import");
    expect_refused("<?xml-stylesheet href='http://x.cn/a.css'?>" SVG(""), "<?xml-stylesheet?>");
    expect_refused(SVG("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='#a'/>"),
                   "<include>");
}

SPEC(an_svg_with_scripts_text_or_foreign_markup_is_refused)
{
    expect_refused(SVG("<script>1</script>"), "<script>");
    expect_refused(SVG("<rect onload='x()'/>"), "onload");
    expect_refused(SVG("<foreignObject/>"), "<foreignObject>");
    expect_refused(SVG("<text>茶</text>"), "<text>");
    expect_refused(SVG("<filter id='f'/>"), "<filter>");
    expect_refused(SVG("<animate/>"), "<animate>");
    expect_refused(SVG("<g xml:base='http://x/'/>"), "base");
}

SPEC(a_billion_laughs_are_refused_at_their_declaration)
{
    expect_refused("<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>" SVG(
                       "<desc>&b;</desc>"),
                   "<!DOCTYPE [ ]>");
    expect_refused(
        "<!DOCTYPE svg SYSTEM 'file:///etc/passwd' [<!ENTITY % p SYSTEM 'x'> %p;]>" SVG(""),
        "<!DOCTYPE [ ]>");
}

/* Each clone holds two of the one before: the same trick without entities. */
SPEC(clones_of_clones_end_at_a_count)
{
    GI_AUTO_BUF svg = GI_BUF(65536);
    gi_buf_add_text(&svg, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><defs>"
                          "<g id='g0'><rect width='1' height='1'/></g>");
    for (int i = 1; i <= 30; i++) {
        gi_buf_add_format(&svg, "<g id='g%d'><use href='#g%d'/><use href='#g%d'/></g>", i, i - 1,
                          i - 1);
    }
    gi_buf_add_text(&svg, "</defs><use href='#g30'/></svg>");
    expect_refused(gi_buf_text(&svg), "> 16 <use>");
}

SPEC(an_svg_as_deep_as_a_well_is_refused)
{
    GI_AUTO_BUF svg = GI_BUF(65536);
    gi_buf_add_text(&svg, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>");
    for (int i = 0; i < 64; i++) {
        gi_buf_add_text(&svg, "<g>");
    }
    expect_refused(gi_buf_text(&svg), "<g> > 64");
}

SPEC(what_is_neither_png_nor_svg_is_refused)
{
    static const char *const wrong[] = {
        "",
        "GIF89a",
        "<svg/>",
        "<g xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 10'/>",
        "\x1F\x8B\x08 gzip",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        gi_art *art = NULL;
        EXPECT_WHY(parse(wrong[i], &art, &err), GI_WHY_ART_FORMAT);
    }
}

/* 13 x 2 pixels in the first bytes, then whatever. */
static const uint8_t png_head[40] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I',
                                      'H',  'D', 'R', 0,   0,    0x0B, 0xB9, 0,    0, 0, 1, 8,  0 };

SPEC(a_png_that_claims_to_be_huge_is_refused_before_it_is_unpacked)
{
    gi_error err = { 0 };
    gi_art *art = NULL;
    EXPECT_WHY(gi_art_parse((gi_bytes){ png_head, sizeof png_head }, "a.png", false, &art, &err),
               GI_WHY_TOO_LONG);
    EXPECT_TEXT(err.message, "a.png is too long: 3001, the limit is 3000");
}

SPEC(a_broken_png_and_a_png_for_the_mark_are_refused)
{
    gi_error err = { 0 };
    gi_art *art = NULL;
    uint8_t broken[sizeof png_head];
    memcpy(broken, png_head, sizeof broken);
    broken[19] = 0;
    EXPECT_WHY(gi_art_parse((gi_bytes){ broken, sizeof broken }, "a.png", false, &art, &err),
               GI_WHY_ART_FORMAT);
    EXPECT_WHY(gi_art_parse((gi_bytes){ broken, sizeof broken }, "a.png", true, &art, &err),
               GI_WHY_ART_FORMAT);
    EXPECT_TEXT(err.message, "the artwork a.png is no SVG");
}

SPEC(a_file_past_256_kib_is_refused)
{
    gi_error err = { 0 };
    gi_art *art = NULL;
    GI_AUTO_BUF svg = GI_BUF(GI_ART_BYTES + 1);
    while (svg.size <= GI_ART_BYTES) {
        gi_buf_add_byte(&svg, ' ');
    }
    EXPECT_WHY(gi_art_parse(gi_buf_view(&svg), "a.svg", false, &art, &err), GI_WHY_TOO_LONG);
    EXPECT_TEXT(err.message, "a.svg is too long: 262145, the limit is 262144");
}

/* ---- drawn ---- */

/* Ink of a picture of 40 x 40 dots with the artwork in all of it. */
static int ink_of(const char *svg, int row, int from, int to)
{
    int count = 0;
    gi_error err = { 0 };
    gi_art *art = NULL;
    EXPECT_OK(parse(svg, &art, &err));
    cairo_surface_t *dots = cairo_image_surface_create(CAIRO_FORMAT_A8, 40, 40);
    cairo_t *cr = cairo_create(dots);
    gi_art_draw(art, cr, (cairo_rectangle_int_t){ 0, 0, 40, 40 }, true);
    cairo_destroy(cr);
    cairo_surface_flush(dots);
    const uint8_t *line = cairo_image_surface_get_data(dots) +
                          (size_t)row * (size_t)cairo_image_surface_get_stride(dots);
    for (int x = from; x < to; x++) {
        EXPECT(line[x] == 0 || line[x] == 255);
        count += line[x] != 0;
    }
    cairo_surface_destroy(dots);
    gi_art_destroy(art);
    return count;
}

SPEC(artwork_keeps_its_proportions_in_the_middle_of_its_box)
{
    static const char wide[] = SVG("<rect width='20' height='10'/>");
    EXPECT_INT(ink_of(wide, 9, 0, 40), 0);
    EXPECT_INT(ink_of(wide, 10, 0, 40), 40);
    EXPECT_INT(ink_of(wide, 29, 0, 40), 40);
    EXPECT_INT(ink_of(wide, 30, 0, 40), 0);
}

SPEC(colours_become_ink_or_paper_by_their_darkness)
{
    EXPECT_INT(ink_of(SVG("<rect width='20' height='10' fill='#c00'/>"), 20, 0, 40), 40);
    EXPECT_INT(ink_of(SVG("<rect width='20' height='10' fill='#fd0'/>"), 20, 0, 40), 0);
    EXPECT_INT(ink_of(SVG("<rect width='20' height='10' fill='#000' opacity='.3'/>"), 20, 0, 40),
               0);
}

/* One label as SVG, judged by expat, librsvg and zbar. */
#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "tests/support/spec.h"

static void make_svg(const gi_label *label, const sample_unit *unit, gi_buf *out)
{
    gi_error err = { 0 };
    gi_label_unit view = view_unit(unit);
    EXPECT_OK(gi_label_svg(sample_layout(), label, &view, out, &err));
}

/* Rendered at 8 dots per mm and read. */
static void expect_readable(const gi_label *label)
{
    GI_AUTO_BUF svg = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    GI_AUTO_BUF wanted = GI_BUF(1 << 10);
    sample_unit unit = random_unit(GI_UNIT_DIGITS);
    make_svg(label, &unit, &svg);
    const char *vector = path_in(gi_spec_directory(), "label.svg");
    const char *picture = path_in(gi_spec_directory(), "label.png");
    write_file(vector, gi_buf_view(&svg));
    const char *render[] = { "rsvg-convert", "--dpi-x", "203.2", "--dpi-y", "203.2",
                             "--output",     picture,   vector,  NULL };
    EXPECT_INT(run_tool(render, &said), 0);
    const char *read[] = { "zbarimg", "--quiet", "--raw", "-Sbinary=no", picture, NULL };
    EXPECT_INT(run_tool(read, &said), 0);
    gi_buf_add_format(&wanted, "%s%s\n", label->prefix, unit.digits);
    EXPECT_TEXT(gi_buf_text(&said), gi_buf_text(&wanted));
}

SPEC(an_svg_at_8_dots_per_mm_decodes)
{
    gi_label short_host = sample_label();
    gi_label long_host = demo_label();
    expect_readable(&short_host);
    expect_readable(&long_host);
}

static void see_element(void *context, const char *name, const char **attributes)
{
    char *seen = context;
    if (strcmp(name, "svg") == 0) {
        for (; attributes[0] != NULL; attributes += 2) {
            size_t used = strlen(seen);
            (void)snprintf(seen + used, 200 - used, "%s=%s ", attributes[0], attributes[1]);
        }
    }
}

SPEC(an_svg_is_well_formed_and_has_the_size_of_the_label)
{
    char seen[200] = "";
    GI_AUTO_BUF svg = GI_BUF(1 << 20);
    gi_label label = demo_label();
    sample_unit unit = fixed_unit();
    make_svg(&label, &unit, &svg);
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, seen);
    XML_SetStartElementHandler(parser, see_element);
    EXPECT(XML_Parse(parser, gi_buf_text(&svg), (int)svg.size, 1) == XML_STATUS_OK);
    XML_ParserFree(parser);
    EXPECT(strstr(seen, "width=50mm height=30mm viewBox=0 0 400 240") != NULL);
}

SPEC(an_svg_needs_no_typeface_and_nothing_from_elsewhere)
{
    static const char *const foreign[] = { "<text",       "font-family", "href=\"http",
                                           "href=\"file", "<script",     "url(http" };
    GI_AUTO_BUF svg = GI_BUF(1 << 20);
    gi_label label = demo_label();
    sample_unit unit = fixed_unit();
    make_svg(&label, &unit, &svg);
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        EXPECT(strstr(gi_buf_text(&svg), foreign[i]) == NULL);
    }
}

/* cairo counts its surfaces over the whole life of a process. */
SPEC(the_same_label_gives_the_same_svg)
{
    GI_AUTO_BUF one = GI_BUF(1 << 20);
    GI_AUTO_BUF two = GI_BUF(1 << 20);
    gi_label label = demo_label();
    sample_unit unit = fixed_unit();
    make_svg(&label, &unit, &one);
    make_svg(&label, &unit, &two);
    EXPECT(gi_bytes_equal(gi_buf_view(&one), gi_buf_view(&two)));
}

SPEC(edges_of_modules_are_whole_units)
{
    GI_AUTO_BUF svg = GI_BUF(1 << 20);
    gi_label label = sample_label();
    sample_unit unit = fixed_unit();
    make_svg(&label, &unit, &svg);
    const char *path = strstr(gi_buf_text(&svg), "crispEdges\" d=\"");
    EXPECT(path != NULL);
    path += strlen("crispEdges\" d=\"");
    EXPECT_INT(strspn(path, "Mhvz -0123456789"), strcspn(path, "\""));
    EXPECT(strncmp(strchr(path, 'h'), "h28v4h-28z", 10) == 0); /* the edge of a finder */
}

SPEC(a_refused_unit_leaves_no_svg)
{
    gi_error err = { 0 };
    GI_AUTO_BUF svg = GI_BUF(1 << 20);
    gi_label label = sample_label();
    const gi_label_unit bad = { .digits = "123", .number = "000W-003R-J0W" };
    EXPECT_WHY(gi_label_svg(sample_layout(), &label, &bad, &svg, &err), GI_WHY_BAD_LENGTH);
    EXPECT_INT(svg.size, 0);
}

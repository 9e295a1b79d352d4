/* Printers that shift and stretch, and the page that finds out by how much. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "tests/support/spec.h"

static const char *saved(const gi_buf *pdf)
{
    const char *path = path_in(gi_spec_directory(), "page.pdf");
    write_file(path, gi_buf_view(pdf));
    return path;
}

static void calibrate(const char *sheet, gi_label_adjust adjust, gi_buf *out)
{
    gi_error err = { 0 };
    const gi_label_sheet *paper = NULL;
    EXPECT_OK(gi_label_sheet_find(sheet, &paper, &err));
    EXPECT_OK(gi_label_calibration_pdf(paper, adjust, sink_into(out), &err));
}

static void expect_said(const gi_buf *pdf, const char *const *wanted)
{
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    const char *arguments[] = { "pdftotext", "-layout", saved(pdf), "-", NULL };
    EXPECT_INT(run_tool(arguments, &said), 0);
    for (; *wanted != NULL; wanted++) {
        EXPECT(strstr(gi_buf_text(&said), *wanted) != NULL);
    }
}

SPEC(the_calibration_sheet_says_how_to_read_it_in_both_languages)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    const gi_label_adjust adjust = { 3, -5, 1002, 0 };
    calibrate("21", adjust, &pdf);
    const char *const wanted[] = { "校准页",
                                   "A–B = 150.0 mm",
                                   "A–C = 237.0 mm",
                                   "offset = 0.3 -0.5",
                                   "scale = 100.2 100.0",
                                   "本页所用 + 30.0 − 量得",
                                   "used here × wanted ÷ measured",
                                   NULL };
    expect_said(&pdf, wanted);
}

SPEC(every_a4_sheet_has_a_calibration_sheet_and_a_single_page_none)
{
    gi_error err = { 0 };
    for (size_t i = 0; gi_label_sheet_at(i) != NULL; i++) {
        GI_AUTO_BUF pdf = GI_BUF(1 << 20);
        const gi_label_sheet *sheet = gi_label_sheet_at(i);
        gi_status status =
            gi_label_calibration_pdf(sheet, (gi_label_adjust){ 0 }, sink_into(&pdf), &err);
        if (sheet->page_width == 0) {
            EXPECT_WHY(status, GI_WHY_UNKNOWN_SHEET);
            EXPECT_INT(pdf.size, 0);
        } else {
            EXPECT_OK(status);
        }
    }
}

/* ---- seen on the rendered page ---- */

typedef struct picture {
    int width, height;
    gi_buf file;
    const uint8_t *rows;
} picture;

/* 1-bit rows of the first page at 254 dpi: a dot is 0.1 mm. */
static void render(const gi_buf *pdf, picture *out)
{
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    const char *root = path_in(gi_spec_directory(), "seen");
    const char *arguments[] = { "pdftoppm",    "-r",       "254", "-mono",
                                "-singlefile", saved(pdf), root,  NULL };
    EXPECT_INT(run_tool(arguments, &said), 0);
    char path[4200];
    (void)snprintf(path, sizeof path, "%s.pbm", root);
    out->file = GI_BUF(1 << 20);
    read_file(path, &out->file);
    char *end = NULL;
    out->width = (int)strtol(gi_buf_text(&out->file) + 3, &end, 10);
    out->height = (int)strtol(end, &end, 10);
    out->rows = (const uint8_t *)end + 1;
}

/* Black dots in a square of 2 x 2 mm around a place in 0.1 mm. */
static int ink_near(const picture *seen, int x, int y)
{
    int count = 0;
    for (int row = y - 10; row < y + 10; row++) {
        for (int column = x - 10; column < x + 10; column++) {
            const uint8_t *bytes = seen->rows + row * ((seen->width + 7) / 8);
            count += bytes[column / 8] >> (7 - column % 8) & 1;
        }
    }
    return count;
}

/* The middle of mark A within half a dot: its arms are the only ink there. */
static void expect_mark_at(gi_label_adjust adjust, int x, int y)
{
    picture seen;
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    calibrate("24", adjust, &pdf);
    render(&pdf, &seen);
    int total = 0;
    for (int at = -12; at <= 12; at++) {
        const uint8_t *row = seen.rows + (y + 40) * ((seen.width + 7) / 8);
        total += (row[(x + at) / 8] >> (7 - (x + at) % 8) & 1) * (at == 0 ? 100 : 1);
    }
    EXPECT(total >= 100 && total < 105);
    EXPECT(ink_near(&seen, x, y) > 60);
    gi_buf_clear(&seen.file);
}

SPEC(mark_a_is_30_mm_from_both_edges)
{
    expect_mark_at((gi_label_adjust){ 0 }, 300, 300);
}

SPEC(mark_a_moves_by_the_offset_and_the_scale)
{
    expect_mark_at((gi_label_adjust){ .offset_x = 12, .offset_y = -7 }, 312, 293);
    expect_mark_at((gi_label_adjust){ .scale_x = 1050, .scale_y = 950 }, 315, 285);
}

/* ---- sheets of labels ---- */

SPEC(a_sheet_with_room_at_its_foot_says_to_print_at_actual_size)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, "21", 1, 3, NULL, &pdf);
    const char *const wanted[] = { "实际大小", "print at actual size (100 %)", NULL };
    expect_said(&pdf, wanted);
}

static bool is_ink(const picture *seen, int x, int y)
{
    return (seen->rows[y * ((seen->width + 7) / 8) + x / 8] >> (7 - x % 8) & 1) != 0;
}

/* Ink of one page that has none of the other's within a dot, where the texts of the first column
 * stand: 14.4 to 35.2 mm from the left. */
static int ink_apart(const gi_buf *one, const gi_buf *two)
{
    picture a;
    picture b;
    render(one, &a);
    render(two, &b);
    int count = 0;
    for (int y = 1; y + 1 < a.height; y++) {
        for (int x = 144; x < 352; x++) {
            bool near = false;
            for (int i = 0; i < 9; i++) {
                near = near || is_ink(&b, x - 1 + i % 3, y - 1 + i / 3);
            }
            count += is_ink(&a, x, y) && !near;
        }
    }
    gi_buf_clear(&a.file);
    gi_buf_clear(&b.file);
    return count;
}

/* The texts of a full page are laid on from one drawing, those of a started one are drawn. */
SPEC(a_full_page_and_a_started_one_put_texts_at_the_same_places)
{
    GI_AUTO_BUF full = GI_BUF(1 << 20);
    GI_AUTO_BUF started = GI_BUF(1 << 20);
    GI_AUTO_BUF short_one = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, "21", 1, 21, NULL, &full);
    make_pdf(&label, "21", 1, 20, NULL, &started);
    make_pdf(&label, "21", 1, 18, NULL, &short_one);
    EXPECT_INT(ink_apart(&full, &started), 0);
    EXPECT_INT(ink_apart(&started, &full), 0);
    EXPECT(ink_apart(&full, &short_one) > 1000); /* its last row is empty */
}

/* ---- pictures ---- */

/* A template with the picture of a label as artwork. */
static void open_with_picture(gi_template **out)
{
    gi_error err = { 0 };
    GI_AUTO_BUF png = GI_BUF(1 << 20);
    GI_AUTO_BUF ini = GI_BUF(1 << 16);
    gi_label label = sample_label();
    const char *folder = gi_spec_directory();
    EXPECT_OK(gi_template_preview(sample_layout(), &label, 203, &png, &err));
    write_file(path_in(folder, "logo.png"), gi_buf_view(&png));
    read_file(GI_SOURCE_DIR "/labels/templates/50x30.ini", &ini);
    gi_buf_add_text(&ini, "\n[art logo]\nfile = logo.png\nbox = 17 9.6 4 3\n");
    const char *path = path_in(folder, "logo.ini");
    write_file(path, gi_buf_view(&ini));
    EXPECT_OK(gi_template_open(path, out, &err));
}

/* Full and started pages; a picture used twice on a page makes a dictionary with a key twice. */
SPEC(a_sheet_of_labels_with_a_picture_is_well_formed)
{
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_pdf) pdf = NULL;
    GI_AUTO_BUF out = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    gi_label label = sample_label();
    const gi_label_paper paper = { .sheet = gi_label_sheet_at(0), .start_cell = 23 };
    open_with_picture(&layout);
    EXPECT_OK(gi_label_pdf_create(layout, &label, &paper, sink_into(&out), &pdf, &err));
    for (int i = 0; i < 2 + 24 + 2; i++) {
        sample_unit unit = random_unit(GI_UNIT_DIGITS);
        gi_label_unit view = view_unit(&unit);
        EXPECT_OK(gi_label_pdf_add(pdf, &view, &err));
    }
    EXPECT_OK(gi_label_pdf_finish(pdf, &err));
    const char *arguments[] = { "qpdf", "--check", saved(&out), NULL };
    EXPECT_INT(run_tool(arguments, &said), 0); /* 3 = warnings */
}

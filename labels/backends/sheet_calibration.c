/*
 * sheet_calibration.c - a page that shows what a printer shifts and stretches (gi/paper.h).
 *
 * Rulers along the edges, crosses at the corners of all cells, and three marks to measure from:
 * A is 30 mm from both edges, B and C as far from the opposite ones. Drawn with the adjustment
 * under test, so a second print shows whether the figures were read well.
 */
#include <math.h>
#include <stdio.h>

#include "labels/backends/document.h"
#include "labels/backends/words.h"
#include "labels/sheet.h"

#define MARK 30000 /* um from the edges of the paper to A */
#define HAIR 100
#define THIN 150
#define THICK 250

typedef struct page {
    gi_document document;
    gi_face face;
    gi_label_adjust adjust;
    const gi_label_sheet *sheet;
} page;

static double dots(int32_t um)
{
    return um * (GI_PAPER_GRID.dots / 254000.0);
}

static void draw_line(const page *on, int32_t x, int32_t y, int32_t dx, int32_t dy, int32_t width)
{
    gi_point from = gi_sheet_adjusted(&on->adjust, x, y);
    gi_point to = gi_sheet_adjusted(&on->adjust, x + dx, y + dy);
    cairo_t *cr = on->document.cr;
    cairo_set_line_width(cr, dots(width));
    cairo_move_to(cr, dots(from.x.value), dots(from.y.value));
    cairo_line_to(cr, dots(to.x.value), dots(to.y.value));
    cairo_stroke(cr);
}

/* side: 0 = x is where it begins, 1 = its middle, 2 = its end. */
static void draw_words(const page *on, const char *text, int32_t x, int32_t y, int side,
                       int32_t height)
{
    gi_point at = gi_sheet_adjusted(&on->adjust, x, y);
    PangoLayout *words = gi_words_set(&on->face, text, height);
    double before = gi_words_width(words).value * side / 2.0;
    cairo_move_to(on->document.cr, dots(at.x.value) - before, dots(at.y.value));
    pango_cairo_show_layout(on->document.cr, words);
    g_object_unref(words);
}

/* ---- rulers: long enough to reach past what printers leave white ---- */

static int32_t tick(int32_t mm)
{
    if (mm % 10 == 0) {
        return 9000;
    }
    return mm % 5 == 0 ? 7500 : 6200;
}

static void draw_rulers(const page *on)
{
    const int32_t width = on->sheet->page_width;
    const int32_t height = on->sheet->page_height;
    for (int32_t mm = 10; mm < width / 1000 - 9; mm++) {
        draw_line(on, mm * 1000, 0, 0, tick(mm), HAIR);
        draw_line(on, mm * 1000, height, 0, -tick(mm), HAIR);
    }
    for (int32_t mm = 10; mm < height / 1000 - 9; mm++) {
        draw_line(on, 0, mm * 1000, tick(mm), 0, HAIR);
        draw_line(on, width, mm * 1000, -tick(mm), 0, HAIR);
    }
}

static void draw_numbers(const page *on)
{
    const int32_t width = on->sheet->page_width;
    const int32_t height = on->sheet->page_height;
    for (int32_t mm = 20; mm < width / 1000 - 15; mm += 10) {
        draw_words(on, gi_num(mm).text, mm * 1000, 9200, 1, 2200);
        draw_words(on, gi_num(mm).text, mm * 1000, height - 12200, 1, 2200);
    }
    for (int32_t mm = 20; mm < height / 1000 - 15; mm += 10) {
        draw_words(on, gi_num(mm).text, 9500, mm * 1000 - 1500, 0, 2200);
        draw_words(on, gi_num(mm).text, width - 9500, mm * 1000 - 1500, 2, 2200);
    }
}

/* ---- crosses ---- */

static void draw_cross(const page *on, int32_t x, int32_t y, int32_t arm, int32_t width)
{
    draw_line(on, x - arm, y, 2 * arm, 0, width);
    draw_line(on, x, y - arm, 0, 2 * arm, width);
}

static void draw_corners(const page *on)
{
    const gi_label_sheet *sheet = on->sheet;
    for (int32_t cell = 0; cell < sheet->columns * sheet->rows; cell++) {
        int32_t x = sheet->left + cell % sheet->columns * sheet->pitch_x;
        int32_t y = sheet->top + cell / sheet->columns * sheet->pitch_y;
        draw_cross(on, x, y, 2500, THIN);
        draw_cross(on, x + sheet->cell_width, y, 2500, THIN);
        draw_cross(on, x, y + sheet->cell_height, 2500, THIN);
        draw_cross(on, x + sheet->cell_width, y + sheet->cell_height, 2500, THIN);
    }
}

static void draw_mark(const page *on, const char *name, int32_t x, int32_t y)
{
    gi_point at = gi_sheet_adjusted(&on->adjust, x, y);
    cairo_new_path(on->document.cr);
    cairo_arc(on->document.cr, dots(at.x.value), dots(at.y.value), dots(2500), 0, 2 * M_PI);
    cairo_stroke(on->document.cr);
    draw_cross(on, x, y, 5000, THICK);
    draw_words(on, name, x + 3500, y + 2000, 0, 5000);
}

static void draw_marks(const page *on)
{
    draw_mark(on, "A", MARK, MARK);
    draw_mark(on, "B", on->sheet->page_width - MARK, MARK);
    draw_mark(on, "C", MARK, on->sheet->page_height - MARK);
}

/* ---- words ---- */

typedef struct instruction {
    const char *zh, *en;
} instruction;

static const instruction instructions[] = {
    { "1. 打印本页：选“实际大小”（100 %），不要缩放。",
      "1. Print this page at actual size (100 %), never fit to page." },
    { "2. 从纸的左边、上边量到 A 的中心：都应为 30.0 毫米。",
      "2. Measure from the left and the top edge of the paper to A: 30.0 mm each." },
    { "3. offset（毫米，向右、向下为正）= 本页所用 + 30.0 − 量得。",
      "3. offset (mm, right and down positive) = used here + 30.0 − measured." },
    { "4. 量 A 到 B、A 到 C 的距离，应为下列数值。",
      "4. Measure from A to B and from A to C; wanted:" },
    { "5. scale（百分数）= 本页所用 × 应为 ÷ 量得。",
      "5. scale (per cent) = used here × wanted ÷ measured." },
    { "6. 写入打印机配置的 offset 和 scale，再打印一次。",
      "6. Put both into the printer's profile and print again." },
    { "7. 与标签纸叠起对光看：十字应落在标签的四角。",
      "7. Hold it with a sheet of labels against the light: crosses on corners." },
};

#define LINES ((int32_t)(sizeof instructions / sizeof instructions[0]))
#define BOX_WIDTH 132000
#define LINE_STEP 10500
#define BOX_HEIGHT (28000 + LINES * LINE_STEP)

static void clear_box(const page *on, int32_t x, int32_t y)
{
    cairo_t *cr = on->document.cr;
    cairo_rectangle(cr, dots(x), dots(y), dots(BOX_WIDTH), dots(BOX_HEIGHT));
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_fill_preserve(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_set_line_width(cr, dots(THICK));
    cairo_stroke(cr);
}

static void draw_figures(const page *on, int32_t x, int32_t y)
{
    char text[160];
    const gi_label_adjust *adjust = &on->adjust;
    (void)snprintf(text, sizeof text, "A–B = %.1f mm    A–C = %.1f mm",
                   (on->sheet->page_width - 2 * MARK) / 1000.0,
                   (on->sheet->page_height - 2 * MARK) / 1000.0);
    draw_words(on, text, x, y, 0, 3500);
    (void)snprintf(text, sizeof text,
                   "本页所用 / used here:  offset = %.1f %.1f    scale = %.1f %.1f",
                   adjust->offset_x / 10.0, adjust->offset_y / 10.0, adjust->scale_x / 10.0,
                   adjust->scale_y / 10.0);
    draw_words(on, text, x, y + 5500, 0, 2800);
}

static void draw_box(const page *on)
{
    int32_t x = (on->sheet->page_width - BOX_WIDTH) / 2;
    int32_t y = (on->sheet->page_height - BOX_HEIGHT) / 2;
    clear_box(on, x, y);
    char title[160];
    (void)snprintf(title, sizeof title, "校准页 / calibration sheet: %s", on->sheet->purpose);
    draw_words(on, title, x + 5000, y + 4000, 0, 4000);
    for (int32_t i = 0; i < LINES; i++) {
        draw_words(on, instructions[i].zh, x + 5000, y + 12000 + i * LINE_STEP, 0, 3300);
        draw_words(on, instructions[i].en, x + 5000, y + 16800 + i * LINE_STEP, 0, 2700);
    }
    draw_figures(on, x + 5000, y + 13500 + LINES * LINE_STEP);
}

static gi_status draw_page(page *on, gi_label_sink sink, gi_error *err)
{
    GI_TRY(gi_document_open(&on->document, on->sheet->page_width, on->sheet->page_height,
                            "calibration", on->sheet->name, sink, err));
    draw_rulers(on);
    draw_numbers(on);
    draw_corners(on);
    draw_marks(on);
    draw_box(on);
    cairo_show_page(on->document.cr);
    return gi_document_finish(&on->document, err);
}

gi_status gi_label_calibration_pdf(const gi_label_sheet *sheet, gi_label_adjust adjust,
                                   gi_label_sink sink, gi_error *err)
{
    page on = { .sheet = sheet, .adjust = adjust };
    if (sheet->page_width < BOX_WIDTH + 2 * MARK || sheet->page_height < BOX_HEIGHT + 2 * MARK) {
        return gi_fail_field(err, "sheet", GI_WHY_UNKNOWN_SHEET, sheet->name, "A4");
    }
    GI_TRY(gi_adjust_check(&on.adjust, err));
    GI_TRY(gi_face_open((gi_device){ .grid = GI_PAPER_GRID }, &on.face, err));
    gi_status status = draw_page(&on, sink, err);
    gi_document_clear(&on.document);
    gi_face_close(&on.face);
    return status;
}

/*
 * calibration_items.c - lines, grey steps, test codes and the search for dead dots (calibration.h).
 *
 * All of it is made of whole dots: what looks uneven on paper is the printer's doing.
 */
#include "labels/calibration.h"
#include "labels/qr.h"

#define STEPS 8       /* of the search for dead dots */
#define STEP_UM 600   /* height of one */
#define BLOCK_UM 8000 /* height of the lines */
#define GREY_UM 4000  /* side of a field of grey */
#define CODE_TEXT "GITRACE "

int32_t gi_calibration_dots(const gi_calibration_sheet *sheet, int32_t um)
{
    return gi_um_to_dots((gi_um){ um }, sheet->grid).value;
}

void gi_calibration_ink(const gi_calibration_sheet *sheet, int32_t x, int32_t y, int32_t w,
                        int32_t h)
{
    cairo_rectangle(sheet->cr, x, y, w, h);
    cairo_fill(sheet->cr);
}

int32_t gi_calibration_dead_dots(const gi_calibration_sheet *sheet, int32_t y, bool drawn)
{
    int32_t step = gi_calibration_dots(sheet, STEP_UM);
    for (int32_t i = 0; drawn && i < STEPS; i++) {
        for (int32_t x = i; x < sheet->width; x += STEPS) {
            cairo_rectangle(sheet->cr, x, y + i * step, 1, step);
        }
    }
    cairo_fill(sheet->cr);
    return STEPS * step;
}

/* Three upright and three lying lines of 1, 2 and 3 dots. */
static gi_calibration_size lines_size(const gi_calibration_sheet *sheet, int32_t value)
{
    (void)value;
    int32_t side = gi_calibration_dots(sheet, BLOCK_UM);
    return (gi_calibration_size){ side, side };
}

static gi_status lines_draw(const gi_calibration_sheet *sheet, int32_t value, int32_t x, int32_t y,
                            gi_error *err)
{
    (void)err;
    int32_t side = lines_size(sheet, value).w;
    for (int32_t dots = 1; dots <= 3; dots++) {
        int32_t at = side * (dots - 1) / 6;
        gi_calibration_ink(sheet, x + at, y, dots, side);
        gi_calibration_ink(sheet, x + side / 2, y + at * 2, side / 2, dots);
    }
    return GI_OK;
}

/* Four fields: 1/4, 1/2 and 3/4 of the dots, and all. */
static gi_calibration_size grey_size(const gi_calibration_sheet *sheet, int32_t value)
{
    (void)value;
    int32_t side = gi_calibration_dots(sheet, GREY_UM);
    return (gi_calibration_size){ 2 * side, 2 * side };
}

static bool grey_dot(int32_t quarters, int32_t x, int32_t y)
{
    static const int32_t order[2][2] = { { 0, 2 }, { 3, 1 } };
    return order[y % 2][x % 2] < quarters;
}

static gi_status grey_draw(const gi_calibration_sheet *sheet, int32_t value, int32_t x, int32_t y,
                           gi_error *err)
{
    (void)err;
    int32_t side = grey_size(sheet, value).w / 2;
    for (int32_t row = 0; row < 2 * side; row++) {
        for (int32_t column = 0; column < 2 * side; column++) {
            int32_t quarters = 1 + column / side + 2 * (row / side);
            if (grey_dot(quarters, column, row)) {
                cairo_rectangle(sheet->cr, x + column, y + row, 1, 1);
            }
        }
    }
    cairo_fill(sheet->cr);
    return GI_OK;
}

/* A code of version 1 with value dots per module, its quiet zone included. */
static gi_calibration_size code_size(const gi_calibration_sheet *sheet, int32_t value)
{
    (void)sheet;
    int32_t side = (21 + 2 * GI_QR_QUIET) * value;
    return (gi_calibration_size){ side, side };
}

static gi_status code_draw(const gi_calibration_sheet *sheet, int32_t value, int32_t x, int32_t y,
                           gi_error *err)
{
    gi_qr qr;
    const char digit[] = { (char)('0' + value), '\0' };
    GI_TRY(gi_qr_encode(CODE_TEXT, gi_bytes_of(digit), GI_QR_M, &qr, err));
    for (int32_t row = 0; row < qr.side; row++) {
        for (int32_t column = 0; column < qr.side; column++) {
            if (gi_qr_is_dark(&qr, column, row)) {
                cairo_rectangle(sheet->cr, x + (GI_QR_QUIET + column) * value,
                                y + (GI_QR_QUIET + row) * value, value, value);
            }
        }
    }
    cairo_fill(sheet->cr);
    return GI_OK;
}

const gi_calibration_item gi_calibration_items[] = {
    { "4 点", code_size, code_draw, 4 },      { "1 2 3 点", lines_size, lines_draw, 0 },
    { "浓度", grey_size, grey_draw, 0 },      { "3 点", code_size, code_draw, 3 },
    { "5 点 dots", code_size, code_draw, 5 }, { NULL, NULL, NULL, 0 },
};

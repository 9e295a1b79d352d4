/*
 * printer_fit.c - arithmetic of printer_fit.h, in um until the last step.
 */
#include "labels/printer_fit.h"

#include "labels/backends/ink.h"
#include "labels/units.h"

#define SIZE_MIN_UM 1000
#define SIZE_MAX_UM 1000000

static gi_status check_size(const char *name, int32_t um, gi_error *err)
{
    if (um < SIZE_MIN_UM || um > SIZE_MAX_UM) {
        return gi_fail_field(err, name, GI_WHY_BAD_FIELD, name, gi_num(um).text,
                             "1000..1000000 (um)");
    }
    return GI_OK;
}

static gi_status check_row(const gi_printer *printer, int32_t label, int32_t row, gi_error *err)
{
    if (printer->across > 1 && printer->pitch < label) {
        return gi_fail(err, GI_WHY_PRINTER_PITCH, gi_um_text(label, 1).text, printer->name,
                       gi_um_text(printer->pitch, 1).text);
    }
    if (row > printer->head) {
        return gi_fail(err, GI_WHY_PRINTER_WIDE, gi_um_text(row, 1).text, printer->name,
                       gi_um_text(printer->head, 1).text, gi_num(printer->across).text);
    }
    return GI_OK;
}

int32_t gi_printer_fit_left(const gi_printer *printer, const gi_printer_fit *fit, int32_t i)
{
    return gi_um_to_dots((gi_um){ i * printer->pitch }, fit->grid).value;
}

gi_status gi_printer_fit_make(const gi_printer *printer, int32_t width, int32_t height,
                              gi_printer_fit *out, gi_error *err)
{
    gi_printer_fit fit = { .row_um = 0 };
    GI_TRY(check_size("width", width, err));
    GI_TRY(check_size("height", height, err));
    GI_TRY(gi_ink_grid(printer->dpi, &fit.grid, err));
    bool turned = printer->rotate == 90 || printer->rotate == 270;
    int32_t laid = turned ? height : width;
    fit.length_um = turned ? width : height;
    fit.row_um = (printer->across - 1) * printer->pitch + laid;
    if (printer->language != GI_PRINTER_PDF) {
        GI_TRY(check_row(printer, laid, fit.row_um, err));
    }
    fit.width = gi_um_to_dots((gi_um){ width }, fit.grid).value;
    fit.height = gi_um_to_dots((gi_um){ height }, fit.grid).value;
    fit.laid_width = turned ? fit.height : fit.width;
    fit.laid_height = turned ? fit.width : fit.height;
    fit.row_width = gi_printer_fit_left(printer, &fit, printer->across - 1) + fit.laid_width;
    *out = fit;
    return GI_OK;
}

gi_status gi_printer_check_label(const gi_printer *printer, int32_t width, int32_t height,
                                 gi_error *err)
{
    gi_printer_fit fit;
    return gi_printer_fit_make(printer, width, height, &fit, err);
}

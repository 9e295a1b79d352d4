/*
 * main_test.c - labels that are not for sale: a test print, a preview, a calibration label.
 *
 * All three say so on their face and carry sample digits, never a code of the registry. A preview
 * holds the very dots a printer would get: the same picture, as a PNG.
 */
#include <stdio.h>

#include "gi/text.h"
#include "labels/main.h"
#include "labels/main_out.h"
#include "labels/main_tested.h"

#define PNG_MAX (8 << 20)

/* The prefix decides how large the code is; without a registry the sample's has to do. */
static gi_status use_registry(const gi_order *order, gi_label *label, gi_error *err)
{
    gi_run run;
    gi_batch_facts facts;
    gi_error why = { 0 };
    GI_AUTO(gi_registry) registry = NULL;
    gi_status status = gi_main_open(order, GI_ACCESS_READ, &registry, &why);
    if (status == GI_NOT_FOUND && order->run == NULL) {
        return GI_OK;
    }
    if (status != GI_OK) {
        if (err != NULL) {
            *err = why;
        }
        return status;
    }
    if (order->run != NULL) {
        GI_TRY(gi_run_find(registry, gi_bytes_of(order->run), &run, &facts, err));
        return gi_main_fill(registry, &facts, &run, label, err);
    }
    label->demo = gi_registry_about(registry)->demo;
    return gi_text_copy(label->prefix, sizeof label->prefix,
                        gi_bytes_of(gi_registry_about(registry)->base_url), "base_url", err);
}

static gi_status sample(const gi_order *order, gi_label *out, gi_error *err)
{
    gi_label_sample(out);
    GI_TRY(use_registry(order, out, err));
    out->mark = GI_LABEL_MARK_TEST;
    return GI_OK;
}

gi_status gi_run_test(const gi_order *order, gi_error *err)
{
    GI_AUTO(gi_template) layout = NULL;
    gi_label label = { 0 };
    GI_OUT out = { .delivery = { .fd = -1 } };
    GI_TRY(gi_main_layout(order, order->layout, &layout, err));
    GI_TRY(sample(order, &label, err));
    GI_TRY(gi_out_prepare(order, layout, &label, &out, err));
    gi_label_unit unit = gi_label_sample_unit(layout);
    GI_TRY(gi_out_begin(&out, err));
    GI_TRY(gi_out_add(&out, &unit, err));
    GI_TRY(gi_out_finish(&out, NULL, err));
    if (order->printer != NULL) {
        GI_TRY(gi_tested_add(gi_registry_dir(order->dir), order->printer, order->layout, err));
    }
    (void)printf("%s: 测试标签 / test label\n", order->out != NULL ? order->out : order->printer);
    return GI_OK;
}

/* ---- preview ---- */

static gi_status preview_dpi(const gi_order *order, int *dpi, gi_error *err)
{
    gi_printer printer;
    *dpi = order->dpi;
    if (order->printer != NULL) {
        GI_TRY(gi_printer_find(gi_registry_dir(order->dir), order->printer, &printer, err));
        *dpi = printer.dpi;
    }
    return GI_OK;
}

gi_status gi_run_preview(const gi_order *order, gi_error *err)
{
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_AUTO_BUF png = GI_BUF(PNG_MAX);
    __attribute__((cleanup(gi_delivery_clear))) gi_delivery file = { .fd = -1 };
    gi_label label = { 0 };
    int dpi = 0;
    GI_TRY(gi_main_layout(order, order->word, &layout, err));
    GI_TRY(sample(order, &label, err));
    GI_TRY(preview_dpi(order, &dpi, err));
    GI_TRY(gi_label_bitmap_create(layout, &label, dpi, &bitmap, err));
    gi_label_unit unit = gi_label_sample_unit(layout);
    GI_TRY(gi_label_bitmap_draw(bitmap, &unit, err));
    GI_TRY(gi_label_bitmap_png(bitmap, &png, err));
    GI_TRY(gi_delivery_begin(order->out, false, &file, err));
    GI_TRY(gi_delivery_write(&file, gi_buf_view(&png), err));
    GI_TRY(gi_delivery_finish(&file, err));
    gi_label_dots dots = gi_label_bitmap_dots(bitmap);
    (void)printf("%s: %d x %d (%d dpi)\n", order->out, (int)dots.width, (int)dots.height, dpi);
    return GI_OK;
}

/* ---- calibration ---- */

static gi_status size_of(const gi_order *order, int32_t *width, int32_t *height, gi_error *err)
{
    GI_AUTO(gi_template) layout = NULL;
    *width = order->width;
    *height = order->height;
    if (order->width == 0) {
        GI_TRY(gi_template_open(order->layout, &layout, err));
        *width = gi_template_about(layout)->width;
        *height = gi_template_about(layout)->height;
    }
    return GI_OK;
}

static gi_status to_file(void *context, gi_bytes bytes, gi_error *err)
{
    return gi_delivery_write(context, bytes, err);
}

/* With a printer its offset and scale are applied: a second print shows what is left. */
static gi_status calibrate_sheet(const gi_order *order, const gi_printer *printer, gi_error *err)
{
    __attribute__((cleanup(gi_delivery_clear))) gi_delivery file = { .fd = -1 };
    const gi_label_adjust adjust = { printer->offset_x, printer->offset_y, printer->scale_x,
                                     printer->scale_y };
    if (order->out == NULL) {
        return gi_fail_field(err, "--out", GI_WHY_USAGE,
                             "gitrace label calibrate --sheet S --out FILE.pdf");
    }
    GI_TRY(gi_delivery_begin(order->out, false, &file, err));
    GI_TRY(gi_label_calibration_pdf(order->sheet, adjust, (gi_label_sink){ to_file, &file }, err));
    GI_TRY(gi_delivery_finish(&file, err));
    (void)printf("%s: 校准页 / calibration sheet\n", order->out);
    return GI_OK;
}

static gi_status calibrate_printer(const gi_order *order, gi_printer *printer, gi_error *err)
{
    gi_label_dots dots;
    int32_t width = 0;
    int32_t height = 0;
    GI_AUTO_BUF rows = GI_BUF(PNG_MAX);
    GI_AUTO(gi_printer_job) job = NULL;
    if (order->sheet_given) {
        return gi_fail_field(err, "sheet", GI_WHY_NOT_TOGETHER, "sheet", "printer");
    }
    if (order->out != NULL) {
        printer->way = GI_PRINTER_FILE;
        printer->place[0] = '\0';
    }
    GI_TRY(size_of(order, &width, &height, err));
    GI_TRY(gi_printer_calibration(printer, width, height, &rows, &dots, err));
    GI_TRY(gi_printer_job_create(printer, width, height, PNG_MAX, &job, err));
    GI_TRY(gi_printer_job_add(job, dots, err));
    GI_TRY(gi_printer_job_finish(job, err));
    GI_TRY(gi_printer_send(printer, gi_printer_job_parcel(job), order->out, NULL, err));
    (void)printf("%s: 校准标签 / calibration label\n",
                 order->out != NULL ? order->out : order->printer);
    return GI_OK;
}

gi_status gi_run_calibrate(const gi_order *order, gi_error *err)
{
    gi_printer printer = { .language = GI_PRINTER_PDF };
    if (order->printer != NULL) {
        GI_TRY(gi_printer_find(gi_registry_dir(order->dir), order->printer, &printer, err));
    }
    return printer.language == GI_PRINTER_PDF ? calibrate_sheet(order, &printer, err)
                                              : calibrate_printer(order, &printer, err);
}

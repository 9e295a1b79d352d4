/*
 * main_out.c - PDF, pictures and printer jobs behind four calls (main_out.h).
 *
 * Dots are drawn once per label and given to the job as they are; a preview shows the same ones.
 */
#include "labels/main_out.h"

#include <stdio.h>

#include "gi/paper.h"
#include "labels/main.h"

#define PICTURE_MAX ((size_t)8 << 20)
#define QUEUE_MAX ((size_t)256 << 20)
#define JOB_MAX ((size_t)64 << 20)
#define FILE_MAX ((size_t)1 << 30)
#define JOB_LABELS 100

/* ---- which way ---- */

/* Profiles for dots in a file that nobody named a printer for. */
static const struct plain {
    gi_label_format format;
    int dpi;
    const char *profile;
} plains[] = {
    { GI_LABEL_TSPL, 203, "tspl-203-108" },
    { GI_LABEL_TSPL, 300, "tspl-300-106" },
    { GI_LABEL_ZPL, 203, "zebra-203" },
    { GI_LABEL_ZPL, 300, "zebra-300" },
};

static const char *plain_profile(const gi_order *order)
{
    for (size_t i = 0; i < sizeof plains / sizeof plains[0]; i++) {
        if (plains[i].format == order->format && plains[i].dpi == order->dpi) {
            return plains[i].profile;
        }
    }
    return NULL;
}

static const gi_label_format of_language[] = {
    [GI_PRINTER_TSPL] = GI_LABEL_TSPL,     [GI_PRINTER_ZPL] = GI_LABEL_ZPL,
    [GI_PRINTER_ESCPOS] = GI_LABEL_ESCPOS, [GI_PRINTER_PNG] = GI_LABEL_PNG,
    [GI_PRINTER_PDF] = GI_LABEL_PDF,
};

/* A profile that is to write a file goes there, wherever else it points. */
static gi_status use_printer(gi_out *out, const char *dir, const char *name, gi_error *err)
{
    GI_TRY(gi_printer_find(dir, name, &out->printer, err));
    out->format = of_language[out->printer.language];
    out->dots = out->printer.language <= GI_PRINTER_ESCPOS;
    if (out->order->out != NULL) {
        out->printer.way = GI_PRINTER_FILE;
        out->printer.place[0] = '\0';
    } else if (out->printer.way == GI_PRINTER_FILE) {
        return gi_fail_field(err, "--out", GI_WHY_PRINTER_TO, name,
                             gi_printer_way_name(out->printer.way));
    }
    out->jobs = out->dots && out->printer.way != GI_PRINTER_FILE;
    out->queued = out->format == GI_LABEL_PDF && out->printer.way != GI_PRINTER_FILE;
    return GI_OK;
}

static gi_status choose(gi_out *out, gi_error *err)
{
    const gi_order *order = out->order;
    if (order->printer != NULL) {
        return use_printer(out, gi_registry_dir(order->dir), order->printer, err);
    }
    out->format = order->format;
    if (order->format != GI_LABEL_TSPL && order->format != GI_LABEL_ZPL) {
        return GI_OK;
    }
    const char *plain = plain_profile(order);
    return plain != NULL ? use_printer(out, NULL, plain, err)
                         : gi_fail_field(err, "--dpi", GI_WHY_UNKNOWN_DPI, gi_num(order->dpi).text,
                                         "203, 300");
}

/* ---- prepare ---- */

static gi_status to_delivery(void *context, gi_bytes bytes, gi_error *err)
{
    return gi_delivery_write(&((gi_out *)context)->delivery, bytes, err);
}

static gi_status to_bytes(void *context, gi_bytes bytes, gi_error *err)
{
    gi_out *out = context;
    gi_buf_add(&out->bytes, bytes);
    return gi_buf_status(&out->bytes, "PDF", err);
}

static gi_status prepare_pdf(gi_out *out, const gi_label *label, gi_error *err)
{
    const gi_label_sink sink = { out->queued ? to_bytes : to_delivery, out };
    if (!out->queued) {
        GI_TRY(gi_delivery_begin(out->order->out, false, &out->delivery, err));
    }
    const gi_printer *printer = &out->printer; /* all zero without one: nothing to take back */
    const gi_label_paper paper = {
        .sheet = out->order->sheet,
        .start_cell = out->order->start_cell,
        .adjust = { printer->offset_x, printer->offset_y, printer->scale_x, printer->scale_y },
    };
    return gi_label_pdf_create(out->layout, label, &paper, sink, &out->pdf, err);
}

static gi_status prepare_dots(gi_out *out, const gi_label *label, gi_error *err)
{
    const gi_template_info *about = gi_template_about(out->layout);
    GI_TRY(gi_printer_check_label(&out->printer, about->width, about->height, err));
    if (!out->jobs) {
        GI_TRY(gi_delivery_begin(out->order->out, false, &out->delivery, err));
    }
    return gi_label_bitmap_create(out->layout, label, out->printer.dpi, &out->bitmap, err);
}

static gi_status prepare_pictures(gi_out *out, const gi_label *label, gi_error *err)
{
    const gi_template_info *about = gi_template_about(out->layout);
    bool named = out->order->printer != NULL;
    int dpi = named ? out->printer.dpi : out->order->dpi;
    GI_TRY(named ? gi_printer_check_label(&out->printer, about->width, about->height, err) : GI_OK);
    GI_TRY(gi_delivery_begin(out->order->out, true, &out->delivery, err));
    return gi_label_bitmap_create(out->layout, label, dpi, &out->bitmap, err);
}

/* Sheets and their cells are those of a PDF; elsewhere they would be passed over in silence. */
static gi_status check_sheet(const gi_out *out, gi_error *err)
{
    const gi_order *order = out->order;
    if (out->format == GI_LABEL_PDF || (!order->sheet_given && !order->cell_given)) {
        return GI_OK;
    }
    const char *name = order->sheet_given ? "sheet" : "start-cell";
    return gi_fail_field(err, name, GI_WHY_NOT_TOGETHER, name,
                         order->printer != NULL ? "printer" : "format");
}

gi_status gi_out_prepare(const gi_order *order, const gi_template *layout, const gi_label *label,
                         gi_out *out, gi_error *err)
{
    out->order = order;
    out->layout = layout;
    out->label = label;
    out->delivery.fd = -1;
    GI_TRY(choose(out, err));
    GI_TRY(check_sheet(out, err));
    out->bytes = GI_BUF(out->queued ? QUEUE_MAX : PICTURE_MAX);
    if (out->dots) {
        return prepare_dots(out, label, err);
    }
    return out->format == GI_LABEL_PDF ? prepare_pdf(out, label, err)
                                       : prepare_pictures(out, label, err);
}

void gi_out_clear(gi_out *out)
{
    gi_label_pdf_destroy(out->pdf);
    gi_label_bitmap_destroy(out->bitmap);
    gi_printer_job_destroy(out->job);
    gi_buf_clear(&out->bytes);
    gi_delivery_clear(&out->delivery);
}

/* ---- a job ---- */

/* What a label takes in its language, from above: dots in hex, and commands. */
static int64_t label_bytes(const gi_out *out)
{
    gi_label_dots dots = gi_label_bitmap_dots(out->bitmap);
    int64_t plain = (int64_t)dots.stride * dots.height;
    return (out->format == GI_LABEL_ZPL ? 2 * plain : plain) + 1024;
}

gi_status gi_out_check_size(const gi_out *out, int64_t labels, gi_error *err)
{
    int64_t limit = (int64_t)(out->jobs ? JOB_MAX : FILE_MAX);
    if (!out->dots || labels <= limit / label_bytes(out)) {
        return GI_OK;
    }
    return gi_fail(err, GI_WHY_JOB_TOO_LARGE, gi_num(labels).text,
                   gi_num(labels * label_bytes(out) >> 20).text, gi_num(limit >> 20).text);
}

int64_t gi_out_job_labels(const gi_out *out, int64_t total)
{
    int64_t wanted = out->order->job > 0 ? out->order->job : JOB_LABELS;
    return out->jobs && wanted < total ? wanted : total;
}

gi_status gi_out_begin(gi_out *out, gi_error *err)
{
    const gi_template_info *about = gi_template_about(out->layout);
    out->labels = 0;
    if (!out->dots) {
        return GI_OK;
    }
    gi_printer_job_destroy(out->job);
    out->job = NULL;
    return gi_printer_job_create(&out->printer, about->width, about->height,
                                 out->jobs ? JOB_MAX : FILE_MAX, &out->job, err);
}

static gi_status put_picture(gi_out *out, const gi_label_unit *unit, gi_error *err)
{
    char name[GI_UNIT_NUMBER_TEXT + 8];
    bool vector = out->format == GI_LABEL_SVG;
    (void)snprintf(name, sizeof name, "%s.%s", unit->number != NULL ? unit->number : "card",
                   gi_label_format_name(out->format));
    gi_buf_reset(&out->bytes);
    GI_TRY(vector ? gi_label_svg(out->layout, out->label, unit, &out->bytes, err)
                  : gi_label_bitmap_png(out->bitmap, &out->bytes, err));
    return gi_delivery_put(&out->delivery, name, gi_buf_view(&out->bytes), err);
}

gi_status gi_out_add(gi_out *out, const gi_label_unit *unit, gi_error *err)
{
    out->labels++;
    if (out->pdf != NULL) {
        return gi_label_pdf_add(out->pdf, unit, err);
    }
    GI_TRY(gi_label_bitmap_draw(out->bitmap, unit, err));
    return out->dots ? gi_printer_job_add(out->job, gi_label_bitmap_dots(out->bitmap), err)
                     : put_picture(out, unit, err);
}

gi_status gi_out_reach(const gi_out *out, gi_error *err)
{
    return out->jobs || out->queued ? gi_printer_reach(&out->printer, err) : GI_OK;
}

gi_status gi_out_seal(gi_out *out, gi_error *err)
{
    if (out->pdf != NULL) {
        return gi_label_pdf_finish(out->pdf, err);
    }
    if (!out->dots) {
        return GI_OK;
    }
    GI_TRY(gi_printer_job_finish(out->job, err));
    return out->jobs
               ? GI_OK
               : gi_delivery_write(&out->delivery, gi_printer_job_parcel(out->job).bytes, err);
}

gi_status gi_out_send(gi_out *out, gi_printer_report *report, gi_error *err)
{
    const gi_printer_parcel pdf = { .bytes = gi_buf_view(&out->bytes) };
    if (!out->jobs && !out->queued) {
        return gi_delivery_finish(&out->delivery, err);
    }
    return gi_printer_send(&out->printer, out->queued ? pdf : gi_printer_job_parcel(out->job), NULL,
                           report, err);
}

gi_status gi_out_finish(gi_out *out, gi_printer_report *report, gi_error *err)
{
    GI_TRY(gi_out_seal(out, err));
    return gi_out_send(out, report, err);
}

const char *gi_out_device(const gi_out *out)
{
    if (out->order->printer != NULL) {
        return out->order->printer;
    }
    return out->format == GI_LABEL_PDF ? out->order->sheet->name : NULL;
}

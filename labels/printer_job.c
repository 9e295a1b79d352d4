/*
 * printer_job.c - labels into rows, rows into the printer's language, all into one buffer.
 *
 * The buffer is complete before a byte of it is sent: a label that cannot be drawn stops the job
 * here, not in the middle of a roll.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "labels/languages/language.h"
#include "labels/printer_dots.h"

struct gi_printer_job {
    gi_printer printer;
    gi_printer_fit fit;
    const gi_language *language;
    int32_t stride;   /* bytes of a row of paper */
    uint8_t *canvas;  /* the row of labels being filled */
    uint8_t *turned;  /* one label as it lies on the paper */
    uint8_t *scratch; /* one row of it */
    int32_t waiting;  /* labels on the canvas */
    gi_buf out;
    gi_buf ends; /* size_t for each label that is in out */
};

static const gi_language *const languages[] = {
    [GI_PRINTER_TSPL] = &gi_language_tspl,
    [GI_PRINTER_ZPL] = &gi_language_zpl,
    [GI_PRINTER_ESCPOS] = &gi_language_escpos,
};

static gi_status take_memory(gi_printer_job *job, gi_error *err)
{
    size_t height = (size_t)job->fit.laid_height;
    job->stride = (job->fit.row_width + 7) / 8;
    job->canvas = calloc(height, (size_t)job->stride);
    job->turned = calloc(height, (size_t)(job->fit.laid_width + 7) / 8);
    job->scratch = calloc(1, (size_t)job->fit.laid_width / 8 + 3);
    if (job->canvas == NULL || job->turned == NULL || job->scratch == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "printer job");
    }
    return GI_OK;
}

gi_status gi_printer_job_create(const gi_printer *printer, int32_t width, int32_t height,
                                size_t limit, gi_printer_job **out, gi_error *err)
{
    if (printer->language > GI_PRINTER_ESCPOS) {
        return gi_fail(err, GI_WHY_PRINTER_DOTS, printer->name,
                       gi_printer_language_name(printer->language), "tspl, zpl, escpos");
    }
    GI_AUTO(gi_printer_job) job = calloc(1, sizeof *job);
    if (job == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "printer job");
    }
    job->printer = *printer;
    job->language = languages[printer->language];
    gi_buf_init(&job->out, limit);
    gi_buf_init(&job->ends, limit);
    GI_TRY(gi_printer_fit_make(printer, width, height, &job->fit, err));
    GI_TRY(take_memory(job, err));
    job->language->begin(&job->printer, &job->fit, &job->out);
    GI_TRY(gi_buf_status(&job->out, printer->name, err));
    *out = GI_TAKE(job);
    return GI_OK;
}

void gi_printer_job_destroy(gi_printer_job *job)
{
    if (job == NULL) {
        return;
    }
    free(job->canvas);
    free(job->turned);
    free(job->scratch);
    gi_buf_clear(&job->out);
    gi_buf_clear(&job->ends);
    free(job);
}

static gi_status write_row(gi_printer_job *job, gi_error *err)
{
    size_t size = (size_t)job->stride * (size_t)job->fit.laid_height;
    gi_label_dots page = {
        .width = job->fit.row_width,
        .height = job->fit.laid_height,
        .stride = job->stride,
        .rows = job->canvas,
    };
    job->language->page(&job->printer, &job->fit, &page, &job->out);
    GI_TRY(gi_buf_status(&job->out, job->printer.name, err));
    for (; job->waiting > 0; job->waiting--) {
        size_t end = job->out.size;
        gi_buf_add(&job->ends, (gi_bytes){ (const uint8_t *)&end, sizeof end });
    }
    memset(job->canvas, 0, size);
    return gi_buf_status(&job->ends, job->printer.name, err);
}

typedef struct size_text {
    char text[32];
} size_text;

static size_text sizes(int32_t width, int32_t height)
{
    size_text out;
    (void)snprintf(out.text, sizeof out.text, "%d x %d", (int)width, (int)height);
    return out;
}

/* The label as it lies on the paper. */
static gi_label_dots laid(gi_printer_job *job, gi_label_dots dots)
{
    if (job->printer.rotate == 0) {
        return dots;
    }
    gi_label_dots turned = {
        .width = job->fit.laid_width,
        .height = job->fit.laid_height,
        .stride = (job->fit.laid_width + 7) / 8,
        .rows = job->turned,
    };
    memset(job->turned, 0, (size_t)turned.stride * (size_t)turned.height);
    gi_dots_turn(&dots, job->printer.rotate, job->turned);
    return turned;
}

static int32_t offset_dots(const gi_printer_job *job, int32_t tenths)
{
    return gi_um_to_dots((gi_um){ tenths * 100 }, job->fit.grid).value;
}

static gi_status fail_clips(const gi_printer *printer, gi_error *err)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%.1f %.1f", printer->offset_x / 10.0,
                   printer->offset_y / 10.0);
    return gi_fail_field(err, "offset", GI_WHY_PRINTER_CLIPS, printer->name, text);
}

gi_status gi_printer_job_add(gi_printer_job *job, gi_label_dots dots, gi_error *err)
{
    if (dots.width != job->fit.width || dots.height != job->fit.height) {
        return gi_fail(err, GI_WHY_PRINTER_SIZE, sizes(dots.width, dots.height).text,
                       sizes(job->fit.width, job->fit.height).text);
    }
    gi_label_dots label = laid(job, dots);
    int32_t left = gi_printer_fit_left(&job->printer, &job->fit, job->waiting);
    if (!gi_dots_lay(&label, left, offset_dots(job, job->printer.offset_x),
                     offset_dots(job, job->printer.offset_y), job->canvas, (size_t)job->stride,
                     job->scratch)) {
        return fail_clips(&job->printer, err);
    }
    job->waiting++;
    return job->waiting < job->printer.across ? GI_OK : write_row(job, err);
}

gi_status gi_printer_job_finish(gi_printer_job *job, gi_error *err)
{
    if (job->waiting > 0) {
        GI_TRY(write_row(job, err));
    }
    if (job->ends.size == 0) {
        return gi_fail(err, GI_WHY_PRINTER_EMPTY, job->printer.name);
    }
    job->language->end(&job->printer, &job->out);
    return gi_buf_status(&job->out, job->printer.name, err);
}

gi_printer_parcel gi_printer_job_parcel(const gi_printer_job *job)
{
    return (gi_printer_parcel){
        .bytes = gi_buf_view(&job->out),
        .ends = (const size_t *)(const void *)job->ends.data,
        .label_count = job->ends.size / sizeof(size_t),
    };
}

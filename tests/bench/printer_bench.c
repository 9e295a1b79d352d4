/*
 * Jobs for label printers: 50 x 30 mm, drawing, QR and encoding, without signing; wanted >= 3,000
 * labels a second as TSPL, >= 10,000 with the mask search of labels/qr_mask.c. And each part alone.
 */
#include <stdio.h>
#include <time.h>

#include "gi/printer.h"
#include "gi/template.h"

#define LABELS 5000
#define JOB 100 /* labels in one buffer, as people print them */
#define JOB_MAX 100000000
#define WIDTH 50000
#define HEIGHT 30000

/* Of this process: a figure for one core, whatever else the machine does. */
static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static gi_status fill(gi_label *label, gi_error *err)
{
    static const char *const fields[][2] = {
        { "product_zh", "庐山云雾茶" },
        { "product_en", "Lushan Yunwu Tea" },
        { "grade", "特级" },
        { "net", "250 g" },
        { "packed", "2026-04-05" },
        { "best_before", "2027-10-05" },
        { "producer", "九江市示例茶业有限公司" },
        { "batch", "LSYW-26-00A3-001F-7" },
        { "host", "gi.jj.cn" },
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        GI_TRY(gi_label_set(label, fields[i][0], fields[i][1], err));
    }
    (void)snprintf(label->prefix, sizeof label->prefix, "https://gi.jj.cn/");
    return GI_OK;
}

/* Digits that differ all over, as signatures do. */
typedef struct digits {
    char text[GI_UNIT_DIGITS_MAX + 1];
} digits;

static void make_digits(digits all[JOB])
{
    uint32_t state = 1;
    for (size_t i = 0; i < JOB; i++) {
        for (size_t at = 0; at < 209; at++) {
            state = state * 1664525U + 1013904223U;
            all[i].text[at] = (char)('0' + (state >> 24) % 10);
        }
        all[i].text[209] = '\0';
    }
}

static gi_status one_job(const gi_printer *printer, gi_label_bitmap *bitmap, const digits *drawn,
                         size_t *bytes, gi_error *err)
{
    GI_AUTO(gi_printer_job) job = NULL;
    GI_TRY(gi_printer_job_create(printer, WIDTH, HEIGHT, JOB_MAX, &job, err));
    for (int i = 0; i < JOB; i++) {
        if (drawn != NULL) {
            gi_label_unit unit = { .digits = drawn[i].text, .number = "000W-003R-J0W" };
            GI_TRY(gi_label_bitmap_draw(bitmap, &unit, err));
        }
        GI_TRY(gi_printer_job_add(job, gi_label_bitmap_dots(bitmap), err));
    }
    GI_TRY(gi_printer_job_finish(job, err));
    *bytes += gi_printer_job_parcel(job).bytes.size;
    return GI_OK;
}

static gi_status measure(const char *name, bool z64, bool draw, gi_label_bitmap *bitmap,
                         gi_error *err)
{
    gi_printer printer;
    digits all[JOB];
    size_t bytes = 0;
    make_digits(all);
    GI_TRY(gi_printer_find(NULL, name, &printer, err));
    printer.z64 = z64;
    double start = seconds();
    for (int i = 0; i < LABELS / JOB; i++) {
        GI_TRY(one_job(&printer, bitmap, draw ? all : NULL, &bytes, err));
    }
    double rate = LABELS / (seconds() - start);
    (void)printf("printer, %s%s, %s: %.0f labels/s, %zu bytes a label\n", name, z64 ? " z64" : "",
                 draw ? "drawn with QR" : "encoding alone", rate, bytes / LABELS);
    return GI_OK;
}

static gi_status bench_all(gi_error *err)
{
    gi_label label = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_TRY(fill(&label, err));
    GI_TRY(gi_template_open("50x30", &layout, err));
    GI_TRY(gi_label_bitmap_create(layout, &label, 203, &bitmap, err));
    GI_TRY(measure("tspl-203-108", false, true, bitmap, err));
    GI_TRY(measure("zebra-203", false, true, bitmap, err));
    GI_TRY(measure("tspl-203-108", false, false, bitmap, err));
    GI_TRY(measure("zebra-203", false, false, bitmap, err));
    GI_TRY(measure("zebra-203", true, false, bitmap, err));
    return measure("escpos-80", false, false, bitmap, err);
}

int main(void)
{
    gi_error err = { 0 };
    if (bench_all(&err) != GI_OK) {
        (void)fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    return 0;
}

/* Any bytes as a printer profile: an accepted one keeps its ranges and makes a job. */
#include <stdlib.h>
#include <string.h>

#include "gi/printer.h"

#define WIDTH 12000
#define HEIGHT 2000
#define JOB_MAX 1000000 /* the widest head at 600 dpi needs 370,000 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void check_ranges(const gi_printer *printer)
{
    must(printer->dpi == 203 || printer->dpi == 300 || printer->dpi == 600);
    must(printer->head >= 20000 && printer->head <= 220000);
    must(printer->across >= 1 && printer->across <= 8);
    must(printer->density >= GI_PRINTER_UNSET && printer->density <= 30);
    must(printer->patience >= 1 && printer->patience <= 600);
    must(memchr(printer->place, '\0', sizeof printer->place) != NULL);
    must((printer->way == GI_PRINTER_FILE) == (printer->place[0] == '\0'));
    must(gi_printer_language_name(printer->language) != NULL);
    must(gi_printer_way_name(printer->way) != NULL);
}

/* A blank label fits every offset; a row of them may be wider than the head. */
static void make_job(const gi_printer *printer)
{
    static const uint8_t rows[4 * 300 * 60];
    static const int32_t widths[] = { 96, 142, 283 }, heights[] = { 16, 24, 47 };
    size_t at = printer->dpi == 203 ? 0 : printer->dpi == 300 ? 1 : 2;
    gi_label_dots dots = { widths[at], heights[at], 36, rows };
    gi_printer_job *job = NULL;
    if (gi_printer_job_create(printer, WIDTH, HEIGHT, JOB_MAX, &job, NULL) == GI_OK) {
        must(gi_printer_job_add(job, dots, NULL) == GI_OK);
        must(gi_printer_job_finish(job, NULL) == GI_OK);
        must(gi_printer_job_parcel(job).label_count == 1);
    }
    gi_printer_job_destroy(job);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_error err = { 0 };
    gi_printer printer;
    if (gi_printer_parse("fuzz", (gi_bytes){ data, size }, &printer, &err) != GI_OK) {
        must(err.message[0] != '\0' && err.zh[0] != '\0');
        return 0;
    }
    check_ranges(&printer);
    make_job(&printer);
    return 0;
}

/*
 * printer_sample.c - sends sample labels to a printer of a directory, for printer_test.py:
 *
 *     printer_sample DIR PRINTER WIDTH HEIGHT COUNT DOTS [FILE]
 *
 * DIR/printers/PRINTER.ini is the profile ("" for DIR: one of those built in), sizes are um. The
 * labels are calibration labels with a mark of their own each; DOTS gets them as PBM pictures.
 * Prints "sent size labels"; exit and line on standard error as the three programs do.
 */
#include <stdio.h>
#include <stdlib.h>

#include "gi/printer.h"

#define ROWS_MAX 8000000
#define JOB_MAX 100000000

static gi_status write_picture(FILE *to, gi_label_dots dots)
{
    size_t bytes = ((size_t)dots.width + 7) / 8;
    (void)fprintf(to, "P4\n%d %d\n", (int)dots.width, (int)dots.height);
    for (int32_t y = 0; y < dots.height; y++) {
        if (fwrite(dots.rows + (size_t)y * (size_t)dots.stride, 1, bytes, to) != bytes) {
            return GI_IO;
        }
    }
    return GI_OK;
}

static gi_status add_labels(gi_printer_job *job, const gi_printer *printer, int32_t width,
                            int32_t height, int count, FILE *pictures, gi_error *err)
{
    GI_AUTO_BUF rows = GI_BUF(ROWS_MAX);
    gi_label_dots dots;
    GI_TRY(gi_printer_calibration(printer, width, height, &rows, &dots, err));
    uint8_t *mark = rows.data + (size_t)dots.stride * ((size_t)dots.height / 2);
    for (int i = 0; i < count; i++) {
        mark[1] = (uint8_t)i;
        GI_TRY(write_picture(pictures, dots));
        GI_TRY(gi_printer_job_add(job, dots, err));
    }
    return gi_printer_job_finish(job, err);
}

static gi_status print(char **words, const char *file, FILE *pictures, gi_error *err)
{
    gi_printer printer;
    GI_AUTO(gi_printer_job) job = NULL;
    gi_printer_report report = { 0 };
    int32_t width = (int32_t)strtol(words[3], NULL, 10);
    int32_t height = (int32_t)strtol(words[4], NULL, 10);
    const char *dir = words[1][0] == '\0' ? NULL : words[1];
    GI_TRY(gi_printer_find(dir, words[2], &printer, err));
    GI_TRY(gi_printer_job_create(&printer, width, height, JOB_MAX, &job, err));
    GI_TRY(
        add_labels(job, &printer, width, height, (int)strtol(words[5], NULL, 10), pictures, err));
    gi_status status = gi_printer_send(&printer, gi_printer_job_parcel(job), file, &report, err);
    (void)printf("%zu %zu %zu\n", report.sent, report.size, report.labels);
    return status;
}

int main(int argc, char **argv)
{
    gi_error err = { 0 };
    char line[GI_ERROR_LINE];
    FILE *pictures = argc < 7 || argc > 8 ? NULL : fopen(argv[6], "wb");
    if (pictures == NULL) {
        (void)fprintf(stderr, "printer_sample DIR PRINTER WIDTH HEIGHT COUNT DOTS [FILE]\n");
        return 2;
    }
    gi_status status = print(argv, argc == 8 ? argv[7] : NULL, pictures, &err);
    (void)fclose(pictures);
    if (status != GI_OK) {
        gi_error_line(&err, line);
        (void)fprintf(stderr, "%s\n", line);
    }
    return gi_exit_code(status);
}

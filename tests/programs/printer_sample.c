/*
 * printer_sample.c - sends sample labels to a printer of a directory, for printer_test.py:
 *
 *     printer_sample DIR PRINTER WIDTH HEIGHT COUNT DOTS [FILE]
 *
 * DIR/printers/PRINTER.ini is the profile ("" for DIR: one of those built in), sizes are um. The
 * labels are a calibration label, noise, long runs, ink all over and so on, each with a mark of its
 * own; DOTS gets them as PBM pictures. A PDF printer gets a few bytes instead.
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

/* Always the same numbers: xorshift. */
static uint32_t next_number(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static uint8_t noise(uint32_t *state)
{
    return (uint8_t)next_number(state);
}

/* Bytes that stay the same for a while; a row is often like the one above. */
static uint8_t runs(uint32_t *state)
{
    static const uint8_t bytes[] = { 0x00, 0xFF, 0xAA, 0x00, 0x1F, 0x00 };
    static const uint32_t length = 37;
    uint32_t number = next_number(state) % length;
    return number == 0 ? noise(state) : bytes[(*state >> 20) / 700 % sizeof bytes];
}

static uint8_t ink(uint32_t *state)
{
    (void)state;
    return 0xFF;
}

static uint8_t (*const fillings[])(uint32_t *state) = { noise, runs, ink };

static void fill(gi_buf *rows, int label)
{
    uint32_t state = 2463534242U + (uint32_t)label;
    uint8_t (*filling)(uint32_t *) = label == 0 ? NULL : fillings[(label - 1) % 3];
    for (size_t i = 0; filling != NULL && i < rows->size; i++) {
        rows->data[i] = filling(&state);
    }
    rows->data[rows->size / 2] ^= (uint8_t)label;
}

static gi_status add_labels(gi_printer_job *job, const gi_printer *printer, int32_t width,
                            int32_t height, int count, FILE *pictures, gi_error *err)
{
    GI_AUTO_BUF rows = GI_BUF(ROWS_MAX);
    gi_label_dots dots;
    GI_TRY(gi_printer_calibration(printer, width, height, &rows, &dots, err));
    for (int i = 0; i < count; i++) {
        fill(&rows, i);
        GI_TRY(write_picture(pictures, dots));
        GI_TRY(gi_printer_job_add(job, dots, err));
    }
    return gi_printer_job_finish(job, err);
}

/* What a PDF printer gets here; nobody looks into it. */
static gi_printer_parcel sample_pdf(void)
{
    return (gi_printer_parcel){ .bytes = gi_bytes_of("%PDF-1.4 sample") };
}

static gi_status print(char **words, const char *file, FILE *pictures, gi_error *err)
{
    gi_printer printer;
    GI_AUTO(gi_printer_job) job = NULL;
    gi_printer_report report = { 0 };
    gi_printer_parcel parcel = sample_pdf();
    int32_t width = (int32_t)strtol(words[3], NULL, 10);
    int32_t height = (int32_t)strtol(words[4], NULL, 10);
    int count = (int)strtol(words[5], NULL, 10);
    GI_TRY(gi_printer_find(words[1][0] == '\0' ? NULL : words[1], words[2], &printer, err));
    if (printer.language != GI_PRINTER_PDF) {
        GI_TRY(gi_printer_job_create(&printer, width, height, JOB_MAX, &job, err));
        GI_TRY(add_labels(job, &printer, width, height, count, pictures, err));
        parcel = gi_printer_job_parcel(job);
    }
    gi_status status = gi_printer_send(&printer, parcel, file, &report, err);
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

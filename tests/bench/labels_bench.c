/*
 * Labels: 10,000 signed ones on A4 as PDF, against reportlab; dots; memory.
 *
 * Wanted: <= 0.6 ms and <= 750 bytes a label on one thread, 40 times reportlab; memory the same
 * for any number of labels. Times are of the processor, so that a busy machine does not count.
 * Two threads: threads_bench.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "gi/codes.h"
#include "gi/paper.h"

#define LABELS 10000
#define PICTURES 1000
#define MANY 20000

static double milliseconds(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static gi_label sample(void)
{
    gi_label label;
    gi_label_sample(&label);
    return label;
}

static gi_status count_bytes(void *context, gi_bytes bytes, gi_error *err)
{
    (void)err;
    *(size_t *)context += bytes.size;
    return GI_OK;
}

static gi_status take_page(void *context, const gi_code_item *item, gi_error *err)
{
    return gi_label_pdf_add(
        context, &(gi_label_unit){ .digits = item->digits, .number = item->number }, err);
}

static gi_status take_dots(void *context, const gi_code_item *item, gi_error *err)
{
    return gi_label_bitmap_draw(
        context, &(gi_label_unit){ .digits = item->digits, .number = item->number }, err);
}

static gi_run sample_run(void)
{
    uint8_t header[GI_UNIT_HEADER_MAX];
    gi_run run = { .key = 7, .first = 1, .count = LABELS };
    gi_unit_header fields = { .key = 7, .product = 1, .producer = 163, .batch = 47, .net = 250 };
    (void)gi_unit_header_encode(&fields, header);
    for (size_t i = 0; i < sizeof run.header; i++) {
        run.header[i] = header[i];
    }
    return run;
}

static gi_status open_pdf(const gi_template *layout, size_t *bytes, gi_label_pdf **out,
                          gi_error *err)
{
    gi_label label = sample();
    const gi_label_paper paper = { .sheet = gi_label_sheet_at(0), .start_cell = 1 };
    return gi_label_pdf_create(layout, &label, &paper, (gi_label_sink){ count_bytes, bytes }, out,
                               err);
}

static gi_status bench_pdf(const gi_run *run, const gi_signer *signer, double *each, gi_error *err)
{
    size_t bytes = 0;
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_pdf) pdf = NULL;
    GI_TRY(gi_template_open("50x30", &layout, err));
    double start = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    GI_TRY(open_pdf(layout, &bytes, &pdf, err));
    GI_TRY(gi_codes_stream(run, signer, 1, LABELS, 1,
                           (gi_code_sink){ .take = take_page, .context = pdf }, err));
    GI_TRY(gi_label_pdf_finish(pdf, err));
    *each = (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - start) / LABELS;
    (void)printf("labels, signed, A4 PDF: %.3f ms a label\n", *each);
    (void)printf("labels, A4 PDF: %.0f bytes a label\n", (double)bytes / LABELS);
    return GI_OK;
}

static gi_status bench_dots(const gi_run *run, const gi_signer *signer, int dpi, gi_error *err)
{
    gi_label label = sample();
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_TRY(gi_template_open("50x30", &layout, err));
    double start = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    GI_TRY(gi_label_bitmap_create(layout, &label, dpi, &bitmap, err));
    GI_TRY(gi_codes_stream(run, signer, 1, PICTURES, 1,
                           (gi_code_sink){ .take = take_dots, .context = bitmap }, err));
    (void)printf("labels, signed, %d dpi: %.3f ms a label\n", dpi,
                 (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - start) / PICTURES);
    return GI_OK;
}

/* ---- against reportlab ---- */

static void compare_with(double each)
{
    char line[80] = "";
    char *said = line;
    int ends[2];
    if (pipe(ends) != 0) {
        return;
    }
    pid_t child = fork();
    if (child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)execlp("/usr/bin/python3", "python3",
                     GI_SOURCE_DIR "/tests/bench/labels_reportlab.py", "2", NULL);
        _exit(127);
    }
    (void)close(ends[1]);
    ssize_t size = read(ends[0], line, sizeof line - 1);
    (void)close(ends[0]);
    (void)waitpid(child, NULL, 0);
    double theirs = size > 0 ? strtod(line, &said) : 0;
    if (theirs <= 0) {
        (void)printf("labels, reportlab: not installed\n");
        return;
    }
    (void)printf("labels, reportlab, not signed: %.1f ms, %.0f bytes a label\n", theirs,
                 strtod(said, NULL));
    (void)printf("labels, signed, A4 PDF: %.0f times reportlab\n", theirs / each);
}

/* ---- memory: each count in a process of its own ---- */

static gi_status draw_many(long count, gi_error *err)
{
    size_t bytes = 0;
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_pdf) pdf = NULL;
    GI_TRY(gi_template_open("50x30", &layout, err));
    GI_TRY(open_pdf(layout, &bytes, &pdf, err));
    gi_label_unit unit = gi_label_sample_unit(layout);
    for (long i = 0; i < count; i++) {
        GI_TRY(gi_label_pdf_add(pdf, &unit, err));
    }
    return gi_label_pdf_finish(pdf, err);
}

static void bench_memory(long count)
{
    struct rusage usage = { 0 };
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        gi_error err = { 0 };
        _exit(draw_many(count, &err) == GI_OK ? 0 : 1);
    }
    (void)wait4(child, NULL, 0, &usage);
    (void)printf("labels, memory for %ld: %ld KiB\n", count, usage.ru_maxrss);
}

static gi_status bench_all(gi_error *err)
{
    static const uint8_t seed[32] = { 7 };
    double each = 1;
    gi_run run = sample_run();
    GI_AUTO(gi_signer) signer = NULL;
    GI_TRY(gi_signer_from_seed(GI_ED25519, 7, (gi_bytes){ seed, sizeof seed }, &signer, err));
    GI_TRY(bench_pdf(&run, signer, &each, err));
    compare_with(each);
    GI_TRY(bench_dots(&run, signer, 203, err));
    return bench_dots(&run, signer, 600, err);
}

int main(void)
{
    gi_error err = { 0 };
    bench_memory(1000);
    bench_memory(MANY);
    if (bench_all(&err) != GI_OK) {
        (void)fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    return 0;
}

/* Labels: 1,000 signed labels on A4 as PDF, and pictures; wanted <= 1 ms, <= 900 bytes a label. */
#include <stdio.h>
#include <time.h>

#include "gi/codes.h"
#include "gi/paper.h"

#define LABELS 1000

static double milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
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

static gi_status bench_pdf(const gi_run *run, const gi_signer *signer, gi_error *err)
{
    size_t bytes = 0;
    gi_label label = sample();
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_pdf) pdf = NULL;
    GI_TRY(gi_template_open("50x30", &layout, err));
    double start = milliseconds();
    GI_TRY(gi_label_pdf_create(layout, &label,
                               &(gi_label_paper){ .sheet = gi_label_sheet_at(0), .start_cell = 1 },
                               (gi_label_sink){ count_bytes, &bytes }, &pdf, err));
    GI_TRY(gi_codes_stream(run, signer, 1, LABELS, 1, (gi_code_sink){ take_page, pdf }, err));
    GI_TRY(gi_label_pdf_finish(pdf, err));
    (void)printf("labels, signed, A4 PDF: %.3f ms a label\n", (milliseconds() - start) / LABELS);
    (void)printf("labels, A4 PDF: %.0f bytes a label\n", (double)bytes / LABELS);
    return GI_OK;
}

static gi_status bench_dots(const gi_run *run, const gi_signer *signer, int dpi, gi_error *err)
{
    gi_label label = sample();
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_TRY(gi_template_open("50x30", &layout, err));
    double start = milliseconds();
    GI_TRY(gi_label_bitmap_create(layout, &label, dpi, &bitmap, err));
    GI_TRY(gi_codes_stream(run, signer, 1, LABELS, 1, (gi_code_sink){ take_dots, bitmap }, err));
    (void)printf("labels, signed, %d dpi: %.3f ms a label\n", dpi,
                 (milliseconds() - start) / LABELS);
    return GI_OK;
}

static gi_status bench_all(gi_error *err)
{
    static const uint8_t seed[32] = { 7 };
    gi_run run = sample_run();
    GI_AUTO(gi_signer) signer = NULL;
    GI_TRY(gi_signer_from_seed(GI_ED25519, 7, (gi_bytes){ seed, sizeof seed }, &signer, err));
    GI_TRY(bench_pdf(&run, signer, err));
    GI_TRY(bench_dots(&run, signer, 203, err));
    return bench_dots(&run, signer, 600, err);
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

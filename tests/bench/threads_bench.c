/*
 * Signatures and symbols of labels on two threads: wanted 1.8 times one.
 *
 * Threads are measured by the clock on the wall, so whatever else runs counts. What a machine
 * gives at that moment is said by a bare loop of the same work without any stream: two processors
 * that share one core do not give two. A round runs all measures several times, one and two
 * threads by turns, and its ratios are of the sums; printed are the medians of the rounds. By
 * processor time, which others do not take: how much more work two threads have, and by how much
 * the busier one has less than one thread alone, which would be the gain on a machine of its own.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "gi/codes.h"
#include "gi/paper.h"
#include "labels/qr.h"

#define LABELS 2048
#define TURNS 2
#define ROUNDS 5

static const char prefix[] = "https://gi.jj.cn/";

/* ---- the stream, as those use it who print ---- */

static gi_status make_symbol(const void *context, const gi_code_item *item, void *room,
                             gi_error *err)
{
    (void)context;
    return gi_qr_encode(prefix, gi_bytes_of(item->digits), GI_QR_M, room, err);
}

static gi_status take_symbol(void *context, const gi_code_item *item, gi_error *err)
{
    (void)err;
    *(int32_t *)context += ((const gi_qr *)item->made)->side;
    return GI_OK;
}

static gi_status stream(const gi_signer *signer, int threads, gi_code_sink sink, gi_error *err)
{
    const gi_run run = { .key = 7, .first = 1, .count = LABELS, .header = { 0x10, 0, 7 } };
    return gi_codes_stream(&run, signer, 1, LABELS, threads, sink, err);
}

static gi_status run_symbols(const gi_signer *signer, int threads, gi_error *err)
{
    int32_t sides = 0;
    return stream(signer, threads,
                  (gi_code_sink){ .take = take_symbol,
                                  .context = &sides,
                                  .make = make_symbol,
                                  .made_size = sizeof(gi_qr) },
                  err);
}

typedef struct page {
    gi_template *layout;
    gi_label label;
    gi_label_pdf *pdf;
} page;

static void page_clear(page *at)
{
    gi_label_pdf_destroy(at->pdf);
    gi_template_destroy(at->layout);
}

static gi_label_unit unit_of(const gi_code_item *item)
{
    return (gi_label_unit){ .digits = item->digits, .number = item->number };
}

static gi_status make_codes(const void *context, const gi_code_item *item, void *room,
                            gi_error *err)
{
    const page *at = context;
    const gi_label_unit unit = unit_of(item);
    return gi_label_encode(at->layout, &at->label, &unit, room, err);
}

static gi_status take_label(void *context, const gi_code_item *item, gi_error *err)
{
    page *at = context;
    gi_label_unit unit = unit_of(item);
    unit.codes = item->made;
    return gi_label_pdf_add(at->pdf, &unit, err);
}

static gi_status drop(void *context, gi_bytes bytes, gi_error *err)
{
    (void)err;
    *(size_t *)context += bytes.size;
    return GI_OK;
}

static gi_status run_pages(const gi_signer *signer, int threads, gi_error *err)
{
    size_t bytes = 0;
    __attribute__((cleanup(page_clear))) page at = { 0 };
    const gi_label_paper paper = { .sheet = gi_label_sheet_at(0), .start_cell = 1 };
    GI_TRY(gi_template_open("50x30", &at.layout, err));
    gi_label_sample(&at.label);
    GI_TRY(gi_label_pdf_create(at.layout, &at.label, &paper, (gi_label_sink){ drop, &bytes },
                               &at.pdf, err));
    GI_TRY(stream(signer, threads,
                  (gi_code_sink){ .take = take_label,
                                  .context = &at,
                                  .make = make_codes,
                                  .made_size = sizeof(gi_label_codes) },
                  err));
    return gi_label_pdf_finish(at.pdf, err);
}

/* ---- the bare loop ---- */

typedef struct share {
    const gi_signer *signer;
    int count;
    gi_status status;
} share;

static gi_status make_one(const share *mine, uint8_t salt)
{
    gi_qr qr;
    char digits[GI_UNIT_DIGITS + 1] = { 0 };
    uint8_t message[34] = { [29] = salt };
    gi_signature signature;
    GI_TRY(gi_signer_sign(mine->signer, (gi_bytes){ message, sizeof message }, &signature, NULL));
    for (size_t i = 0; i < GI_UNIT_DIGITS; i++) {
        digits[i] = (char)('0' + signature.bytes[i % sizeof signature.bytes] % 10);
    }
    return gi_qr_encode(prefix, gi_bytes_of(digits), GI_QR_M, &qr, NULL);
}

static void *make_share(void *context)
{
    share *mine = context;
    for (int i = 0; i < mine->count && mine->status == GI_OK; i++) {
        mine->status = make_one(mine, (uint8_t)i);
    }
    return NULL;
}

static gi_status run_bare(const gi_signer *signer, int threads, gi_error *err)
{
    pthread_t thread;
    share mine = { .signer = signer, .count = LABELS / threads };
    share other = mine;
    if (threads > 1 && pthread_create(&thread, NULL, make_share, &other) != 0) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "thread");
    }
    (void)make_share(&mine);
    if (threads > 1) {
        (void)pthread_join(thread, NULL);
    }
    return mine.status;
}

/* ---- rounds ---- */

enum { SYMBOLS, PAGES, BARE, MEASURES };

static const struct measure {
    const char *name;
    gi_status (*run)(const gi_signer *signer, int threads, gi_error *err);
} measures[MEASURES] = {
    [SYMBOLS] = { "labels, signature and symbol", run_symbols },
    [PAGES] = { "labels, signed, A4 PDF", run_pages },
    [BARE] = { "labels, bare loop of signatures and symbols", run_bare },
};

/* Milliseconds of a round, on one thread and on two. */
typedef struct cost {
    double wall[2], processor[2], caller[2];
} cost;

static double milliseconds(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static gi_status add_run(const struct measure *what, const gi_signer *signer, int threads,
                         cost *sum, gi_error *err)
{
    double wall = milliseconds(CLOCK_MONOTONIC);
    double processor = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    double caller = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    GI_TRY(what->run(signer, threads, err));
    sum->wall[threads - 1] += milliseconds(CLOCK_MONOTONIC) - wall;
    sum->processor[threads - 1] += milliseconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
    sum->caller[threads - 1] += milliseconds(CLOCK_THREAD_CPUTIME_ID) - caller;
    return GI_OK;
}

static gi_status run_round(const gi_signer *signer, cost sums[MEASURES], gi_error *err)
{
    for (int turn = 0; turn < TURNS; turn++) {
        for (int i = 0; i < MEASURES; i++) {
            int first = 1 + turn % 2;
            GI_TRY(add_run(&measures[i], signer, first, &sums[i], err));
            GI_TRY(add_run(&measures[i], signer, 3 - first, &sums[i], err));
        }
    }
    return GI_OK;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts them. */
static double median(double of[ROUNDS])
{
    qsort(of, ROUNDS, sizeof of[0], compare);
    return of[ROUNDS / 2];
}

typedef struct figures {
    double each[2][ROUNDS]; /* ms a label on one thread, on two */
    double times[ROUNDS];   /* two threads against one */
    double work[ROUNDS];
    double alone[ROUNDS]; /* the work of one against that of the busier one of two */
} figures;

static void note(figures *out, int round, const cost *sum)
{
    out->each[0][round] = sum->wall[0] / (TURNS * LABELS);
    out->each[1][round] = sum->wall[1] / (TURNS * LABELS);
    out->times[round] = sum->wall[0] / sum->wall[1];
    out->work[round] = sum->processor[1] / sum->processor[0];
    double caller = sum->caller[1] / sum->processor[1];
    out->alone[round] = 1 / ((caller > 0.5 ? caller : 1 - caller) * out->work[round]);
}

static void print(const char *what, figures *of)
{
    (void)printf("%s: %.3f ms a label on one thread\n", what, median(of->each[0]));
    (void)printf("%s: %.3f ms a label on two threads\n", what, median(of->each[1]));
    (void)printf("%s, two threads:", what);
    for (int i = 0; i < ROUNDS; i++) {
        (void)printf(" %.2f", of->times[i]);
    }
    (void)printf(", median %.2f times one\n", median(of->times));
    (void)printf("%s, two threads: %.2f times the work of one\n", what, median(of->work));
    (void)printf("%s, two threads: %.2f times one, were they alone here\n", what,
                 median(of->alone));
}

/* The stream against a bare loop in the same rounds: 1.00 = the stream costs no parallelism. */
static void print_against(const figures all[MEASURES])
{
    double reached[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        reached[i] = all[SYMBOLS].times[i] / all[BARE].times[i];
    }
    (void)printf("%s, two threads: %.2f of what the bare loop gains\n", measures[SYMBOLS].name,
                 median(reached));
}

static gi_status bench_all(gi_error *err)
{
    static const uint8_t seed[32] = { 7 };
    figures all[MEASURES];
    GI_AUTO(gi_signer) signer = NULL;
    GI_TRY(gi_signer_from_seed(GI_ED25519, 7, (gi_bytes){ seed, sizeof seed }, &signer, err));
    for (int round = 0; round < ROUNDS; round++) {
        cost sums[MEASURES] = { 0 };
        GI_TRY(run_round(signer, sums, err));
        for (int i = 0; i < MEASURES; i++) {
            note(&all[i], round, &sums[i]);
        }
    }
    print_against(all);
    for (int i = 0; i < MEASURES; i++) {
        print(measures[i].name, &all[i]);
    }
    return GI_OK;
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

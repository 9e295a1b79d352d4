/*
 * Signatures and symbols of labels on two threads: wanted 1.8 times one.
 *
 * Threads are measured by the clock on the wall, so whatever else runs counts. A bare loop of
 * signatures on two threads says what this machine gives at that moment, and processor time
 * whether two threads do more work than one. All are measured in turns and the medians printed;
 * each ratio is of one turn.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "gi/codes.h"
#include "labels/qr.h"

#define LABELS 4096
#define ROUNDS 5

/* Milliseconds a label; a moment while it is measured. */
typedef struct cost {
    double wall, processor;
} cost;

static double milliseconds(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static cost stopwatch(void)
{
    return (cost){ milliseconds(CLOCK_MONOTONIC), milliseconds(CLOCK_PROCESS_CPUTIME_ID) };
}

static cost each_since(cost start)
{
    cost now = stopwatch();
    return (cost){ (now.wall - start.wall) / LABELS, (now.processor - start.processor) / LABELS };
}

static gi_status take_symbol(void *context, const gi_code_item *item, gi_error *err)
{
    return gi_qr_encode("https://gi.jj.cn/", gi_bytes_of(item->digits), GI_QR_M, context, err);
}

static gi_status measure_labels(const gi_signer *signer, int threads, cost *each, gi_error *err)
{
    const gi_run run = { .key = 7, .first = 1, .count = LABELS, .header = { 0x10, 0, 7 } };
    gi_qr qr;
    cost start = stopwatch();
    GI_TRY(gi_codes_stream(&run, signer, 1, LABELS, threads,
                           (gi_code_sink){ .take = take_symbol, .context = &qr }, err));
    *each = each_since(start);
    return GI_OK;
}

/* ---- the bare loop ---- */

typedef struct share {
    pthread_t thread;
    const gi_signer *signer;
    int count;
    gi_status status;
} share;

static void *sign_share(void *context)
{
    share *mine = context;
    uint8_t message[34] = "GI-LABEL-V1";
    gi_signature signature;
    for (int i = 0; i < mine->count && mine->status == GI_OK; i++) {
        message[29] = (uint8_t)i;
        mine->status =
            gi_signer_sign(mine->signer, (gi_bytes){ message, sizeof message }, &signature, NULL);
    }
    return NULL;
}

static gi_status measure_bare(const gi_signer *signer, int threads, cost *each, gi_error *err)
{
    share shares[2];
    cost start = stopwatch();
    for (int i = 0; i < threads; i++) {
        shares[i] = (share){ .signer = signer, .count = LABELS / threads };
        if (pthread_create(&shares[i].thread, NULL, sign_share, &shares[i]) != 0) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "thread");
        }
    }
    for (int i = 0; i < threads; i++) {
        (void)pthread_join(shares[i].thread, NULL);
    }
    *each = each_since(start);
    return shares[0].status;
}

/* ---- rounds ---- */

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double of[ROUNDS])
{
    qsort(of, ROUNDS, sizeof of[0], compare);
    return of[ROUNDS / 2];
}

typedef struct figures {
    double one[ROUNDS], two[ROUNDS], times[ROUNDS], work[ROUNDS];
} figures;

static gi_status take_turn(gi_status (*measure)(const gi_signer *, int, cost *, gi_error *),
                           const gi_signer *signer, int round, figures *out, gi_error *err)
{
    cost one;
    cost two;
    GI_TRY(measure(signer, 1, &one, err));
    GI_TRY(measure(signer, 2, &two, err));
    out->one[round] = one.wall;
    out->two[round] = two.wall;
    out->times[round] = one.wall / two.wall;
    out->work[round] = two.processor / one.processor;
    return GI_OK;
}

static void print(const char *what, figures *of)
{
    (void)printf("%s: %.3f ms a label on one thread\n", what, median(of->one));
    (void)printf("%s: %.3f ms a label on two threads\n", what, median(of->two));
    (void)printf("%s, two threads:", what);
    for (int i = 0; i < ROUNDS; i++) {
        (void)printf(" %.2f", of->times[i]);
    }
    (void)printf(", median %.2f times one\n", median(of->times));
    (void)printf("%s, two threads: %.2f times the work of one\n", what, median(of->work));
}

static gi_status bench_all(gi_error *err)
{
    static const uint8_t seed[32] = { 7 };
    figures labels;
    figures bare;
    GI_AUTO(gi_signer) signer = NULL;
    GI_TRY(gi_signer_from_seed(GI_ED25519, 7, (gi_bytes){ seed, sizeof seed }, &signer, err));
    for (int round = 0; round < ROUNDS; round++) {
        GI_TRY(take_turn(measure_labels, signer, round, &labels, err));
        GI_TRY(take_turn(measure_bare, signer, round, &bare, err));
    }
    print("labels, signature and symbol", &labels);
    print("labels, bare loop of signatures", &bare);
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

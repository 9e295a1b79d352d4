/*
 * codes_bench.c - codes per second against a bare loop of EVP_DigestSign, and peak memory.
 *
 * Rates are measured in turns inside one run and compared as ratios: the machine may be busy.
 * Against the bare loop processor time counts, between one thread and two the wall clock.
 * Prints "name ratio target" and, for memory, MiB.
 */
#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "gi/codes.h"

#define UNITS 16384
#define TURNS 3

static const uint8_t seed[32] = { 7 };

typedef struct moment {
    double wall;
    double processor;
} moment;

static double seconds(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static moment stopwatch(void)
{
    return (moment){ seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID) };
}

/* Units per second since a moment. */
static moment rate_since(moment start, double units)
{
    moment now = stopwatch();
    return (moment){ units / (now.wall - start.wall), units / (now.processor - start.processor) };
}

static moment better(moment a, moment b)
{
    return (moment){ a.wall > b.wall ? a.wall : b.wall,
                     a.processor > b.processor ? a.processor : b.processor };
}

static gi_status drop(void *context, const gi_code_item *item, gi_error *err)
{
    (void)err;
    *(uint32_t *)context += (uint8_t)item->digits[208];
    return GI_OK;
}

static moment stream_rate(const gi_run *run, const gi_signer *signer, int threads)
{
    uint32_t sum = 0;
    moment start = stopwatch();
    if (gi_codes_stream(run, signer, 1, run->count, threads,
                        (gi_code_sink){ .take = drop, .context = &sum }, NULL) != GI_OK) {
        (void)printf("the stream failed\n");
    }
    return rate_since(start, run->count);
}

/* One thread's share of the bare loop: a context prepared once, a message, a signature. */
static void *raw_loop(void *context)
{
    size_t size = 64;
    uint8_t signature[64];
    uint8_t message[34] = "GI-LABEL-V1";
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof seed);
    EVP_MD_CTX *work = EVP_MD_CTX_new();
    (void)EVP_DigestSignInit(work, NULL, NULL, NULL, key);
    for (int i = 0; i < *(const int *)context; i++) {
        message[29] = (uint8_t)i;
        (void)EVP_DigestSign(work, signature, &size, message, sizeof message);
    }
    EVP_MD_CTX_free(work);
    EVP_PKEY_free(key);
    return NULL;
}

static moment raw_rate(int threads)
{
    pthread_t thread[2];
    int share = UNITS / threads;
    moment start = stopwatch();
    for (int i = 0; i < threads; i++) {
        (void)pthread_create(&thread[i], NULL, raw_loop, &share);
    }
    for (int i = 0; i < threads; i++) {
        (void)pthread_join(thread[i], NULL);
    }
    return rate_since(start, UNITS);
}

/* A signer that costs nothing: the largest run shows what the stream itself holds. */
static gi_status blank_sign(const gi_signer *signer, gi_bytes message, gi_signature *out,
                            gi_error *err)
{
    (void)signer;
    (void)message;
    (void)err;
    *out = (gi_signature){ { 0 } };
    return GI_OK;
}

static double peak_mib(void)
{
    static const gi_signer_type blank = { blank_sign, NULL };
    gi_signer signer = { .type = &blank, .key = 7 };
    gi_run run = { .key = 7, .first = 1, .count = 1000000, .header = { 0x10, 0, 7 } };
    struct rusage usage;
    (void)stream_rate(&run, &signer, 2);
    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

int main(void)
{
    moment raw[3] = { { 0, 0 } };
    moment ours[3] = { { 0, 0 } };
    gi_signer *signer = NULL;
    gi_run run = { .key = 7, .first = 1, .count = UNITS, .header = { 0x10, 0, 7 } };
    if (gi_signer_from_seed(GI_ED25519, 7, (gi_bytes){ seed, sizeof seed }, &signer, NULL) !=
        GI_OK) {
        return 1;
    }
    for (int turn = 0; turn < TURNS; turn++) {
        for (int threads = 1; threads <= 2; threads++) {
            raw[threads] = better(raw[threads], raw_rate(threads));
            ours[threads] = better(ours[threads], stream_rate(&run, signer, threads));
        }
    }
    (void)printf("codes_per_second_one_thread %.0f -\n", ours[1].wall);
    (void)printf("codes_per_second_two_threads %.0f -\n", ours[2].wall);
    (void)printf("codes_against_raw_one_thread %.3f 0.85\n", ours[1].processor / raw[1].processor);
    (void)printf("codes_against_raw_two_threads %.3f 0.85\n", ours[2].processor / raw[2].processor);
    (void)printf("codes_two_threads_against_one %.3f 1.80\n", ours[2].wall / ours[1].wall);
    (void)printf("raw_two_threads_against_one %.3f -\n", raw[2].wall / raw[1].wall);
    (void)printf("codes_peak_memory_mib_for_a_million %.1f 64\n", peak_mib());
    gi_signer_destroy(signer);
    return 0;
}

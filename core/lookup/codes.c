/*
 * codes.c - the codes of a committed run, signed while they stream (gi/codes.h).
 *
 * Workers take blocks of serials in order and sign each into a slot of its own; the caller's
 * thread hands finished blocks over in order. Memory is threads x 2 slots, whatever the run.
 * One thread needs no worker. Nothing is stored, and nothing outside the run can be signed.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/big_endian.h"
#include "gi/codes.h"
#include "gi/unit_number.h"

#define BLOCK 256 /* codes; some 20 ms of work and 62 KiB */
#define THREADS_MAX 64
#define SLOTS_PER_THREAD 2
#define SERIAL_AT 14 /* offset in the header (label-code 2.2) */

typedef struct code_text {
    char digits[GI_UNIT_DIGITS + 1];
    char number[GI_UNIT_NUMBER_TEXT];
} code_text;

typedef struct slot {
    bool ready;
    gi_status status;
    gi_error err;
    code_text code[BLOCK];
} slot;

typedef struct stream {
    const gi_run *run;
    const gi_signer *signer;
    uint32_t from;
    uint32_t count;
    gi_code_sink sink;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* a block became ready, or a slot free */
    uint32_t taken;       /* next block for a worker */
    uint32_t handed;      /* next block for the sink */
    bool stop;
    size_t slots;
    slot *slot;
} stream;

static uint32_t block_count(const stream *work)
{
    return (work->count - 1) / BLOCK + 1;
}

static uint32_t block_size(const stream *work, uint32_t block)
{
    uint32_t left = work->count - block * BLOCK;
    return left < BLOCK ? left : BLOCK;
}

static gi_status make_code(const stream *work, uint32_t serial, code_text *out, gi_error *err)
{
    gi_unit_code code = { .header_size = GI_UNIT_HEADER_SIZE };
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    memcpy(code.header, work->run->header, GI_UNIT_HEADER_SIZE);
    big_endian_put(code.header + SERIAL_AT, 4, serial);
    size_t size = gi_unit_message((gi_bytes){ code.header, code.header_size }, message);
    GI_TRY(gi_signer_sign(work->signer, (gi_bytes){ message, size }, &code.signature, err));
    char digits[GI_UNIT_DIGITS_MAX + 1];
    (void)gi_unit_code_print(&code, digits);
    memcpy(out->digits, digits, sizeof out->digits);
    gi_unit_number_print((gi_unit_id){ work->run->key, serial }, out->number);
    return GI_OK;
}

static void sign_block(const stream *work, uint32_t block, slot *out)
{
    uint32_t first = work->from + block * BLOCK;
    uint32_t size = block_size(work, block);
    out->status = GI_OK;
    for (uint32_t i = 0; i < size && out->status == GI_OK; i++) {
        out->status = make_code(work, first + i, &out->code[i], &out->err);
    }
}

static gi_status hand_over(const stream *work, uint32_t block, const slot *done, gi_error *err)
{
    if (done->status != GI_OK) {
        if (err != NULL) {
            *err = done->err;
        }
        return done->status;
    }
    for (uint32_t i = 0; i < block_size(work, block); i++) {
        gi_code_item item = { work->from + block * BLOCK + i, done->code[i].digits,
                              done->code[i].number };
        GI_TRY(work->sink.take(work->sink.context, &item, err));
    }
    return GI_OK;
}

/* ---- one thread ---- */

static gi_status run_alone(stream *work, gi_error *err)
{
    for (uint32_t block = 0; block < block_count(work); block++) {
        sign_block(work, block, &work->slot[0]);
        GI_TRY(hand_over(work, block, &work->slot[0], err));
    }
    return GI_OK;
}

/* ---- several ---- */

/* Waits for a block whose slot is free; false when there is no more to do. Lock held. */
static bool take_block(stream *work, uint32_t *block)
{
    while (!work->stop && work->taken < block_count(work) &&
           work->taken - work->handed >= work->slots) {
        (void)pthread_cond_wait(&work->moved, &work->lock);
    }
    if (work->stop || work->taken >= block_count(work)) {
        return false;
    }
    *block = work->taken++;
    return true;
}

static void *worker(void *context)
{
    stream *work = context;
    uint32_t block = 0;
    (void)pthread_mutex_lock(&work->lock);
    while (take_block(work, &block)) {
        slot *mine = &work->slot[block % work->slots];
        (void)pthread_mutex_unlock(&work->lock);
        sign_block(work, block, mine);
        (void)pthread_mutex_lock(&work->lock);
        mine->ready = true;
        (void)pthread_cond_broadcast(&work->moved);
    }
    (void)pthread_mutex_unlock(&work->lock);
    return NULL;
}

static slot *wait_for(stream *work, uint32_t block)
{
    slot *next = &work->slot[block % work->slots];
    (void)pthread_mutex_lock(&work->lock);
    while (!next->ready) {
        (void)pthread_cond_wait(&work->moved, &work->lock);
    }
    (void)pthread_mutex_unlock(&work->lock);
    return next;
}

static void advance(stream *work, slot *emptied, bool stop)
{
    (void)pthread_mutex_lock(&work->lock);
    emptied->ready = false;
    work->handed++;
    work->stop = stop;
    (void)pthread_cond_broadcast(&work->moved);
    (void)pthread_mutex_unlock(&work->lock);
}

static gi_status hand_over_all(stream *work, gi_error *err)
{
    gi_status status = GI_OK;
    for (uint32_t block = 0; block < block_count(work) && status == GI_OK; block++) {
        slot *next = wait_for(work, block);
        status = hand_over(work, block, next, err);
        advance(work, next, status != GI_OK);
    }
    return status;
}

static gi_status run_workers(stream *work, int threads, gi_error *err)
{
    pthread_t thread[THREADS_MAX];
    int started = 0;
    (void)pthread_mutex_init(&work->lock, NULL);
    (void)pthread_cond_init(&work->moved, NULL);
    while (started < threads && pthread_create(&thread[started], NULL, worker, work) == 0) {
        started++;
    }
    gi_status status = started > 0 ? hand_over_all(work, err) : run_alone(work, err);
    for (int i = 0; i < started; i++) {
        (void)pthread_join(thread[i], NULL);
    }
    (void)pthread_cond_destroy(&work->moved);
    (void)pthread_mutex_destroy(&work->lock);
    return status;
}

/* ---- the door ---- */

static gi_status check(const stream *work, int threads, gi_error *err)
{
    const gi_run *run = work->run;
    if (threads < 1 || threads > THREADS_MAX) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "threads", gi_num(threads).text, "1",
                       gi_num(THREADS_MAX).text);
    }
    if (work->signer->key != run->key) {
        return gi_fail(err, GI_WHY_OTHER_SIGNER, gi_num(work->signer->key).text,
                       gi_num(run->key).text);
    }
    if ((run->header[0] & 15U) == GI_LABEL_PACKAGE) {
        return gi_fail(err, GI_WHY_UNKNOWN_TYPE, gi_num(run->header[0] & 15U).text);
    }
    uint64_t end = (uint64_t)work->from + work->count;
    if (work->count == 0 || work->from < run->first || end > (uint64_t)run->first + run->count) {
        return gi_fail(err, GI_WHY_BAD_COUNT, gi_num(work->count).text, gi_num(run->count).text);
    }
    return GI_OK;
}

gi_status gi_codes_stream(const gi_run *run, const gi_signer *signer, uint32_t from, uint32_t count,
                          int threads, gi_code_sink sink, gi_error *err)
{
    stream work = { .run = run, .signer = signer, .from = from, .count = count, .sink = sink };
    GI_TRY(check(&work, threads, err));
    work.slots = threads == 1 ? 1 : (size_t)threads * SLOTS_PER_THREAD;
    work.slot = calloc(work.slots, sizeof *work.slot);
    if (work.slot == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "codes");
    }
    gi_status status = threads == 1 ? run_alone(&work, err) : run_workers(&work, threads, err);
    free(work.slot);
    return status;
}

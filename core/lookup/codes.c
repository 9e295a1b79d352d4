/*
 * codes.c - the codes of a committed run, signed while they stream (gi/codes.h).
 *
 * Blocks of serials are signed, each in a slot of its own, by workers and by the caller, who
 * first of all hands finished blocks over in order and works along while there is none. Memory is
 * threads x 3 slots, whatever the run. One thread needs no worker and goes the same way. Nothing
 * is stored, and nothing outside the run can be signed.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/run_header.h"
#include "gi/codes.h"
#include "gi/unit_number.h"

#define BLOCK 64 /* codes; some 5 ms of work */
#define THREADS_MAX 64
#define SLOTS_PER_THREAD 3

typedef struct code_text {
    char digits[GI_UNIT_DIGITS + 1];
    char number[GI_UNIT_NUMBER_TEXT];
} code_text;

typedef struct slot {
    bool ready;
    uint32_t size; /* finished codes: all of the block, or those before a failure */
    gi_status status;
    gi_error err;
    code_text code[BLOCK];
    char *rooms; /* of what the sink makes: made_size bytes each, in stream.rooms */
} slot;

typedef struct stream {
    const gi_run *run;
    const gi_signer *signer;
    uint32_t from;
    uint32_t count;
    gi_code_sink sink;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* a block became ready, or a slot free */
    uint32_t taken;       /* next block to be made */
    uint32_t handed;      /* next block for the sink */
    bool stop;
    size_t slots;
    slot *slot;
    char *rooms;
    size_t rooms_size;
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

static slot *slot_of(const stream *work, uint32_t block)
{
    return &work->slot[block % work->slots];
}

/* ---- a block ---- */

static gi_status sign_code(const stream *work, uint32_t serial, code_text *out, gi_error *err)
{
    gi_unit_code code = { .header_size = GI_UNIT_HEADER_SIZE };
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    gi_run_header(work->run, serial, code.header);
    size_t size = gi_unit_message((gi_bytes){ code.header, code.header_size }, message);
    GI_TRY(gi_signer_sign(work->signer, (gi_bytes){ message, size }, &code.signature, err));
    char digits[GI_UNIT_DIGITS_MAX + 1];
    (void)gi_unit_code_print(&code, digits);
    memcpy(out->digits, digits, sizeof out->digits);
    gi_unit_number_print((gi_unit_id){ work->run->key, serial }, out->number);
    return GI_OK;
}

static char *room_of(const stream *work, const slot *at, uint32_t index)
{
    return work->sink.make == NULL ? NULL : at->rooms + index * work->sink.made_size;
}

static gi_code_item item_of(const stream *work, uint32_t block, const slot *at, uint32_t index)
{
    return (gi_code_item){ .serial = work->from + block * BLOCK + index,
                           .digits = at->code[index].digits,
                           .number = at->code[index].number,
                           .made = room_of(work, at, index) };
}

static gi_status make_code(const stream *work, uint32_t block, slot *out, uint32_t index)
{
    const gi_code_item item = item_of(work, block, out, index);
    GI_TRY(sign_code(work, item.serial, &out->code[index], &out->err));
    char *room = room_of(work, out, index);
    return room == NULL ? GI_OK : work->sink.make(work->sink.context, &item, room, &out->err);
}

static void make_block(const stream *work, uint32_t block, slot *out)
{
    out->status = GI_OK;
    for (out->size = 0; out->size < block_size(work, block); out->size++) {
        out->status = make_code(work, block, out, out->size);
        if (out->status != GI_OK) {
            return;
        }
    }
}

static gi_status hand_over(const stream *work, uint32_t block, const slot *done, gi_error *err)
{
    for (uint32_t i = 0; i < done->size; i++) {
        const gi_code_item item = item_of(work, block, done, i);
        GI_TRY(work->sink.take(work->sink.context, &item, err));
    }
    if (done->status != GI_OK && err != NULL) {
        *err = done->err;
    }
    return done->status;
}

/* ---- who does what: the lock is held, and given up for the work itself ---- */

static bool is_left(const stream *work)
{
    return !work->stop && work->taken < block_count(work);
}

static bool has_free_slot(const stream *work)
{
    return work->taken - work->handed < work->slots;
}

static void make_next(stream *work)
{
    uint32_t block = work->taken++;
    slot *mine = slot_of(work, block);
    (void)pthread_mutex_unlock(&work->lock);
    make_block(work, block, mine);
    (void)pthread_mutex_lock(&work->lock);
    mine->ready = true;
    (void)pthread_cond_broadcast(&work->moved);
}

static gi_status hand_over_next(stream *work, gi_error *err)
{
    slot *next = slot_of(work, work->handed);
    (void)pthread_mutex_unlock(&work->lock);
    gi_status status = hand_over(work, work->handed, next, err);
    (void)pthread_mutex_lock(&work->lock);
    next->ready = false;
    work->handed++;
    work->stop = status != GI_OK;
    (void)pthread_cond_broadcast(&work->moved);
    return status;
}

static void *worker(void *context)
{
    stream *work = context;
    (void)pthread_mutex_lock(&work->lock);
    while (is_left(work)) {
        if (has_free_slot(work)) {
            make_next(work);
        } else {
            (void)pthread_cond_wait(&work->moved, &work->lock);
        }
    }
    (void)pthread_mutex_unlock(&work->lock);
    return NULL;
}

/* The caller's part. Only here `handed` moves, so it may be read without the lock here. */
static gi_status take_part(stream *work, gi_error *err)
{
    gi_status status = GI_OK;
    (void)pthread_mutex_lock(&work->lock);
    while (status == GI_OK && work->handed < block_count(work)) {
        if (slot_of(work, work->handed)->ready) {
            status = hand_over_next(work, err);
        } else if (is_left(work) && has_free_slot(work)) {
            make_next(work);
        } else {
            (void)pthread_cond_wait(&work->moved, &work->lock);
        }
    }
    (void)pthread_mutex_unlock(&work->lock);
    return status;
}

static gi_status run_threads(stream *work, int threads, gi_error *err)
{
    pthread_t thread[THREADS_MAX];
    int started = 0;
    (void)pthread_mutex_init(&work->lock, NULL);
    (void)pthread_cond_init(&work->moved, NULL);
    while (started < threads - 1 && pthread_create(&thread[started], NULL, worker, work) == 0) {
        started++;
    }
    gi_status status = take_part(work, err);
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

/* What is made may be secret (hidden codes): it is not left behind in freed memory. */
static void clear(stream *work)
{
    if (work->rooms != NULL) {
        gi_wipe(work->rooms, work->rooms_size);
    }
    free(work->rooms);
    free(work->slot);
}

static gi_status find_room(stream *work, gi_error *err)
{
    const size_t each = work->sink.make == NULL ? 0 : BLOCK * work->sink.made_size;
    work->rooms_size = work->slots * each;
    work->slot = calloc(work->slots, sizeof *work->slot);
    work->rooms = each == 0 ? NULL : calloc(work->slots, each);
    if (work->slot == NULL || (each > 0 && work->rooms == NULL)) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "codes");
    }
    for (size_t i = 0; i < work->slots; i++) {
        work->slot[i].rooms = each == 0 ? NULL : work->rooms + i * each;
    }
    return GI_OK;
}

gi_status gi_codes_stream(const gi_run *run, const gi_signer *signer, uint32_t from, uint32_t count,
                          int threads, gi_code_sink sink, gi_error *err)
{
    __attribute__((cleanup(clear)))
    stream work = { .run = run, .signer = signer, .from = from, .count = count, .sink = sink };
    GI_TRY(check(&work, threads, err));
    work.slots = threads == 1 ? 1 : (size_t)threads * SLOTS_PER_THREAD;
    GI_TRY(find_room(&work, err));
    return run_threads(&work, threads, err);
}

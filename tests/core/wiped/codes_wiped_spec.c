/*
 * What was made for codes may be secret (hidden codes): its memory is given back wiped.
 *
 * This program is linked so that every free() of ours comes by here first (ld --wrap, link.txt):
 * the last moment at which memory may be looked into.
 */
#include <pthread.h>
#include <string.h>

#include "gi/codes.h"
#include "tests/support/spec.h"

#define MANY 700 /* several blocks for each thread, the last one not full */
#define THREADS 3

typedef struct secret {
    uint8_t bytes[41];
} secret;

/* The rooms that were filled, as numbers: the lowest is where their memory begins. */
typedef struct watch {
    pthread_mutex_t lock;
    uintptr_t first, end;
    int freed, left; /* times that memory was given back; bytes in it that were not 0 then */
} watch;

static watch seen = { .lock = PTHREAD_MUTEX_INITIALIZER };

void __real_free(void *pointer);
void __wrap_free(void *pointer);

static void look(const uint8_t *bytes)
{
    (void)pthread_mutex_lock(&seen.lock);
    if (bytes != NULL && (uintptr_t)bytes == seen.first) {
        seen.freed++;
        for (size_t i = 0; i < seen.end - seen.first; i++) {
            seen.left += bytes[i] != 0;
        }
    }
    (void)pthread_mutex_unlock(&seen.lock);
}

void __wrap_free(void *pointer)
{
    look(pointer);
    __real_free(pointer);
}

static gi_status make_secret(const void *context, const gi_code_item *item, void *room,
                             gi_error *err)
{
    uint32_t fails = *(const uint32_t *)context;
    if (item->serial == fails) {
        return gi_fail(err, GI_WHY_URL_TOO_LONG, gi_num(fails).text, "33");
    }
    (void)pthread_mutex_lock(&seen.lock);
    uintptr_t at = (uintptr_t)room;
    seen.first = seen.first == 0 || at < seen.first ? at : seen.first;
    seen.end = at + sizeof(secret) > seen.end ? at + sizeof(secret) : seen.end;
    (void)pthread_mutex_unlock(&seen.lock);
    memset(room, 0xa5, sizeof(secret));
    return GI_OK;
}

static gi_status take_secret(void *context, const gi_code_item *item, gi_error *err)
{
    (void)context;
    (void)err;
    EXPECT_INT(((const secret *)item->made)->bytes[40], 0xa5);
    return GI_OK;
}

/* Streams, and keeps what was seen when the memory was given back. */
static gi_status stream(int threads, uint32_t fails, watch *out, gi_error *err)
{
    static const uint8_t seed[32] = { 7 };
    GI_AUTO(gi_signer) signer = NULL;
    const gi_run run = { .key = 7, .first = 1, .count = MANY, .header = { 0x10 } };
    seen.first = seen.end = 0;
    seen.freed = seen.left = 0;
    GI_TRY(gi_signer_from_seed(GI_ED25519, 7, (gi_bytes){ seed, sizeof seed }, &signer, err));
    gi_status status =
        gi_codes_stream(&run, signer, 1, MANY, threads,
                        (gi_code_sink){ take_secret, &fails, make_secret, sizeof(secret) }, err);
    *out = seen;
    seen.first = 0;
    return status;
}

SPEC(memory_of_what_was_made_for_codes_is_wiped_before_it_is_given_back)
{
    for (int threads = 1; threads <= THREADS; threads++) {
        gi_error err = { 0 };
        watch at;
        EXPECT_OK(stream(threads, 0, &at, &err));
        EXPECT(at.end - at.first >= 64 * sizeof(secret));
        EXPECT_INT(at.freed, 1);
        EXPECT_INT(at.left, 0);
    }
}

SPEC(it_is_wiped_as_well_when_the_stream_ends_early)
{
    for (int threads = 1; threads <= THREADS; threads++) {
        gi_error err = { 0 };
        watch at = { 0 };
        EXPECT_WHY(stream(threads, 100, &at, &err), GI_WHY_URL_TOO_LONG);
        EXPECT_INT(at.freed, 1);
        EXPECT_INT(at.left, 0);
    }
}

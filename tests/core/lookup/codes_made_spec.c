/* What a sink has made for each code, by whichever thread: it comes with its code, in order. */
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "gi/codes.h"
#include "tests/support/spec.h"

#define MANY 1500 /* many blocks, the last one not full */
#define BLOCK 64  /* codes that one thread makes at a time */

static gi_status stream(gi_code_sink sink, int threads, gi_error *err)
{
    static const uint8_t seed[32] = { 7 };
    GI_AUTO(gi_signer) signer = NULL;
    const gi_run run = { .key = 7, .first = 1, .count = MANY, .header = { 0x10 } };
    GI_TRY(gi_signer_from_seed(GI_ED25519, 7, (gi_bytes){ seed, sizeof seed }, &signer, err));
    return gi_codes_stream(&run, signer, 1, MANY, threads, sink, err);
}

/* ---- in order, each with its own ---- */

typedef struct workshop {
    uint32_t next;  /* serial that must be taken next */
    uint32_t fails; /* from this serial on nothing can be made; 0 = all can */
} workshop;

typedef struct piece {
    uint32_t serial;
    char digits[GI_UNIT_DIGITS + 1];
} piece;

static gi_status make_piece(const void *context, const gi_code_item *item, void *room,
                            gi_error *err)
{
    const workshop *shop = context;
    piece *out = room;
    if (shop->fails > 0 && item->serial >= shop->fails) {
        return gi_fail(err, GI_WHY_URL_TOO_LONG, gi_num(item->serial).text, "33");
    }
    out->serial = item->serial;
    memcpy(out->digits, item->digits, sizeof out->digits);
    return GI_OK;
}

static gi_status take_piece(void *context, const gi_code_item *item, gi_error *err)
{
    workshop *shop = context;
    const piece *made = item->made;
    (void)err;
    EXPECT_INT(item->serial, shop->next);
    EXPECT_INT(made->serial, shop->next);
    EXPECT_TEXT(made->digits, item->digits);
    shop->next++;
    return GI_OK;
}

static gi_status work(workshop *shop, int threads, gi_error *err)
{
    return stream(
        (gi_code_sink){
            .take = take_piece, .context = shop, .make = make_piece, .made_size = sizeof(piece) },
        threads, err);
}

SPEC(what_was_made_for_a_code_travels_with_it_whoever_made_it)
{
    for (int threads = 1; threads <= 4; threads++) {
        gi_error err = { 0 };
        workshop shop = { .next = 1 };
        EXPECT_OK(work(&shop, threads, &err));
        EXPECT_INT(shop.next, MANY + 1);
    }
}

SPEC(the_first_code_that_cannot_be_made_is_named_after_all_before_it_were_taken)
{
    for (int threads = 1; threads <= 4; threads++) {
        gi_error err = { 0 };
        workshop shop = { .next = 1, .fails = 707 };
        EXPECT_WHY(work(&shop, threads, &err), GI_WHY_URL_TOO_LONG);
        EXPECT(strstr(err.message, "707") != NULL);
        EXPECT_INT(shop.next, 707);
    }
}

/* ---- who works ---- */

/* Whoever makes the first code of the first two blocks waits here for the other one. */
typedef struct meeting {
    pthread_mutex_t lock;
    pthread_cond_t came;
    pthread_t caller;
    int arrived, of_caller;
} meeting;

static void meet(meeting *at)
{
    struct timespec latest;
    (void)clock_gettime(CLOCK_REALTIME, &latest);
    latest.tv_sec += 20;
    (void)pthread_mutex_lock(&at->lock);
    at->arrived++;
    at->of_caller += pthread_equal(at->caller, pthread_self()) != 0;
    (void)pthread_cond_broadcast(&at->came);
    while (at->arrived < 2 && pthread_cond_timedwait(&at->came, &at->lock, &latest) == 0) {
    }
    (void)pthread_mutex_unlock(&at->lock);
}

static gi_status make_together(const void *context, const gi_code_item *item, void *room,
                               gi_error *err)
{
    bool *met = room;
    meeting *at = *(meeting *const *)context;
    (void)err;
    if (item->serial == 1 || item->serial == 1 + BLOCK) {
        meet(at);
        *met = at->arrived == 2;
    }
    return GI_OK;
}

static gi_status count_met(void *context, const gi_code_item *item, gi_error *err)
{
    (void)context;
    (void)err;
    EXPECT(item->serial % BLOCK != 1 || item->serial > 1 + BLOCK || *(const bool *)item->made);
    return GI_OK;
}

SPEC(of_two_threads_one_is_the_caller_and_both_work_at_once)
{
    gi_error err = { 0 };
    meeting at = { .lock = PTHREAD_MUTEX_INITIALIZER,
                   .came = PTHREAD_COND_INITIALIZER,
                   .caller = pthread_self() };
    meeting *place = &at;
    EXPECT_OK(stream((gi_code_sink){ .take = count_met,
                                     .context = &place,
                                     .make = make_together,
                                     .made_size = sizeof(bool) },
                     2, &err));
    EXPECT_INT(at.arrived, 2);
    EXPECT_INT(at.of_caller, 1);
}

/* Finished answers on their shelf: the moment they count in, how large they may be. */
#include <string.h>

#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "web/known.h"

typedef struct shelf {
    gi_fixture *registry;
    gi_known *known;
    gi_known_moment at;
    gi_http_ready *ready;
} shelf;

static bool holds(const shelf *one, const gi_known_moment *at)
{
    gi_known_answer out;
    bool aged = false;
    bool found = gi_known_answer_to(one->known, at, gi_bytes_of("key"), &out, &aged);
    EXPECT(!found || out.ready == one->ready);
    gi_http_ready_drop(found ? out.ready : NULL);
    return found && !aged;
}

static void shelf_open(shelf *one, size_t size)
{
    gi_error err = { 0 };
    static const gi_http_site site = { .policy = "default-src 'none'" };
    gi_http_response response = { .status = 200, .type = "text/plain", .body = GI_BUF(100000) };
    *one = (shelf){ .registry = fixture_with_batch(GI_ED25519) };
    EXPECT_OK(gi_known_open(one->registry->dir, &one->known, &err));
    one->at = gi_known_now(one->known);
    EXPECT(one->at.usable);
    EXPECT(gi_buf_extend(&response.body, size) != NULL);
    memset(response.body.data, 'x', size);
    one->ready = gi_http_ready_create(&site, &response, gi_known_press(one->known), false);
    EXPECT(one->ready != NULL);
    gi_known_answer answer = { .ready = one->ready };
    gi_known_keep_answer(one->known, &one->at, gi_bytes_of("key"), &answer);
}

static void shelf_close(shelf *one)
{
    gi_http_ready_drop(one->ready);
    gi_known_close(one->known);
    fixture_close(one->registry);
}

SPEC(an_answer_counts_only_in_its_own_moment)
{
    shelf one;
    shelf_open(&one, 1000);
    gi_known_moment other[6];
    for (size_t i = 0; i < 6; i++) {
        other[i] = one.at;
    }
    other[0].usable = false;
    other[1].stamp.version++;
    other[2].stamp.day++;
    other[3].seen.version++;
    other[4].seen.day++;
    other[5].as_of += 60000;
    for (size_t i = 0; i < 6; i++) {
        EXPECT(!holds(&one, &other[i]));
        EXPECT(holds(&one, &one.at));
    }
    shelf_close(&one);
}

SPEC(an_answer_that_is_very_long_is_not_kept)
{
    shelf one;
    shelf_open(&one, 32768);
    EXPECT(holds(&one, &one.at));
    shelf_close(&one);
    shelf_open(&one, 32769);
    EXPECT(!holds(&one, &one.at));
    shelf_close(&one);
}

/* Answers kept for those who ask again: one verification each, and never older than the registry.
 */
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/text.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"
#include "tests/web/http/moments.h"
#include "web/pool.h"
#include "web/stamp.h"

typedef struct world {
    gi_fixture *registry;
    gi_pool *pool;
    gi_look look;
    gi_run run;
    char digits[GI_UNIT_DIGITS_MAX + 1];
} world;

static gi_status keep(void *context, const gi_code_item *item, gi_error *err)
{
    world *at = context;
    (void)err;
    (void)snprintf(at->digits, sizeof at->digits, "%s", item->digits);
    return GI_OK;
}

static void world_open(world *at)
{
    gi_error err = { 0 };
    *at = (world){ .registry = fixture_with_batch(GI_ED25519) };
    at->run = fixture_issue(at->registry, "50g", 10);
    EXPECT_OK(gi_codes_stream(&at->run, fixture_signer(at->registry, at->run.key), 3, 1, 1,
                              (gi_code_sink){ .take = keep, .context = at }, &err));
    EXPECT_OK(gi_pool_open(at->registry->dir, 2, &at->pool, &err));
    at->look = gi_pool_look(at->pool);
}

static void world_close(world *at)
{
    gi_pool_close(at->pool);
    fixture_close(at->registry);
}

static gi_verdict ask(const world *at, const char *text)
{
    gi_error err = { 0 };
    gi_verdict verdict = { 0 };
    EXPECT_OK(at->look.look(at->look.context, gi_bytes_of(text), &verdict, &err));
    return verdict;
}

SPEC(a_forged_code_costs_one_verification_however_often_it_comes)
{
    world at;
    world_open(&at);
    at.digits[200] = at.digits[200] == '0' ? '1' : '0';
    for (int i = 0; i < 5; i++) {
        EXPECT_INT(ask(&at, at.digits).issued, GI_ISSUED_FORGED);
    }
    EXPECT_INT(gi_pool_codes_kept(at.pool).misses, 1);
    EXPECT_INT(gi_pool_codes_kept(at.pool).hits, 4);
    world_close(&at);
}

SPEC(a_kept_answer_is_of_the_moment_it_is_given)
{
    world at;
    world_open(&at);
    gi_verdict first = ask(&at, at.digits);
    pause_ms(20);
    gi_verdict again = ask(&at, at.digits);
    EXPECT_INT(gi_pool_codes_kept(at.pool).hits, 1);
    EXPECT_INT(again.issued, GI_ISSUED_YES);
    EXPECT(again.as_of > first.as_of);
    EXPECT_TEXT(again.unit_text, first.unit_text);
    world_close(&at);
}

/* The act comes from another handle, as it does from another process. */
SPEC(what_is_declared_void_is_void_for_the_next_who_asks)
{
    world at;
    world_open(&at);
    gi_verdict before = ask(&at, at.digits);
    EXPECT_INT(before.good, GI_GOOD_IN_FORCE);
    fixture_act(at.registry, "void", "units", before.unit_text, "why", "misprint", NULL);
    pause_ms(2 * GI_STAMP_MS);
    EXPECT_INT(ask(&at, at.digits).good, GI_GOOD_VOID);
    EXPECT_INT(gi_pool_codes_kept(at.pool).misses, 2);
    world_close(&at);
}

SPEC(a_typed_number_is_read_from_the_registry_each_time)
{
    world at;
    world_open(&at);
    (void)ask(&at, "0004-0000-01F");
    (void)ask(&at, "0004-0000-01F");
    EXPECT_INT(gi_pool_codes_kept(at.pool).misses, 0);
    EXPECT_INT(gi_pool_codes_kept(at.pool).hits, 0);
    world_close(&at);
}

SPEC(codes_that_differ_in_one_digit_are_never_taken_for_each_other)
{
    world at;
    world_open(&at);
    EXPECT_INT(ask(&at, at.digits).issued, GI_ISSUED_YES);
    for (size_t i = 60; i < 80; i++) {
        char other[GI_UNIT_DIGITS_MAX + 1];
        memcpy(other, at.digits, sizeof other);
        other[i] = other[i] == '9' ? '0' : (char)(other[i] + 1);
        EXPECT(ask(&at, other).issued != GI_ISSUED_YES);
    }
    world_close(&at);
}

/* ---- the memo alone ---- */

static gi_memo *memo_of(size_t places)
{
    gi_error err = { 0 };
    gi_memo *memo = NULL;
    EXPECT_OK(gi_memo_create(places, sizeof(int), &memo, &err));
    return memo;
}

static int found(gi_memo *memo, const char *key, const gi_memo_stamp *stamp, int64_t now)
{
    int value = -1;
    return gi_memo_find(memo, gi_bytes_of(key), stamp, now, &value) ? value : -1;
}

SPEC(a_value_counts_under_its_stamp_and_for_a_minute)
{
    int value = 7;
    gi_memo_stamp stamp = { 3, 20000 };
    gi_memo_stamp newer = { 4, 20000 };
    gi_memo_stamp tomorrow = { 3, 20001 };
    GI_AUTO(gi_memo) memo = memo_of(64);
    gi_memo_keep(memo, gi_bytes_of("a"), &stamp, 1000, &value);
    EXPECT_INT(found(memo, "a", &stamp, 1000), 7);
    EXPECT_INT(found(memo, "a", &stamp, 1000 + GI_MEMO_MS - 1), 7);
    EXPECT_INT(found(memo, "a", &stamp, 1000 + GI_MEMO_MS), -1);
    EXPECT_INT(found(memo, "a", &newer, 1000), -1);
    EXPECT_INT(found(memo, "a", &tomorrow, 1000), -1);
    EXPECT_INT(found(memo, "b", &stamp, 1000), -1);
}

SPEC(however_many_keys_come_no_more_than_the_places_are_kept)
{
    gi_memo_stamp stamp = { 1, 20000 };
    GI_AUTO(gi_memo) memo = memo_of(64);
    int kept = 0;
    for (int i = 0; i < 5000; i++) {
        gi_memo_keep(memo, gi_bytes_of(gi_num(i).text), &stamp, 1000 + i, &i);
    }
    for (int i = 0; i < 5000; i++) {
        int value = found(memo, gi_num(i).text, &stamp, 6000);
        EXPECT(value == -1 || value == i);
        kept += value == i;
    }
    EXPECT(kept > 32 && kept <= 64);
    EXPECT_INT(gi_memo_figures_of(memo).places, 64);
}

SPEC(a_key_too_long_is_not_kept)
{
    char key[GI_MEMO_KEY_MAX + 2];
    gi_memo_stamp stamp = { 1, 20000 };
    int value = 1;
    GI_AUTO(gi_memo) memo = memo_of(64);
    memset(key, 'x', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    gi_memo_keep(memo, gi_bytes_of(key), &stamp, 1000, &value);
    EXPECT_INT(found(memo, key, &stamp, 1000), -1);
    EXPECT_INT(found(memo, key + 1, &stamp, 1000), -1);
    gi_memo_keep(memo, gi_bytes_of(key + 1), &stamp, 1000, &value);
    EXPECT_INT(found(memo, key + 1, &stamp, 1000), 1);
}

/* Each value owns a place in a count of owners. */
static atomic_int *owners_of(void *value)
{
    atomic_int *owners;
    memcpy(&owners, value, sizeof owners);
    return owners;
}

static void hold(void *value)
{
    (void)atomic_fetch_add(owners_of(value), 1);
}

static void drop(void *value)
{
    (void)atomic_fetch_sub(owners_of(value), 1);
}

SPEC(what_values_own_has_as_many_owners_as_places_and_finders)
{
    gi_error err = { 0 };
    static atomic_int owners;
    atomic_int *value = &owners;
    gi_memo *memo = NULL;
    gi_memo_stamp stamp = { 1, 20000 };
    EXPECT_OK(gi_memo_create(64, sizeof value, &memo, &err));
    gi_memo_own(memo, hold, drop);
    for (int i = 0; i < 1000; i++) {
        gi_memo_keep(memo, gi_bytes_of(gi_num(i % 500).text), &stamp, 1000 + i, &value);
        EXPECT(atomic_load(&owners) <= 64);
    }
    int before = atomic_load(&owners);
    EXPECT(before > 32);
    EXPECT(gi_memo_find(memo, gi_bytes_of("499"), &stamp, 2000, &value));
    EXPECT_INT(atomic_load(&owners), before + 1);
    drop(&value);
    gi_memo_destroy(memo);
    EXPECT_INT(atomic_load(&owners), 0);
}

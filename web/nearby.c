/*
 * nearby.c - a memo of neighbours by key and block (nearby.h).
 *
 * Must never fail: what cannot be read or answered here is left to whoever asks the registry.
 */
#include "web/nearby.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Blocks: some 3 MiB. ASKED: of so many blocks the last that were asked for are known. */
enum { KEPT = 1024, ASKED = 1024 };

struct gi_nearby {
    gi_reader reader;
    gi_memo *blocks; /* of gi_neighbours *, NULL: the block has none */
    atomic_uint_fast64_t asked[ASKED];
};

static void hold(void *value)
{
    (void)gi_neighbours_hold(*(gi_neighbours **)value);
}

static void drop(void *value)
{
    gi_neighbours_drop(*(gi_neighbours **)value);
}

gi_status gi_nearby_create(gi_reader reader, gi_nearby **out, gi_error *err)
{
    GI_AUTO(gi_nearby) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "labels nearby");
    }
    fresh->reader = reader;
    GI_TRY(gi_memo_create(KEPT, sizeof(gi_neighbours *), &fresh->blocks, err));
    gi_memo_own(fresh->blocks, hold, drop);
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_nearby_destroy(gi_nearby *nearby)
{
    if (nearby != NULL) {
        gi_memo_destroy(nearby->blocks);
        free(nearby);
    }
}

/* ---- one block ---- */

typedef struct block {
    gi_unit_id unit; /* the label that it was asked for */
    int64_t key[2];
    gi_neighbours *near;
} block;

static gi_bytes key_of(const block *one)
{
    return (gi_bytes){ (const uint8_t *)one->key, sizeof one->key };
}

static bool was_asked(gi_nearby *nearby, const block *one)
{
    uint64_t hash = gi_memo_hash(key_of(one));
    return atomic_exchange(&nearby->asked[hash % ASKED], hash) == hash;
}

static gi_status read_block(gi_registry *registry, void *argument, gi_error *err)
{
    block *one = argument;
    return gi_lookup_neighbours(registry, one->unit, &one->near, err);
}

/* Finds it, or reads it when it was asked for before; true: one->near, which the caller owns,
 * says what is known of it. */
static bool find(gi_nearby *nearby, const gi_known_moment *at, block *one)
{
    if (gi_memo_find(nearby->blocks, key_of(one), &at->stamp, at->now_ms, &one->near)) {
        return true;
    }
    if (!was_asked(nearby, one) ||
        nearby->reader.read(nearby->reader.context, read_block, one, NULL) != GI_OK) {
        return false;
    }
    gi_memo_keep(nearby->blocks, key_of(one), &at->stamp, at->now_ms, &one->near);
    return true;
}

bool gi_nearby_look(gi_nearby *nearby, const gi_known_moment *at, gi_bytes text, gi_verdict *out)
{
    bool known = false;
    gi_named named;
    block one = { .near = NULL };
    if (!at->usable || !gi_named_read(text, &named)) {
        return false;
    }
    one.unit = named.unit;
    one.key[0] = one.unit.key;
    one.key[1] = one.unit.serial / GI_NEIGHBOURS_MAX;
    if (find(nearby, at, &one) && one.near != NULL &&
        gi_neighbours_look(one.near, &named, at->as_of, &known, out, NULL) != GI_OK) {
        known = false;
    }
    gi_neighbours_drop(one.near);
    return known;
}

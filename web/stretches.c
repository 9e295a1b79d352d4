/*
 * stretches.c - a memo of stretches by key and block (stretches.h).
 *
 * Must never fail: what cannot be read or answered here is left to whoever asks the registry.
 */
#include "web/stretches.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Blocks: some 3 MiB. ASKED: of so many blocks the last that were asked for are known. */
enum { KEPT = 1024, ASKED = 1024 };

struct gi_stretches {
    gi_reader reader;
    gi_memo *blocks; /* of gi_stretch *, NULL: the block has none */
    atomic_uint_fast64_t asked[ASKED];
};

static void hold(void *value)
{
    (void)gi_stretch_hold(*(gi_stretch **)value);
}

static void drop(void *value)
{
    gi_stretch_drop(*(gi_stretch **)value);
}

gi_status gi_stretches_create(gi_reader reader, gi_stretches **out, gi_error *err)
{
    GI_AUTO(gi_stretches) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "stretches");
    }
    fresh->reader = reader;
    GI_TRY(gi_memo_create(KEPT, sizeof(gi_stretch *), &fresh->blocks, err));
    gi_memo_own(fresh->blocks, hold, drop);
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_stretches_destroy(gi_stretches *stretches)
{
    if (stretches != NULL) {
        gi_memo_destroy(stretches->blocks);
        free(stretches);
    }
}

/* ---- one block ---- */

typedef struct block {
    gi_unit_id unit; /* the label that it was asked for */
    int64_t key[2];
    gi_stretch *stretch;
} block;

static gi_bytes key_of(const block *one)
{
    return (gi_bytes){ (const uint8_t *)one->key, sizeof one->key };
}

static bool was_asked(gi_stretches *stretches, const block *one)
{
    uint64_t hash = gi_memo_hash(key_of(one));
    return atomic_exchange(&stretches->asked[hash % ASKED], hash) == hash;
}

static gi_status read_block(gi_registry *registry, void *argument, gi_error *err)
{
    block *one = argument;
    return gi_lookup_stretch(registry, one->unit, &one->stretch, err);
}

/* Finds it, or reads it when it was asked for before; true: one->stretch, which the caller owns,
 * says what is known of it. */
static bool find(gi_stretches *stretches, const gi_known_moment *at, block *one)
{
    if (gi_memo_find(stretches->blocks, key_of(one), &at->stamp, at->now_ms, &one->stretch)) {
        return true;
    }
    if (!was_asked(stretches, one) ||
        stretches->reader.read(stretches->reader.context, read_block, one, NULL) != GI_OK) {
        return false;
    }
    gi_memo_keep(stretches->blocks, key_of(one), &at->stamp, at->now_ms, &one->stretch);
    return true;
}

bool gi_stretches_look(gi_stretches *stretches, const gi_known_moment *at, gi_bytes text,
                       gi_verdict *out)
{
    bool known = false;
    gi_named named;
    block one = { .stretch = NULL };
    if (!at->usable || !gi_named_read(text, &named)) {
        return false;
    }
    one.unit = named.unit;
    one.key[0] = one.unit.key;
    one.key[1] = one.unit.serial / GI_STRETCH_LABELS;
    if (find(stretches, at, &one) && one.stretch != NULL &&
        gi_stretch_look(one.stretch, &named, at->as_of, &known, out, NULL) != GI_OK) {
        known = false;
    }
    gi_stretch_drop(one.stretch);
    return known;
}

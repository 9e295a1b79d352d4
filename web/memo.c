/*
 * memo.c - a table of fixed size, four places to a key, a lock for each of sixteen parts (memo.h).
 *
 * Strangers choose the keys: those who make them meet push each other out, no more.
 */
#include "web/memo.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { WAYS = 4, PARTS = 16 };

typedef struct place {
    gi_memo_stamp stamp;
    int64_t kept_ms; /* 0 = free */
    size_t size;
    uint8_t key[GI_MEMO_KEY_MAX];
} place;

struct gi_memo {
    pthread_mutex_t part[PARTS];
    atomic_uint_fast64_t hits, misses;
    size_t sets;
    size_t value_size;
    place *places;
    uint8_t *values;
    void (*hold)(void *value); /* NULL: values own nothing */
    void (*drop)(void *value);
};

static gi_memo *create(size_t places, size_t value_size)
{
    gi_memo *fresh = calloc(1, sizeof *fresh);
    if (fresh != NULL) {
        for (int i = 0; i < PARTS; i++) {
            (void)pthread_mutex_init(&fresh->part[i], NULL);
        }
        fresh->sets = places / WAYS;
        fresh->value_size = value_size;
        fresh->places = calloc(places, sizeof(place));
        fresh->values = calloc(places, value_size);
    }
    return fresh;
}

gi_status gi_memo_create(size_t places, size_t value_size, gi_memo **out, gi_error *err)
{
    GI_AUTO(gi_memo) fresh = create(places, value_size);
    if (fresh == NULL || fresh->places == NULL || fresh->values == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "memo");
    }
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_memo_own(gi_memo *memo, void (*hold)(void *value), void (*drop)(void *value))
{
    memo->hold = hold;
    memo->drop = drop;
}

static uint8_t *value_at(const gi_memo *memo, size_t at)
{
    return memo->values + at * memo->value_size;
}

static void let_go(gi_memo *memo, size_t at)
{
    if (memo->drop != NULL && memo->places[at].kept_ms != 0) {
        memo->drop(value_at(memo, at));
    }
    memo->places[at].kept_ms = 0;
}

static void let_go_all(gi_memo *memo)
{
    for (size_t i = 0; memo->places != NULL && i < memo->sets * WAYS; i++) {
        let_go(memo, i);
    }
}

void gi_memo_destroy(gi_memo *memo)
{
    if (memo != NULL) {
        let_go_all(memo);
        for (int i = 0; i < PARTS; i++) {
            (void)pthread_mutex_destroy(&memo->part[i]);
        }
        free(memo->places);
        free(memo->values);
        free(memo);
    }
}

/* As FNV-1a, but eight bytes at a time; high bits folded in. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

uint64_t gi_memo_hash(gi_bytes key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ key.size;
    uint64_t word = 0;
    size_t at = 0;
    for (; key.size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, key.data + at, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    for (size_t i = 0; at + i < key.size; i++) {
        word |= (uint64_t)key.data[at + i] << 8 * i;
    }
    hash = mix(hash, word);
    return hash ^ hash >> 32;
}

static size_t set_of(const gi_memo *memo, gi_bytes key)
{
    return (size_t)(gi_memo_hash(key) % memo->sets);
}

static bool is_key(const place *at, gi_bytes key)
{
    return at->kept_ms != 0 && gi_bytes_equal((gi_bytes){ at->key, at->size }, key);
}

static bool counts(const place *at, const gi_memo_stamp *stamp, int64_t now_ms)
{
    return at->stamp.version == stamp->version && at->stamp.day == stamp->day &&
           now_ms - at->kept_ms < GI_MEMO_MS;
}

bool gi_memo_find(gi_memo *memo, gi_bytes key, const gi_memo_stamp *stamp, int64_t now_ms,
                  void *out)
{
    bool found = false;
    size_t set = set_of(memo, key);
    (void)pthread_mutex_lock(&memo->part[set % PARTS]);
    for (size_t i = set * WAYS; i < (set + 1) * WAYS && !found; i++) {
        found = is_key(&memo->places[i], key) && counts(&memo->places[i], stamp, now_ms);
        if (found) {
            memcpy(out, value_at(memo, i), memo->value_size);
        }
    }
    if (found && memo->hold != NULL) {
        memo->hold(out);
    }
    (void)pthread_mutex_unlock(&memo->part[set % PARTS]);
    (void)atomic_fetch_add(found ? &memo->hits : &memo->misses, 1);
    return found;
}

/* The place of the key, else a free or the oldest one. */
static size_t choose(const gi_memo *memo, size_t set, gi_bytes key)
{
    size_t best = set * WAYS;
    for (size_t i = set * WAYS; i < (set + 1) * WAYS; i++) {
        if (is_key(&memo->places[i], key)) {
            return i;
        }
        best = memo->places[i].kept_ms < memo->places[best].kept_ms ? i : best;
    }
    return best;
}

void gi_memo_keep(gi_memo *memo, gi_bytes key, const gi_memo_stamp *stamp, int64_t now_ms,
                  const void *value)
{
    if (key.size > GI_MEMO_KEY_MAX || key.size == 0) {
        return;
    }
    size_t set = set_of(memo, key);
    (void)pthread_mutex_lock(&memo->part[set % PARTS]);
    size_t at = choose(memo, set, key);
    place *chosen = &memo->places[at];
    let_go(memo, at);
    chosen->stamp = *stamp;
    chosen->kept_ms = now_ms;
    chosen->size = key.size;
    memcpy(chosen->key, key.data, key.size);
    memcpy(value_at(memo, at), value, memo->value_size);
    if (memo->hold != NULL) {
        memo->hold(value_at(memo, at));
    }
    (void)pthread_mutex_unlock(&memo->part[set % PARTS]);
}

gi_memo_figures gi_memo_figures_of(const gi_memo *memo)
{
    return (gi_memo_figures){ .hits = atomic_load(&memo->hits),
                              .misses = atomic_load(&memo->misses),
                              .places = memo->sets * WAYS };
}

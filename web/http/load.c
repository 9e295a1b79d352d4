/*
 * load.c - token buckets in a table of fixed size, under one lock (load.h).
 *
 * Tokens are counted in millionths, so a microsecond brings exactly `rate` of them and nothing is
 * rounded. The lock is held for some tens of nanoseconds.
 */
#include "web/http/load.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 16384, PROBES = 8, KEY_SIZE = 16 };

#define TOKEN INT64_C(1000000)

enum { BY_ADDRESS, IN_ALL, RULES };

const gi_load_rule gi_load_rules[] = {
    [BY_ADDRESS] = { "address", 429, 4 }, /* a page and what a shop scans at the shelf */
    [IN_ALL] = { "total", 503, 1 },
};

const size_t gi_load_rule_count = RULES;

typedef struct bucket {
    uint8_t key[KEY_SIZE];
    int64_t tokens; /* millionths, as of last */
    int64_t last;   /* 0 = the place is free */
} bucket;

struct gi_load {
    pthread_mutex_t mutex;
    int64_t rate[RULES];
    atomic_uint_fast64_t refused[RULES];
    bucket total;
    bucket table[PLACES];
};

gi_status gi_load_create(unsigned address_rate, unsigned total_rate, gi_load **out, gi_error *err)
{
    gi_load *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "load");
    }
    (void)pthread_mutex_init(&fresh->mutex, NULL);
    fresh->rate[BY_ADDRESS] = address_rate;
    fresh->rate[IN_ALL] = total_rate;
    *out = fresh;
    return GI_OK;
}

void gi_load_destroy(gi_load *load)
{
    if (load != NULL) {
        (void)pthread_mutex_destroy(&load->mutex);
        free(load);
    }
}

/* Whoever has a /64 has 2^64 addresses: they count as one. */
static void key_of(const gi_http_address *client, uint8_t out[KEY_SIZE])
{
    size_t kept = gi_http_address_is_v4(client) ? KEY_SIZE : KEY_SIZE / 2;
    memset(out, 0, KEY_SIZE);
    memcpy(out, client->bytes, kept);
}

/* FNV-1a. Addresses chosen to meet in a place push each other out, and so does no harm to others
 * but a fresh bucket; the total counts them all the same. */
static size_t place_of(const uint8_t key[KEY_SIZE])
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < KEY_SIZE; i++) {
        hash = (hash ^ key[i]) * UINT64_C(0x100000001b3);
    }
    return (size_t)(hash ^ hash >> 32);
}

/* The bucket of a key; a new one takes an empty place or the oldest near it, and begins full. */
static bucket *find(gi_load *load, const uint8_t key[KEY_SIZE])
{
    size_t at = place_of(key);
    bucket *oldest = &load->table[at % PLACES];
    for (size_t i = 0; i < PROBES; i++) {
        bucket *one = &load->table[(at + i) % PLACES];
        if (one->last != 0 && memcmp(one->key, key, KEY_SIZE) == 0) {
            return one;
        }
        oldest = one->last < oldest->last ? one : oldest;
    }
    oldest->last = 0;
    memcpy(oldest->key, key, KEY_SIZE);
    return oldest;
}

static void fill(const gi_load *load, bucket *one, int rule, int64_t now)
{
    int64_t full = load->rate[rule] * gi_load_rules[rule].burst * TOKEN;
    int64_t passed = now - one->last;
    int64_t longest = gi_load_rules[rule].burst * TOKEN; /* by then any bucket is full */
    bool is_full = one->last == 0 || passed >= longest;
    int64_t more = is_full ? full : one->tokens + (passed > 0 ? passed : 0) * load->rate[rule];
    one->tokens = more < full ? more : full;
    one->last = now;
}

/* Seconds until there is a whole token, 0 = there is one. */
static int wait_of(const gi_load *load, const bucket *one, int rule)
{
    if (one->tokens >= TOKEN) {
        return 0;
    }
    int64_t per_second = load->rate[rule] * TOKEN;
    return (int)((TOKEN - one->tokens + per_second - 1) / per_second);
}

/* Both buckets give a token, or neither. */
static int take(gi_load *load, bucket *const both[RULES], int64_t now, int *wait)
{
    for (int rule = 0; rule < RULES; rule++) {
        if (both[rule] != NULL) {
            fill(load, both[rule], rule, now);
            *wait = wait_of(load, both[rule], rule);
        }
        if (both[rule] != NULL && *wait > 0) {
            return rule;
        }
    }
    for (int rule = 0; rule < RULES; rule++) {
        if (both[rule] != NULL) {
            both[rule]->tokens -= TOKEN;
        }
    }
    return RULES;
}

bool gi_load_is_own(const gi_http_address *client)
{
    static const uint8_t loopback[16] = { [15] = 1 };
    static const uint8_t local[16] = { 0 };
    return (gi_http_address_is_v4(client) && client->bytes[12] == 127) ||
           memcmp(client->bytes, loopback, 16) == 0 || memcmp(client->bytes, local, 16) == 0;
}

const gi_load_rule *gi_load_ask(gi_load *load, const gi_http_address *client, int64_t now_us,
                                int *wait)
{
    uint8_t key[KEY_SIZE];
    bool counted = load->rate[BY_ADDRESS] > 0 && !gi_load_is_own(client);
    key_of(client, key);
    (void)pthread_mutex_lock(&load->mutex);
    bucket *both[RULES] = { counted ? find(load, key) : NULL,
                            load->rate[IN_ALL] > 0 ? &load->total : NULL };
    int rule = take(load, both, now_us, wait);
    (void)pthread_mutex_unlock(&load->mutex);
    if (rule == RULES) {
        return NULL;
    }
    (void)atomic_fetch_add(&load->refused[rule], 1);
    return &gi_load_rules[rule];
}

uint64_t gi_load_refused(const gi_load *load, size_t rule)
{
    return atomic_load(&load->refused[rule]);
}

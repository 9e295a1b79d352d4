/*
 * tries.c - counts of wrong hidden codes, in a table of fixed size (tries.h).
 */
#include "web/scan/tries.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 16384, PROBES = 8, DAY_SECONDS = 86400 };

/* Who is counted, after how many wrong codes a wait begins, and the longest wait. */
typedef enum counted { PAIR, NETWORK, LABEL, COUNTED } counted;

static const struct limit {
    int free;    /* wrong codes without a wait */
    int longest; /* seconds */
} limits[COUNTED] = {
    [PAIR] = { 3, 3600 }, [NETWORK] = { 12, 3600 }, [LABEL] = { 60, 5 }, /* not a lock: anybody
                                                                            could lock everybody out
                                                                          */
};

typedef struct entry {
    uint64_t who; /* 0 = empty */
    int wrong;
    gi_time last;
} entry;

struct gi_tries {
    pthread_mutex_t mutex;
    entry table[PLACES];
};

gi_status gi_tries_create(gi_tries **out, gi_error *err)
{
    gi_tries *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "tries");
    }
    (void)pthread_mutex_init(&fresh->mutex, NULL);
    *out = fresh;
    return GI_OK;
}

void gi_tries_destroy(gi_tries *tries)
{
    if (tries != NULL) {
        (void)pthread_mutex_destroy(&tries->mutex);
        free(tries);
    }
}

/* FNV-1a: entries of strangers may meet in a place, which makes one of them wait for the other. */
static uint64_t mix(uint64_t hash, const void *data, size_t size)
{
    const uint8_t *bytes = data;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static uint64_t name_of(counted kind, gi_unit_id unit, const uint8_t prefix[8])
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) + (uint64_t)kind;
    if (kind != NETWORK) {
        hash = mix(mix(hash, &unit.key, sizeof unit.key), &unit.serial, sizeof unit.serial);
    }
    if (kind != LABEL) {
        hash = mix(hash, prefix, 8);
    }
    return hash == 0 ? 1 : hash;
}

/* The entry of a name; else an empty or the oldest place near it. */
static entry *find(gi_tries *tries, uint64_t who)
{
    entry *oldest = &tries->table[who % PLACES];
    for (size_t i = 0; i < PROBES; i++) {
        entry *at = &tries->table[(who + i) % PLACES];
        if (at->who == who) {
            return at;
        }
        oldest = at->last < oldest->last ? at : oldest;
    }
    return oldest;
}

static int wait_of(counted kind, int wrong)
{
    int over = wrong - limits[kind].free;
    if (over < 0) {
        return 0;
    }
    int seconds = over < 12 ? 1 << over : limits[kind].longest;
    return seconds < limits[kind].longest ? seconds : limits[kind].longest;
}

static int rest_of(const entry *at, uint64_t who, counted kind, gi_time now)
{
    gi_time passed = (now - at->last) / 1000;
    if (at->who != who || passed >= DAY_SECONDS) {
        return 0;
    }
    gi_time rest = wait_of(kind, at->wrong) - passed;
    return rest > 0 ? (int)rest : 0;
}

/* A label's own wait is for those who were wrong on it before. */
static int longest_wait(gi_tries *tries, const uint64_t who[COUNTED], gi_time now)
{
    int longest = 0;
    bool wrong_before = find(tries, who[PAIR])->who == who[PAIR];
    for (counted kind = PAIR; kind < COUNTED; kind++) {
        int rest = rest_of(find(tries, who[kind]), who[kind], kind, now);
        bool counts = kind != LABEL || wrong_before;
        longest = counts && rest > longest ? rest : longest;
    }
    return longest;
}

static void book(gi_tries *tries, uint64_t who, gi_time now)
{
    entry *at = find(tries, who);
    bool fresh = at->who != who || (now - at->last) / 1000 >= DAY_SECONDS;
    *at = (entry){ who, fresh ? 1 : at->wrong + 1, now };
}

static void take_back(gi_tries *tries, uint64_t who)
{
    entry *at = find(tries, who);
    if (at->who == who && --at->wrong == 0) {
        *at = (entry){ 0, 0, 0 };
    }
}

static void names_of(gi_unit_id unit, const uint8_t prefix[8], uint64_t who[COUNTED])
{
    for (counted kind = PAIR; kind < COUNTED; kind++) {
        who[kind] = name_of(kind, unit, prefix);
    }
}

int gi_tries_begin(gi_tries *tries, gi_unit_id unit, const uint8_t prefix[8], gi_time now)
{
    uint64_t who[COUNTED];
    names_of(unit, prefix, who);
    (void)pthread_mutex_lock(&tries->mutex);
    int wait = longest_wait(tries, who, now);
    for (counted kind = PAIR; kind < COUNTED && wait == 0; kind++) {
        book(tries, who[kind], now);
    }
    (void)pthread_mutex_unlock(&tries->mutex);
    return wait;
}

void gi_tries_right(gi_tries *tries, gi_unit_id unit, const uint8_t prefix[8])
{
    uint64_t who[COUNTED];
    names_of(unit, prefix, who);
    (void)pthread_mutex_lock(&tries->mutex);
    for (counted kind = PAIR; kind < COUNTED; kind++) {
        take_back(tries, who[kind]);
    }
    (void)pthread_mutex_unlock(&tries->mutex);
}

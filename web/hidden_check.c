/*
 * hidden_check.c - a few secrets under a lock (hidden_check.h).
 *
 * A secret leaves the lock as a copy that wipes itself; a failure is never kept.
 */
#include "web/hidden_check.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "gi/hidden.h"

/* More keys than that with hidden codes push each other out. */
enum { KEPT = 16 };

typedef struct kept {
    uint16_t key; /* 0 = free */
    int64_t read_ms;
    gi_suite suite;
    gi_secret secret;
} kept;

struct gi_hidden_check {
    gi_reader reader;
    pthread_mutex_t lock;
    size_t next; /* the place that is filled next */
    kept place[KEPT];
};

gi_status gi_hidden_check_create(gi_reader reader, gi_hidden_check **out, gi_error *err)
{
    gi_hidden_check *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "hidden codes");
    }
    fresh->reader = reader;
    (void)pthread_mutex_init(&fresh->lock, NULL);
    *out = fresh;
    return GI_OK;
}

void gi_hidden_check_destroy(gi_hidden_check *check)
{
    if (check != NULL) {
        for (size_t i = 0; i < KEPT; i++) {
            gi_secret_wipe(&check->place[i].secret);
        }
        (void)pthread_mutex_destroy(&check->lock);
        free(check);
    }
}

/* ---- the secret of a key ---- */

static kept *place_of(gi_hidden_check *check, uint16_t key)
{
    for (size_t i = 0; i < KEPT; i++) {
        if (check->place[i].key == key) {
            return &check->place[i];
        }
    }
    return NULL;
}

static bool find(gi_hidden_check *check, kept *out, int64_t now_ms)
{
    (void)pthread_mutex_lock(&check->lock);
    const kept *place = place_of(check, out->key);
    bool found = place != NULL && now_ms - place->read_ms < GI_HIDDEN_MS;
    if (found) {
        *out = *place;
    }
    (void)pthread_mutex_unlock(&check->lock);
    return found;
}

static void keep(gi_hidden_check *check, const kept *fresh)
{
    (void)pthread_mutex_lock(&check->lock);
    kept *place = place_of(check, fresh->key);
    if (place == NULL) {
        place = &check->place[check->next];
        check->next = (check->next + 1) % KEPT;
    }
    *place = *fresh;
    (void)pthread_mutex_unlock(&check->lock);
}

static gi_status read_secret(gi_registry *registry, void *argument, gi_error *err)
{
    kept *fresh = argument;
    fresh->suite = gi_registry_about(registry)->suite;
    return gi_hidden_secret_open(registry, fresh->key, &fresh->secret, err);
}

/* Fills *out of its key. */
static gi_status find_secret(gi_hidden_check *check, kept *out, gi_error *err)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t now_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (find(check, out, now_ms)) {
        return GI_OK;
    }
    out->read_ms = now_ms;
    GI_TRY(check->reader.read(check->reader.context, read_secret, out, err));
    keep(check, out);
    return GI_OK;
}

/* ---- the code ---- */

static bool is_code(const kept *of, gi_unit_id unit, gi_bytes text)
{
    char given[GI_HIDDEN_TEXT];
    char wanted[GI_HIDDEN_TEXT];
    if (gi_hidden_code_parse(text, given, NULL) != GI_OK) {
        return false;
    }
    gi_hidden_code(of->suite, &of->secret, unit, wanted);
    bool fits = gi_equal_constant_time(gi_bytes_of(given), gi_bytes_of(wanted));
    gi_wipe(wanted, sizeof wanted);
    return fits;
}

gi_status gi_hidden_check_fits(gi_hidden_check *check, gi_unit_id unit, gi_bytes text, bool *fits,
                               gi_error *err)
{
    kept secret = { .key = unit.key };
    gi_status status = find_secret(check, &secret, err);
    if (status == GI_OK) {
        *fits = is_code(&secret, unit, text);
    }
    gi_secret_wipe(&secret.secret);
    return status;
}

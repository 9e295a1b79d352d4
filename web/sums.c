/*
 * sums.c - one copy of the public sums under a lock (sums.h).
 *
 * The lock is held to look and to swap, never to read the registry.
 */
#include "web/sums.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/report.h"

enum { FRESH_MS = 60000, REST_SHARE = 20 }; /* reading takes a twentieth of the time at most */

struct gi_sums {
    pthread_mutex_t lock;
    gi_json *report; /* NULL = never read */
    gi_time as_of;
    gi_time again; /* not before this moment */
    bool reading;
};

gi_status gi_sums_create(gi_sums **out, gi_error *err)
{
    gi_sums *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "sums");
    }
    (void)pthread_mutex_init(&fresh->lock, NULL);
    *out = fresh;
    return GI_OK;
}

void gi_sums_destroy(gi_sums *sums)
{
    if (sums != NULL) {
        (void)pthread_mutex_destroy(&sums->lock);
        gi_json_destroy(sums->report);
        free(sums);
    }
}

/* Whether this request is the one that reads. A clock set back counts as a reason, too; that
 * nobody could read so far does not, or every scan would add the ledger up in vain. */
static bool take_turn(gi_sums *sums, gi_time now)
{
    (void)pthread_mutex_lock(&sums->lock);
    bool due = now >= sums->again || now < sums->as_of;
    bool mine = due && !sums->reading;
    sums->reading = sums->reading || mine;
    (void)pthread_mutex_unlock(&sums->lock);
    return mine;
}

static void put_back(gi_sums *sums, gi_json *fresh, gi_time began, gi_time ended)
{
    gi_time rest = (ended - began) * REST_SHARE;
    (void)pthread_mutex_lock(&sums->lock);
    gi_json *old = fresh == NULL ? NULL : sums->report;
    sums->report = fresh == NULL ? sums->report : fresh;
    sums->as_of = fresh == NULL ? sums->as_of : began;
    sums->again = ended + (rest > FRESH_MS ? rest : FRESH_MS);
    sums->reading = false;
    (void)pthread_mutex_unlock(&sums->lock);
    gi_json_destroy(old);
}

static gi_status refresh(gi_sums *sums, gi_registry *registry, gi_error *err)
{
    gi_json *fresh = NULL;
    gi_time began = gi_registry_now(registry);
    if (!take_turn(sums, began)) {
        return GI_OK;
    }
    gi_status status = gi_report_sums(registry, &fresh, err);
    put_back(sums, fresh, began, gi_registry_now(registry));
    return status;
}

static bool is(const gi_json *row, const char *name, gi_bytes text)
{
    gi_bytes value = { 0 };
    return gi_json_as_text(gi_json_get(row, name), &value) && gi_bytes_equal(value, text);
}

static int64_t number(const gi_json *row, const char *name)
{
    int64_t value = 0;
    (void)gi_json_as_int(gi_json_get(row, name), &value); /* 0 when it is not there */
    return value;
}

/* The row of a product and season; under the lock. */
static bool find(const gi_sums *sums, gi_bytes mnemonic, const gi_season_text_t *season,
                 gi_season_sum *out)
{
    const gi_json *rows = gi_json_get(sums->report, "sums");
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        const gi_json *row = gi_json_at(rows, i);
        if (is(row, "product", mnemonic) && is(row, "season", gi_bytes_of(season->text))) {
            *out = (gi_season_sum){ .allowed = number(row, "allowed"),
                                    .issued = number(row, "issued") - number(row, "credited"),
                                    .labels = number(row, "labels"),
                                    .in_force = number(row, "in_force"),
                                    .as_of = sums->as_of };
            memcpy(out->season, season->text, sizeof out->season);
            return true;
        }
    }
    return false;
}

_Static_assert(sizeof(((gi_season_sum *)NULL)->season) == sizeof(gi_season_text_t), "same text");

gi_status gi_sums_of(gi_sums *sums, gi_registry *registry, gi_bytes batch, bool *found,
                     gi_season_sum *out, gi_error *err)
{
    gi_season_text_t season;
    GI_TRY(gi_report_season(registry, batch, &season, err)); /* the ID is a good one, then */
    GI_TRY(refresh(sums, registry, err));
    gi_bytes mnemonic = { batch.data, 4 };
    (void)pthread_mutex_lock(&sums->lock);
    *found = find(sums, mnemonic, &season, out);
    (void)pthread_mutex_unlock(&sums->lock);
    return GI_OK;
}

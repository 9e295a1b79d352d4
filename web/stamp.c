/*
 * stamp.c - one more handle of the registry, asked for its version every few ms (stamp.h).
 */
#include "web/stamp.h"

#include <pthread.h>
#include <stdlib.h>

struct gi_stamper {
    pthread_mutex_t mutex;
    gi_registry *registry;
    int64_t asked_ms; /* 0 = never */
    int64_t version;
    bool known;
};

gi_status gi_stamper_open(const char *dir, gi_stamper **out, gi_error *err)
{
    gi_stamper *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "stamp");
    }
    gi_status status = gi_registry_open(dir, GI_ACCESS_READ, gi_clock_system(), gi_random_system(),
                                        &fresh->registry, err);
    if (status != GI_OK) {
        free(fresh);
        return status;
    }
    (void)pthread_mutex_init(&fresh->mutex, NULL);
    *out = fresh;
    return GI_OK;
}

void gi_stamper_close(gi_stamper *stamper)
{
    if (stamper != NULL) {
        gi_registry_close(stamper->registry);
        (void)pthread_mutex_destroy(&stamper->mutex);
        free(stamper);
    }
}

bool gi_stamp_now(gi_stamper *stamper, int64_t now_ms, gi_memo_stamp *out, gi_time *as_of)
{
    (void)pthread_mutex_lock(&stamper->mutex);
    if (stamper->asked_ms == 0 || now_ms - stamper->asked_ms >= GI_STAMP_MS) {
        stamper->asked_ms = now_ms;
        stamper->known = gi_registry_version(stamper->registry, &stamper->version, NULL) == GI_OK;
    }
    out->version = stamper->version;
    bool known = stamper->known;
    (void)pthread_mutex_unlock(&stamper->mutex);
    *as_of = gi_registry_now(stamper->registry); /* clock and offset never change */
    out->day = gi_registry_today(stamper->registry);
    return known;
}

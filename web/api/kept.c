/*
 * kept.c - one slot per document; the lock is never held while a document is made.
 */
#include "web/api/kept.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct slot {
    gi_buf text;
    gi_time made;
    bool busy; /* somebody makes it */
} slot;

struct gi_kept {
    pthread_mutex_t lock;
    slot slots[GI_KEPT_COUNT];
};

gi_status gi_kept_create(gi_kept **out, gi_error *err)
{
    gi_kept *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "documents");
    }
    (void)pthread_mutex_init(&fresh->lock, NULL);
    for (size_t i = 0; i < GI_KEPT_COUNT; i++) {
        gi_buf_init(&fresh->slots[i].text, GI_KEPT_MAX);
    }
    *out = fresh;
    return GI_OK;
}

void gi_kept_destroy(gi_kept *kept)
{
    if (kept == NULL) {
        return;
    }
    for (size_t i = 0; i < GI_KEPT_COUNT; i++) {
        gi_buf_clear(&kept->slots[i].text);
    }
    (void)pthread_mutex_destroy(&kept->lock);
    free(kept);
}

/* A clock that was put back must not keep a document for years. */
static bool is_fresh(const slot *at, gi_time now)
{
    return at->text.size > 0 && now >= at->made && now - at->made < GI_KEPT_MS;
}

/* Takes what is kept, or the turn to make it anew: *mine. */
static gi_status take(gi_kept *kept, slot *at, gi_time now, gi_buf *body, bool *mine, gi_error *err)
{
    gi_status status = GI_OK;
    (void)pthread_mutex_lock(&kept->lock);
    *mine = !is_fresh(at, now) && !at->busy;
    if (*mine) {
        at->busy = true;
    } else if (at->text.size > 0) {
        gi_buf_add(body, gi_buf_view(&at->text));
    } else {
        status = gi_fail(err, GI_WHY_DB_BUSY, "0");
    }
    (void)pthread_mutex_unlock(&kept->lock);
    return status;
}

/* Gives the turn back; text empty = it could not be made. */
static void put(gi_kept *kept, slot *at, gi_time now, const gi_buf *text)
{
    (void)pthread_mutex_lock(&kept->lock);
    if (text->size > 0) {
        gi_buf_reset(&at->text);
        gi_buf_add(&at->text, gi_buf_view(text));
        if (at->text.failed != GI_OK) {
            gi_buf_clear(&at->text); /* no memory to keep it: made again for the next */
        }
        at->made = now;
    }
    at->busy = false;
    (void)pthread_mutex_unlock(&kept->lock);
}

static gi_status write_value(gi_registry *registry, gi_kept_make make, gi_buf *text, gi_error *err)
{
    GI_AUTO(gi_json) value = NULL;
    GI_TRY(make(registry, &value, err));
    GI_TRY(gi_json_ok(value, err));
    gi_json_write(value, text);
    gi_buf_add_byte(text, '\n');
    return gi_buf_status(text, "document", err);
}

gi_status gi_kept_read(gi_kept *kept, gi_kept_name name, gi_registry *registry, gi_kept_make make,
                       gi_buf *body, gi_error *err)
{
    bool mine = false;
    slot *at = &kept->slots[name];
    GI_AUTO_BUF text = GI_BUF(GI_KEPT_MAX);
    gi_time now = gi_registry_now(registry);
    GI_TRY(take(kept, at, now, body, &mine, err));
    if (!mine) {
        return GI_OK;
    }
    gi_status status = write_value(registry, make, &text, err);
    if (status != GI_OK) {
        gi_buf_reset(&text);
    }
    put(kept, at, now, &text);
    gi_buf_add(body, gi_buf_view(&text));
    return status;
}

/*
 * pool.c - a stack of free registry handles under a lock, and what they said (pool.h).
 *
 * With one handle per server thread nobody waits; the condition is for a smaller pool.
 */
#include "web/pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "gi/scan_writer.h"
#include "web/api/kept.h"
#include "web/known.h"
#include "web/log/bundle_file.h"
#include "web/log/tile_cache.h"
#include "web/nearby.h"
#include "web/opening_book.h"
#include "web/sums.h"

typedef struct handle {
    gi_registry *registry;
    gi_tile_cache *tiles;
    gi_scans *scans;
} handle;

struct gi_pool {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    unsigned count;
    unsigned free_count;
    handle *all;
    handle **free;
    gi_bundle_file *bundle;
    gi_scan_writer *writer; /* borrowed */
    gi_opening_book *openings;
    gi_sums *sums;
    gi_kept *kept;
    gi_known *known;
    gi_nearby *nearby;
};

static handle *take(gi_pool *pool)
{
    (void)pthread_mutex_lock(&pool->lock);
    while (pool->free_count == 0) {
        (void)pthread_cond_wait(&pool->freed, &pool->lock);
    }
    handle *taken = pool->free[--pool->free_count];
    (void)pthread_mutex_unlock(&pool->lock);
    return taken;
}

static void give_back(gi_pool *pool, handle *taken)
{
    (void)pthread_mutex_lock(&pool->lock);
    pool->free[pool->free_count++] = taken;
    (void)pthread_cond_signal(&pool->freed);
    (void)pthread_mutex_unlock(&pool->lock);
}

static gi_status look_afresh(gi_pool *pool, gi_bytes text, gi_verdict *out, gi_error *err)
{
    handle *taken = take(pool);
    gi_status status = gi_lookup(taken->registry, text, out, err);
    give_back(pool, taken);
    return status;
}

static gi_status look(void *context, gi_bytes text, gi_verdict *out, gi_error *err)
{
    gi_pool *pool = context;
    gi_known_moment at = gi_known_now(pool->known);
    if (gi_known_verdict(pool->known, &at, text, out)) {
        return GI_OK;
    }
    if (!gi_nearby_look(pool->nearby, &at, text, out)) {
        GI_TRY(look_afresh(pool, text, out, err));
    }
    gi_known_keep_verdict(pool->known, &at, text, out);
    return GI_OK;
}

static gi_status read_with(void *context, gi_registry_work work, void *argument, gi_error *err)
{
    gi_pool *pool = context;
    handle *taken = take(pool);
    gi_status status = work(taken->registry, argument, err);
    give_back(pool, taken);
    return status;
}

static gi_status publish(void *context, gi_bytes path, gi_buf *out, gi_publish_kind *kind,
                         gi_error *err)
{
    gi_pool *pool = context;
    handle *taken = take(pool);
    gi_status status = gi_tile_cache_read(taken->tiles, taken->registry, path, out, kind, err);
    give_back(pool, taken);
    return status;
}

static gi_status read_papers_afresh(gi_pool *pool, gi_bytes batch, gi_papers *out, gi_error *err)
{
    handle *taken = take(pool);
    gi_day today = gi_registry_today(taken->registry);
    gi_status status = gi_papers_of(taken->registry, batch, today, out, err);
    give_back(pool, taken);
    return status;
}

/* Papers are those of a batch: all its labels share them. */
static gi_status read_papers(void *context, gi_bytes batch, gi_papers *out, gi_error *err)
{
    gi_pool *pool = context;
    gi_known_moment at = gi_known_now(pool->known);
    if (gi_known_papers(pool->known, &at, batch, out)) {
        return GI_OK;
    }
    GI_TRY(read_papers_afresh(pool, batch, out, err));
    gi_known_keep_papers(pool->known, &at, batch, out);
    return GI_OK;
}

static gi_status look_at_scans(void *context, gi_unit_id unit, gi_unit_seen *out, gi_error *err)
{
    gi_pool *pool = context;
    if (gi_scan_writer_unseen(pool->writer, unit, out)) {
        return GI_OK;
    }
    gi_known_moment at = gi_known_now(pool->known);
    if (gi_known_seen(pool->known, &at, unit, out)) {
        return GI_OK;
    }
    handle *taken = take(pool);
    gi_status status = gi_scans_of(taken->scans, unit, out, err);
    if (status == GI_OK && out->count + out->openings == 0) {
        gi_scan_writer_learn(pool->writer, taken->scans, unit);
    }
    give_back(pool, taken);
    if (status == GI_OK) {
        gi_known_keep_seen(pool->known, &at, unit, out);
    }
    return status;
}

/* A scan that finds the queue full is dropped and stands in the writer's figures. */
static void add_scan(void *context, const gi_scan *scan)
{
    gi_pool *pool = context;
    (void)gi_scan_writer_add(pool->writer, scan);
}

gi_status gi_pool_count_scans(gi_pool *pool, const char *dir, const gi_counting *counting,
                              gi_site *site, gi_error *err)
{
    for (unsigned i = 0; i < pool->count; i++) {
        GI_TRY(gi_scans_open(dir, &pool->all[i].scans, err));
    }
    pool->writer = counting->writer;
    site->notices = counting->notices;
    site->scans = (gi_scan_book){ look_at_scans, add_scan, pool };
    GI_TRY(gi_opening_book_create((gi_reader){ read_with, pool }, counting, pool->known,
                                  &pool->openings, err));
    site->hidden = gi_opening_book_use(pool->openings);
    return GI_OK;
}

void gi_pool_publish(gi_pool *pool, gi_site *site)
{
    site->papers = (gi_paper_reader){ read_papers, pool };
    site->publisher = (gi_publisher){ publish, pool };
    site->bundle = pool->bundle;
    site->sums = pool->sums;
    site->reader = (gi_reader){ read_with, pool };
    site->kept = pool->kept;
    site->known = pool->known;
}

gi_look gi_pool_look(gi_pool *pool)
{
    return (gi_look){ look, pool };
}

const gi_about *gi_pool_about(const gi_pool *pool)
{
    return gi_registry_about(pool->all[0].registry);
}

static gi_status open_one(gi_pool *pool, const char *dir, gi_error *err)
{
    handle *fresh = &pool->all[pool->count];
    GI_TRY(gi_registry_open(dir, GI_ACCESS_READ, gi_clock_system(), gi_random_system(),
                            &fresh->registry, err));
    pool->count++;
    GI_TRY(gi_tile_cache_create(GI_TILE_PLACES, &fresh->tiles, err));
    pool->free[pool->free_count++] = fresh;
    return GI_OK;
}

static gi_pool *pool_create(unsigned count)
{
    gi_pool *fresh = calloc(1, sizeof *fresh);
    if (fresh != NULL) {
        (void)pthread_mutex_init(&fresh->lock, NULL);
        (void)pthread_cond_init(&fresh->freed, NULL);
        fresh->all = calloc(count, sizeof(handle));
        fresh->free = calloc(count, sizeof(handle *));
    }
    return fresh;
}

gi_memo_figures gi_pool_codes_kept(const gi_pool *pool)
{
    return gi_known_codes(pool->known);
}

gi_status gi_pool_open(const char *dir, unsigned count, gi_pool **out, gi_error *err)
{
    GI_AUTO(gi_pool) fresh = pool_create(count);
    if (fresh == NULL || fresh->all == NULL || fresh->free == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "registry handles");
    }
    GI_TRY(gi_bundle_file_create(dir, &fresh->bundle, err));
    GI_TRY(gi_sums_create(&fresh->sums, err));
    GI_TRY(gi_kept_create(&fresh->kept, err));
    GI_TRY(gi_known_open(dir, &fresh->known, err));
    GI_TRY(gi_nearby_create((gi_reader){ read_with, fresh }, &fresh->nearby, err));
    for (unsigned i = 0; i < count; i++) {
        GI_TRY(open_one(fresh, dir, err));
    }
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_pool_close(gi_pool *pool)
{
    if (pool == NULL) {
        return;
    }
    for (unsigned i = 0; i < pool->count; i++) {
        gi_registry_close(pool->all[i].registry);
        gi_tile_cache_destroy(pool->all[i].tiles);
        gi_scans_close(pool->all[i].scans);
    }
    gi_opening_book_destroy(pool->openings);
    gi_bundle_file_destroy(pool->bundle);
    gi_sums_destroy(pool->sums);
    gi_kept_destroy(pool->kept);
    gi_nearby_destroy(pool->nearby);
    gi_known_close(pool->known);
    (void)pthread_cond_destroy(&pool->freed);
    (void)pthread_mutex_destroy(&pool->lock);
    free(pool->all);
    free(pool->free);
    free(pool);
}

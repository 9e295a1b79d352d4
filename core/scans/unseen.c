/*
 * unseen.c - blocks of labels in one place each (unseen.h), found, learned, marked.
 *
 * Another server may write beside this one, which the writer finds out with its own next commit: a
 * block counts for GI_UNSEEN_MS after that or after its reading. While it counts it keeps its
 * place, KEPT_MS at most: two that want the same one do not push each other out all the time.
 */
#include "core/scans/unseen.h"

#include <string.h>
#include <time.h>

#include "core/scans/store.h"
#include "core/scans/writer.h"

enum { KEPT_MS = 60000 };

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Blocks of one run lie beside each other. */
static gi_unseen_block *place_of(gi_unseen *unseen, gi_unit_id unit)
{
    return &unseen->blocks[(unit.serial / GI_SEEN_BLOCK + unit.key * 389U) % GI_UNSEEN_BLOCKS];
}

static bool is_of(const gi_unseen_block *block, gi_unit_id unit)
{
    return block->asked && block->key == unit.key && block->number == unit.serial / GI_SEEN_BLOCK;
}

static bool counts(const gi_unseen *unseen, const gi_unseen_block *block, int64_t now)
{
    bool recent = now - block->read_ms < GI_UNSEEN_MS || now - unseen->alone_ms < GI_UNSEEN_MS;
    return block->known && recent && now - block->read_ms < KEPT_MS;
}

static bool is_marked(const gi_unseen_block *block, gi_unit_id unit)
{
    uint32_t at = unit.serial % GI_SEEN_BLOCK;
    return (block->seen[at / 8] >> at % 8 & 1) != 0;
}

bool gi_scan_writer_unseen(gi_scan_writer *writer, gi_unit_id unit, gi_unit_seen *out)
{
    gi_unseen *unseen = &writer->unseen;
    int64_t now = now_ms();
    (void)pthread_mutex_lock(&unseen->mutex);
    const gi_unseen_block *block = place_of(unseen, unit);
    bool sure = is_of(block, unit) && counts(unseen, block, now) && !is_marked(block, unit);
    (void)pthread_mutex_unlock(&unseen->mutex);
    if (sure) {
        *out = gi_nothing_seen();
    }
    return sure;
}

/* Whether the block was asked for before; else that is noted now, where its place is free.
 * *commits: those that a reading from now on holds. */
static bool was_asked(gi_unseen *unseen, gi_unit_id unit, uint64_t *commits)
{
    int64_t now = now_ms();
    (void)pthread_mutex_lock(&unseen->mutex);
    gi_unseen_block *block = place_of(unseen, unit);
    bool asked = is_of(block, unit);
    if (!asked && !counts(unseen, block, now)) {
        *block = (gi_unseen_block){ .key = unit.key,
                                    .number = unit.serial / GI_SEEN_BLOCK,
                                    .asked = true };
    }
    *commits = unseen->commits;
    (void)pthread_mutex_unlock(&unseen->mutex);
    return asked;
}

/* Not when something was stored since: the reading may lack it. */
static void keep(gi_unseen *unseen, gi_unit_id unit, uint64_t commits, int64_t read_ms,
                 const uint8_t seen[GI_SEEN_BLOCK / 8])
{
    (void)pthread_mutex_lock(&unseen->mutex);
    gi_unseen_block *block = place_of(unseen, unit);
    if (is_of(block, unit) && unseen->commits == commits) {
        memcpy(block->seen, seen, sizeof block->seen);
        block->read_ms = read_ms;
        block->known = true;
    }
    (void)pthread_mutex_unlock(&unseen->mutex);
}

void gi_scan_writer_learn(gi_scan_writer *writer, gi_scans *scans, gi_unit_id unit)
{
    uint64_t commits;
    uint8_t seen[GI_SEEN_BLOCK / 8];
    gi_db *db = gi_scans_db(scans);
    gi_unit_id first = { unit.key, unit.serial - unit.serial % GI_SEEN_BLOCK };
    if (db == NULL || !was_asked(&writer->unseen, unit, &commits)) {
        return;
    }
    int64_t before = now_ms();
    if (gi_seen_among(db, first, seen, NULL) == GI_OK) {
        keep(&writer->unseen, unit, commits, before, seen);
    }
}

void gi_unseen_mark(gi_unseen *unseen, const gi_scan_item *items, size_t count)
{
    (void)pthread_mutex_lock(&unseen->mutex);
    unseen->commits++;
    for (size_t i = 0; i < count; i++) {
        gi_unit_id unit = items[i].scan.unit; /* of a note: none, key 0 */
        gi_unseen_block *block = place_of(unseen, unit);
        uint32_t at = unit.serial % GI_SEEN_BLOCK;
        if (is_of(block, unit)) {
            block->seen[at / 8] |= (uint8_t)(1U << at % 8);
        }
    }
    (void)pthread_mutex_unlock(&unseen->mutex);
}

void gi_unseen_check(gi_unseen *unseen, int64_t version)
{
    int64_t now = now_ms();
    (void)pthread_mutex_lock(&unseen->mutex);
    if (unseen->version != version) {
        memset(unseen->blocks, 0, sizeof unseen->blocks);
        unseen->version = version;
        unseen->commits++;
    }
    unseen->alone_ms = now;
    (void)pthread_mutex_unlock(&unseen->mutex);
}

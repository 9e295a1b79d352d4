/*
 * group.c - scans, openings and notes in one transaction (group.h).
 */
#include "core/scans/group.h"

#include <string.h>

#include "core/scans/inbox.h"
#include "core/scans/reports.h"

/* ---- scans that repeat ---- */

enum { LOOK_BACK = 16 }; /* labels; a power of 2 */

/* The last few items that were not folded. */
typedef struct recent {
    gi_scan_item *item[LOOK_BACK];
    size_t count;
} recent_items;

static bool is_same_unit(const gi_scan *a, const gi_scan *b)
{
    return a->unit.key == b->unit.key && a->unit.serial == b->unit.serial;
}

static bool is_same_network(const gi_keeper *keeper, const gi_scan *a, const gi_scan *b)
{
    return a->v4 == b->v4 && memcmp(a->prefix, b->prefix, sizeof a->prefix) == 0 &&
           gi_day_of(a->at, keeper->utc_offset_min) == gi_day_of(b->at, keeper->utc_offset_min);
}

static gi_scan_item *last_of_label(const recent_items *recent, const gi_scan *scan)
{
    size_t known = recent->count < LOOK_BACK ? recent->count : LOOK_BACK;
    for (size_t back = 1; back <= known; back++) {
        gi_scan_item *item = recent->item[(recent->count - back) % LOOK_BACK];
        if (is_same_unit(&item->scan, scan)) {
            return item;
        }
    }
    return NULL;
}

bool gi_group_join(const gi_keeper *keeper, gi_scan_item *before, const gi_scan_item *next)
{
    bool joins = before->who == NULL && next->who == NULL &&
                 is_same_unit(&before->scan, &next->scan) &&
                 is_same_network(keeper, &before->scan, &next->scan);
    if (joins) {
        before->again += 1 + next->again;
        before->last = next->again > 0 ? next->last : next->scan.at;
    }
    return joins;
}

void gi_group_fold(const gi_keeper *keeper, gi_scan_item *items, size_t count)
{
    recent_items recent = { .count = 0 };
    for (size_t i = 0; i < count; i++) {
        gi_scan_item *item = &items[i];
        gi_scan_item *before = item->who == NULL ? last_of_label(&recent, &item->scan) : NULL;
        item->folded = before != NULL && gi_group_join(keeper, before, item);
        if (!item->folded) {
            recent.item[recent.count++ % LOOK_BACK] = item;
        }
    }
}

/* ---- one transaction ---- */

/* A full inbox is the answer to this note alone: it must not undo the scans of others. */
static gi_status keep_note(gi_keeper *keeper, gi_scan_asked *who, gi_error *err)
{
    who->status = GI_OK;
    gi_status status = gi_inbox_put(keeper->db, who->note, &who->number, &who->err);
    if (status == GI_BUSY && who->err.why == GI_WHY_INBOX_FULL) {
        who->status = status;
        return GI_OK;
    }
    if (status != GI_OK) {
        *err = who->err;
    }
    return status;
}

static gi_status keep_scan(gi_keeper *keeper, const gi_scan_item *item, gi_error *err)
{
    gi_unit_seen unused;
    if (item->folded) {
        return GI_OK;
    }
    GI_TRY(gi_keep(keeper, &item->scan, false, &unused, err));
    return item->again == 0 ? GI_OK
                            : gi_keep_again(keeper, &item->scan, item->again, item->last, err);
}

static gi_status keep_one(gi_keeper *keeper, gi_scan_item *item, gi_error *err)
{
    if (item->who == NULL) {
        return keep_scan(keeper, item, err);
    }
    return item->who->note != NULL ? keep_note(keeper, item->who, err)
                                   : gi_keep(keeper, &item->scan, true, &item->who->seen, err);
}

static gi_status keep_all(gi_keeper *keeper, gi_scan_item *items, size_t count, gi_error *err)
{
    for (size_t i = 0; i < count; i++) {
        GI_TRY(keep_one(keeper, &items[i], err));
    }
    return gi_db_commit(keeper->db, err);
}

/* What a day that was begun leaves to be done, once that is durable. */
static void end_day_before(gi_keeper *keeper)
{
    if (keeper->began && keeper->photos[0] != '\0') {
        gi_reports_sweep(keeper->photos, keeper->reports_end);
    }
    if (keeper->began) { /* a reader in the way: with the next commit */
        keeper->began = gi_db_checkpoint(keeper->db, NULL) != GI_OK || !gi_db_wal_empty(keeper->db);
    }
}

/* One transaction's work. */
typedef struct job {
    gi_scan_item *items;
    size_t count;
    gi_time day; /* 0 = items */
} job;

static gi_status do_job(gi_keeper *keeper, const job *wanted, gi_error *err)
{
    if (wanted->day == 0) {
        return keep_all(keeper, wanted->items, wanted->count, err);
    }
    GI_TRY(gi_keep_day(keeper, wanted->day, err));
    return gi_db_commit(keeper->db, err);
}

static gi_status commit(gi_keeper *keeper, const job *wanted, gi_error *err)
{
    bool pending = keeper->began;
    GI_TRY(gi_db_begin(keeper->db, true, err));
    gi_status status = gi_db_version(keeper->db, &keeper->version, err);
    if (status == GI_OK) {
        status = do_job(keeper, wanted, err);
    }
    if (status != GI_OK) {
        gi_db_rollback(keeper->db);
        gi_keeper_forget(keeper);
        keeper->began = pending; /* of a day that an earlier commit began */
        return status;
    }
    end_day_before(keeper);
    return GI_OK;
}

/* Whoever holds the file longer than a look does may be a server that hands over: once more. */
static gi_status commit_twice(gi_keeper *keeper, const job *wanted, gi_error *err)
{
    gi_status status = commit(keeper, wanted, err);
    return status == GI_BUSY ? commit(keeper, wanted, err) : status;
}

gi_status gi_group_commit(gi_keeper *keeper, gi_scan_item *items, size_t count, gi_error *err)
{
    return commit_twice(keeper, &(job){ .items = items, .count = count }, err);
}

gi_status gi_group_day(gi_keeper *keeper, gi_time at, gi_error *err)
{
    gi_day day = gi_day_of(at, keeper->utc_offset_min);
    return keeper->day == day ? GI_OK : commit_twice(keeper, &(job){ .day = at }, err);
}

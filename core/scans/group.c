/*
 * group.c - scans, openings and notes in one transaction (group.h).
 */
#include "core/scans/group.h"

#include "core/scans/inbox.h"
#include "core/scans/reports.h"

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

static gi_status keep_one(gi_keeper *keeper, gi_scan_item *item, gi_error *err)
{
    gi_unit_seen seen;
    if (item->who == NULL) {
        return gi_keep(keeper, &item->scan, false, &seen, err);
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

static gi_status commit(gi_keeper *keeper, gi_scan_item *items, size_t count, gi_error *err)
{
    bool pending = keeper->began;
    GI_TRY(gi_db_begin(keeper->db, true, err));
    gi_status status = keep_all(keeper, items, count, err);
    if (status != GI_OK) {
        gi_db_rollback(keeper->db);
        gi_keeper_forget(keeper);
        keeper->began = pending; /* of a day that an earlier commit began */
        return status;
    }
    if (keeper->began && keeper->photos[0] != '\0') {
        gi_reports_sweep(keeper->photos, keeper->reports_end);
    }
    if (keeper->began) { /* a reader in the way: with the next commit */
        keeper->began = gi_db_checkpoint(keeper->db, NULL) != GI_OK || !gi_db_wal_empty(keeper->db);
    }
    return GI_OK;
}

/* Whoever holds the file longer than a look does may be a server that hands over: once more. */
gi_status gi_group_commit(gi_keeper *keeper, gi_scan_item *items, size_t count, gi_error *err)
{
    gi_status status = commit(keeper, items, count, err);
    return status == GI_BUSY ? commit(keeper, items, count, err) : status;
}

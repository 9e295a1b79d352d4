/*
 * openings.c - the root over all openings of hidden codes (gi/scans.h).
 *
 * The log names it every day, so an opening that was told of cannot be taken back, dated anew or
 * followed by one slipped in before it without being noticed by whoever compares the two. It says
 * nothing of an opening to whoever does not hold scans.db.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/scans/store.h"
#include "core/store/scans.h"
#include "gi/log.h"

#define ENTRY_MAX 96

static gi_status keep_nothing(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    (void)context;
    (void)level;
    (void)n;
    (void)hashes;
    (void)err;
    return GI_OK;
}

static gi_status add_opening(void *context, gi_unit_id unit, gi_time at, gi_error *err)
{
    static const gi_tile_io io = { .write = keep_nothing };
    GI_AUTO_BUF entry = GI_BUF(ENTRY_MAX);
    gi_buf_add_format(&entry, "gi-opening-v1\n%u\n%" PRIu32 "\n%" PRId64 "\n", (unsigned)unit.key,
                      unit.serial, at);
    GI_TRY(gi_buf_status(&entry, "opening", err));
    gi_digest leaf = gi_leaf_hash(gi_buf_view(&entry));
    return gi_tree_append(context, io, &leaf, err);
}

gi_status gi_scans_openings(gi_scans *scans, int64_t most, gi_openings *out, gi_error *err)
{
    gi_db *db = gi_scans_db(scans);
    gi_tree *tree = calloc(1, sizeof *tree);
    if (tree == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "openings");
    }
    gi_status status = db == NULL ? GI_OK : gi_opening_each(db, most, add_opening, tree, err);
    if (status == GI_OK) {
        *out = (gi_openings){ db != NULL, tree->size, gi_tree_root(tree) };
    }
    free(tree);
    return status;
}

gi_status gi_scans_compare(gi_scans *scans, const gi_openings *told, gi_error *err)
{
    gi_openings now;
    GI_TRY(gi_scans_openings(scans, told->count, &now, err));
    bool same = now.count == told->count && memcmp(&now.root, &told->root, sizeof now.root) == 0;
    return same || !now.known ? GI_OK
                              : gi_fail(err, GI_WHY_OPENINGS_CHANGED, gi_num(now.count).text,
                                        gi_num(told->count).text);
}

/*
 * witness_mark.c - the high-water mark, looked at and renewed (gi/witness.h).
 *
 * A mark that cannot be read stops a registry for good reason: it may have told of a fork. It is
 * made anew from the own log only after those were asked who remember as well.
 */
#include <stdio.h>

#include "core/lookup/publish.h"
#include "core/store/high_water.h"
#include "core/store/log_rows.h"
#include "gi/witness.h"

/* The tree as stored, which the newest checkpoint must be of. In a writing transaction. */
static gi_status read_head(gi_registry *registry, gi_checkpoint *out, gi_error *err)
{
    int64_t size = 0;
    gi_time ts = 0;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_TRY(gi_act_last(registry->db, &size, &ts, err));
    GI_TRY(gi_tree_load(&registry->tree, gi_tiles_of(registry->db), size, err));
    GI_TRY(gi_published_head(registry->db, &note, out, err));
    gi_digest root = gi_tree_root(&registry->tree);
    if (out->size != size || !gi_bytes_equal(gi_digest_view(&root), gi_digest_view(&out->root))) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(size).text);
    }
    return GI_OK;
}

static gi_status look(gi_registry *registry, gi_checkpoint *head, gi_mark_report *out,
                      gi_error *err)
{
    gi_mark mark = { .found = false };
    gi_error why = { .status = GI_OK };
    GI_TRY(read_head(registry, head, err));
    gi_status status = gi_high_water_check(registry, &head->root, &why);
    if (status != GI_OK && why.why != GI_WHY_BAD_MARK && why.why != GI_WHY_RESTORED_BACKUP) {
        *err = why;
        return status;
    }
    (void)snprintf(out->path, sizeof out->path, "%s", registry->high_water);
    out->trouble = why;
    if (why.why != GI_WHY_BAD_MARK) {
        GI_TRY(gi_mark_read(registry->high_water, &mark, err));
        out->found = mark.found;
        out->size = mark.size;
    }
    return GI_OK;
}

static gi_status look_locked(gi_registry *registry, gi_checkpoint *head, gi_mark_report *out,
                             gi_error *err)
{
    gi_mark_report found = { .found = false };
    gi_error why = { .status = GI_OK };
    GI_TRY(gi_db_begin(registry->db, true, err));
    gi_status status = look(registry, head, &found, &why);
    gi_db_rollback(registry->db);
    if (status != GI_OK) {
        if (err != NULL) {
            *err = why;
        }
        return status;
    }
    *out = found;
    return GI_OK;
}

gi_status gi_mark_look(gi_registry *registry, gi_mark_report *out, gi_error *err)
{
    gi_checkpoint head;
    return look_locked(registry, &head, out, err);
}

bool gi_mark_missing(const gi_registry *registry)
{
    gi_mark mark = { .found = true };
    return registry->founded && registry->high_water[0] != '\0' &&
           gi_mark_read(registry->high_water, &mark, NULL) == GI_OK && !mark.found;
}

gi_status gi_mark_reset(gi_registry *registry, gi_witness_reports *compared, gi_error *err)
{
    gi_checkpoint head;
    gi_mark_report mark;
    GI_TRY(look_locked(registry, &head, &mark, err));
    if (mark.trouble.why == GI_WHY_RESTORED_BACKUP) {
        return gi_fail(err, GI_WHY_RESTORED_BACKUP, gi_num(head.size).text, gi_num(mark.size).text,
                       mark.path);
    }
    if (mark.found && mark.trouble.status == GI_OK) {
        return gi_fail(err, GI_WHY_ALREADY, mark.path, "good");
    }
    GI_TRY(gi_witness_compare(registry, compared, err));
    if (compared->odd_line.status != GI_OK) { /* that witness may be the one that knows more */
        if (err != NULL) {
            *err = compared->odd_line;
        }
        return compared->odd_line.status;
    }
    return gi_high_water_renew(registry, &head, err);
}

/*
 * trace_root.c - "lot 17", "source 3", a batch ID, a unit or package number or a whole code.
 *
 * A code that this registry did not issue leads nowhere: it has no batch to trace.
 */
#include "core/lookup/trace_root.h"

#include <stdio.h>
#include <string.h>

#include "core/store/holders.h"
#include "core/store/lots.h"
#include "core/store/runs.h"
#include "gi/lookup.h"
#include "gi/text.h"

/* The number behind a word, "lot 17" or "lot:17". */
static bool numbered(gi_bytes what, const char *word, gi_bytes *number)
{
    size_t size = strlen(word);
    if (what.size <= size + 1 || memcmp(what.data, word, size) != 0 ||
        (what.data[size] != ' ' && what.data[size] != ':')) {
        return false;
    }
    *number = gi_trim((gi_bytes){ what.data + size + 1, what.size - size - 1 });
    return true;
}

static gi_status find_batch(gi_db *db, const char *id, gi_trace_root *root, gi_error *err)
{
    GI_TRY(gi_batch_load(db, id, &root->batch, err));
    root->kind = GI_TRACE_BATCH;
    root->lot = root->batch.lot;
    return GI_OK;
}

static gi_status find_unit(gi_db *db, gi_unit_id unit, gi_trace_root *root, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_run_by_serial(db, unit.key, unit.serial, &found, &root->run, err));
    if (!found) {
        char number[GI_UNIT_NUMBER_TEXT];
        gi_unit_number_print(unit, number);
        return gi_fail(err, GI_WHY_NO_RUN, number);
    }
    GI_TRY(find_batch(db, root->run.batch, root, err));
    root->kind = GI_TRACE_RUN;
    root->unit = unit;
    return GI_OK;
}

static gi_status find_label(gi_registry *registry, gi_bytes what, gi_trace_root *root,
                            gi_error *err)
{
    gi_verdict verdict;
    GI_TRY(gi_lookup(registry, what, &verdict, err));
    if (verdict.asked == GI_ASKED_BATCH && verdict.has_batch) {
        return find_batch(registry->db, verdict.batch.id_text, root, err);
    }
    bool known = verdict.issued == GI_ISSUED_YES || verdict.unknown == GI_UNKNOWN_TYPED;
    if (known && verdict.has_package) {
        *root = (gi_trace_root){ .kind = GI_TRACE_PACKAGE, .unit = verdict.unit };
        return GI_OK;
    }
    if (known && verdict.has_unit && verdict.header.type != GI_LABEL_BATCH_PAPER) {
        return find_unit(registry->db, verdict.unit, root, err);
    }
    if (known && verdict.has_batch) {
        return find_batch(registry->db, verdict.batch.id_text, root, err);
    }
    return gi_fail(err, verdict.asked == GI_ASKED_BATCH ? GI_WHY_NO_BATCH : GI_WHY_NO_RUN,
                   gi_quote(what).text);
}

gi_status gi_trace_find(gi_registry *registry, gi_bytes what, gi_trace_root *out, gi_error *err)
{
    gi_trace_root root = { 0 };
    gi_lot_row lot;
    gi_source_row source;
    gi_bytes number = { 0 };
    what = gi_trim(what);
    if (numbered(what, "lot", &number)) {
        root.kind = GI_TRACE_LOT;
        GI_TRY(gi_text_int(number, "lot", 1, GI_JSON_INT_MAX, &root.lot, err));
        GI_TRY(gi_lot_load(registry->db, root.lot, &lot, err));
    } else if (numbered(what, "source", &number)) {
        root.kind = GI_TRACE_SOURCE;
        GI_TRY(gi_text_int(number, "source", 1, GI_JSON_INT_MAX, &root.source, err));
        GI_TRY(gi_source_load(registry->db, root.source, &source, err));
    } else {
        GI_TRY(find_label(registry, what, &root, err));
    }
    *out = root;
    return GI_OK;
}

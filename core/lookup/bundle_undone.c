/*
 * bundle_undone.c - batches that were taken back, in a bundle (bundle.h).
 *
 * A table of its own, so that a reader from before there was one still opens the list; it finds
 * the batch without labels there. Sent whole, as all tables are that such a reader does not know.
 */
#include "core/lookup/bundle.h"
#include "core/lookup/bundle_cursor.h"

void gi_bundle_push_undone(const gi_batch_facts *facts, gi_json *rows)
{
    if (facts->undone == 0) {
        return;
    }
    gi_json *row = gi_json_array();
    gi_json_push_int(row, facts->id.producer);
    gi_json_push_int(row, facts->id.number);
    gi_json_push_text(row, facts->undone_by);
    gi_json_push_int(row, facts->undone);
    gi_json_push_int(row, facts->undone_ts);
    gi_json_push(rows, row);
}

gi_status gi_bundle_read_undone(const gi_json *row, gi_batch_facts *facts, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_batch_facts read = *facts;
    (void)gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    (void)gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    gi_cursor_text(&at, read.undone_by, sizeof read.undone_by);
    read.undone = gi_cursor_int(&at, 1, GI_JSON_INT_MAX);
    read.undone_ts = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_UNDONE, err));
    *facts = read;
    return GI_OK;
}

gi_status gi_bundle_undone_of(const gi_bundle *bundle, gi_batch_facts *facts, gi_error *err)
{
    const gi_json *row =
        gi_bundle_seek(bundle->payload, GI_TABLE_UNDONE, facts->id.producer, facts->id.number);
    bool here = row != NULL && gi_bundle_int(row, 1) == facts->id.number;
    return here ? gi_bundle_read_undone(row, facts, err) : GI_OK;
}

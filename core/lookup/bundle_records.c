/*
 * bundle_records.c - what a batch's records of pesticides and its certificate of conformity say, in
 * a bundle (bundle.h): the very words of the registry, so both look-ups tell the same.
 */
#include "core/lookup/bundle.h"

/* Nothing said online is nothing said offline: such a batch has no row. */
void gi_bundle_push_records(const gi_batch_facts *facts, gi_json *rows)
{
    if (facts->sprays_zh[0] == '\0' && facts->conformity_zh[0] == '\0') {
        return;
    }
    gi_json *row = gi_json_array();
    gi_json_push_int(row, facts->id.producer);
    gi_json_push_int(row, facts->id.number);
    gi_json_push_text(row, facts->sprays_zh);
    gi_json_push_text(row, facts->sprays_en);
    gi_json_push_text(row, facts->conformity_zh);
    gi_json_push_text(row, facts->conformity_en);
    gi_json_push(rows, row);
}

gi_status gi_bundle_records_of(const gi_bundle *bundle, gi_batch_facts *facts, gi_error *err)
{
    const gi_json *row =
        gi_bundle_seek(bundle->payload, GI_TABLE_RECORDS, facts->id.producer, facts->id.number);
    bool here = row != NULL && gi_bundle_int(row, 1) == facts->id.number;
    return here ? gi_bundle_read_records(row, facts, err) : GI_OK;
}

/*
 * bundle_cursor.c - places of a row, one after the other (bundle_cursor.h).
 */
#include "core/lookup/bundle_cursor.h"

#include "gi/text.h"

int64_t gi_cursor_int(gi_cursor *at, int64_t low, int64_t high)
{
    int64_t value = low;
    bool good =
        gi_json_as_int(gi_json_at(at->row, at->place++), &value) && value >= low && value <= high;
    at->misfit = at->misfit || !good;
    return good ? value : low;
}

void gi_cursor_text(gi_cursor *at, char *out, size_t size)
{
    gi_bytes text = { 0 };
    bool good = gi_json_as_text(gi_json_at(at->row, at->place++), &text) &&
                gi_text_copy(out, size, text, "text", NULL) == GI_OK;
    at->misfit = at->misfit || !good;
}

gi_status gi_cursor_finish(const gi_cursor *at, gi_bundle_table table, gi_error *err)
{
    bool whole = !at->misfit && gi_json_count(at->row) == at->place;
    return whole ? GI_OK : gi_bundle_refuse(err, gi_bundle_table_name(table));
}

/*
 * openings.c - what the log says of openings of hidden codes (gi/tend.h).
 */
#include "core/acts/act.h"
#include "core/acts/status_tree.h"
#include "core/lookup/report.h"
#include "core/store/tables.h"
#include "gi/report.h"
#include "gi/tend.h"
#include "gi/text.h"

enum { LEAF_DEPTH = 4 };

static gi_status newest_general(gi_db *db, int64_t *out, gi_error *err)
{
    char mark[GI_STATUS_MARK];
    int64_t next = 0;
    gi_status_mark(NULL, 0, mark);
    GI_TRY(gi_counter_get(db, mark, &next, err));
    *out = next - 1;
    return GI_OK;
}

gi_status gi_tend_openings(gi_registry *registry, bool *found, gi_openings *out, gi_error *err)
{
    int64_t index = -1;
    gi_bytes root = { 0 };
    gi_openings told = { .count = 0 };
    GI_AUTO(gi_json) leaf = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_LEAF_MAX);
    *found = false;
    GI_TRY(GI_READ(registry, newest_general(registry->db, &index, err), err));
    if (index < 0) {
        return GI_OK;
    }
    GI_TRY(gi_report_leaf(registry, index, &text, err));
    GI_TRY(gi_json_parse_canonical(gi_buf_view(&text), LEAF_DEPTH, &leaf, err));
    if (gi_json_as_int(gi_json_get(leaf, "opened"), &told.count) &&
        gi_json_as_text(gi_json_get(leaf, "open"), &root)) {
        GI_TRY(gi_base64_parse(root, told.root.bytes, sizeof told.root.bytes, err));
        *out = told;
        *found = true;
    }
    return GI_OK;
}

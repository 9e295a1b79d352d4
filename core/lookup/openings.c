/*
 * openings.c - what the log says of openings of hidden codes (gi/tend.h).
 */
#include "core/acts/act.h"
#include "core/acts/status_tree.h"
#include "core/lookup/report.h"
#include "core/store/meta.h"
#include "gi/report.h"
#include "gi/tend.h"
#include "gi/text.h"

enum { LEAF_DEPTH = 4 };

gi_status gi_tend_openings(gi_registry *registry, bool *found, gi_openings *out, gi_error *err)
{
    int64_t next = 0;
    gi_bytes root = { 0 };
    gi_openings told = { .count = 0 };
    GI_AUTO(gi_json) leaf = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_LEAF_MAX);
    *found = false;
    GI_TRY(GI_READ(registry, gi_counter_get(registry->db, GI_OPENINGS_MARK, &next, err), err));
    if (next == 0) {
        return GI_OK;
    }
    GI_TRY(gi_report_leaf(registry, next - 1, &text, err));
    GI_TRY(gi_json_parse_canonical(gi_buf_view(&text), LEAF_DEPTH, &leaf, err));
    if (gi_json_as_int(gi_json_get(leaf, "opened"), &told.count) &&
        gi_json_as_text(gi_json_get(leaf, "open"), &root)) {
        GI_TRY(gi_base64_parse(root, told.root.bytes, sizeof told.root.bytes, err));
        told.known = true;
        *out = told;
        *found = true;
    }
    return GI_OK;
}

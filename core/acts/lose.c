/*
 * lose.c - labels that are missing are dead by one act; no credit, and nothing brings them back.
 *
 * The page says who declared them lost and since when. Once labels were activated the bureau
 * signs as well, so that nobody disowns what was sold.
 */
#include "core/acts/acts.h"
#include "core/acts/range.h"

enum { UNITS, WHY };

const gi_field_rule gi_lose_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "lost|stolen|disaster|unknown" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_lose_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    return gi_range_end(act, &range, "lost", WHY, 0, err);
}

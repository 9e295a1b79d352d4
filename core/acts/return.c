/*
 * return.c - labels that were left over are handed back: dead, and their tea comes back.
 *
 * Counted apart from spoilt labels, under the same limit and the same rules (spoil.c).
 */
#include "core/acts/acts.h"
#include "core/acts/range.h"

enum { UNITS, WHY, CREDIT };

const gi_field_rule gi_handback_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "unused|season-over|recall|wrong-size" },
    [CREDIT] = { "credit", GI_FIELD_WORD, GI_PUBLIC, "退量（缺省 yes）", "give back (default yes)",
                 "yes|no" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_handback_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    int64_t credit = 0;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    GI_TRY(gi_range_credit(act, &range, CREDIT, &credit, err));
    return gi_range_end(act, &range, "void", WHY, credit, err);
}

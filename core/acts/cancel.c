/*
 * cancel.c - labels that were issued but never used go back in full: market -> made.
 *
 * Within 72 hours of their issue and only while none of them was activated (DESIGN 5).
 */
#include "core/acts/acts.h"
#include "core/acts/range.h"

enum { UNITS, WHY };

const gi_field_rule gi_cancel_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "misprint|wrong-fact|unused" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_cancel_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    if (act->ts - range.run.issued > INT64_C(3600000) * GI_CANCEL_HOURS) {
        return gi_fail(err, GI_WHY_TOO_LATE, act->kind->name, gi_num(GI_CANCEL_HOURS).text);
    }
    if (range.activated) {
        return gi_fail_field(err, "units", GI_WHY_ACTIVATED, act->kind->name,
                             gi_num(range.count - range.waiting).text, gi_num(range.count).text);
    }
    return gi_range_end(act, &range, "cancelled", WHY, range.quantity, err);
}

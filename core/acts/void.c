/*
 * void.c - labels that must not be believed any more; no credit.
 *
 * The range is dead from this act on, and the page says so, since when and by whom. Once labels
 * were activated the bureau signs as well.
 */
#include "core/acts/acts.h"
#include "core/acts/range.h"

enum { UNITS, WHY };

const gi_field_rule gi_void_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "misprint|wrong-fact|damaged|stolen|quality" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_void_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    return gi_range_end(act, &range, "void", WHY, 0, err);
}

/*
 * spoil.c - labels that were spoilt before they were used: dead, and their tea comes back.
 *
 * Credit within max(24 labels, the product's permille) per batch, and never for labels that were
 * activated; beyond that the bureau signs as well, or nothing comes back (credit no). Labels that
 * were never printed may be written off too (a lost file, another printing house); the answer says
 * how many of them.
 */
#include "core/acts/acts.h"
#include "core/acts/range.h"
#include "core/store/prints.h"

enum { UNITS, WHY, CREDIT };

const gi_field_rule gi_spoil_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "torn|misprint|jammed|wet|damaged" },
    [CREDIT] = { "credit", GI_FIELD_WORD, GI_PUBLIC, "退量（缺省 yes）", "give back (default yes)",
                 "yes|no" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status tell_unprinted(gi_act *act, const gi_range *range, gi_error *err)
{
    gi_print_cover cover;
    GI_TRY(gi_print_cover_of(act->db, range->run.key, range->first, range->count, &cover, err));
    if (cover.units < range->count) {
        gi_json_set_int(act->answer, "not_printed", range->count - cover.units);
    }
    return GI_OK;
}

gi_status gi_spoil_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    int64_t credit = 0;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    GI_TRY(gi_range_credit(act, &range, CREDIT, &credit, err));
    GI_TRY(tell_unprinted(act, &range, err));
    return gi_range_end(act, &range, "void", WHY, credit, err);
}

/*
 * repack.c - packs are opened to be packed anew: their labels are dead, their tea may be labelled
 * again.
 *
 * What comes back belongs to the same batch and to nothing else: the new run is an `issue` of that
 * batch, of any net content, and together never more than was retired. Once labels were activated
 * the bureau signs as well.
 */
#include "core/acts/acts.h"
#include "core/acts/range.h"
#include "core/store/holders.h"

enum { UNITS, WHY };

const gi_field_rule gi_repack_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "size|damaged-pack|gift-box|new-fact" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_repack_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    gi_holder_row holder;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    GI_TRY(gi_act_producer(act, range.batch.holder, &holder, err));
    gi_json_set_text(act->leaf, "batch", range.run.batch);
    return gi_range_end(act, &range, "repacked", WHY, range.quantity, err);
}

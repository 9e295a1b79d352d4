/*
 * verdict_hold.c - what is said of a whole batch in the third answer.
 *
 * A recall outweighs everything: the goods matter, not the state of their label. A freeze is
 * shown over what is good, not yet activated or merely past its day; a dead label stays dead.
 * Of a batch that was taken back there are no goods, so that comes before all of it.
 * Holds are a matter of the day, so a bundle tells when a freeze ends without a network.
 */
#include <string.h>

#include "core/lookup/view.h"

static bool freeze_shows(gi_good good)
{
    return good == GI_GOOD_IN_FORCE || good == GI_GOOD_NOT_ACTIVATED || good == GI_GOOD_EXPIRED;
}

void gi_verdict_set_hold(gi_verdict *verdict, const gi_hold *hold)
{
    verdict->good = hold->grade > 0 ? GI_GOOD_RECALLED : GI_GOOD_FROZEN;
    verdict->recall_grade = hold->grade;
    verdict->state_until = hold->until;
    verdict->state_act = hold->act;
    verdict->state_time = hold->ts;
    memcpy(verdict->state_by, hold->who, sizeof verdict->state_by);
    memcpy(verdict->state_why, hold->why, sizeof verdict->state_why);
}

static void set_undone(gi_verdict *verdict)
{
    static const char why[] = "undo-import";
    verdict->good = GI_GOOD_TAKEN_BACK;
    verdict->state_act = verdict->batch.undone;
    verdict->state_time = verdict->batch.undone_ts;
    memcpy(verdict->state_by, verdict->batch.undone_by, sizeof verdict->state_by);
    memcpy(verdict->state_why, why, sizeof why);
}

gi_status gi_verdict_apply_hold(gi_view *view, gi_verdict *verdict, gi_error *err)
{
    gi_hold hold;
    bool held = false;
    if (!verdict->has_batch) {
        return GI_OK;
    }
    if (verdict->batch.undone > 0) {
        set_undone(verdict);
        return GI_OK;
    }
    GI_TRY(view->type->hold(view, &verdict->batch, verdict->unit, &held, &hold, err));
    if (!held || (hold.grade == 0 && !freeze_shows(verdict->good))) {
        return GI_OK;
    }
    gi_verdict_set_hold(verdict, &hold);
    return GI_OK;
}

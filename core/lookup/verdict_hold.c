/*
 * verdict_hold.c - recalls and freezes of supervisors in the third answer.
 *
 * A recall outweighs everything: the goods matter, not the state of their label. A freeze is
 * shown over what is good, not yet activated or merely past its day; a dead label stays dead.
 * Both are a matter of the day, so a bundle tells when a freeze ends without a network.
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

gi_status gi_verdict_apply_hold(gi_view *view, gi_verdict *verdict, gi_error *err)
{
    gi_hold hold;
    bool held = false;
    if (!verdict->has_batch) {
        return GI_OK;
    }
    GI_TRY(view->type->hold(view, &verdict->batch, verdict->unit, &held, &hold, err));
    if (!held || (hold.grade == 0 && !freeze_shows(verdict->good))) {
        return GI_OK;
    }
    gi_verdict_set_hold(verdict, &hold);
    return GI_OK;
}

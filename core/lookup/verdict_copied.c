/*
 * verdict_copied.c - what officers found, in the second answer (view.h).
 *
 * A finding is no scan: it is said of a typed number too, and offline. Scans and openings, which
 * whoever keeps them adds, take nothing away from it.
 */
#include <string.h>

#include "core/lookup/view.h"

gi_status gi_verdict_set_copied(gi_view *view, gi_verdict *verdict, gi_error *err)
{
    gi_finding_row finding;
    bool found = false;
    GI_TRY(view->type->copied(view, verdict->unit, &found, &finding, err));
    if (found) {
        verdict->copied = GI_COPIED_COPIED;
        verdict->copied_act = finding.act;
        verdict->copied_time = finding.ts;
        memcpy(verdict->copied_by, finding.who, sizeof verdict->copied_by);
        memcpy(verdict->copied_why, finding.why, sizeof verdict->copied_why);
    }
    return GI_OK;
}

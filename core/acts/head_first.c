/*
 * head_first.c - no labels of a day before the day's head leaf (gi/tend.h).
 *
 * A head leaf with its cosignatures bounds from below when the leaves behind it can have been
 * written. After a night or a winter without one, labels could be dated back into the pause.
 * Written in the transaction of the issue, so there is no moment between the two.
 */
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/path.h"
#include "core/acts/session.h"
#include "core/acts/status_tree.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "core/store/meta.h"

/* Since the founding, or the newest head leaf, a civil day began. */
static gi_status is_due(gi_registry *registry, bool *due, gi_error *err)
{
    gi_act_row row;
    int64_t newest = 0; /* index + 1 */
    GI_TRY(gi_counter_get(registry->db, GI_HEAD_MARK, &newest, err));
    GI_TRY(gi_act_load(registry->db, newest > 0 ? newest - 1 : 0, &row, NULL, NULL, err));
    *due = gi_day_of(row.ts, registry->about.utc_offset_min) < gi_registry_today(registry);
    return GI_OK;
}

static gi_status has_registry_key(const gi_session *session, bool *has, gi_error *err)
{
    bool found = false;
    for (size_t i = 0; i < session->count && !found; i++) {
        gi_key_row key;
        GI_TRY(gi_key_load(session->registry->db, session->signers[i]->key, &key, err));
        found = strcmp(key.role, gi_role_name(GI_ROLE_REGISTRY)) == 0 &&
                strcmp(key.state, "active") == 0;
    }
    *has = found;
    return GI_OK;
}

gi_status gi_path_head_first(gi_session *session, const gi_draft *draft, gi_error *err)
{
    gi_registry *registry = session->registry;
    GI_AUTO(gi_draft) head = NULL;
    gi_receipt receipt;
    bool due = false;
    bool able = false;
    if (!registry->founded || strcmp(gi_draft_kind(draft)->name, "issue") != 0) {
        return GI_OK;
    }
    GI_TRY(is_due(registry, &due, err));
    if (!due) {
        return GI_OK;
    }
    GI_TRY(has_registry_key(session, &able, err));
    if (!able) {
        return gi_fail(err, GI_WHY_HEAD_DUE, gi_day_text(gi_registry_today(registry)).text);
    }
    GI_TRY(gi_draft_create("head", registry->random, &head, err));
    return gi_session_run(session, head, &(gi_path_options){ 0 }, &receipt, err);
}

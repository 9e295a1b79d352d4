/*
 * unpack.c - a package is opened: its code covers nothing from then on, what was inside is free.
 *
 * Equal packages of one act may be opened together. A case inside a closed carton is not opened
 * before that carton. The labels inside stay what they are.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/members.h"
#include "core/store/holders.h"
#include "core/store/runs.h"

enum { PACKAGE, WHY };

const gi_field_rule gi_unpack_fields[] = {
    [PACKAGE] = { "package", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "箱编号", "package numbers",
                  "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_PUBLIC, "原因", "reason",
              "opened|damaged|repacked|inspected|recalled" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* What lay in it lies in no package any more; labels inside its cases stay in those. */
static gi_status free_members(gi_act *act, const gi_package_run *run, const gi_package_member *open,
                              gi_error *err)
{
    gi_package_member member[GI_PACKAGE_MEMBERS];
    size_t count = 1;
    if (run->each > 0) {
        gi_package_slice(run, open->first, open->count, member);
    } else {
        GI_TRY(gi_package_members_of(act->db, run->act, member, &count, err));
    }
    for (size_t i = 0; i < count; i++) {
        GI_TRY(gi_inside_remove(act->db, member[i].key, member[i].first, member[i].count, err));
    }
    return GI_OK;
}

static gi_status keep(gi_act *act, const gi_package_run *run, const gi_package_member *open,
                      gi_error *err)
{
    gi_holder_row holder;
    gi_label_state state = {
        .key = open->key,
        .first = open->first,
        .count = open->count,
        .why = "opened",
        .ts = act->ts,
        .act = act->index,
    };
    if (act->value[WHY].given) {
        GI_TRY(gi_act_text(act, WHY, state.why, sizeof state.why, err));
    }
    GI_TRY(gi_holder_load(act->db, run->holder, &holder, err));
    memcpy(state.who, holder.name, sizeof state.who);
    GI_TRY(gi_package_open_insert(act->db, &state, err));
    gi_act_leaf_org(act, run->holder);
    gi_act_leaf_range(act, open->key, open->first, open->count);
    gi_json_set_text(act->leaf, "why", state.why);
    gi_json_set_int(act->leaf, "ref", run->act);
    return free_members(act, run, open, err);
}

gi_status gi_unpack_perform(gi_act *act, gi_error *err)
{
    gi_package_run run;
    gi_package_member open;
    GI_TRY(gi_act_closed_package(act, PACKAGE, &run, &open, err));
    GI_TRY(gi_act_unpacked(act, open.key, open.first, open.count, err));
    return keep(act, &run, &open, err);
}

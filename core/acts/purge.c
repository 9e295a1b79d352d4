/*
 * purge.c - takes the private values of records whose time is over, for ever, many in one act.
 *
 * Only what gi_keep_ended names goes; hashes, leaves and every proof stay good. The leaf says how
 * many acts and values, and the digest of the list of acts. Two signatures, as erasing.
 */
#include "core/acts/purge_keep.h"

#include <inttypes.h>

#include "core/acts/acts.h"

enum { DAY, MOST };

#define MOST_ACTS 100000

const gi_field_rule gi_purge_fields[] = {
    [DAY] = { "day", GI_FIELD_DAY, GI_PUBLIC, "截止日（缺省为今日）",
              "records kept until before this day; default today", "2028-06-01" },
    [MOST] = { "most", GI_FIELD_COUNT, GI_PUBLIC, "至多多少条记录", "at most so many acts",
               "1..100000" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct purging {
    gi_act *act;
    int64_t most, acts, fields;
    gi_buf list;
} purging;

static void purging_clear(purging *all)
{
    gi_buf_clear(&all->list);
}

static gi_status take(void *context, const gi_kept_act *kept, gi_error *err)
{
    purging *all = context;
    if (all->acts == all->most) {
        return GI_OK;
    }
    gi_buf_add_format(&all->list, "%s%" PRId64, all->acts > 0 ? "," : "", kept->act);
    all->acts++;
    all->fields += kept->fields;
    GI_TRY(gi_act_erases(all->act, kept->act, "", err));
    return gi_private_purge(all->act->db, kept->act, err);
}

gi_status gi_purge_perform(gi_act *act, gi_error *err)
{
    gi_day day = act->value[DAY].given ? (gi_day)act->value[DAY].number : act->today;
    purging all __attribute__((cleanup(purging_clear))) = {
        .act = act,
        .most = act->value[MOST].given ? act->value[MOST].number : MOST_ACTS,
        .list = GI_BUF(4 << 20),
    };
    all.most = all.most < MOST_ACTS ? all.most : MOST_ACTS;
    GI_TRY(gi_act_not_future(act, day, err));
    gi_buf_add_byte(&all.list, '[');
    GI_TRY(gi_keep_ended(act->db, day, take, &all, err));
    gi_buf_add_byte(&all.list, ']');
    GI_TRY(gi_buf_status(&all.list, "list of acts", err));
    if (all.acts == 0) {
        return gi_fail(err, GI_WHY_NOTHING_ENDED, gi_day_text(day).text);
    }
    gi_digest digest = gi_sha256(gi_buf_view(&all.list));
    gi_leaf_set_digest(act->leaf, "list", &digest);
    gi_json_set_text(act->leaf, "day", gi_day_text(day).text);
    gi_json_set_int(act->leaf, "count", all.acts);
    gi_json_set_int(act->leaf, "fields", all.fields);
    gi_json_set_text(act->leaf, "why", "expired");
    gi_json_set_int(act->answer, "count", all.acts);
    gi_json_set_int(act->answer, "fields", all.fields);
    return GI_OK;
}

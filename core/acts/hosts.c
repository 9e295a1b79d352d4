/*
 * hosts.c - the root signs the list of official hosts (gi/hosts.h).
 *
 * A new list takes the place of the one before. The registry's own host stands in every list:
 * labels point there.
 */
#include "core/store/hosts.h"
#include "core/acts/acts.h"

enum { LIST };

const gi_field_rule gi_hosts_fields[] = {
    [LIST] = { "list", GI_FIELD_LONG, GI_REQUIRED | GI_PUBLIC, "官方网址名单（主机名，逗号分隔）",
               "official hosts, with commas between", "gi.jj.cn, gi.jiujiang.gov.cn" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* The list as it is kept: without blanks. */
static void join(const gi_hosts *hosts, gi_buf *out)
{
    for (size_t i = 0; i < hosts->count; i++) {
        gi_buf_add_format(out, "%s%s", i == 0 ? "" : ",", hosts->host[i]);
    }
}

gi_status gi_hosts_perform(gi_act *act, gi_error *err)
{
    gi_hosts hosts;
    GI_AUTO_BUF list = GI_BUF(GI_HOSTS_MAX * (GI_HOST_TEXT + 1));
    const char *own = gi_registry_about(act->registry)->host;
    GI_TRY(gi_hosts_parse(act->value[LIST].text, &hosts, err));
    if (!gi_hosts_have(&hosts, own) && !act->replayed) {
        return gi_fail_field(err, "list", GI_WHY_HOST_NOT_LISTED, own);
    }
    join(&hosts, &list);
    GI_TRY(gi_buf_status(&list, "hosts", err));
    GI_TRY(gi_host_list_insert(act->db, act->index, gi_buf_text(&list), err));
    gi_json_set_text(act->leaf, "list", gi_buf_text(&list));
    return GI_OK;
}

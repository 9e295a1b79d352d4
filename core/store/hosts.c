/*
 * hosts.c - lists of official hosts (hosts.h).
 */
#include "core/store/hosts.h"

#include "core/store/registry.h"

enum { LIST_TEXT = GI_HOSTS_MAX * (GI_HOST_TEXT + 1) };

static const char q_host_list_insert[] = "INSERT INTO host_list (act, list) VALUES (?1, ?2)";
static const char q_host_list_last[] = "SELECT act, list FROM host_list ORDER BY act DESC LIMIT 1";

const char *const gi_host_statements[] = { q_host_list_insert, q_host_list_last, NULL };

gi_status gi_host_list_insert(gi_db *db, int64_t act, const char *list, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_host_list_insert);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_text(row, 2, list);
    return gi_row_run(row, err);
}

gi_status gi_host_list_last(gi_db *db, gi_hosts *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_host_list_last);
    char list[LIST_TEXT];
    gi_hosts hosts = { .count = 0 };
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    if (found) {
        GI_TRY(gi_row_text(row, 1, list, sizeof list, err));
        GI_TRY(gi_hosts_parse(gi_bytes_of(list), &hosts, err));
        hosts.act = gi_row_int(row, 0);
    }
    *out = hosts;
    return GI_OK;
}

gi_status gi_hosts_of(gi_registry *registry, gi_hosts *out, gi_error *err)
{
    return gi_host_list_last(registry->db, out, err);
}

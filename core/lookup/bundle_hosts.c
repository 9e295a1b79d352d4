/*
 * bundle_hosts.c - the official hosts of a bundle, with the leaf in which the root signed them.
 *
 *   "hosts": ["gi.jj.cn", ...]   "hosts_leaf": that leaf; absent while the root signed no list
 *
 * Without a leaf hosts holds the configured host alone, by the word of the registry key.
 */
#include "core/lookup/bundle.h"
#include "core/store/hosts.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"

static gi_status refuse(gi_error *err)
{
    return gi_bundle_refuse(err, "hosts");
}

static gi_status add_leaf(gi_db *db, int64_t act, gi_json *payload, gi_error *err)
{
    gi_act_row row;
    GI_AUTO_BUF bytes = GI_BUF(65536);
    GI_AUTO(gi_json) leaf = NULL;
    GI_TRY(gi_act_load(db, act, &row, NULL, &bytes, err));
    GI_TRY(gi_json_parse(gi_buf_view(&bytes), GI_BUNDLE_DEPTH, &leaf, err));
    gi_json_set(payload, "hosts_leaf", GI_TAKE(leaf));
    return GI_OK;
}

gi_status gi_bundle_add_hosts(gi_registry *registry, gi_json *payload, gi_error *err)
{
    gi_hosts hosts;
    gi_json *names = gi_json_array();
    gi_json_set(payload, "hosts", names);
    GI_TRY(gi_host_list_last(registry->db, &hosts, err));
    for (size_t i = 0; i < hosts.count; i++) {
        gi_json_push_text(names, hosts.host[i]);
    }
    if (hosts.count > 0) {
        return add_leaf(registry->db, hosts.act, payload, err);
    }
    gi_json_push_text(names, registry->about.host);
    return GI_OK;
}

gi_status gi_bundle_check_hosts(const gi_json *payload, gi_error *err)
{
    const gi_json *names = gi_json_get(payload, "hosts");
    const gi_json *leaf = gi_json_get(payload, "hosts_leaf");
    gi_bytes text = { 0 };
    gi_hosts hosts;
    if (leaf == NULL) {
        return gi_json_count(names) <= 1 ? GI_OK : refuse(err);
    }
    if (!gi_json_as_text(gi_json_get(leaf, "t"), &text) ||
        !gi_bytes_equal(text, gi_bytes_of("hosts")) ||
        !gi_json_as_text(gi_json_get(leaf, "list"), &text)) {
        return refuse(err);
    }
    GI_TRY(gi_hosts_parse(text, &hosts, err));
    bool same = gi_json_count(names) == hosts.count;
    for (size_t i = 0; i < hosts.count && same; i++) {
        same = gi_json_as_text(gi_json_at(names, i), &text) &&
               gi_bytes_equal(text, gi_bytes_of(hosts.host[i]));
    }
    return same ? GI_OK : refuse(err);
}

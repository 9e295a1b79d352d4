/*
 * report_keys.c - which keys there are, for whoever wants to unlock or add one (gi/report.h).
 */
#include <string.h>

#include "core/lookup/report.h"
#include "core/store/keys.h"

static gi_key_info info_of(const gi_key_row *row)
{
    return (gi_key_info){ .id = row->id,
                          .role = gi_role_find(gi_bytes_of(row->role)),
                          .active = strcmp(row->state, "active") == 0,
                          .public_key = row->public_key };
}

gi_status gi_registry_key(gi_registry *registry, uint16_t id, gi_key_info *out, gi_error *err)
{
    gi_key_row row;
    GI_TRY(gi_key_load(registry->db, id, &row, err));
    *out = info_of(&row);
    return GI_OK;
}

typedef struct key_search {
    gi_role role;
    uint16_t after;
    bool found;
    gi_key_info info;
} key_search;

static gi_status first_of_role(void *context, const gi_key_row *row, gi_error *err)
{
    key_search *search = context;
    gi_key_info info = info_of(row);
    (void)err;
    if (!search->found && info.active && info.role == search->role && info.id > search->after) {
        search->found = true;
        search->info = info;
    }
    return GI_OK;
}

gi_status gi_registry_key_of(gi_registry *registry, gi_role role, uint16_t after, bool *found,
                             gi_key_info *out, gi_error *err)
{
    key_search search = { .role = role, .after = after };
    GI_TRY(gi_key_each(registry->db, first_of_role, &search, err));
    *found = search.found;
    *out = search.info;
    return GI_OK;
}

static gi_status highest(void *context, const gi_key_row *row, gi_error *err)
{
    uint16_t *id = context;
    (void)err;
    *id = row->id > *id ? row->id : *id;
    return GI_OK;
}

gi_status gi_registry_key_last(gi_registry *registry, uint16_t *out, gi_error *err)
{
    uint16_t id = 0;
    GI_TRY(gi_key_each(registry->db, highest, &id, err));
    *out = id;
    return GI_OK;
}

/*
 * keys.c - public keys with role, scope, life and counters; the signed key lists.
 *
 * Only public halves: private keys are files under keys/. Ids are never reused.
 */
#include <string.h>

#include "core/store/keys.h"

#define KEY_COLUMNS                                                                     \
    "id, role, algorithm, public, holder, products, types, since, retired, last_good, " \
    "state, next_n, next_unit"

static const char q_key_insert[] =
    "INSERT INTO key (id, role, algorithm, public, holder, products, types, since, state) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_key_load[] = "SELECT " KEY_COLUMNS " FROM key WHERE id = ?1";
static const char q_key_each[] = "SELECT " KEY_COLUMNS " FROM key ORDER BY id";
static const char q_key_change[] =
    "UPDATE key SET state = ?2, retired = ?3, last_good = ?4 WHERE id = ?1";
static const char q_key_take_n[] = "UPDATE key SET next_n = next_n + 1 WHERE id = ?1";
static const char q_key_take_units[] = "UPDATE key SET next_unit = next_unit + ?2 WHERE id = ?1";
static const char q_key_list_insert[] = "INSERT INTO key_list (act, list) VALUES (?1, ?2)";
static const char q_key_list_last[] = "SELECT act, list FROM key_list ORDER BY act DESC LIMIT 1";
static const char q_key_list_each[] = "SELECT act FROM key_list ORDER BY act";

const char *const gi_key_statements[] = {
    q_key_insert,     q_key_load,        q_key_each,      q_key_change,    q_key_take_n,
    q_key_take_units, q_key_list_insert, q_key_list_last, q_key_list_each, NULL,
};

gi_status gi_key_insert(gi_db *db, const gi_key_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_key_insert);
    gi_row_bind_int(insert, 1, row->id);
    gi_row_bind_text(insert, 2, row->role);
    gi_row_bind_text(insert, 3, gi_algorithm_name(row->public_key.algorithm));
    gi_row_bind_blob(insert, 4, (gi_bytes){ row->public_key.bytes, row->public_key.size });
    gi_row_bind_int(insert, 5, row->holder);
    gi_row_bind_text(insert, 6, row->products);
    gi_row_bind_text(insert, 7, row->types);
    gi_row_bind_int(insert, 8, row->since);
    gi_row_bind_text(insert, 9, row->state);
    return gi_row_run(insert, err);
}

/* Only the form: that it is a point was checked when it came in, and is again by each verifier.
 * Checking here would cost every act a tenth of its time. */
static gi_status read_public(gi_algorithm algorithm, gi_bytes raw, gi_public_key *out,
                             gi_error *err)
{
    if (raw.size != (algorithm == GI_ED25519 ? 32 : GI_PUBLIC_KEY_MAX)) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "key");
    }
    gi_public_key found = { .algorithm = algorithm, .size = raw.size };
    memcpy(found.bytes, raw.data, raw.size);
    *out = found;
    return GI_OK;
}

static gi_status read_key(const gi_row *row, gi_key_row *out, gi_error *err)
{
    gi_key_row found = {
        .id = (uint16_t)gi_row_int(row, 0),
        .holder = (uint32_t)gi_row_int(row, 4),
        .since = gi_row_int(row, 7),
        .has_retired = !gi_row_is_null(row, 8),
        .retired = gi_row_int(row, 8),
        .has_last_good = !gi_row_is_null(row, 9),
        .last_good = gi_row_int(row, 9),
        .next_n = gi_row_int(row, 11),
        .next_unit = gi_row_int(row, 12),
    };
    gi_algorithm algorithm = GI_ED25519;
    GI_TRY(gi_algorithm_parse(gi_row_bytes(row, 2), &algorithm, err));
    GI_TRY(read_public(algorithm, gi_row_bytes(row, 3), &found.public_key, err));
    GI_TRY(gi_row_text(row, 1, found.role, sizeof found.role, err));
    GI_TRY(gi_row_text(row, 5, found.products, sizeof found.products, err));
    GI_TRY(gi_row_text(row, 6, found.types, sizeof found.types, err));
    GI_TRY(gi_row_text(row, 10, found.state, sizeof found.state, err));
    *out = found;
    return GI_OK;
}

gi_status gi_key_load(gi_db *db, uint16_t id, gi_key_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_key_load);
    bool found = false;
    gi_row_bind_int(row, 1, id);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_key(row, out, err) : gi_fail(err, GI_WHY_NO_KEY, gi_num(id).text);
}

gi_status gi_key_each(gi_db *db, gi_key_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_key_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_key_row key;
        GI_TRY(read_key(row, &key, err));
        GI_TRY(take(context, &key, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_key_change(gi_db *db, const gi_key_row *row, gi_error *err)
{
    GI_AUTO(gi_row) change = gi_db_use(db, q_key_change);
    gi_row_bind_int(change, 1, row->id);
    gi_row_bind_text(change, 2, row->state);
    if (row->has_retired) {
        gi_row_bind_int(change, 3, row->retired);
    }
    if (row->has_last_good) {
        gi_row_bind_int(change, 4, row->last_good);
    }
    return gi_row_run(change, err);
}

gi_status gi_key_take_n(gi_db *db, uint16_t id, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_key_take_n);
    gi_row_bind_int(row, 1, id);
    return gi_row_run(row, err);
}

gi_status gi_key_take_units(gi_db *db, uint16_t id, int64_t count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_key_take_units);
    gi_row_bind_int(row, 1, id);
    gi_row_bind_int(row, 2, count);
    return gi_row_run(row, err);
}

gi_status gi_key_list_insert(gi_db *db, int64_t act, gi_bytes list, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_key_list_insert);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_blob(row, 2, list);
    return gi_row_run(row, err);
}

gi_status gi_key_list_last(gi_db *db, int64_t *act, gi_buf *list, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_key_list_last);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NOT_FOUNDED, "key list");
    }
    *act = gi_row_int(row, 0);
    gi_buf_add(list, gi_row_bytes(row, 1));
    return gi_buf_status(list, "key list", err);
}

gi_status gi_key_list_each(gi_db *db, gi_key_list_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_key_list_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        GI_TRY(take(context, gi_row_int(row, 0), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

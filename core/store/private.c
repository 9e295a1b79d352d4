/*
 * private.c - the private record: the one home of natural persons' data, plots, buyers, prices.
 *
 * Each field has a salted hash that its act's leaf commits to. Erasing takes a value with its
 * salt and leaves the hash, so every proof and every other field stays good.
 */
#include <string.h>

#include "core/store/log_rows.h"

static const char q_private_insert[] =
    "INSERT INTO private (act, field, value, salt, hash) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_private_load[] =
    "SELECT field, value FROM private WHERE act = ?1 AND value IS NOT NULL ORDER BY field";
static const char q_private_each[] =
    "SELECT field, value, salt, hash FROM private WHERE act = ?1 ORDER BY field";
static const char q_private_salts[] = "SELECT salt FROM private WHERE act = ?1 ORDER BY field";
static const char q_private_held[] = "SELECT value FROM private WHERE act = ?1 AND field = ?2";
static const char q_private_erase[] =
    "UPDATE private SET value = NULL, salt = NULL WHERE act = ?1 AND field = ?2";

const char *const gi_private_statements[] = {
    q_private_insert, q_private_load,  q_private_each, q_private_salts,
    q_private_held,   q_private_erase, NULL,
};

gi_status gi_private_insert(gi_db *db, int64_t act, const gi_private_field *field, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_private_insert);
    gi_row_bind_int(row, 1, act);
    gi_row_lend_text(row, 2, field->name);
    gi_row_lend_text(row, 3, field->value);
    gi_row_lend_blob(row, 4, (gi_bytes){ field->salt, sizeof field->salt });
    gi_row_lend_blob(row, 5, gi_digest_view(&field->hash));
    return gi_row_run(row, err);
}

gi_status gi_private_salts(gi_db *db, int64_t act, gi_digest *out, bool *whole, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_private_salts);
    GI_AUTO_BUF salts = GI_BUF(65536);
    bool found = false;
    bool all = true;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        all = all && !gi_row_is_null(row, 0);
        gi_buf_add(&salts, gi_row_bytes(row, 0));
        GI_TRY(gi_row_step(row, &found, err));
    }
    GI_TRY(gi_buf_status(&salts, "private", err));
    *out = gi_sha256(gi_buf_view(&salts));
    *whole = all;
    return GI_OK;
}

gi_status gi_private_load(gi_db *db, int64_t act, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_private_load);
    GI_AUTO(gi_json) record = gi_json_object();
    gi_row_bind_int(row, 1, act);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        char name[48];
        gi_json *value = NULL;
        GI_TRY(gi_row_text(row, 0, name, sizeof name, err));
        GI_TRY(gi_json_parse(gi_row_bytes(row, 1), 4, &value, err));
        gi_json_set(record, name, value);
        GI_TRY(gi_row_step(row, &found, err));
    }
    GI_TRY(gi_json_ok(record, err));
    *out = GI_TAKE(record);
    return GI_OK;
}

/* Value and salt of a row, or neither of them. */
static gi_status read_private(const gi_row *row, gi_buf *value, gi_private_field *out,
                              gi_error *err)
{
    gi_private_field field = { 0 };
    gi_bytes salt = gi_row_bytes(row, 2);
    gi_bytes hash = gi_row_bytes(row, 3);
    bool there = !gi_row_is_null(row, 1);
    GI_TRY(gi_row_text(row, 0, field.name, sizeof field.name, err));
    if (hash.size != sizeof field.hash.bytes || (there && salt.size != sizeof field.salt)) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "private");
    }
    memcpy(field.hash.bytes, hash.data, hash.size);
    if (salt.size == sizeof field.salt) { /* also one that erasing would have left behind */
        memcpy(field.salt, salt.data, salt.size);
    }
    if (there) {
        gi_buf_reset(value);
        gi_buf_add(value, gi_row_bytes(row, 1));
        GI_TRY(gi_buf_status(value, field.name, err));
        field.value = gi_buf_text(value);
    }
    *out = field;
    return GI_OK;
}

gi_status gi_private_each(gi_db *db, int64_t act, gi_private_visit take, void *context,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_private_each);
    GI_AUTO_BUF value = GI_BUF(65536);
    gi_row_bind_int(row, 1, act);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_private_field field;
        GI_TRY(read_private(row, &value, &field, err));
        GI_TRY(take(context, &field, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

static gi_status look_private(gi_db *db, int64_t act, const char *field, bool *held, bool *filled,
                              gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_private_held);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_text(row, 2, field);
    GI_TRY(gi_row_step(row, held, err));
    *filled = *held && !gi_row_is_null(row, 0);
    return GI_OK;
}

gi_status gi_private_erase(gi_db *db, int64_t act, const char *field, bool *held, bool *erased,
                           gi_error *err)
{
    GI_TRY(look_private(db, act, field, held, erased, err));
    if (!*erased) {
        return GI_OK;
    }
    GI_AUTO(gi_row) row = gi_db_use(db, q_private_erase);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_text(row, 2, field);
    return gi_row_run(row, err);
}

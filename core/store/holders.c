/*
 * holders.c - whoever can hold a balance: producers (firms) and growers (households).
 *
 * A grower's name, phone and ID number are not here; they stand in the private record of the
 * act that registered the grower.
 */
#include "core/store/holders.h"

#define HOLDER_COLUMNS "id, kind, name, uscc, address, card, state, next_batch, act"

static const char q_holder_insert[] =
    "INSERT INTO holder (id, kind, name, uscc, address, card, state, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'active', ?7)";
static const char q_holder_load[] = "SELECT " HOLDER_COLUMNS " FROM holder WHERE id = ?1";
/* A number that a lost card had is never given to anybody else. */
static const char q_holder_by_name[] = "SELECT id FROM holder WHERE uscc = ?1 OR card = ?1 "
                                       "UNION SELECT holder FROM card WHERE number = ?1";
static const char q_holder_each[] = "SELECT " HOLDER_COLUMNS " FROM holder ORDER BY id";
static const char q_holder_suspend[] = "UPDATE holder SET state = ?2 WHERE id = ?1";
static const char q_holder_card[] = "UPDATE holder SET card = ?2 WHERE id = ?1";
static const char q_holder_take_batch[] = "UPDATE holder SET next_batch = ?2 WHERE id = ?1";
static const char q_holder_skip_batches[] =
    "UPDATE holder SET next_batch = CASE WHEN next_batch > ?2 - ?1 THEN ?2 ELSE next_batch + ?1 END"
    " WHERE kind = 'producer'";

const char *const gi_holder_statements[] = {
    q_holder_insert,  q_holder_load,         q_holder_by_name,
    q_holder_suspend, q_holder_take_batch,   q_holder_each,
    q_holder_card,    q_holder_skip_batches, NULL,
};

gi_status gi_holder_insert(gi_db *db, const gi_holder_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_holder_insert);
    gi_row_bind_int(insert, 1, row->id);
    gi_row_bind_text(insert, 2, row->producer ? "producer" : "grower");
    gi_row_bind_text(insert, 3, row->name);
    gi_row_bind_text(insert, 5, row->address);
    if (row->uscc[0] != '\0') {
        gi_row_bind_text(insert, 4, row->uscc);
    }
    if (row->card[0] != '\0') {
        gi_row_bind_text(insert, 6, row->card);
    }
    gi_row_bind_int(insert, 7, row->act);
    return gi_row_run(insert, err);
}

static gi_status read_holder(const gi_row *row, gi_holder_row *out, gi_error *err)
{
    gi_holder_row holder = {
        .id = (uint32_t)gi_row_int(row, 0),
        .producer = gi_bytes_equal(gi_row_bytes(row, 1), gi_bytes_of("producer")),
        .suspended = gi_bytes_equal(gi_row_bytes(row, 6), gi_bytes_of("suspended")),
        .next_batch = gi_row_int(row, 7),
        .act = gi_row_int(row, 8),
    };
    GI_TRY(gi_row_text(row, 2, holder.name, sizeof holder.name, err));
    GI_TRY(gi_row_text(row, 3, holder.uscc, sizeof holder.uscc, err));
    GI_TRY(gi_row_text(row, 4, holder.address, sizeof holder.address, err));
    GI_TRY(gi_row_text(row, 5, holder.card, sizeof holder.card, err));
    *out = holder;
    return GI_OK;
}

gi_status gi_holder_load(gi_db *db, uint32_t id, gi_holder_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_load);
    bool found = false;
    gi_row_bind_int(row, 1, id);
    GI_TRY(gi_row_step(row, &found, err));
    if (!found) {
        char number[5] = "0000";
        if (id <= GI_NUMBER_MAX) {
            gi_number_print(id, number);
        }
        return gi_fail(err, GI_WHY_NO_HOLDER, number);
    }
    return read_holder(row, out, err);
}

gi_status gi_holder_by_name(gi_db *db, const char *uscc_or_card, bool *found, uint32_t *id,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_by_name);
    gi_row_bind_text(row, 1, uscc_or_card);
    GI_TRY(gi_row_step(row, found, err));
    if (*found) {
        *id = (uint32_t)gi_row_int(row, 0);
    }
    return GI_OK;
}

gi_status gi_holder_suspend(gi_db *db, uint32_t id, bool suspended, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_suspend);
    gi_row_bind_int(row, 1, id);
    gi_row_bind_text(row, 2, suspended ? "suspended" : "active");
    return gi_row_run(row, err);
}

gi_status gi_holder_card(gi_db *db, uint32_t id, const char *number, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_card);
    gi_row_bind_int(row, 1, id);
    gi_row_bind_text(row, 2, number);
    return gi_row_run(row, err);
}

gi_status gi_holder_take_batch(gi_db *db, uint32_t id, int64_t next, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_take_batch);
    gi_row_bind_int(row, 1, id);
    gi_row_bind_int(row, 2, next);
    return gi_row_run(row, err);
}

gi_status gi_holder_skip_batches(gi_db *db, int64_t count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_skip_batches);
    gi_row_bind_int(row, 1, count);
    gi_row_bind_int(row, 2, GI_NUMBER_MAX);
    return gi_row_run(row, err);
}

gi_status gi_holder_each(gi_db *db, gi_holder_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_holder_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_holder_row holder;
        GI_TRY(read_holder(row, &holder, err));
        GI_TRY(take(context, &holder, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

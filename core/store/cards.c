/*
 * cards.c - trade cards of growers and their one-time slips.
 *
 * Holds slow salted hashes only; no PIN and no slip was ever here in clear. Numbers stay for
 * ever, so that a card that was lost and replaced is refused by name.
 */
#include <string.h>

#include "core/store/cards.h"

#define CARD_COLUMNS \
    "number, holder, salt, pin, rounds, tries, sheet, daily, sold_day, sold, act, replaced"

static const char q_card_insert[] =
    "INSERT INTO card (number, holder, salt, pin, rounds, daily, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char q_card_load[] = "SELECT " CARD_COLUMNS " FROM card WHERE number = ?1";
static const char q_card_of[] =
    "SELECT " CARD_COLUMNS " FROM card WHERE holder = ?1 AND replaced IS NULL";
static const char q_card_change[] =
    "UPDATE card SET tries = ?2, sheet = ?3, daily = ?4, sold_day = ?5, sold = ?6, replaced = ?7 "
    "WHERE number = ?1";
static const char q_card_miss[] = "UPDATE card SET tries = tries + 1 WHERE number = ?1";
static const char q_slip_insert[] =
    "INSERT INTO slip (sheet, hash, salt, rounds) VALUES (?1, ?2, ?3, ?4)";
static const char q_slip_any[] =
    "SELECT sheet, hash, salt, rounds, used FROM slip WHERE sheet = ?1 LIMIT 1";
static const char q_slip_load[] =
    "SELECT sheet, hash, salt, rounds, used FROM slip WHERE sheet = ?1 AND hash = ?2";
static const char q_slip_use[] = "UPDATE slip SET used = ?3 WHERE sheet = ?1 AND hash = ?2";

const char *const gi_card_statements[] = {
    q_card_insert, q_card_load, q_card_of,   q_card_change, q_card_miss,
    q_slip_insert, q_slip_any,  q_slip_load, q_slip_use,    NULL,
};

gi_status gi_card_insert(gi_db *db, const gi_card_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_card_insert);
    gi_row_bind_text(insert, 1, row->number);
    gi_row_bind_int(insert, 2, row->holder);
    gi_row_bind_blob(insert, 3, (gi_bytes){ row->salt, sizeof row->salt });
    gi_row_bind_blob(insert, 4, gi_digest_view(&row->pin));
    gi_row_bind_int(insert, 5, row->rounds);
    gi_row_bind_int(insert, 6, row->daily);
    gi_row_bind_int(insert, 7, row->act);
    return gi_row_run(insert, err);
}

static gi_status copy_blob(const gi_row *row, int column, uint8_t *out, size_t size, gi_error *err)
{
    gi_bytes bytes = gi_row_bytes(row, column);
    if (bytes.size != size) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "card");
    }
    memcpy(out, bytes.data, size);
    return GI_OK;
}

static gi_status read_card(const gi_row *row, gi_card_row *out, gi_error *err)
{
    gi_card_row card = {
        .holder = (uint32_t)gi_row_int(row, 1),
        .rounds = (int)gi_row_int(row, 4),
        .tries = gi_row_int(row, 5),
        .sheet = gi_row_int(row, 6),
        .daily = gi_row_int(row, 7),
        .sold_day = (gi_day)gi_row_int(row, 8),
        .sold = gi_row_int(row, 9),
        .act = gi_row_int(row, 10),
        .replaced = (gi_day)gi_row_int(row, 11),
    };
    GI_TRY(gi_row_text(row, 0, card.number, sizeof card.number, err));
    GI_TRY(copy_blob(row, 2, card.salt, sizeof card.salt, err));
    GI_TRY(copy_blob(row, 3, card.pin.bytes, sizeof card.pin.bytes, err));
    *out = card;
    return GI_OK;
}

gi_status gi_card_load(gi_db *db, const char *number, gi_card_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_card_load);
    bool found = false;
    gi_row_bind_text(row, 1, number);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_card(row, out, err) : gi_fail(err, GI_WHY_NO_CARD, number);
}

gi_status gi_card_of(gi_db *db, uint32_t holder, bool *found, gi_card_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_card_of);
    gi_row_bind_int(row, 1, holder);
    GI_TRY(gi_row_step(row, found, err));
    return *found ? read_card(row, out, err) : GI_OK;
}

gi_status gi_card_change(gi_db *db, const gi_card_row *row, gi_error *err)
{
    GI_AUTO(gi_row) change = gi_db_use(db, q_card_change);
    gi_row_bind_text(change, 1, row->number);
    gi_row_bind_int(change, 2, row->tries);
    gi_row_bind_int(change, 3, row->sheet);
    gi_row_bind_int(change, 4, row->daily);
    gi_row_bind_int(change, 5, row->sold_day);
    gi_row_bind_int(change, 6, row->sold);
    if (row->replaced != 0) {
        gi_row_bind_int(change, 7, row->replaced);
    }
    return gi_row_run(change, err);
}

gi_status gi_card_miss(gi_db *db, const char *number, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_card_miss);
    gi_row_bind_text(row, 1, number);
    return gi_row_run(row, err);
}

/* ---- slips ---- */

static gi_bytes hash_view(const uint8_t hash[GI_SLIP_HASH_SIZE])
{
    return (gi_bytes){ hash, GI_SLIP_HASH_SIZE };
}

gi_status gi_slip_insert(gi_db *db, const gi_slip_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_slip_insert);
    gi_row_bind_int(insert, 1, row->sheet);
    gi_row_bind_blob(insert, 2, hash_view(row->hash));
    gi_row_bind_blob(insert, 3, (gi_bytes){ row->salt, sizeof row->salt });
    gi_row_bind_int(insert, 4, row->rounds);
    return gi_row_run(insert, err);
}

static gi_status step_slip(gi_row *row, bool *found, gi_slip_row *out, gi_error *err)
{
    GI_TRY(gi_row_step(row, found, err));
    if (!*found) {
        return GI_OK;
    }
    gi_slip_row slip = {
        .sheet = gi_row_int(row, 0),
        .rounds = (int)gi_row_int(row, 3),
        .used = (gi_day)gi_row_int(row, 4),
    };
    GI_TRY(copy_blob(row, 1, slip.hash, sizeof slip.hash, err));
    GI_TRY(copy_blob(row, 2, slip.salt, sizeof slip.salt, err));
    *out = slip;
    return GI_OK;
}

gi_status gi_slip_any(gi_db *db, int64_t sheet, bool *found, gi_slip_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_slip_any);
    gi_row_bind_int(row, 1, sheet);
    return step_slip(row, found, out, err);
}

gi_status gi_slip_load(gi_db *db, int64_t sheet, const uint8_t hash[GI_SLIP_HASH_SIZE], bool *found,
                       gi_slip_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_slip_load);
    gi_row_bind_int(row, 1, sheet);
    gi_row_bind_blob(row, 2, hash_view(hash));
    return step_slip(row, found, out, err);
}

gi_status gi_slip_use(gi_db *db, const gi_slip_row *row, gi_day day, gi_error *err)
{
    GI_AUTO(gi_row) use = gi_db_use(db, q_slip_use);
    gi_row_bind_int(use, 1, row->sheet);
    gi_row_bind_blob(use, 2, hash_view(row->hash));
    gi_row_bind_int(use, 3, day);
    return gi_row_run(use, err);
}

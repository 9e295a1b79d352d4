/*
 * gtins.c - GTINs of trade items: producer, product, net content. The table only grows.
 */
#include "core/store/packages.h"

#define GTIN_COLUMNS "gtin, holder, product, net, act"

static const char q_gtin_insert[] =
    "INSERT INTO gtin (gtin, holder, product, net, act) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_gtin_load[] = "SELECT " GTIN_COLUMNS " FROM gtin WHERE gtin = ?1";
static const char q_gtin_of[] =
    "SELECT " GTIN_COLUMNS " FROM gtin "
    "WHERE holder = ?1 AND product = ?2 AND net = ?3 ORDER BY act DESC LIMIT 1";
static const char q_gtin_all[] = "SELECT " GTIN_COLUMNS " FROM gtin ORDER BY gtin";

const char *const gi_gtin_statements[] = {
    q_gtin_insert, q_gtin_load, q_gtin_of, q_gtin_all, NULL,
};

gi_status gi_gtin_insert(gi_db *db, const gi_gtin_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_gtin_insert);
    gi_row_bind_text(insert, 1, row->gtin);
    gi_row_bind_int(insert, 2, row->holder);
    gi_row_bind_int(insert, 3, row->product);
    gi_row_bind_int(insert, 4, row->net);
    gi_row_bind_int(insert, 5, row->act);
    return gi_row_run(insert, err);
}

static gi_status read_gtin(const gi_row *row, gi_gtin_row *out, gi_error *err)
{
    gi_gtin_row found = {
        .holder = (uint32_t)gi_row_int(row, 1),
        .product = (uint16_t)gi_row_int(row, 2),
        .net = gi_row_int(row, 3),
        .act = gi_row_int(row, 4),
    };
    GI_TRY(gi_row_text(row, 0, found.gtin, sizeof found.gtin, err));
    *out = found;
    return GI_OK;
}

/* The one row of a statement that is bound. */
static gi_status one_gtin(gi_row *row, bool *found, gi_gtin_row *out, gi_error *err)
{
    GI_TRY(gi_row_step(row, found, err));
    return *found ? read_gtin(row, out, err) : GI_OK;
}

gi_status gi_gtin_load(gi_db *db, const char *gtin, bool *found, gi_gtin_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_gtin_load);
    gi_row_bind_text(row, 1, gtin);
    return one_gtin(row, found, out, err);
}

gi_status gi_gtin_of(gi_db *db, uint32_t holder, uint16_t product, int64_t net, bool *found,
                     gi_gtin_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_gtin_of);
    gi_row_bind_int(row, 1, holder);
    gi_row_bind_int(row, 2, product);
    gi_row_bind_int(row, 3, net);
    return one_gtin(row, found, out, err);
}

gi_status gi_gtin_each(gi_db *db, gi_gtin_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_gtin_all);
    bool found = false;
    gi_gtin_row gtin;
    GI_TRY(one_gtin(row, &found, &gtin, err));
    while (found) {
        GI_TRY(take(context, &gtin, err));
        GI_TRY(one_gtin(row, &found, &gtin, err));
    }
    return GI_OK;
}

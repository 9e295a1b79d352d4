/*
 * digital.c - versions of the texts of digital labels (digital.h). The table only grows.
 */
#include "core/store/digital.h"

static const char q_digital_insert[] =
    "INSERT INTO digital_label (act, holder, product, batch, version, ts, why, items) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char q_digital_each[] =
    "SELECT act, holder, product, batch, version, ts, why, items FROM digital_label "
    "WHERE holder = ?1 AND product = ?2 AND batch = ?3 AND version < ?4 ORDER BY version DESC";

const char *const gi_digital_statements[] = { q_digital_insert, q_digital_each, NULL };

gi_status gi_digital_insert(gi_db *db, const gi_digital_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_digital_insert);
    gi_row_bind_int(insert, 1, row->act);
    gi_row_bind_int(insert, 2, row->of.holder);
    gi_row_bind_int(insert, 3, row->of.product);
    gi_row_bind_text(insert, 4, row->of.batch);
    gi_row_bind_int(insert, 5, row->version);
    gi_row_bind_int(insert, 6, row->ts);
    gi_row_bind_text(insert, 7, row->why);
    gi_row_bind_text(insert, 8, row->items);
    return gi_row_run(insert, err);
}

static gi_status read_version(const gi_row *row, gi_digital_row *out, gi_error *err)
{
    out->act = gi_row_int(row, 0);
    out->of.holder = (uint32_t)gi_row_int(row, 1);
    out->of.product = (uint16_t)gi_row_int(row, 2);
    out->version = gi_row_int(row, 4);
    out->ts = gi_row_int(row, 5);
    GI_TRY(gi_row_text(row, 3, out->of.batch, sizeof out->of.batch, err));
    GI_TRY(gi_row_text(row, 6, out->why, sizeof out->why, err));
    return gi_row_text(row, 7, out->items, sizeof out->items, err);
}

gi_status gi_digital_each(gi_db *db, const gi_digital_series *of, int64_t below,
                          gi_digital_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_digital_each);
    gi_digital_row version;
    bool more = true;
    gi_row_bind_int(row, 1, of->holder);
    gi_row_bind_int(row, 2, of->product);
    gi_row_bind_text(row, 3, of->batch);
    gi_row_bind_int(row, 4, below);
    GI_TRY(gi_row_step(row, &more, err));
    while (more) {
        bool wanted = true;
        GI_TRY(read_version(row, &version, err));
        GI_TRY(take(context, &version, &wanted, err));
        GI_TRY(gi_row_step(row, &more, err));
        more = more && wanted;
    }
    return GI_OK;
}

typedef struct newest {
    bool found;
    gi_digital_row *out;
} newest;

static gi_status take_newest(void *context, const gi_digital_row *row, bool *more, gi_error *err)
{
    newest *one = context;
    (void)err;
    one->found = true;
    *one->out = *row;
    *more = false;
    return GI_OK;
}

gi_status gi_digital_newest(gi_db *db, const gi_digital_series *of, bool *found,
                            gi_digital_row *out, gi_error *err)
{
    newest one = { false, out };
    GI_TRY(gi_digital_each(db, of, GI_JSON_INT_MAX, take_newest, &one, err));
    *found = one.found;
    return GI_OK;
}

gi_status gi_digital_speaks(gi_db *db, const gi_digital_series *of, bool *found,
                            gi_digital_row *out, gi_error *err)
{
    gi_digital_series product = *of;
    product.batch[0] = '\0';
    bool own = false;
    GI_TRY(gi_digital_newest(db, of, &own, out, err));
    if (own) {
        *found = true;
        return GI_OK;
    }
    return gi_digital_newest(db, &product, found, out, err);
}

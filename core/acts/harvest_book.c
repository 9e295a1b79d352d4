/*
 * harvest_book.c - never more than the daily cap, the source's allotment and the holder's
 * allowance, whichever is met first (harvest_book.h). The last of them is the ledger's to refuse.
 */
#include "core/acts/harvest_book.h"

#include <string.h>

#include "core/acts/hold.h"
#include "core/store/lots.h"

gi_status gi_harvest_open(gi_act *act, int product, int season, gi_harvest_book *out, gi_error *err)
{
    out->act = act;
    out->sources = 0;
    out->days = 0;
    out->rows = 0;
    GI_TRY(gi_act_product(act, product, &out->product, err));
    if (out->product.direct) {
        return gi_fail(err, GI_WHY_NOT_IN_PRODUCT, "harvest", out->product.mnemonic, "direct");
    }
    return gi_act_season(act, &out->product, (int)act->value[season].number, &out->season, err);
}

/* ---- a source, asked once ---- */

static gi_status over_source(const gi_harvest_book *book, const char *field, int64_t id,
                             int64_t wanted, int64_t has, gi_error *err)
{
    gi_unit unit = book->product.unit;
    return gi_fail_field(err, field, GI_WHY_OVER_SOURCE, gi_quantity_text(wanted, unit).text,
                         gi_quantity_text(has, unit).text, gi_num(id).text);
}

static gi_status read_source(const gi_harvest_book *book, int64_t id, gi_harvest_source *out,
                             gi_error *err)
{
    gi_act *act = book->act;
    gi_holder_row holder;
    bool found = false;
    out->taken = 0;
    GI_TRY(gi_source_load(act->db, id, &out->row, err));
    if (book->sources == 0 || book->source[book->sources - 1].row.holder != out->row.holder) {
        GI_TRY(gi_act_holder(act, out->row.holder, &holder, err));
    }
    GI_TRY(gi_act_free_source(act, id, err));
    GI_TRY(gi_allotment_load(act->db, id, book->season.number / 16, &found, &out->allotment, err));
    if (!found || out->allotment.product != book->product.index ||
        out->allotment.season != book->season.number) {
        out->allotment = (gi_allotment_row){ .source = id };
    }
    return GI_OK;
}

/* The newest first: a sheet mostly stays with one source for a while. */
static gi_status find_source(gi_harvest_book *book, int64_t id, size_t *out, gi_error *err)
{
    for (size_t i = book->sources; i > 0; i--) {
        if (book->source[i - 1].row.id == id) {
            *out = i - 1;
            return GI_OK;
        }
    }
    GI_TRY(read_source(book, id, &book->source[book->sources], err));
    *out = book->sources++;
    return GI_OK;
}

static gi_status check_allotment(const gi_harvest_book *book, const gi_harvest_source *source,
                                 int64_t quantity, gi_error *err)
{
    int64_t used = source->allotment.used + source->taken;
    int64_t has = source->allotment.quantity;
    if (has == 0) {
        return over_source(book, "source", source->row.id, quantity, 0, err);
    }
    return quantity <= has - used
               ? GI_OK
               : over_source(book, "qty", source->row.id, used + quantity, has, err);
}

/* ---- a day of a source ---- */

static gi_status find_day(gi_harvest_book *book, size_t source, gi_day day, gi_harvest_day **out,
                          gi_error *err)
{
    for (size_t i = 0; i < book->days; i++) {
        if (book->day[i].source == source && book->day[i].day == day) {
            *out = &book->day[i];
            return GI_OK;
        }
    }
    gi_harvest_day *fresh = &book->day[book->days];
    *fresh = (gi_harvest_day){ .source = source, .day = day };
    GI_TRY(gi_picked_load(book->act->db, book->source[source].row.id, day, &fresh->before, err));
    book->days++;
    *out = fresh;
    return GI_OK;
}

static gi_status check_daily(const gi_harvest_book *book, const gi_harvest_day *day,
                             int64_t quantity, gi_error *err)
{
    int64_t cap = 0;
    int64_t before = day->before + day->taken;
    const gi_source_row *source = &book->source[day->source].row;
    gi_unit unit = book->product.unit;
    if (book->product.daily == 0 || strcmp(source->kind, "plot") != 0) {
        return GI_OK;
    }
    GI_TRY(gi_grant_quantity(source->capacity, book->product.daily, &cap, err));
    return quantity <= cap - before
               ? GI_OK
               : gi_fail_field(err, "qty", GI_WHY_OVER_DAILY,
                               gi_quantity_text(before + quantity, unit).text,
                               gi_quantity_text(cap, unit).text, gi_num(source->id).text);
}

/* ---- rows ---- */

gi_status gi_harvest_take(gi_harvest_book *book, const gi_value *source, const gi_value *day,
                          const gi_value *quantity, gi_error *err)
{
    gi_harvest_row row = { .day = (gi_day)day->number };
    gi_harvest_day *picked = NULL;
    if (book->rows == GI_HARVEST_ROWS) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "rows", gi_num(GI_HARVEST_ROWS).text);
    }
    GI_TRY(gi_value_quantity(quantity, "qty", &book->product, &row.quantity, err));
    GI_TRY(gi_act_season_day(book->act, row.day, &book->season, err));
    GI_TRY(find_source(book, source->number, &row.source, err));
    GI_TRY(check_allotment(book, &book->source[row.source], row.quantity, err));
    GI_TRY(find_day(book, row.source, row.day, &picked, err));
    GI_TRY(check_daily(book, picked, row.quantity, err));
    book->source[row.source].taken += row.quantity;
    picked->taken += row.quantity;
    book->row[book->rows++] = row;
    return GI_OK;
}

/* ---- writing ---- */

static gi_status write_sources(const gi_harvest_book *book, gi_error *err)
{
    gi_db *db = book->act->db;
    for (size_t i = 0; i < book->sources; i++) {
        const gi_harvest_source *source = &book->source[i];
        GI_TRY(gi_allotment_use(db, source->row.id, book->season.number / 16, source->taken, err));
    }
    for (size_t i = 0; i < book->days; i++) {
        const gi_harvest_day *day = &book->day[i];
        int64_t source = book->source[day->source].row.id;
        GI_TRY(gi_picked_add(db, source, day->day, day->before, day->taken, err));
    }
    return GI_OK;
}

static gi_status write_row(gi_harvest_book *book, const gi_harvest_row *row, int64_t lot,
                           gi_error *err)
{
    gi_act *act = book->act;
    const gi_source_row *source = &book->source[row->source].row;
    uint16_t product = book->product.index;
    int season = book->season.number;
    GI_TRY(gi_lot_insert_numbered(act->db,
                                  &(gi_lot_row){ .id = lot,
                                                 .holder = source->holder,
                                                 .product = product,
                                                 .season = season,
                                                 .material = "raw",
                                                 .day = row->day,
                                                 .first_day = row->day,
                                                 .source = source->id,
                                                 .quantity = row->quantity,
                                                 .act = act->index },
                                  err));
    return gi_journal_move(&act->journal, (gi_account){ source->holder, product, season, gi_allow },
                           (gi_account){ source->holder, product, season, gi_raw }, row->quantity,
                           err);
}

gi_status gi_harvest_write(gi_harvest_book *book, int64_t *first, gi_error *err)
{
    int64_t lot = 0;
    GI_TRY(write_sources(book, err));
    GI_TRY(gi_lot_numbers(book->act->db, (int64_t)book->rows, &lot, err));
    for (size_t i = 0; i < book->rows; i++) {
        GI_TRY(write_row(book, &book->row[i], lot + (int64_t)i, err));
    }
    gi_act_leaf_product(book->act, &book->product, book->season.number);
    *first = lot;
    return GI_OK;
}

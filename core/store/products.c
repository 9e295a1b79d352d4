/*
 * products.c - products with their rules, and seasons.
 *
 * The rules are kept as the canonical JSON that stands in the product's leaf: one text to
 * show, to sign and to read back (product_rules.c).
 */
#include <stdlib.h>
#include <string.h>

#include "core/store/products.h"
#include "gi/clock.h"

static const char q_product_insert[] =
    "INSERT INTO product (idx, mnemonic, rules, act) VALUES (?1, ?2, ?3, ?4)";
static const char q_product_change[] = "UPDATE product SET rules = ?3, act = ?4 "
                                       "WHERE idx = ?1 AND mnemonic = ?2";
static const char q_product_load[] = "SELECT idx, mnemonic, rules FROM product WHERE mnemonic = ?1";
static const char q_product_by_index[] = "SELECT idx, mnemonic, rules FROM product WHERE idx = ?1";
static const char q_product_each[] = "SELECT idx, mnemonic, rules FROM product ORDER BY idx";
static const char q_season_insert[] =
    "INSERT INTO season (product, season, first_day, last_day, label_until, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_season_change[] =
    "UPDATE season SET first_day = ?3, last_day = ?4, label_until = ?5, act = ?6 "
    "WHERE product = ?1 AND season = ?2";
static const char q_season_load[] =
    "SELECT first_day, last_day, label_until FROM season WHERE product = ?1 AND season = ?2";

const char *const gi_product_statements[] = {
    q_product_insert,   q_product_change, q_product_load,
    q_product_by_index, q_product_each,   q_season_insert,
    q_season_change,    q_season_load,    NULL,
};

static gi_status product_run(gi_db *db, const char *statement, const gi_product *product,
                             const char *rules, int64_t act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_int(row, 1, product->index);
    gi_row_bind_text(row, 2, product->mnemonic);
    gi_row_bind_text(row, 3, rules);
    gi_row_bind_int(row, 4, act);
    return gi_row_run(row, err);
}

gi_status gi_product_put(gi_db *db, const gi_product *product, int64_t act, gi_error *err)
{
    GI_AUTO_BUF rules = GI_BUF(65536);
    GI_AUTO(gi_json) json = gi_product_to_json(product);
    GI_TRY(gi_json_ok(json, err));
    gi_json_write(json, &rules);
    GI_TRY(gi_buf_status(&rules, "rules", err));
    GI_TRY(product_run(db, q_product_change, product, gi_buf_text(&rules), act, err));
    if (gi_db_changes(db) > 0) {
        return GI_OK;
    }
    return product_run(db, q_product_insert, product, gi_buf_text(&rules), act, err);
}

/* Rules that were read lately, by their text: another text is read anew, so nothing that changes
 * the row (an act, an undone one, another process) has to be told. */
#define MEMO_ROOM 4
#define MEMO_TEXT 2048

typedef struct memo {
    size_t next;
    struct {
        size_t size; /* of text; 0 = free */
        char text[MEMO_TEXT];
        gi_product product;
    } one[MEMO_ROOM];
} memo;

static const gi_product *remembered(const memo *all, gi_bytes text)
{
    for (size_t i = 0; all != NULL && i < MEMO_ROOM; i++) {
        if (all->one[i].size == text.size && memcmp(all->one[i].text, text.data, text.size) == 0) {
            return &all->one[i].product;
        }
    }
    return NULL;
}

static void remember(void **place, gi_bytes text, const gi_product *product)
{
    memo *all = *place != NULL ? *place : calloc(1, sizeof *all);
    *place = all;
    if (all == NULL || text.size > MEMO_TEXT) {
        return; /* it is read again then */
    }
    size_t at = all->next++ % MEMO_ROOM;
    all->one[at].size = text.size;
    memcpy(all->one[at].text, text.data, text.size);
    all->one[at].product = *product;
}

static gi_status read_rules(const gi_row *row, gi_product *out, gi_error *err)
{
    GI_AUTO(gi_json) rules = NULL;
    gi_bytes text = gi_row_bytes(row, 2);
    void **place = gi_row_memo(row);
    const gi_product *known = text.size > 0 ? remembered(*place, text) : NULL;
    if (known != NULL) {
        *out = *known;
        return GI_OK;
    }
    GI_TRY(gi_json_parse(text, 6, &rules, err));
    GI_TRY(gi_product_from_json(rules, out, err));
    remember(place, text, out);
    return GI_OK;
}

static gi_status read_product(const gi_row *row, gi_product *out, gi_error *err)
{
    gi_product product = { 0 };
    GI_TRY(read_rules(row, &product, err));
    product.index = (uint16_t)gi_row_int(row, 0);
    GI_TRY(gi_row_text(row, 1, product.mnemonic, sizeof product.mnemonic, err));
    *out = product;
    return GI_OK;
}

static gi_status one_product(gi_row *row, const char *asked, gi_product *out, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_product(row, out, err) : gi_fail(err, GI_WHY_NO_PRODUCT, asked);
}

gi_status gi_product_load(gi_db *db, const char *mnemonic, gi_product *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_product_load);
    gi_row_lend_text(row, 1, mnemonic);
    return one_product(row, mnemonic, out, err);
}

gi_status gi_product_by_index(gi_db *db, uint16_t index, gi_product *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_product_by_index);
    gi_row_bind_int(row, 1, index);
    return one_product(row, gi_num(index).text, out, err);
}

gi_status gi_product_each(gi_db *db, gi_product_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_product_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_product product;
        GI_TRY(read_product(row, &product, err));
        GI_TRY(take(context, &product, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

static gi_status season_run(gi_db *db, const char *statement, uint16_t product,
                            const gi_season *season, int64_t act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_int(row, 1, product);
    gi_row_bind_int(row, 2, season->number);
    gi_row_bind_int(row, 3, season->first);
    gi_row_bind_int(row, 4, season->last);
    gi_row_bind_int(row, 5, season->label_until);
    gi_row_bind_int(row, 6, act);
    return gi_row_run(row, err);
}

gi_status gi_season_put(gi_db *db, uint16_t product, const gi_season *season, int64_t act,
                        gi_error *err)
{
    GI_TRY(season_run(db, q_season_change, product, season, act, err));
    return gi_db_changes(db) > 0 ? GI_OK
                                 : season_run(db, q_season_insert, product, season, act, err);
}

gi_status gi_season_load(gi_db *db, const gi_product *product, int number, gi_season *out,
                         gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_season_load);
    bool found = false;
    gi_row_bind_int(row, 1, product->index);
    gi_row_bind_int(row, 2, number);
    GI_TRY(gi_row_step(row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_SEASON, product->mnemonic, gi_season_text(number).text);
    }
    *out = (gi_season){
        .number = number,
        .first = (gi_day)gi_row_int(row, 0),
        .last = (gi_day)gi_row_int(row, 1),
        .label_until = (gi_day)gi_row_int(row, 2),
    };
    return GI_OK;
}

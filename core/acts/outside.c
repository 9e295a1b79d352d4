/*
 * outside.c - legal raw material from elsewhere, registered by authority and bureau.
 *
 * outside -> holder.raw, as a lot that knows it is from outside. The amount and the digest of
 * the document are public, so that a stranger can add them to what was allowed. How much of it
 * may go into a made lot is the product's permille; without one there is no outside material.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/store/holders.h"
#include "core/store/lots.h"

enum { PRODUCT, SEASON, HOLDER, QUANTITY, DAY, DOCUMENT, SUPPLIER, NOTE };

const gi_field_rule gi_outside_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED, "主体", "holder", "001F" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, GI_REQUIRED | GI_PUBLIC, "数量", "quantity",
                   "12.5kg" },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED, "到货日", "day received", "2026-04-05" },
    [DOCUMENT] = { "doc", GI_FIELD_DIGEST, GI_REQUIRED | GI_PUBLIC, "证明文件摘要",
                   "SHA-256 of the document", "64 hex digits" },
    [SUPPLIER] = { "supplier", GI_FIELD_TEXT, 0, "供货方", "supplier", NULL },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status check_product(const gi_product *product, gi_error *err)
{
    if (product->direct) {
        return gi_fail(err, GI_WHY_NOT_IN_PRODUCT, "outside", product->mnemonic, "direct");
    }
    return product->outside > 0 ? GI_OK
                                : gi_fail(err, GI_WHY_NO_BASIS, product->mnemonic, "outside");
}

static gi_status set_leaf(gi_act *act, const gi_product *product, const gi_lot_row *lot,
                          gi_error *err)
{
    gi_digest document;
    GI_TRY(gi_hex_parse(act->value[DOCUMENT].text, document.bytes, sizeof document.bytes, err));
    gi_act_leaf_product(act, product, lot->season);
    gi_leaf_set_digest(act->leaf, "doc", &document);
    gi_json_set_int(act->leaf, "qty", lot->quantity);
    gi_json_set_int(act->answer, "lot", lot->id);
    return GI_OK;
}

gi_status gi_outside_perform(gi_act *act, gi_error *err)
{
    gi_product product;
    gi_season season;
    gi_holder_row holder;
    GI_TRY(gi_act_product(act, PRODUCT, &product, err));
    GI_TRY(check_product(&product, err));
    GI_TRY(gi_act_season(act, &product, (int)act->value[SEASON].number, &season, err));
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[HOLDER].number, &holder, err));
    gi_lot_row lot = { .holder = holder.id,
                       .product = product.index,
                       .season = season.number,
                       .material = "raw",
                       .day = (gi_day)act->value[DAY].number,
                       .first_day = (gi_day)act->value[DAY].number,
                       .act = act->index };
    GI_TRY(gi_act_season_day(act, lot.day, &season, err));
    GI_TRY(gi_act_quantity(act, QUANTITY, &product, &lot.quantity, err));
    lot.outside = lot.quantity;
    GI_TRY(gi_lot_insert(act->db, &lot, err));
    GI_TRY(set_leaf(act, &product, &lot, err));
    gi_account from = { 0, product.index, season.number, gi_outside };
    gi_account to = { holder.id, product.index, season.number, gi_raw };
    return gi_journal_move(&act->journal, from, to, lot.quantity, err);
}

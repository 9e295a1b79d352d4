/*
 * gtin.c - the number of a trade item: one producer's product in one net content.
 *
 * The producer says so; GS1 gave it the number. Labels of that item may then carry the GS1 form of
 * their URL (gi/gs1.h). A number belongs to one item for ever; an item may get a new number, and
 * what was printed with the old one stays good.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/store/holders.h"
#include "core/store/packages.h"
#include "gi/gs1.h"

enum { HOLDER, PRODUCT, NET, GTIN };

const gi_field_rule gi_gtin_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED | GI_PUBLIC, "生产者", "producer", "001F" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [NET] = { "net", GI_FIELD_QUANTITY, GI_REQUIRED | GI_PUBLIC, "净含量", "net content", "250g" },
    [GTIN] = { "gtin", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "商品条码（GTIN）",
               "GTIN of 8, 12, 13 or 14 digits", "6901234567892" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status check(gi_act *act, gi_gtin_row *row, gi_product *product, gi_error *err)
{
    gi_holder_row holder;
    gi_gtin_row there;
    uint16_t net = 0;
    bool found = false;
    GI_TRY(gi_act_producer(act, (uint32_t)act->value[HOLDER].number, &holder, err));
    GI_TRY(gi_act_product(act, PRODUCT, product, err));
    GI_TRY(gi_act_quantity(act, NET, product, &row->net, err));
    GI_TRY(gi_net_encode(row->net, &net, err));
    GI_TRY(gi_gtin_parse(act->value[GTIN].text, row->gtin, err));
    row->holder = holder.id;
    row->product = product->index;
    row->act = act->index;
    GI_TRY(gi_gtin_load(act->db, row->gtin, &found, &there, err));
    return found ? gi_fail_field(err, "gtin", GI_WHY_EXISTS, row->gtin) : GI_OK;
}

gi_status gi_gtin_perform(gi_act *act, gi_error *err)
{
    gi_gtin_row row = { 0 };
    gi_product product;
    GI_TRY(check(act, &row, &product, err));
    GI_TRY(gi_gtin_insert(act->db, &row, err));
    gi_act_leaf_org(act, row.holder);
    gi_json_set_text(act->leaf, "gi", product.mnemonic);
    gi_json_set_int(act->leaf, "net", row.net);
    gi_json_set_text(act->leaf, "gtin", row.gtin);
    gi_json_set_text(act->answer, "gtin", row.gtin);
    return GI_OK;
}

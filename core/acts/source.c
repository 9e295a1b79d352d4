/*
 * source.c - registers what caps a holder: a plot, vessel, flock or catch permit.
 *
 * The township must lie in the area of the product the source is registered for; it is
 * checked again at every grant, because areas and products change. A plot with a number has one
 * source, whatever the holder or product.
 */
#include "core/acts/acts.h"
#include "core/acts/parcel.h"
#include "core/store/holders.h"
#include "core/store/meta.h"

enum { HOLDER, PRODUCT, KIND, TOWNSHIP, CAPACITY, NAME, PLACE, PARCEL };

const gi_field_rule gi_source_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED, "主体", "holder", "001F" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [KIND] = { "kind", GI_FIELD_WORD, GI_REQUIRED, "类别", "kind", "plot|vessel|flock|permit" },
    [TOWNSHIP] = { "township", GI_FIELD_TOWNSHIP, GI_REQUIRED, "乡镇代码", "township",
                   "nine digits" },
    [CAPACITY] = { "capacity", GI_FIELD_CAPACITY, GI_REQUIRED, "面积或容量", "area or capacity",
                   "12.5mu, 8000m2 or a number" },
    [NAME] = { "name", GI_FIELD_TEXT, 0, "地块名", "name of the plot", NULL },
    [PLACE] = { "place", GI_FIELD_TEXT, 0, "位置", "location", NULL },
    [PARCEL] = { "parcel", GI_FIELD_TEXT, 0, "地块编码（不动产单元号或承包合同号，不公开）",
                 "number of the plot: cadastral unit or contract; never public",
                 "360483107201GB00012" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_source_perform(gi_act *act, gi_error *err)
{
    gi_product product;
    gi_holder_row holder;
    gi_source_row source = { .township = act->value[TOWNSHIP].number,
                             .capacity = act->value[CAPACITY].number,
                             .act = act->index };
    GI_TRY(gi_act_product(act, PRODUCT, &product, err));
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[HOLDER].number, &holder, err));
    GI_TRY(gi_act_text(act, KIND, source.kind, sizeof source.kind, err));
    if (!gi_act_is(act, KIND, product.source)) {
        return gi_fail_field(err, "kind", GI_WHY_SOURCE_KIND, product.mnemonic, source.kind);
    }
    if (!gi_product_covers(&product, source.township)) {
        return gi_fail_field(err, "township", GI_WHY_OUTSIDE_AREA, gi_num(source.township).text,
                             product.mnemonic);
    }
    source.holder = holder.id;
    GI_TRY(gi_counter_take(act->db, "source", &source.id, err));
    GI_TRY(gi_source_insert(act->db, &source, err));
    GI_TRY(gi_act_parcel(act, PARCEL, &source, err));
    gi_json_set_text(act->leaf, "gi", product.mnemonic);
    gi_json_set_int(act->answer, "source", source.id);
    return GI_OK;
}

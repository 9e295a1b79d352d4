/*
 * harvest.c - what was really picked: allowance becomes raw material, per source and day.
 *
 * The leaf tells product and season; source, day and amount are committed. Its rules are those of
 * harvest_book.c.
 */
#include "core/acts/acts.h"
#include "core/acts/harvest_book.h"

enum { SOURCE, PRODUCT, SEASON, DAY, QUANTITY, NOTE };

const gi_field_rule gi_harvest_fields[] = {
    [SOURCE] = { "source", GI_FIELD_INT, GI_REQUIRED, "来源号", "source", "a source number" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED, "采摘日", "day picked", "2026-04-05" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, GI_REQUIRED, "数量", "quantity", "12.5kg" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_harvest_perform(gi_act *act, gi_error *err)
{
    gi_harvest_book book;
    int64_t lot = 0;
    const gi_value *value = act->value;
    GI_TRY(gi_harvest_open(act, PRODUCT, SEASON, &book, err));
    GI_TRY(gi_harvest_take(&book, &value[SOURCE], &value[DAY], &value[QUANTITY], err));
    GI_TRY(gi_harvest_write(&book, &lot, err));
    gi_json_set_int(act->answer, "lot", lot);
    return GI_OK;
}

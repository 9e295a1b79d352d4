/*
 * recover_product.c - the fields of the act `product` from the rules in its leaf.
 *
 * Every rule has its field and every field its member: what is added to the act is added here,
 * or leaves with it are told as lost.
 */
#include <inttypes.h>

#include "core/acts/recover_fields.h"
#include "core/store/products.h"

static gi_status set(gi_draft *draft, const char *field, gi_buf *text, gi_error *err)
{
    GI_TRY(gi_buf_status(text, field, err));
    return text->size == 0 ? GI_OK : gi_draft_set(draft, field, gi_buf_view(text), err);
}

static gi_status set_quantity(gi_draft *draft, const char *field, int64_t quantity, gi_unit unit,
                              gi_error *err)
{
    return quantity == 0 ? GI_OK
                         : gi_draft_set(draft, field,
                                        gi_bytes_of(gi_quantity_text(quantity, unit).text), err);
}

static gi_status set_lists(gi_draft *draft, const gi_product *product, gi_error *err)
{
    GI_AUTO_BUF area = GI_BUF(4096);
    GI_AUTO_BUF nets = GI_BUF(4096);
    GI_AUTO_BUF grades = GI_BUF(4096);
    GI_AUTO_BUF ceilings = GI_BUF(4096);
    for (size_t i = 0; i < product->area_count; i++) {
        gi_buf_add_format(&area, "%s%" PRId64, i > 0 ? "," : "", product->area[i]);
    }
    for (size_t i = 0; i < product->net_count; i++) {
        gi_buf_add_format(&nets, "%s%s", i > 0 ? "," : "",
                          gi_quantity_text(product->net[i], product->unit).text);
    }
    for (size_t i = 0; i < product->grade_count; i++) {
        gi_buf_add_format(&grades, "%s%s=%s", i > 0 ? ";" : "", product->grade[i].zh,
                          product->grade[i].en);
    }
    for (size_t i = 0; i < product->ceiling_count; i++) {
        const gi_ceiling *ceiling = &product->ceiling[i];
        gi_buf_add_format(&ceilings, "%s%" PRId64 ":%s", i > 0 ? "," : "", ceiling->township,
                          gi_quantity_text(ceiling->quantity, product->unit).text);
    }
    GI_TRY(set(draft, "area", &area, err));
    GI_TRY(set(draft, "nets", &nets, err));
    GI_TRY(set(draft, "grades", &grades, err));
    return set(draft, "ceilings", &ceilings, err);
}

static gi_status set_numbers(gi_draft *draft, const gi_product *product, gi_error *err)
{
    GI_AUTO_BUF ratio = GI_BUF(64);
    GI_AUTO_BUF best = GI_BUF(16);
    bool in_days = product->best_before > 128;
    if (!product->direct) {
        gi_buf_add_format(&ratio, "%" PRId64 ":%" PRId64, product->ratio_raw, product->ratio_made);
    }
    if (product->best_before > 0) {
        int count = product->best_before & 0x7F;
        gi_buf_add_format(&best, "%d%c", in_days ? 5 * count : count, in_days ? 'd' : 'm');
    }
    GI_TRY(set_quantity(draft, "cap", product->cap, product->unit, err));
    GI_TRY(set_quantity(draft, "daily", product->daily, product->unit, err));
    GI_TRY(set(draft, "ratio", &ratio, err));
    return set(draft, "best_before", &best, err);
}

/* Members that are the field, letter for letter. */
static gi_status set_plain(gi_draft *draft, const gi_json *rules, gi_error *err)
{
    static const struct same {
        const char *field;
        const char *member;
        bool number;
    } all[] = {
        { "index", "index", true },
        { "zh", "zh", false },
        { "en", "en", false },
        { "unit", "unit", false },
        { "path", "path", false },
        { "source", "source", false },
        { "first", "first", false },
        { "last", "last", false },
        { "label_until", "until", false },
        { "spoilage", "spoilage", true },
        { "outside", "outside", true },
        { "raw_days", "raw_days", true },
        { "activate", "activate", false },
        { "pesticides", "pesticides", false },
        { "fresh", "fresh", false },
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        const gi_json *member = gi_json_get(rules, all[i].member);
        GI_TRY(all[i].number ? gi_field_int(draft, all[i].field, member, err)
                             : gi_field_text(draft, all[i].field, member, err));
    }
    return GI_OK;
}

gi_status gi_fields_of_product(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    const gi_json *rules = gi_json_get(leaf, "rules");
    gi_product product;
    (void)db;
    GI_TRY(gi_product_from_json(rules, &product, err));
    GI_TRY(gi_field_text(draft, "product", gi_json_get(leaf, "gi"), err));
    GI_TRY(gi_field_text(draft, "season", gi_json_get(leaf, "sea"), err));
    if (product.standard[0] != '\0') {
        GI_TRY(gi_draft_set(draft, "standard", gi_bytes_of(product.standard), err));
    }
    GI_TRY(set_plain(draft, rules, err));
    GI_TRY(set_numbers(draft, &product, err));
    return set_lists(draft, &product, err);
}

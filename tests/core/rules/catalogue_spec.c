/* The catalogue of Jiujiang: what is known, what is not, and who says so. */
#include "gi/catalogue.h"

#include <string.h>

#include "core/rules/tables.h"
#include "tests/support/spec.h"

static gi_product_entry product(const char *name)
{
    gi_error err = { 0 };
    gi_product_entry entry;
    EXPECT_OK(gi_catalogue_product(gi_bytes_of(name), &entry, &err));
    return entry;
}

SPEC(every_row_of_every_table_is_sound)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_catalogue_check(&err));
}

SPEC(a_product_is_found_by_its_mnemonic_and_by_its_whole_name)
{
    EXPECT_INT(product("LSYW").index, 1);
    EXPECT_TEXT(product("庐山云雾茶").mnemonic, "LSYW");
    EXPECT_TEXT(product("LSYW").standard, "GB/T 21003-2007");
}

SPEC(a_name_that_only_begins_alike_is_not_found)
{
    gi_error err = { 0 };
    gi_product_entry entry;
    EXPECT_WHY(gi_catalogue_product(gi_bytes_of("九江双蒸酒"), &entry, &err), GI_WHY_NO_CATALOGUE);
    EXPECT_WHY(gi_catalogue_product(gi_bytes_of("庐山云雾"), &entry, &err), GI_WHY_NO_CATALOGUE);
    EXPECT_WHY(gi_catalogue_product(gi_bytes_of(""), &entry, &err), GI_WHY_NO_CATALOGUE);
}

SPEC(the_indexes_of_the_products_have_no_gap)
{
    static const char *const mnemonics[] = {
        "LSYW", "NHHC", "HKDC", "RCSY", "LFSC", "XSQL", "GQBY", "DCDS", "JJFG",
        "GHCB", "XHYY", "DAHS", "PZJY", "XSHZ", "HKPX", "DCDM", "RCZM", "SJLU",
    };
    gi_error err = { 0 };
    gi_product_entry entry;
    int64_t count = (int64_t)(sizeof mnemonics / sizeof mnemonics[0]);
    for (int64_t index = 1; index <= count; index++) {
        EXPECT_OK(gi_catalogue_product_at(index, &entry, &err));
        EXPECT_TEXT(entry.mnemonic, mnemonics[index - 1]);
    }
    EXPECT_WHY(gi_catalogue_product_at(count + 1, &entry, &err), GI_WHY_NO_CATALOGUE);
}

SPEC(what_nobody_has_read_is_unknown)
{
    gi_product_entry entry = product("LSYW");
    EXPECT_INT(entry.cap_per_mu, GI_NOT_KNOWN);
    EXPECT_INT(entry.raw_ratio, GI_NOT_KNOWN);
    EXPECT_INT(entry.net_contents.count, 0);
    EXPECT(!entry.invented);
    EXPECT(strstr(product("共青城板鸭").status, "No GI status found") != NULL);
}

SPEC(a_fenggang_wine_is_measured_by_volume_and_has_no_raw_step)
{
    gi_product_entry entry = product("九江封缸酒");
    EXPECT_INT(entry.unit, GI_UNIT_VOLUME);
    EXPECT_INT(entry.basis, GI_BASIS_VESSEL);
    EXPECT_INT(entry.path, GI_PRODUCT_PATH_DIRECT);
}

SPEC(a_demo_value_fills_the_unknown_and_says_that_it_is_invented)
{
    gi_error err = { 0 };
    gi_product_entry entry = product("LSYW");

    EXPECT_OK(gi_catalogue_add_demo(&entry, &err));

    EXPECT(entry.invented);
    EXPECT_INT(entry.cap_per_mu, 160000000);
    EXPECT(entry.raw_ratio == 42 && entry.made_ratio == 10);
    EXPECT_INT(entry.net_contents.milli[0], 3000);
}

SPEC(a_demo_value_never_replaces_what_is_known)
{
    gi_error err = { 0 };
    gi_product_entry entry = product("LSYW");
    entry.cap_per_mu = 5;
    EXPECT_WHY(gi_catalogue_add_demo(&entry, &err), GI_WHY_CATALOGUE_VALUE);
    EXPECT_INT(entry.cap_per_mu, 5);
    EXPECT_INT(entry.raw_ratio, GI_NOT_KNOWN);
}

SPEC(every_product_takes_its_demo_values)
{
    gi_error err = { 0 };
    gi_product_entry entry;
    for (int64_t i = 1; gi_catalogue_product_at(i, &entry, &err) == GI_OK; i++) {
        EXPECT_OK(gi_catalogue_add_demo(&entry, &err));
    }
    EXPECT_INT(err.why, GI_WHY_NO_CATALOGUE);
}

static const char *demo_activation(const char *mnemonic, gi_product_entry *entry)
{
    gi_error err = { 0 };
    *entry = product(mnemonic);
    EXPECT_TEXT(entry->activate, ""); /* nobody has read of such a rule */
    EXPECT_OK(gi_catalogue_add_demo(entry, &err));
    return entry->activate;
}

SPEC(each_way_to_activate_labels_has_its_demo_product)
{
    gi_product_entry entry;
    EXPECT_TEXT(demo_activation("HKDC", &entry), "issue");
    EXPECT_TEXT(demo_activation("XHYY", &entry), "range");
    EXPECT_TEXT(demo_activation("JJFG", &entry), "carton");
    EXPECT_TEXT(demo_activation("LSYW", &entry), "");
}

SPEC(the_demo_cap_of_a_tea_stays_near_the_observed_yield)
{
    gi_error err = { 0 };
    gi_product_entry entry = product("LSYW");
    gi_yield_entry seen;
    EXPECT_OK(gi_catalogue_add_demo(&entry, &err));
    EXPECT_OK(gi_catalogue_yield(360400, &seen, &err));
    int64_t made_kg = entry.cap_per_mu * entry.made_ratio / entry.raw_ratio / 1000000;
    EXPECT(made_kg >= seen.kg_per_mu && made_kg <= 2 * seen.kg_per_mu);
}

SPEC(an_observed_yield_is_its_tonnes_over_its_gardens)
{
    gi_error err = { 0 };
    gi_yield_entry seen;
    bool more = true;
    GI_WALK walk = gi_walk_begin(&gi_yields_table);
    while (more) {
        EXPECT_OK(gi_walk_next(&walk, &seen, &more, &err));
        EXPECT_INT(seen.kg_per_mu, (seen.tonnes * 1000 + seen.mu / 2) / seen.mu);
    }
}

SPEC(the_demo_grades_of_a_tea_are_counted_from_one)
{
    gi_error err = { 0 };
    gi_demo_entry grade;
    EXPECT_OK(gi_catalogue_demo("LSYW", "grade", 1, &grade, &err));
    EXPECT_TEXT(grade.value, "特级");
    EXPECT_TEXT(grade.source, "invented for the demo");
    EXPECT_WHY(gi_catalogue_demo("LSYW", "grade", 5, &grade, &err), GI_WHY_NO_CATALOGUE);
}

SPEC(the_four_kinds_of_hukou_douchi_are_its_grades)
{
    gi_error err = { 0 };
    gi_grade_entry grade;
    EXPECT_OK(gi_catalogue_grade("HKDC", 4, &grade, &err));
    EXPECT_TEXT(grade.zh, "风味豆豉");
    EXPECT_WHY(gi_catalogue_grade("HKDC", 5, &grade, &err), GI_WHY_NO_CATALOGUE);
    EXPECT_WHY(gi_catalogue_grade("LSYW", 1, &grade, &err), GI_WHY_NO_CATALOGUE);
}

static gi_pesticide_entry pesticide(const char *name)
{
    gi_error err = { 0 };
    gi_pesticide_entry entry;
    EXPECT_OK(gi_catalogue_pesticide("tea", gi_bytes_of(name), &entry, &err));
    return entry;
}

SPEC(where_sources_differ_the_longer_interval_stands_with_its_note)
{
    EXPECT_INT(pesticide("吡虫啉").wait, 12);
    EXPECT_INT(pesticide("氯氟氰菊酯").wait, 7);
    EXPECT(strstr(pesticide("溴氰菊酯").note, "longer") != NULL);
}

SPEC(a_pesticide_is_found_by_its_english_name_in_any_case)
{
    EXPECT_TEXT(pesticide("Bifenthrin").zh, "联苯菊酯");
    EXPECT_INT(pesticide("FENVALERATE").status, GI_PESTICIDE_FORBIDDEN);
}

SPEC(an_ingredient_or_crop_that_nobody_listed_is_unknown)
{
    gi_error err = { 0 };
    gi_pesticide_entry entry;
    EXPECT_WHY(gi_catalogue_pesticide("tea", gi_bytes_of("毒死蜱"), &entry, &err),
               GI_WHY_NO_CATALOGUE);
    EXPECT_WHY(gi_catalogue_pesticide("yam", gi_bytes_of("联苯菊酯"), &entry, &err),
               GI_WHY_NO_CATALOGUE);
}

SPEC(what_is_forbidden_has_no_interval_and_what_is_allowed_has_one)
{
    gi_error err = { 0 };
    gi_pesticide_entry entry;
    bool more = true;
    GI_WALK walk = gi_walk_begin(&gi_pesticides_table);
    while (more) {
        EXPECT_OK(gi_walk_next(&walk, &entry, &more, &err));
        EXPECT((entry.status == GI_PESTICIDE_FORBIDDEN) == (entry.wait == GI_NOT_KNOWN));
    }
}

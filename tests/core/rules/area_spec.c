/* Townships and protected areas: a county is too coarse for Lushan Yunwu tea. */
#include <string.h>

#include "core/rules/tables.h"
#include "tests/support/spec.h"

static bool inside(const char *mnemonic, int64_t township)
{
    gi_error err = { 0 };
    bool answer = false;
    EXPECT_OK(gi_catalogue_in_area(mnemonic, township, &answer, &err));
    return answer;
}

static const int64_t lushan_yunwu[] = {
    360483107, 360402101, 360402200, 360402103, 360402002, 360402105, 360402100,
    360402102, 360483108, 360483401, 360483102, 360483101, 360404204,
};

SPEC(the_thirteen_township_units_of_lushan_yunwu_tea_lie_inside)
{
    for (size_t i = 0; i < sizeof lushan_yunwu / sizeof lushan_yunwu[0]; i++) {
        gi_error err = { 0 };
        gi_township_entry entry;
        EXPECT(inside("LSYW", lushan_yunwu[i]));
        EXPECT_OK(gi_catalogue_township(lushan_yunwu[i], &entry, &err));
        EXPECT(entry.township[0] != '\0');
    }
    gi_error err = { 0 };
    gi_area_entry area;
    EXPECT_OK(gi_catalogue_area_at("LSYW", 12, &area, &err));
    EXPECT_WHY(gi_catalogue_area_at("LSYW", 13, &area, &err), GI_WHY_NO_CATALOGUE);
}

SPEC(a_neighbour_in_the_same_county_lies_outside)
{
    EXPECT(!inside("LSYW", 360402104));
    EXPECT(!inside("LSYW", 360483100));
    EXPECT(!inside("LSYW", 360404201));
    EXPECT(!inside("LSYW", 360424101));
}

SPEC(all_of_xiushui_is_inside_for_ninghong_tea)
{
    EXPECT(inside("NHHC", 360424100));
    EXPECT(inside("NHHC", 360424999));
    EXPECT(!inside("NHHC", 360425100));
}

SPEC(an_area_known_by_name_only_is_no_basis_for_an_answer)
{
    gi_error err = { 0 };
    bool answer = true;
    EXPECT_WHY(gi_catalogue_in_area("LFSC", 360430100, &answer, &err), GI_WHY_NO_BASIS);
    EXPECT_WHY(gi_catalogue_in_area("GQBY", 360482100, &answer, &err), GI_WHY_NO_BASIS);
    EXPECT(answer);
}

SPEC(an_unknown_product_has_no_area)
{
    gi_error err = { 0 };
    bool answer = false;
    EXPECT_WHY(gi_catalogue_in_area("XXXX", 360430100, &answer, &err), GI_WHY_NO_CATALOGUE);
}

SPEC(jiujiang_has_thirteen_county_level_units)
{
    gi_error err = { 0 };
    gi_township_entry entry;
    int counties = 0;
    for (size_t i = 0; gi_catalogue_township_at(i, &entry, &err) == GI_OK; i++) {
        counties += entry.code < 1000000;
        EXPECT_INT(entry.code < 1000000, entry.township[0] == '\0');
        EXPECT(entry.code / 100 == 3604 || entry.code / 100000 == 3604);
    }
    EXPECT_INT(err.why, GI_WHY_NO_CATALOGUE);
    EXPECT_INT(counties, 13);
}

/* The units of each county, counted one by one in the source. */
static const int township_units[][2] = {
    { 360402, 12 }, { 360403, 9 },  { 360404, 17 }, { 360423, 21 }, { 360424, 36 },
    { 360425, 20 }, { 360426, 15 }, { 360428, 26 }, { 360429, 12 }, { 360430, 20 },
    { 360481, 21 }, { 360482, 6 },  { 360483, 12 },
};

static int units_of(int64_t county)
{
    gi_error err = { 0 };
    gi_township_entry entry;
    bool more = true;
    int units = 0;
    GI_WALK walk = gi_walk_begin(&gi_townships_table);
    while (more) {
        EXPECT_OK(gi_walk_next(&walk, &entry, &more, &err));
        units += more && entry.code / 1000 == county;
    }
    return units;
}

SPEC(jiujiang_has_two_hundred_and_twenty_seven_township_units)
{
    int all = 0;
    for (size_t i = 0; i < sizeof township_units / sizeof township_units[0]; i++) {
        EXPECT_INT(units_of(township_units[i][0]), township_units[i][1]);
        all += township_units[i][1];
    }
    EXPECT_INT(all, 227);
}

SPEC(the_townships_are_sorted_by_code_counties_first)
{
    gi_error err = { 0 };
    gi_township_entry entry;
    int64_t before = 0;
    bool more = true;
    GI_WALK walk = gi_walk_begin(&gi_townships_table);
    while (more) {
        EXPECT_OK(gi_walk_next(&walk, &entry, &more, &err));
        EXPECT(!more || entry.code > before);
        before = entry.code;
    }
}

SPEC(the_longest_name_of_a_unit_is_kept_whole)
{
    gi_error err = { 0 };
    gi_township_entry entry;
    EXPECT_OK(gi_catalogue_township(360428400, &entry, &err));
    EXPECT_TEXT(entry.township, "江西省对外经济技术合作蔡岭示范区");
    EXPECT_TEXT(entry.county, "都昌县");
}

SPEC(a_township_stands_under_its_county)
{
    gi_error err = { 0 };
    gi_township_entry entry;
    gi_township_entry county;
    for (size_t i = 0; gi_catalogue_township_at(i, &entry, &err) == GI_OK; i++) {
        if (entry.code >= 1000000) {
            EXPECT_OK(gi_catalogue_township(entry.code / 1000, &county, &err));
            EXPECT_TEXT(entry.county, county.county);
        }
    }
    EXPECT_INT(err.why, GI_WHY_NO_CATALOGUE);
}

SPEC(leifengshan_tea_has_codes_where_the_name_is_exactly_that_of_a_unit)
{
    gi_error err = { 0 };
    gi_area_entry area;
    EXPECT_OK(gi_catalogue_area_at("LFSC", 0, &area, &err));
    EXPECT_INT(area.code, 360430107);
    EXPECT_OK(gi_catalogue_area_at("LFSC", 1, &area, &err));
    EXPECT_INT(area.code, 360430202);
    EXPECT_OK(gi_catalogue_area_at("LFSC", 2, &area, &err));
    EXPECT_INT(area.code, GI_NOT_KNOWN);
}

SPEC(every_area_names_a_known_product_and_township)
{
    gi_error err = { 0 };
    gi_area_entry area;
    gi_product_entry product;
    gi_township_entry township;
    bool more = true;
    GI_WALK walk = gi_walk_begin(&gi_areas_table);
    while (more) {
        EXPECT_OK(gi_walk_next(&walk, &area, &more, &err));
        EXPECT_OK(gi_catalogue_product(gi_bytes_of(area.mnemonic), &product, &err));
        if (area.code != GI_NOT_KNOWN) {
            EXPECT_OK(gi_catalogue_township(area.code, &township, &err));
        }
    }
}

SPEC(an_unlisted_township_is_not_invented)
{
    gi_error err = { 0 };
    gi_township_entry entry;
    EXPECT_WHY(gi_catalogue_township(360430999, &entry, &err), GI_WHY_NO_CATALOGUE);
}

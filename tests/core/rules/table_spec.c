/* A table that contradicts itself answers with GI_CORRUPT, table, row, column and value. */
#include <stddef.h>
#include <string.h>

#include "core/rules/tables.h"
#include "tests/support/spec.h"

#define AREAS "mnemonic,code,zh,source,checked\n"

/* Walks a planted text with the columns of a real table to its end or first refusal. */
static gi_status walk_all(const gi_table *like, const char *text, gi_error *err)
{
    size_t size = strlen(text);
    gi_table planted = *like;
    planted.text = text;
    planted.size = &size;
    gi_any_entry entry;
    bool more = true;
    GI_WALK walk = gi_walk_check_begin(&planted);
    while (more) {
        GI_TRY(gi_walk_next(&walk, &entry, &more, err));
    }
    return GI_OK;
}

SPEC(a_good_table_is_read_to_its_end)
{
    gi_error err = { 0 };
    EXPECT_OK(walk_all(&gi_areas_table, AREAS "LSYW,360483107,x,s,2026-11\nLSYW,,y,s,2026-11-22\n",
                       &err));
}

SPEC(a_missing_column_is_refused_with_row_and_counts)
{
    gi_error err = { 0 };
    EXPECT_WHY(walk_all(&gi_areas_table, AREAS "LSYW,360483107,x,2026-11\n", &err),
               GI_WHY_CATALOGUE_SHAPE);
    EXPECT_TEXT(err.message, "row 2 of the catalogue table areas has 4 columns, it should have 5");
}

SPEC(an_empty_table_is_refused)
{
    gi_error err = { 0 };
    EXPECT_WHY(walk_all(&gi_areas_table, "", &err), GI_WHY_CATALOGUE_SHAPE);
}

SPEC(a_column_with_another_name_is_refused)
{
    gi_error err = { 0 };
    EXPECT_WHY(walk_all(&gi_areas_table, "mnemonic,code,zh,origin,checked\n", &err),
               GI_WHY_CATALOGUE_VALUE);
    EXPECT(strstr(err.message, "origin") != NULL);
}

SPEC(a_key_met_twice_is_refused_and_named)
{
    gi_error err = { 0 };
    EXPECT_WHY(walk_all(&gi_areas_table,
                        AREAS "LSYW,360483107,x,s,2026-11\nLSYW,360483108,x,s,2026-11\n", &err),
               GI_WHY_CATALOGUE_TWICE);
    EXPECT(strstr(err.message, "row 3 ") != NULL && strstr(err.message, "LSYW x") != NULL);
}

static bool is_y(const void *entry, void *wanted)
{
    (void)wanted;
    return strcmp(((const gi_area_entry *)entry)->zh, "y") == 0;
}

SPEC(a_find_stops_at_its_row_and_leaves_keys_to_the_check)
{
    static const char text[] = AREAS "LSYW,360483107,x,s,2026-11\nLSYW,360483108,x,s,2026-11\n"
                                     "LSYW,360483109,y,s,2026-11\nno row at all\n";
    size_t size = strlen(text);
    gi_error err = { 0 };
    gi_table planted = gi_areas_table;
    gi_area_entry entry = { .code = 0 };
    bool found = false;
    planted.text = text;
    planted.size = &size;
    EXPECT_OK(gi_table_find(&planted, is_y, NULL, &entry, &found, &err));
    EXPECT(found);
    EXPECT_INT(entry.code, 360483109);
}

SPEC(two_products_never_share_an_index_or_a_name)
{
    static const char header[] =
        "mnemonic,index,zh,en,status,standard,unit,basis,path,raw_ratio,made_ratio,cap_per_mu,"
        "cap_per_unit,daily_cap_per_mu,net_contents,best_before_months,needs_raw,"
        "spoilage_permille,outside_permille,raw_days,activate,pesticides,fresh,mark,source,"
        "checked\n"
        "LSYW,1,茶,tea,s,,mass,,,,,,,,,,,,,,,,,M,s,2026-11\n";
    static const char *const second[] = {
        "NHHC,1,酒,wine,s,,mass,,,,,,,,,,,,,,,,,M,s,2026-11\n",
        "NHHC,2,茶,wine,s,,mass,,,,,,,,,,,,,,,,,M,s,2026-11\n",
        "LSYW,2,酒,wine,s,,mass,,,,,,,,,,,,,,,,,M,s,2026-11\n",
    };
    for (size_t i = 0; i < sizeof second / sizeof second[0]; i++) {
        gi_error err = { 0 };
        char text[1024] = "";
        memcpy(text, header, sizeof header);
        memcpy(text + sizeof header - 1, second[i], strlen(second[i]) + 1);
        EXPECT_WHY(walk_all(&gi_products_table, text, &err), GI_WHY_CATALOGUE_TWICE);
    }
}

SPEC(a_value_outside_its_rule_is_refused)
{
    static const char *const wrong[] = {
        AREAS "lsyw,360483107,x,s,2026-11\n", AREAS "LSYI,360483107,x,s,2026-11\n",
        AREAS "LSYW,36048,x,s,2026-11\n",     AREAS "LSYW,360483107,,s,2026-11\n",
        AREAS "LSYW,360483107,x,,2026-11\n",  AREAS "LSYW,360483107,x,s,\n",
        AREAS "LSYW,360483107,x,s,2026\n",    AREAS "LSYW,360483107,\xff,s,2026-11\n",
        AREAS "LSYW,360483107,x,s,2026/11\n", AREAS "LSYW,03604831,x,s,2026-11\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        EXPECT_WHY(walk_all(&gi_areas_table, wrong[i], &err), GI_WHY_CATALOGUE_VALUE);
    }
}

SPEC(a_demo_value_says_that_it_is_invented)
{
    static const char header[] = "mnemonic,field,number,value,en,note,source,checked\n"
                                 "LSYW,cap_per_mu,,1,,,a real standard,2026-11\n";
    gi_error err = { 0 };
    EXPECT_WHY(walk_all(&gi_demo_table, header, &err), GI_WHY_CATALOGUE_VALUE);
}

SPEC(net_contents_ascend_between_single_blanks)
{
    const gi_column *column = NULL;
    for (size_t i = 0; i < gi_products_table.column_count; i++) {
        if (strcmp(gi_products_table.columns[i].name, "net_contents") == 0) {
            column = &gi_products_table.columns[i];
        }
    }
    gi_net_contents list;
    EXPECT(column != NULL && column->read(gi_bytes_of("50000 100000"), column, &list));
    EXPECT(list.count == 2 && list.milli[0] == 50000 && list.milli[1] == 100000);
    EXPECT(!column->read(gi_bytes_of("100000 50000"), column, &list));
    EXPECT(!column->read(gi_bytes_of("50000 50000"), column, &list));
    EXPECT(!column->read(gi_bytes_of("50000  100000"), column, &list));
    EXPECT(!column->read(gi_bytes_of("50000 "), column, &list));
    EXPECT(!column->read(gi_bytes_of("0"), column, &list));
}

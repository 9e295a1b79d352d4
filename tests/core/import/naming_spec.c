/* Rows name what rows above them made, and what is registered, as people do. */
#include <stdio.h>
#include <string.h>

#include "tests/core/import/report.h"

SPEC(rows_name_what_rows_above_made)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    GI_AUTO(gi_import)
    import = import_text(fixture, "mixed",
                         "记录,标记,类别,名称,卡号,主体,产品,产季,乡镇代码,面积(亩),日期,数量(公斤)"
                         ",来源,投入,成品批,等级\n"
                         "主体,,农户,张三,0777,,,,,,,,,,,\n"
                         "来源,,地块,东坡,,张三,LSYW,,360483107,5,,,,,,\n"
                         "来源,,地块,西坡,,0777,LSYW,,360483107,5,,,,,,\n"
                         "采摘,叶,,,,,LSYW,2026-1,,,2026-04-05,42,1,,,\n"
                         "加工,茶,,,,0001,LSYW,2026-1,,,2026-04-06,10,,@叶:42kg,,\n"
                         "批次,,,,,0001,,,,,,,,,@茶,特级\n");

    EXPECT_INT(gi_import_rows(import), 6);
    EXPECT_INT(gi_import_faults(import), 0);
}

SPEC(a_plot_is_found_by_its_name_among_those_of_the_holder)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    import_commit(fixture, "source",
                  "主体,产品,类别,乡镇代码,面积(亩),地块名\n"
                  "0001,LSYW,地块,360483107,5,东坡\n0001,LSYW,地块,360483107,5,西坡\n");
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
    GI_AUTO(gi_import)
    import = import_text(fixture, "harvest",
                         "主体,地块,产品,产季,日期,重量(kg)\n"
                         "0001,东坡,LSYW,2026-1,2026-04-05,3\n"
                         "0001,北坡,LSYW,2026-1,2026-04-05,3\n"
                         "0001,,LSYW,2026-1,2026-04-05,3\n");

    EXPECT_INT(gi_import_faults(import), 2);
    EXPECT(found(import, 3, "B", "import-unknown"));
    EXPECT(found(import, 4, "B", "import-many"));
}

SPEC(a_card_of_the_digits_of_a_holder_number_is_told_by_the_header)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    import_commit(fixture, "holder", "类别,名称,卡号\n农户,张三,0001\n");
    const char *row = ",LSYW,地块,360483107,5\n";
    char by_card[200];
    char by_either[200];
    (void)snprintf(by_card, sizeof by_card, "卡号,产品,类别,乡镇代码,面积(亩)\n0001%s", row);
    (void)snprintf(by_either, sizeof by_either, "主体,产品,类别,乡镇代码,面积(亩)\n0001%s", row);

    GI_AUTO(gi_import) clear = import_text(fixture, "source", by_card);
    GI_AUTO(gi_import) unclear = import_text(fixture, "source", by_either);

    EXPECT_INT(gi_import_faults(clear), 0);
    EXPECT(found(unclear, 2, "A", "import-many"));
}

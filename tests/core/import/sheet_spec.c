/* sheet_spec.c - the big dirty sheet, templates, and limits. */
#include <stdio.h>
#include <string.h>

#include "gi/quantity.h"
#include "tests/core/import/report.h"

#define ROWS 10000
#define FAULTS 50

/* What is planted in turn: a whole row, the column of its fault, the reason. */
static const struct planted {
    const char *row, *column, *reason;
} planted[] = {
    { "1,LSYW,2026-1,04/05/2026,10g", "D", "import-day" },
    { "1,LSYW,2026-1,2026-04-31,10g", "D", "bad-day" },
    { "1,LSYW,2026-1,2026-04-05,10", "E", "import-unit" },
    { "1,LSYW,2026-1,2026-04-05,十克", "E", "bad-quantity" },
    { "77,LSYW,2026-1,2026-04-05,10g", "A", "no-source" },
    { "1,LSYW,Jan-26,2026-04-05,10g", "C", "bad-field" },
    { "1,LSYW,2026-1,2026-06-01,10g", "D", "outside-season" },
    { "1,,2026-1,2026-04-05,10g", "B", "missing-field" },
    { "1,LSYW,2026-1,2026-04-05,99999吨", "E", "over-source" },
    { "1,LSYW,2026-1,2026-04-05,\xFFg", "E", "import-encoding" },
};

#define KINDS (sizeof planted / sizeof planted[0])

static int64_t row_of(size_t fault)
{
    return 7 + (int64_t)fault * (ROWS / FAULTS);
}

static void make_sheet(gi_buf *out)
{
    gi_buf_add_text(out, "来源号,产品,产季,采摘日期,鲜叶重量\n");
    size_t next = 0;
    for (int64_t row = 2; row <= ROWS + 1; row++) {
        bool bad = next < FAULTS && row == row_of(next);
        gi_buf_add_text(out, bad ? planted[next % KINDS].row : "1,LSYW,2026-1,2026-04-05,10g");
        gi_buf_add_text(out, "\n");
        next += bad;
    }
}

SPEC(fifty_faults_in_ten_thousand_rows_are_all_named_and_nothing_is_stored)
{
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    fixture_add_grant(fixture);
    gi_error err = { 0 };
    GI_AUTO_BUF sheet = GI_BUF(1 << 20);
    GI_AUTO(gi_import) import = NULL;
    make_sheet(&sheet);
    int64_t before = acts_of(fixture);

    EXPECT_OK(gi_import_read(gi_buf_view(&sheet), &(gi_import_options){ .kind = "harvest" },
                             &import, &err));
    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));

    EXPECT_INT(gi_import_rows(import), ROWS);
    EXPECT_INT(gi_import_faults(import), FAULTS);
    for (size_t i = 0; i < FAULTS; i++) {
        EXPECT(found(import, row_of(i), planted[i % KINDS].column, planted[i % KINDS].reason));
    }
    EXPECT(!gi_import_stored(import));
    EXPECT_INT(acts_of(fixture), before);
}

static void expect_only_examples(const char *kind, bool xlsx)
{
    gi_error err = { 0 };
    GI_AUTO_BUF file = GI_BUF(1 << 20);
    gi_import *import = NULL;
    EXPECT_OK(gi_import_template(kind, xlsx, &file, &err));
    EXPECT_WHY(
        gi_import_read(gi_buf_view(&file), &(gi_import_options){ .kind = kind }, &import, &err),
        GI_WHY_IMPORT_EMPTY);
    EXPECT(strstr(err.message, "only example rows") != NULL);
}

SPEC(a_template_that_comes_back_untouched_holds_only_examples)
{
    static const char *const kinds[] = { "holder", "source", "input", "harvest", "lot", "batch" };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        expect_only_examples(kinds[i], true);
        expect_only_examples(kinds[i], false);
    }
}

SPEC(the_examples_of_a_template_are_rows_that_can_be_read)
{
    gi_error err = { 0 };
    GI_AUTO_BUF file = GI_BUF(1 << 20);
    EXPECT_OK(gi_import_template("source", false, &file, &err));
    char text[4096];
    (void)snprintf(text, sizeof text, "%s", gi_buf_text(&file));
    for (char *mark = NULL; (mark = strstr(text, "示例（请删除）")) != NULL;) {
        memset(mark, ' ', strlen("示例（请删除）"));
    }

    GI_AUTO(gi_import) import = read_text("source", text);

    EXPECT_INT(gi_import_rows(import), 2);
    EXPECT_INT(gi_import_faults(import), 0);
}

SPEC(a_kind_that_nobody_knows_is_refused_with_those_that_are_known)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    EXPECT_WHY(
        gi_import_read(gi_bytes_of("a\n"), &(gi_import_options){ .kind = "cows" }, &import, &err),
        GI_WHY_IMPORT_KIND);
}

SPEC(a_sheet_that_is_not_there_is_refused_with_the_names_of_the_others)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    GI_AUTO_BUF file = GI_BUF(1 << 20);
    EXPECT_OK(gi_import_template("harvest", true, &file, &err));

    EXPECT_WHY(gi_import_read(gi_buf_view(&file),
                              &(gi_import_options){ .kind = "harvest", .sheet = "夏茶" }, &import,
                              &err),
               GI_WHY_IMPORT_SHEET);

    EXPECT(strstr(err.message, "采摘, 填写说明") != NULL);
}

SPEC(a_sheet_is_read_by_its_name)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    GI_AUTO_BUF file = GI_BUF(1 << 20);
    EXPECT_OK(gi_import_template("harvest", true, &file, &err));
    gi_import_options how = { .kind = "harvest", .sheet = "填写说明" };

    EXPECT_WHY(gi_import_read(gi_buf_view(&file), &how, &import, &err), GI_WHY_IMPORT_HEADER);
}

SPEC(the_last_row_of_a_limit_is_taken)
{
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = NULL;
    GI_AUTO_BUF sheet = GI_BUF(1 << 20);
    gi_buf_add_text(&sheet, "来源号,产品,产季,采摘日期,鲜叶重量(g)\n");
    for (int i = 2; i < GI_IMPORT_ROWS_MAX; i++) {
        gi_buf_add_text(&sheet, "合计\n");
    }
    gi_buf_add_text(&sheet, "1,LSYW,2026-1,2026-04-05,3\n");

    EXPECT_OK(gi_import_read(gi_buf_view(&sheet), &(gi_import_options){ .kind = "harvest" },
                             &import, &err));

    EXPECT_INT(gi_import_rows(import), 1);
}

SPEC(one_row_above_the_limit_is_refused)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    GI_AUTO_BUF sheet = GI_BUF(1 << 20);
    for (int i = 0; i <= GI_IMPORT_ROWS_MAX; i++) {
        gi_buf_add_text(&sheet, i == 0 ? "来源号,产品,产季,采摘日期,鲜叶重量(g)\n" : "合计\n");
    }

    EXPECT_WHY(gi_import_read(gi_buf_view(&sheet), &(gi_import_options){ .kind = "harvest" },
                              &import, &err),
               GI_WHY_OVER_LIMIT);
}

SPEC(values_given_for_all_rows_stand_in_for_missing_columns)
{
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = NULL;
    fixture_add_grant(fixture);
    gi_import_options how = {
        .kind = "harvest", .product = "LSYW", .season = "2026-1", .holder = "0001"
    };

    EXPECT_OK(gi_import_read(gi_bytes_of("日期,重量(kg)\n2026-04-05,3\n"), &how, &import, &err));
    EXPECT_OK(gi_import_run(import, fixture->registry, NULL, 0, GI_IMPORT_TRY, &err));

    EXPECT_INT(gi_import_faults(import), 0);
}

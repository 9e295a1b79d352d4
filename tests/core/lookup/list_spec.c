/* Lists of what a registry holds. */
#include <time.h>

#include "gi/report.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

static void put_product(gi_fixture *fixture, const char *mnemonic, const char *index)
{
    fixture_act(fixture, "product", "product", mnemonic, "index", index, "zh", mnemonic, "en",
                mnemonic, "unit", "mass", "path", "direct", "source", "plot", "cap", "60kg", "area",
                "360423", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2027-12-31", NULL);
}

/* Processor time of a list, asked ten times. */
static clock_t time_of(gi_fixture *fixture, const char *what, gi_report_page page)
{
    gi_error err = { 0 };
    clock_t start = clock();
    for (int i = 0; i < 10; i++) {
        GI_AUTO(gi_json) rows = NULL;
        EXPECT_OK(gi_report_list(fixture->registry, what, page, &rows, &err));
    }
    return clock() - start;
}

SPEC(products_are_listed_by_index_and_by_page)
{
    gi_error err = { 0 };
    int64_t index = 0;
    GI_AUTO(gi_json) rows = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    put_product(fixture, "ZZZZ", "65535");
    put_product(fixture, "LSYW", "1");
    put_product(fixture, "NHHC", "7");
    EXPECT_OK(gi_report_list(fixture->registry, "products", (gi_report_page){ 1, 1 }, &rows, &err));
    EXPECT_INT(gi_json_count(rows), 1);
    EXPECT(gi_json_as_int(gi_json_get(gi_json_at(rows, 0), "index"), &index));
    EXPECT_INT(index, 7);
}

/* Probing every possible index takes some thousand times as long as reading three rows. */
SPEC(a_list_of_products_reads_its_rows_only)
{
    const gi_report_page page = { 0, GI_REPORT_ROWS };
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    put_product(fixture, "ZZZZ", "65535");
    EXPECT(time_of(fixture, "products", page) < 50 * time_of(fixture, "keys", page) + 1000);
}

/* What a batch says of its origin, whatever the townships are called. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "tests/support/spec.h"

/* "1<end>,2<end>,3<end>" for lists of sources and lots; n <= 9. */
static void number_list(char out[64], int count, const char *end)
{
    out[0] = '\0';
    for (int i = 1; i <= count; i++) {
        size_t size = strlen(out);
        (void)snprintf(out + size, 64 - size, "%s%d%s", i > 1 ? "," : "", i, end);
    }
}

static void pick_in(gi_fixture *fixture, const char *source)
{
    fixture_act(fixture, "harvest", "source", source, "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "4.2kg", NULL);
}

/* The origin of a batch made of equal parts of leaf from each of these townships. */
static void expect_origin(const char *const *townships, int count, const char *wanted)
{
    char sources[64];
    char inputs[64];
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "示例茶", "en",
                "Sample tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360423,360425,360428", "season", "2026-1", "first",
                "2026-03-15", "last", "2026-05-31", "label_until", "2027-12-31", NULL);
    fixture_act(fixture, "holder", "kind", "producer", "name", "九江示例茶业有限公司", "uscc",
                "91360424MA0TE5T16U", NULL);
    for (int i = 0; i < count; i++) {
        fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot",
                    "township", townships[i], "capacity", "5mu", NULL);
    }
    number_list(sources, count, "");
    number_list(inputs, count, ":4.2kg");
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", sources, NULL);
    for (int i = 1; i <= count; i++) {
        pick_in(fixture, gi_num(i).text);
    }
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                inputs, "qty", "1kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot",
                gi_num(fixture_answer_int(fixture, "lot")).text, NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    gi_verdict verdict = ask(fixture, fixture->batch);
    EXPECT_TEXT(verdict.batch.origin_zh, wanted);
}

SPEC(three_places_are_named_in_full)
{
    static const char *const townships[] = { "360423500", "360425100", "360428500" };
    expect_origin(townships, 3, "武宁县万福经济技术开发区管委会、永修县涂埠镇、都昌县良种场");
}

SPEC(a_fourth_place_is_among_others)
{
    static const char *const townships[] = { "360425100", "360425101", "360425102", "360425103" };
    expect_origin(townships, 4, "永修县涂埠镇、永修县吴城镇、永修县三溪桥镇等");
}

SPEC(places_that_do_not_fit_are_among_others)
{
    static const char *const townships[] = { "360423500", "360425404", "360428400" };
    expect_origin(townships, 3,
                  "武宁县万福经济技术开发区管委会、永修县江西永修云山经济技术开发区等");
}

SPEC(a_county_in_the_name_of_its_township_is_said_once)
{
    static const char *const townships[] = { "360425001" };
    expect_origin(townships, 1, "永修县丰安街道");
}

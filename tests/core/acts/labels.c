/* labels.c - see labels.h. */
#include "tests/core/acts/labels.h"

#include <stdio.h>

#include "gi/unit_number.h"

gi_fixture *issued_labels(const char *activate, int count)
{
    gi_fixture *fixture = picked();
    char text[8];
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107", "grades", "特级=Superfine", "nets",
                "50g,250g", "spoilage", "100", "activate", activate, "season", "2026-1", "first",
                "2026-03-15", "last", "2026-05-31", "label_until", "2026-07-31", NULL);
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:42kg", "qty", "10kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot", "2", "grade", "特级", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    (void)snprintf(text, sizeof text, "%d", count);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", text, "net", "50g", "packed",
                "2026-04-20", NULL);
    return fixture;
}

range_text units(uint32_t first, uint32_t last)
{
    range_text out;
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(out.text, sizeof out.text, "%s..%s", from, to);
    return out;
}

gi_verdict verdict_of(const gi_fixture *fixture, uint32_t serial)
{
    gi_error err = { 0 };
    gi_verdict verdict = { 0 };
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, serial }, number);
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(number), &verdict, &err));
    return verdict;
}

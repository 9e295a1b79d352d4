/* The gate at the source: what was sprayed holds back what was picked too soon. */
#include <string.h>

#include "gi/lookup.h"
#include "gi/report.h"
#include "tests/core/acts/spray.h"

#define MAKE(holder, inputs)                                                                  \
    "make", "holder", holder, "product", "LSYW", "season", "2026-1", "inputs", inputs, "qty", \
        "10kg", "day", "2026-04-06"
#define BATCH(lot) "batch", "holder", "0001", "lot", lot, "grade", "一级"

/* garden(), and 10 kg made of the 42 kg picked on 2026-04-05 from source 1 (lot 3). */
static gi_fixture *dried(void)
{
    gi_fixture *fixture = garden();
    fixture_act(fixture, MAKE("0001", "1:42kg"), NULL);
    return fixture;
}

SPEC(a_picking_inside_the_interval_holds_every_batch_of_it_back)
{
    GI_AUTO(gi_fixture) fixture = dried();
    gi_error err = { 0 };
    fixture_act(fixture, SPRAY("2026-03-30", "联苯菊酯"), NULL);
    EXPECT_WHY(fixture_try(fixture, &err, BATCH("3"), NULL), GI_WHY_PRE_HARVEST);
    EXPECT(strstr(err.message, "source 1") != NULL && strstr(err.message, "2026-03-30") != NULL);
    EXPECT(strstr(err.message, "2026-04-06") != NULL && strstr(err.zh, "2026-04-06") != NULL);
}

SPEC(a_picking_on_the_first_allowed_day_passes)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, SPRAY("2026-03-29", "联苯菊酯"), NULL);
    fixture_act(fixture, BATCH("3"), NULL);
}

SPEC(a_spray_that_is_recorded_later_stops_the_labels)
{
    GI_AUTO(gi_fixture) fixture = dried();
    char batch[GI_BATCH_ID_TEXT];
    fixture_act(fixture, BATCH("3"), NULL);
    fixture_answer_text(fixture, "batch", batch, sizeof batch);
    fixture_act(fixture, SPRAY("2026-03-30", "联苯菊酯"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_PRE_HARVEST, "issue", "batch", batch, "count", "1", "net", "50g",
                   "packed", "2026-04-08");
}

SPEC(a_spray_after_the_picking_concerns_the_next_one)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, SPRAY("2026-04-06", "联苯菊酯"), NULL);
    fixture_act(fixture, BATCH("3"), NULL);
}

SPEC(the_registered_label_wins_over_the_table)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, SPRAY("2026-03-30", "联苯菊酯"), "interval", "6", "registration",
                "PD20080001", NULL);
    fixture_act(fixture, BATCH("3"), "qty", "1kg", NULL);
    fixture_act(fixture, SPRAY("2026-03-01", "联苯菊酯"), "interval", "40", "registration",
                "PD20080001", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_PRE_HARVEST, BATCH("3"));
}

SPEC(an_unknown_pesticide_blocks_until_its_label_is_recorded)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, SPRAY("2026-01-10", "某新药"), NULL);
    gi_num_text ref = gi_num(fixture->receipt.index);
    EXPECT(strstr(fixture->receipt.answer, "unknown-pesticide") != NULL);
    EXPECT_REFUSED(fixture, GI_WHY_UNKNOWN_PESTICIDE, BATCH("3"));
    fixture_act(fixture, SPRAY("2026-01-10", "某新药"), "interval", "14", "registration",
                "PD20250001", "ref", ref.text, NULL);
    fixture_act(fixture, BATCH("3"), NULL);
}

SPEC(a_forbidden_pesticide_blocks_whatever_its_label_says)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, SPRAY("2025-12-01", "联苯菊酯,氰戊菊酯"), "interval", "7", "registration",
                "PD20080001", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FORBIDDEN_PESTICIDE, BATCH("3"));
}

SPEC(a_ban_holds_from_its_day_on)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, SPRAY("2026-03-01", "氧乐果"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_UNKNOWN_PESTICIDE, BATCH("3"));
    fixture_act(fixture, SPRAY("2026-06-01", "氧乐果"), NULL);
    EXPECT(strstr(fixture->receipt.answer, "forbidden-pesticide") != NULL);
}

SPEC(of_two_ingredients_the_longer_interval_counts)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, SPRAY("2026-03-25", "吡虫啉,联苯菊酯"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_PRE_HARVEST, BATCH("3"));
}

SPEC(the_gate_sees_through_sale_split_and_merge)
{
    GI_AUTO(gi_fixture) fixture = garden();
    fixture_act(fixture, SPRAY("2026-04-01", "联苯菊酯"), NULL);
    fixture_act(fixture, "split", "lot", "1", "parts", "1kg", NULL);
    fixture_act(fixture, "transfer", "from", "0001", "to", "0002", "lots", "3:1kg", "day",
                "2026-04-06", NULL);
    fixture_act(fixture, "transfer", "from", "0003", "to", "0002", "lots", "2:42kg", "day",
                "2026-04-06", "card", CARD_NUMBER, "pin", "4711", NULL);
    fixture_act(fixture, "merge", "holder", "0002", "lots", "4:1kg,5:42kg", NULL);
    fixture_act(fixture, MAKE("0002", "6:43kg"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_PRE_HARVEST, "batch", "holder", "0002", "lot", "7", "grade",
                   "一级");
}

SPEC(a_product_without_a_table_is_not_asked)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SPRAY("2026-04-01", "某新药"), NULL);
    fixture_act(fixture, MAKE("0001", "1:42kg"), NULL);
    fixture_act(fixture, BATCH("3"), NULL);
}

static void expect_said(gi_fixture *fixture, const char *zh, const char *en)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(fixture->batch), &verdict, &err));
    EXPECT_TEXT(verdict.batch.sprays_zh, zh);
    EXPECT_TEXT(verdict.batch.sprays_en, en);
}

SPEC(no_record_is_said_and_never_passed)
{
    GI_AUTO(gi_fixture) fixture = dried();
    fixture_act(fixture, BATCH("3"), NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    expect_said(fixture, "无记录", "no record");
    fixture_act(fixture, SPRAY("2026-03-01", "联苯菊酯"), NULL);
    fixture_act(fixture, SPRAY("2026-03-10", "苦参碱"), NULL);
    expect_said(fixture, "有记录 2 次，均已过安全间隔期", "2 records, all past their interval");
    fixture_act(fixture, SPRAY("2026-04-01", "联苯菊酯"), NULL);
    expect_said(fixture, "有记录 3 次，有的未过安全间隔期或不明",
                "3 records, not all past their interval or known");
}

SPEC(a_batch_report_says_what_was_sprayed)
{
    GI_AUTO(gi_fixture) fixture = dried();
    gi_error err = { 0 };
    GI_AUTO(gi_json) report = NULL;
    gi_bytes text = { 0 };
    fixture_act(fixture, BATCH("3"), NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &report, &err));
    EXPECT(gi_json_as_text(gi_json_get(report, "pesticides"), &text));
    EXPECT(gi_bytes_equal(text, gi_bytes_of("无记录 / no record")));
}

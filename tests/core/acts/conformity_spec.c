/* Fresh produce is labelled under a certificate of conformity that holds; leaf is sold without. */
#include <stdio.h>
#include <string.h>

#include "core/acts/purge_keep.h"
#include "core/store/registry.h"
#include "gi/conformity.h"
#include "gi/report.h"
#include "tests/core/acts/market.h"

#define LABEL(lot_number) "batch", "holder", "0001", "lot", lot_number

/* What the facts say of the fixture's batch begins like this. */
static void expect_words(gi_fixture *fixture, const char *zh)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) report = NULL;
    gi_bytes text = { 0 };
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &report, &err));
    EXPECT(gi_json_as_text(gi_json_get(report, "conformity"), &text));
    EXPECT(text.size >= strlen(zh) && memcmp(text.data, zh, strlen(zh)) == 0);
}

static void release(gi_fixture *fixture, const char *lot)
{
    fixture_act(fixture, LABEL(lot), NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
}

SPEC(a_household_sells_leaf_without_a_certificate)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SELL("0001", "2:42kg"), "pin", "4711", NULL);
    EXPECT(lots_are_accounts(fixture));
}

SPEC(a_household_may_issue_one_for_its_leaf)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "conformity", "holder", "0003", "lot", "2", "qty", "40kg", "basis",
                "control", "place", "牯岭镇", "contact", "13800000000", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "conformity"), fixture->receipt.index);
    EXPECT_INT(fixture_answer_int(fixture, "qty"), 40000000);
}

SPEC(a_sale_notes_the_certificate_that_holds_for_the_leaf_and_needs_none)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SELL("0001", "2:10kg"), "pin", "4711", NULL);
    EXPECT(strstr(fixture->receipt.answer, "conformities") == NULL);
    fixture_act(fixture, "conformity", "holder", "0003", "lot", "2", "qty", "30kg", "basis",
                "control", "place", "牯岭镇", "contact", "13800000000", NULL);
    gi_num_text paper = gi_num(fixture->receipt.index);
    char wanted[64];
    (void)snprintf(wanted, sizeof wanted, "\"conformities\":[%s]", paper.text);
    fixture_act(fixture, SELL("0001", "2:10kg"), "pin", "4711", NULL);
    EXPECT(strstr(fixture->receipt.answer, wanted) != NULL);
}

SPEC(the_leaf_of_a_certificate_names_a_firm_but_never_a_household)
{
    gi_error err = { 0 };
    GI_AUTO_BUF leaf = GI_BUF(4096);
    GI_AUTO_BUF firm = GI_BUF(4096);
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "conformity", "holder", "0003", "lot", "2", "basis", "control", "place",
                "牯岭镇", "contact", "13800000000", NULL);
    EXPECT_OK(gi_report_leaf(fixture->registry, fixture->receipt.index, &leaf, &err));
    EXPECT(strstr(gi_buf_text(&leaf), "\"gi\":\"LSYW\"") != NULL);
    EXPECT(strstr(gi_buf_text(&leaf), "\"cmt\"") != NULL);
    EXPECT(strstr(gi_buf_text(&leaf), "0003") == NULL);
    EXPECT(strstr(gi_buf_text(&leaf), "138") == NULL && strstr(gi_buf_text(&leaf), "牯岭") == NULL);
    fixture_act(fixture, CERTIFY("1"), NULL);
    EXPECT_OK(gi_report_leaf(fixture->registry, fixture->receipt.index, &firm, &err));
    EXPECT(strstr(gi_buf_text(&firm), "\"org\":\"0001\"") != NULL);
    EXPECT(strstr(gi_buf_text(&firm), "1234567") == NULL);
}

SPEC(a_firm_labels_fresh_produce_only_with_a_certificate)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_WANTED, LABEL("1"));
    fixture_act(fixture, CERTIFY("1"), NULL);
    release(fixture, "1");
    EXPECT(books_balance(fixture));
}

SPEC(made_tea_wants_no_certificate_and_takes_none)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107,360402", "grades", "特级=Superfine;一级=First",
                "fresh", "no", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2026-07-31", NULL);
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:42kg", "qty", "10kg", "day", "2026-04-06", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_FRESH, CERTIFY("2"));
    fixture_act(fixture, LABEL("2"), "grade", "一级", NULL);
}

SPEC(a_certificate_covers_no_more_than_it_says)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), "qty", "500kg", NULL);
    fixture_act(fixture, LABEL("1"), "qty", "300kg", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_SHORT, LABEL("1"), "qty", "201kg");
    fixture_act(fixture, LABEL("1"), "qty", "200kg", NULL);
}

SPEC(a_certificate_is_refused_past_the_lot_for_others_and_out_of_time)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, CERTIFY("1"), "qty", "901kg");
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, CERTIFY("1"), "day", "2026-06-02");
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, CERTIFY("1"), "day", "2026-04-30");
    EXPECT_REFUSED(fixture, GI_WHY_NO_LOT, CERTIFY("9"));
    EXPECT_REFUSED(fixture, GI_WHY_NO_CONFORMITY, CERTIFY("1"), "ref", "0");
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "conformity", "holder", "0001", "basis", "control",
                   "place", "瑞昌市", "contact", "1");
}

SPEC(a_certificate_of_somebody_elses_lot_is_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_NOT_OWNER, CERTIFY("2"));
}

SPEC(parts_of_a_lot_keep_its_certificate_and_so_do_they_together_again)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), NULL);
    fixture_act(fixture, "split", "lot", "1", "parts", "400kg,500kg", NULL);
    fixture_act(fixture, "merge", "holder", "0001", "lots", "2:100kg,3:100kg", NULL);
    release(fixture, "2");
    release(fixture, "4");
    expect_words(fixture, "第 ");
}

/* Lots 1 and 2 with a certificate each, merged into lot 3; the number of the first. */
static gi_num_text mixed(gi_fixture *fixture)
{
    fixture_act(fixture, CERTIFY("1"), NULL);
    gi_num_text first = gi_num(fixture->receipt.index);
    fixture_act(fixture, "make", "holder", "0001", "product", "RCSY", "season", "2026-1", "source",
                "2", "qty", "300kg", "day", "2026-05-02", NULL);
    fixture_act(fixture, CERTIFY("2"), NULL);
    fixture_act(fixture, "merge", "holder", "0001", "lots", "1:900kg,2:300kg", NULL);
    return first;
}

SPEC(mixing_asks_for_a_new_certificate_that_may_name_the_old)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    gi_num_text first = mixed(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_MIXED, LABEL("3"));
    fixture_act(fixture, CERTIFY("3"), "ref", first.text, NULL);
    release(fixture, "3");
    expect_words(fixture, "第 ");
}

SPEC(material_without_a_certificate_spoils_the_one_it_is_mixed_with)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, "split", "lot", "1", "parts", "400kg,500kg", NULL);
    fixture_act(fixture, CERTIFY("2"), NULL);
    fixture_act(fixture, "merge", "holder", "0001", "lots", "2:400kg,3:500kg", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_MIXED, LABEL("4"));
}

SPEC(a_certificate_never_reaches_back_to_parts_that_left_before)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, "split", "lot", "1", "parts", "100kg", NULL);
    fixture_act(fixture, CERTIFY("1"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_WANTED, LABEL("2"));
}

SPEC(a_certificate_names_only_an_old_one_of_what_went_in)
{
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), NULL);
    gi_num_text first = gi_num(fixture->receipt.index);
    fixture_act(fixture, "make", "holder", "0001", "product", "RCSY", "season", "2026-1", "source",
                "2", "qty", "300kg", "day", "2026-05-02", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_REF, CERTIFY("2"), "ref", first.text);
}

/* keep_until of the one act that is asked for. */
static gi_status take_kept(void *context, const gi_kept_act *kept, gi_error *err)
{
    gi_kept_act *wanted = context;
    (void)err;
    wanted->until = kept->act == wanted->act ? kept->until : wanted->until;
    return GI_OK;
}

SPEC(a_certificate_is_kept_six_months)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), "day", "2026-05-31", NULL);
    gi_kept_act kept = { .act = fixture->receipt.index };
    EXPECT_OK(gi_keep_ended(fixture->registry->db, 40000, take_kept, &kept, &err));
    EXPECT_TEXT(gi_day_text(kept.until).text, "2026-11-30");
}

SPEC(a_certificate_for_printing_tells_the_six_facts)
{
    gi_error err = { 0 };
    gi_conformity paper;
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), "day", "2026-05-31", NULL);
    int64_t number = fixture->receipt.index;
    release(fixture, "1");
    EXPECT_OK(gi_conformity_find(fixture->registry, number, &paper, &err));
    EXPECT_TEXT(paper.product_zh, "瑞昌山药");
    EXPECT_INT(paper.quantity, 900000000);
    EXPECT_TEXT(paper.place, "瑞昌市");
    EXPECT_TEXT(gi_day_text(paper.day).text, "2026-05-31");
    EXPECT_TEXT(paper.who, "示例茶业有限公司");
    EXPECT_TEXT(paper.contact, "0792-1234567");
    EXPECT_TEXT(paper.batch, fixture->batch);
}

SPEC(a_report_of_a_certificate_keeps_persons_to_itself_unless_asked)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) open = NULL;
    GI_AUTO(gi_json) whole = NULL;
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), NULL);
    int64_t number = fixture->receipt.index;
    EXPECT_OK(gi_report_conformity(fixture->registry, number, false, &open, &err));
    EXPECT_OK(gi_report_conformity(fixture->registry, number, true, &whole, &err));
    EXPECT(gi_json_get(open, "contact") == NULL && gi_json_get(open, "who") == NULL);
    EXPECT(gi_json_get(whole, "contact") != NULL && gi_json_get(whole, "place") != NULL);
    EXPECT_WHY(gi_report_conformity(fixture->registry, number - 1, false, &open, &err),
               GI_WHY_NO_CONFORMITY);
}

/* Packed anew: the old label is dead, the certificate too, and a passport says so. */
#include <string.h>

#include "core/store/registry.h"
#include "gi/passport.h"
#include "gi/report.h"
#include "gi/unit_number.h"
#include "tests/core/acts/labels.h"
#include "tests/core/acts/market.h"

#define RELEASE(lot_number) "batch", "holder", "0001", "lot", lot_number
#define FIVE(fixture) \
    "issue", "batch", (fixture)->batch, "count", "5", "net", "500g", "packed", "2026-05-20"
#define CERTIFY_BATCH(fixture)                                                               \
    "conformity", "holder", "0001", "batch", (fixture)->batch, "basis", "commissioned-test", \
        "place", "瑞昌市", "contact", "1"

static void release(gi_fixture *fixture, const char *lot)
{
    fixture_act(fixture, RELEASE(lot), NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
}

/* A batch of yam under certificate *paper, five labels of it, of which 1 to 3 were packed anew. */
static gi_fixture *repacked(int64_t *paper)
{
    gi_fixture *fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), NULL);
    *paper = fixture->receipt.index;
    release(fixture, "1");
    fixture_act(fixture, FIVE(fixture), NULL);
    fixture_act(fixture, "repack", UNITS(1, 3), "why", "size", NULL);
    return fixture;
}

/* What the facts say of the certificate of the fixture's batch begins like this. */
static void expect_words(gi_fixture *fixture, const char *zh)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) report = NULL;
    gi_bytes text = { 0 };
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &report, &err));
    EXPECT(gi_json_as_text(gi_json_get(report, "conformity"), &text));
    EXPECT(text.size >= strlen(zh) && memcmp(text.data, zh, strlen(zh)) == 0);
}

/* A passport with the certificate: whether it is in, and what is said where it is not. */
static gi_passport_left left_of(gi_fixture *fixture, bool *inside)
{
    gi_error err = { 0 };
    gi_passport_left left;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    EXPECT_OK(gi_passport_write_with(fixture->registry, gi_bytes_of(fixture->batch),
                                     GI_PASSPORT_CONFORMITY, &text, &left, &err));
    *inside = strstr(gi_buf_text(&text), "\"t\":\"conformity\"") != NULL;
    EXPECT((strstr(gi_buf_text(&text), "\"facts\"") != NULL) == *inside);
    return left;
}

static void expect_left(gi_fixture *fixture, gi_why why, int64_t paper)
{
    bool inside = true;
    gi_passport_left left = left_of(fixture, &inside);
    EXPECT(!inside);
    EXPECT_INT(left.groups, GI_PASSPORT_CONFORMITY);
    EXPECT_INT(left.why.why, why);
    EXPECT(strstr(left.why.message, gi_num(paper).text) != NULL);
    EXPECT(strstr(left.why.zh, fixture->batch) != NULL);
}

SPEC(a_repacked_label_says_who_retired_it_and_why_and_the_others_stay)
{
    int64_t paper = 0;
    GI_AUTO(gi_fixture) fixture = repacked(&paper);
    gi_verdict old = verdict_of(fixture, 3);
    EXPECT_INT(old.good, GI_GOOD_REPACKED);
    EXPECT_TEXT(old.state_by, "示例茶业有限公司");
    EXPECT_TEXT(old.state_why, "size");
    EXPECT_INT(old.state_act, fixture->receipt.index);
    EXPECT_INT(gi_verdict_exit(&old), 1);
    EXPECT_INT(verdict_of(fixture, 4).good, GI_GOOD_IN_FORCE);
    EXPECT(books_balance(fixture));
}

SPEC(a_repacked_label_is_not_repacked_or_ended_again)
{
    int64_t paper = 0;
    char number[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = repacked(&paper);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 3 }, number);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "repack", "units", number, "why", "size");
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "lose", "units", number, "why", "lost");
}

SPEC(what_was_repacked_is_labelled_anew_only_under_a_new_certificate)
{
    int64_t paper = 0;
    GI_AUTO(gi_fixture) fixture = repacked(&paper);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_REPACKED, FIVE(fixture));
    expect_words(fixture, "经改包装");
    fixture_act(fixture, CERTIFY_BATCH(fixture), "ref", gi_num(paper).text, NULL);
    expect_words(fixture, "第 ");
    fixture_act(fixture, FIVE(fixture), NULL);
    fixture_act(fixture, "repack", UNITS(6, 7), "why", "size", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_REPACKED, FIVE(fixture));
}

SPEC(a_certificate_of_the_lot_does_not_stand_for_what_was_repacked)
{
    int64_t paper = 0;
    GI_AUTO(gi_fixture) fixture = yam(true);
    fixture_act(fixture, CERTIFY("1"), NULL);
    fixture_act(fixture, RELEASE("1"), "qty", "500kg", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    paper = fixture->receipt.index - 1;
    fixture_act(fixture, FIVE(fixture), NULL);
    fixture_act(fixture, "repack", UNITS(1, 1), "why", "size", NULL);
    fixture_act(fixture, CERTIFY("1"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_CONFORMITY_REPACKED, FIVE(fixture));
    expect_left(fixture, GI_WHY_LEFT_REPACKED, paper);
}

SPEC(what_is_not_known_to_be_fresh_is_repacked_without_a_new_certificate)
{
    GI_AUTO(gi_fixture) fixture = yam(false);
    fixture_act(fixture, CERTIFY("1"), NULL);
    release(fixture, "1");
    fixture_act(fixture, FIVE(fixture), NULL);
    fixture_act(fixture, "repack", UNITS(1, 3), "why", "size", NULL);
    fixture_act(fixture, FIVE(fixture), NULL);
    EXPECT_INT(verdict_of(fixture, 10).good, GI_GOOD_IN_FORCE);
}

SPEC(a_passport_after_repacking_says_which_certificate_it_leaves_out)
{
    int64_t paper = 0;
    bool inside = false;
    GI_AUTO(gi_fixture) fixture = repacked(&paper);
    expect_left(fixture, GI_WHY_LEFT_REPACKED, paper);
    fixture_act(fixture, CERTIFY_BATCH(fixture), NULL);
    EXPECT_INT(left_of(fixture, &inside).groups, 0);
    EXPECT(inside);
}

/* Two lots with a certificate each become one batch, where nobody knows whether it is fresh. */
SPEC(a_passport_of_what_was_mixed_says_which_certificate_it_leaves_out)
{
    GI_AUTO(gi_fixture) fixture = yam(false);
    fixture_act(fixture, "split", "lot", "1", "parts", "400kg,500kg", NULL);
    fixture_act(fixture, CERTIFY("2"), NULL);
    fixture_act(fixture, CERTIFY("3"), NULL);
    int64_t paper = fixture->receipt.index;
    fixture_act(fixture, "merge", "holder", "0001", "lots", "2:400kg,3:500kg", NULL);
    release(fixture, "4");
    expect_left(fixture, GI_WHY_LEFT_MIXED, paper);
}

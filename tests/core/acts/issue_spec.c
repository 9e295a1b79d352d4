/* Batches and labels: batch, issue, and what takes labels out of force. */
#include <stdio.h>
#include <string.h>

#include "core/store/batches.h"
#include "core/store/keys.h"
#include "core/store/registry.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"
#include "tests/core/acts/helpers.h"

/* picked(), 10 kg made on 2026-04-06 (lot 2), released as a batch of grade 特级. */
static gi_fixture *released(void)
{
    gi_fixture *fixture = picked();
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:42kg", "qty", "10kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot", "2", "grade", "特级", "place",
                "庐山市牯岭镇", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    return fixture;
}

#define ISSUE(fixture, count, net, packed) \
    "issue", "batch", (fixture)->batch, "count", count, "net", net, "packed", packed

static gi_fixture *issued(void)
{
    gi_fixture *fixture = released();
    fixture_act(fixture, ISSUE(fixture, "20", "250g", "2026-04-20"), NULL);
    return fixture;
}

/* "first..last" of label key 7. */
static const char *units(char *out, size_t size, uint32_t first, uint32_t last)
{
    char a[GI_UNIT_NUMBER_TEXT];
    char b[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, a);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, b);
    (void)snprintf(out, size, "%s..%s", a, b);
    return out;
}

SPEC(a_batch_id_names_product_year_producer_and_number)
{
    GI_AUTO(gi_fixture) fixture = released();
    EXPECT(strncmp(fixture->batch, "LSYW-26-0001-0001-", 18) == 0);
}

SPEC(a_batch_of_more_than_its_lot_is_refused)
{
    GI_AUTO(gi_fixture) fixture = released();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "batch", "holder", "0001", "lot", "2", "grade", "特级",
                   "qty", "1g");
}

SPEC(a_batch_of_raw_material_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_NOT_OWNER, "batch", "holder", "0001", "lot", "1", "grade",
                   "特级");
}

SPEC(a_grade_that_the_product_does_not_know_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:42kg", "qty", "10kg", "day", "2026-04-06", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_IN_PRODUCT, "batch", "holder", "0001", "lot", "2", "grade",
                   "贡品");
}

SPEC(issuing_debits_count_times_net_content)
{
    GI_AUTO(gi_fixture) fixture = issued();
    EXPECT_INT(balance(fixture, "made"), 10000000 - 20 * 250000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 20 * 250000);
    EXPECT(books_balance(fixture));
}

SPEC(no_label_exists_beyond_the_balance)
{
    GI_AUTO(gi_fixture) fixture = issued();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_BATCH, ISSUE(fixture, "21", "250g", "2026-04-20"));
    fixture_act(fixture, ISSUE(fixture, "20", "250g", "2026-04-20"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_BATCH, ISSUE(fixture, "1", "50g", "2026-04-20"));
}

SPEC(serials_are_dense_per_key_from_one)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_error err = { 0 };
    gi_run run;
    bool found = false;
    fixture_act(fixture, ISSUE(fixture, "5", "50g", "2026-04-20"), NULL);
    EXPECT_OK(gi_run_by_serial(fixture->registry->db, FIXTURE_LABEL, 21, &found, &run, &err));
    EXPECT(found);
    EXPECT_INT(run.first, 21);
    EXPECT_INT(run.count, 5);
    EXPECT_OK(gi_run_by_serial(fixture->registry->db, FIXTURE_LABEL, 26, &found, &run, &err));
    EXPECT(!found);
}

SPEC(a_refused_issue_takes_no_serial)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_error err = { 0 };
    gi_key_row key;
    EXPECT_REFUSED(fixture, GI_WHY_OVER_BATCH, ISSUE(fixture, "1000", "250g", "2026-04-20"));
    EXPECT_OK(gi_key_load(fixture->registry->db, FIXTURE_LABEL, &key, &err));
    EXPECT_INT(key.next_unit, 21);
}

SPEC(zero_and_a_million_and_one_labels_are_refused)
{
    GI_AUTO(gi_fixture) fixture = released();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_COUNT, ISSUE(fixture, "0", "250g", "2026-04-20"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_COUNT, ISSUE(fixture, "1000001", "250g", "2026-04-20"));
}

SPEC(a_net_content_outside_the_rules_is_refused)
{
    GI_AUTO(gi_fixture) fixture = released();
    EXPECT_REFUSED(fixture, GI_WHY_NOT_IN_PRODUCT, ISSUE(fixture, "1", "100g", "2026-04-20"));
}

SPEC(packing_before_making_is_refused)
{
    GI_AUTO(gi_fixture) fixture = released();
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, ISSUE(fixture, "1", "250g", "2026-04-05"));
}

SPEC(packing_in_the_future_is_refused)
{
    GI_AUTO(gi_fixture) fixture = released();
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, ISSUE(fixture, "1", "250g", "2026-06-02"));
}

SPEC(issuing_ends_with_the_seasons_last_label_day)
{
    GI_AUTO(gi_fixture) fixture = released();
    fixture->now += INT64_C(86400000) * 61;
    EXPECT_REFUSED(fixture, GI_WHY_SEASON_CLOSED, ISSUE(fixture, "1", "250g", "2026-04-20"));
}

SPEC(a_suspended_producer_gets_no_labels_until_resumed)
{
    GI_AUTO(gi_fixture) fixture = released();
    fixture_act(fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_SUSPENDED, ISSUE(fixture, "1", "250g", "2026-04-20"));
    fixture_act(fixture, "suspend", "holder", "0001", "op", "resume", "why", "cleared", NULL);
    fixture_act(fixture, ISSUE(fixture, "1", "250g", "2026-04-20"), NULL);
}

SPEC(a_batch_id_with_a_wrong_check_character_is_refused)
{
    GI_AUTO(gi_fixture) fixture = released();
    char *check = &fixture->batch[18];
    *check = *check == '0' ? '1' : '0';
    EXPECT_REFUSED(fixture, GI_WHY_BAD_CHECK, ISSUE(fixture, "1", "250g", "2026-04-20"));
}

SPEC(a_label_key_of_another_product_is_refused)
{
    GI_AUTO(gi_fixture) fixture = released();
    char text[160];
    fixture_act(fixture, "key", "op", "retire", "id", "7", NULL);
    gi_signer *scoped = fixture_add_key(fixture, 8, GI_ED25519, NULL);
    fixture_public_text(scoped, text);
    fixture->signers--; /* register it without signing with it */
    fixture_act(fixture, "key", "op", "add", "id", "8", "role", "label", "public", text, "products",
                "NHHC", NULL);
    fixture->signers++;
    EXPECT_REFUSED(fixture, GI_WHY_KEY_SCOPE, ISSUE(fixture, "1", "250g", "2026-04-20"));
}

SPEC(cancelling_within_72_hours_gives_everything_back)
{
    GI_AUTO(gi_fixture) fixture = issued();
    char range[40];
    fixture_act(fixture, "cancel", "units", units(range, sizeof range, 1, 20), "why", "misprint",
                NULL);
    EXPECT_INT(balance(fixture, "made"), 10000000);
    fixture_act(fixture, ISSUE(fixture, "40", "250g", "2026-04-20"), NULL);
    EXPECT(books_balance(fixture));
}

SPEC(cancelling_after_72_hours_is_refused)
{
    GI_AUTO(gi_fixture) fixture = issued();
    char range[40];
    fixture->now += INT64_C(3600000) * 72 + 1;
    EXPECT_REFUSED(fixture, GI_WHY_TOO_LATE, "cancel", "units", units(range, sizeof range, 1, 20),
                   "why", "misprint");
}

SPEC(a_cancelled_label_cannot_be_cancelled_again)
{
    GI_AUTO(gi_fixture) fixture = issued();
    char range[40];
    fixture_act(fixture, "cancel", "units", units(range, sizeof range, 5, 8), "why", "misprint",
                NULL);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "cancel", "units", units(range, sizeof range, 8, 9),
                   "why", "misprint");
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "void", "units", units(range, sizeof range, 1, 20),
                   "why", "damaged");
}

SPEC(voiding_gives_no_credit)
{
    GI_AUTO(gi_fixture) fixture = issued();
    char range[40];
    int64_t before = balance(fixture, "made");
    fixture_act(fixture, "void", "units", units(range, sizeof range, 3, 3), "why", "damaged", NULL);
    EXPECT_INT(balance(fixture, "made"), before);
}

SPEC(labels_that_were_never_issued_cannot_be_voided)
{
    GI_AUTO(gi_fixture) fixture = issued();
    char range[40];
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, "void", "units", units(range, sizeof range, 20, 21),
                   "why", "damaged");
}

SPEC(an_amendment_names_the_act_it_corrects)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_error err = { 0 };
    gi_batch_row batch;
    EXPECT_OK(gi_batch_load(fixture->registry->db, fixture->batch, &batch, &err));
    fixture_act(fixture, "amend", "ref", gi_num(batch.act).text, "field", "place", "value",
                "庐山市海会镇", "why", "typing", NULL);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "ref"), batch.act);
    EXPECT_OK(gi_batch_load(fixture->registry->db, fixture->batch, &batch, &err));
    EXPECT_TEXT(batch.place, "庐山市海会镇");
    EXPECT_INT(batch.amended, acts(fixture) - 1);
}

SPEC(a_grade_printed_on_labels_cannot_be_amended)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_error err = { 0 };
    gi_batch_row batch;
    EXPECT_OK(gi_batch_load(fixture->registry->db, fixture->batch, &batch, &err));
    EXPECT_REFUSED(fixture, GI_WHY_NOT_AMENDABLE, "amend", "ref", gi_num(batch.act).text, "field",
                   "grade", "value", "一级", "why", "typing");
}

SPEC(an_amendment_of_a_harvest_as_if_it_were_a_batch_is_refused)
{
    GI_AUTO(gi_fixture) fixture = issued();
    EXPECT_REFUSED(fixture, GI_WHY_NOT_AMENDABLE, "amend", "ref", "10", "field", "place", "value",
                   "示例", "why", "typing");
}

SPEC(a_key_without_enough_serials_left_issues_nothing)
{
    GI_AUTO(gi_fixture) fixture = released();
    gi_db *db = fixture->registry->db;
    gi_error err = { 0 };
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(gi_key_take_units(db, FIXTURE_LABEL, INT64_C(4294967276), &err));
    EXPECT_OK(gi_db_commit(db, &err));
    EXPECT_REFUSED(fixture, GI_WHY_NO_SERIALS, ISSUE(fixture, "20", "250g", "2026-04-20"));
    fixture_act(fixture, ISSUE(fixture, "19", "250g", "2026-04-20"), NULL);
}

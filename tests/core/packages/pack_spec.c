/* Labels into cases, cases into cartons, mixed boxes: what may be packed and what the leaf says. */
#include <stdio.h>
#include <string.h>

#include "boxes.h"
#include "core/store/accounts.h"
#include "core/store/packages.h"
#include "core/store/registry.h"

static gi_package_run run_of(const gi_fixture *fixture, uint32_t serial)
{
    gi_error err = { 0 };
    gi_package_run run = { 0 };
    gi_unit_id id;
    EXPECT_OK(
        gi_package_find(fixture->registry, gi_bytes_of(number_of(serial).text), &run, &id, &err));
    EXPECT_INT(id.serial, serial);
    return run;
}

SPEC(equal_cases_of_one_act_cover_one_slice_each)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    gi_package_run run = run_of(fixture, first + 2);
    gi_package_member slice;
    EXPECT_INT(first, 101);
    EXPECT_INT(run.count, 4);
    gi_package_slice(&run, first + 2, 1, &slice);
    EXPECT_INT(slice.first, 51);
    EXPECT_INT(slice.count, 25);
    EXPECT_TEXT(run.batch, fixture->batch);
}

SPEC(the_leaf_of_a_packing_holds_run_header_and_members_and_moves_nothing)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    (void)pack(fixture, 1, 100, "25");
    GI_AUTO(gi_json) leaf = newest_leaf(fixture);
    EXPECT_TEXT(member_of(leaf, "run").text, "[7,101,4]");
    EXPECT_TEXT(member_of(leaf, "rng").text, "[[7,1,100]]");
    EXPECT_TEXT(member_of(leaf, "qty").text, "0");
    EXPECT_TEXT(member_of(leaf, "cmt").text, "");
    EXPECT_INT(gi_json_count(gi_json_get(leaf, "sigs")), 1);
}

SPEC(a_packing_leaves_the_ledger_as_it_was)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    int64_t postings[2];
    int64_t balances = 0;
    gi_posting made = { 1, FIXTURE_PRODUCT, 2026 * 16 + 1, "made", 0 };
    EXPECT_OK(gi_account_load(fixture->registry->db, &made, &postings[0], &err));
    (void)pack(fixture, 1, 100, "25");
    EXPECT_OK(gi_account_load(fixture->registry->db, &made, &postings[1], &err));
    EXPECT_INT(postings[1], postings[0]);
    EXPECT_OK(gi_ledger_sums(fixture->registry->db, &postings[0], &balances, &err));
    EXPECT_INT(balances, 0);
}

SPEC(serials_of_packages_and_labels_are_of_one_counter)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    EXPECT_INT(pack(fixture, 1, 50, "25"), 101);
    gi_run run = fixture_issue(fixture, "50g", 10);
    EXPECT_INT(run.first, 103);
    EXPECT_INT(pack(fixture, 51, 75, "25"), 113);
}

SPEC(a_case_says_the_net_content_of_all_that_is_inside)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    gi_package_run run = run_of(fixture, pack(fixture, 1, 100, "25"));
    gi_unit_header header;
    EXPECT_OK(gi_unit_header_decode((gi_bytes){ run.header, sizeof run.header }, &header, &err));
    EXPECT_INT(gi_net_decode(header.net), 25 * 50000);
    EXPECT_INT(header.type, GI_LABEL_PACKAGE);
    EXPECT_INT(header.child_count, 25);
    EXPECT_INT(header.first_child, 1);
}

SPEC(cases_go_into_a_carton_and_no_deeper)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    uint32_t carton = pack_cases(fixture, first, first + 3);
    gi_package_run run = run_of(fixture, carton);
    EXPECT_INT(run.level, 2);
    EXPECT_INT(run.each, 4);
    EXPECT_TEXT(run.batch, fixture->batch);
    EXPECT_REFUSED(fixture, GI_WHY_PACKAGE_DEEP, "pack", "packages", number_of(carton).text);
}

SPEC(several_ranges_are_a_mixed_box_whose_members_stand_in_the_leaf)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    numbers two = both_of(range_of(1, 5), range_of(11, 15));
    fixture_act(fixture, "pack", "units", two.text, NULL);
    GI_AUTO(gi_json) leaf = newest_leaf(fixture);
    gi_package_run run = run_of(fixture, 101);
    EXPECT_TEXT(member_of(leaf, "rng").text, "[[7,1,5],[7,11,5]]");
    EXPECT_TEXT(member_of(leaf, "gi").text, "");
    EXPECT_INT(run.each, 0);
    EXPECT_TEXT(run.batch, "");
}

SPEC(a_mixed_box_may_hold_a_case_and_labels_beside_it)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 50, "25");
    fixture_act(fixture, "pack", "units", range_of(51, 55).text, "packages", number_of(first).text,
                NULL);
    EXPECT_INT(run_of(fixture, first + 2).level, 2);
}

SPEC(what_lies_in_a_closed_package_goes_into_no_other)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 50, "25");
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "units", range_of(50, 60).text);
    (void)pack_cases(fixture, first, first);
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "packages", range_of(first, first + 1).text);
    fixture_act(fixture, "pack", "packages", number_of(first + 1).text, NULL);
}

SPEC(one_list_packs_no_label_twice)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    numbers twice = both_of(range_of(1, 10), range_of(10, 20));
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "units", twice.text);
    (void)pack(fixture, 1, 20, "20");
}

SPEC(what_was_never_issued_or_ended_is_not_packed)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    fixture_act(fixture, "void", "units", range_of(30, 31).text, "why", "damaged", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, "pack", "units", range_of(91, 101).text);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "pack", "units", range_of(1, 50).text);
    EXPECT_REFUSED(fixture, GI_WHY_NO_PACKAGE, "pack", "packages", number_of(1).text);
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "pack", "each", "5");
}

SPEC(what_an_officer_holds_is_not_packed)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    fixture_act(fixture, "freeze", "units", range_of(10, 20).text, "why", "complaint", "who",
                "庐山市市场监督管理局", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "pack", "units", range_of(1, 25).text);
    (void)pack(fixture, 21, 45, "25");
    fixture_act(fixture, "freeze", "units", range_of(30, 30).text, "why", "complaint", "who",
                "庐山市市场监督管理局", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "pack", "packages", number_of(101).text);
}

SPEC(labels_that_cannot_be_divided_are_refused)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    numbers two = both_of(range_of(1, 5), range_of(11, 15));
    EXPECT_REFUSED(fixture, GI_WHY_NOT_SLICED, "pack", "units", range_of(1, 99).text, "each", "25");
    EXPECT_REFUSED(fixture, GI_WHY_ONE_RANGE, "pack", "units", two.text, "each", "5");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_COUNT, "pack", "units", range_of(1, 50).text, "each", "0");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_COUNT, "pack", "units", range_of(1, 50).text, "each",
                   "65536");
}

SPEC(forty_ranges_fit_into_a_mixed_box_and_one_more_does_not)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    GI_AUTO_BUF list = GI_BUF(2000);
    for (uint32_t i = 0; i < GI_PACKAGE_MEMBERS; i++) {
        gi_buf_add_format(&list, "%s%s", i > 0 ? "," : "", number_of(2 * i + 1).text);
    }
    fixture_act(fixture, "pack", "units", gi_buf_text(&list), NULL);
    GI_AUTO(gi_json) leaf = newest_leaf(fixture);
    EXPECT_INT(gi_json_count(gi_json_get(leaf, "rng")), GI_PACKAGE_MEMBERS);
    unpack(fixture, 101);
    gi_buf_add_format(&list, ",%s", number_of(100).text);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LIMIT, "pack", "units", gi_buf_text(&list));
}

SPEC(labels_of_two_producers_share_no_box)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    label_others(fixture);
    numbers two = both_of(range_of(1, 5), range_of(101, 105));
    EXPECT_REFUSED(fixture, GI_WHY_NOT_OWNER, "pack", "units", two.text);
    (void)pack(fixture, 101, 110, "5");
}

SPEC(a_key_for_labels_alone_signs_no_package)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    char text[160];
    gi_signer *units = fixture_add_key(fixture, 20, GI_ED25519, NULL);
    fixture_public_text(units, text);
    fixture_act(fixture, "key", "op", "retire", "id", "7", NULL);
    fixture_act(fixture, "key", "op", "add", "id", "20", "role", "label", "public", text, "types",
                "0", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_KEY_SCOPE, "pack", "units", range_of(1, 10).text);
}

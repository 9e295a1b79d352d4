/* A run is found by batch ID, by its place among the batch's runs, or by key and serial. */
#include <stdio.h>

#include "gi/codes.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

static gi_status find(gi_fixture *fixture, const char *text, gi_run *run, gi_error *err)
{
    return gi_run_find(fixture->registry, gi_bytes_of(text), run, NULL, err);
}

SPEC(a_batch_id_names_its_newest_run)
{
    gi_error err = { 0 };
    gi_run run;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 10);
    (void)fixture_issue(fixture, "100g", 5);
    EXPECT_OK(find(fixture, fixture->batch, &run, &err));
    EXPECT_INT(run.first, 11);
    EXPECT_INT(run.count, 5);
}

SPEC(a_number_sign_names_a_run_by_its_place)
{
    gi_error err = { 0 };
    gi_run run;
    char text[32];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 10);
    (void)fixture_issue(fixture, "100g", 5);
    (void)snprintf(text, sizeof text, "%s#1", fixture->batch);
    EXPECT_OK(find(fixture, text, &run, &err));
    EXPECT_INT(run.first, 1);
    (void)snprintf(text, sizeof text, "%s#3", fixture->batch);
    EXPECT_WHY(find(fixture, text, &run, &err), GI_WHY_NO_RUN);
    (void)snprintf(text, sizeof text, "%s#0", fixture->batch);
    EXPECT_WHY(find(fixture, text, &run, &err), GI_WHY_OUT_OF_RANGE);
}

SPEC(key_and_serial_name_the_run_around_them)
{
    gi_error err = { 0 };
    gi_run run;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 10);
    EXPECT_OK(find(fixture, "7/10", &run, &err));
    EXPECT_INT(run.first, 1);
    EXPECT_WHY(find(fixture, "7/11", &run, &err), GI_WHY_NO_RUN);
    EXPECT_WHY(find(fixture, "8/1", &run, &err), GI_WHY_NO_RUN);
}

SPEC(a_batch_without_labels_has_no_run)
{
    gi_error err = { 0 };
    gi_run run;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    EXPECT_WHY(find(fixture, fixture->batch, &run, &err), GI_WHY_NO_RUN);
    EXPECT_WHY(find(fixture, "LSYW-26-00A3-001F-7", &run, &err), GI_WHY_NO_BATCH);
    EXPECT_WHY(find(fixture, "LSYW-26-00A3-001F-8", &run, &err), GI_WHY_BAD_CHECK);
}

SPEC(a_run_comes_with_the_facts_of_its_batch)
{
    gi_error err = { 0 };
    gi_run run;
    gi_batch_facts facts;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 10);
    EXPECT_OK(gi_run_find(fixture->registry, gi_bytes_of("7/1"), &run, &facts, &err));
    EXPECT_TEXT(facts.id_text, fixture->batch);
    EXPECT_TEXT(facts.product_zh, "庐山云雾茶");
    EXPECT_TEXT(facts.standard, "GB/T 21003-2007");
    EXPECT_TEXT(facts.grade_zh, "特级");
    EXPECT_TEXT(facts.grade_en, "Superfine");
    EXPECT_TEXT(facts.uscc, "91360424MA0TE5T16U");
    EXPECT_TEXT(facts.origin_zh, "庐山市牯岭镇");
    EXPECT_TEXT(facts.note, "明前手工采摘");
    EXPECT_TEXT(gi_day_text(facts.picked_from).text, "2026-04-05");
    EXPECT_TEXT(gi_day_text(facts.made).text, "2026-04-05");
    EXPECT_INT(facts.quantity, 10000000);
}

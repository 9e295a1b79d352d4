/* Disputes, certificates, reports and purges in the log: honest ones are silent, forged told. */
#include <stdio.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define DOC64 "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8="
#define WEEK_MS INT64_C(604800000)

/* An honest log and one sale of raw material between two producers, at AT_END + 2. */
static world *sold(void)
{
    world *all = world_open();
    gi_fixture *fixture = all->fixture;
    fixture_act(fixture, "holder", "kind", "producer", "name", "另一家示例", "uscc",
                "93360483MA0TE5T24Y", NULL);
    world_take(all);
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "4kg", NULL);
    world_take(all);
    char part[32];
    (void)snprintf(part, sizeof part, "%lld:4kg", (long long)fixture_answer_int(fixture, "lot"));
    fixture_act(fixture, "transfer", "from", fixture->holder, "to", "0002", "lots", part, "day",
                "2026-04-06", NULL);
    world_take(all);
    return all;
}

static size_t sale_of(const world *all)
{
    return (size_t)all->fixture->receipt.index;
}

static void act_on(world *all, const char *act, long long ref, const char *field, const char *value)
{
    char number[24];
    (void)snprintf(number, sizeof number, "%lld", ref);
    fixture_act(all->fixture, act, "ref", number, field, value, NULL);
    world_take(all);
}

/* A leaf of the registry's own key about an act, as its operator might forge it. */
static void forge_in(world *all, const char *season, const char *kind, long long ref, gi_time later)
{
    char json[256];
    (void)snprintf(json, sizeof json, "{\"gi\":\"LSYW\",\"ref\":%lld,\"sea\":\"%s\",\"t\":\"%s\"}",
                   ref, season, kind);
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now + later, json);
}

static void forge(world *all, const char *kind, long long ref)
{
    forge_in(all, "2026-1", kind, ref, 0);
}

/* Audits, and expects this one finding about the last leaf. */
static void expect_last(world *all, gi_audit_what what)
{
    world_audit(all, NULL);
    EXPECT(world_found_only(all, what, (int64_t)all->count - 1));
}

SPEC(an_honest_dispute_and_its_settlement_have_no_finding)
{
    GI_AUTO(world) all = sold();
    long long sale = (long long)sale_of(all);
    act_on(all, "dispute", sale, "why", "weight");
    act_on(all, "settle", sale, "op", "reverse");
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
}

SPEC(a_dispute_of_what_is_no_sale_is_found)
{
    GI_AUTO(world) all = sold();
    forge(all, "dispute", AT_HARVEST);
    expect_last(all, GI_AUDIT_REF);
}

SPEC(a_dispute_under_another_season_is_found)
{
    GI_AUTO(world) all = sold();
    forge_in(all, "2027-1", "dispute", (long long)sale_of(all), 0);
    expect_last(all, GI_AUDIT_NO_RULES);
}

SPEC(a_second_dispute_of_a_sale_is_found)
{
    GI_AUTO(world) all = sold();
    long long sale = (long long)sale_of(all);
    act_on(all, "dispute", sale, "why", "weight");
    forge(all, "dispute", sale);
    expect_last(all, GI_AUDIT_DISPUTE);
}

SPEC(a_dispute_after_seven_days_is_found_and_within_them_is_not)
{
    GI_AUTO(world) early = sold();
    forge_in(early, "2026-1", "dispute", (long long)sale_of(early), WEEK_MS);
    world_audit(early, NULL);
    EXPECT_INT(early->findings, 0);
    GI_AUTO(world) late = sold();
    forge_in(late, "2026-1", "dispute", (long long)sale_of(late), WEEK_MS + 3600000);
    expect_last(late, GI_AUDIT_DISPUTE);
}

SPEC(a_settlement_that_nobody_disputed_or_a_second_one_is_found)
{
    GI_AUTO(world) alone = sold();
    forge(alone, "settle", (long long)sale_of(alone));
    expect_last(alone, GI_AUDIT_DISPUTE);
    GI_AUTO(world) twice = sold();
    long long sale = (long long)sale_of(twice);
    act_on(twice, "dispute", sale, "why", "weight");
    act_on(twice, "settle", sale, "op", "uphold");
    forge(twice, "settle", sale);
    expect_last(twice, GI_AUDIT_DISPUTE);
}

/* ---- certificates ---- */

static world *certified(void)
{
    world *all = world_open();
    fixture_act(all->fixture, "certificate", "op", "add", "holder", all->fixture->holder, "kind",
                "organic", "number", "CN-1", "body", "示例认证", "from", "2026-01-01", "to",
                "2026-12-31", NULL);
    world_take(all);
    return all;
}

SPEC(an_honest_certificate_is_added_and_withdrawn_without_a_finding)
{
    GI_AUTO(world) all = certified();
    act_on(all, "certificate", AT_END, "op", "withdraw");
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
}

SPEC(a_certificate_that_ends_before_it_begins_is_found)
{
    GI_AUTO(world) all = certified();
    world_edit(all, AT_END, "to", "\"2025-12-31\"");
    expect_last(all, GI_AUDIT_PAPER);
}

SPEC(a_certificate_withdrawn_twice_is_found)
{
    GI_AUTO(world) all = certified();
    act_on(all, "certificate", AT_END, "op", "withdraw");
    world_add(all, FIXTURE_AUTHORITY, 0, all->fixture->now,
              "{\"day\":\"2026-06-01\",\"op\":\"withdraw\",\"org\":\"0001\",\"ref\":17,"
              "\"t\":\"certificate\"}");
    EXPECT_INT(AT_END, 17);
    expect_last(all, GI_AUDIT_PAPER);
}

SPEC(a_certificate_of_another_holder_is_no_reference)
{
    GI_AUTO(world) all = certified();
    world_add(all, FIXTURE_AUTHORITY, 0, all->fixture->now,
              "{\"day\":\"2026-06-01\",\"op\":\"withdraw\",\"org\":\"0002\",\"ref\":17,"
              "\"t\":\"certificate\"}");
    expect_last(all, GI_AUDIT_REF);
}

/* ---- reports, certificates of conformity, purges ---- */

static world *reported(void)
{
    world *all = world_open();
    fixture_act(all->fixture, "lab-report", "batch", all->fixture->batch, "laboratory", "示例所",
                "number", "1", "day", "2026-05-10", "result", "pass", "items", "水分:5%", "doc",
                DOC, NULL);
    world_take(all);
    return all;
}

SPEC(a_report_of_a_batch_that_is_not_there_is_found)
{
    GI_AUTO(world) all = reported();
    world_edit(all, AT_END, "batch", "\"LSYW-26-00A3-001F-7\"");
    expect_last(all, GI_AUDIT_NO_BATCH);
}

SPEC(a_report_without_its_document_or_dated_tomorrow_is_found)
{
    GI_AUTO(world) bare = reported();
    world_edit(bare, AT_END, "doc", NULL);
    expect_last(bare, GI_AUDIT_LEAF_FORM);
    GI_AUTO(world) early = reported();
    world_edit(early, AT_END, "day", "\"2026-06-03\"");
    expect_last(early, GI_AUDIT_PAPER);
}

SPEC(a_certificate_of_conformity_follows_an_earlier_one_of_its_product)
{
    GI_AUTO(world) all = world_open();
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now,
              "{\"gi\":\"LSYW\",\"sea\":\"2026-1\",\"t\":\"conformity\"}");
    forge(all, "conformity", AT_END);
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
    forge(all, "conformity", AT_BATCH);
    expect_last(all, GI_AUDIT_REF);
}

#define PURGE(count)                                                                         \
    "{\"count\":" count ",\"day\":\"2026-06-01\",\"fields\":3,\"list\":\"" DOC64 "\",\"t\":" \
    "\"purge\",\"why\":\"expired\"}"

SPEC(a_purge_needs_the_authority_and_purges_no_more_than_there_is)
{
    GI_AUTO(world) good = world_open();
    world_add(good, FIXTURE_REGISTRY, FIXTURE_AUTHORITY, good->fixture->now, PURGE("3"));
    world_audit(good, NULL);
    EXPECT_INT(good->findings, 0);
    world_add(good, FIXTURE_REGISTRY, 0, good->fixture->now, PURGE("3"));
    expect_last(good, GI_AUDIT_ONE_SIGNATURE);
    GI_AUTO(world) many = world_open();
    world_add(many, FIXTURE_REGISTRY, FIXTURE_AUTHORITY, many->fixture->now, PURGE("300"));
    expect_last(many, GI_AUDIT_REF);
}

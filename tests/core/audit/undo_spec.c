/* Imports that are taken back, in the log: an honest one is silent, forged ones are told. */
#include <stdio.h>

#include "core/store/registry.h"
#include "gi/import.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define SHEET                                                                                   \
    "记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入,成品批,等级\n" \
    "采摘,叶,,LSYW,2026-1,2026-04-05,42,1,,,\n"                                              \
    "加工,茶,0001,LSYW,2026-1,2026-04-06,10,,@叶:42kg,,\n"                                  \
    "批次,,0001,,,,,,,@茶,特级\n"

#define DOC64 "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8="

/* Two batches without labels; the second one is the newest leaf. */
static world *bare(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_add_batch(fixture, "2026-04-08");
    return world_of(fixture);
}

/* A leaf of the registry's own key that takes back so many acts from ref on. */
static void forge(world *all, int64_t ref, int64_t count)
{
    char json[128];
    (void)snprintf(json, sizeof json, "{\"count\":%lld,\"ref\":%lld,\"t\":\"undo-import\"}",
                   (long long)count, (long long)ref);
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now, json);
}

static void expect_last(world *all, gi_audit_what what)
{
    world_audit(all, NULL);
    EXPECT(world_found_only(all, what, (int64_t)all->count - 1));
}

SPEC(an_import_that_was_taken_back_has_no_finding)
{
    gi_error err = { 0 };
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_import) import = NULL;
    int64_t first = fixture->receipt.index + 1;
    EXPECT_OK(
        gi_import_read(gi_bytes_of(SHEET), &(gi_import_options){ .kind = "mixed" }, &import, &err));
    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));
    fixture_act(fixture, "undo-import", "first", gi_num(first).text, "count", "3", NULL);
    GI_AUTO(world) all = world_of(fixture);
    world_audit(all, NULL);
    EXPECT_INT(all->count, first + 4);
    EXPECT_INT(all->findings, 0);
}

SPEC(labels_of_a_batch_that_was_taken_back_are_over_issue)
{
    GI_AUTO(world) all = bare();
    forge(all, (int64_t)all->count - 1, 1);
    (void)fixture_issue(all->fixture, "50g", 1);
    world_take(all);
    expect_last(all, GI_AUDIT_OVER_BATCH);
}

/* Whatever the act, and whoever signs it: the leaf names the batch. */
SPEC(no_act_is_about_a_batch_that_was_taken_back)
{
    static const struct {
        const char *kind, *members;
        bool refers;
    } later[] = {
        { "lab-report",
          "\"day\":\"2026-05-01\",\"doc\":\"" DOC64 "\",\"laboratory\":\"x\","
          "\"number\":\"1\",\"result\":\"pass\"",
          false },
        { "conformity", "\"gi\":\"LSYW\",\"sea\":\"2026-1\"", false },
        { "amend", "\"why\":\"typing\"", true },
    };
    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        char ref[32] = "";
        char json[512];
        GI_AUTO(world) all = bare();
        int64_t batch = (int64_t)all->count - 1;
        if (later[i].refers) {
            (void)snprintf(ref, sizeof ref, ",\"ref\":%lld", (long long)batch);
        }
        (void)snprintf(json, sizeof json, "{\"batch\":\"%s\",\"t\":\"%s\",%s%s}",
                       all->fixture->batch, later[i].kind, later[i].members, ref);
        forge(all, batch, 1);
        world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now, json);
        expect_last(all, GI_AUDIT_REF);
    }
}

SPEC(a_batch_with_labels_is_not_taken_back)
{
    GI_AUTO(world) all = bare();
    int64_t batch = (int64_t)all->count - 1;
    (void)fixture_issue(all->fixture, "50g", 1);
    world_take(all);
    forge(all, batch, 1);
    expect_last(all, GI_AUDIT_REF);
}

SPEC(a_batch_is_taken_back_once)
{
    GI_AUTO(world) all = bare();
    int64_t batch = (int64_t)all->count - 1;
    forge(all, batch - 1, 2);
    forge(all, batch, 1);
    expect_last(all, GI_AUDIT_REF);
}

SPEC(what_is_not_earlier_is_not_taken_back)
{
    static const int64_t past[] = { 0, 1, 1000 };
    for (size_t i = 0; i < sizeof past / sizeof past[0]; i++) {
        GI_AUTO(world) all = bare();
        int64_t next = (int64_t)all->count;
        forge(all, next - 2 + past[i], past[i] == 0 ? 3 : 2);
        expect_last(all, GI_AUDIT_REF);
    }
}

SPEC(an_undoing_that_counts_nothing_is_malformed)
{
    GI_AUTO(world) all = bare();
    forge(all, (int64_t)all->count - 1, 0);
    expect_last(all, GI_AUDIT_LEAF_FORM);
}

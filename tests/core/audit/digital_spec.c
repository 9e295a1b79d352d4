/* Digital labels in the log: versions follow each other, and a batch leaves its product's once. */
#include <stdio.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define DOC64 "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8="

/* Audits, and expects this one finding about the last leaf. */
static void expect_last(world *all, gi_audit_what what)
{
    world_audit(all, NULL);
    EXPECT(world_found_only(all, what, (int64_t)all->count - 1));
}

static world *labelled(void)
{
    world *all = world_open();
    fixture_act(all->fixture, "digital-label", "batch", all->fixture->batch, "name", "茶", NULL);
    world_take(all);
    fixture_act(all->fixture, "digital-label", "batch", all->fixture->batch, "name", "绿茶", "why",
                "correction", NULL);
    world_take(all);
    return all;
}

SPEC(a_digital_label_and_its_change_have_no_finding)
{
    GI_AUTO(world) all = labelled();
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
}

SPEC(a_digital_label_without_its_digest_is_found)
{
    GI_AUTO(world) all = labelled();
    world_edit(all, AT_END + 1, "doc", NULL);
    expect_last(all, GI_AUDIT_LEAF_FORM);
}

SPEC(a_version_that_hides_the_one_before_or_has_a_rival_is_found)
{
    GI_AUTO(world) hidden = labelled();
    world_edit(hidden, AT_END + 1, "ref", NULL);
    world_audit(hidden, NULL);
    EXPECT(world_found_only(hidden, GI_AUDIT_PAPER, AT_END + 1));
    GI_AUTO(world) rival = labelled();
    char json[256];
    (void)snprintf(json, sizeof json,
                   "{\"batch\":\"%s\",\"doc\":\"" DOC64 "\",\"gi\":\"LSYW\",\"org\":\"0001\","
                   "\"ref\":%d,\"t\":\"digital-label\",\"ver\":2}",
                   rival->fixture->batch, AT_END);
    world_add(rival, FIXTURE_REGISTRY, 0, rival->fixture->now, json);
    expect_last(rival, GI_AUDIT_PAPER);
}

/* Leaves AT_END to AT_END + 4: two versions of the product, one of the batch that leaves it, one
 * more of each. */
static world *branched(void)
{
    world *all = world_open();
    gi_fixture *fixture = all->fixture;
    const char *const of[][4] = { { "holder", fixture->holder, "product", "LSYW" },
                                  { "batch", fixture->batch, NULL, NULL } };
    static const int order[] = { 0, 0, 1, 0, 1 };
    static const char *const names[] = { "茶", "绿茶", "礼盒", "云雾茶", "大礼盒" };
    for (size_t i = 0; i < 5; i++) {
        const char *const *to = of[order[i]];
        const char *why = i == 0 ? NULL : "why";
        if (to[2] == NULL) {
            fixture_act(fixture, "digital-label", to[0], to[1], "name", names[i], why, "other",
                        NULL);
        } else {
            fixture_act(fixture, "digital-label", to[0], to[1], to[2], to[3], "name", names[i], why,
                        "other", NULL);
        }
        world_take(all);
    }
    return all;
}

/* Edits a member of the leaf AT_END + at of a branched log, and expects this finding about it. */
static void expect_branch(int at, const char *name, int value)
{
    GI_AUTO(world) all = branched();
    char text[24];
    (void)snprintf(text, sizeof text, "%d", value);
    world_edit(all, (size_t)AT_END + (size_t)at, name, text);
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_PAPER, AT_END + at));
}

SPEC(a_batch_may_leave_the_text_of_its_product_and_both_go_on)
{
    GI_AUTO(world) all = branched();
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
}

SPEC(a_version_that_skips_one_or_leaves_an_older_text_is_found)
{
    expect_branch(1, "ver", 3);
    expect_branch(2, "ref", AT_END);
    expect_branch(3, "ref", AT_END + 2);
}

SPEC(a_batch_leaves_the_text_of_its_product_once)
{
    expect_branch(4, "ref", AT_END + 3);
    GI_AUTO(world) all = branched();
    world_edit(all, AT_END + 4, "ref", NULL);
    world_edit(all, AT_END + 4, "ver", "1");
    expect_last(all, GI_AUDIT_PAPER);
}

/* A log whose product has a text, and a leaf behind it that begins again. */
static void expect_begun_anew(const char *of)
{
    GI_AUTO(world) all = world_open();
    char json[256];
    fixture_act(all->fixture, "digital-label", "holder", all->fixture->holder, "product", "LSYW",
                "name", "茶", NULL);
    world_take(all);
    (void)snprintf(json, sizeof json,
                   "{%s\"doc\":\"" DOC64 "\",\"gi\":\"LSYW\",\"org\":\"0001\","
                   "\"t\":\"digital-label\",\"ver\":1}",
                   of);
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now, json);
    expect_last(all, GI_AUDIT_PAPER);
}

SPEC(a_text_that_begins_anew_beside_that_of_its_product_is_found)
{
    GI_AUTO(world) all = world_open();
    char batch[64];
    (void)snprintf(batch, sizeof batch, "\"batch\":\"%s\",", all->fixture->batch);
    expect_begun_anew(batch);
    expect_begun_anew("");
}

/*
 * heads_spec.c - R2: checkpoints in the log itself must hold, and their cosignatures tell time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)

#define HEAD(...) (&(world_head_facts){ __VA_ARGS__ })

static world *with_head(const world_head_facts *facts)
{
    world *all = world_open();
    world_trust(all);
    world_head(all, facts);
    return all;
}

static void date(world *all, size_t index, gi_time ts)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, ts);
    world_edit(all, index, "ts", text);
}

static void add_registry_leaf(world *all, gi_time ts)
{
    world_add(all, FIXTURE_REGISTRY, 0, ts,
              "{\"gi\":\"LSYW\",\"sea\":\"2026-1\",\"t\":\"harvest\"}");
}

static bool silent(const world *all)
{
    return !world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0;
}

/* ---- the checkpoint in a head leaf ---- */

SPEC(a_true_head_with_a_fresh_cosignature_is_no_finding)
{
    GI_AUTO(world) all = world_open();
    world_trust(all);
    world_head(all, HEAD(.size = AT_END, .cosigned = all->fixture->now));
    add_registry_leaf(all, all->fixture->now + HOUR);
    world_audit(all, NULL);
    EXPECT(silent(all) && all->notes == 0);
    EXPECT(all->counts.heads == 1 && all->counts.brackets == 1);
    EXPECT_INT(all->counts.cosigned, all->fixture->now);
}

SPEC(heads_that_do_not_hold_are_found)
{
    const world_head_facts wrong[] = {
        { .size = AT_END, .wrong_root = true },
        { .size = AT_END, .by = FIXTURE_REGISTRY },
        { .size = AT_END, .origin = "other.example.cn/log" },
        { .size = AT_END, .said_size = AT_END - 1 },
        { .size = AT_END + 1 },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        GI_AUTO(world) all = with_head(&wrong[i]);
        world_audit(all, NULL);
        EXPECT(world_found_only(all, GI_AUDIT_HEAD_LEAF, AT_END));
    }
}

SPEC(a_head_leaf_without_a_note_is_found)
{
    GI_AUTO(world) all = world_open();
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now, "{\"t\":\"head\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_HEAD_LEAF, AT_END));
}

/* The leaves of an earlier full tile are read from the log once more. */
SPEC(a_head_of_a_size_long_ago_is_compared_too)
{
    for (int wrong = 0; wrong < 2; wrong++) {
        GI_AUTO(world) all = world_open();
        world_edit(all, AT_BATCH, "qty", "1000000000"); /* room for many issues of 1 kg */
        world_repeat(all, 300);
        world_head(all, HEAD(.size = 100, .wrong_root = wrong == 1));
        world_audit(all, NULL);
        EXPECT(wrong ? world_found_only(all, GI_AUDIT_HEAD_LEAF, AT_END + 300) : silent(all));
    }
}

SPEC(a_false_cosignature_of_a_trusted_witness_is_found)
{
    GI_AUTO(world) all = with_head(HEAD(.size = AT_END, .cosigned = HOUR, .other_body = true));
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_HEAD_LEAF, AT_END));
}

/* ---- brackets ---- */

SPEC(a_leaf_dated_before_a_cosigned_head_that_it_follows_is_found)
{
    GI_AUTO(world) all = world_open();
    gi_time now = all->fixture->now;
    world_trust(all);
    world_head(all, HEAD(.size = AT_END, .cosigned = now + 2 * HOUR, .ts = now + 2 * HOUR));
    world_add(all, FIXTURE_LABEL, 0, now + HOUR, "{\"t\":\"issue\"}");
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_BACK_DATED, AT_END + 1));
}

SPEC(the_head_that_brackets_a_leaf_is_named)
{
    GI_AUTO(world) all = world_open();
    gi_time now = all->fixture->now;
    world_trust(all);
    world_head(all, HEAD(.size = AT_LATER, .cosigned = now + 2 * HOUR, .ts = now + 2 * HOUR));
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_BACK_DATED, AT_LATER));
    EXPECT_INT(all->finding[0].other, AT_END);
}

SPEC(a_leaf_dated_after_a_cosigned_head_that_covers_it_is_found)
{
    GI_AUTO(world) all = world_open();
    gi_time now = all->fixture->now;
    world_trust(all);
    date(all, AT_LATER, now + HOUR);
    world_head(all, HEAD(.size = AT_END, .cosigned = now + MINUTE, .ts = now + HOUR));
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_AHEAD, AT_LATER));
    EXPECT_INT(all->finding[0].other, AT_END);
}

SPEC(ten_minutes_between_clocks_are_no_finding)
{
    GI_AUTO(world) all = world_open();
    gi_time now = all->fixture->now;
    world_trust(all);
    date(all, AT_LATER, now + HOUR);
    world_head(all, HEAD(.size = AT_END, .cosigned = now + 50 * MINUTE, .ts = now + HOUR));
    add_registry_leaf(all, now + HOUR);
    world_head(all, HEAD(.size = AT_END + 1, .cosigned = now + 70 * MINUTE, .ts = now + HOUR));
    world_audit(all, NULL);
    EXPECT(silent(all));
}

SPEC(a_second_past_ten_minutes_is_found)
{
    GI_AUTO(world) all = world_open();
    gi_time now = all->fixture->now;
    world_trust(all);
    date(all, AT_LATER, now + HOUR);
    world_head(all, HEAD(.size = AT_END, .cosigned = now + 50 * MINUTE - 1000, .ts = now + HOUR));
    add_registry_leaf(all, now + HOUR);
    world_head(
        all, HEAD(.size = AT_END + 1, .cosigned = now + 70 * MINUTE + 1000, .ts = now + 2 * HOUR));
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_AHEAD, AT_LATER));
    EXPECT(world_found(all, GI_AUDIT_BACK_DATED, AT_END + 1));
    EXPECT_INT(all->findings, 2);
}

SPEC(an_older_time_of_a_larger_size_counts_for_all_leaves_below)
{
    GI_AUTO(world) all = world_open();
    gi_time now = all->fixture->now;
    world_trust(all);
    date(all, AT_LATER, now + HOUR);
    world_head(all, HEAD(.size = AT_END, .cosigned = now + HOUR, .ts = now + HOUR));
    world_head(all, HEAD(.size = AT_END + 1, .cosigned = now + 20 * MINUTE, .ts = now + HOUR));
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_AHEAD, AT_LATER) || world_found(all, GI_AUDIT_AHEAD, AT_END));
}

SPEC(the_cosignature_of_the_published_head_bounds_the_newest_leaves)
{
    gi_error err = { 0 };
    GI_AUTO_BUF body = GI_BUF(1024);
    GI_AUTO(world) all = world_open();
    world_trust(all);
    date(all, AT_LATER, all->fixture->now + HOUR);
    world_publish(all);
    const char *blank = strstr(gi_buf_text(&all->checkpoint), "\n\n");
    gi_buf_add(&body, (gi_bytes){ all->checkpoint.data,
                                  (size_t)(blank + 1 - gi_buf_text(&all->checkpoint)) });
    world_cosign(&body, all->fixture->now, &all->checkpoint);
    EXPECT_OK(world_look(all, &(gi_audit_trust){ 0 }, &err));
    EXPECT(world_found_only(all, GI_AUDIT_AHEAD, AT_LATER));
    EXPECT_INT(all->finding[0].other, -1);
}

/* ---- a witness that is fed by file ---- */

/* Its line is of size AT_LATER and two hours younger than the leaf behind it, which is honest. */
static world *late_witness(void)
{
    world *all = world_open();
    gi_time later = all->fixture->now + 2 * HOUR;
    world_trust(all);
    all->by_file[0] = true;
    world_head(all, HEAD(.size = AT_LATER, .cosigned = later, .ts = later));
    return all;
}

SPEC(a_witness_by_file_that_is_late_accuses_no_leaf_that_was_there)
{
    GI_AUTO(world) all = late_witness();
    world_audit(all, NULL);
    EXPECT(silent(all) && all->counts.brackets == 1);
}

SPEC(a_leaf_behind_the_head_leaf_is_held_to_a_witness_by_file)
{
    GI_AUTO(world) all = late_witness();
    world_add(all, FIXTURE_LABEL, 0, all->fixture->now + HOUR, "{\"t\":\"issue\"}");
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_BACK_DATED, AT_END + 1));
}

SPEC(a_head_leaf_older_than_the_cosignature_in_it_is_found)
{
    GI_AUTO(world) all = world_open();
    world_trust(all);
    all->by_file[0] = true;
    world_head(all, HEAD(.size = AT_LATER, .cosigned = all->fixture->now + HOUR));
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_BACK_DATED, AT_END));
}

SPEC(a_leaf_dated_after_a_witness_by_file_saw_it_is_found)
{
    GI_AUTO(world) all = world_open();
    gi_time now = all->fixture->now;
    world_trust(all);
    all->by_file[0] = true;
    date(all, AT_LATER, now + HOUR);
    world_head(all, HEAD(.size = AT_END, .cosigned = now + MINUTE, .ts = now + HOUR));
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_AHEAD, AT_LATER));
}

/* ---- who is believed, who may be late ---- */

SPEC(cosignatures_of_strangers_bracket_nothing)
{
    GI_AUTO(world) all = with_head(HEAD(.size = AT_LATER, .cosigned = INT64_C(4000000000000)));
    all->witnesses = 0;
    world_audit(all, NULL);
    EXPECT(silent(all));
    EXPECT(all->counts.heads == 1 && all->counts.brackets == 0 && all->counts.cosigned == 0);
}

static void late_leaf(world *all, uint16_t by, const char *json)
{
    gi_time now = all->fixture->now;
    world_trust(all);
    world_head(all, HEAD(.size = AT_END, .cosigned = now + 20 * MINUTE, .ts = now + 10 * MINUTE));
    world_add(all, by, 0, now + 9 * MINUTE, json);
    world_audit(all, NULL);
}

SPEC(a_leaf_signed_offline_and_handed_in_late_is_listed_only)
{
    GI_AUTO(world) all = world_open();
    late_leaf(all, FIXTURE_AUTHORITY, "{\"t\":\"holder\"}");
    EXPECT(silent(all));
    EXPECT(all->notes == 1 && all->counts.late == 1);
}

SPEC(a_leaf_of_a_server_key_is_a_violation_whatever_reason_it_gives)
{
    GI_AUTO(world) all = world_open();
    late_leaf(all, FIXTURE_REGISTRY, "{\"t\":\"harvest\",\"why\":\"late\"}");
    EXPECT(world_found_only(all, GI_AUDIT_BACK_DATED, AT_END + 1));
}

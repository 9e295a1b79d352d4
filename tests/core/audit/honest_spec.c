/*
 * honest_spec.c - an audit is silent on honest logs, and adds up what they say.
 */
#include <stdlib.h>
#include <string.h>

#include "gi/text.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

SPEC(an_honest_log_gives_no_finding)
{
    GI_AUTO(world) all = world_open();
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0);
    EXPECT(all->verdict.tree && all->verdict.head_signed && all->verdict.state.known);
}

SPEC(the_audit_says_that_nobody_vouches_for_a_key_of_the_log_itself)
{
    GI_AUTO(world) all = world_open();
    world_audit(all, NULL);
    EXPECT(all->verdict.own_key);
}

SPEC(a_log_key_given_from_outside_is_used_and_accepted)
{
    gi_error err = { 0 };
    char vkey[GI_VKEY_TEXT];
    GI_AUTO(world) all = world_open();
    const gi_signer *log = fixture_signer(all->fixture, FIXTURE_LOG);
    EXPECT_OK(gi_vkey_print(FIXTURE_ORIGIN, &log->public_key, vkey, &err));
    world_publish(all);
    EXPECT_OK(world_look(all, &(gi_audit_trust){ vkey, NULL }, &err));
    EXPECT(all->findings == 0 && !all->verdict.own_key && all->verdict.head_signed);
}

SPEC(every_signature_is_verified_and_counted)
{
    gi_error err = { 0 };
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_verdict verdict = { 0 };
    gi_audit_options options = { .signatures = true, .threads = 3 };
    GI_AUTO(world) all = world_open();
    world_publish(all);
    EXPECT_OK(gi_audit_create(&options, &audit, &err));
    EXPECT_OK(gi_audit_log(audit, world_source(all), &(gi_audit_trust){ 0 }, &verdict, &err));
    gi_audit_verdict_clear(&verdict);
    EXPECT_INT(gi_audit_count(audit).signatures, AT_END + 2); /* product and grant have two */
}

SPEC(public_sums_are_what_the_acts_moved)
{
    gi_error err = { 0 };
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_sum sum;
    gi_audit_options options = { 0 };
    GI_AUTO(world) all = world_open();
    EXPECT_OK(gi_audit_create(&options, &audit, &err));
    for (size_t i = 0; i < all->count; i++) {
        EXPECT_OK(gi_audit_leaf(audit, gi_buf_view(&all->leaf[i]), &err));
    }
    EXPECT(gi_audit_sums(audit, 0, &sum) && !gi_audit_sums(audit, 1, &sum));
    EXPECT_TEXT(sum.season, "2026-1");
    EXPECT_INT(sum.issued, 120 * 50000);
    EXPECT_INT(sum.credited, 10 * 50000);
    EXPECT_INT(sum.potential, sum.allowed * 10 / 42);
}

SPEC(a_rotated_root_and_a_retired_key_are_no_findings)
{
    char public[160];
    GI_AUTO(world) all = NULL;
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_public_text(fixture->next_root, public);
    char next[65] = "0000000000000000000000000000000000000000000000000000000000000000";
    fixture_act(fixture, "key", "op", "rotate", "id", "2", "public", public, "next", next, NULL);
    fixture->signer[fixture->signers++] = fixture->next_root;
    fixture->next_root = NULL;
    (void)fixture_add_key(fixture, 9, GI_P256, "label");
    fixture_act(fixture, "key", "op", "retire", "id", "9", NULL);
    all = world_of(fixture);
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0);
}

/* One transaction for thousands of acts, as a bulk import makes them. */
static void submit(gi_session *session, gi_fixture *fixture, const char *act,
                   const char *const *fields)
{
    gi_error err = { 0 };
    GI_AUTO(gi_draft) draft = NULL;
    EXPECT_OK(gi_draft_create(act, gi_random_system(), &draft, &err));
    for (; *fields != NULL; fields += 2) {
        EXPECT_OK(gi_draft_set(draft, fields[0], gi_bytes_of(fields[1]), &err));
    }
    EXPECT_OK(gi_session_act(session, draft, &fixture->receipt, &err));
}

#define SUBMIT(act, ...) submit(session, fixture, act, (const char *const[]){ __VA_ARGS__, NULL })

static void issue_many(gi_fixture *fixture, int count)
{
    gi_error err = { 0 };
    GI_AUTO(gi_session) session = NULL;
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    for (int i = 0; i < count; i++) {
        fixture->now += 1000;
        SUBMIT("issue", "batch", fixture->batch, "count", "1", "net", "50g", "packed",
               "2026-04-20");
    }
    EXPECT_OK(gi_session_commit(session, &err));
}

/* Enough made goods for a hundred thousand labels of 50 g. */
static void add_big_batch(gi_fixture *fixture)
{
    fixture_act(fixture, "source", "holder", fixture->holder, "product", "LSYW", "kind", "plot",
                "township", "360483107", "capacity", "1000mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
    fixture_act(fixture, "harvest", "source", "2", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "59000kg", NULL);
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", "1:59000kg", "qty", "14000kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "batch", "holder", fixture->holder, "lot", "2", "grade", "特级", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
}

/* GI_LONG: a hundred thousand acts; else a tenth of the leaves, most of them in memory. */
SPEC(thousands_of_honest_leaves_give_no_finding)
{
    GI_AUTO(world) all = NULL;
    bool patient = getenv("GI_LONG") != NULL;
    int acts = patient ? 100000 : 1000;
    gi_fixture *fixture = fixture_open(GI_ED25519);
    fixture_add_grant(fixture);
    add_big_batch(fixture);
    for (int done = 0; done < acts; done += 1000) {
        issue_many(fixture, 1000);
    }
    all = world_of(fixture);
    world_repeat(all, patient ? 0 : 9000);
    world_audit(all, NULL);
    EXPECT(!world_found(all, GI_AUDIT_COUNT, 0) && all->findings == 0);
    EXPECT(all->count > 10000 && all->verdict.tree);
}

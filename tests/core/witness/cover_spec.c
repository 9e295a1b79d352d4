/* "Witnessed k of n": over any checkpoint that covers an act, by the keys of the policy. */
#include <stdio.h>
#include <string.h>

#include "gi/json.h"
#include "gi/lookup.h"
#include "gi/report.h"
#include "tests/core/witness/pair.h"
#include "tests/support/spec.h"

static gi_witnessed of_act(const net_pair *at, int64_t index)
{
    gi_error err = { 0 };
    gi_witnessed found = { 0 };
    EXPECT_OK(gi_act_witnessed(at->log->registry, index, &found, &err));
    return found;
}

SPEC(an_act_is_pending_until_a_witness_cosigned_it)
{
    net_pair at;
    net_open(&at);
    int64_t last = net_size(&at) - 1;
    gi_witnessed found = of_act(&at, last);
    EXPECT_INT(found.of, 1);
    EXPECT_INT(found.by, 0);
    EXPECT(!found.quorum);
    EXPECT(net_ask(&at).asked);
    found = of_act(&at, last);
    EXPECT_INT(found.by, 1);
    EXPECT(found.quorum);
    EXPECT_INT(found.newest, at.log->now / 1000);
    EXPECT_INT(of_act(&at, last + 1).by, 0); /* not covered */
    net_close(&at);
}

SPEC(an_act_stays_witnessed_while_the_log_grows)
{
    net_pair at;
    net_open(&at);
    int64_t last = net_size(&at) - 1;
    EXPECT(net_ask(&at).asked);
    fixture_add_grant(at.log);
    EXPECT_INT(of_act(&at, last).by, 1);
    EXPECT_INT(of_act(&at, net_size(&at) - 1).by, 0);
    net_close(&at);
}

static void write_policy(const net_pair *at, gi_signer *signer)
{
    gi_error err = { 0 };
    char path[200];
    char vkey[GI_VKEY_TEXT];
    gi_cosigner cosigner;
    EXPECT_OK(gi_cosigner_from(WATCHED_NAME, &signer->public_key, &cosigner, &err));
    gi_cosigner_print(&cosigner, vkey);
    (void)snprintf(path, sizeof path, "%s/witnesses", at->log->dir);
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fprintf(file, "witness w %s\n", vkey) > 0 && fclose(file) == 0);
}

SPEC(a_witness_that_changed_its_key_counts_anew)
{
    net_pair at;
    GI_AUTO(gi_signer) other = seeded_signer(99);
    net_open(&at);
    EXPECT(net_ask(&at).asked);
    write_policy(&at, other);
    EXPECT_INT(of_act(&at, 0).of, 1);
    EXPECT_INT(of_act(&at, 0).by, 0);
    net_close(&at);
}

SPEC(without_a_policy_nobody_is_promised)
{
    gi_error err = { 0 };
    gi_witnessed found = { .of = 4711 };
    GI_AUTO(gi_fixture) log = fixture_open(GI_ED25519);
    EXPECT_OK(gi_act_witnessed(log->registry, 0, &found, &err));
    EXPECT_INT(found.of, 0);
    EXPECT_INT(found.by, 0);
}

SPEC(a_look_up_counts_the_witnesses_of_its_act)
{
    net_pair at;
    gi_error err = { 0 };
    gi_verdict verdict;
    net_open(&at);
    fixture_add_grant(at.log);
    fixture_add_batch(at.log, "2026-04-05");
    EXPECT_OK(gi_lookup_batch(at.log->registry, gi_bytes_of(at.log->batch), &verdict, &err));
    EXPECT_INT(verdict.witnesses, 1);
    EXPECT_INT(verdict.witnessed, 0);
    EXPECT(net_ask(&at).asked);
    EXPECT_OK(gi_lookup_batch(at.log->registry, gi_bytes_of(at.log->batch), &verdict, &err));
    EXPECT_INT(verdict.witnessed, 1);
    net_close(&at);
}

SPEC(a_list_of_witnesses_that_is_wrong_silences_no_look_up)
{
    net_pair at;
    gi_error err = { 0 };
    gi_verdict verdict;
    net_open(&at);
    fixture_add_grant(at.log);
    fixture_add_batch(at.log, "2026-04-05");
    net_policy(&at, "nonsense");
    EXPECT_OK(gi_lookup_batch(at.log->registry, gi_bytes_of(at.log->batch), &verdict, &err));
    EXPECT_INT(verdict.witnesses, 0);
    net_close(&at);
}

SPEC(the_report_of_a_batch_says_how_far_it_is_witnessed)
{
    net_pair at;
    gi_error err = { 0 };
    GI_AUTO(gi_json) row = NULL;
    net_open(&at);
    fixture_add_grant(at.log);
    fixture_add_batch(at.log, "2026-04-05");
    EXPECT(net_ask(&at).asked);
    EXPECT_OK(gi_report_batch(at.log->registry, gi_bytes_of(at.log->batch), &row, &err));
    int64_t by = 0;
    EXPECT(gi_json_as_int(gi_json_get(row, "witnessed"), &by));
    EXPECT_INT(by, 1);
    net_close(&at);
}

/* officers.c - what the specs of this folder begin with (officers.h). */
#include "tests/core/officer/officers.h"

#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "gi/report.h"

gi_fixture *officers(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_add_key(fixture, OFFICER_TWO, GI_ED25519, "bureau");
    return fixture;
}

static size_t place_of(const gi_fixture *fixture, uint16_t key)
{
    size_t at = 0;
    while (fixture->signer[at]->key != key) {
        at++;
    }
    return at;
}

/* Signers past the count are still the fixture's: both_officers counts them again. */
void only_officer(gi_fixture *fixture, uint16_t key)
{
    uint16_t other = key == OFFICER_TWO ? FIXTURE_BUREAU : OFFICER_TWO;
    size_t at = place_of(fixture, other);
    gi_signer *signer = fixture->signer[at];
    fixture->signer[at] = fixture->signer[fixture->signers - 1];
    fixture->signer[--fixture->signers] = signer;
}

void both_officers(gi_fixture *fixture)
{
    fixture->signers++;
}

void days_pass(gi_fixture *fixture, int days)
{
    fixture->now += INT64_C(86400000) * days;
}

void freeze_batch(gi_fixture *fixture, bool with_doc)
{
    fixture_act(fixture, "freeze", "batch", fixture->batch, "why", "inspection", "who", WHO,
                with_doc ? "doc" : NULL, DOC, NULL);
}

gi_num_text last_act(const gi_fixture *fixture)
{
    return gi_num(fixture->receipt.index);
}

void last_leaf(const gi_fixture *fixture, char *out, size_t size)
{
    gi_error err = { 0 };
    GI_AUTO_BUF leaf = GI_BUF(4096);
    EXPECT_OK(gi_report_leaf(fixture->registry, fixture->receipt.index, &leaf, &err));
    EXPECT(leaf.size < size);
    memcpy(out, gi_buf_text(&leaf), leaf.size + 1);
}

int64_t log_size(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    int64_t count = 0;
    gi_time ts = 0;
    EXPECT_OK(gi_act_last(fixture->registry->db, &count, &ts, &err));
    return count;
}

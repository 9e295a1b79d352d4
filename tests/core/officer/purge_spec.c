/* Records are kept as long as the law says, and then only their private values go. */
#include <string.h>

#include "core/acts/purge_keep.h"
#include "core/store/registry.h"
#include "gi/officer.h"
#include "gi/report.h"
#include "tests/core/officer/officers.h"

/* keep_until of an act as retention tells it far in the future; "" when it is not listed. */
static void keep_of(const gi_fixture *fixture, int64_t act, char out[16])
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) rows = NULL;
    gi_day far = 0;
    out[0] = '\0';
    EXPECT_OK(gi_day_parse(gi_bytes_of("2199-01-01"), &far, &err));
    EXPECT_OK(gi_report_retention(fixture->registry, far, &rows, &err));
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        int64_t index = 0;
        gi_bytes until = { 0 };
        const gi_json *row = gi_json_at(rows, i);
        EXPECT(gi_json_as_int(gi_json_get(row, "act"), &index));
        if (index == act && gi_json_as_text(gi_json_get(row, "keep_until"), &until)) {
            memcpy(out, until.data, until.size);
            out[until.size] = '\0';
        }
    }
}

#define EXPECT_KEPT(fixture, act, wanted)  \
    do {                                   \
        char until_[16];                   \
        keep_of((fixture), (act), until_); \
        EXPECT_TEXT(until_, (wanted));     \
    } while (0)

/* The acts of the fixture's batch: harvest, make, batch. */
static int64_t harvest_of(const gi_fixture *fixture)
{
    return fixture->receipt.index - 3; /* officers() adds one key after the batch */
}

SPEC(without_labels_records_are_kept_two_years_from_making)
{
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_KEPT(fixture, harvest_of(fixture), "2028-04-05");
    EXPECT_KEPT(fixture, harvest_of(fixture) + 1, "2028-04-05");
    EXPECT_KEPT(fixture, harvest_of(fixture) + 2, "2028-04-05");
}

SPEC(labels_keep_the_records_of_all_that_went_in_to_shelf_end_and_six_months)
{
    GI_AUTO(gi_fixture) fixture = officers();
    int64_t harvest = harvest_of(fixture);
    (void)fixture_issue(fixture, "50g", 5); /* packed 2026-04-20, best before 18 months */
    EXPECT_KEPT(fixture, harvest, "2028-04-20");
    EXPECT_KEPT(fixture, harvest + 2, "2028-04-20");
}

SPEC(a_recall_keeps_its_records_for_two_more_years)
{
    GI_AUTO(gi_fixture) fixture = officers();
    int64_t harvest = harvest_of(fixture);
    fixture_act(fixture, "recall", "lot", "1", "grade", "I", "why", "residue", "who", WHO, "doc",
                DOC, NULL);
    EXPECT_KEPT(fixture, harvest, "2028-06-02");
}

SPEC(nothing_is_purged_before_its_time)
{
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_REFUSED(fixture, GI_WHY_NOTHING_ENDED, "purge", "day", "2026-06-01");
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, "purge", "day", "2028-04-06");
}

/* Two years later, at a step of the clock that a registry takes. */
static void years_pass(gi_fixture *fixture)
{
    for (int i = 0; i < 26; i++) {
        days_pass(fixture, 27);
        fixture_act(fixture, "suspend", "holder", fixture->holder, "op",
                    i % 2 == 0 ? "suspend" : "resume", "why", "inspection", NULL);
    }
}

SPEC(purging_takes_values_of_ended_records_and_every_proof_stays_good)
{
    gi_error err = { 0 };
    int64_t fields = 0;
    GI_AUTO(gi_fixture) fixture = officers();
    int64_t harvest = harvest_of(fixture);
    years_pass(fixture); /* to 2028-05-03 */
    fixture_act(fixture, "purge", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "count"), 3);
    EXPECT_OK(gi_private_filled(fixture->registry->db, harvest, &fields, &err));
    EXPECT_INT(fields, 0);
    EXPECT_KEPT(fixture, harvest, "");
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
    for (int64_t index = harvest; index <= fixture->receipt.index; index++) {
        GI_AUTO_BUF proof = GI_BUF(65536);
        EXPECT_OK(gi_report_proof(fixture->registry, index, &proof, &err));
    }
}

SPEC(purging_leaves_holders_and_unended_records_alone)
{
    gi_error err = { 0 };
    int64_t before = 0;
    int64_t after = 0;
    GI_AUTO(gi_fixture) fixture = officers();
    int64_t grant = harvest_of(fixture) - 1;
    years_pass(fixture);
    EXPECT_OK(gi_private_filled(fixture->registry->db, grant, &before, &err));
    fixture_act(fixture, "purge", "day", "2028-04-06", NULL);
    EXPECT_OK(gi_private_filled(fixture->registry->db, grant, &after, &err));
    EXPECT(before > 0);
    EXPECT_INT(after, before);
    EXPECT_REFUSED(fixture, GI_WHY_NOTHING_ENDED, "purge", "day", "2028-04-06");
}

SPEC(a_registry_key_alone_purges_nothing)
{
    GI_AUTO(gi_fixture) fixture = officers();
    years_pass(fixture);
    gi_signer *authority = fixture->signer[2];
    EXPECT_INT(authority->key, FIXTURE_AUTHORITY);
    fixture->signer[2] = fixture->signer[1];
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "purge", "most", "1");
    fixture->signer[2] = authority;
}

/* A recall takes everything back that comes from its root, once, with the days of the law. */
#include <string.h>

#include "core/store/officer.h"
#include "core/store/registry.h"
#include "gi/lookup.h"
#include "gi/report.h"
#include "gi/text.h"
#include "tests/core/officer/officers.h"

static void recall_lot(gi_fixture *fixture, const char *lot, const char *grade)
{
    fixture_act(fixture, "recall", "lot", lot, "grade", grade, "why", "residue", "who", WHO, "doc",
                DOC, NULL);
}

static bool is_recalled(const gi_fixture *fixture, const char *batch)
{
    gi_error err = { 0 };
    gi_hold hold;
    bool held = false;
    EXPECT_OK(gi_hold_of_units(fixture->registry->db, batch, 0, 0, 0, 0, &held, &hold, &err));
    return held && hold.grade > 0;
}

SPEC(a_recalled_lot_takes_its_batches_with_it_and_no_others)
{
    char first[GI_BATCH_ID_TEXT];
    GI_AUTO(gi_fixture) fixture = officers();
    memcpy(first, fixture->batch, sizeof first);
    fixture_add_batch(fixture, "2026-04-10");
    recall_lot(fixture, "1", "I");
    EXPECT_INT(fixture_answer_int(fixture, "count"), 1);
    EXPECT(is_recalled(fixture, first));
    EXPECT(!is_recalled(fixture, fixture->batch));
}

SPEC(of_a_recalled_batch_no_label_is_told_to_be_in_force)
{
    gi_error err = { 0 };
    gi_verdict before;
    gi_verdict after;
    GI_AUTO(gi_fixture) fixture = officers();
    gi_bytes batch = gi_bytes_of(fixture->batch);
    (void)fixture_issue(fixture, "50g", 20);
    EXPECT_OK(gi_lookup(fixture->registry, batch, &before, &err));
    recall_lot(fixture, "1", "I");
    EXPECT_OK(gi_lookup(fixture->registry, batch, &after, &err));
    EXPECT_INT(before.units_in_force, before.units_issued);
    EXPECT_INT(after.units_issued, before.units_issued);
    EXPECT_INT(after.units_in_force, 0);
}

SPEC(a_recalled_source_takes_all_its_batches)
{
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_add_batch(fixture, "2026-04-10");
    fixture_act(fixture, "recall", "source", "1", "grade", "II", "why", "residue", "who", WHO,
                "doc", DOC, NULL);
    EXPECT_INT(fixture_answer_int(fixture, "count"), 2);
    EXPECT(is_recalled(fixture, fixture->batch));
}

SPEC(the_terms_run_by_grade_in_hours_and_working_days)
{
    static const struct {
        const char *grade;
        const char *start;
        const char *end;
    } terms[] = { { "I", "2026-06-02 10:00", "2026-06-15" },
                  { "II", "2026-06-03 10:00", "2026-06-30" },
                  { "III", "2026-06-04 10:00", "2026-07-14" } };
    for (size_t i = 0; i < 3; i++) {
        char text[32];
        GI_AUTO(gi_fixture) fixture = officers();
        recall_lot(fixture, "1", terms[i].grade);
        fixture_answer_text(fixture, "start_by", text, sizeof text);
        EXPECT_TEXT(text, terms[i].start);
        fixture_answer_text(fixture, "end_by", text, sizeof text);
        EXPECT_TEXT(text, terms[i].end);
    }
}

SPEC(a_year_without_known_holidays_is_named)
{
    char warning[128];
    GI_AUTO(gi_fixture) fixture = officers();
    days_pass(fixture, 210); /* 2026-12-28 */
    recall_lot(fixture, "1", "I");
    fixture_answer_text(fixture, "warning", warning, sizeof warning);
    EXPECT(strstr(warning, "holidays of 2027 unknown: weekends only") != NULL);
}

SPEC(a_recalled_batch_is_not_recalled_again)
{
    GI_AUTO(gi_fixture) fixture = officers();
    recall_lot(fixture, "1", "III");
    EXPECT_REFUSED(fixture, GI_WHY_RECALLED, "recall", "batch", fixture->batch, "grade", "I", "why",
                   "unsafe", "who", WHO, "doc", DOC);
    EXPECT_REFUSED(fixture, GI_WHY_RECALLED, "recall", "lot", "2", "grade", "I", "why", "unsafe",
                   "who", WHO, "doc", DOC);
}

SPEC(nothing_new_comes_of_what_is_recalled)
{
    GI_AUTO(gi_fixture) fixture = officers();
    recall_lot(fixture, "1", "I");
    EXPECT_REFUSED(fixture, GI_WHY_RECALLED, "issue", "batch", fixture->batch, "count", "1", "net",
                   "50g", "packed", "2026-04-20");
    EXPECT_REFUSED(fixture, GI_WHY_RECALLED, "batch", "holder", fixture->holder, "lot", "2",
                   "grade", "特级");
}

SPEC(a_recall_wants_bureau_and_authority_and_a_document)
{
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "recall", "lot", "1", "grade", "I", "why",
                   "unsafe", "who", WHO);
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "recall", "grade", "I", "why", "unsafe", "who", WHO,
                   "doc", DOC);
    fixture->signers--; /* the second officer */
    EXPECT_INT(fixture->signer[2]->key, FIXTURE_AUTHORITY);
    gi_signer *authority = fixture->signer[2];
    fixture->signer[2] = fixture->signer[1];
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "recall", "lot", "1", "grade", "I", "why",
                   "unsafe", "who", WHO, "doc", DOC);
    fixture->signer[2] = authority;
    fixture->signers++;
}

SPEC(the_leaf_of_a_recall_counts_lists_and_hashes_its_batches)
{
    char leaf[4096];
    GI_AUTO_BUF list = GI_BUF(256);
    GI_AUTO_BUF hash = GI_BUF(64);
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "recall", "source", "1", "grade", "I", "why", "residue", "who", WHO, "doc",
                DOC, NULL);
    last_leaf(fixture, leaf, sizeof leaf);
    gi_buf_add_format(&list, "[\"%s\"]", fixture->batch);
    gi_digest digest = gi_sha256(gi_buf_view(&list));
    gi_base64_add(&hash, gi_digest_view(&digest));
    EXPECT(strstr(leaf, gi_buf_text(&hash)) != NULL);
    EXPECT(strstr(leaf, gi_buf_text(&list)) != NULL && strstr(leaf, "\"count\":1") != NULL);
    EXPECT(strstr(leaf, "\"grade\":1") != NULL && strstr(leaf, "\"root\":\"source\"") != NULL);
    EXPECT(strstr(leaf, "\"source\":") == NULL);
}

SPEC(progress_counts_up_to_what_was_issued)
{
    GI_AUTO(gi_fixture) fixture = officers();
    (void)fixture_issue(fixture, "50g", 20);
    recall_lot(fixture, "1", "I");
    gi_num_text act = last_act(fixture);
    fixture_act(fixture, "recall-progress", "ref", act.text, "state", "started", "returned", "5",
                "destroyed", "2", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_SHRINKS, "recall-progress", "ref", act.text, "state",
                   "under-way", "returned", "4");
    EXPECT_REFUSED(fixture, GI_WHY_OUT_OF_RANGE, "recall-progress", "ref", act.text, "state",
                   "under-way", "destroyed", "6");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_ISSUED, "recall-progress", "ref", act.text, "state",
                   "under-way", "returned", "15", "missing", "6");
    fixture_act(fixture, "recall-progress", "ref", act.text, "state", "ended", "returned", "15",
                "destroyed", "15", "missing", "5", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "recall-progress", "ref", act.text, "state", "ended");
    EXPECT_REFUSED(fixture, GI_WHY_NO_RECALL, "recall-progress", "ref", "1", "state", "ended");
}

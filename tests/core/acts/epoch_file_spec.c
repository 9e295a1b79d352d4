/* The file of an epoch that was signed elsewhere: submitted twice, or of another act. */
#include "gi/epoch.h"
#include "tests/core/acts/helpers.h"

#define NEXT "gi.example.cn/log/2027"
#define NEXT_LOG 20

static gi_status send(gi_fixture *fixture, const gi_json *file, gi_epoch_begun *out, gi_error *err)
{
    return gi_log_new_epoch_submit(fixture->registry, file, fixture->signer, fixture->signers, out,
                                   err);
}

SPEC(a_file_that_was_submitted_gives_its_first_answer_again)
{
    gi_error err = { 0 };
    gi_epoch_begun first;
    gi_epoch_begun again;
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_add_key(fixture, NEXT_LOG, GI_ED25519, NULL);
    const gi_signer *log = fixture_signer(fixture, NEXT_LOG);
    gi_new_epoch what = {
        .origin = NEXT, .key = NEXT_LOG, .log = &log->public_key, .why = "moved"
    };
    EXPECT_OK(gi_log_new_epoch_export(fixture->registry, &what, &file, &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_ROOT), &err));
    EXPECT_OK(send(fixture, file, &first, &err));
    (void)fixture_issue(fixture, "50g", 1);
    int64_t size = acts(fixture);
    EXPECT_OK(send(fixture, file, &again, &err));
    EXPECT_INT(acts(fixture), size);
    EXPECT(again.number == 2 && again.act == first.act);
    EXPECT(again.kept == first.kept && again.far == first.far);
}

SPEC(a_file_of_another_act_closes_no_log)
{
    gi_error err = { 0 };
    gi_epoch_begun begun;
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    int64_t before = acts(fixture);
    EXPECT_OK(gi_draft_create("status", gi_random_system(), &draft, &err));
    EXPECT_OK(gi_act_export(fixture->registry, draft, &file, &err));
    EXPECT_WHY(send(fixture, file, &begun, &err), GI_WHY_BAD_JSON);
    EXPECT_INT(acts(fixture), before);
    gi_receipt receipt; /* nor one that was done */
    EXPECT_OK(gi_act_submit_signed(fixture->registry, file, fixture->signer, fixture->signers,
                                   &receipt, &err));
    EXPECT_WHY(send(fixture, file, &begun, &err), GI_WHY_BAD_JSON);
}

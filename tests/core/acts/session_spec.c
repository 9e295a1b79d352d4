/* What was asked before is not done twice; acts of a session that fall alone or together. */
#include "core/acts/act.h"
#include "core/acts/draft.h"
#include "core/acts/session.h"
#include "tests/core/acts/helpers.h"

#define REQUEST "00112233445566778899aabbccddeeff"

static gi_draft *harvest(gi_fixture *fixture, const char *quantity)
{
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    const char *const fields[][2] = { { "source", "1" },
                                      { "product", "LSYW" },
                                      { "season", "2026-1" },
                                      { "day", "2026-04-05" },
                                      { "qty", quantity } };
    EXPECT_OK(gi_draft_create("harvest", fixture->registry->random, &draft, &err));
    EXPECT_OK(gi_draft_set_request(draft, gi_bytes_of(REQUEST), &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), &err));
    }
    return draft;
}

static gi_status submit(gi_fixture *fixture, const gi_draft *draft, gi_receipt *out, gi_error *err)
{
    return gi_act_submit(fixture->registry, draft, fixture->signer, fixture->signers, out, err);
}

SPEC(the_same_request_with_the_same_draft_gives_the_same_answer)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) draft = harvest(fixture, "1kg");
    gi_error err = { 0 };
    gi_receipt first;
    gi_receipt second;
    EXPECT_OK(submit(fixture, draft, &first, &err));
    EXPECT_OK(submit(fixture, draft, &second, &err));
    EXPECT(second.repeated && !first.repeated);
    EXPECT_INT(second.index, first.index);
    EXPECT_TEXT(second.answer, first.answer);
    EXPECT_INT(balance(fixture, "raw"), 1000000);
}

SPEC(the_same_request_with_another_draft_is_a_conflict)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) draft = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) other = harvest(fixture, "2kg");
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(submit(fixture, draft, &receipt, &err));
    EXPECT_WHY(submit(fixture, other, &receipt, &err), GI_WHY_REQUEST_REUSED);
    EXPECT_INT(balance(fixture, "raw"), 1000000);
}

SPEC(a_failing_act_of_a_session_undoes_only_itself)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) good = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) bad = harvest(fixture, "500kg");
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(gi_draft_set_request(bad, gi_bytes_of("ffffffffffffffffffffffffffffffff"), &err));
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    EXPECT_OK(gi_session_act(session, good, &receipt, &err));
    EXPECT_WHY(gi_session_act(session, bad, &receipt, &err), GI_WHY_OVER_DAILY);
    EXPECT_OK(gi_session_commit(session, &err));
    EXPECT_INT(balance(fixture, "raw"), 1000000);
    EXPECT(books_balance(fixture));
}

SPEC(acts_that_stand_or_fall_together_fall_with_the_first_that_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) good = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) bad = harvest(fixture, "500kg");
    gi_session *session = NULL;
    gi_error err = { 0 };
    gi_receipt receipt;
    int64_t before = acts(fixture);
    EXPECT_OK(gi_draft_set_request(bad, gi_bytes_of("ffffffffffffffffffffffffffffffff"), &err));
    EXPECT_OK(gi_session_begin_whole(fixture->registry, fixture->signer, fixture->signers, &session,
                                     &err));
    EXPECT_OK(gi_session_act(session, good, &receipt, &err));
    EXPECT_WHY(gi_session_act(session, bad, &receipt, &err), GI_WHY_OVER_DAILY);
    EXPECT_WHY(gi_session_act(session, good, &receipt, &err), GI_WHY_OVER_DAILY);
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_OVER_DAILY);
    gi_session_destroy(session);
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance(fixture, "raw"), 0);
}

SPEC(a_request_that_was_reused_sinks_acts_that_stand_or_fall_together)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_draft) first = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) good = harvest(fixture, "1kg");
    GI_AUTO(gi_draft) reused = harvest(fixture, "2kg");
    GI_AUTO(gi_session) session = NULL;
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(submit(fixture, first, &receipt, &err));
    int64_t before = acts(fixture);
    EXPECT_OK(gi_draft_set_request(good, gi_bytes_of("ff112233445566778899aabbccddeeff"), &err));
    EXPECT_OK(gi_session_begin_whole(fixture->registry, fixture->signer, fixture->signers, &session,
                                     &err));
    EXPECT_OK(gi_session_act(session, good, &receipt, &err));
    EXPECT_WHY(gi_session_act(session, reused, &receipt, &err), GI_WHY_REQUEST_REUSED);
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_REQUEST_REUSED);
    gi_session_destroy(session);
    session = NULL;
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance(fixture, "raw"), 1000000);
}

SPEC(a_first_act_that_is_refused_sinks_its_session_as_well)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) bad = harvest(fixture, "500kg");
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(gi_session_begin_whole(fixture->registry, fixture->signer, fixture->signers, &session,
                                     &err));
    EXPECT_INT(gi_session_act(session, bad, &receipt, NULL), GI_CONFLICT);
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_OVER_DAILY);
}

SPEC(a_session_that_is_not_committed_leaves_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_receipt receipt;
    gi_session *session = NULL;
    GI_AUTO(gi_draft) draft = harvest(fixture, "1kg");
    int64_t before = acts(fixture);
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    EXPECT_OK(gi_session_act(session, draft, &receipt, &err));
    gi_session_destroy(session);
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance(fixture, "raw"), 0);
}

/* Acts of a session that wait for their signatures: in order, whole, or not at all. */
#include <limits.h>
#include <string.h>

#include "core/acts/act.h"
#include "core/acts/pending.h"
#include "core/acts/signatures.h"
#include "core/store/registry.h"
#include "gi/report.h"
#include "tests/core/acts/helpers.h"

/* A registry key that refuses after so many signatures. */
typedef struct tired {
    gi_signer base; /* first, so that the two pointers are one */
    const gi_signer *real;
    int left;
} tired;

static gi_status sign_some(const gi_signer *signer, gi_bytes message, gi_signature *out,
                           gi_error *err)
{
    tired *self = (tired *)(uintptr_t)signer;
    if (__atomic_fetch_sub(&self->left, 1, __ATOMIC_SEQ_CST) <= 0) {
        return gi_fail(err, GI_WHY_CRYPTO, "tired");
    }
    return gi_signer_sign(self->real, message, out, err);
}

static void keep(gi_signer *signer)
{
    (void)signer; /* it lies on the stack of the SPEC */
}

static const gi_signer_type tired_type = { sign_some, keep };

static gi_draft *harvest(const gi_fixture *fixture)
{
    static const char *const fields[][2] = { { "source", "1" },
                                             { "product", "LSYW" },
                                             { "season", "2026-1" },
                                             { "day", "2026-04-05" },
                                             { "qty", "1g" } };
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    EXPECT_OK(gi_draft_create("harvest", fixture->registry->random, &draft, &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), &err));
    }
    return draft;
}

static gi_status pick_many(gi_fixture *fixture, int count, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_receipt receipt;
    GI_TRY(gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, err));
    for (int i = 0; i < count; i++) {
        GI_AUTO(gi_draft) draft = harvest(fixture);
        GI_TRY(gi_session_act(session, draft, &receipt, err));
    }
    return gi_session_commit(session, err);
}

/* Puts a tired signer in the place of the registry key. */
static void tire(gi_fixture *fixture, tired *signer, int left)
{
    for (size_t i = 0; i < fixture->signers; i++) {
        if (fixture->signer[i]->key == FIXTURE_REGISTRY) {
            *signer = (tired){ *fixture->signer[i], fixture->signer[i], left };
            signer->base.type = &tired_type;
            fixture->signer[i] = &signer->base;
        }
    }
}

static void wake(gi_fixture *fixture, const tired *signer)
{
    for (size_t i = 0; i < fixture->signers; i++) {
        if (fixture->signer[i] == &signer->base) {
            fixture->signer[i] = (gi_signer *)(uintptr_t)signer->real;
        }
    }
}

SPEC(acts_that_waited_stand_in_their_order_and_are_signed)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    int64_t before = acts(fixture);
    int64_t n = 0;
    const gi_public_key *key = &fixture_signer(fixture, FIXTURE_REGISTRY)->public_key;

    EXPECT_OK(pick_many(fixture, 2 * GI_PENDING_MAX + 5, &err));

    EXPECT_INT(acts(fixture), before + 2 * GI_PENDING_MAX + 5);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
    for (int64_t at = before; at < acts(fixture); at++) {
        GI_AUTO(gi_json) one = leaf(fixture, at);
        bool fits = false;
        EXPECT_OK(gi_leaf_signed_by(one, FIXTURE_REGISTRY, key, &fits, &err));
        EXPECT(fits);
        EXPECT(at == before || leaf_int(fixture, at, "n") == n + 1);
        n = leaf_int(fixture, at, "n");
    }
}

SPEC(a_signature_that_fails_later_leaves_nothing_of_the_session)
{
    for (int left = 0; left < 2 * GI_PENDING_MAX + 5; left += 33) {
        GI_AUTO(gi_fixture) fixture = land();
        gi_error err = { 0 };
        tired signer = { .left = 0 };
        int64_t before = acts(fixture);
        tire(fixture, &signer, left);
        EXPECT_WHY(pick_many(fixture, 2 * GI_PENDING_MAX + 5, &err), GI_WHY_CRYPTO);
        wake(fixture, &signer);
        EXPECT_INT(acts(fixture), before);
        EXPECT_INT(balance(fixture, "raw"), 0);
        EXPECT(books_balance(fixture));
        EXPECT_OK(pick_many(fixture, 3, &err));
        EXPECT_OK(gi_registry_check(fixture->registry, &err));
    }
}

SPEC(a_request_among_the_waiting_acts_gets_its_first_answer)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_receipt first;
    gi_receipt again;
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) draft = harvest(fixture);
    GI_AUTO(gi_draft) other = harvest(fixture);
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    EXPECT_OK(gi_session_act(session, draft, &first, &err));
    EXPECT_OK(gi_session_act(session, other, &again, &err));

    EXPECT_OK(gi_session_act(session, draft, &again, &err));

    EXPECT(again.repeated && again.index == first.index);
    EXPECT_TEXT(again.answer, first.answer);
    EXPECT_OK(gi_session_commit(session, &err));
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
}

SPEC(a_session_whose_signature_failed_takes_no_act_that_waits)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_receipt receipt;
    tired signer = { .left = 0 };
    gi_status status = GI_OK;
    tire(fixture, &signer, 0);
    GI_AUTO(gi_session) session = NULL;
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    for (int i = 0; i < GI_PENDING_MAX && status == GI_OK; i++) {
        GI_AUTO(gi_draft) draft = harvest(fixture);
        status = gi_session_act(session, draft, &receipt, &err);
    }
    EXPECT_WHY(status, GI_WHY_CRYPTO);
    signer.left = INT_MAX;
    GI_AUTO(gi_draft) late = harvest(fixture);
    err = (gi_error){ 0 };
    EXPECT_WHY(gi_session_act(session, late, &receipt, &err), GI_WHY_CRYPTO);
    wake(fixture, &signer);
}

/* ---- a text that looks like the place of a signature ---- */

static void expect_signed(const gi_fixture *fixture, uint16_t by)
{
    gi_error err = { 0 };
    bool fits = false;
    GI_AUTO(gi_json) one = leaf(fixture, fixture->receipt.index);
    EXPECT_INT(leaf_int(fixture, fixture->receipt.index, "by"), by);
    EXPECT_OK(gi_leaf_signed_by(one, by, &fixture_signer(fixture, by)->public_key, &fits, &err));
    EXPECT(fits);
}

SPEC(a_text_that_looks_like_no_signature_stays_what_it_is)
{
    gi_bytes text = { 0 };
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "lab-report", "lot", "1", "laboratory", GI_NO_SIGNATURE, "number", "7",
                "day", "2026-04-06", "result", "pass", "items", "水分:5.2%:≤7.0", "doc",
                "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", NULL);
    GI_AUTO(gi_json) report = leaf(fixture, fixture->receipt.index);
    EXPECT(gi_json_as_text(gi_json_get(report, "laboratory"), &text));
    EXPECT(gi_bytes_equal(text, gi_bytes_of(GI_NO_SIGNATURE)));
    expect_signed(fixture, FIXTURE_REGISTRY);
}

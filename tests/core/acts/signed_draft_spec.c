/* Drafts that travel as files: signed elsewhere, by two roles, unchanged and not overtaken. */
#include "core/store/registry.h"
#include "tests/core/acts/helpers.h"

static gi_json *exported_grant(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_json *file = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360402101", "capacity", "5mu", NULL);
    EXPECT_OK(gi_draft_create("grant", fixture->registry->random, &draft, &err));
    EXPECT_OK(gi_draft_set(draft, "product", gi_bytes_of("LSYW"), &err));
    EXPECT_OK(gi_draft_set(draft, "season", gi_bytes_of("2026-1"), &err));
    EXPECT_OK(gi_draft_set(draft, "sources", gi_bytes_of("2"), &err));
    EXPECT_OK(gi_act_export(fixture->registry, draft, &file, &err));
    return file;
}

/* Only the log key stays on the server. */
static gi_status submit_file(gi_fixture *fixture, const gi_json *file, gi_error *err)
{
    gi_signer *log = fixture_signer(fixture, FIXTURE_LOG);
    gi_receipt receipt;
    return gi_act_submit_signed(fixture->registry, file, &log, 1, &receipt, err);
}

SPEC(exporting_changes_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    EXPECT(gi_json_ok(file, NULL) == GI_OK);
    EXPECT_INT(acts(fixture), 10);
    EXPECT_INT(balance(fixture, "allow"), 599940000);
}

SPEC(a_draft_signed_elsewhere_by_two_roles_is_accepted)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(submit_file(fixture, file, &err));
    EXPECT(balance(fixture, "allow") > 599940000);
}

SPEC(a_draft_signed_elsewhere_by_one_role_only_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_SIGNER_MISSING);
    EXPECT_INT(balance(fixture, "allow"), 599940000);
}

SPEC(a_draft_changed_after_signing_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    GI_AUTO(gi_json) leaf_copy = gi_json_copy(gi_json_get(file, "leaf"));
    gi_json_set_int(leaf_copy, "qty", 999999999);
    gi_json_set(file, "leaf", GI_TAKE(leaf_copy));
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_DRAFT_STALE);
}

SPEC(a_draft_overtaken_by_another_act_of_the_same_key_is_stale)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    fixture_act(fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection", NULL);
    fixture_act(fixture, "suspend", "holder", "0001", "op", "resume", "why", "cleared", NULL);
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_DRAFT_STALE);
}

SPEC(a_forged_signature_in_a_file_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) file = exported_grant(fixture);
    gi_error err = { 0 };
    gi_signer *thief = NULL;
    uint8_t seed[32] = { 99 };
    EXPECT_OK(
        gi_signer_from_seed(GI_ED25519, FIXTURE_AUTHORITY, (gi_bytes){ seed, 32 }, &thief, &err));
    EXPECT_OK(gi_act_sign(file, thief, &err));
    gi_signer_destroy(thief);
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_BAD_SIGNATURE);
}

SPEC(a_signed_draft_from_more_than_ten_minutes_ahead_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    fixture->now += 600001;
    GI_AUTO(gi_json) file = exported_grant(fixture);
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_AUTHORITY), &err));
    EXPECT_OK(gi_act_sign(file, fixture_signer(fixture, FIXTURE_BUREAU), &err));
    fixture->now -= 600001;
    EXPECT_WHY(submit_file(fixture, file, &err), GI_WHY_CLOCK_AHEAD);
    EXPECT_INT(balance(fixture, "allow"), 599940000);
}

/* What a repeated draft is told by: nothing that lets anyone test a guess of an erased value. */
#include <string.h>

#include "core/store/log_rows.h"
#include "core/store/registry.h"
#include "tests/core/acts/helpers.h"

static gi_digest draft_of_act(const gi_fixture *fixture, int64_t act)
{
    gi_error err = { 0 };
    gi_act_row row;
    EXPECT_OK(gi_act_load(fixture->registry->db, act, &row, NULL, NULL, &err));
    return row.draft;
}

static void pick(gi_fixture *fixture)
{
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "1kg", NULL);
}

SPEC(two_drafts_that_say_the_same_are_kept_under_different_digests)
{
    GI_AUTO(gi_fixture) fixture = land();
    pick(fixture);
    gi_digest first = draft_of_act(fixture, fixture->receipt.index);
    pick(fixture);
    gi_digest second = draft_of_act(fixture, fixture->receipt.index);
    EXPECT(memcmp(&first, &second, sizeof first) != 0);
}

static gi_draft *grower(const char *phone)
{
    static const char *const fields[][2] = { { "kind", "grower" },
                                             { "name", "示例农户" },
                                             { "card", "CARD-77" } };
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    EXPECT_OK(gi_draft_create("holder", gi_random_system(), &draft, &err));
    EXPECT_OK(gi_draft_set_request(draft, gi_bytes_of("000102030405060708090a0b0c0d0e0f"), &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), &err));
    }
    EXPECT_OK(gi_draft_set(draft, "phone", gi_bytes_of(phone), &err));
    return draft;
}

static gi_status submit(gi_fixture *fixture, const char *phone, gi_receipt *out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = grower(phone);
    return gi_act_submit(fixture->registry, draft, fixture->signer, fixture->signers, out, err);
}

SPEC(a_draft_is_known_again_by_its_private_fields_too)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(submit(fixture, "13800000000", &receipt, &err));
    EXPECT_OK(submit(fixture, "13800000000", &receipt, &err));
    EXPECT(receipt.repeated);
    EXPECT_WHY(submit(fixture, "13900000000", &receipt, &err), GI_WHY_REQUEST_REUSED);
}

SPEC(after_an_erasure_nobody_can_tell_by_trying_what_was_there)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_receipt first;
    gi_receipt again;
    EXPECT_OK(submit(fixture, "13800000000", &first, &err));
    gi_num_text act = gi_num(first.index);
    fixture_act(fixture, "erase", "act", act.text, "field", "phone", "why", "request", NULL);
    EXPECT_OK(submit(fixture, "13900000000", &again, &err));
    EXPECT(again.repeated && again.index == first.index);
    EXPECT_OK(submit(fixture, "13800000000", &again, &err));
    EXPECT(again.repeated && again.index == first.index);
}

/* The life of keys: added, retired, leaked, the root rotated to its announced successor. */
#include <string.h>

#include "core/store/keys.h"
#include "core/store/registry.h"
#include "gi/text.h"
#include "tests/core/acts/helpers.h"

#define SUSPEND "suspend", "holder", "0001", "op", "suspend", "why", "inspection"

SPEC(a_registry_is_founded_once)
{
    GI_AUTO(gi_fixture) fixture = land();
    char root[160];
    fixture_public_text(fixture_signer(fixture, FIXTURE_ROOT), root);
    EXPECT_REFUSED(fixture, GI_WHY_FOUNDED, "found", "origin", "x.example/log", "name", "示例",
                   "kind", "demo", "suite", "intl", "root", root, "log", root, "next",
                   "0000000000000000000000000000000000000000000000000000000000000000");
}

SPEC(the_founding_leaf_fixes_kind_suite_and_the_hash_of_the_next_root)
{
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    GI_AUTO(gi_json) founding = leaf(fixture, 0);
    const gi_json *facts = gi_json_get(founding, "found");
    gi_bytes text = { 0 };
    EXPECT(gi_json_as_text(gi_json_get(facts, "kind"), &text));
    EXPECT(gi_bytes_equal(text, gi_bytes_of("demo")));
    EXPECT(gi_json_as_text(gi_json_get(facts, "next"), &text) && text.size == 64);
}

SPEC(a_key_id_is_never_used_again)
{
    GI_AUTO(gi_fixture) fixture = land();
    char text[160];
    fixture_public_text(fixture_signer(fixture, FIXTURE_LABEL), text);
    fixture_act(fixture, "key", "op", "retire", "id", "7", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, "key", "op", "add", "id", "7", "role", "label", "public",
                   text);
}

SPEC(a_retired_key_signs_nothing_more)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "key", "op", "retire", "id", "4", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, SUSPEND);
}

SPEC(a_leaked_key_needs_its_last_good_serial)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "key", "op", "leaked", "id", "7");
    fixture_act(fixture, "key", "op", "leaked", "id", "7", "last_good", "12", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "key", "op", "retire", "id", "7");
}

SPEC(every_change_of_a_key_is_tied_to_the_list_by_its_hash)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    int64_t act = 0;
    gi_bytes doc = { 0 };
    GI_AUTO_BUF list = GI_BUF(65536);
    GI_AUTO_BUF wanted = GI_BUF(128);
    fixture_act(fixture, "key", "op", "retire", "id", "7", NULL);
    EXPECT_OK(gi_key_list_last(fixture->registry->db, &act, &list, &err));
    GI_AUTO(gi_json) signed_leaf = leaf(fixture, act);
    gi_digest digest = gi_sha256(gi_buf_view(&list));
    gi_base64_add(&wanted, gi_digest_view(&digest));
    EXPECT(gi_json_as_text(gi_json_get(signed_leaf, "doc"), &doc));
    EXPECT(gi_bytes_equal(doc, gi_buf_view(&wanted)));
    EXPECT_INT(leaf_int(fixture, act, "by"), FIXTURE_ROOT);
}

static void rotate(gi_fixture *fixture)
{
    char text[160];
    fixture_public_text(fixture->next_root, text);
    fixture_act(fixture, "key", "op", "rotate", "id", "2", "public", text, "next",
                "1111111111111111111111111111111111111111111111111111111111111111", NULL);
}

SPEC(the_announced_successor_takes_over_from_the_root)
{
    GI_AUTO(gi_fixture) fixture = land();
    char text[160];
    rotate(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "key", "op", "retire", "id", "7");
    fixture->signer[fixture->signers++] = fixture->next_root;
    fixture->next_root = NULL;
    fixture_public_text(fixture_signer(fixture, FIXTURE_LABEL), text);
    fixture_act(fixture, "key", "op", "add", "id", "9", "role", "label", "public", text, NULL);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "by"), FIXTURE_NEXT);
}

SPEC(a_root_that_was_not_announced_cannot_take_over)
{
    GI_AUTO(gi_fixture) fixture = land();
    char text[160];
    fixture_public_text(fixture_signer(fixture, FIXTURE_LABEL), text);
    EXPECT_REFUSED(fixture, GI_WHY_WRONG_ROOT, "key", "op", "rotate", "id", "2", "public", text,
                   "next", "1111111111111111111111111111111111111111111111111111111111111111");
}

SPEC(keys_of_all_three_algorithms_sign_acts)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "key", "op", "retire", "id", "4", NULL);
    (void)fixture_add_key(fixture, 8, GI_SM2, "authority");
    fixture_act(fixture, SUSPEND, NULL);
    fixture_act(fixture, "key", "op", "retire", "id", "8", NULL);
    (void)fixture_add_key(fixture, 9, GI_P256, "authority");
    fixture_act(fixture, "suspend", "holder", "0001", "op", "resume", "why", "cleared", NULL);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "by"), 9);
}

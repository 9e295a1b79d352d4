/* Roots change: a device that pinned one follows its successors, never its predecessors. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "core/acts/key_list.h"
#include "core/store/keys.h"
#include "gi/text.h"
#include "label.h"
#include "tests/support/spec.h"

/* The announced successor takes over as key 2. */
static void rotate(gi_fixture *fixture)
{
    char public[160];
    static const char next[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    fixture_public_text(fixture->next_root, public);
    fixture_act(fixture, "key", "op", "rotate", "id", "2", "public", public, "next", next, NULL);
    fixture->signer[fixture->signers++] = fixture->next_root;
    fixture->next_root = NULL;
}

static gi_status open_with(const gi_buf *bytes, const gi_fixture *fixture, uint16_t root,
                           gi_bundle **out, gi_error *err)
{
    gi_root_pin pin = { FIXTURE_ORIGIN, fixture_signer(fixture, root)->public_key };
    return gi_bundle_open(gi_buf_view(bytes), &pin, 1, fixture->now, 0, out, err);
}

SPEC(a_pinned_root_leads_to_its_announced_successor)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 2);
    label_text label = label_of(fixture, &run, 1);
    rotate(fixture);
    (void)fixture_add_key(fixture, 9, GI_ED25519, "label"); /* signed by the new root */
    bundle_bytes(fixture, &bytes);
    EXPECT_OK(open_with(&bytes, fixture, FIXTURE_ROOT, &bundle, &err));
    gi_verdict verdict = ask_bundle(bundle, label.text);
    EXPECT_TEXT(short_of(&verdict).text, "issued in_force");
    gi_bundle_close(bundle);
    bundle = NULL;
    EXPECT_OK(open_with(&bytes, fixture, FIXTURE_NEXT, &bundle, &err));
    EXPECT(gi_bundle_about_of(bundle)->trusted);
}

SPEC(a_successor_does_not_vouch_for_what_its_predecessor_signed)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    rotate(fixture); /* the newest key list is signed by the old root */
    bundle_bytes(fixture, &bytes);
    EXPECT_WHY(open_with(&bytes, fixture, FIXTURE_NEXT, &bundle, &err), GI_WHY_WRONG_ROOT);
    EXPECT_OK(open_with(&bytes, fixture, FIXTURE_ROOT, &bundle, &err));
}

/* ---- bundles made by somebody who holds some keys, but not the root ---- */

/* Takes a bundle apart, lets change edit its payload, and signs it again as a registry key. */
static void remake(gi_fixture *fixture, uint16_t by, void (*change)(gi_json *payload),
                   gi_buf *bytes)
{
    gi_error err = { 0 };
    char body[512];
    GI_AUTO(gi_json) payload = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF hex = GI_BUF(64);
    GI_AUTO_BUF made = GI_BUF(GI_BUNDLE_MAX);
    bundle_bytes(fixture, &made);
    const char *start = strrchr(gi_buf_text(&made), '\n') + 1;
    EXPECT_OK(gi_json_parse(gi_bytes_of(start), 8, &payload, &err));
    change(payload);
    gi_json_write(payload, &text);
    gi_digest hash = gi_sha256(gi_buf_view(&text));
    gi_hex_add(&hex, gi_digest_view(&hash));
    (void)snprintf(body, sizeof body, "%s\ngi-bundle/v1 %lld %lld %s\n", FIXTURE_ORIGIN,
                   (long long)fixture->receipt.index + 1, (long long)fixture->now,
                   gi_buf_text(&hex));
    EXPECT_OK(
        gi_note_sign(gi_bytes_of(body), FIXTURE_ORIGIN, fixture_signer(fixture, by), bytes, &err));
    gi_buf_add(bytes, gi_buf_view(&text));
}

static gi_status open_remade(uint16_t by, void (*change)(gi_json *payload), gi_error *err)
{
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    (void)fixture_issue(fixture, "50g", 20);
    remake(fixture, by, change, &bytes);
    return open_with(&bytes, fixture, FIXTURE_ROOT, &bundle, err);
}

static void change_nothing(gi_json *payload)
{
    (void)payload;
}

/* Sets a member of the first key of the list. */
static void change_key(gi_json *payload)
{
    GI_AUTO(gi_json) list = gi_json_copy(gi_json_get(payload, "list"));
    gi_json_set_text(list, "extra", "leaked is active again");
    gi_json_set(payload, "list", GI_TAKE(list));
}

static void change_list_leaf(gi_json *payload)
{
    GI_AUTO(gi_json) leaf = gi_json_copy(gi_json_get(payload, "list_leaf"));
    gi_json_set_int(leaf, "ts", 1);
    gi_json_set(payload, "list_leaf", GI_TAKE(leaf));
}

static void drop_roots(gi_json *payload)
{
    gi_json_set(payload, "roots", gi_json_array());
}

static void swap_checkpoint(gi_json *payload)
{
    gi_json *lines = gi_json_array();
    gi_json_push_text(lines, FIXTURE_ORIGIN);
    gi_json_set(payload, "checkpoint", lines);
}

/* Rows out of order hide one from the binary search. */
static void reverse_runs(gi_json *payload)
{
    const gi_json *runs = gi_json_get(payload, "runs");
    gi_json *reversed = gi_json_array();
    for (size_t i = gi_json_count(runs); i > 0; i--) {
        gi_json_push(reversed, gi_json_copy(gi_json_at(runs, i - 1)));
    }
    gi_json_set(payload, "runs", reversed);
}

static void shorten_run(gi_json *payload)
{
    gi_json *runs = gi_json_array();
    gi_json *run = gi_json_array();
    gi_json_push_int(run, 7);
    gi_json_push(runs, run);
    gi_json_set(payload, "runs", runs);
}

/* The first root, leaked, hands over to a key that nobody announced. */
static void add_unannounced_root(gi_json *payload)
{
    gi_error err = { 0 };
    static const uint8_t seed[32] = { 1, 0, FIXTURE_ROOT }; /* as the fixture made it */
    static const char next[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    GI_AUTO(gi_signer) root = NULL;
    gi_key_row key = { .id = 9, .role = "root", .state = "active" };
    gi_json *leaf = gi_json_object();
    gi_json *roots = gi_json_array();
    EXPECT_OK(gi_signer_from_seed(GI_ED25519, FIXTURE_ROOT, (gi_bytes){ seed, sizeof seed }, &root,
                                  &err));
    key.public_key = root->public_key;
    gi_json_set_text(leaf, "t", "key");
    gi_json_set_int(leaf, "by", FIXTURE_ROOT);
    gi_json_set_text(leaf, "next", next);
    gi_json_set(leaf, "key", gi_key_entry(&key));
    EXPECT_OK(gi_leaf_sign(leaf, root, &err));
    gi_json_push(roots, gi_json_copy(gi_json_at(gi_json_get(payload, "roots"), 0)));
    gi_json_push(roots, leaf);
    gi_json_set(payload, "roots", roots);
}

SPEC(a_root_that_nobody_announced_is_refused)
{
    gi_error err = { 0 };
    EXPECT_WHY(open_remade(FIXTURE_REGISTRY, add_unannounced_root, &err), GI_WHY_BAD_BUNDLE);
}

SPEC(a_remade_bundle_of_the_registry_key_opens)
{
    gi_error err = { 0 };
    EXPECT_OK(open_remade(FIXTURE_REGISTRY, change_nothing, &err));
}

SPEC(a_bundle_signed_by_another_role_is_refused)
{
    gi_error err = { 0 };
    EXPECT_WHY(open_remade(FIXTURE_LABEL, change_nothing, &err), GI_WHY_BAD_BUNDLE);
    EXPECT_WHY(open_remade(FIXTURE_ROOT, change_nothing, &err), GI_WHY_BAD_BUNDLE);
}

SPEC(a_registry_key_cannot_change_the_key_list)
{
    gi_error err = { 0 };
    EXPECT_WHY(open_remade(FIXTURE_REGISTRY, change_key, &err), GI_WHY_BAD_BUNDLE);
    EXPECT_WHY(open_remade(FIXTURE_REGISTRY, change_list_leaf, &err), GI_WHY_BAD_SIGNATURE);
    EXPECT_WHY(open_remade(FIXTURE_REGISTRY, drop_roots, &err), GI_WHY_BAD_BUNDLE);
}

SPEC(tables_in_disorder_are_refused)
{
    gi_error err = { 0 };
    EXPECT_WHY(open_remade(FIXTURE_REGISTRY, reverse_runs, &err), GI_WHY_BAD_BUNDLE);
    EXPECT_WHY(open_remade(FIXTURE_REGISTRY, shorten_run, &err), GI_WHY_BAD_BUNDLE);
    EXPECT_WHY(open_remade(FIXTURE_REGISTRY, swap_checkpoint, &err), GI_WHY_BAD_NOTE);
}

/* ---- the trust file ---- */

SPEC(trust_is_written_once_and_read_back)
{
    gi_error err = { 0 };
    char path[160];
    size_t count = 9;
    gi_root_pin pins[GI_PINS_MAX];
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    const char *root = gi_bundle_about_of(bundle)->root;
    (void)snprintf(path, sizeof path, "%s/trust", fixture->dir);
    EXPECT_OK(gi_trust_load(path, pins, &count, &err));
    EXPECT_INT(count, 0);
    EXPECT_OK(gi_trust_add(path, gi_bytes_of(root), &err));
    EXPECT_OK(gi_trust_add(path, gi_bytes_of(root), &err));
    EXPECT_OK(gi_trust_load(path, pins, &count, &err));
    EXPECT_INT(count, 1);
    EXPECT_TEXT(pins[0].origin, FIXTURE_ORIGIN);
    EXPECT_WHY(gi_trust_add(path, gi_bytes_of("nonsense"), &err), GI_WHY_BAD_VKEY);
    EXPECT_OK(gi_trust_load(path, pins, &count, &err));
    EXPECT_INT(count, 1);
}

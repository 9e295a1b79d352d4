/* A bundle is believed only from a pinned root down, and only while it is young. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "core/lookup/bundle.h"
#include "label.h"
#include "tests/support/spec.h"

#define DAY INT64_C(86400000)

static gi_status open_at(const gi_fixture *fixture, const gi_buf *bytes, gi_time now,
                         int64_t previous, gi_bundle **out, gi_error *err)
{
    gi_root_pin pin = pin_of(fixture);
    return gi_bundle_open(gi_buf_view(bytes), &pin, 1, now, previous, out, err);
}

SPEC(without_a_pin_every_answer_is_cannot_tell)
{
    gi_error err = { 0 };
    char wanted[GI_FINGERPRINT_TEXT];
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    bundle_bytes(fixture, &bytes);
    EXPECT_OK(gi_bundle_open(gi_buf_view(&bytes), NULL, 0, fixture->now, 0, &bundle, &err));
    const char *texts[] = { label_of(fixture, &run, 1).text, fixture->batch, "000W-003R-J0W", "x" };
    for (size_t i = 0; i < 4; i++) {
        gi_verdict verdict = ask_bundle(bundle, texts[i]);
        EXPECT_TEXT(short_of(&verdict).text, "unknown(no_root) unknown");
        EXPECT(!verdict.has_unit && !verdict.has_batch);
    }
    gi_root_fingerprint(&fixture_signer(fixture, FIXTURE_ROOT)->public_key, wanted);
    EXPECT_TEXT(gi_bundle_about_of(bundle)->fingerprint, wanted);
    EXPECT(!gi_bundle_about_of(bundle)->trusted);
}

SPEC(the_root_that_a_bundle_shows_is_the_one_to_pin)
{
    gi_error err = { 0 };
    gi_root_pin pin;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    const gi_bundle_about *about = gi_bundle_about_of(bundle);
    EXPECT_OK(gi_root_pin_parse(gi_bytes_of(about->root), &pin, &err));
    EXPECT_TEXT(pin.origin, FIXTURE_ORIGIN);
    EXPECT(gi_public_key_equal(&pin.key, &fixture_signer(fixture, FIXTURE_ROOT)->public_key));
    EXPECT(about->trusted && about->demo && !about->stale);
    EXPECT_TEXT(about->pin, about->root);
    EXPECT_TEXT(about->name, "示例地理标志协会");
}

SPEC(another_root_for_this_origin_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    bundle_bytes(fixture, &bytes);
    gi_root_pin pin = { FIXTURE_ORIGIN, fixture->next_root->public_key };
    EXPECT_WHY(gi_bundle_open(gi_buf_view(&bytes), &pin, 1, fixture->now, 0, &bundle, &err),
               GI_WHY_WRONG_ROOT);
    (void)snprintf(pin.origin, sizeof pin.origin, "other.example/log");
    EXPECT_OK(gi_bundle_open(gi_buf_view(&bytes), &pin, 1, fixture->now, 0, &bundle, &err));
    EXPECT(!gi_bundle_about_of(bundle)->trusted);
}

SPEC(an_older_sequence_than_seen_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    int64_t size = fixture->receipt.index + 1;
    bundle_bytes(fixture, &bytes);
    EXPECT_WHY(open_at(fixture, &bytes, fixture->now, size + 1, &bundle, &err),
               GI_WHY_BUNDLE_OLDER);
    EXPECT(bundle == NULL);
    EXPECT_OK(open_at(fixture, &bytes, fixture->now, size, &bundle, &err));
    EXPECT_INT(gi_bundle_about_of(bundle)->sequence, size);
}

/* What a bundle of now says of a good label, a number and a batch after so many ms. */
static short_verdict said_after(gi_fixture *fixture, const char *text, gi_time later, bool *stale)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    bundle_bytes(fixture, &bytes);
    EXPECT_OK(open_at(fixture, &bytes, fixture->now + later, 0, &bundle, &err));
    gi_verdict verdict = ask_bundle(bundle, text);
    EXPECT_INT(verdict.as_of, fixture->now);
    *stale = verdict.stale;
    return short_of(&verdict);
}

SPEC(after_seven_days_the_answer_is_stale_after_thirty_it_is_none)
{
    bool stale = true;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 1);
    EXPECT_TEXT(said_after(fixture, label.text, 7 * DAY, &stale).text, "issued in_force");
    EXPECT(!stale);
    EXPECT_TEXT(said_after(fixture, label.text, 7 * DAY + 1, &stale).text, "issued in_force");
    EXPECT(stale);
    EXPECT_TEXT(said_after(fixture, label.text, 30 * DAY, &stale).text, "issued in_force");
    EXPECT_TEXT(said_after(fixture, label.text, 30 * DAY + 1, &stale).text,
                "unknown(stale) unknown");
    EXPECT_TEXT(said_after(fixture, fixture->batch, 31 * DAY, &stale).text,
                "unknown(stale) unknown");
    EXPECT_TEXT(said_after(fixture, label_flipped(&label, 100).text, 31 * DAY, &stale).text,
                "forged unknown");
    EXPECT_TEXT(said_after(fixture, label.text, -2 * DAY, &stale).text, "issued in_force");
    EXPECT(stale);
}

SPEC(a_change_of_any_byte_is_noticed)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    bundle_bytes(fixture, &bytes);
    for (size_t i = 0; i < bytes.size; i += i < 600 ? 1 : 41) {
        GI_AUTO(gi_bundle) bundle = NULL;
        bytes.data[i] ^= 1;
        gi_status status = open_at(fixture, &bytes, fixture->now, 0, &bundle, &err);
        EXPECT(status == GI_INVALID || status == GI_DENIED);
        EXPECT(bundle == NULL);
        bytes.data[i] ^= 1;
    }
}

SPEC(a_truncated_bundle_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    bundle_bytes(fixture, &bytes);
    bytes.size--;
    EXPECT_WHY(open_at(fixture, &bytes, fixture->now, 0, &bundle, &err), GI_WHY_BAD_BUNDLE);
    bytes.size = 0;
    EXPECT_WHY(open_at(fixture, &bytes, fixture->now, 0, &bundle, &err), GI_WHY_BAD_BUNDLE);
}

SPEC(only_an_active_registry_key_signs_bundles)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    EXPECT_WHY(
        gi_bundle_write(fixture->registry, fixture_signer(fixture, FIXTURE_LABEL), &bytes, &err),
        GI_WHY_WRONG_ROLE);
    fixture_act(fixture, "key", "op", "retire", "id", "6", NULL);
    EXPECT_WHY(
        gi_bundle_write(fixture->registry, fixture_signer(fixture, FIXTURE_REGISTRY), &bytes, &err),
        GI_WHY_KEY_RETIRED);
    EXPECT_INT(bytes.size, 0);
}

SPEC(hosts_of_the_list_are_official_and_no_others)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    EXPECT(gi_bundle_official(bundle, gi_bytes_of("https://gi.jj.cn/123")));
    EXPECT(gi_bundle_official(bundle, gi_bytes_of("https://gi.jj.cn")));
    EXPECT(!gi_bundle_official(bundle, gi_bytes_of("https://gi.jj.cn.example/123")));
    EXPECT(!gi_bundle_official(bundle, gi_bytes_of("https://gi.jj.cn@evil.example/123")));
    EXPECT(!gi_bundle_official(bundle, gi_bytes_of("gi.jj.cn/123")));
    EXPECT(!gi_bundle_official(bundle, gi_bytes_of("https:///123")));
}

SPEC(the_root_signs_the_list_of_hosts_that_a_bundle_brings)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_bundle) before = bundle_of(fixture);
    EXPECT(!gi_bundle_about_of(before)->hosts_signed);
    fixture_act(fixture, "hosts", "list", "gi.jj.cn, gi.example.cn:8443", NULL);
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    EXPECT(gi_bundle_about_of(bundle)->hosts_signed);
    EXPECT(gi_bundle_official(bundle, gi_bytes_of("https://gi.jj.cn/123")));
    EXPECT(gi_bundle_official(bundle, gi_bytes_of("https://gi.example.cn:8443/123")));
    EXPECT(!gi_bundle_official(bundle, gi_bytes_of("https://gi.example.cn/123")));
}

SPEC(hosts_that_no_root_signed_are_no_bundle)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) payload = gi_json_object();
    gi_json *hosts = gi_json_array();
    gi_json *leaf = gi_json_object();
    gi_json_push_text(hosts, "gi.jj.cn");
    gi_json_push_text(hosts, "evil.example");
    gi_json_set(payload, "hosts", hosts);
    EXPECT_WHY(gi_bundle_check_hosts(payload, &err), GI_WHY_BAD_BUNDLE);
    gi_json_set(payload, "hosts_leaf", leaf);
    gi_json_set_text(leaf, "t", "hosts");
    gi_json_set_text(leaf, "list", "gi.jj.cn");
    EXPECT_WHY(gi_bundle_check_hosts(payload, &err), GI_WHY_BAD_BUNDLE);
    gi_json_set_text(leaf, "list", "gi.jj.cn,evil.example");
    EXPECT_OK(gi_bundle_check_hosts(payload, &err));
    gi_json_set_text(leaf, "t", "gtin");
    EXPECT_WHY(gi_bundle_check_hosts(payload, &err), GI_WHY_BAD_BUNDLE);
}

SPEC(nothing_private_stands_in_a_bundle)
{
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "holder", "kind", "grower", "name", "张三丰", "card", "CARD-0099", "phone",
                "13800000000", NULL);
    fixture_act(fixture, "source", "holder", "0002", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "3mu", "name", "后山坡", NULL);
    bundle_bytes(fixture, &bytes);
    const char *secrets[] = { "张三丰", "CARD-0099", "13800000000", "后山坡", "360483107" };
    for (size_t i = 0; i < 4; i++) {
        EXPECT(strstr(gi_buf_text(&bytes), secrets[i]) == NULL);
    }
    EXPECT(strstr(gi_buf_text(&bytes), "九江示例茶业有限公司") != NULL);
}

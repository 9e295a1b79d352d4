/* The policy in a passport: the log's own word, carried along, looked at for its form only. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "gi/passport.h"
#include "gi/publish.h"
#include "tests/support/spec.h"

static gi_json *passport_of(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_json *file = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    EXPECT_OK(gi_passport_write(fixture->registry, gi_bytes_of(fixture->batch), &text, &err));
    EXPECT_OK(gi_json_parse(gi_buf_view(&text), 12, &file, &err));
    return file;
}

static gi_status open_again(const gi_fixture *fixture, const gi_json *file, gi_error *err)
{
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    gi_root_pin pin = pin_of(fixture);
    gi_json_write(file, &text);
    return gi_passport_open(gi_buf_view(&text), &pin, 1, &passport, err);
}

SPEC(a_passport_carries_the_policy_as_it_is_published)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    GI_AUTO_BUF policy = GI_BUF(GI_PUBLISH_MAX);
    GI_AUTO_BUF lines = GI_BUF(GI_PUBLISH_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_json) file = passport_of(fixture);
    const gi_json *held = gi_json_get(file, "policy");
    EXPECT_OK(gi_publish_read(fixture->registry, gi_bytes_of("policy"), &policy, &kind, &err));
    for (size_t i = 0; i < gi_json_count(held); i++) {
        gi_bytes line = { 0 };
        EXPECT(gi_json_as_text(gi_json_at(held, i), &line));
        gi_buf_add(&lines, line);
        gi_buf_add_byte(&lines, '\n');
    }
    EXPECT_TEXT(gi_buf_text(&lines), gi_buf_text(&policy));
    EXPECT(strstr(gi_buf_text(&lines), "quorum none\n") != NULL);
}

SPEC(a_passport_from_before_there_were_policies_still_opens)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_json) file = passport_of(fixture);
    gi_json_remove(file, "policy");
    EXPECT_OK(open_again(fixture, file, &err));
    gi_json_set_int(file, "other", 1);
    EXPECT_WHY(open_again(fixture, file, &err), GI_WHY_BAD_PASSPORT);
}

SPEC(a_policy_that_does_not_read_refuses_the_passport)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_json) file = passport_of(fixture);
    gi_json *policy = gi_json_array();
    gi_json_push_text(policy, "quorum nobody");
    gi_json_set(file, "policy", policy);
    EXPECT_WHY(open_again(fixture, file, &err), GI_WHY_BAD_PASSPORT);
    gi_json_set_text(file, "policy", "quorum none");
    EXPECT_WHY(open_again(fixture, file, &err), GI_WHY_BAD_PASSPORT);
}

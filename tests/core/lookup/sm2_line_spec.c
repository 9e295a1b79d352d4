/* In the gm suite a checkpoint carries an SM2 line beside the Ed25519 one, and nowhere else. */
#include <stdlib.h>
#include <string.h>

#include "both.h"
#include "gi/passport.h"
#include "gi/publish.h"
#include "gi/text.h"
#include "tests/support/spec.h"

#define SM2_LOG 8

static gi_fixture *gm_with_sm2(void)
{
    gi_fixture *fixture = fixture_open_suite(GI_ED25519, "gm");
    (void)fixture_add_key(fixture, SM2_LOG, GI_SM2, "log");
    fixture_add_grant(fixture);
    fixture_add_batch(fixture, "2026-04-05");
    (void)fixture_issue(fixture, "50g", 3);
    return fixture;
}

static void publish(const gi_fixture *fixture, const char *file, gi_buf *out)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    EXPECT_OK(gi_publish_read(fixture->registry, gi_bytes_of(file), out, &kind, &err));
}

static size_t lines_of(const gi_buf *text)
{
    size_t count = 0;
    for (size_t i = 0; i < text->size; i++) {
        count += text->data[i] == '\n' ? 1 : 0;
    }
    return count;
}

static bool signed_by(const gi_buf *text, const gi_signer *signer)
{
    gi_error err = { 0 };
    gi_note note;
    bool fits = false;
    EXPECT_OK(gi_note_parse(gi_buf_view(text), &note, &err));
    EXPECT_OK(gi_note_fits(&note, FIXTURE_ORIGIN, &signer->public_key, &fits, &err));
    return fits;
}

SPEC(a_checkpoint_of_the_gm_suite_is_signed_by_both_keys)
{
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = gm_with_sm2();
    publish(fixture, "checkpoint", &text);
    EXPECT_INT(lines_of(&text), 6);
    EXPECT(signed_by(&text, fixture_signer(fixture, FIXTURE_LOG)));
    EXPECT(signed_by(&text, fixture_signer(fixture, SM2_LOG)));
}

SPEC(whoever_knows_the_ed25519_key_alone_reads_a_gm_checkpoint)
{
    gi_error err = { 0 };
    gi_note note;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = gm_with_sm2();
    publish(fixture, "checkpoint", &text);
    EXPECT_OK(gi_note_parse(gi_buf_view(&text), &note, &err));
    EXPECT_INT(note.count, 2);
    memset(note.line[1].data, 0, note.line[1].size); /* whatever stands there is a stranger's */
    bool fits = false;
    EXPECT_OK(gi_note_fits(&note, FIXTURE_ORIGIN, &fixture_signer(fixture, FIXTURE_LOG)->public_key,
                           &fits, &err));
    EXPECT(fits);
}

SPEC(without_the_sm2_signer_the_ed25519_line_stands_alone)
{
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_open_suite(GI_ED25519, "gm");
    (void)fixture_add_key(fixture, SM2_LOG, GI_SM2, "log");
    gi_signer *away = fixture->signer[--fixture->signers];
    fixture_add_grant(fixture);
    publish(fixture, "checkpoint", &text);
    EXPECT_INT(lines_of(&text), 5);
    EXPECT(signed_by(&text, fixture_signer(fixture, FIXTURE_LOG)) && !signed_by(&text, away));
    fixture->signer[fixture->signers++] = away;
}

SPEC(the_sm2_key_alone_signs_no_checkpoint)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = gm_with_sm2();
    gi_signer *away = fixture->signer[1];
    EXPECT_INT(away->key, FIXTURE_LOG);
    fixture->signer[1] = fixture->signer[--fixture->signers];
    EXPECT_WHY(
        fixture_try(fixture, &err, "holder", "kind", "grower", "name", "张三", "card", "C-9", NULL),
        GI_WHY_SIGNER_MISSING);
    fixture->signer[fixture->signers++] = fixture->signer[1];
    fixture->signer[1] = away;
}

SPEC(a_log_key_of_another_algorithm_is_not_registered)
{
    static const struct {
        const char *suite;
        gi_algorithm algorithm;
    } refused[] = { { "intl", GI_SM2 }, { "intl", GI_P256 }, { "gm", GI_P256 } };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        char public[160];
        gi_error err = { 0 };
        GI_AUTO(gi_fixture) fixture = fixture_open_suite(GI_ED25519, refused[i].suite);
        gi_signer *signer = fixture_add_key(fixture, SM2_LOG, refused[i].algorithm, NULL);
        fixture_public_text(signer, public);
        EXPECT_WHY(fixture_try(fixture, &err, "key", "op", "add", "id", "8", "role", "log",
                               "public", public, NULL),
                   GI_WHY_BAD_FIELD);
    }
}

SPEC(both_verifier_keys_are_published_and_the_policy_names_one)
{
    gi_error err = { 0 };
    char name[GI_ORIGIN_MAX];
    gi_public_key key;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF policy = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = gm_with_sm2();
    publish(fixture, "vkey", &text);
    publish(fixture, "policy", &policy);
    EXPECT_INT(lines_of(&text), 2);
    const char *second = strchr(gi_buf_text(&text), '\n') + 1;
    gi_bytes line = { (const uint8_t *)second, strlen(second) - 1 };
    EXPECT_OK(gi_vkey_parse(line, name, sizeof name, &key, &err));
    EXPECT(gi_public_key_equal(&key, &fixture_signer(fixture, SM2_LOG)->public_key));
    EXPECT(strncmp(gi_buf_text(&policy), "log ", 4) == 0);
    EXPECT(strncmp(gi_buf_text(&policy) + 4, gi_buf_text(&text),
                   (size_t)(second - gi_buf_text(&text))) == 0);
    EXPECT(strstr(gi_buf_text(&policy), "\nlog ") == NULL);
}

SPEC(bundle_and_passport_of_the_gm_suite_open_from_the_pinned_root)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = gm_with_sm2();
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    gi_root_pin pin = pin_of(fixture);
    EXPECT(gi_bundle_about_of(bundle)->trusted);
    EXPECT_OK(gi_passport_write(fixture->registry, gi_bytes_of(fixture->batch), &text, &err));
    EXPECT_OK(gi_passport_open(gi_buf_view(&text), &pin, 1, &passport, &err));
    EXPECT(gi_passport_about_of(passport)->trusted);
}

/* The passport of the fixture's batch under another note. */
static gi_status open_with_note(const gi_fixture *fixture, gi_bytes note, gi_error *why)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO_BUF coded = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_passport) passport = NULL;
    gi_root_pin pin = pin_of(fixture);
    EXPECT_OK(gi_passport_write(fixture->registry, gi_bytes_of(fixture->batch), &text, &err));
    EXPECT_OK(gi_json_parse(gi_buf_view(&text), 12, &file, &err));
    gi_base64_add(&coded, note);
    gi_json_set_text(file, "note", gi_buf_text(&coded));
    gi_buf_reset(&text);
    gi_json_write(file, &text);
    return gi_passport_open(gi_buf_view(&text), &pin, 1, &passport, why);
}

SPEC(a_false_sm2_line_of_the_log_refuses_the_passport)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = gm_with_sm2();
    publish(fixture, "checkpoint", &text);
    EXPECT_OK(open_with_note(fixture, gi_buf_view(&text), &err));
    uint8_t *late = &text.data[text.size - 20];
    *late = *late == 'A' ? 'B' : 'A';
    EXPECT_WHY(open_with_note(fixture, gi_buf_view(&text), &err), GI_WHY_BAD_NOTE);
}

SPEC(the_sm2_line_is_no_substitute_for_the_ed25519_line)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF cut = GI_BUF(GI_NOTE_MAX);
    GI_AUTO(gi_fixture) fixture = gm_with_sm2();
    publish(fixture, "checkpoint", &text);
    const char *first = strstr(gi_buf_text(&text), "\n\n") + 2;
    const char *second = strchr(first, '\n') + 1;
    gi_buf_add(&cut, (gi_bytes){ text.data, (size_t)(first - gi_buf_text(&text)) });
    gi_buf_add_text(&cut, second);
    EXPECT_WHY(open_with_note(fixture, gi_buf_view(&cut), &err), GI_WHY_BAD_PASSPORT);
}

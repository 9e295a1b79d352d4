/* A batch passport: offline, from a pinned root, and no byte of it may change. */
#include <stdlib.h>
#include <string.h>

#include "both.h"
#include "gi/passport.h"
#include "gi/report.h"
#include "gi/text.h"
#include "tests/support/spec.h"

static void passport_of(gi_fixture *fixture, gi_buf *out)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_passport_write(fixture->registry, gi_bytes_of(fixture->batch), out, &err));
}

static gi_status open_pinned(const gi_fixture *fixture, const gi_buf *text, gi_passport **out,
                             gi_error *err)
{
    gi_root_pin pin = pin_of(fixture);
    return gi_passport_open(gi_buf_view(text), &pin, 1, out, err);
}

static gi_fixture *labelled(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    return fixture;
}

/* The facts of a passport as text. */
static void facts_of(const gi_fixture *fixture, const gi_buf *text, gi_buf *out)
{
    gi_error err = { 0 };
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_json) facts = NULL;
    EXPECT_OK(open_pinned(fixture, text, &passport, &err));
    EXPECT_OK(gi_passport_facts(passport, &facts, &err));
    gi_json_write(facts, out);
}

SPEC(a_passport_opens_from_the_pinned_root_alone)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = labelled();
    passport_of(fixture, &text);
    EXPECT_OK(open_pinned(fixture, &text, &passport, &err));
    const gi_passport_about *about = gi_passport_about_of(passport);
    EXPECT(about->trusted);
    EXPECT_TEXT(about->batch, fixture->batch);
    EXPECT_TEXT(about->origin, FIXTURE_ORIGIN);
    EXPECT_INT(about->size, fixture->receipt.index + 1);
}

SPEC(a_passport_tells_quantity_runs_and_what_is_disclosed)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO_BUF facts = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = labelled();
    (void)fixture_issue(fixture, "100g", 5);
    passport_of(fixture, &text);
    facts_of(fixture, &text, &facts);
    EXPECT(strstr(gi_buf_text(&facts),
                  "\"disclosed\":{\"grade\":\"特级\",\"note\":\"明前手工采摘\"}"));
    EXPECT(strstr(gi_buf_text(&facts), "\"qty\":10000000"));
    EXPECT(strstr(gi_buf_text(&facts), "\"count\":20") &&
           strstr(gi_buf_text(&facts), "\"count\":5"));
    EXPECT(strstr(gi_buf_text(&facts), "\"packed\":\"2026-04-20\""));
}

SPEC(a_passport_of_one_run_has_three_to_six_thousand_bytes)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = labelled();
    passport_of(fixture, &text);
    EXPECT(text.size >= 3000 && text.size <= 6000);
}

SPEC(every_byte_of_a_passport_counts)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = labelled();
    passport_of(fixture, &text);
    size_t step = getenv("GI_LONG") != NULL ? 1 : 7;
    for (size_t i = 0; i < text.size; i += step) {
        GI_AUTO(gi_passport) passport = NULL;
        text.data[i] ^= 1;
        gi_status status = open_pinned(fixture, &text, &passport, &err);
        EXPECT(status == GI_INVALID || status == GI_DENIED);
        EXPECT(passport == NULL);
        text.data[i] ^= 1;
    }
}

/* The passport with a member replaced (json) or taken away (NULL); at the top or in an entry. */
static gi_status with_member(const gi_fixture *fixture, const gi_buf *text, int entry,
                             const char *name, const char *json, gi_error *err)
{
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO_BUF changed = GI_BUF(GI_PASSPORT_MAX);
    gi_json *value = NULL;
    gi_error own = { 0 };
    gi_status parsed = gi_json_parse(gi_buf_view(text), 12, &file, &own);
    EXPECT(parsed == GI_OK);
    gi_json *to = file;
    if (entry >= 0) {
        to = (gi_json *)gi_json_at(gi_json_get(file, "leaves"), (size_t)entry);
    }
    gi_json_remove(to, name);
    if (json != NULL) {
        EXPECT(gi_json_parse(gi_bytes_of(json), 12, &value, &own) == GI_OK);
        gi_json_set(to, name, value);
    }
    gi_json_write(file, &changed);
    return open_pinned(fixture, &changed, &passport, err);
}

SPEC(a_passport_that_lacks_a_member_or_has_one_more_is_refused)
{
    static const char *const top[] = { "batch", "hashes", "kind", "leaves", "list", "note", "v" };
    static const char *const inner[] = { "commitments", "disclosed", "index", "leaf", "path" };
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = labelled();
    passport_of(fixture, &text);
    for (size_t i = 0; i < 7; i++) {
        EXPECT_WHY(with_member(fixture, &text, -1, top[i], NULL, &err), GI_WHY_BAD_PASSPORT);
    }
    for (size_t i = 0; i < 5; i++) {
        EXPECT_WHY(with_member(fixture, &text, 2, inner[i], NULL, &err), GI_WHY_BAD_PASSPORT);
    }
    EXPECT_WHY(with_member(fixture, &text, -1, "x", "1", &err), GI_WHY_BAD_PASSPORT);
    EXPECT_WHY(with_member(fixture, &text, 0, "x", "1", &err), GI_WHY_BAD_PASSPORT);
}

SPEC(a_field_that_the_batch_never_committed_to_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = labelled();
    passport_of(fixture, &text);
    EXPECT_WHY(with_member(fixture, &text, 2, "disclosed",
                           "[[\"grade\",\"特级\",\"AAAAAAAAAAAAAAAAAAAAAA==\"]]", &err),
               GI_WHY_BAD_PASSPORT);
    EXPECT_OK(with_member(fixture, &text, 2, "disclosed", "[]", &err));
}

SPEC(without_a_pin_a_passport_opens_but_nobody_vouches)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = labelled();
    passport_of(fixture, &text);
    EXPECT_OK(gi_passport_open(gi_buf_view(&text), NULL, 0, &passport, &err));
    EXPECT(!gi_passport_about_of(passport)->trusted);
}

SPEC(a_passport_from_another_root_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = labelled();
    gi_root_pin pin = { FIXTURE_ORIGIN, fixture->next_root->public_key };
    passport_of(fixture, &text);
    EXPECT_WHY(gi_passport_open(gi_buf_view(&text), &pin, 1, &passport, &err), GI_WHY_WRONG_ROOT);
}

SPEC(an_erased_or_amended_field_is_not_in_a_passport_and_the_rest_holds)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO_BUF facts = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_num_text act = gi_num(fixture->receipt.index);
    fixture_act(fixture, "erase", "act", act.text, "field", "note", "why", "request", NULL);
    passport_of(fixture, &text);
    facts_of(fixture, &text, &facts);
    EXPECT(strstr(gi_buf_text(&facts), "\"disclosed\":{\"grade\":\"特级\"}"));
    fixture_act(fixture, "amend", "ref", act.text, "field", "note", "value", "机采", "why",
                "typing", NULL);
    gi_buf_reset(&text);
    gi_buf_reset(&facts);
    passport_of(fixture, &text);
    facts_of(fixture, &text, &facts);
    EXPECT(strstr(gi_buf_text(&facts), "\"disclosed\":{}"));
}

SPEC(a_passport_written_before_an_erasing_stays_good)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_num_text act = gi_num(fixture->receipt.index);
    passport_of(fixture, &text);
    fixture_act(fixture, "erase", "act", act.text, "field", "note", "why", "order", NULL);
    EXPECT_OK(open_pinned(fixture, &text, &passport, &err));
}

SPEC(key_changes_after_the_labels_are_no_trouble)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = labelled();
    fixture_act(fixture, "key", "op", "retire", "id", "6", NULL);
    fixture_act(fixture, "key", "op", "retire", "id", "7", NULL);
    passport_of(fixture, &text);
    EXPECT_OK(open_pinned(fixture, &text, &passport, &err));
    EXPECT_INT(gi_passport_leaves(passport), 4);
}

SPEC(the_parts_of_a_passport_are_standard_proofs)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = labelled();
    passport_of(fixture, &text);
    EXPECT_OK(open_pinned(fixture, &text, &passport, &err));
    for (size_t i = 0; i < gi_passport_leaves(passport); i++) {
        char name[GI_PASSPORT_NAME];
        GI_AUTO_BUF leaf = GI_BUF(4096);
        GI_AUTO_BUF proof = GI_BUF(65536);
        GI_AUTO_BUF own = GI_BUF(65536);
        int64_t index = 0;
        gi_path path;
        gi_bytes note;
        EXPECT_OK(gi_passport_proof(passport, i, name, &leaf, &proof, &err));
        EXPECT_OK(gi_tlog_proof_parse(gi_buf_view(&proof), &index, &path, &note, &err));
        EXPECT_OK(gi_report_proof(fixture->registry, index, &own, &err));
        EXPECT_TEXT(gi_buf_text(&proof), gi_buf_text(&own));
    }
}

SPEC(a_passport_of_no_batch_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    EXPECT_WHY(
        gi_passport_write(fixture->registry, gi_bytes_of("LSYW-26-00A3-001F-7"), &text, &err),
        GI_WHY_NO_BATCH);
    EXPECT_INT(text.size, 0);
}

/* What is not a good label: each way of being wrong has its own answer, online and offline. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "label.h"
#include "tests/support/spec.h"

SPEC(damaged_digits_are_incomplete_not_forged)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 1);
    label_text group = label;
    label.text[208] = '\0';
    EXPECT_ANSWER(fixture, label.text, "unknown(incomplete) unknown");
    memset(group.text, '9', 17); /* the first group is 2^56 or more */
    EXPECT_ANSWER(fixture, group.text, "unknown(incomplete) unknown");
    EXPECT_ANSWER(fixture, "https://gi.jj.cn/about", "unknown(incomplete) unknown");
    EXPECT_ANSWER(fixture, "", "unknown(incomplete) unknown");
    EXPECT_ANSWER(fixture, "\xFF\xFE", "unknown(incomplete) unknown");
}

SPEC(a_text_of_a_megabyte_is_answered)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO_BUF text = GI_BUF(1 << 20);
    uint8_t *room = gi_buf_extend(&text, 1 << 20);
    memset(room, '7', 1 << 20);
    EXPECT_OK(gi_lookup(fixture->registry, gi_buf_view(&text), &verdict, &err));
    EXPECT_TEXT(short_of(&verdict).text, "unknown(incomplete) unknown");
}

SPEC(every_flipped_bit_is_refused)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 1);
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    for (size_t bit = 0; bit < (GI_UNIT_HEADER_SIZE + GI_SIGNATURE_SIZE) * 8; bit++) {
        gi_verdict online = ask_store(fixture, label_flipped(&label, bit).text);
        gi_verdict offline = ask_bundle(bundle, label_flipped(&label, bit).text);
        EXPECT(online.issued != GI_ISSUED_YES && online.issued != GI_ISSUED_UNREGISTERED);
        EXPECT(offline.issued == online.issued);
        EXPECT(!online.has_unit && !offline.has_unit && !online.has_batch && !offline.has_batch);
        EXPECT(bit < 24 || online.issued == GI_ISSUED_FORGED);
    }
}

SPEC(unknown_versions_types_and_keys_cannot_be_told)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 1);
    EXPECT_ANSWER(fixture, label_flipped(&label, 2).text, "unknown(version) unknown");
    EXPECT_ANSWER(fixture, label_flipped(&label, 4).text, "unknown(version) unknown"); /* type 8 */
    gi_verdict online = ask_store(fixture, label_flipped(&label, 8).text);
    EXPECT_TEXT(short_of(&online).text, "unknown(key) unknown");
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    gi_verdict offline = ask_bundle(bundle, label_flipped(&label, 8).text);
    EXPECT_TEXT(short_of(&offline).text, "unknown(newer) unknown");
    EXPECT_INT(gi_verdict_exit(&offline), 3);
}

SPEC(types_that_are_never_issued_cannot_be_told)
{
    char digits[GI_UNIT_DIGITS_MAX + 1];
    uint8_t header[GI_PIN_HEADER_SIZE] = { 0x12, 0, FIXTURE_LABEL };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    label_text pin =
        label_signed_bytes(fixture, (gi_bytes){ header, sizeof header }, FIXTURE_LABEL);
    EXPECT_ANSWER(fixture, pin.text, "unknown(version) unknown");
    uint8_t short_code[16] = { 0x1E, 0, FIXTURE_LABEL };
    GI_AUTO_BUF text = GI_BUF(64);
    gi_digits_add(&text, (gi_bytes){ short_code, sizeof short_code });
    (void)snprintf(digits, sizeof digits, "%s", gi_buf_text(&text));
    EXPECT_ANSWER(fixture, digits, "unknown(version) unknown");
}

SPEC(unknown_flags_under_a_good_signature_cannot_be_told)
{
    uint8_t header[GI_UNIT_HEADER_MAX];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    memcpy(header, run.header, sizeof run.header);
    header[17] = 1;
    header[21] = 0x20;
    gi_bytes bytes = { header, GI_UNIT_HEADER_SIZE };
    EXPECT_ANSWER(fixture, label_signed_bytes(fixture, bytes, FIXTURE_LABEL).text,
                  "unknown(version) unknown");
    EXPECT_ANSWER(fixture, label_signed_bytes(fixture, bytes, FIXTURE_REGISTRY).text,
                  "forged unknown");
}

SPEC(test_codes_are_never_valid)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_header header = label_header(&run, 1);
    header.type = GI_LABEL_TEST;
    gi_verdict verdict = ask(fixture, label_signed(fixture, &header, FIXTURE_LABEL).text);
    EXPECT_TEXT(short_of(&verdict).text, "unknown(test) unknown");
    EXPECT(!verdict.has_unit);
}

SPEC(another_keys_signature_is_forged)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_header header = label_header(&run, 1);
    gi_verdict verdict = ask(fixture, label_signed(fixture, &header, FIXTURE_REGISTRY).text);
    EXPECT_TEXT(short_of(&verdict).text, "forged unknown");
    EXPECT(!verdict.has_unit && !verdict.has_batch && verdict.act == -1);
    EXPECT_INT(gi_verdict_exit(&verdict), 1);
}

SPEC(a_key_of_another_role_makes_no_labels)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_header header = label_header(&run, 1);
    header.key = FIXTURE_REGISTRY;
    gi_verdict verdict = ask_store(fixture, label_signed(fixture, &header, FIXTURE_REGISTRY).text);
    EXPECT_TEXT(short_of(&verdict).text, "unregistered unknown");
    EXPECT_TEXT(verdict.state_why, "key-scope");
}

SPEC(a_good_signature_without_a_run_is_unregistered)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_header header = label_header(&run, 21);
    label_text label = label_signed(fixture, &header, FIXTURE_LABEL);
    gi_verdict online = ask_store(fixture, label.text);
    EXPECT_TEXT(short_of(&online).text, "unregistered unknown");
    EXPECT_TEXT(online.state_why, "no-run");
    EXPECT(!online.has_batch);
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    gi_verdict offline = ask_bundle(bundle, label.text);
    EXPECT_TEXT(short_of(&offline).text, "unknown(newer) unknown");
    header.serial = 0;
    EXPECT_ANSWER(fixture, label_signed(fixture, &header, FIXTURE_LABEL).text,
                  "unregistered unknown");
}

SPEC(a_header_other_than_its_runs_is_unregistered)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_header header = label_header(&run, 1);
    header.packed++;
    gi_verdict verdict = ask(fixture, label_signed(fixture, &header, FIXTURE_LABEL).text);
    EXPECT_TEXT(short_of(&verdict).text, "unregistered unknown");
    EXPECT_TEXT(verdict.state_why, "other-header");
    header = label_header(&run, 1);
    header.type = GI_LABEL_PACKAGE;
    EXPECT_ANSWER(fixture, label_signed(fixture, &header, FIXTURE_LABEL).text,
                  "unregistered unknown");
}

SPEC(a_key_signs_only_the_products_types_and_holders_it_is_for)
{
    static const char *const scope[][2] = { { "products", "NHHC" },
                                            { "products", "NHHC,LSY" },
                                            { "types", "3,15" },
                                            { "holder", "0002" } };
    for (size_t i = 0; i < sizeof scope / sizeof scope[0]; i++) {
        char public[160];
        GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
        gi_run run = fixture_issue(fixture, "50g", 20);
        gi_unit_header header = label_header(&run, 0);
        fixture_public_text(fixture_add_key(fixture, 9, GI_ED25519, NULL), public);
        fixture_act(fixture, "key", "op", "add", "id", "9", "role", "label", "public", public,
                    scope[i][0], scope[i][1], NULL);
        header.key = 9;
        gi_verdict verdict = ask(fixture, label_signed(fixture, &header, 9).text);
        EXPECT_TEXT(short_of(&verdict).text, "unregistered unknown");
        EXPECT_TEXT(verdict.state_why, "key-scope");
    }
}

/* ---- batch papers ---- */

static gi_unit_header paper_of(const gi_fixture *fixture, const gi_run *run)
{
    gi_verdict batch = ask_store(fixture, fixture->batch);
    gi_unit_header header = label_header(run, 0);
    header.type = GI_LABEL_BATCH_PAPER;
    header.packed = (uint16_t)(batch.batch.made - GI_LABEL_EPOCH);
    header.best_before = 0;
    header.net = 0;
    header.flags = 0;
    return header;
}

SPEC(a_batch_paper_stands_for_its_registered_batch)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_header header = paper_of(fixture, &run);
    label_text paper = label_signed(fixture, &header, FIXTURE_LABEL);
    gi_verdict verdict = ask(fixture, paper.text);
    EXPECT_TEXT(short_of(&verdict).text, "issued in_force");
    EXPECT_INT(verdict.act, verdict.batch.act);
    header.grade++;
    EXPECT_ANSWER(fixture, label_signed(fixture, &header, FIXTURE_LABEL).text,
                  "unregistered unknown");
    header.batch = 99;
    verdict = ask(fixture, label_signed(fixture, &header, FIXTURE_LABEL).text);
    EXPECT_TEXT(verdict.state_why, "no-run");
    fixture_act(fixture, "key", "op", "leaked", "id", "7", "last_good", "20", NULL);
    EXPECT_ANSWER(fixture, paper.text, "unregistered unknown");
}

SPEC(typing_mistakes_are_incomplete_and_unknown_numbers_are_unknown)
{
    char number[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 20 }, number);
    number[12] = number[12] == '5' ? '6' : '5';
    EXPECT_ANSWER(fixture, number, "unknown(incomplete) unknown");
    EXPECT_ANSWER(fixture, "LSYW-26-00A3-001F-8", "unknown(incomplete) unknown");
    EXPECT_ANSWER(fixture, "LSYW-26-00A3-001F-7", "unknown(no_number) unknown");
    EXPECT_ANSWER(fixture, "LSYW-26-00A3-001F", "unknown(incomplete) unknown");
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 0 }, number);
    EXPECT_ANSWER(fixture, number, "unknown(no_number) unknown");
}

SPEC(a_number_beyond_the_list_is_newer_offline)
{
    char number[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    GI_AUTO(gi_bundle) bundle = bundle_of(fixture);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 21 }, number);
    gi_verdict online = ask_store(fixture, number);
    gi_verdict offline = ask_bundle(bundle, number);
    EXPECT_TEXT(short_of(&online).text, "unknown(no_number) unknown");
    EXPECT_TEXT(short_of(&offline).text, "unknown(newer) unknown");
    gi_unit_number_print((gi_unit_id){ 99, 1 }, number);
    offline = ask_bundle(bundle, number);
    EXPECT_TEXT(short_of(&offline).text, "unknown(newer) unknown");
}

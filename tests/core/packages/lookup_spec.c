/* The code of a package: three answers and what lies inside, with and without a network. */
#include <string.h>

#include "boxes.h"
#include "gi/text.h"

static void recall(gi_fixture *fixture, const char *batch)
{
    fixture_act(fixture, "recall", "batch", batch, "grade", "II", "why", "unsafe", "who",
                "九江市市场监督管理局", "doc",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", NULL);
}

SPEC(a_case_code_is_issued_and_says_what_is_inside)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    numbers code = code_of(fixture, first + 1);
    gi_verdict verdict = ask(fixture, code.text);
    EXPECT_INT(strlen(code.text), GI_PACKAGE_DIGITS);
    EXPECT_INT(verdict.issued, GI_ISSUED_YES);
    EXPECT_INT(verdict.good, GI_GOOD_IN_FORCE);
    EXPECT_INT(verdict.copied, GI_COPIED_NOT_CHECKED);
    EXPECT(verdict.has_package && verdict.has_batch);
    EXPECT_INT(verdict.package.labels, 25);
    EXPECT_INT(verdict.package.in_force, 25);
    EXPECT_TEXT(verdict.package.first, number_of(26).text);
    EXPECT_TEXT(verdict.package.last, number_of(50).text);
    EXPECT_INT(verdict.net, 25 * 50000);
}

SPEC(a_typed_package_number_is_known_and_not_issued)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    gi_verdict verdict = ask(fixture, number_of(first).text);
    EXPECT_INT(verdict.unknown, GI_UNKNOWN_TYPED);
    EXPECT_INT(verdict.package.in_force, 25);
}

SPEC(a_carton_counts_the_labels_of_its_cases)
{
    GI_AUTO(gi_fixture) fixture = labelled("carton");
    uint32_t first = pack(fixture, 1, 100, "25");
    uint32_t carton = pack_cases(fixture, first, first + 3);
    fixture_act(fixture, "activate", "package", number_of(first).text, NULL);
    fixture_act(fixture, "void", "units", range_of(30, 31).text, "why", "damaged", NULL);
    gi_verdict verdict = ask(fixture, code_of(fixture, carton).text);
    EXPECT_INT(verdict.package.labels, 100);
    EXPECT_INT(verdict.package.in_force, 25);
    EXPECT_INT(verdict.package.waiting, 73);
    EXPECT_INT(verdict.package.ended, 2);
    EXPECT_INT(verdict.package.level, 2);
    EXPECT_INT(verdict.good, GI_GOOD_IN_FORCE);
}

SPEC(a_case_that_waits_is_not_activated_and_one_of_dead_labels_is_dead)
{
    GI_AUTO(gi_fixture) fixture = labelled("carton");
    uint32_t first = pack(fixture, 1, 100, "25");
    EXPECT_INT(ask(fixture, code_of(fixture, first).text).good, GI_GOOD_NOT_ACTIVATED);
    fixture_act(fixture, "lose", "units", range_of(1, 25).text, "why", "lost", NULL);
    gi_verdict verdict = ask(fixture, code_of(fixture, first).text);
    EXPECT_INT(verdict.good, GI_GOOD_LOST);
    EXPECT_TEXT(verdict.state_why, "lost");
    EXPECT_INT(verdict.package.ended, 25);
}

SPEC(a_mixed_box_shows_that_some_inside_are_recalled)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    char first_batch[GI_BATCH_ID_TEXT];
    memcpy(first_batch, fixture->batch, sizeof first_batch);
    uint32_t more = label_more(fixture);
    numbers two = both_of(range_of(1, 10), range_of(more, more + 4));
    fixture_act(fixture, "pack", "units", two.text, NULL);
    EXPECT_INT(ask(fixture, code_of(fixture, more + 50).text).good, GI_GOOD_IN_FORCE);
    recall(fixture, first_batch);
    gi_verdict verdict = ask(fixture, code_of(fixture, more + 50).text);
    EXPECT_INT(verdict.good, GI_GOOD_RECALLED);
    EXPECT_INT(verdict.recall_grade, 2);
    EXPECT_TEXT(verdict.state_by, "九江市市场监督管理局");
    EXPECT_INT(verdict.package.recalled, 10);
    EXPECT_INT(verdict.package.in_force, 5);
    EXPECT_INT(verdict.package.batches, 2);
    EXPECT(!verdict.has_batch && verdict.package.mixed);
    EXPECT_TEXT(verdict.package.producer, "九江示例茶业有限公司");
}

SPEC(a_mixed_box_counts_a_batch_once_however_its_ranges_lie)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t more = label_more(fixture);
    numbers three = both_of(both_of(range_of(1, 10), range_of(more, more + 4)), range_of(21, 25));
    fixture_act(fixture, "pack", "units", three.text, NULL);
    gi_verdict verdict = ask(fixture, code_of(fixture, more + 50).text);
    EXPECT_INT(verdict.package.ranges, 3);
    EXPECT_INT(verdict.package.batches, 2);
    EXPECT_INT(verdict.package.in_force, 20);
}

SPEC(a_frozen_label_freezes_its_package_and_not_the_one_beside_it)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    fixture_act(fixture, "void", "units", number_of(30).text, "why", "damaged", NULL);
    fixture_act(fixture, "freeze", "units", range_of(29, 33).text, "why", "complaint", "who",
                "庐山市市场监督管理局", NULL);
    gi_verdict verdict = ask(fixture, code_of(fixture, first + 1).text);
    EXPECT_INT(verdict.good, GI_GOOD_FROZEN);
    EXPECT_TEXT(verdict.state_by, "庐山市市场监督管理局");
    EXPECT_INT(verdict.package.frozen, 4);
    EXPECT_INT(verdict.package.ended, 1);
    EXPECT_INT(verdict.package.in_force, 20);
    EXPECT_INT(ask(fixture, code_of(fixture, first).text).good, GI_GOOD_IN_FORCE);
}

SPEC(labels_past_their_day_are_counted_so)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    fixture->now += INT64_C(600) * 24 * 3600 * 1000; /* best before 18 months */
    gi_verdict verdict = ask(fixture, code_of(fixture, first).text);
    EXPECT_INT(verdict.good, GI_GOOD_EXPIRED);
    EXPECT_INT(verdict.package.expired, 25);
}

SPEC(an_opened_package_stands_for_nothing_any_more)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    fixture_act(fixture, "unpack", "package", number_of(first + 1).text, "why", "inspected", NULL);
    gi_verdict verdict = ask(fixture, code_of(fixture, first + 1).text);
    EXPECT_INT(verdict.issued, GI_ISSUED_YES);
    EXPECT_INT(verdict.good, GI_GOOD_REPACKED);
    EXPECT_TEXT(verdict.state_why, "inspected");
    EXPECT(verdict.package.opened);
    EXPECT_INT(verdict.package.labels, 25);
    EXPECT_INT(verdict.package.in_force, 0);
    EXPECT(!ask(fixture, code_of(fixture, first).text).package.opened);
}

/* The true key signs a package header that no act registered. */
static numbers signed_header(const gi_fixture *fixture, const uint8_t header[28])
{
    gi_error err = { 0 };
    numbers out = { "" };
    uint8_t message[GI_UNIT_MESSAGE_MAX];
    char digits[GI_UNIT_DIGITS_MAX + 1];
    gi_unit_code code = { .header_size = GI_PACKAGE_HEADER_SIZE };
    memcpy(code.header, header, GI_PACKAGE_HEADER_SIZE);
    size_t size = gi_unit_message((gi_bytes){ code.header, code.header_size }, message);
    EXPECT_OK(gi_signer_sign(fixture_signer(fixture, FIXTURE_LABEL), (gi_bytes){ message, size },
                             &code.signature, &err));
    (void)gi_unit_code_print(&code, digits);
    memcpy(out.text, digits, sizeof digits);
    return out;
}

SPEC(a_signed_package_code_without_its_act_is_unregistered)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    gi_package_run run = { 0 };
    gi_unit_id id;
    uint8_t header[GI_PACKAGE_HEADER_SIZE];
    EXPECT_OK(
        gi_package_find(fixture->registry, gi_bytes_of(number_of(first).text), &run, &id, &err));
    gi_package_header(&run, first, header);
    header[27] = 50; /* claims twice the labels */
    EXPECT_TEXT(ask(fixture, signed_header(fixture, header).text).state_why, "other-header");
    gi_package_header(&run, first, header);
    header[17] = 5; /* the serial of a label */
    gi_verdict verdict = ask(fixture, signed_header(fixture, header).text);
    EXPECT_INT(verdict.issued, GI_ISSUED_UNREGISTERED);
    EXPECT_TEXT(verdict.state_why, "no-run");
    EXPECT(!verdict.has_package);
}

SPEC(a_changed_digit_of_a_package_code_is_forged)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    numbers code = code_of(fixture, pack(fixture, 1, 100, "25"));
    uint8_t bytes[92];
    GI_AUTO_BUF digits = GI_BUF(GI_UNIT_DIGITS_MAX);
    EXPECT_OK(gi_digits_parse(gi_bytes_of(code.text), bytes, sizeof bytes, &err));
    bytes[91] ^= 1;
    gi_digits_add(&digits, (gi_bytes){ bytes, sizeof bytes });
    EXPECT_INT(ask(fixture, gi_buf_text(&digits)).issued, GI_ISSUED_FORGED);
}

/* ---- is it inside? ---- */

SPEC(a_label_is_inside_its_own_case_and_carton_and_in_no_other)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    uint32_t carton = pack_cases(fixture, first, first + 1);
    numbers label = label_code(fixture, 30);
    EXPECT_INT(ask_inside(fixture, label.text, code_of(fixture, first + 1).text), GI_INSIDE_YES);
    EXPECT_INT(ask_inside(fixture, label.text, code_of(fixture, first).text), GI_INSIDE_NO);
    EXPECT_INT(ask_inside(fixture, label.text, code_of(fixture, carton).text), GI_INSIDE_YES);
    EXPECT_INT(ask_inside(fixture, label_code(fixture, 51).text, code_of(fixture, carton).text),
               GI_INSIDE_NO);
    EXPECT_INT(ask_inside(fixture, code_of(fixture, first).text, code_of(fixture, carton).text),
               GI_INSIDE_YES);
    EXPECT_INT(ask_inside(fixture, code_of(fixture, first + 2).text, code_of(fixture, carton).text),
               GI_INSIDE_NO);
}

SPEC(an_opened_or_unknown_package_does_not_say_what_is_inside)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    numbers label = label_code(fixture, 3);
    unpack(fixture, first);
    EXPECT_INT(ask_inside(fixture, label.text, code_of(fixture, first).text), GI_INSIDE_OPENED);
    EXPECT_INT(ask_inside(fixture, label.text, "1234"), GI_INSIDE_UNKNOWN);
    EXPECT_INT(ask_inside(fixture, label.text, label.text), GI_INSIDE_UNKNOWN);
    EXPECT_INT(ask_inside(fixture, "1234", code_of(fixture, first).text), GI_INSIDE_UNKNOWN);
}

SPEC(codes_of_a_package_run_are_of_its_key_and_range_only)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    gi_package_run run = { 0 };
    gi_unit_id id;
    gi_code_sink none = { .take = NULL };
    uint32_t first = pack(fixture, 1, 100, "25");
    EXPECT_OK(
        gi_package_find(fixture->registry, gi_bytes_of(number_of(first).text), &run, &id, &err));
    const gi_signer *label = fixture_signer(fixture, FIXTURE_LABEL);
    EXPECT_WHY(gi_package_codes(&run, label, first, 5, none, &err), GI_WHY_BAD_COUNT);
    EXPECT_WHY(gi_package_codes(&run, label, first, 0, none, &err), GI_WHY_BAD_COUNT);
    EXPECT_WHY(
        gi_package_codes(&run, fixture_signer(fixture, FIXTURE_REGISTRY), first, 1, none, &err),
        GI_WHY_OTHER_SIGNER);
}

static gi_status make_serial(const void *context, const gi_code_item *item, void *room,
                             gi_error *err)
{
    (void)context;
    (void)err;
    *(uint32_t *)room = item->serial;
    return GI_OK;
}

static gi_status take_serial(void *context, const gi_code_item *item, gi_error *err)
{
    (void)err;
    EXPECT_INT(*(const uint32_t *)item->made, item->serial);
    ++*(uint32_t *)context;
    return GI_OK;
}

SPEC(what_a_sink_has_made_for_a_package_comes_with_its_code)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    gi_package_run run = { 0 };
    gi_unit_id id;
    uint32_t taken = 0;
    uint32_t first = pack(fixture, 1, 100, "25");
    EXPECT_OK(
        gi_package_find(fixture->registry, gi_bytes_of(number_of(first).text), &run, &id, &err));
    const gi_code_sink sink = {
        .take = take_serial, .context = &taken, .make = make_serial, .made_size = sizeof(uint32_t)
    };
    EXPECT_OK(gi_package_codes(&run, fixture_signer(fixture, FIXTURE_LABEL), first, 4, sink, &err));
    EXPECT_INT(taken, 4);
}

/* A laboratory report that was corrected: both stand in the passport, the newest value is told. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "core/lookup/passport_facts.h"
#include "gi/passport.h"
#include "tests/support/spec.h"

#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* Two reports on the batch; the second one is act first + 1. */
static gi_fixture *reported(int64_t *first)
{
    static const char *const numbers[] = { "JJ-1", "JJ-2" };
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    for (size_t i = 0; i < 2; i++) {
        fixture_act(fixture, "lab-report", "batch", fixture->batch, "laboratory", "九江示例检测所",
                    "number", numbers[i], "day", "2026-04-20", "result", "pass", "items",
                    "水分:5.2%:≤7.0", "doc", DOC, NULL);
    }
    *first = fixture->receipt.index - 1;
    return fixture;
}

static void correct(gi_fixture *fixture, int64_t act, const char *field, const char *value)
{
    fixture_act(fixture, "amend", "ref", gi_num(act).text, "field", field, "value", value, "why",
                "typing", NULL);
}

static void write(gi_fixture *fixture, unsigned groups, gi_buf *out)
{
    gi_error err = { 0 };
    gi_passport_left left;
    EXPECT_OK(gi_passport_write_with(fixture->registry, gi_bytes_of(fixture->batch), groups, out,
                                     &left, &err));
    EXPECT_INT(left.groups, 0);
}

static gi_status open_it(const gi_fixture *fixture, gi_bytes text, gi_json **facts, gi_error *err)
{
    gi_root_pin pin = pin_of(fixture);
    GI_AUTO(gi_passport) passport = NULL;
    GI_TRY(gi_passport_open(text, &pin, 1, &passport, err));
    return gi_passport_facts(passport, facts, err);
}

static bool says(const gi_json *row, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(row, name), &text) &&
           gi_bytes_equal(text, gi_bytes_of(wanted));
}

SPEC(a_report_that_was_corrected_tells_the_new_value_and_what_stood_before)
{
    gi_error err = { 0 };
    int64_t first = 0;
    int64_t act = 0;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_json) facts = NULL;
    GI_AUTO(gi_fixture) fixture = reported(&first);
    correct(fixture, first, "items", "水分:6.2%:≤7.0");
    write(fixture, GI_PASSPORT_LABORATORY, &text);
    EXPECT_OK(open_it(fixture, gi_buf_view(&text), &facts, &err));
    const gi_json *row = gi_json_at(gi_json_get(facts, "laboratory"), 0);
    const gi_json *change = gi_json_at(gi_json_get(row, "corrections"), 0);
    EXPECT(says(row, "items", "水分:6.2%:≤7.0") && says(change, "field", "items"));
    EXPECT(says(change, "before", "水分:5.2%:≤7.0") && says(change, "why", "typing"));
    EXPECT(gi_json_as_int(gi_json_get(change, "act"), &act) && act == fixture->receipt.index);
    EXPECT(gi_json_get(gi_json_at(gi_json_get(facts, "laboratory"), 1), "corrections") == NULL);
}

SPEC(corrections_of_one_report_are_told_in_their_order_and_of_another_apart)
{
    gi_error err = { 0 };
    int64_t first = 0;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_json) facts = NULL;
    GI_AUTO(gi_fixture) fixture = reported(&first);
    correct(fixture, first, "number", "JJ-7");
    correct(fixture, first + 1, "result", "fail");
    correct(fixture, first, "number", "JJ-8");
    write(fixture, GI_PASSPORT_LABORATORY, &text);
    EXPECT_OK(open_it(fixture, gi_buf_view(&text), &facts, &err));
    const gi_json *rows = gi_json_get(facts, "laboratory");
    const gi_json *list = gi_json_get(gi_json_at(rows, 0), "corrections");
    EXPECT_INT(gi_json_count(rows), 2);
    EXPECT_INT(gi_json_count(list), 2);
    EXPECT(says(gi_json_at(rows, 0), "number", "JJ-8"));
    EXPECT(says(gi_json_at(list, 0), "before", "JJ-1"));
    EXPECT(says(gi_json_at(list, 1), "before", "JJ-7"));
    EXPECT(says(gi_json_at(rows, 1), "result", "fail") &&
           says(gi_json_at(rows, 1), "number", "JJ-2"));
}

SPEC(a_correction_brings_neither_a_private_record_nor_more_than_its_leaf)
{
    int64_t first = 0;
    GI_AUTO_BUF before = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO_BUF after = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = reported(&first);
    write(fixture, GI_PASSPORT_LABORATORY, &before);
    correct(fixture, first, "day", "2026-04-21");
    write(fixture, GI_PASSPORT_LABORATORY, &after);
    EXPECT(after.size > before.size && after.size < before.size + 1000);
}

SPEC(a_passport_without_reports_holds_no_correction_and_stays_small)
{
    int64_t first = 0;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = reported(&first);
    correct(fixture, first, "number", "JJ-7");
    (void)fixture_issue(fixture, "50g", 20);
    write(fixture, 0, &text);
    EXPECT(strstr(gi_buf_text(&text), "amend") == NULL);
    EXPECT(text.size >= 3000 && text.size <= 6000);
}

/* The file with one text in it replaced by another of the same size. */
static gi_status changed(const gi_fixture *fixture, const gi_buf *text, const char *from,
                         const char *to, gi_error *err)
{
    GI_AUTO_BUF copy = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_json) facts = NULL;
    gi_buf_add(&copy, gi_buf_view(text));
    char *place = strstr(gi_buf_text(&copy), from);
    EXPECT(place != NULL && strlen(from) == strlen(to));
    memcpy(place, to, strlen(to));
    return open_it(fixture, gi_buf_view(&copy), &facts, err);
}

SPEC(a_correction_that_was_changed_or_points_elsewhere_is_refused)
{
    gi_error err = { 0 };
    int64_t first = 0;
    char from[48];
    char to[48];
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = reported(&first);
    correct(fixture, first, "number", "JJ-7");
    write(fixture, GI_PASSPORT_LABORATORY, &text);
    EXPECT_OK(changed(fixture, &text, "JJ-7", "JJ-7", &err));
    EXPECT_WHY(changed(fixture, &text, "JJ-7", "JJ-8", &err), GI_WHY_BAD_PASSPORT);
    (void)snprintf(from, sizeof from, "\"ref\":%s", gi_num(first).text);
    (void)snprintf(to, sizeof to, "\"ref\":%s", gi_num(first + 1).text);
    EXPECT_WHY(changed(fixture, &text, from, to, &err), GI_WHY_BAD_PASSPORT);
}

/* Would this leaf be taken for a correction, behind a leaf at index 5? */
static bool may_correct(const char *before, const char *leaf, unsigned groups)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) first = NULL;
    GI_AUTO(gi_json) second = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of(before), 4, &first, &err));
    EXPECT_OK(gi_json_parse(gi_bytes_of(leaf), 4, &second, &err));
    gi_sheaf_leaf leaves[] = { { .index = 5, .leaf = first }, { .index = 9, .leaf = second } };
    const gi_passport passport = { .groups = groups, .sheaf = { .leaf = leaves, .count = 2 } };
    return gi_passport_may_correct(&passport, &leaves[1]);
}

#define REPORT "{\"t\":\"lab-report\"}"
#define CHANGE(ref, field) \
    "{\"field\":\"" field "\",\"ref\":" ref ",\"t\":\"amend\",\"value\":\"x\"}"

SPEC(only_a_field_of_a_report_that_stands_before_it_is_corrected)
{
    EXPECT(may_correct(REPORT, CHANGE("5", "items"), GI_PASSPORT_LABORATORY));
    EXPECT(!may_correct(REPORT, CHANGE("5", "items"), GI_PASSPORT_SPRAYS));
    EXPECT(!may_correct(REPORT, CHANGE("5", "doc"), GI_PASSPORT_LABORATORY));
    EXPECT(!may_correct(REPORT, CHANGE("6", "items"), GI_PASSPORT_LABORATORY));
    EXPECT(!may_correct(REPORT, CHANGE("9", "items"), GI_PASSPORT_LABORATORY));
    EXPECT(!may_correct("{\"t\":\"input\"}", CHANGE("5", "items"), GI_PASSPORT_LABORATORY));
    EXPECT(!may_correct(REPORT, "{\"field\":\"items\",\"ref\":5,\"t\":\"amend\"}",
                        GI_PASSPORT_LABORATORY));
}

/* In memory, as a log might hold it whose operator cannot sign: the paths are not asked again. */
SPEC(a_correction_that_the_registry_did_not_sign_is_refused)
{
    gi_error err = { 0 };
    int64_t first = 0;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_fixture) fixture = reported(&first);
    gi_root_pin pin = pin_of(fixture);
    correct(fixture, first, "number", "JJ-7");
    write(fixture, GI_PASSPORT_LABORATORY, &text);
    EXPECT_OK(gi_passport_open(gi_buf_view(&text), &pin, 1, &passport, &err));
    gi_bundle_close(passport->keys);
    passport->keys = NULL;
    for (size_t i = 0; i < passport->sheaf.count; i++) {
        if (gi_leaf_is(passport->sheaf.leaf[i].leaf, "amend")) {
            gi_json_set_text((gi_json *)(uintptr_t)passport->sheaf.leaf[i].leaf, "value", "JJ-8");
        }
    }
    EXPECT_WHY(gi_passport_check_keys(passport, &pin, 1, &err), GI_WHY_BAD_SIGNATURE);
}

/* What a holder adds to a passport: sprays, a certificate, laboratory reports; and nothing more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "both.h"
#include "core/lookup/passport_facts.h"
#include "core/store/batches.h"
#include "core/store/registry.h"
#include "gi/passport.h"
#include "gi/text.h"
#include "tests/support/spec.h"

#define ALL (GI_PASSPORT_SPRAYS | GI_PASSPORT_CONFORMITY | GI_PASSPORT_LABORATORY)
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* A batch of leaf picked on 2026-04-05, sprayed three weeks before, and a report on it. */
static gi_fixture *sprayed(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "input", "source", "1", "day", "2026-03-15", "kind", "pesticide", "name",
                "示例乳油", "active", "联苯菊酯", "registration", "PD20080001", "maker",
                "示例农药厂", "dose", "20 mL/mu", "target", "茶小绿叶蝉", "interval", "7",
                "operator", "李四", NULL);
    fixture_act(fixture, "lab-report", "batch", fixture->batch, "laboratory", "九江示例检测所",
                "number", "JJ-1", "day", "2026-04-20", "result", "pass", "items", "水分:5.2%:≤7.0",
                "doc", DOC, "sampler", "王五", NULL);
    (void)fixture_issue(fixture, "50g", 20);
    return fixture;
}

static void write_with(gi_fixture *fixture, unsigned groups, gi_buf *out)
{
    gi_error err = { 0 };
    gi_passport_left left;
    EXPECT_OK(gi_passport_write_with(fixture->registry, gi_bytes_of(fixture->batch), groups, out,
                                     &left, &err));
    EXPECT_INT(left.groups, 0);
}

static gi_json *facts_of(const gi_fixture *fixture, const gi_buf *text)
{
    gi_error err = { 0 };
    gi_root_pin pin = pin_of(fixture);
    gi_json *facts = NULL;
    GI_AUTO(gi_passport) passport = NULL;
    EXPECT_OK(gi_passport_open(gi_buf_view(text), &pin, 1, &passport, &err));
    EXPECT_OK(gi_passport_facts(passport, &facts, &err));
    return facts;
}

static bool says(const gi_json *row, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(row, name), &text) &&
           gi_bytes_equal(text, gi_bytes_of(wanted));
}

SPEC(a_spray_is_shown_with_its_interval_and_first_day_for_picking)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = sprayed();
    write_with(fixture, GI_PASSPORT_SPRAYS, &text);
    GI_AUTO(gi_json) facts = facts_of(fixture, &text);
    const gi_json *spray = gi_json_at(gi_json_get(facts, "sprays"), 0);
    bool named = true;
    EXPECT_INT(gi_json_count(gi_json_get(facts, "sprays")), 1);
    EXPECT(says(spray, "active", "联苯菊酯") && says(spray, "registration", "PD20080001"));
    EXPECT(says(spray, "day", "2026-03-15") && says(spray, "allowed_from", "2026-03-22"));
    EXPECT(gi_json_as_bool(gi_json_get(spray, "names_batch"), &named) && !named);
    EXPECT(gi_json_get(facts, "laboratory") == NULL && gi_json_get(facts, "conformity") == NULL);
}

SPEC(a_report_of_a_laboratory_is_shown_with_its_items_and_names_the_batch)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = sprayed();
    write_with(fixture, GI_PASSPORT_LABORATORY, &text);
    GI_AUTO(gi_json) facts = facts_of(fixture, &text);
    const gi_json *report = gi_json_at(gi_json_get(facts, "laboratory"), 0);
    bool named = false;
    EXPECT(says(report, "items", "水分:5.2%:≤7.0") && says(report, "result", "pass"));
    EXPECT(gi_json_as_bool(gi_json_get(report, "names_batch"), &named) && named);
}

SPEC(no_person_plot_or_sampler_is_in_a_passport_with_everything)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = sprayed();
    write_with(fixture, ALL, &text);
    const char *file = gi_buf_text(&text);
    EXPECT(strstr(file, "李四") == NULL && strstr(file, "王五") == NULL);
    EXPECT(strstr(file, "\"source\"") == NULL && strstr(file, "联苯菊酯") != NULL);
    EXPECT(text.size <= 9000);
}

SPEC(a_group_without_a_record_is_there_and_empty)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    write_with(fixture, ALL, &text);
    GI_AUTO(gi_json) facts = facts_of(fixture, &text);
    EXPECT(gi_json_is_array(gi_json_get(facts, "sprays")));
    EXPECT_INT(gi_json_count(gi_json_get(facts, "sprays")), 0);
    EXPECT(gi_json_is_array(gi_json_get(facts, "conformity")));
    EXPECT(text.size >= 3000 && text.size <= 6000);
}

SPEC(a_spray_that_was_corrected_gives_way_to_its_correction)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = sprayed();
    gi_num_text old = gi_num(fixture->receipt.index - 2);
    fixture_act(fixture, "input", "source", "1", "day", "2026-03-14", "kind", "pesticide", "name",
                "示例乳油", "active", "联苯菊酯", "registration", "PD20080001", "maker",
                "示例农药厂", "dose", "20 mL/mu", "target", "茶小绿叶蝉", "interval", "9", "ref",
                old.text, NULL);
    write_with(fixture, GI_PASSPORT_SPRAYS, &text);
    GI_AUTO(gi_json) facts = facts_of(fixture, &text);
    EXPECT_INT(gi_json_count(gi_json_get(facts, "sprays")), 1);
    EXPECT(says(gi_json_at(gi_json_get(facts, "sprays"), 0), "allowed_from", "2026-03-23"));
}

static gi_status count_act(void *context, int64_t act, gi_error *err)
{
    int *count = context;
    (void)act;
    (void)err;
    *count += 1;
    return GI_OK;
}

/* One plot, picked for it on this day; the lot. */
static int64_t pick(gi_fixture *fixture, const char *day)
{
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                day, "qty", "21kg", NULL);
    return fixture_answer_int(fixture, "lot");
}

SPEC(a_spray_before_several_pickings_is_taken_once)
{
    gi_error err = { 0 };
    gi_batch_row batch = { .lot = 0 };
    int count = 0;
    unsigned groups = GI_PASSPORT_SPRAYS;
    gi_passport_left left;
    char inputs[48];
    GI_AUTO(gi_fixture) fixture = sprayed();
    int64_t first = pick(fixture, "2026-04-02");
    (void)snprintf(inputs, sizeof inputs, "%d:21kg,%d:21kg", (int)first,
                   (int)pick(fixture, "2026-04-04"));
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", inputs, "qty", "10kg", "day", "2026-04-04", NULL);
    batch.lot = fixture_answer_int(fixture, "lot");
    EXPECT_OK(
        gi_passport_choose(fixture->registry->db, &batch, &groups, &left, count_act, &count, &err));
    EXPECT_INT(count, 1);
}

SPEC(a_report_of_a_lot_that_went_into_the_batch_is_shown_by_the_writers_word)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = sprayed();
    bool named = true;
    fixture_act(fixture, "lab-report", "lot", "1", "laboratory", "九江示例检测所", "number", "JJ-2",
                "day", "2026-04-20", "result", "fail", "items", "水分:8%", "doc", DOC, NULL);
    write_with(fixture, GI_PASSPORT_LABORATORY, &text);
    GI_AUTO(gi_json) facts = facts_of(fixture, &text);
    const gi_json *report = gi_json_at(gi_json_get(facts, "laboratory"), 1);
    EXPECT(says(report, "result", "fail"));
    EXPECT(gi_json_as_bool(gi_json_get(report, "names_batch"), &named) && !named);
}

/* The file with its member facts replaced. */
static gi_status with_groups(const gi_fixture *fixture, const gi_buf *text, const char *json,
                             gi_error *err)
{
    gi_error own = { 0 };
    gi_json *value = NULL;
    gi_root_pin pin = pin_of(fixture);
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO_BUF changed = GI_BUF(GI_PASSPORT_MAX);
    EXPECT(gi_json_parse(gi_buf_view(text), 12, &file, &own) == GI_OK);
    EXPECT(gi_json_parse(gi_bytes_of(json), 12, &value, &own) == GI_OK);
    gi_json_set(file, "facts", value);
    gi_json_write(file, &changed);
    return gi_passport_open(gi_buf_view(&changed), &pin, 1, &passport, err);
}

SPEC(a_record_of_a_group_that_is_not_listed_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = sprayed();
    write_with(fixture, GI_PASSPORT_SPRAYS | GI_PASSPORT_LABORATORY, &text);
    EXPECT_OK(with_groups(fixture, &text, "[\"laboratory\",\"sprays\"]", &err));
    EXPECT_WHY(with_groups(fixture, &text, "[\"sprays\"]", &err), GI_WHY_BAD_PASSPORT);
    EXPECT_WHY(with_groups(fixture, &text, "[\"sprays\",\"laboratory\"]", &err),
               GI_WHY_BAD_PASSPORT);
    EXPECT_WHY(with_groups(fixture, &text, "[]", &err), GI_WHY_BAD_PASSPORT);
    EXPECT_WHY(with_groups(fixture, &text, "[\"laboratory\",\"sprays\",\"x\"]", &err),
               GI_WHY_BAD_PASSPORT);
}

static bool may_add(const char *leaf)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) json = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of(leaf), 4, &json, &err));
    return gi_passport_may_add(json, ALL, "LSYW-26-0001-0001-J");
}

SPEC(a_record_that_names_another_batch_or_none_where_it_should_does_not_belong)
{
    EXPECT(may_add("{\"batch\":\"LSYW-26-0001-0001-J\",\"t\":\"lab-report\"}"));
    EXPECT(!may_add("{\"batch\":\"LSYW-26-0001-0002-H\",\"t\":\"lab-report\"}"));
    EXPECT(may_add("{\"lot\":1,\"t\":\"lab-report\"}"));
    EXPECT(!may_add("{\"t\":\"lab-report\"}"));
    EXPECT(!may_add("{\"batch\":\"LSYW-26-0001-0002-H\",\"t\":\"conformity\"}"));
    EXPECT(may_add("{\"t\":\"conformity\"}") && may_add("{\"t\":\"input\"}"));
    EXPECT(!may_add("{\"t\":\"harvest\"}"));
}

SPEC(every_byte_of_what_was_added_counts)
{
    gi_error err = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_AUTO(gi_fixture) fixture = sprayed();
    gi_root_pin pin = pin_of(fixture);
    write_with(fixture, ALL, &text);
    size_t step = getenv("GI_LONG") != NULL ? 1 : 41;
    for (size_t i = 0; i < text.size; i += step) {
        GI_AUTO(gi_passport) passport = NULL;
        text.data[i] ^= 1;
        gi_status status = gi_passport_open(gi_buf_view(&text), &pin, 1, &passport, &err);
        EXPECT(status == GI_INVALID || status == GI_DENIED);
        text.data[i] ^= 1;
    }
}

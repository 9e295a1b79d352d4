/* A batch that went with its import says so wherever it is seen, and online as offline. */
#include <string.h>

#include "both.h"
#include "core/store/db_sqlite.h"
#include "core/store/registry.h"
#include "gi/codes.h"
#include "gi/import.h"
#include "gi/json.h"
#include "gi/passport.h"
#include "gi/report.h"
#include "gi/text.h"
#include "gi/trace.h"
#include "label.h"
#include "tests/support/spec.h"

#define SHEET                                                                                   \
    "记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入,成品批,等级\n" \
    "采摘,叶,,LSYW,2026-1,2026-04-05,42,1,,,\n"                                              \
    "加工,茶,0001,LSYW,2026-1,2026-04-06,10,,@叶:42kg,,\n"                                  \
    "批次,,0001,,,,,,,@茶,特级\n"
#define DAY_MS INT64_C(86400000)
#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* The batch of an import beside that of the fixture, and the first act of the import. */
typedef struct scene {
    gi_fixture *fixture;
    char batch[GI_BATCH_ID_TEXT];
    int64_t first;
} scene;

static void scene_clear(scene *at)
{
    fixture_close(at->fixture);
}

#define SCENE __attribute__((cleanup(scene_clear))) scene

static scene imported(void)
{
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = NULL;
    GI_AUTO(gi_json) row = NULL;
    gi_bytes id = { 0 };
    scene at = { .fixture = fixture_with_batch(GI_ED25519) };
    at.first = at.fixture->receipt.index + 1;
    EXPECT_OK(
        gi_import_read(gi_bytes_of(SHEET), &(gi_import_options){ .kind = "mixed" }, &import, &err));
    EXPECT_OK(gi_import_run(import, at.fixture->registry, at.fixture->signer, at.fixture->signers,
                            GI_IMPORT_COMMIT, &err));
    EXPECT_OK(gi_report_act(at.fixture->registry, at.first + 2, false, &row, &err));
    EXPECT(gi_json_as_text(gi_json_get(gi_json_get(row, "leaf"), "batch"), &id));
    EXPECT_OK(gi_text_copy(at.batch, sizeof at.batch, id, "batch", &err));
    return at;
}

static scene taken_back(void)
{
    scene at = imported();
    at.fixture->now += DAY_MS;
    fixture_act(at.fixture, "undo-import", "first", gi_num(at.first).text, "count", "3", NULL);
    return at;
}

/* ---- what is said ---- */

SPEC(a_batch_that_was_taken_back_says_by_which_act_by_whom_and_when)
{
    SCENE at = taken_back();
    gi_verdict verdict = ask(at.fixture, at.batch);
    EXPECT_TEXT(short_of(&verdict).text, "issued taken_back");
    EXPECT_INT(verdict.state_act, at.fixture->receipt.index);
    EXPECT_INT(verdict.state_time, at.fixture->now);
    EXPECT_TEXT(verdict.state_by, gi_registry_about(at.fixture->registry)->name);
    EXPECT_TEXT(verdict.state_why, "undo-import");
    EXPECT_INT(gi_verdict_exit(&verdict), 1);
    EXPECT_ANSWER(at.fixture, at.fixture->batch, "issued in_force");
}

SPEC(before_its_import_is_taken_back_the_batch_is_in_force)
{
    SCENE at = imported();
    EXPECT_ANSWER(at.fixture, at.batch, "issued in_force");
}

/* A paper of the batch, as it could be printed before. */
static void paper_of(const scene *at, char digits[GI_UNIT_DIGITS_MAX + 1])
{
    gi_error err = { 0 };
    gi_unit_code code;
    gi_verdict verdict = ask_store(at->fixture, at->batch);
    const gi_unit_header header = { .type = GI_LABEL_BATCH_PAPER,
                                    .key = FIXTURE_LABEL,
                                    .product = verdict.batch.product,
                                    .producer = verdict.batch.id.producer,
                                    .batch = verdict.batch.id.number,
                                    .packed = (uint16_t)(verdict.batch.made - GI_LABEL_EPOCH),
                                    .grade = verdict.batch.grade,
                                    .season = verdict.batch.season };
    EXPECT_OK(gi_code_sign(&header, fixture_signer(at->fixture, FIXTURE_LABEL), &code, &err));
    (void)gi_unit_code_print(&code, digits);
}

SPEC(a_paper_that_was_printed_before_says_that_its_batch_was_taken_back)
{
    char digits[GI_UNIT_DIGITS_MAX + 1];
    SCENE at = taken_back();
    paper_of(&at, digits);
    EXPECT_ANSWER(at.fixture, digits, "issued taken_back");
}

SPEC(a_recall_of_its_lot_does_not_make_goods_of_it)
{
    SCENE at = taken_back();
    fixture_act(at.fixture, "recall", "source", "1", "grade", "I", "why", "residue", "who", WHO,
                "doc", DOC, NULL);
    EXPECT_ANSWER(at.fixture, at.fixture->batch, "issued recalled");
    EXPECT_ANSWER(at.fixture, at.batch, "issued taken_back");
}

/* ---- an older list, a delta ---- */

SPEC(a_device_that_held_the_batch_in_force_learns_of_it_from_a_delta)
{
    gi_error err = { 0 };
    SCENE at = imported();
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO_BUF held = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF newest = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF delta = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF made = GI_BUF(GI_BUNDLE_MAX);
    gi_root_pin pin = pin_of(at.fixture);
    bundle_bytes(at.fixture, &held);
    fixture_act(at.fixture, "undo-import", "first", gi_num(at.first).text, "count", "3", NULL);
    bundle_bytes(at.fixture, &newest);
    EXPECT_OK(gi_bundle_delta(gi_buf_view(&newest), at.first + 3, &delta, &err));
    EXPECT(delta.size < newest.size);
    EXPECT_OK(gi_bundle_apply(gi_buf_view(&held), gi_buf_view(&delta), &made, &err));
    EXPECT_OK(gi_bundle_open(gi_buf_view(&made), &pin, 1, at.fixture->now, 0, &bundle, &err));
    gi_verdict verdict = ask_bundle(bundle, at.batch);
    EXPECT_TEXT(short_of(&verdict).text, "issued taken_back");
}

/* ---- a registry from before it was a state ---- */

/* As a program of version 23 left it; opened again by this one. */
static void grow_old(const scene *at)
{
    gi_error err = { 0 };
    gi_fixture *fixture = at->fixture;
    gi_clock clock = fixture->registry->clock;
    gi_random random = fixture->registry->random;
    EXPECT_OK(gi_sqlite_run(fixture->registry->db->handle, NULL,
                            "ALTER TABLE batch DROP COLUMN undone; PRAGMA user_version=23", &err));
    gi_registry_close(fixture->registry);
    fixture->registry = NULL;
    EXPECT_OK(
        gi_registry_open(fixture->dir, GI_ACCESS_WRITE, clock, random, &fixture->registry, &err));
}

SPEC(a_registry_from_before_learns_it_from_its_imports)
{
    SCENE at = taken_back();
    int64_t act = at.fixture->receipt.index;
    fixture_add_batch(at.fixture, "2026-04-08");
    grow_old(&at);
    gi_verdict verdict = ask(at.fixture, at.batch);
    EXPECT_TEXT(short_of(&verdict).text, "issued taken_back");
    EXPECT_INT(verdict.state_act, act);
    EXPECT_ANSWER(at.fixture, at.fixture->batch, "issued in_force");
}

SPEC(an_import_that_stands_is_not_taken_back_by_a_new_program)
{
    SCENE at = imported();
    grow_old(&at);
    EXPECT_ANSWER(at.fixture, at.batch, "issued in_force");
}

/* ---- papers, lists, trace ---- */

SPEC(no_passport_is_written_of_it)
{
    gi_error err = { 0 };
    SCENE at = taken_back();
    GI_AUTO_BUF out = GI_BUF(GI_PASSPORT_MAX);
    EXPECT_WHY(gi_passport_write(at.fixture->registry, gi_bytes_of(at.batch), &out, &err),
               GI_WHY_TAKEN_BACK);
    EXPECT(strstr(err.message, at.batch) != NULL);
    EXPECT(strstr(err.message, gi_num(at.fixture->receipt.index).text) != NULL);
    EXPECT_INT(out.size, 0);
}

static void expect_member(const gi_json *row, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    char got[GI_NAME_TEXT];
    gi_error err = { 0 };
    EXPECT(gi_json_as_text(gi_json_get(row, name), &text));
    EXPECT_OK(gi_text_copy(got, sizeof got, text, name, &err));
    EXPECT_TEXT(got, wanted);
}

static int64_t number_in(const gi_json *row, const char *name)
{
    int64_t number = -1;
    EXPECT(gi_json_as_int(gi_json_get(row, name), &number));
    return number;
}

SPEC(lists_show_its_state_and_no_amount)
{
    gi_error err = { 0 };
    SCENE at = taken_back();
    GI_AUTO(gi_json) rows = NULL;
    EXPECT_OK(
        gi_report_list(at.fixture->registry, "batches", (gi_report_page){ 0, 10 }, &rows, &err));
    EXPECT_INT(gi_json_count(rows), 2);
    expect_member(gi_json_at(rows, 0), "state", "registered");
    EXPECT_INT(number_in(gi_json_at(rows, 0), "qty"), 10000000);
    expect_member(gi_json_at(rows, 1), "state", "taken_back");
    EXPECT_INT(number_in(gi_json_at(rows, 1), "qty"), 0);
    EXPECT_INT(number_in(gi_json_at(rows, 1), "left"), 0);
    EXPECT_INT(number_in(gi_json_at(rows, 1), "taken_back"), at.fixture->receipt.index);
}

SPEC(its_own_report_says_by_whom_and_when)
{
    gi_error err = { 0 };
    SCENE at = taken_back();
    GI_AUTO(gi_json) row = NULL;
    EXPECT_OK(gi_report_batch(at.fixture->registry, gi_bytes_of(at.batch), &row, &err));
    expect_member(row, "state", "taken_back");
    expect_member(row, "taken_back_time", "2026-06-02 10:00");
    expect_member(row, "taken_back_by", gi_registry_about(at.fixture->registry)->name);
}

SPEC(a_trace_marks_it_and_lets_nothing_flow_into_it)
{
    gi_error err = { 0 };
    SCENE at = taken_back();
    GI_AUTO_BUF zh = GI_BUF(1 << 16);
    GI_AUTO(gi_json) json = NULL;
    EXPECT_OK(
        gi_trace_text(at.fixture->registry, gi_bytes_of(at.batch), GI_TRACE_UP, false, &zh, &err));
    EXPECT(strstr(gi_buf_text(&zh), "【已撤回】") != NULL);
    EXPECT_OK(gi_trace_json(at.fixture->registry, gi_bytes_of(at.batch), GI_TRACE_UP, &json, &err));
    const gi_json *nodes = gi_json_get(json, "nodes");
    const gi_json *edges = gi_json_get(json, "edges");
    expect_member(gi_json_at(nodes, gi_json_count(nodes) - 1), "held", "taken_back");
    EXPECT_INT(number_in(gi_json_at(nodes, gi_json_count(nodes) - 1), "qty"), 0);
    EXPECT_INT(number_in(gi_json_at(edges, gi_json_count(edges) - 1), "qty"), 0);
}

/* The history of a batch or holder is found by index, and is what looking at every act tells. */
#include <stdio.h>

#include "core/store/registry.h"
#include "core/store/shape.h"
#include "gi/report.h"
#include "gi/unit_number.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* Labels, corrections, a freeze by lot with its document: acts that name the batch in four ways. */
static gi_fixture *busy_fixture(void)
{
    char unit[GI_UNIT_NUMBER_TEXT];
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", "card 2", NULL);
    fixture_add_batch(fixture, "2026-04-06");
    gi_run run = fixture_issue(fixture, "50g", 10);
    gi_unit_number_print((gi_unit_id){ run.key, run.first }, unit);
    fixture_act(fixture, "cancel", "units", unit, "why", "unused", NULL);
    fixture_act(fixture, "freeze", "lot", "3", "why", "inspection", "who", "bureau", NULL);
    fixture_act(fixture, "freeze-doc", "ref", gi_num(fixture->receipt.index).text, "doc", DOC,
                NULL);
    fixture_act(fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection", NULL);
    return fixture;
}

static void tell(gi_fixture *fixture, const char *batch, const char *holder, gi_buf *out)
{
    gi_error err = { 0 };
    GI_AUTO(gi_json) rows = NULL;
    gi_history_query query = { .batch = gi_bytes_of(batch),
                               .holder = gi_bytes_of(holder),
                               .page = { 0, GI_REPORT_ROWS } };
    EXPECT_OK(gi_report_history(fixture->registry, &query, &rows, &err));
    EXPECT(gi_json_count(rows) > 2);
    gi_json_write(rows, out);
    EXPECT_OK(gi_buf_status(out, "history", &err));
}

/* As if every act had been stored before there was an index. */
static void forget_index(gi_fixture *fixture)
{
    static const char q_forget[] = "UPDATE about_since SET act = 1000000";
    static const char *const list[] = { q_forget, NULL };
    static const char *const *const lists[] = { list, NULL };
    gi_db_shape shape = gi_registry_shape;
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    char path[160];
    char lock[160];
    shape.statements = lists;
    (void)snprintf(path, sizeof path, "%s/registry.db", fixture->dir);
    (void)snprintf(lock, sizeof lock, "%s/write.lock", fixture->dir);
    EXPECT_OK(gi_db_open(path, lock, GI_DB_WRITE, &shape, &db, &err));
    EXPECT_OK(gi_db_begin(db, true, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_forget);
    EXPECT_OK(gi_row_run(row, &err));
    EXPECT_OK(gi_db_commit(db, &err));
}

static void expect_same(const char *batch, const char *holder)
{
    GI_AUTO(gi_fixture) fixture = busy_fixture();
    GI_AUTO_BUF by_index = GI_BUF(1U << 20);
    GI_AUTO_BUF by_look = GI_BUF(1U << 20);
    const char *first = batch == NULL ? "" : fixture->batch;
    tell(fixture, first, holder, &by_index);
    forget_index(fixture);
    tell(fixture, first, holder, &by_look);
    EXPECT_TEXT(gi_buf_text(&by_index), gi_buf_text(&by_look));
}

SPEC(the_history_of_a_batch_by_index_is_what_a_look_at_every_act_tells)
{
    expect_same("", "");
}

SPEC(the_history_of_a_holder_by_index_is_what_a_look_at_every_act_tells)
{
    expect_same(NULL, "0001");
}

SPEC(a_batch_and_its_holder_together_have_the_acts_that_fit_both)
{
    expect_same("", "0001");
}

SPEC(a_page_of_a_history_begins_where_it_was_asked_and_is_no_longer)
{
    gi_error err = { 0 };
    int64_t index = 0;
    GI_AUTO(gi_json) rows = NULL;
    GI_AUTO(gi_fixture) fixture = busy_fixture();
    gi_history_query query = { .batch = gi_bytes_of(fixture->batch),
                               .page = { fixture->receipt.index - 3, 2 } };
    EXPECT_OK(gi_report_history(fixture->registry, &query, &rows, &err));
    EXPECT_INT(gi_json_count(rows), 2);
    EXPECT(gi_json_as_int(gi_json_get(gi_json_at(rows, 0), "index"), &index));
    EXPECT_INT(index, fixture->receipt.index - 3);
}

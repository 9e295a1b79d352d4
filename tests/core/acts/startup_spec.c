/* Before anything is signed: the rows are read back, the head fits, the clock can be right. */
#include <sqlite3.h>
#include <stdio.h>

#include "core/acts/act.h"
#include "core/acts/path.h"
#include "core/store/db_sqlite.h"
#include "core/store/registry.h"
#include "tests/core/acts/helpers.h"

#define DAY INT64_C(86400000)
#define FLIPPED "zeroblob(length(hashes))"

/* What a flipped bit or a stranger with the file does; in the transaction that is open. */
static void meddle(const gi_fixture *fixture, const char *sql)
{
    EXPECT_INT(sqlite3_exec(fixture->registry->db->handle, sql, NULL, NULL, NULL), SQLITE_OK);
}

static gi_status pick(gi_fixture *fixture, gi_error *err)
{
    return fixture_try(fixture, err, "harvest", "source", "1", "product", "LSYW", "season",
                       "2026-1", "day", "2026-04-05", "qty", "1kg", NULL);
}

static gi_session *picking(gi_fixture *fixture)
{
    static const char text[] =
        "{\"act\":\"harvest\",\"fields\":{\"day\":\"2026-04-05\",\"product\":"
        "\"LSYW\",\"qty\":\"1kg\",\"season\":\"2026-1\",\"source\":\"1\"}}";
    gi_error err = { 0 };
    gi_session *session = NULL;
    gi_receipt receipt;
    GI_AUTO(gi_json) json = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    EXPECT_OK(gi_json_parse(gi_bytes_of(text), 8, &json, &err));
    EXPECT_OK(gi_draft_from_json(json, fixture->registry->random, &draft, &err));
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    EXPECT_OK(gi_session_act(session, draft, &receipt, &err));
    EXPECT_OK(gi_path_finish(session, &err)); /* its row stands, to be meddled with */
    return session;
}

SPEC(a_leaf_that_reads_back_otherwise_is_not_signed)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    int64_t before = acts(fixture);
    gi_session *session = picking(fixture);
    meddle(fixture,
           "UPDATE act SET leaf = CAST(replace(CAST(leaf AS TEXT), 'harvest', 'harwest') AS BLOB) "
           "WHERE idx = (SELECT max(idx) FROM act)");
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_TREE_MISMATCH);
    gi_session_destroy(session);
    EXPECT_INT(acts(fixture), before);
    EXPECT_OK(pick(fixture, &err));
}

SPEC(a_leaf_that_is_gone_when_it_is_read_back_is_not_signed)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_session *session = picking(fixture);
    meddle(fixture, "PRAGMA defer_foreign_keys = ON");
    meddle(fixture, "DELETE FROM act WHERE idx = (SELECT max(idx) FROM act)");
    EXPECT_WHY(gi_session_commit(session, &err), GI_WHY_TREE_MISMATCH);
    gi_session_destroy(session);
}

SPEC(a_tile_that_reads_back_otherwise_is_not_signed)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    int64_t before = acts(fixture);
    sqlite3 *handle = fixture->registry->db->handle;
    EXPECT_INT(sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL), SQLITE_OK);
    meddle(fixture, "CREATE TEMP TRIGGER bad_disk AFTER UPDATE ON tile BEGIN UPDATE tile SET "
                    "hashes = " FLIPPED " WHERE level = NEW.level AND n = NEW.n; END");
    EXPECT_WHY(pick(fixture, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_INT(acts(fixture), before);
}

SPEC(a_log_whose_tiles_changed_since_the_checkpoint_takes_no_act)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    meddle(fixture, "UPDATE tile SET hashes = " FLIPPED);
    EXPECT_WHY(pick(fixture, &err), GI_WHY_TREE_MISMATCH);
}

SPEC(a_log_with_another_checkpoint_than_its_own_takes_no_act)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    meddle(fixture, "UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), char(10) || "
                    "size || char(10), char(10) || (size - 1) || char(10)) AS BLOB)");
    EXPECT_WHY(pick(fixture, &err), GI_WHY_TREE_MISMATCH);
}

SPEC(acts_without_any_checkpoint_take_no_further_act)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    meddle(fixture, "DELETE FROM checkpoint");
    EXPECT_WHY(pick(fixture, &err), GI_WHY_TREE_MISMATCH);
}

/* One session from below to above the first full tile. */
SPEC(a_session_that_fills_a_tile_is_read_back_whole)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_session) session = NULL;
    gi_error err = { 0 };
    gi_receipt receipt;
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    for (int i = 0; i < 300; i++) {
        GI_AUTO(gi_draft) draft = NULL;
        EXPECT_OK(gi_draft_create("suspend", fixture->registry->random, &draft, &err));
        EXPECT_OK(gi_draft_set(draft, "holder", gi_bytes_of("0001"), &err));
        EXPECT_OK(gi_draft_set(draft, "op", gi_bytes_of(i % 2 == 0 ? "suspend" : "resume"), &err));
        EXPECT_OK(gi_draft_set(draft, "why", gi_bytes_of("inspection"), &err));
        EXPECT_OK(gi_session_act(session, draft, &receipt, &err));
    }
    EXPECT_OK(gi_session_commit(session, &err));
    EXPECT_INT(acts(fixture), receipt.index + 1);
}

SPEC(a_clock_400_days_after_the_last_act_still_works)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    fixture->now += 400 * DAY;
    EXPECT_OK(fixture_try(fixture, &err, "suspend", "holder", "0001", "op", "suspend", "why",
                          "inspection", NULL));
}

SPEC(a_clock_further_ahead_refuses)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture->now += 400 * DAY + 1;
    EXPECT_REFUSED(fixture, GI_WHY_CLOCK_LEAP, "suspend", "holder", "0001", "op", "suspend", "why",
                   "inspection");
}

SPEC(the_config_says_how_far_ahead_a_clock_may_be)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    char path[160];
    (void)snprintf(path, sizeof path, "%s/config", fixture->dir);
    FILE *config = fopen(path, "ae");
    EXPECT(config != NULL && fputs("max_clock_ahead = 3000\n", config) > 0);
    EXPECT(fclose(config) == 0);
    GI_AUTO(gi_registry) again = NULL;
    EXPECT_OK(gi_registry_open(fixture->dir, GI_ACCESS_WRITE, fixture->registry->clock,
                               fixture->registry->random, &again, &err));
    EXPECT_INT(gi_registry_about(again)->max_clock_ahead, 3000);
}

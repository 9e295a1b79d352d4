/* What was taken back with its import is known again in a registry that was recovered. */
#include <string.h>

#include "core/store/db_sqlite.h"
#include "core/store/registry.h"
#include "gi/import.h"
#include "gi/lookup.h"
#include "tests/core/acts/recover_world.h"

#define BATCH "LSYW-26-0001-0002-3"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define GOODS                                                                                   \
    "记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入,成品批,等级\n" \
    "采摘,叶,,LSYW,2026-1,2026-04-05,42,1,,,\n"                                              \
    "加工,茶,0001,LSYW,2026-1,2026-04-06,10,,@叶:42kg,,\n"                                  \
    "批次,,0001,,,,,,,@茶,特级\n"

static void import_rows(gi_fixture *fixture, const char *kind, const char *rows)
{
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = NULL;
    EXPECT_OK(
        gi_import_read(gi_bytes_of(rows), &(gi_import_options){ .kind = kind }, &import, &err));
    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));
    EXPECT(gi_import_stored(import));
}

static void import_and_undo(gi_fixture *fixture)
{
    int64_t first = acts(fixture);
    import_rows(fixture, "mixed", GOODS);
    fixture_act(fixture, "undo-import", "first", gi_num(first).text, "count", "3", NULL);
}

static gi_verdict ask(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(BATCH), &verdict, &err));
    return verdict;
}

SPEC(a_batch_that_was_taken_back_is_that_again_with_the_same_act_and_time)
{
    WORLD at = world_with_journal();
    world_keep(&at);
    import_and_undo(at.fixture);
    gi_verdict before = ask(at.fixture);
    world_catch_up(&at);
    gi_verdict after = ask(at.fixture);
    EXPECT_TEXT(gi_good_word(after.good), "taken_back");
    EXPECT_INT(after.state_act, before.state_act);
    EXPECT_INT(after.state_time, before.state_time);
    EXPECT_REFUSED(at.fixture, GI_WHY_TAKEN_BACK, "recall", "batch", BATCH, "grade", "I", "why",
                   "residue", "who", "x", "doc", DOC);
}

/* A program from before this rule let a report stand on it: the log holds it, so it comes back. */
SPEC(what_an_older_program_let_stand_on_it_does_not_stop_a_recovery)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    world_keep(&at);
    import_and_undo(at.fixture);
    struct sqlite3 *handle = at.fixture->registry->db->handle;
    EXPECT_OK(gi_sqlite_run(handle, NULL, "UPDATE batch SET undone = 0", &err));
    fixture_act(at.fixture, "lab-report", "batch", BATCH, "laboratory", "示例检测所", "number", "1",
                "day", "2026-04-20", "result", "pass", "items", "水分:5.2%", "doc", DOC, NULL);
    world_catch_up(&at);
    EXPECT_TEXT(gi_good_word(ask(at.fixture).good), "taken_back");
}

/* The table of imports does not come back: the acts say which rows of which file they are. */
SPEC(a_recovered_sheet_of_harvests_is_taken_back_whole)
{
    WORLD at = world_with_journal();
    world_keep(&at);
    int64_t raw = balance(at.fixture, "raw");
    gi_num_text first = gi_num(acts(at.fixture));
    import_rows(at.fixture, "harvest",
                "来源号,产品,产季,采摘日期,鲜叶重量(公斤),备注\n1,LSYW,2026-1,2026-04-05,1,\n"
                "1,LSYW,2026-1,2026-04-05,2,\n1,LSYW,2026-1,2026-04-06,3,\n"
                "1,LSYW,2026-1,2026-04-06,4,雨后\n");
    world_catch_up(&at);
    EXPECT_INT(balance(at.fixture, "raw"), raw + 10000000);
    EXPECT_REFUSED(at.fixture, GI_WHY_NO_IMPORT, "undo-import", "first", first.text, "count", "1");
    fixture_act(at.fixture, "undo-import", "first", first.text, "count", "2", NULL);
    EXPECT_INT(balance(at.fixture, "raw"), raw);
}

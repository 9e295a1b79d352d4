/* What the log holds was right by the rules of its day: a rule that came later does not undo it. */
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/session.h"
#include "core/store/db_sqlite.h"
#include "core/store/registry.h"
#include "gi/recover.h"
#include "tests/core/acts/recover_world.h"

static gi_draft *report(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    const char *const fields[][2] = {
        { "batch", fixture->batch },
        { "laboratory", "九江示例检测所" },
        { "number", "1" },
        { "day", "2026-05-10" },
        { "result", "pass" },
        { "items", "水分:7.1%:≤7.0;灰分:5%" },
        { "doc", "00000000000000000000000000000000000000000000000000000000000000aa" },
    };
    EXPECT_OK(gi_draft_create("lab-report", gi_random_system(), &draft, &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), &err));
    }
    return draft;
}

/* Written as a program before the rule wrote it. */
static void report_over_its_own_limit(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_receipt receipt;
    GI_AUTO(gi_session) session = NULL;
    GI_AUTO(gi_draft) draft = report(fixture);
    EXPECT_WHY(
        gi_act_submit(fixture->registry, draft, fixture->signer, fixture->signers, &receipt, &err),
        GI_WHY_OVER_STATED);
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    session->behind = true;
    EXPECT_OK(gi_session_act(session, draft, &receipt, &err));
    EXPECT_OK(gi_session_commit(session, &err));
}

SPEC(a_report_from_before_its_rule_comes_back)
{
    WORLD at = world_without_journal();
    gi_error err = { 0 };
    gi_recovered done;
    gi_recover_options options = { .journal = NULL };
    world_keep(&at);
    report_over_its_own_limit(at.fixture);
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(world_recover(&at, &options, &done, &err));
    EXPECT_INT(done.rebuilt, 1);
    EXPECT(world_same_files(&at));
}

/* ---- what is refused all the same ---- */

static void take_lost(void *context, const gi_lost_leaf *leaf)
{
    *(gi_lost_leaf *)context = *leaf;
}

SPEC(an_act_of_the_log_that_is_refused_says_by_what)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    gi_lost_leaf lost = { .index = -1 };
    gi_recover_options options = { .lost = take_lost, .context = &lost };
    world_keep(&at);
    fixture_act(at.fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "1kg", NULL);
    int64_t index = at.fixture->receipt.index;
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(gi_sqlite_run(at.fixture->registry->db->handle, NULL,
                            "UPDATE holder SET state = 'suspended'", &err));
    EXPECT_WHY(world_recover(&at, &options, &done, &err), GI_WHY_SUSPENDED);
    EXPECT_INT(lost.index, index);
    EXPECT_TEXT(lost.kind, "harvest");
    EXPECT_INT(acts(at.fixture), index);
}

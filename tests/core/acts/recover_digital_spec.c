/* The text of a digital label is public, but its leaf holds only the digest: it comes back from the
 * journal, and is told as lost without one. */
#include "gi/digital.h"
#include "gi/recover.h"
#include "tests/core/acts/recover_world.h"

static void publish_twice(gi_fixture *fixture)
{
    fixture_act(fixture, "digital-label", "batch", fixture->batch, "name", "茶", NULL);
    fixture_act(fixture, "digital-label", "batch", fixture->batch, "name", "绿茶", "why",
                "correction", NULL);
}

static gi_status recover(world *at, gi_recovered *done, gi_error *err)
{
    gi_recover_options options = { .journal = NULL };
    world_publish(at);
    world_put_back(at);
    return world_recover(at, &options, done, err);
}

SPEC(a_digital_label_comes_back_from_the_journal_in_all_its_versions)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    gi_digital_label label = { .version = 0 };
    bool found = false;
    world_keep(&at);
    publish_twice(at.fixture);
    EXPECT_OK(recover(&at, &done, &err));
    EXPECT_INT(done.from_journal, 2);
    EXPECT(world_same_files(&at));
    gi_bytes batch = gi_bytes_of(at.fixture->batch);
    EXPECT_OK(gi_digital_of(at.fixture->registry, batch, &found, &label, &err));
    EXPECT(found && label.version == 2);
    EXPECT_TEXT(gi_digital_text(&label, &label.item[0]), "绿茶");
}

SPEC(a_digital_label_without_a_journal_is_told_as_lost)
{
    WORLD at = world_without_journal();
    gi_error err = { 0 };
    gi_recovered done;
    world_keep(&at);
    publish_twice(at.fixture);
    EXPECT_WHY(recover(&at, &done, &err), GI_WHY_RECOVER_LOST);
}

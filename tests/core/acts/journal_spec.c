/* The journal: lines outside the registry, cut and forgotten, torn ones survived. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/acts/journal.h"
#include "tests/core/acts/recover_world.h"

static void journal_text(const world *at, char *out, size_t size)
{
    char path[200];
    (void)snprintf(path, sizeof path, "%s.journal", at->fixture->dir);
    FILE *file = fopen(path, "re");
    EXPECT(file != NULL);
    size_t read = fread(out, 1, size - 1, file);
    out[read] = '\0';
    EXPECT(fclose(file) == 0);
}

static void pick(const world *at, const char *note)
{
    fixture_act(at->fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "1kg", "note", note, NULL);
}

SPEC(every_value_of_a_purged_act_leaves_its_line)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    char text[8192];
    char path[200];
    pick(&at, "first-note");
    gi_erased gone = { .act = at.fixture->receipt.index };
    pick(&at, "second-note");
    (void)snprintf(path, sizeof path, "%s.journal", at.fixture->dir);
    {
        GI_AUTO_JOURNAL file = GI_JOURNAL_CLOSED;
        EXPECT_OK(gi_journal_file_open(path, &file, &err));
        EXPECT_OK(gi_journal_forget(&file, at.fixture->registry->db,
                                    (gi_bytes){ (const uint8_t *)&gone, sizeof gone }, &err));
    }
    journal_text(&at, text, sizeof text);
    EXPECT(strstr(text, "first-note") == NULL && strstr(text, "\"erased\":[\"*\"]") != NULL);
    EXPECT(strstr(text, "second-note") != NULL);
}

SPEC(a_line_that_a_crash_tore_is_skipped_and_the_next_one_is_whole)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    gi_recovered done;
    gi_recover_options options = { .journal = NULL };
    char path[200];
    world_keep(&at);
    pick(&at, "before");
    (void)snprintf(path, sizeof path, "%s.journal", at.fixture->dir);
    FILE *file = fopen(path, "ae");
    EXPECT(file != NULL && fputs("{\"draft\":{\"act\":\"har", file) >= 0 && fclose(file) == 0);
    pick(&at, "after");
    world_publish(&at);
    world_put_back(&at);
    EXPECT_OK(world_recover(&at, &options, &done, &err));
    EXPECT_INT(done.from_journal, 2);
}

SPEC(cutting_keeps_the_lines_from_an_index_on)
{
    WORLD at = world_with_journal();
    gi_error err = { 0 };
    char text[8192];
    int64_t cut = 0;
    pick(&at, "first-note");
    pick(&at, "second-note");
    EXPECT_OK(gi_journal_cut(at.fixture->registry, at.fixture->receipt.index, &cut, &err));
    journal_text(&at, text, sizeof text);
    EXPECT_INT(cut, 1);
    EXPECT(strstr(text, "first-note") == NULL && strstr(text, "second-note") != NULL);
}

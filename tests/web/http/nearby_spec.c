/* Labels that nothing happened to are answered from memory until something is committed. */
#include <stdio.h>
#include <time.h>

#include "tests/support/spec.h"
#include "tests/web/http/asking.h"
#include "web/nearby.h"

typedef struct neighbours {
    asking at;
    gi_nearby *nearby;
    gi_known_moment moment;
    int reads;
} neighbours;

static gi_status read_with(void *context, gi_registry_work work, void *argument, gi_error *err)
{
    neighbours *all = context;
    all->reads++;
    return work(all->at.registry->registry, argument, err);
}

static void begin(neighbours *all)
{
    gi_error err = { 0 };
    *all = (neighbours){ .moment = { .usable = true, .stamp = { 1, 2 }, .now_ms = 1000 } };
    asking_open(&all->at);
    all->moment.as_of = all->at.registry->now + 5;
    EXPECT_OK(gi_nearby_create((gi_reader){ read_with, all }, &all->nearby, &err));
}

static void end(neighbours *all)
{
    gi_nearby_destroy(all->nearby);
    asking_close(&all->at);
}

static bool look(neighbours *all, uint32_t serial, gi_verdict *out)
{
    asking_label(&all->at, serial);
    return gi_nearby_look(all->nearby, &all->moment, gi_bytes_of(all->at.path), out);
}

SPEC(the_second_label_of_a_block_is_read_with_all_its_neighbours)
{
    neighbours all;
    gi_verdict verdict;
    begin(&all);
    EXPECT(!look(&all, 3, &verdict));
    EXPECT_INT(all.reads, 0);
    for (uint32_t serial = 1; serial <= 10; serial++) {
        EXPECT(look(&all, serial, &verdict));
        EXPECT_INT(verdict.issued, GI_ISSUED_YES);
        EXPECT_INT(verdict.unit.serial, serial);
        EXPECT_INT(verdict.as_of, all.moment.as_of);
    }
    EXPECT_INT(all.reads, 1);
    end(&all);
}

SPEC(neighbours_are_read_again_under_another_stamp)
{
    neighbours all;
    gi_verdict verdict;
    begin(&all);
    (void)look(&all, 3, &verdict);
    EXPECT(look(&all, 4, &verdict));
    all.moment.stamp.version++;
    EXPECT(look(&all, 5, &verdict));
    EXPECT_INT(all.reads, 2);
    all.moment.stamp.day++;
    EXPECT(look(&all, 6, &verdict));
    EXPECT_INT(all.reads, 3);
    all.moment.now_ms += GI_MEMO_MS;
    EXPECT(look(&all, 7, &verdict));
    EXPECT_INT(all.reads, 4);
    end(&all);
}

SPEC(a_block_in_which_something_was_declared_is_not_read_again_and_again)
{
    neighbours all;
    gi_verdict verdict;
    begin(&all);
    asking_label(&all.at, 5);
    fixture_act(all.at.registry, "void", "units", all.at.number, "why", "stolen", NULL);
    for (uint32_t serial = 1; serial <= 10; serial++) {
        EXPECT(!look(&all, serial, &verdict));
    }
    EXPECT_INT(all.reads, 1);
    end(&all);
}

SPEC(without_a_moment_or_a_label_nothing_is_read)
{
    neighbours all;
    gi_verdict verdict;
    begin(&all);
    for (int i = 0; i < 3; i++) {
        const char *others[] = { "", "7", all.at.registry->batch };
        EXPECT(!gi_nearby_look(all.nearby, &all.moment, gi_bytes_of(others[i]), &verdict));
    }
    all.moment.usable = false;
    EXPECT(!look(&all, 1, &verdict) && !look(&all, 1, &verdict));
    EXPECT_INT(all.reads, 0);
    end(&all);
}

SPEC(what_is_declared_of_a_label_is_told_a_moment_later_and_of_no_other)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    asking at;
    asking_open(&at);
    for (uint32_t i = 0; i < 24; i++) {
        asking_label(&at, 1 + i % 8);
        if (i == 12) {
            fixture_act(at.registry, "void", "units", at.number, "why", "stolen", NULL); /* 5 */
            (void)nanosleep(&(struct timespec){ .tv_nsec = 2000000L * GI_STAMP_MS }, NULL);
        }
        EXPECT_OK(at.look.look(at.look.context, gi_bytes_of(at.path), &verdict, &err));
        bool ended = i >= 12 && i % 8 == 4;
        EXPECT_INT(verdict.good, ended ? GI_GOOD_VOID : GI_GOOD_IN_FORCE);
        EXPECT_OK(at.look.look(at.look.context, gi_bytes_of(at.number), &verdict, &err));
        EXPECT_INT(verdict.good, ended ? GI_GOOD_VOID : GI_GOOD_IN_FORCE);
    }
    asking_close(&at);
}

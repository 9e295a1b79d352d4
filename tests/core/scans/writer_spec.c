/* One thread writes for all: core/scans/writer.c. */
#include <pthread.h>

#include "tests/core/scans/support.h"

SPEC(scans_are_there_when_the_writer_was_closed)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    const gi_scan scans[] = { scan_at(START, 1, 3), scan_at(START + HOUR, 2, 3),
                              scan_at(START + DAY, 3, 4), scan_at(START + 2 * DAY, 4, 0) };
    for (size_t i = 0; i < 4; i++) {
        EXPECT(gi_scan_writer_add(writer, &scans[i]));
    }
    gi_scan_writer_close(writer);

    gi_unit_seen seen = seen_of(dir, scan_unit);
    EXPECT_INT(seen.count, 4);
    EXPECT_INT(seen.places, 2);
    EXPECT_INT(seen.first, START);
    EXPECT_INT(seen.last, START + 2 * DAY);
    EXPECT_INT(seen_of(dir, (gi_unit_id){ 7, 1 }).count, 0);
}

SPEC(an_opening_is_durable_when_it_is_answered)
{
    gi_error err = { 0 };
    gi_unit_seen first;
    gi_unit_seen second;
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    const gi_scan opening = scan_at(START, 1, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &opening, &first, &err));
    EXPECT_INT(seen_of(dir, scan_unit).openings, 1);
    EXPECT(first.finding.value == GI_COPIED_OPENED_BEFORE);

    const gi_scan again = scan_at(START + DAY, 2, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &again, &second, &err));

    EXPECT_INT(second.openings, 2);
    EXPECT_INT(second.opened, START);
    EXPECT(second.finding.value == GI_COPIED_COPIED);
    EXPECT_INT(seen_of(dir, scan_unit).finding.since, START + DAY);
}

/* Whoever was told of openings, in the writer's thread. */
typedef struct told {
    const char *dir;
    int count, failed;
    int64_t tries[4];
} told;

static void take_word(void *context, gi_status status, const gi_unit_seen *seen)
{
    told *at = context;
    at->failed += status != GI_OK || seen_of(at->dir, scan_unit).openings == 0 ? 1 : 0;
    at->tries[at->count++] = seen->tries;
}

SPEC(an_opening_nobody_waits_for_is_told_when_it_is_durable)
{
    gi_error err = { 0 };
    told at = { .dir = gi_spec_directory() };
    gi_scan_writer *writer = writer_of(at.dir);
    for (int i = 0; i < 4; i++) {
        const gi_scan opening = scan_at(START + i, 1, 3);
        EXPECT_OK(gi_scan_writer_begin_opening(writer, &opening,
                                               (gi_opening_told){ take_word, &at }, &err));
    }
    gi_scan_writer_close(writer);

    EXPECT_INT(at.count, 4);
    EXPECT_INT(at.failed, 0);
    for (int i = 0; i < 4; i++) {
        EXPECT_INT(at.tries[i], i + 1);
    }
}

typedef struct crowd {
    gi_scan_writer *writer;
    int64_t refused;
} crowd;

static void *scan_a_thousand_times(void *context)
{
    crowd *all = context;
    for (int i = 0; i < 1000; i++) {
        const gi_scan scan = scan_at(START + i, 1, 3);
        all->refused += gi_scan_writer_add(all->writer, &scan) ? 0 : 1;
    }
    return NULL;
}

SPEC(no_scan_of_eight_threads_is_lost_or_it_is_counted)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    pthread_t threads[8];
    crowd crowds[8];
    int64_t refused = 0;
    for (int i = 0; i < 8; i++) {
        crowds[i] = (crowd){ writer, 0 };
        EXPECT(pthread_create(&threads[i], NULL, scan_a_thousand_times, &crowds[i]) == 0);
    }
    for (int i = 0; i < 8; i++) {
        EXPECT(pthread_join(threads[i], NULL) == 0);
        refused += crowds[i].refused;
    }
    EXPECT_INT(gi_scan_writer_figures(writer).dropped, refused);
    gi_scan_writer_close(writer);

    EXPECT_INT(seen_of(dir, scan_unit).count, 8000 - refused);
}

SPEC(whoever_scans_one_label_again_and_again_fills_no_queue)
{
    const char *dir = gi_spec_directory();
    const int64_t many = 4 * GI_SCAN_QUEUE;
    gi_scan_writer *writer = writer_of(dir);
    for (int64_t i = 0; i < many; i++) {
        const gi_scan scan = scan_at(START + i, 1, 3);
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
    const gi_scan other = scan_at(START + many, 2, 3);
    EXPECT(gi_scan_writer_add(writer, &other));
    gi_scan_figures now = gi_scan_writer_figures(writer);
    while (now.scans + now.dropped < many + 1) {
        (void)sched_yield();
        now = gi_scan_writer_figures(writer);
    }
    EXPECT(now.scans == many + 1 && now.waiting == 0);
    gi_scan_writer_close(writer);

    gi_unit_seen seen = seen_of(dir, scan_unit);
    EXPECT_INT(seen.count, many + 1);
    EXPECT_INT(seen.last, START + many);
    GI_AUTO(gi_db) db = open_scans(dir);
    gi_error err = { 0 };
    gi_sighting list[GI_SIGHTINGS_MAX];
    size_t count = 0;
    EXPECT_OK(gi_scan_list(db, scan_unit, 1000, list, &count, &err));
    EXPECT_INT(count, 2);
}

SPEC(scans_of_two_labels_in_turns_are_all_counted)
{
    const char *dir = gi_spec_directory();
    const gi_unit_id other = { 7, 9 };
    gi_scan_writer *writer = writer_of(dir);
    for (int i = 0; i < 300; i++) {
        gi_scan scan = scan_at(START + i, 1, 3);
        scan.unit = i % 3 < 2 ? scan_unit : other;
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
    while (gi_scan_writer_figures(writer).waiting > 0) {
        (void)sched_yield();
    }
    const gi_scan last = scan_at(START + 300, 1, 3);
    gi_unit_seen seen;
    gi_error err = { 0 };
    EXPECT_OK(gi_scan_writer_opening(writer, &last, &seen, &err));
    EXPECT_INT(gi_scan_writer_figures(writer).scans, 300);
    gi_scan_writer_close(writer);

    EXPECT_INT(seen_of(dir, scan_unit).count, 200);
    EXPECT_INT(seen_of(dir, scan_unit).last, START + 298);
    EXPECT_INT(seen_of(dir, other).count, 100);
    EXPECT_INT(seen_of(dir, other).last, START + 299);
}

SPEC(scans_that_come_together_share_a_commit)
{
    GI_AUTO(gi_scan_writer) writer = writer_of(gi_spec_directory());
    crowd all = { writer, 0 };
    (void)scan_a_thousand_times(&all);
    const gi_scan opening = scan_at(START, 1, 3);
    gi_unit_seen seen;
    gi_error err = { 0 };
    EXPECT_OK(gi_scan_writer_opening(writer, &opening, &seen, &err));

    EXPECT_INT(gi_scan_writer_figures(writer).scans, 1000);
    EXPECT(gi_scan_writer_figures(writer).commits < 100);
}

/* Labels of which nothing was seen, told from memory: core/scans/unseen.c. */
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "tests/core/scans/support.h"

typedef struct book {
    gi_scan_writer *writer;
    gi_scans *scans;
} book;

static book book_of(const char *dir)
{
    gi_error err = { 0 };
    book out = { .writer = writer_of(dir) };
    EXPECT_OK(gi_scans_open(dir, &out.scans, &err));
    return out;
}

static void close_book(book *at)
{
    gi_scans_close(at->scans);
    gi_scan_writer_close(at->writer);
}

static gi_unit_id label(uint32_t serial)
{
    return (gi_unit_id){ 7, serial };
}

static bool is_unseen(book *at, uint32_t serial)
{
    gi_unit_seen out = { .count = 99, .finding = { .rule = "untouched" } };
    bool sure = gi_scan_writer_unseen(at->writer, label(serial), &out);
    EXPECT_INT(out.count, sure ? 0 : 99);
    EXPECT_TEXT(out.finding.rule, sure ? "" : "untouched");
    return sure;
}

static void learn(book *at, uint32_t serial)
{
    for (int i = 0; i < 2; i++) {
        gi_scan_writer_learn(at->writer, at->scans, label(serial));
    }
}

static void open_label(gi_scan_writer *writer, uint32_t serial)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    gi_scan opening = scan_at(START, 1, 3);
    opening.unit = label(serial);
    EXPECT_OK(gi_scan_writer_opening(writer, &opening, &seen, &err));
}

/* Scans and waits until that is committed. */
static void scan_label(gi_scan_writer *writer, uint32_t serial)
{
    int64_t before = gi_scan_writer_figures(writer).commits;
    gi_scan scan = scan_at(START, 1, 3);
    scan.unit = label(serial);
    EXPECT(gi_scan_writer_add(writer, &scan));
    while (gi_scan_writer_figures(writer).commits == before) {
        (void)sched_yield();
    }
}

SPEC(labels_are_known_to_be_unseen_once_two_of_a_block_were_asked_for)
{
    book at = book_of(gi_spec_directory());
    EXPECT(!is_unseen(&at, 300));
    gi_scan_writer_learn(at.writer, at.scans, label(300));
    EXPECT(!is_unseen(&at, 300));
    gi_scan_writer_learn(at.writer, at.scans, label(301));
    EXPECT(is_unseen(&at, 256) && is_unseen(&at, 300) && is_unseen(&at, 511));
    EXPECT(!is_unseen(&at, 255) && !is_unseen(&at, 512));
    gi_unit_seen out;
    EXPECT(!gi_scan_writer_unseen(at.writer, (gi_unit_id){ 8, 300 }, &out));
    close_book(&at);
}

SPEC(what_was_seen_before_is_never_unseen)
{
    static const uint32_t seen[] = { 0, 255, 256, 511, 12345, UINT32_MAX - 255, UINT32_MAX };
    book at = book_of(gi_spec_directory());
    for (size_t i = 0; i < 7; i++) {
        i % 2 == 0 ? open_label(at.writer, seen[i]) : scan_label(at.writer, seen[i]);
    }
    for (size_t i = 0; i < 7; i++) {
        learn(&at, seen[i]);
        EXPECT(!is_unseen(&at, seen[i]));
        EXPECT(is_unseen(&at, seen[i] ^ 2));
    }
    close_book(&at);
}

SPEC(a_scan_or_an_opening_ends_it_for_its_label_alone)
{
    book at = book_of(gi_spec_directory());
    learn(&at, 5);
    scan_label(at.writer, 5);
    EXPECT(!is_unseen(&at, 5) && is_unseen(&at, 4) && is_unseen(&at, 6));
    open_label(at.writer, 6);
    EXPECT(!is_unseen(&at, 5) && is_unseen(&at, 4) && !is_unseen(&at, 6));
    close_book(&at);
}

static void look_while_told(void *context, gi_status status, const gi_unit_seen *seen)
{
    EXPECT(status == GI_OK && seen->openings == 1);
    EXPECT(!is_unseen(context, 9));
}

SPEC(whoever_is_told_of_an_opening_finds_it_there)
{
    gi_error err = { 0 };
    book at = book_of(gi_spec_directory());
    learn(&at, 9);
    EXPECT(is_unseen(&at, 9));
    gi_scan opening = scan_at(START, 1, 3);
    opening.unit = label(9);
    EXPECT_OK(gi_scan_writer_begin_opening(at.writer, &opening,
                                           (gi_opening_told){ look_while_told, &at }, &err));
    close_book(&at);
}

SPEC(what_another_server_wrote_is_found_with_the_next_commit_or_after_a_second)
{
    const char *dir = gi_spec_directory();
    const struct timespec second = { .tv_sec = GI_UNSEEN_MS / 1000, .tv_nsec = 50000000 };
    book at = book_of(dir);
    GI_AUTO(gi_scan_writer) other = writer_of(dir);
    learn(&at, 5);
    open_label(other, 5);
    scan_label(at.writer, 1000);
    EXPECT(!is_unseen(&at, 5));

    learn(&at, 6);
    EXPECT(is_unseen(&at, 6));
    open_label(other, 6);
    (void)nanosleep(&second, NULL);
    EXPECT(!is_unseen(&at, 6) && !is_unseen(&at, 7));
    learn(&at, 7);
    EXPECT(!is_unseen(&at, 6) && is_unseen(&at, 7));
    close_book(&at);
}

SPEC(a_block_stays_known_while_the_writer_finds_itself_alone)
{
    const struct timespec step = { .tv_nsec = GI_UNSEEN_MS * 400000L };
    book at = book_of(gi_spec_directory());
    learn(&at, 5);
    for (uint32_t i = 0; i < 4; i++) {
        (void)nanosleep(&step, NULL);
        scan_label(at.writer, 1001 + i);
        EXPECT(is_unseen(&at, 5));
    }
    close_book(&at);
}

SPEC(two_blocks_of_one_place_do_not_push_each_other_out)
{
    book at = book_of(gi_spec_directory());
    const uint32_t same = 256 * 1024;
    learn(&at, 5);
    learn(&at, same + 5);
    EXPECT(is_unseen(&at, 5) && !is_unseen(&at, same + 5));
    close_book(&at);
}

typedef struct reader {
    book at;
    const atomic_bool *ended;
} reader;

static void *learn_on(void *context)
{
    const reader *one = context;
    while (!atomic_load(one->ended)) {
        learn((book *)&one->at, 0);
    }
    return NULL;
}

/* Readings that began before a commit must not hide it. */
SPEC(nothing_seen_is_ever_hidden_by_a_reading_that_was_under_way)
{
    gi_error err = { 0 };
    atomic_bool ended = false;
    const char *dir = gi_spec_directory();
    book at = book_of(dir);
    pthread_t threads[3];
    reader readers[3];
    for (int i = 0; i < 3; i++) {
        readers[i] = (reader){ .at = { .writer = at.writer }, .ended = &ended };
        EXPECT_OK(gi_scans_open(dir, &readers[i].at.scans, &err));
        EXPECT(pthread_create(&threads[i], NULL, learn_on, &readers[i]) == 0);
    }
    for (uint32_t serial = 0; serial < 256; serial++) {
        open_label(at.writer, serial);
        for (uint32_t seen = 0; seen <= serial; seen++) {
            EXPECT(!is_unseen(&at, seen));
        }
    }
    atomic_store(&ended, true);
    for (int i = 0; i < 3; i++) {
        EXPECT(pthread_join(threads[i], NULL) == 0);
        gi_scans_close(readers[i].at.scans);
    }
    close_book(&at);
}

/*
 * reading_bench.c - what was seen of a label: a transaction for each look-up, beside one that is
 * held and renewed every few milliseconds, beside what the server does: a memo for that time.
 *
 * A SPEC, because its book of scans is made for it. Every look-up reads one row that is there.
 */
#include "core/scans/store.h"
#include "gi/scan_writer.h"
#include "tests/bench/place.h"
#include "web/memo.h"

enum { LABELS = 2000, LOOKS = 200000 };

static const double renewed = 0.005; /* seconds, as GI_SEEN_MS */

static gi_unit_id label(int i)
{
    return (gi_unit_id){ 7, (uint32_t)(i * 7919 % LABELS) + 1 };
}

static void fill(const char *dir)
{
    static const gi_about about = { .suite = GI_SUITE_INTL, .utc_offset_min = 480 };
    gi_error err = { 0 };
    GI_AUTO(gi_scan_writer) writer = NULL;
    EXPECT_OK(gi_scan_writer_open(dir, &about, gi_random_system(), &writer, &err));
    for (int i = 0; i < LABELS; i++) {
        const gi_scan scan = { .unit = label(i), .at = INT64_C(1795327380000) + i };
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
}

static double one_by_one(gi_scans *scans)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    double start = seconds();
    for (int i = 0; i < LOOKS; i++) {
        EXPECT_OK(gi_scans_of(scans, label(i), &seen, &err));
        EXPECT_INT(seen.count, 1);
    }
    return LOOKS / (seconds() - start);
}

static double held(gi_scans *scans)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    double start = seconds();
    double since = start;
    EXPECT_OK(gi_db_begin(gi_scans_db(scans), false, &err));
    for (int i = 0; i < LOOKS; i++) {
        if (seconds() - since > renewed) {
            gi_db_rollback(gi_scans_db(scans));
            EXPECT_OK(gi_db_begin(gi_scans_db(scans), false, &err));
            since = seconds();
        }
        EXPECT_OK(gi_scans_of(scans, label(i), &seen, &err));
        EXPECT_INT(seen.count, 1);
    }
    gi_db_rollback(gi_scans_db(scans));
    return LOOKS / (seconds() - start);
}

/* One label again and again, as a code that is copied or shown around. */
static double kept(gi_scans *scans)
{
    gi_error err = { 0 };
    GI_AUTO(gi_memo) memo = NULL;
    gi_unit_seen seen;
    double start = seconds();
    EXPECT_OK(gi_memo_create(2048, sizeof seen, &memo, &err));
    for (int i = 0; i < LOOKS; i++) {
        const int64_t ms = (int64_t)(seconds() * 1000) + 1;
        const gi_memo_stamp stamp = { ms / 5, 0 };
        if (!gi_memo_find(memo, gi_bytes_of("label"), &stamp, ms, &seen)) {
            EXPECT_OK(gi_scans_of(scans, label(1), &seen, &err));
            gi_memo_keep(memo, gi_bytes_of("label"), &stamp, ms, &seen);
        }
    }
    return LOOKS / (seconds() - start);
}

SPEC(what_a_look_up_of_scans_costs)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scans) scans = NULL;
    fill(dir);
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    (void)one_by_one(scans);
    double alone = one_by_one(scans);
    double together = held(scans);
    double memo = kept(scans);
    (void)printf("a transaction for each look-up: %.0f /s\n", alone);
    (void)printf("one held for 5 ms: %.0f /s\n", together);
    (void)printf("held / each (aim: at least 3): %.2f times\n", together / alone);
    (void)printf("one label from memory for 5 ms: %.0f /s\n", memo);
    (void)printf("memory / each: %.2f times\n", memo / alone);
}

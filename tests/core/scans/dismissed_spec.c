/* What becomes of odd labels after a person found an attack: core/scans/keep.c, core/store/seen.c.
 */
#include "core/store/db_sqlite.h"
#include "gi/inbox.h"
#include "tests/core/scans/support.h"

enum { LABELS = 21 }; /* one more than a day may have before they are held */

/* When the five homes have been on sale, and a person looks. */
#define LOOKED (START + 15 * DAY)

/* As sell_copies, so many days later, by networks of those days. */
static void sell_again(gi_scan_writer *writer, uint32_t serial, int days)
{
    for (int i = 0; i < 15; i++) {
        gi_scan scan = scan_at(START + (i + days) * DAY, (uint8_t)serial, (uint32_t)(i / 3) + 1);
        scan.unit = (gi_unit_id){ 7, serial };
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
}

static void sell_all(const char *dir, int days)
{
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    for (uint32_t serial = 1; serial <= LABELS; serial++) {
        sell_again(writer, serial, days);
    }
}

/* The number of the entry that waits behind the one given; 0 = none. */
static int64_t waiting(const char *dir, int64_t after)
{
    gi_error err = { 0 };
    gi_inbox_entry entry = { .number = 0 };
    bool found = false;
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_inbox_next(scans, after, false, &entry, &facts, &found, &err));
    return found ? entry.number : 0;
}

/* A registry whose odd labels were found to be an attack. */
static const char *dismissed(void)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();
    sell_all(dir, 0);
    EXPECT_OK(gi_inbox_close(dir, waiting(dir, 0), GI_INBOX_DISMISSED, gi_bytes_of("an attack"),
                             LOOKED, &err));
    return dir;
}

static gi_unit_seen label(const char *dir, uint32_t serial)
{
    return seen_of(dir, (gi_unit_id){ 7, serial });
}

SPEC(scans_after_a_dismissal_do_not_bring_the_old_finding_back)
{
    const char *dir = dismissed();
    gi_scan_writer *writer = writer_of(dir);
    for (int i = 0; i < 3; i++) {
        gi_scan scan = scan_at(LOOKED + i * DAY + HOUR, 1, 6);
        scan.unit = (gi_unit_id){ 7, 1 };
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
    gi_scan_writer_close(writer);

    EXPECT(label(dir, 1).finding.value == GI_COPIED_NONE_SEEN);
    EXPECT_INT(label(dir, 1).finding.places, 1);
}

SPEC(a_dismissed_label_that_turns_odd_again_is_told)
{
    const char *dir = dismissed();
    gi_scan_writer *writer = writer_of(dir);
    sell_again(writer, 1, 20);
    gi_scan_writer_close(writer);

    EXPECT(label(dir, 1).finding.value == GI_COPIED_SEVERAL_PLACES);
    EXPECT(label(dir, 1).finding.since > LOOKED);
    EXPECT(!label(dir, 1).held && !label(dir, 1).dismissed);
    EXPECT(label(dir, 2).dismissed);
}

SPEC(many_dismissed_labels_that_turn_odd_again_wait_in_a_new_entry)
{
    gi_error err = { 0 };
    const char *dir = dismissed();
    sell_all(dir, 20);
    EXPECT(label(dir, 1).held && label(dir, LABELS).held);
    EXPECT(waiting(dir, 0) > 1);

    EXPECT_OK(gi_inbox_close(dir, waiting(dir, 0), GI_INBOX_CONFIRMED, gi_bytes_of("copies"),
                             LOOKED + 40 * DAY, &err));
    EXPECT(label(dir, 1).finding.value == GI_COPIED_SEVERAL_PLACES && !label(dir, 1).dismissed);
}

SPEC(a_label_that_was_dismissed_twice_may_be_told_a_third_time)
{
    gi_error err = { 0 };
    const char *dir = dismissed();
    sell_all(dir, 20);
    EXPECT_OK(gi_inbox_close(dir, waiting(dir, 0), GI_INBOX_DISMISSED, gi_bytes_of("again"),
                             LOOKED + 20 * DAY, &err));
    EXPECT(label(dir, 1).dismissed);

    gi_scan_writer *writer = writer_of(dir);
    sell_again(writer, 1, 40);
    gi_scan_writer_close(writer);
    EXPECT(label(dir, 1).finding.value == GI_COPIED_SEVERAL_PLACES);
}

SPEC(a_finding_that_is_told_once_more_clears_nothing_more)
{
    gi_error err = { 0 };
    gi_time cleared = 0;
    char path[200];
    const char *dir = gi_spec_directory();
    gi_scan_writer_close(writer_of(dir));
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    GI_AUTO(gi_db) db = NULL;
    EXPECT_OK(gi_db_open(path, path, GI_DB_WRITE, &gi_scans_shape, &db, &err));
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(gi_odd_insert(db, scan_unit, 1, 20000, &err));
    EXPECT_OK(gi_odd_decide(db, 1, 20000, GI_ODD_DISMISSED, 5, &err));
    EXPECT_OK(gi_odd_decide(db, 1, 20000, GI_ODD_DISMISSED, 9, &err));
    EXPECT_OK(gi_odd_cleared(db, scan_unit, &cleared, &err));

    EXPECT_INT(cleared, 5);
}

extern const char gi_embedded_scans_001[];
extern const char gi_embedded_scans_002[];

SPEC(labels_dismissed_before_this_was_kept_count_from_the_newest_finding)
{
    static const char *const *const nothing[] = { NULL };
    static const gi_migration two[] = { { 1, "scans-001", gi_embedded_scans_001 },
                                        { 2, "scans-002", gi_embedded_scans_002 },
                                        { 0, NULL, NULL } };
    static const char rows[] =
        "INSERT INTO odd VALUES (7, 1, 1, 20000, 2); INSERT INTO odd VALUES (7, 2, 1, 20000, 0);"
        "INSERT INTO inbox VALUES (1, 'odd-labels', '1/2024-10-04', 1, 1, 1, '{}', 2, 55, 'x');"
        "INSERT INTO inbox VALUES (2, 'odd-labels', '1/2024-10-05', 1, 1, 1, '{}', 1, 99, 'x');";
    const gi_db_shape shape = { gi_scans_shape.application_id, two, nothing };
    gi_error err = { 0 };
    gi_time cleared = 0;
    char path[200];
    const char *dir = gi_spec_directory();
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    gi_db *old = NULL;
    EXPECT_OK(gi_db_open(path, path, GI_DB_CREATE, &shape, &old, &err));
    EXPECT_OK(gi_sqlite_run(old->handle, NULL, rows, &err));
    gi_db_close(old);
    gi_scan_writer_close(writer_of(dir));

    GI_AUTO(gi_db) db = open_scans(dir);
    EXPECT_OK(gi_odd_cleared(db, (gi_unit_id){ 7, 1 }, &cleared, &err));
    EXPECT_INT(cleared, 55);
    EXPECT_OK(gi_odd_cleared(db, (gi_unit_id){ 7, 2 }, &cleared, &err));
    EXPECT_INT(cleared, 0);
}

/* The root over openings, and what may not happen to those that the log told of: openings.c. */
#include <sqlite3.h>

#include "tests/core/scans/support.h"

static gi_openings openings_of(const char *dir, int64_t most)
{
    gi_error err = { 0 };
    gi_openings out;
    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_scans_openings(scans, most, &out, &err));
    return out;
}

static void open_times(const char *dir, int from, int to)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    for (int i = from; i < to; i++) {
        const gi_scan opening = scan_at(START + i * HOUR, (uint8_t)i, 3);
        EXPECT_OK(gi_scan_writer_opening(writer, &opening, &seen, &err));
    }
}

static gi_status compare(const char *dir, const gi_openings *told, gi_error *err)
{
    GI_AUTO(gi_scans) scans = NULL;
    GI_TRY(gi_scans_open(dir, &scans, err));
    return gi_scans_compare(scans, told, err);
}

static void change(const char *dir, const char *sql)
{
    char path[200];
    sqlite3 *handle = NULL;
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    EXPECT_INT(sqlite3_open(path, &handle), SQLITE_OK);
    EXPECT_INT(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    EXPECT_INT(sqlite3_close(handle), SQLITE_OK);
}

SPEC(where_nothing_was_served_nothing_is_known_of_openings)
{
    EXPECT(!openings_of(gi_spec_directory(), INT64_MAX).known);
}

SPEC(openings_that_were_told_of_stay_the_beginning_of_those_to_come)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();
    open_times(dir, 0, 3);
    gi_openings told = openings_of(dir, INT64_MAX);
    EXPECT_INT(told.count, 3);
    open_times(dir, 3, 5);
    gi_openings now = openings_of(dir, INT64_MAX);
    gi_openings first = openings_of(dir, 3);
    EXPECT_INT(now.count, 5);
    EXPECT(memcmp(&now.root, &told.root, sizeof now.root) != 0);
    EXPECT(memcmp(&first.root, &told.root, sizeof first.root) == 0);
    EXPECT_OK(compare(dir, &told, &err));
}

#define REPLACED                         \
    "DELETE FROM opening WHERE id = 3; " \
    "INSERT INTO opening VALUES (3, 1, 7, 8, 9, 0, 0)"

SPEC(an_opening_that_was_told_of_is_not_taken_back_dated_anew_or_replaced)
{
    static const char *const changes[] = {
        "DELETE FROM opening WHERE id = 2",
        "UPDATE opening SET at = at - 1 WHERE id = 2",
        REPLACED,
    };
    gi_error err = { 0 };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const char *dir = gi_spec_directory();
        open_times(dir, 0, 3);
        gi_openings told = openings_of(dir, INT64_MAX);
        change(dir, changes[i]);
        EXPECT_WHY(compare(dir, &told, &err), GI_WHY_OPENINGS_CHANGED);
    }
}

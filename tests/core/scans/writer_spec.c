/* What is kept of scans and openings: core/scans/writer.c, keep.c, store.c. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "core/store/scans.h"
#include "gi/scans.h"
#include "tests/support/spec.h"

#define HOUR (INT64_C(3600) * 1000)
#define DAY (24 * HOUR)
#define START (20000 * DAY)

static const gi_about about = { .suite = GI_SUITE_INTL, .utc_offset_min = 480 };
static const gi_unit_id unit = { 7, 123456 };

static gi_scan scan_at(gi_time at, uint8_t net, uint32_t province)
{
    return (gi_scan){ .unit = unit,
                      .at = at,
                      .org = 1,
                      .prefix = { 10, net, (uint8_t)(at / DAY % 256) },
                      .province = province,
                      .city = province == 0 ? 0 : 1,
                      .kind = GI_NET_HOME };
}

static gi_scan_writer *writer_of(const char *dir)
{
    gi_error err = { 0 };
    gi_scan_writer *writer = NULL;
    EXPECT_OK(gi_scan_writer_open(dir, &about, gi_random_system(), &writer, &err));
    return writer;
}

static gi_unit_seen seen_of(const char *dir, gi_unit_id which)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_scans_of(scans, which, &seen, &err));
    return seen;
}

/* Five homes one after the other, each on three days: several places. */
static void sell_copies(gi_scan_writer *writer, gi_unit_id which)
{
    for (int i = 0; i < 15; i++) {
        gi_scan scan = scan_at(START + i * DAY, (uint8_t)which.serial, (uint32_t)(i / 3) + 1);
        scan.unit = which;
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
}

SPEC(a_registry_that_was_never_served_has_seen_nothing)
{
    gi_unit_seen seen = seen_of(gi_spec_directory(), unit);

    EXPECT_INT(seen.count, 0);
    EXPECT(seen.finding.value == GI_COPIED_NONE_SEEN);
}

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

    gi_unit_seen seen = seen_of(dir, unit);
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
    EXPECT_INT(seen_of(dir, unit).openings, 1);
    EXPECT(first.finding.value == GI_COPIED_OPENED_BEFORE);

    const gi_scan again = scan_at(START + DAY, 2, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &again, &second, &err));

    EXPECT_INT(second.openings, 2);
    EXPECT_INT(second.opened, START);
    EXPECT(second.finding.value == GI_COPIED_COPIED);
    EXPECT_INT(seen_of(dir, unit).finding.since, START + DAY);
}

SPEC(a_second_try_is_one_opening)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    GI_AUTO(gi_scan_writer) writer = writer_of(gi_spec_directory());
    for (int i = 0; i < 3; i++) {
        const gi_scan opening = scan_at(START + i * HOUR / 60, 1, 3);
        EXPECT_OK(gi_scan_writer_opening(writer, &opening, &seen, &err));
    }

    EXPECT_INT(seen.openings, 1);
}

SPEC(copies_sold_in_five_cities_are_several_places)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    sell_copies(writer, unit);
    gi_scan_writer_close(writer);

    gi_unit_seen seen = seen_of(dir, unit);
    EXPECT(seen.finding.value == GI_COPIED_SEVERAL_PLACES);
    EXPECT_TEXT(seen.finding.rule, "many-places");
    EXPECT_INT(seen.finding.places, 5);
    EXPECT(!seen.held);
}

SPEC(whoever_scans_again_and_again_pushes_nobody_out)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    sell_copies(writer, unit);
    for (int i = 0; i < 300; i++) {
        const gi_scan again = scan_at(START + 20 * DAY + i, 77, 1);
        EXPECT(gi_scan_writer_add(writer, &again));
    }
    const gi_scan other = scan_at(START + 21 * DAY, 78, 1);
    EXPECT(gi_scan_writer_add(writer, &other));
    gi_scan_writer_close(writer);

    EXPECT(seen_of(dir, unit).finding.value == GI_COPIED_SEVERAL_PLACES);
}

SPEC(a_buyer_at_midnight_is_not_two)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    GI_AUTO(gi_scan_writer) writer = writer_of(gi_spec_directory());
    const gi_time midnight = START + 16 * HOUR; /* 480 minutes east */
    const gi_scan before = scan_at(midnight - HOUR / 60, 1, 3);
    const gi_scan after = scan_at(midnight + HOUR / 60, 1, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &before, &seen, &err));
    EXPECT_OK(gi_scan_writer_opening(writer, &after, &seen, &err));

    EXPECT_INT(seen.openings, 1);
    EXPECT_INT(seen.tries, 2);
}

SPEC(many_odd_labels_of_one_producer_on_one_day_are_held)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    for (uint32_t serial = 1; serial <= 20; serial++) {
        sell_copies(writer, (gi_unit_id){ 7, serial });
    }
    gi_scan_writer_close(writer);
    EXPECT(!seen_of(dir, (gi_unit_id){ 7, 20 }).held);
    writer = writer_of(dir);
    sell_copies(writer, (gi_unit_id){ 7, 21 });
    gi_scan_writer_close(writer);

    for (uint32_t serial = 1; serial <= 21; serial++) {
        gi_unit_seen seen = seen_of(dir, (gi_unit_id){ 7, serial });
        EXPECT(seen.held && seen.finding.value == GI_COPIED_NONE_SEEN);
    }
}

/* The same homes scan a whole shelf on each of those days. */
SPEC(a_network_that_scans_a_shelf_weighs_nothing)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    for (uint32_t serial = 1; serial <= 13; serial++) {
        for (int i = 0; i < 15; i++) {
            gi_scan scan = scan_at(START + i * DAY, 9, (uint32_t)(i / 3) + 1);
            scan.unit.serial = serial;
            EXPECT(gi_scan_writer_add(writer, &scan));
        }
    }
    gi_scan_writer_close(writer);

    EXPECT(seen_of(dir, (gi_unit_id){ 7, 13 }).finding.value == GI_COPIED_NONE_SEEN);
    EXPECT_INT(seen_of(dir, (gi_unit_id){ 7, 13 }).count, 15);
}

static bool file_holds(const char *dir, const char *name, const void *wanted, size_t size)
{
    static char bytes[4 << 20];
    char path[200];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "rb");
    size_t read = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);
    if (file != NULL) {
        (void)fclose(file);
    }
    return memmem(bytes, read, wanted, size) != NULL;
}

SPEC(no_address_is_kept)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    gi_scan scan = scan_at(START, 1, 3);
    memcpy(scan.prefix, "\xC6\x33\x64\x11\x22\x33", 6);
    EXPECT(gi_scan_writer_add(writer, &scan));
    gi_scan_writer_close(writer);

    EXPECT(file_holds(dir, "scans.db", "CREATE TABLE scan", 17));
    EXPECT(!file_holds(dir, "scans.db", scan.prefix, 6));
    EXPECT(!file_holds(dir, "scans.db-wal", scan.prefix, 6));
}

static int64_t count_of(const char *dir, gi_day day)
{
    gi_error err = { 0 };
    uint8_t secret[32];
    char path[200];
    bool found = false;
    GI_AUTO(gi_db) db = NULL;
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    EXPECT_OK(gi_db_open(path, path, GI_DB_READ, &gi_scans_shape, &db, &err));
    EXPECT_OK(gi_scan_day_load(db, day, secret, &found, &err));
    return found;
}

SPEC(the_secret_of_a_day_is_forgotten_when_the_day_is_over)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    const gi_scan today = scan_at(START, 1, 3);
    const gi_scan tomorrow = scan_at(START + DAY, 1, 3);
    EXPECT(gi_scan_writer_add(writer, &today));
    gi_scan_writer_close(writer);
    EXPECT_INT(count_of(dir, 20000), 1);
    writer = writer_of(dir);
    EXPECT(gi_scan_writer_add(writer, &tomorrow));
    gi_scan_writer_close(writer);

    EXPECT_INT(count_of(dir, 20000), 0);
    EXPECT_INT(count_of(dir, 20001), 1);
}

/* Also out of the WAL, while the writer runs on. */
SPEC(an_old_secret_lies_in_no_file)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    uint8_t secret[32];
    char path[200];
    bool found = false;
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    const gi_scan today = scan_at(START, 1, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &today, &seen, &err));
    {
        GI_AUTO(gi_db) db = NULL;
        (void)snprintf(path, sizeof path, "%s/scans.db", dir);
        EXPECT_OK(gi_db_open(path, path, GI_DB_READ, &gi_scans_shape, &db, &err));
        EXPECT_OK(gi_scan_day_load(db, 20000, secret, &found, &err));
    }
    EXPECT(found && (file_holds(dir, "scans.db", secret, 32) ||
                     file_holds(dir, "scans.db-wal", secret, 32)));

    const gi_scan tomorrow = scan_at(START + DAY, 1, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &tomorrow, &seen, &err));
    const gi_scan next = scan_at(START + DAY + 1, 1, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &next, &seen, &err)); /* the commit before is over */

    EXPECT(!file_holds(dir, "scans.db", secret, 32));
    EXPECT(!file_holds(dir, "scans.db-wal", secret, 32));
}

SPEC(a_restart_within_the_day_keeps_its_networks_apart_and_together)
{
    const char *dir = gi_spec_directory();
    gi_scan scan = scan_at(START, 1, 3);
    for (int i = 0; i < 2; i++) {
        gi_scan_writer *writer = writer_of(dir);
        EXPECT(gi_scan_writer_add(writer, &scan));
        gi_scan_writer_close(writer);
    }
    gi_error err = { 0 };
    gi_sighting list[GI_SIGHTINGS_MAX];
    size_t count = 0;
    char path[200];
    GI_AUTO(gi_db) db = NULL;
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    EXPECT_OK(gi_db_open(path, path, GI_DB_READ, &gi_scans_shape, &db, &err));
    EXPECT_OK(gi_scan_list(db, unit, 12, list, &count, &err));

    EXPECT_INT(count, 1); /* one network: its hash is the same */
    EXPECT_INT(seen_of(dir, unit).count, 2);
}

/* Single sightings that are kept of the label. */
static size_t sightings_of(const char *dir)
{
    gi_error err = { 0 };
    gi_sighting list[GI_SIGHTINGS_MAX];
    size_t count = 0;
    char path[200];
    GI_AUTO(gi_db) db = NULL;
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    EXPECT_OK(gi_db_open(path, path, GI_DB_READ, &gi_scans_shape, &db, &err));
    EXPECT_OK(gi_scan_list(db, unit, 12, list, &count, &err));
    return count;
}

SPEC(single_scans_go_after_190_days_and_counts_stay)
{
    const char *dir = gi_spec_directory();
    const gi_scan old = scan_at(START, 1, 3);
    gi_scan other = scan_at(START + 190 * DAY, 2, 3);
    for (int days = 0; days < 2; days++) {
        gi_scan_writer *writer = writer_of(dir);
        other.at = START + (190 + days) * DAY;
        other.unit.serial = 1;
        EXPECT(days > 0 || gi_scan_writer_add(writer, &old));
        EXPECT(gi_scan_writer_add(writer, &other));
        gi_scan_writer_close(writer);
        EXPECT_INT(sightings_of(dir), 1 - days);
    }

    EXPECT_INT(seen_of(dir, unit).count, 1);
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

    EXPECT_INT(seen_of(dir, unit).count, 8000 - refused);
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

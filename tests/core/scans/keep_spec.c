/* What scans and openings add up to: core/scans/keep.c, store.c. */
#include "core/store/db_sqlite.h"
#include "tests/core/scans/support.h"

SPEC(a_registry_that_was_never_served_has_seen_nothing)
{
    gi_unit_seen seen = seen_of(gi_spec_directory(), scan_unit);

    EXPECT_INT(seen.count, 0);
    EXPECT(seen.finding.value == GI_COPIED_NONE_SEEN);
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
    sell_copies(writer, scan_unit);
    gi_scan_writer_close(writer);

    gi_unit_seen seen = seen_of(dir, scan_unit);
    EXPECT(seen.finding.value == GI_COPIED_SEVERAL_PLACES);
    EXPECT_TEXT(seen.finding.rule, "many-places");
    EXPECT_INT(seen.finding.places, 5);
    EXPECT(!seen.held);
}

SPEC(whoever_scans_again_and_again_pushes_nobody_out)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    sell_copies(writer, scan_unit);
    for (int i = 0; i < 300; i++) {
        const gi_scan again = scan_at(START + 20 * DAY + i, 77, 1);
        EXPECT(gi_scan_writer_add(writer, &again));
    }
    const gi_scan other = scan_at(START + 21 * DAY, 78, 1);
    EXPECT(gi_scan_writer_add(writer, &other));
    gi_scan_writer_close(writer);

    EXPECT(seen_of(dir, scan_unit).finding.value == GI_COPIED_SEVERAL_PLACES);
}

static int64_t rows_of(const char *dir)
{
    gi_error err = { 0 };
    int64_t rows = 0;
    GI_AUTO(gi_db) db = open_scans(dir);
    EXPECT_OK(gi_sqlite_number(db->handle, "SELECT COUNT(*) FROM scan", &rows, &err));
    return rows;
}

SPEC(a_network_that_scans_again_is_counted_and_leaves_one_row)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    for (int i = 0; i < 1000; i++) {
        const gi_scan scan = scan_at(START + i, 1, 3);
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
    const gi_scan other = scan_at(START + HOUR, 2, 3);
    EXPECT(gi_scan_writer_add(writer, &other));
    gi_scan_writer_close(writer);

    EXPECT_INT(rows_of(dir), 2);
    EXPECT_INT(seen_of(dir, scan_unit).count, 1001);
    EXPECT_INT(seen_of(dir, scan_unit).last, START + HOUR);
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

/* As the third version left it: rows in the order of time, one of them twice. */
static void make_third(const char *dir)
{
    gi_error err = { 0 };
    char path[200];
    gi_migration room[GI_SCAN_STEPS_MAX];
    const gi_db_shape third = gi_scans_shape_before(4, room);
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    GI_AUTO(gi_db) db = NULL;
    EXPECT_OK(gi_db_open(path, path, GI_DB_CREATE, &third, &db, &err));
    EXPECT_OK(gi_sqlite_run(db->handle, NULL,
                            "INSERT INTO scan (at, key, serial, net, province, city, kind, org, "
                            "batch) VALUES (1, 7, 123456, 30, 3, 1, 1, 1, 5), "
                            "(2, 7, 123456, -20, 4, 1, 1, 1, 5), (3, 7, 123456, 30, 3, 1, 1, 1, 5),"
                            "(4, 7, 123457, 30, 3, 1, 1, 1, 5), (5, 7, 123456, 10, 5, 1, 1, 1, 5)",
                            &err));
}

SPEC(scans_of_an_older_file_are_those_of_their_label)
{
    gi_error err = { 0 };
    gi_sighting list[GI_SIGHTINGS_MAX];
    size_t count = 0;
    bool known = false;
    const char *dir = gi_spec_directory();
    make_third(dir);
    gi_scan_writer_close(writer_of(dir));
    EXPECT_INT(rows_of(dir), 4);

    GI_AUTO(gi_db) db = open_scans(dir);
    EXPECT_OK(gi_scan_list(db, scan_unit, 1000, list, &count, &err));
    EXPECT_INT(count, 3);
    EXPECT(list[0].at == 1 && list[1].at == 2 && list[2].at == 5);
    EXPECT(list[0].net == 30 && list[1].net == (uint64_t)-20 && list[2].province == 5);
    EXPECT_OK(gi_scan_net_known(db, 30, scan_unit, &known, &err));
    EXPECT(known);
    EXPECT_OK(gi_scan_net_known(db, 31, scan_unit, &known, &err));
    EXPECT(!known);
}

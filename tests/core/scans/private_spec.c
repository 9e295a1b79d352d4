/* What is not kept of people: addresses, secrets of days, old scans (core/scans/keep.c). */
#include "core/store/db_sqlite.h"
#include "tests/core/scans/support.h"

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
    bool found = false;
    GI_AUTO(gi_db) db = open_scans(dir);
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
    bool found = false;
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    const gi_scan today = scan_at(START, 1, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &today, &seen, &err));
    {
        GI_AUTO(gi_db) db = open_scans(dir);
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

/* Somebody who reads while the day ends keeps both files as they are. */
SPEC(an_old_secret_leaves_the_files_when_a_long_reader_is_gone)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    uint8_t secret[32];
    bool found = false;
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    gi_scan scan = scan_at(START, 1, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &scan, &seen, &err));
    gi_db *reader = open_scans(dir);
    EXPECT_OK(gi_db_begin(reader, false, &err));
    EXPECT_OK(gi_scan_day_load(reader, 20000, secret, &found, &err));
    for (int i = 0; i < 3; i++) {
        scan.at = START + DAY + i;
        EXPECT_OK(gi_scan_writer_opening(writer, &scan, &seen, &err));
    }
    EXPECT(found && (file_holds(dir, "scans.db", secret, 32) ||
                     file_holds(dir, "scans.db-wal", secret, 32)));
    gi_db_close(reader);
    for (int i = 0; i < 2; i++) { /* the second is told after the first is over */
        scan.at++;
        EXPECT_OK(gi_scan_writer_opening(writer, &scan, &seen, &err));
    }

    EXPECT(!file_holds(dir, "scans.db", secret, 32));
    EXPECT(!file_holds(dir, "scans.db-wal", secret, 32));
}

extern const char gi_embedded_scans_001[];

/* DIR/scans.db as the first version left it, with the secret of a day. */
static void make_old_scans(const char *path)
{
    static const char *const *const nothing[] = { NULL };
    static const gi_migration first[] = { { 1, "scans-001", gi_embedded_scans_001 },
                                          { 0, NULL, NULL } };
    const gi_db_shape shape = { gi_scans_shape.application_id, first, nothing };
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    EXPECT_OK(gi_db_open(path, path, GI_DB_CREATE, &shape, &db, &err));
    EXPECT_OK(gi_sqlite_run(
        db->handle, NULL,
        "INSERT INTO scan_day VALUES (20000, CAST('the secret of one day, 32 bytes.' AS BLOB))",
        &err));
}

SPEC(a_copy_that_an_upgrade_leaves_holds_no_secret_and_all_else)
{
    gi_error err = { 0 };
    char path[200];
    const char *dir = gi_spec_directory();
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    make_old_scans(path);
    gi_scan_writer_close(writer_of(dir));

    EXPECT(file_holds(dir, "scans.db", "the secret of one day", 21));
    EXPECT(file_holds(dir, "scans.db.before-002", "CREATE TABLE scan_day", 21));
    EXPECT(!file_holds(dir, "scans.db.before-002", "the secret of one day", 21));
    EXPECT(!file_holds(dir, "scans.db.before-002-wal", "the secret of one day", 21));
    GI_AUTO(gi_db) db = open_scans(dir);
    (void)snprintf(path, sizeof path, "%s/copy", dir);
    EXPECT_OK(gi_db_backup(db, path, &err));
    EXPECT(file_holds(dir, "copy", "CREATE TABLE scan_day", 21));
    EXPECT(!file_holds(dir, "copy", "the secret of one day", 21));
}

SPEC(an_old_file_says_that_a_server_brings_it_up_to_date)
{
    gi_error err = { 0 };
    char path[200];
    const char *dir = gi_spec_directory();
    gi_scans *scans = NULL;
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    make_old_scans(path);
    EXPECT_WHY(gi_scans_open(dir, &scans, &err), GI_WHY_DB_OLDER);
    EXPECT(strstr(err.message, "scans.db has schema 1, older than 4") != NULL);
    EXPECT(strstr(err.message, "start gitrace serve once") != NULL);

    gi_scan_writer_close(writer_of(dir));
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    gi_scans_close(scans);
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
    GI_AUTO(gi_db) db = open_scans(dir);
    EXPECT_OK(gi_scan_list(db, scan_unit, 12, list, &count, &err));

    EXPECT_INT(count, 1); /* one network: its hash is the same */
    EXPECT_INT(seen_of(dir, scan_unit).count, 2);
}

/* Single sightings that are kept of the label. */
static size_t sightings_of(const char *dir)
{
    gi_error err = { 0 };
    gi_sighting list[GI_SIGHTINGS_MAX];
    size_t count = 0;
    GI_AUTO(gi_db) db = open_scans(dir);
    EXPECT_OK(gi_scan_list(db, scan_unit, 12, list, &count, &err));
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

    EXPECT_INT(seen_of(dir, scan_unit).count, 1);
}

/* Networks, provinces and cities of the label's openings, added up; a hash is no small number. */
static int64_t traces_of(const char *dir)
{
    static const char q_traces[] =
        "SELECT SUM(ABS(net / 64) + province + city) FROM opening WHERE key = 7";
    static const char *const list[] = { q_traces, NULL };
    static const char *const *const lists[] = { list, NULL };
    gi_db_shape shape = gi_scans_shape;
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    bool found = false;
    char path[200];
    shape.statements = lists;
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    EXPECT_OK(gi_db_open(path, path, GI_DB_READ, &shape, &db, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_traces);
    EXPECT_OK(gi_row_step(row, &found, &err));
    return gi_row_int(row, 0);
}

/* Networks 1, 1, 2 within minutes: two openings and a second try. */
static void open_thrice(const char *dir, gi_unit_seen *seen)
{
    gi_error err = { 0 };
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    for (int i = 0; i < 3; i++) {
        const gi_scan opening = scan_at(START + i * HOUR / 60, i == 2 ? 2 : 1, 3);
        EXPECT_OK(gi_scan_writer_opening(writer, &opening, seen, &err));
    }
}

SPEC(an_opening_keeps_its_time_and_loses_its_network_and_place_after_190_days)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    const char *dir = gi_spec_directory();
    open_thrice(dir, &seen);
    EXPECT_INT(seen.openings, 2);
    EXPECT(traces_of(dir) > 1000);
    gi_scan_writer *writer = writer_of(dir);
    gi_scan other = scan_at(START + 191 * DAY, 3, 3);
    other.unit.serial = 1;
    EXPECT(gi_scan_writer_add(writer, &other));
    gi_scan_writer_close(writer);
    EXPECT_INT(traces_of(dir), 0);

    writer = writer_of(dir);
    const gi_scan again = scan_at(START + 192 * DAY, 4, 3);
    EXPECT_OK(gi_scan_writer_opening(writer, &again, &seen, &err));
    gi_scan_writer_close(writer);
    EXPECT_INT(seen.openings, 3);
    EXPECT_INT(seen.opened, START);
}

static void expect_cleared(const char *name, int wanted)
{
    char path[200];
    const char *dir = gi_spec_directory();
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    make_old_scans(path);
    EXPECT(file_holds(dir, name, "the secret of one day", 21));
    EXPECT_INT(gi_scans_clear_copies(dir), wanted);
    EXPECT(file_holds(dir, name, "the secret of one day", 21) == (wanted == 0));
    EXPECT(file_holds(dir, name, "CREATE TABLE scan_day", 21));
    EXPECT_INT(gi_scans_clear_copies(dir), 0);
}

SPEC(the_secret_in_a_copy_of_an_earlier_program_is_taken_out)
{
    expect_cleared("scans.db.before-002", 1);
    expect_cleared("scans.db.before-002.9", 1);
}

SPEC(files_that_are_no_copies_of_ours_are_left_alone)
{
    expect_cleared("scans.db.before-02", 0);
    expect_cleared("scans.db.before-001", 0);
    expect_cleared("scans.db.before-002.x", 0);
    expect_cleared("scans.db.kept", 0);
}

/* What waits for a person: core/scans/inbox.c, core/store/inbox.c, core/scans/group.c. */
#include "gi/inbox.h"

#include "core/store/db_sqlite.h"
#include "core/store/inbox.h"
#include "tests/core/scans/support.h"

static gi_inbox_note report(const char *facts)
{
    return (gi_inbox_note){ "report", gi_bytes_of("000W-003R-J0W"), gi_bytes_of(facts), START, 1,
                            false };
}

static int64_t put(gi_scan_writer *writer, const gi_inbox_note *note)
{
    gi_error err = { 0 };
    int64_t number = 0;
    EXPECT_OK(gi_inbox_add(writer, note, &number, &err));
    return number;
}

/* The first entry of the directory's inbox; number 0: there is none. */
static gi_inbox_entry first_of(const char *dir, bool all, gi_buf *facts)
{
    gi_error err = { 0 };
    bool found = false;
    gi_inbox_entry entry = { .number = 0 };
    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_inbox_next(scans, 0, all, &entry, facts, &found, &err));
    EXPECT(found == (entry.number != 0));
    return entry;
}

SPEC(a_registry_that_was_never_served_has_an_empty_inbox)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();

    EXPECT_INT(first_of(dir, true, NULL).number, 0);
    EXPECT_WHY(gi_inbox_close(dir, 1, GI_INBOX_CONFIRMED, gi_bytes_of("x"), START, &err),
               GI_WHY_NO_INBOX);
}

SPEC(a_note_is_durable_when_it_is_answered)
{
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    const gi_inbox_note note = report("{\"reason\":\"开封即散\"}");
    int64_t number = put(writer, &note);

    gi_inbox_entry entry = first_of(dir, false, &facts);
    EXPECT_INT(entry.number, number);
    EXPECT_TEXT(entry.kind, "report");
    EXPECT_TEXT(entry.subject, "000W-003R-J0W");
    EXPECT_INT(entry.first, START);
    EXPECT_INT(entry.count, 1);
    EXPECT(entry.state == GI_INBOX_WAITING);
    EXPECT_TEXT(gi_buf_text(&facts), "{\"reason\":\"开封即散\"}");
    EXPECT_INT(gi_scan_writer_figures(writer).notes, 1);
}

SPEC(two_reports_about_one_label_are_two_entries)
{
    GI_AUTO(gi_scan_writer) writer = writer_of(gi_spec_directory());
    const gi_inbox_note note = report("{}");

    EXPECT(put(writer, &note) != put(writer, &note));
}

SPEC(a_folded_note_brings_the_waiting_one_up_to_date)
{
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    gi_inbox_note note = report("{}");
    note.fold = true;
    int64_t number = put(writer, &note);
    note.at = START + HOUR;
    note.count = 5;

    EXPECT_INT(put(writer, &note), number);
    gi_inbox_entry entry = first_of(dir, false, NULL);
    EXPECT_INT(entry.first, START);
    EXPECT_INT(entry.last, START + HOUR);
    EXPECT_INT(entry.count, 5);
}

SPEC(a_closed_entry_keeps_its_finding_and_a_new_note_is_a_new_entry)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    gi_inbox_note note = report("{}");
    note.fold = true;
    int64_t number = put(writer, &note);
    EXPECT_OK(gi_inbox_close(dir, number, GI_INBOX_DISMISSED, gi_bytes_of("看过，正常"), START + 1,
                             &err));

    EXPECT_WHY(gi_inbox_close(dir, number, GI_INBOX_CONFIRMED, gi_bytes_of("x"), START, &err),
               GI_WHY_INBOX_CLOSED);
    EXPECT_INT(first_of(dir, false, NULL).number, 0);
    gi_inbox_entry entry = first_of(dir, true, NULL);
    EXPECT(entry.state == GI_INBOX_DISMISSED);
    EXPECT_TEXT(entry.why, "看过，正常");
    EXPECT_INT(entry.closed, START + 1);
    EXPECT(put(writer, &note) != number);
}

SPEC(a_finding_needs_a_reason)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scan_writer) writer = writer_of(dir);
    const gi_inbox_note note = report("{}");
    int64_t number = put(writer, &note);

    EXPECT_WHY(gi_inbox_close(dir, number, GI_INBOX_CONFIRMED, gi_bytes_of(""), START, &err),
               GI_WHY_BAD_FIELD);
    EXPECT_WHY(gi_inbox_close(dir, number, GI_INBOX_CONFIRMED, gi_bytes_of("a\nb"), START, &err),
               GI_WHY_BAD_FIELD);
    EXPECT(first_of(dir, false, NULL).state == GI_INBOX_WAITING);
}

SPEC(a_note_of_a_wrong_form_is_refused)
{
    static char long_facts[GI_INBOX_FACTS_MAX + 2];
    memset(long_facts, ' ', sizeof long_facts - 1);
    const struct {
        gi_inbox_note note;
        gi_why why;
    } wrong[] = {
        { report("[]"), GI_WHY_BAD_JSON },
        { report("{\"a\":\"\\u0000\"}"), GI_WHY_BAD_JSON },
        { report(long_facts), GI_WHY_TOO_LONG },
        { { "Report", gi_bytes_of("x"), gi_bytes_of("{}"), START, 1, false }, GI_WHY_BAD_FIELD },
        { { "report", gi_bytes_of(""), gi_bytes_of("{}"), START, 1, false }, GI_WHY_BAD_FIELD },
        { { "report", gi_bytes_of("a\nb"), gi_bytes_of("{}"), START, 1, false }, GI_WHY_BAD_FIELD },
        { { "report", gi_bytes_of("x"), gi_bytes_of("{}"), START, 0, false }, GI_WHY_OUT_OF_RANGE },
    };
    gi_error err = { 0 };
    int64_t number = -1;
    GI_AUTO(gi_scan_writer) writer = writer_of(gi_spec_directory());

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(gi_inbox_add(writer, &wrong[i].note, &number, &err), wrong[i].why);
    }
    EXPECT_INT(number, -1);
}

static gi_db *writable(const char *dir)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    char path[200];
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    EXPECT_OK(gi_db_open(path, path, GI_DB_WRITE, &gi_scans_shape, &db, &err));
    return db;
}

static void fill_with(const char *dir, const char *kind)
{
    gi_error err = { 0 };
    int64_t number = 0;
    gi_inbox_note note = report("{}");
    note.kind = kind;
    GI_AUTO(gi_db) db = writable(dir);
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int i = 0; i < GI_INBOX_WAITING_MAX; i++) {
        EXPECT_OK(gi_inbox_insert(db, &note, &number, &err));
    }
    EXPECT_OK(gi_db_commit(db, &err));
}

SPEC(a_full_inbox_refuses_reports_and_loses_no_scan)
{
    gi_error err = { 0 };
    int64_t number = 0;
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    fill_with(dir, "report");
    gi_inbox_note note = report("{}");
    const gi_scan scan = scan_at(START, 1, 3);
    EXPECT(gi_scan_writer_add(writer, &scan));
    EXPECT_WHY(gi_inbox_add(writer, &note, &number, &err), GI_WHY_INBOX_FULL);
    note.kind = "odd-labels"; /* room for the rules is not taken by strangers */
    EXPECT_OK(gi_inbox_add(writer, &note, &number, &err));
    gi_scan_writer_close(writer);

    EXPECT_INT(seen_of(dir, scan_unit).count, 1);
}

/* ---- odd labels ---- */

static const char *odd_directory(uint32_t labels)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    for (uint32_t serial = 1; serial <= labels; serial++) {
        sell_copies(writer, (gi_unit_id){ 7, serial });
    }
    gi_scan_writer_close(writer);
    return dir;
}

SPEC(odd_labels_that_no_entry_tells_of_are_not_held)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    fill_with(dir, "odd-labels");
    for (uint32_t serial = 1; serial <= 21; serial++) {
        sell_copies(writer, (gi_unit_id){ 7, serial });
    }
    gi_scan_writer_close(writer);

    EXPECT(!seen_of(dir, (gi_unit_id){ 7, 21 }).held);
    EXPECT(seen_of(dir, (gi_unit_id){ 7, 21 }).finding.value == GI_COPIED_SEVERAL_PLACES);
}

extern const char gi_embedded_scans_001[];

SPEC(labels_held_before_there_was_an_inbox_are_let_go)
{
    static const char *const *const nothing[] = { NULL };
    static const gi_migration first[] = { { 1, "scans-001", gi_embedded_scans_001 },
                                          { 0, NULL, NULL } };
    const gi_db_shape shape = { gi_scans_shape.application_id, first, nothing };
    gi_error err = { 0 };
    gi_db *db = NULL;
    int64_t held = 1;
    char path[200];
    (void)snprintf(path, sizeof path, "%s/scans.db", gi_spec_directory());
    EXPECT_OK(gi_db_open(path, path, GI_DB_CREATE, &shape, &db, &err));
    EXPECT_OK(gi_sqlite_run(db->handle, NULL, "INSERT INTO odd VALUES (7, 1, 1, 20000, 1)", &err));
    gi_db_close(db);
    EXPECT_OK(gi_db_open(path, path, GI_DB_WRITE, &gi_scans_shape, &db, &err));
    EXPECT_OK(gi_sqlite_number(db->handle, "SELECT held FROM odd", &held, &err));
    gi_db_close(db);

    EXPECT_INT(held, 0);
}

SPEC(odd_labels_of_one_producer_wait_in_one_entry)
{
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    gi_inbox_entry entry = first_of(odd_directory(23), false, &facts);

    EXPECT_TEXT(entry.kind, "odd-labels");
    EXPECT_TEXT(entry.subject, "1/2024-10-18");
    EXPECT_INT(entry.count, 23);
    EXPECT_TEXT(gi_buf_text(&facts),
                "{\"day\":\"2024-10-18\",\"labels\":23,\"month_before\":0,\"org\":1}");
}

static gi_unit_seen after_finding(gi_inbox_state state, uint32_t serial)
{
    gi_error err = { 0 };
    const char *dir = odd_directory(21);
    gi_inbox_entry entry = first_of(dir, false, NULL);
    EXPECT_OK(gi_inbox_close(dir, entry.number, state, gi_bytes_of("looked"), START, &err));
    gi_scan_writer *writer = writer_of(dir);
    sell_copies(writer, (gi_unit_id){ 7, 22 }); /* the same day, after the finding */
    gi_scan_writer_close(writer);
    EXPECT_INT(first_of(dir, false, NULL).number, 0);
    return seen_of(dir, (gi_unit_id){ 7, serial });
}

SPEC(confirmed_odd_labels_are_shown_and_those_that_follow)
{
    for (uint32_t serial = 21; serial <= 22; serial++) {
        gi_unit_seen seen = after_finding(GI_INBOX_CONFIRMED, serial);
        EXPECT(!seen.held && seen.finding.value == GI_COPIED_SEVERAL_PLACES);
    }
}

SPEC(dismissed_odd_labels_say_none_seen_and_those_that_follow)
{
    for (uint32_t serial = 21; serial <= 22; serial++) {
        gi_unit_seen seen = after_finding(GI_INBOX_DISMISSED, serial);
        EXPECT(seen.dismissed && !seen.held && seen.finding.value == GI_COPIED_NONE_SEEN);
    }
}

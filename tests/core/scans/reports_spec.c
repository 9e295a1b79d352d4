/* Reports past their time: core/scans/reports.c, and the day that takes them out. */
#include "core/scans/reports.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/scans/inbox.h"
#include "core/scans/store.h"
#include "core/store/inbox.h"
#include "gi/inbox.h"
#include "tests/core/scans/support.h"

#define FACTS "{\"code\":\"8\",\"lines\":[\"张三\"],\"receipt\":\"8T3K-M94X\"}"

static void put(gi_scan_writer *writer, const char *kind, gi_time at)
{
    gi_error err = { 0 };
    int64_t number = 0;
    const gi_inbox_note note = { kind, gi_bytes_of("000W-003R-J0W"), gi_bytes_of(FACTS), at, 1,
                                 false };
    EXPECT_OK(gi_inbox_add(writer, &note, &number, &err));
}

/* One scan of that moment, written when the writer is closed. */
static void scan_and_close(gi_scan_writer *writer, gi_time at)
{
    gi_scan scan = scan_at(at, 1, 1);
    EXPECT(gi_scan_writer_add(writer, &scan));
    gi_scan_writer_close(writer);
}

static gi_inbox_entry entry_of(const char *dir, int64_t number, gi_buf *facts)
{
    gi_error err = { 0 };
    bool found = false;
    gi_inbox_entry entry = { .number = 0 };
    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_inbox_next(scans, number - 1, true, &entry, facts, &found, &err));
    EXPECT(found && entry.number == number);
    return entry;
}

SPEC(a_report_deleted_before_anybody_looked_is_closed_as_unread)
{
    gi_error err = { 0 };
    bool found = false;
    gi_inbox_entry entry;
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_scans) scans = NULL;
    gi_scan_writer *writer = writer_of(dir);
    gi_inbox_keep_reports(writer, 30);
    put(writer, "report", START);
    EXPECT_WHY(gi_inbox_close(dir, 1, GI_INBOX_UNREAD, gi_bytes_of("x"), START, &err),
               GI_WHY_BAD_FIELD);
    gi_scan_writer_day(writer, START + 31 * DAY);
    gi_scan_writer_close(writer);

    EXPECT(entry_of(dir, 1, NULL).state == GI_INBOX_WAITING);
    EXPECT_OK(gi_inbox_close(dir, 1, GI_INBOX_UNREAD, gi_bytes_of("无人值守"), START, &err));
    entry = entry_of(dir, 1, NULL);
    EXPECT(entry.state == GI_INBOX_UNREAD);
    EXPECT_TEXT(entry.kind, "report-unread");
    EXPECT_TEXT(entry.why, "无人值守");
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_inbox_next(scans, 0, false, &entry, NULL, &found, &err));
    EXPECT(!found);
    EXPECT_WHY(gi_inbox_close(dir, 1, GI_INBOX_CONFIRMED, gi_bytes_of("x"), START, &err),
               GI_WHY_INBOX_CLOSED);
}

SPEC(a_day_without_a_scan_takes_reports_out_as_well)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    gi_inbox_keep_reports(writer, 30);
    put(writer, "report", START);
    gi_scan_writer_day(writer, START + 29 * DAY);
    put(writer, "report", START + 29 * DAY);
    EXPECT_TEXT(entry_of(dir, 1, NULL).kind, "report");

    gi_scan_writer_day(writer, START + 30 * DAY + HOUR);
    gi_scan_writer_close(writer);
    EXPECT_TEXT(entry_of(dir, 1, NULL).kind, "report-gone");
    EXPECT_TEXT(entry_of(dir, 2, NULL).kind, "report");
}

SPEC(a_report_past_its_time_keeps_its_receipt_and_nothing_else)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    gi_inbox_keep_reports(writer, 30);
    put(writer, "report", START);
    scan_and_close(writer, START + 30 * DAY + HOUR);

    gi_inbox_entry entry = entry_of(dir, 1, &facts);
    EXPECT_TEXT(entry.kind, "report-gone");
    EXPECT_TEXT(entry.subject, "-");
    EXPECT_INT(entry.first, START);
    EXPECT(entry.state == GI_INBOX_WAITING);
    EXPECT_TEXT(gi_buf_text(&facts), "{\"deleted_after_days\":30,\"receipt\":\"8T3K-M94X\"}");
}

SPEC(a_report_that_does_not_read_goes_too_and_holds_no_scan_up)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    GI_AUTO(gi_db) db = NULL;
    gi_inbox_keep_reports(writer, 30);
    put(writer, "report", START);
    EXPECT_OK(gi_scans_open_to_write(dir, &db, &err));
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(gi_inbox_blank(db, 1, GI_INBOX_REPORT, gi_bytes_of("{\"text\":"), &err));
    EXPECT_OK(gi_db_commit(db, &err));
    scan_and_close(writer, START + 30 * DAY + HOUR);

    EXPECT_TEXT(entry_of(dir, 1, &facts).kind, "report-gone");
    EXPECT_TEXT(gi_buf_text(&facts), "{\"deleted_after_days\":30}");
}

SPEC(a_younger_report_and_other_notes_stay_as_they_are)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    gi_inbox_keep_reports(writer, 30);
    put(writer, "odd-labels", START);
    put(writer, "report", START);
    put(writer, "report", START + 2 * HOUR);
    scan_and_close(writer, START + 30 * DAY + HOUR);

    EXPECT_TEXT(entry_of(dir, 1, &facts).kind, "odd-labels");
    EXPECT_TEXT(entry_of(dir, 2, &facts).kind, "report-gone");
    EXPECT_TEXT(entry_of(dir, 3, &facts).kind, "report");
    EXPECT_TEXT(gi_buf_text(&facts), FACTS);
}

SPEC(a_report_that_was_closed_keeps_its_finding)
{
    gi_error err = { 0 };
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    gi_inbox_keep_reports(writer, 30);
    put(writer, "report", START);
    EXPECT_OK(gi_inbox_close(dir, 1, GI_INBOX_CONFIRMED, gi_bytes_of("已查"), START + HOUR, &err));
    scan_and_close(writer, START + 31 * DAY);

    gi_inbox_entry entry = entry_of(dir, 1, NULL);
    EXPECT_TEXT(entry.kind, "report-gone");
    EXPECT(entry.state == GI_INBOX_CONFIRMED);
    EXPECT_TEXT(entry.why, "已查");
}

SPEC(two_years_are_the_time_when_nothing_was_said)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    put(writer, "report", START);
    put(writer, "report", START + 2 * DAY);
    scan_and_close(writer, START + (GI_REPORT_DAYS + 1) * DAY);

    EXPECT_TEXT(entry_of(dir, 1, NULL).kind, "report-gone");
    EXPECT_TEXT(entry_of(dir, 2, NULL).kind, "report");
}

/* ---- photos ---- */

/* Writes a file that is as old as that. */
static void write_photo(const char *folder, const char *name, gi_time at)
{
    char path[256];
    const struct timespec times[2] = { { .tv_sec = at / 1000 }, { .tv_sec = at / 1000 } };
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    EXPECT(fd >= 0 && futimens(fd, times) == 0);
    (void)close(fd);
}

static bool is_there(const char *folder, const char *name)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

SPEC(old_photos_go_with_the_day_and_nothing_else_does)
{
    char folder[200];
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    (void)snprintf(folder, sizeof folder, "%s/" GI_PHOTOS_FOLDER, dir);
    EXPECT(mkdir(folder, 0700) == 0);
    gi_inbox_keep_reports(writer, 30);
    write_photo(folder, "8T3K-M94X.jpg", START);
    write_photo(folder, "8T3K-M94Y.webp", START + 2 * HOUR);
    write_photo(folder, "README.txt", START);
    write_photo(folder, "8T3K-M94X.jpg.bak", START);
    scan_and_close(writer, START + 30 * DAY + HOUR);

    EXPECT(!is_there(folder, "8T3K-M94X.jpg"));
    EXPECT(is_there(folder, "8T3K-M94Y.webp"));
    EXPECT(is_there(folder, "README.txt") && is_there(folder, "8T3K-M94X.jpg.bak"));
}

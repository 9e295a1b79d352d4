/* Print runs that look doubled reach the inbox: core/scans/notice.c, core/store/stretch.c. */
#include "gi/inbox.h"
#include "tests/core/scans/support.h"

enum { HOME = 36, FAR = 44, BATCH = 9 };

static uint8_t distinct(uint32_t i)
{
    return (uint8_t)(i % 250);
}

/* Labels from..from+count-1 of a batch seen in a province, each by a household of its own. */
static void see(gi_scan_writer *writer, uint32_t batch, uint32_t from, uint32_t count,
                uint32_t province)
{
    for (uint32_t i = 0; i < count; i++) {
        gi_scan scan = scan_at(START + i * HOUR, distinct(i), province);
        scan.unit.serial = from + i;
        scan.product = 3;
        scan.batch = batch;
        scan.prefix[3] = (uint8_t)province;
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
}

/* Whether a note is there; its facts are in out. */
static bool noticed(const char *dir, gi_inbox_entry *out, gi_buf *facts)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_inbox_next(scans, 0, true, out, facts, &found, &err));
    return found;
}

static const char *after_sales(uint32_t home, uint32_t far, uint32_t far_batch)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    see(writer, 8, 5000, 200, HOME); /* what the product sells elsewhere */
    see(writer, BATCH, 1000, home, HOME);
    see(writer, far_batch, 1000 + home / 2, far, FAR);
    gi_scan_writer_close(writer);
    return dir;
}

SPEC(a_run_seen_far_from_its_sales_reaches_the_inbox)
{
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    gi_inbox_entry entry;

    EXPECT(noticed(after_sales(100, 20, BATCH), &entry, &facts));
    EXPECT_TEXT(entry.kind, "doubled-run");
    EXPECT_TEXT(entry.subject, "7/1000..1499/1-3-9");
    EXPECT_INT(entry.count, 20);
    EXPECT_TEXT(gi_buf_text(&facts), "{\"batch\":9,\"org\":1,\"product\":3,\"provinces\":[36,44],"
                                     "\"seen\":[100,20],\"unit\":\"000W-0001-1DB\"}");
}

SPEC(a_run_that_somebody_looked_at_is_not_told_again)
{
    gi_error err = { 0 };
    gi_inbox_entry entry;
    bool found = false;
    const char *dir = after_sales(100, 20, BATCH);
    EXPECT(noticed(dir, &entry, NULL));
    EXPECT_OK(
        gi_inbox_close(dir, entry.number, GI_INBOX_DISMISSED, gi_bytes_of("a fair"), START, &err));
    gi_scan_writer *writer = writer_of(dir);
    see(writer, BATCH, 1200, 40, FAR);
    gi_scan_writer_close(writer);

    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_inbox_next(scans, entry.number, true, &entry, NULL, &found, &err));
    EXPECT(!found);
}

SPEC(a_doubled_run_changes_no_verdict)
{
    const char *dir = after_sales(100, 20, BATCH);

    EXPECT(seen_of(dir, (gi_unit_id){ 7, 1050 }).finding.value == GI_COPIED_NONE_SEEN);
}

SPEC(nine_presents_are_no_doubled_run)
{
    gi_inbox_entry entry;

    EXPECT(!noticed(after_sales(100, 9, BATCH), &entry, NULL));
}

SPEC(neighbours_of_another_batch_are_no_doubled_run)
{
    gi_inbox_entry entry;

    EXPECT(!noticed(after_sales(100, 20, BATCH + 1), &entry, NULL));
}

SPEC(a_product_that_is_sold_there_is_no_doubled_run)
{
    gi_inbox_entry entry;
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    see(writer, 8, 5000, 200, HOME);
    see(writer, 8, 6000, 100, FAR);
    see(writer, BATCH, 1000, 100, HOME);
    see(writer, BATCH, 1050, 20, FAR);
    gi_scan_writer_close(writer);

    EXPECT(!noticed(dir, &entry, NULL));
}

SPEC(a_product_of_which_little_is_known_is_not_judged)
{
    gi_inbox_entry entry;
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    see(writer, 8, 5000, 99, HOME);
    see(writer, BATCH, 1000, 100, HOME);
    see(writer, BATCH, 1050, 20, FAR);
    gi_scan_writer_close(writer);

    EXPECT(!noticed(dir, &entry, NULL));
}

/* Labels from 1000 on, all from one address far away: a machine with pictures. */
static void see_by_machine(const char *dir, uint32_t count)
{
    gi_scan_writer *writer = writer_of(dir);
    for (uint32_t i = 0; i < count; i++) {
        gi_scan scan = scan_at(START + i, 1, FAR);
        scan.unit.serial = 1000 + i;
        scan.product = 3;
        scan.batch = BATCH;
        scan.prefix[3] = FAR;
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
    gi_scan_writer_close(writer);
}

SPEC(one_network_makes_no_doubled_run)
{
    gi_inbox_entry entry;
    const char *dir = after_sales(100, 0, BATCH);
    see_by_machine(dir, 30);

    EXPECT(!noticed(dir, &entry, NULL));
}

SPEC(a_machine_hides_no_doubled_run)
{
    gi_inbox_entry entry;
    const char *dir = after_sales(100, 0, BATCH);
    see_by_machine(dir, 100);
    gi_scan_writer *writer = writer_of(dir);
    see(writer, BATCH, 1050, 20, FAR);
    gi_scan_writer_close(writer);

    EXPECT(noticed(dir, &entry, NULL));
}

SPEC(a_batch_printed_twice_roll_by_roll_does_not_explain_itself)
{
    gi_inbox_entry entry;
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    see(writer, 8, 5000, 200, HOME);
    for (uint32_t roll = 2000; roll < 3500; roll += 500) {
        see(writer, BATCH, roll, 9, HOME);
        see(writer, BATCH, roll, 200, FAR);
    }
    see(writer, BATCH, 1000, 100, HOME);
    see(writer, BATCH, 1050, 20, FAR);
    gi_scan_writer_close(writer);

    EXPECT(noticed(dir, &entry, NULL));
}

/* Two rolls of one stretch of serials, each printed twice. */
SPEC(a_second_batch_of_the_stretch_is_a_finding_of_its_own)
{
    GI_AUTO_BUF facts = GI_BUF(GI_INBOX_FACTS_MAX);
    gi_error err = { 0 };
    gi_inbox_entry entry;
    bool found = false;
    const char *dir = after_sales(100, 20, BATCH);
    gi_scan_writer *writer = writer_of(dir);
    see(writer, 8, 6000, 400, HOME); /* so that sales do not explain the first */
    see(writer, BATCH + 1, 1200, 100, HOME);
    see(writer, BATCH + 1, 1250, 20, FAR);
    gi_scan_writer_close(writer);
    EXPECT(noticed(dir, &entry, &facts));

    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_inbox_next(scans, entry.number, true, &entry, &facts, &found, &err));
    EXPECT(found);
    EXPECT_TEXT(entry.subject, "7/1000..1499/1-3-10");
}

SPEC(a_machine_and_neighbours_of_another_batch_make_no_doubled_run)
{
    gi_inbox_entry entry;
    const char *dir = after_sales(100, 20, BATCH + 1);
    gi_scan_writer *writer = writer_of(dir);
    see(writer, 8, 6000, 400, HOME); /* so that sales do not explain the neighbours */
    gi_scan_writer_close(writer);
    see_by_machine(dir, 10);

    EXPECT(!noticed(dir, &entry, NULL));
}

SPEC(a_data_centre_is_no_place)
{
    const char *dir = gi_spec_directory();
    gi_scan_writer *writer = writer_of(dir);
    gi_scan scan = scan_at(START, 1, FAR);
    scan.kind = GI_NET_CENTRE;
    EXPECT(gi_scan_writer_add(writer, &scan));
    gi_scan_writer_close(writer);

    EXPECT_INT(seen_of(dir, scan_unit).count, 1);
    EXPECT_INT(seen_of(dir, scan_unit).places, 0);
}

/* Scans that are stored as one scan and a number: what stands in scans.db is the same. */
#include <sqlite3.h>
#include <sys/stat.h>

#include "core/scans/group.h"
#include "core/scans/store.h"
#include "core/store/db_sqlite.h"
#include "tests/core/scans/support.h"

enum { ITEMS = 120 };

/* The secret of the day must be the same in both files, or no hash would be. */
static void fill_same(void *context, uint8_t *out, size_t size)
{
    (void)context;
    memset(out, 0x5A, size);
}

static void keeper_open(const char *name, gi_keeper *out)
{
    gi_error err = { 0 };
    char dir[256];
    (void)snprintf(dir, sizeof dir, "%s/%s", gi_spec_directory(), name);
    EXPECT_INT(mkdir(dir, 0700), 0);
    *out =
        (gi_keeper){ .suite = GI_SUITE_INTL, .utc_offset_min = 480, .random = { fill_same, NULL } };
    EXPECT_OK(gi_scans_open_to_write(dir, &out->db, &err));
}

static void keeper_close(gi_keeper *keeper)
{
    gi_keeper_forget(keeper);
    gi_db_close(keeper->db);
}

/* Every row of a table in the order in which they were put in. */
static void dump(gi_keeper *keeper, const char *table, gi_buf *out)
{
    char sql[128];
    sqlite3_stmt *rows = NULL;
    (void)snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", table);
    EXPECT_INT(sqlite3_prepare_v2(keeper->db->handle, sql, -1, &rows, NULL), SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const unsigned char *text = sqlite3_column_text(rows, i);
            gi_buf_add_format(out, "%s|", text == NULL ? "-" : (const char *)text);
        }
        gi_buf_add_text(out, "\n");
    }
    (void)sqlite3_finalize(rows);
}

static void expect_same_rows(gi_keeper *one, gi_keeper *other)
{
    static const char *const tables[] = { "scan", "net", "seen", "opening", "odd", "inbox" };
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        GI_AUTO_BUF a = GI_BUF(1 << 20);
        GI_AUTO_BUF b = GI_BUF(1 << 20);
        dump(one, tables[i], &a);
        dump(other, tables[i], &b);
        EXPECT_TEXT(gi_buf_text(&a), gi_buf_text(&b));
    }
}

/* A few labels, networks and moments on both sides of midnight; now and then an opening. */
static void draw(gi_scan_item *items, gi_scan_asked *asked, gi_time begin)
{
    for (int i = 0; i < ITEMS; i++) {
        uint8_t net = (uint8_t)gi_spec_below(4);
        items[i] = (gi_scan_item){ .scan = scan_at(begin + i * HOUR / 60, net, net + 1U) };
        items[i].scan.unit.serial = (uint32_t)gi_spec_below(3);
        items[i].scan.prefix[2] = 0;
        items[i].scan.v4 = gi_spec_below(8) != 0;
        asked[i] = (gi_scan_asked){ .note = NULL };
        items[i].who = gi_spec_below(12) == 0 ? &asked[i] : NULL;
    }
}

SPEC(a_group_stores_what_its_scans_store_one_by_one)
{
    gi_error err = { 0 };
    static gi_scan_item items[ITEMS];
    static gi_scan_asked asked[ITEMS];
    gi_keeper together;
    gi_keeper alone;
    keeper_open("together", &together);
    keeper_open("alone", &alone);
    for (int round = 0; round < 12; round++) {
        draw(items, asked, START + round * DAY + 15 * HOUR);
        for (size_t i = 0; i < ITEMS; i++) {
            EXPECT_OK(gi_group_commit(&alone, &items[i], 1, &err));
            EXPECT(!items[i].folded);
        }
        gi_group_fold(&together, items, ITEMS);
        EXPECT_OK(gi_group_commit(&together, items, ITEMS, &err));
    }
    expect_same_rows(&together, &alone);
    keeper_close(&together);
    keeper_close(&alone);
}

SPEC(only_what_repeats_a_scan_of_its_label_is_folded)
{
    gi_keeper keeper = { .utc_offset_min = 480 };
    gi_scan_asked asked = { .note = NULL };
    gi_scan_item items[8];
    static const bool folded[8] = { false, true, true, false, false, false, false, true };
    for (size_t i = 0; i < 8; i++) {
        items[i] = (gi_scan_item){ .scan = scan_at(START + (gi_time)i, 1, 3) };
    }
    items[3].scan.prefix[1] = 2;         /* another network */
    items[4].who = &asked;               /* an opening */
    items[6].scan.at += DAY;             /* another day */
    items[7].scan.at = items[6].scan.at; /* the same as that one */
    gi_group_fold(&keeper, items, 8);
    for (size_t i = 0; i < 8; i++) {
        EXPECT_INT(items[i].folded, folded[i]);
    }
    EXPECT_INT(items[0].again, 2);
    EXPECT_INT(items[0].last, START + 2);
    EXPECT_INT(items[6].again, 1);
}

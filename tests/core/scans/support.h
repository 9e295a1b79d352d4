/*
 * support.h - scans of one label, and what is kept of them, for the specs of this folder.
 */
#ifndef GI_TESTS_SCANS_SUPPORT_H
#define GI_TESTS_SCANS_SUPPORT_H

#include <stdio.h>
#include <string.h>

#include "core/store/scans.h"
#include "gi/scan_writer.h"
#include "tests/support/spec.h"

#define HOUR (INT64_C(3600) * 1000)
#define DAY (24 * HOUR)
#define START (20000 * DAY)

static const gi_about scan_about = { .suite = GI_SUITE_INTL, .utc_offset_min = 480 };
static const gi_unit_id scan_unit = { 7, 123456 };

static inline gi_scan scan_at(gi_time at, uint8_t net, uint32_t province)
{
    return (gi_scan){ .unit = scan_unit,
                      .at = at,
                      .org = 1,
                      .prefix = { 10, net, (uint8_t)(at / DAY % 256) },
                      .province = province,
                      .city = province == 0 ? 0 : 1,
                      .kind = GI_NET_HOME };
}

static inline gi_scan_writer *writer_of(const char *dir)
{
    gi_error err = { 0 };
    gi_scan_writer *writer = NULL;
    EXPECT_OK(gi_scan_writer_open(dir, &scan_about, gi_random_system(), &writer, &err));
    return writer;
}

static inline gi_unit_seen seen_of(const char *dir, gi_unit_id which)
{
    gi_error err = { 0 };
    gi_unit_seen seen;
    GI_AUTO(gi_scans) scans = NULL;
    EXPECT_OK(gi_scans_open(dir, &scans, &err));
    EXPECT_OK(gi_scans_of(scans, which, &seen, &err));
    return seen;
}

/* Five homes one after the other, each on three days: several places. */
static inline void sell_copies(gi_scan_writer *writer, gi_unit_id which)
{
    for (int i = 0; i < 15; i++) {
        gi_scan scan = scan_at(START + i * DAY, (uint8_t)which.serial, (uint32_t)(i / 3) + 1);
        scan.unit = which;
        EXPECT(gi_scan_writer_add(writer, &scan));
    }
}

static inline gi_db *open_scans(const char *dir)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    char path[200];
    (void)snprintf(path, sizeof path, "%s/scans.db", dir);
    EXPECT_OK(gi_db_open(path, path, GI_DB_READ, &gi_scans_shape, &db, &err));
    return db;
}

#endif

/*
 * counting.c - scans.db opened for writing, with a place for every scan (counting.h).
 */
#include "web/counting.h"

#include <stdio.h>

#include "gi/scan_writer.h"
#include "web/options.h"
#include "web/report/notice.h"
#include "web/scan/regions.h"
#include "web/scan/tries.h"

/* Suite and offset of a registry, which the writer of scans needs. */
static gi_status read_about(const char *dir, gi_about *out, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(gi_registry_open(dir, GI_ACCESS_READ, gi_clock_system(), gi_random_system(), &registry,
                            err));
    *out = *gi_registry_about(registry);
    return GI_OK;
}

static void say_cleared(int copies)
{
    if (copies > 0) {
        (void)fprintf(
            stderr,
            "scans.db 旧副本中的当日网络密钥已删除：%d 个 / secrets of days were taken out "
            "of old copies of scans.db: %d\n",
            copies, copies);
    }
}

gi_status gi_counting_open(const char *dir, const char *regions, const char *networks,
                           gi_counting *out, gi_error *err)
{
    gi_about about;
    GI_AUTO(gi_regions) places = NULL;
    GI_TRY(read_about(dir, &about, err));
    GI_TRY(gi_regions_open(regions, networks, gi_clock_system(), &places, err));
    if (gi_scan_writer_open(dir, &about, gi_random_system(), &out->writer, err) != GI_OK) {
        gi_say_error(err);
        (void)fprintf(stderr, "扫码不计数 / scans are not counted\n");
        out->regions = GI_TAKE(places);
        return GI_OK;
    }
    say_cleared(gi_scans_clear_copies(dir));
    gi_scan_writer_find_places(out->writer, gi_regions_finder(places));
    out->regions = GI_TAKE(places);
    GI_TRY(gi_tries_create(&out->tries, err));
    return gi_notices_create(dir, out->writer, gi_random_system(), &out->notices, err);
}

void gi_counting_day(const gi_counting *counting)
{
    gi_clock clock = gi_clock_system();
    if (counting->writer != NULL) {
        gi_scan_writer_day(counting->writer, clock.now(clock.context));
    }
}

void gi_counting_close(gi_counting *counting)
{
    gi_notices_destroy(counting->notices);
    gi_tries_destroy(counting->tries);
    gi_scan_writer_close(counting->writer); /* before the regions: it asks them */
    gi_regions_close(counting->regions);
    *counting = (gi_counting){ .writer = NULL };
}

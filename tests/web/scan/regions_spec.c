/* Where a network is and what it is: web/scan/regions.c, mmdb.c, core/scans/region.c.
 * places.mmdb is written by tests/programs/mmdb.py. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "gi/region.h"
#include "tests/support/spec.h"
#include "web/http/client.h"
#include "web/scan/regions.h"

#define SAMPLE GI_SOURCE_DIR "/tests/web/scan/places.mmdb"

enum { JIUJIANG = 1805540 };

/* A clock that the spec turns. */
static gi_time turned(void *context)
{
    return *(const gi_time *)context;
}

static gi_scan from(const char *address)
{
    gi_scan scan = { .kind = GI_NET_UNKNOWN };
    gi_http_address read;
    EXPECT(gi_http_address_read(gi_bytes_of(address), &read));
    gi_http_prefix(&read, scan.prefix);
    scan.v4 = gi_http_address_is_v4(&read);
    return scan;
}

static gi_regions *opened(const char *file, const char *networks, gi_time *now)
{
    gi_error err = { 0 };
    gi_regions *regions = NULL;
    EXPECT_OK(gi_regions_open(file, networks, (gi_clock){ turned, now }, &regions, &err));
    return regions;
}

static gi_scan found(gi_regions *regions, const char *address)
{
    gi_scan scan = from(address);
    gi_regions_find(regions, &scan);
    return scan;
}

static const char *written(const char *dir, const char *name, const char *text)
{
    static char path[2][300];
    char *out = path[name[0] == 'a' ? 0 : 1];
    (void)snprintf(out, sizeof path[0], "%s/%s", dir, name);
    FILE *file = fopen(out, "wb");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    return out;
}

/* DIR/b.mmdb, a copy of the sample. */
static const char *sample_in(const char *dir)
{
    static char path[300];
    static uint8_t content[65536];
    (void)snprintf(path, sizeof path, "%s/b.mmdb", dir);
    FILE *in = fopen(SAMPLE, "rb");
    FILE *out = fopen(path, "wb");
    EXPECT(in != NULL && out != NULL);
    size_t size = fread(content, 1, sizeof content, in);
    EXPECT(fwrite(content, 1, size, out) == size);
    EXPECT(fclose(in) == 0 && fclose(out) == 0);
    return path;
}

SPEC(a_network_has_a_province_and_a_city)
{
    gi_time now = 0;
    GI_AUTO(gi_regions) regions = opened(SAMPLE, NULL, &now);
    gi_scan scan = found(regions, "10.1.2.3");

    EXPECT_INT(scan.province, 36);
    EXPECT_INT(scan.city, JIUJIANG);
    EXPECT_INT(scan.kind, GI_NET_UNKNOWN);
    EXPECT_INT(found(regions, "10.3.2.1").province, 44);
}

SPEC(an_ipv6_network_has_them_too)
{
    gi_time now = 0;
    GI_AUTO(gi_regions) regions = opened(SAMPLE, NULL, &now);
    gi_scan scan = found(regions, "2001:db8:1::7");

    EXPECT_INT(scan.province, 36);
    EXPECT_INT(scan.kind, GI_NET_HOME);
    EXPECT_INT(found(regions, "2001:db8:2::7").province, 0);
}

SPEC(a_carrier_has_a_province_and_no_city)
{
    gi_time now = 0;
    GI_AUTO(gi_regions) regions = opened(SAMPLE, NULL, &now);
    gi_scan scan = found(regions, "10.4.0.1");

    EXPECT_INT(scan.kind, GI_NET_CARRIER);
    EXPECT_INT(scan.province, 44);
    EXPECT_INT(scan.city, 0);
}

SPEC(a_data_centre_is_told_by_the_file)
{
    gi_time now = 0;
    GI_AUTO(gi_regions) regions = opened(SAMPLE, NULL, &now);

    EXPECT_INT(found(regions, "10.5.0.1").kind, GI_NET_CENTRE);
}

SPEC(the_list_of_networks_comes_before_the_file)
{
    gi_time now = 0;
    const char *list =
        written(gi_spec_directory(), "a.csv", "# ours\n10.1.0.0/16,carrier\n10.5.1.0/24 , home\n");
    GI_AUTO(gi_regions) regions = opened(SAMPLE, list, &now);

    EXPECT_INT(found(regions, "10.1.2.3").kind, GI_NET_CARRIER);
    EXPECT_INT(found(regions, "10.1.2.3").city, 0);
    EXPECT_INT(found(regions, "10.5.1.9").kind, GI_NET_HOME);
    EXPECT_INT(found(regions, "10.5.2.9").kind, GI_NET_CENTRE);
}

SPEC(what_the_file_does_not_say_is_not_known)
{
    static const char *const addresses[] = { "10.8.0.1", "10.10.0.1", "10.11.0.1", "192.0.2.1" };
    gi_time now = 0;
    GI_AUTO(gi_regions) regions = opened(SAMPLE, NULL, &now);

    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        gi_scan scan = found(regions, addresses[i]);
        EXPECT_INT(scan.province, 0);
        EXPECT_INT(scan.city, 0);
        EXPECT_INT(scan.kind, GI_NET_UNKNOWN);
    }
}

SPEC(without_files_no_place_is_known)
{
    gi_time now = 0;
    GI_AUTO(gi_regions) regions = opened(NULL, NULL, &now);

    EXPECT_INT(found(regions, "10.1.2.3").province, 0);
}

SPEC(a_province_may_be_named_instead_of_coded)
{
    gi_time now = 0;
    GI_AUTO(gi_regions) regions = opened(SAMPLE, NULL, &now);

    EXPECT_INT(found(regions, "10.9.0.1").province, 45);
    EXPECT(found(regions, "10.9.0.1").city != 0);
    EXPECT_INT(found(regions, "10.6.0.1").province, 81);
    EXPECT_INT(found(regions, "10.7.0.1").province, 1000 + 26 * 3 + 4);
}

SPEC(every_province_is_found_by_code_and_by_name)
{
    size_t count = 0;
    for (; gi_province_at(count) != NULL; count++) {
        const gi_province *row = gi_province_at(count);
        char name[GI_REGION_NAME];
        gi_region_name(row->number, name);
        EXPECT(strncmp(name, row->zh, strlen(row->zh)) == 0);
        EXPECT_INT(gi_region_number(gi_bytes_of("CN"), gi_bytes_of(row->iso)), row->number);
        EXPECT_INT(gi_region_number(gi_bytes_of("CN"), gi_bytes_of(row->en)), row->number);
    }
    EXPECT_INT(count, 34);
}

/* ---- files that change, and files that are none ---- */

SPEC(a_list_that_changed_is_read_again)
{
    gi_time now = 0;
    const char *dir = gi_spec_directory();
    const char *list = written(dir, "a.csv", "10.1.0.0/16,carrier\n");
    GI_AUTO(gi_regions) regions = opened(NULL, list, &now);
    EXPECT_INT(found(regions, "10.1.2.3").kind, GI_NET_CARRIER);

    (void)written(dir, "a.csv", "10.1.0.0/16,centre\n# longer\n");
    EXPECT_INT(found(regions, "10.1.2.3").kind, GI_NET_CARRIER);
    now += GI_REGIONS_CHECK_MS;
    EXPECT_INT(found(regions, "10.1.2.3").kind, GI_NET_CENTRE);
}

/* Nobody may open a file for a while: the list is there, and reading it fails. */
SPEC(a_list_that_could_not_be_read_is_read_at_the_next_look)
{
    gi_time now = 0;
    struct rlimit files;
    const char *dir = gi_spec_directory();
    const char *list = written(dir, "a.csv", "10.1.0.0/16,carrier\n");
    GI_AUTO(gi_regions) regions = opened(NULL, list, &now);
    (void)written(dir, "a.csv", "10.1.0.0/16,centre\n# longer\n");
    EXPECT(getrlimit(RLIMIT_NOFILE, &files) == 0);
    const struct rlimit none = { 0, files.rlim_max };
    EXPECT(setrlimit(RLIMIT_NOFILE, &none) == 0);
    now += GI_REGIONS_CHECK_MS;
    gi_net_kind then = found(regions, "10.1.2.3").kind;
    EXPECT(setrlimit(RLIMIT_NOFILE, &files) == 0);

    EXPECT_INT(then, GI_NET_CARRIER);
    now += GI_REGIONS_CHECK_MS;
    EXPECT_INT(found(regions, "10.1.2.3").kind, GI_NET_CENTRE);
}

SPEC(a_spoilt_region_file_keeps_no_new_list_away)
{
    gi_time now = 0;
    const char *dir = gi_spec_directory();
    const char *list = written(dir, "a.csv", "10.1.0.0/16,carrier\n");
    const char *file = sample_in(dir);
    GI_AUTO(gi_regions) regions = opened(file, list, &now);

    (void)written(dir, "b.mmdb", "no region file");
    (void)written(dir, "a.csv", "10.1.0.0/16,centre\n# longer\n");
    now += GI_REGIONS_CHECK_MS;
    EXPECT_INT(found(regions, "10.1.2.3").kind, GI_NET_CENTRE);
    EXPECT_INT(found(regions, "10.1.2.3").province, 36);
}

SPEC(a_region_file_that_is_spoilt_leaves_the_old_one)
{
    gi_time now = 0;
    const char *dir = gi_spec_directory();
    GI_AUTO(gi_regions) regions = opened(sample_in(dir), NULL, &now);

    (void)written(dir, "b.mmdb", "no region file");
    now += GI_REGIONS_CHECK_MS;
    EXPECT_INT(found(regions, "10.1.2.3").province, 36);
}

SPEC(what_is_no_region_file_is_refused)
{
    gi_time now = 0;
    gi_error err = { 0 };
    gi_regions *regions = NULL;
    gi_clock clock = { turned, &now };
    const char *empty = written(gi_spec_directory(), "a.mmdb", "");
    const char *text = written(gi_spec_directory(), "b.mmdb", "\xab\xcd\xefMaxMind.com");

    EXPECT_WHY(gi_regions_open(empty, NULL, clock, &regions, &err), GI_WHY_BAD_REGIONS);
    EXPECT_WHY(gi_regions_open(text, NULL, clock, &regions, &err), GI_WHY_BAD_REGIONS);
    EXPECT_WHY(gi_regions_open("/nowhere", NULL, clock, &regions, &err), GI_WHY_FILE_OPEN);
    EXPECT_WHY(gi_regions_open(NULL, "/nowhere", clock, &regions, &err), GI_WHY_FILE_OPEN);
}

SPEC(a_wrong_line_of_the_list_is_named)
{
    static const char *const wrong[] = { "10.0.0.0/8",      "10.0.0.0/33,home",
                                         "10.0.0.0/8,Home", "ten,home",
                                         ",home",           "10.0.0.0/8,home,x" };
    gi_time now = 0;
    gi_error err = { 0 };
    gi_regions *regions = NULL;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[100];
        (void)snprintf(text, sizeof text, "# one\n%s\n", wrong[i]);
        const char *list = written(gi_spec_directory(), "a.csv", text);
        EXPECT_WHY(gi_regions_open(NULL, list, (gi_clock){ turned, &now }, &regions, &err),
                   GI_WHY_BAD_NETWORKS);
    }
}

SPEC(of_lines_for_one_prefix_the_last_decides)
{
    gi_time now = 0;
    const char *list = written(gi_spec_directory(), "a.csv",
                               "10.1.0.0/16,home\n10.0.0.0/8,carrier\n10.1.0.0/16,centre\n"
                               "10.1.0.0/16,carrier\n10.2.3.0/26,home\n10.2.3.64/26,centre\n"
                               "2001:db8::/32,centre\n2001:DB8::/32,home\n");
    GI_AUTO(gi_regions) regions = opened(NULL, list, &now);

    EXPECT_INT(found(regions, "10.1.9.9").kind, GI_NET_CARRIER);
    EXPECT_INT(found(regions, "10.2.3.1").kind, GI_NET_CENTRE);
    EXPECT_INT(found(regions, "2001:db8::1").kind, GI_NET_HOME);
    EXPECT_INT(found(regions, "10.9.9.9").kind, GI_NET_CARRIER);
}

SPEC(the_longest_prefix_decides_and_a_longer_one_than_is_kept_is_its_whole)
{
    gi_time now = 0;
    const char *list = written(gi_spec_directory(), "a.csv",
                               "0.0.0.0/0,home\n10.0.0.0/8,carrier\n10.1.0.0/16,centre\n"
                               "10.2.3.64/26,centre\n2001:db8::/32,centre\n"
                               "2001:db8:0:5::9/128,home\n");
    GI_AUTO(gi_regions) regions = opened(NULL, list, &now);

    EXPECT_INT(found(regions, "9.9.9.9").kind, GI_NET_HOME);
    EXPECT_INT(found(regions, "10.9.9.9").kind, GI_NET_CARRIER);
    EXPECT_INT(found(regions, "10.1.9.9").kind, GI_NET_CENTRE);
    EXPECT_INT(found(regions, "10.2.3.1").kind, GI_NET_CENTRE);
    EXPECT_INT(found(regions, "2001:db8:9::1").kind, GI_NET_CENTRE);
    EXPECT_INT(found(regions, "2001:db8:0:5::1").kind, GI_NET_HOME);
    EXPECT_INT(found(regions, "2001:db9::1").kind, GI_NET_UNKNOWN);
}

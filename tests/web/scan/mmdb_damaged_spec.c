/* Region files cut, spoilt and twisted harm nobody: web/scan/mmdb_tree.c, mmdb.c. */
#include <stdlib.h>
#include <string.h>

#include "gi/text.h"
#include "tests/support/spec.h"
#include "tests/web/scan/made_mmdb.h"
#include "web/scan/mmdb.h"
#include "web/scan/mmdb_tree.h"

static void ask_all(const uint8_t *file, size_t size)
{
    static const char *const addresses[] = { "10.1.2.3", "10.2.2.3", "255.255.255.255",
                                             "2001:db8::1" };
    gi_error err = { 0 };
    GI_AUTO(gi_mmdb) opened = NULL;
    if (gi_mmdb_borrow((gi_bytes){ file, size }, &opened, &err) != GI_OK) {
        EXPECT_INT(err.why, GI_WHY_BAD_REGIONS);
        EXPECT(strchr(err.message, '\n') == NULL);
        return;
    }
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        gi_scan scan = made_scan(addresses[i]);
        gi_mmdb_place(opened, &scan);
    }
}

SPEC(a_file_cut_at_any_byte_is_refused_in_one_line)
{
    for (uint32_t bits = 24; bits <= 32; bits += 4) {
        size_t size = 0;
        uint8_t *file = made_two_networks(bits, 4, &size);
        for (size_t cut = 0; cut < size; cut++) {
            gi_error err = { 0 };
            gi_mmdb *opened = NULL;
            uint8_t *piece = malloc(cut + (cut == 0));
            EXPECT(piece != NULL);
            memcpy(piece, file, cut);
            EXPECT_WHY(gi_mmdb_borrow((gi_bytes){ piece, cut }, &opened, &err), GI_WHY_BAD_REGIONS);
            EXPECT(opened == NULL && strchr(err.message, '\n') == NULL);
            free(piece);
        }
        free(file);
    }
}

SPEC(a_file_with_any_byte_spoilt_or_left_out_harms_nobody)
{
    for (uint32_t bits = 24; bits <= 32; bits += 4) {
        size_t size = 0;
        uint8_t *file = made_two_networks(bits, 6, &size);
        for (size_t i = 0; i < size; i++) {
            uint8_t kept = file[i];
            for (int bit = 0; bit < 8; bit++) {
                file[i] = (uint8_t)(kept ^ 1U << bit);
                ask_all(file, size);
            }
            file[i] = kept;
            ask_all(file + i, size - i); /* the front is missing */
        }
        free(file);
    }
}

SPEC(nodes_that_lead_back_to_each_other_say_nothing)
{
    static const char data[] = PLACE("JX");
    const made how = { 32, 6, data, sizeof data - 1, 0 };
    size_t size = 0;
    tree nodes = { .side = { { 1, 1 }, { 1, 1 } }, .count = 2 };
    uint8_t *file = made_file(&nodes, &how, &size);

    EXPECT_INT(made_province(file, size, "10.1.2.3"), 0);
    free(file);
}

SPEC(a_record_that_leads_into_the_separator_or_past_the_data_says_nothing)
{
    static const char data[] = PLACE("JX");
    const made how = { 32, 4, data, sizeof data - 1, 0 };
    static const int32_t offsets[] = { -1, -16, sizeof data - 1, AT_DATA - 1 };
    static const uint8_t address[4] = { 10 };
    gi_error err = { 0 };
    gi_mmdb_tree read;
    size_t offset = 0;
    for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
        size_t size = 0;
        tree nodes = { .count = 1 };
        nodes.side[0][0] = (uint32_t)(AT_DATA + offsets[i]);
        uint8_t *file = made_file(&nodes, &how, &size);
        EXPECT_OK(gi_mmdb_tree_read((gi_bytes){ file, size }, "made", &read, &err));
        EXPECT(!gi_mmdb_tree_find(&read, (gi_bytes){ address, sizeof address }, &offset));
        EXPECT_INT(made_province(file, size, "10.1.2.3"), 0);
        free(file);
    }
}

static void expect_refused(const tree *nodes, made how, const char *says)
{
    size_t size = 0;
    gi_error err = { 0 };
    gi_mmdb *opened = NULL;
    uint8_t *file = made_file(nodes, &how, &size);
    EXPECT_WHY(gi_mmdb_borrow((gi_bytes){ file, size }, &opened, &err), GI_WHY_BAD_REGIONS);
    EXPECT(strstr(err.message, says) != NULL);
    free(file);
}

SPEC(numbers_of_the_metadata_that_do_not_fit_are_named)
{
    static const char data[] = PLACE("JX");
    const made good = { 24, 4, data, sizeof data - 1, 0 };
    tree nodes = { .count = 0 };
    made_lay_v4(&nodes, 4, 1, 0);
    made version = good;
    made more = good;
    made fewer = good;
    version.version = 5;
    more.nodes = 1U << 30;
    fewer.nodes = 7;

    expect_refused(&nodes, version, "ip_version 5 (4, 6)");
    expect_refused(&nodes, more, "node_count 1073741824 (");
    expect_refused(&nodes, fewer, "separator at 42 (16 x 00)");
}

SPEC(a_file_that_is_no_file_is_refused_without_waiting)
{
    gi_error err = { 0 };
    gi_mmdb *opened = NULL;
    EXPECT_WHY(gi_mmdb_open(gi_spec_directory(), &opened, &err), GI_WHY_BAD_REGIONS);
    EXPECT_WHY(gi_mmdb_open("/dev/null", &opened, &err), GI_WHY_BAD_REGIONS);
}

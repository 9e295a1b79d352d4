/* Region files made by hand are read: web/scan/mmdb_tree.c, mmdb.c. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/scan/made_mmdb.h"

SPEC(records_of_24_28_and_32_bits_are_read)
{
    for (uint32_t bits = 24; bits <= 32; bits += 4) {
        size_t size = 0;
        uint8_t *file = made_two_networks(bits, 6, &size);
        EXPECT_INT(made_province(file, size, "10.1.2.3"), JX);
        EXPECT_INT(made_province(file, size, "10.2.2.3"), GD);
        EXPECT_INT(made_province(file, size, "10.3.2.3"), 0);
        EXPECT_INT(made_province(file, size, "2001:db8::1"), 0);
        free(file);
    }
}

SPEC(a_tree_of_ipv4_knows_nothing_of_ipv6)
{
    static const char data[] = PLACE("JX");
    static const uint8_t all[4] = { 0 };
    const made how = { 24, 4, data, sizeof data - 1, 0 };
    size_t size = 0;
    tree nodes = { .count = 0 };
    made_lay(&nodes, all, 1, AT_DATA);
    uint8_t *file = made_file(&nodes, &how, &size);

    EXPECT_INT(made_province(file, size, "10.2.2.3"), JX);
    EXPECT_INT(made_province(file, size, "a02::1"), 0);
    EXPECT_INT(made_province(file, size, "::1:2:3:4:5"), 0);
    free(file);
}

SPEC(ipv4_lies_under_96_zero_bits_and_nowhere_else)
{
    static const char data[] = PLACE("JX") PLACE("GD");
    static const uint8_t six[16] = { 10, 2 };
    const made how = { 24, 6, data, sizeof data - 1, 0 };
    size_t size = 0;
    tree nodes = { .count = 0 };
    made_lay_v4(&nodes, 6, 2, 0);
    made_lay(&nodes, six, 16, AT_DATA + (sizeof data - 1) / 2);
    uint8_t *file = made_file(&nodes, &how, &size);

    EXPECT_INT(made_province(file, size, "10.2.2.3"), JX);
    EXPECT_INT(made_province(file, size, "::ffff:10.2.2.3"), JX);
    EXPECT_INT(made_province(file, size, "a02::1"), GD);
    free(file);
}

SPEC(the_four_bits_in_the_middle_of_a_28_bit_node_belong_to_their_sides)
{
    enum { FAR = 1 << 24, FARTHER = 3 << 24, ROOM = FARTHER + 64 };
    char *data = calloc(1, ROOM);
    size_t size = 0;
    tree nodes = { .count = 0 };
    EXPECT(data != NULL);
    if (data == NULL) {
        return;
    }
    memcpy(data + FAR, PLACE("JX"), sizeof PLACE("JX") - 1);
    memcpy(data + FARTHER, PLACE("GD"), sizeof PLACE("GD") - 1);
    made_lay_v4(&nodes, 4, 2, FAR);
    made_lay_v4(&nodes, 4, 3, FARTHER); /* the other side of the same node */
    const made how = { 28, 4, data, ROOM, 0 };
    uint8_t *file = made_file(&nodes, &how, &size);

    EXPECT_INT(made_province(file, size, "10.2.2.3"), JX);
    EXPECT_INT(made_province(file, size, "10.3.2.3"), GD);
    free(file);
    free(data);
}

/* Names of tiles: one spelling each. */
#include <string.h>

#include "gi/log.h"
#include "tests/support/spec.h"

typedef struct path_case {
    const char *text;
    int level;
    int64_t n;
    int width;
} path_case;

static const path_case known[] = {
    { "tile/0/000", 0, 0, 256 },
    { "tile/0/999", 0, 999, 256 },
    { "tile/0/x001/000", 0, 1000, 256 },
    { "tile/1/x001/x234/067", 1, 1234067, 256 },
    { "tile/1/x001/234.p/5", 1, 1234, 5 },
    { "tile/0/273.p/112", 0, 273, 112 },
    { "tile/2/000.p/1", 2, 0, 1 },
    { "tile/63/007.p/255", 63, 7, 255 },
    { "tile/entries/000", GI_TILE_ENTRIES, 0, 256 },
    { "tile/entries/x012/345.p/67", GI_TILE_ENTRIES, 12345, 67 },
    { "tile/63/x009/x223/x372/x036/x854/x775/807.p/255", 63, INT64_MAX, 255 },
};
#define KNOWN (sizeof known / sizeof known[0])

SPEC(a_tile_is_named_as_the_standard_says)
{
    for (size_t i = 0; i < KNOWN; i++) {
        char text[GI_TILE_PATH];
        gi_tile_path(known[i].level, known[i].n, known[i].width, text);
        EXPECT_TEXT(text, known[i].text);
    }
}

SPEC(a_tile_name_is_read_back)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < KNOWN; i++) {
        int level = 0;
        int width = 0;
        int64_t n = 0;
        EXPECT_OK(gi_tile_path_parse(gi_bytes_of(known[i].text), &level, &n, &width, &err));
        EXPECT_INT(level, known[i].level);
        EXPECT_INT(n, known[i].n);
        EXPECT_INT(width, known[i].width);
    }
}

SPEC(every_other_spelling_of_a_tile_is_refused)
{
    static const char *const wrong[] = {
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/1000",
        "tile/0/x000/000",
        "tile/0/x000/x001/000",
        "tile/0/x1/000",
        "tile/0/x001",
        "tile/0/x001/x000",
        "tile/0/001/000",
        "tile/0/X001/000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/x/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.p/5/",
        "tile/0/000.p/5x",
        "tile/0/000p/5",
        "tile/0/000.p/-5",
        "tile/0/ 00",
        "tile/entries",
        "tile/entries/",
        "tile/entry/000",
        "tile/entries/0/000",
        "Tile/0/000",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/x000/000",
        "checkpoint",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        int level = 0;
        int width = 0;
        int64_t n = 0;
        EXPECT_WHY(gi_tile_path_parse(gi_bytes_of(wrong[i]), &level, &n, &width, &err),
                   GI_WHY_BAD_REQUEST);
    }
}

SPEC(a_tile_name_with_a_hidden_end_is_refused_and_touches_nothing)
{
    gi_error err = { 0 };
    int level = 40;
    int width = 41;
    int64_t n = 42;
    const gi_bytes text = { (const uint8_t *)"tile/0/000\0x", 12 };
    EXPECT_WHY(gi_tile_path_parse(text, &level, &n, &width, &err), GI_WHY_BAD_REQUEST);
    EXPECT(level == 40 && width == 41 && n == 42);
}

SPEC(any_tile_survives_print_and_parse)
{
    gi_error err = { 0 };
    for (int i = 0; i < 10000; i++) {
        int level = (int)gi_spec_below(65) - 1;
        int width = (int)gi_spec_below(256) + 1;
        int64_t n = (int64_t)(gi_spec_random() >> (1 + gi_spec_below(63)));
        char text[GI_TILE_PATH];
        int read_level = 0;
        int read_width = 0;
        int64_t read_n = 0;
        gi_tile_path(level, n, width, text);
        EXPECT_OK(gi_tile_path_parse(gi_bytes_of(text), &read_level, &read_n, &read_width, &err));
        EXPECT(read_level == level && read_n == n && read_width == width);
    }
}

/* Values of a region file, as whoever made it may have spoilt them: web/scan/mmdb_data.c. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"
#include "web/scan/mmdb_data.h"

/* { "city": POINTER, "at": 7 } with room for a pointer of one to four more bytes. */
#define CITY   \
    "\xE2\x44" \
    "city"
#define AT \
    "\x42" \
    "at\xC1\x07"

static const char *const city[] = { "city", NULL };
static const char *const at[] = { "at", NULL };

/* A copy of exactly that size, so that reading past it is noticed. Free it. */
static uint8_t *copied(const char *text, size_t size)
{
    uint8_t *out = malloc(size + (size == 0));
    EXPECT(out != NULL);
    memcpy(out, text, size);
    return out;
}

static bool finds(const char *text, size_t size, gi_mmdb_path path, gi_mmdb_value *out)
{
    uint8_t *section = copied(text, size);
    bool found = gi_mmdb_find((gi_bytes){ section, size }, 0, path, out);
    free(section);
    return found;
}

#define FINDS(text, path, out) finds(text, sizeof(text) - 1, path, out)

SPEC(a_value_behind_a_pointer_is_passed_over_and_the_next_key_found)
{
    gi_mmdb_value value;

    EXPECT(FINDS(CITY "\x20\x00" AT, at, &value));
    EXPECT_INT(value.type, GI_MMDB_UINT32);
    EXPECT(FINDS(CITY "\x20\x0B" AT, city, &value)); /* to the 7 */
    EXPECT_INT(value.type, GI_MMDB_UINT32);
}

SPEC(pointers_of_every_width_lead_to_their_value)
{
    static const struct {
        const char *pointer;
        size_t size, leads_to;
    } rows[] = { { "\x21\x02", 2, 0x102 },
                 { "\x29\x02\x03", 3, 2048 + 0x10203 },
                 { "\x31\x02\x03\x04", 4, 526336 + 0x1020304 },
                 { "\x3F\x00\x0A\x0B\x0C", 5, 0x0A0B0C } };
    enum { ROOM = 0x1200000 };
    uint8_t *section = calloc(1, ROOM);
    EXPECT(section != NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gi_mmdb_value value = { .size = 0 };
        memcpy(section,
               "\xE1\x44"
               "city",
               6);
        memcpy(section + 6, rows[i].pointer, rows[i].size);
        memcpy(section + rows[i].leads_to, "\x42Ng", 3);
        EXPECT(gi_mmdb_find((gi_bytes){ section, ROOM }, 0, city, &value));
        EXPECT_INT(value.at, rows[i].leads_to + 1);
        EXPECT_INT(gi_mmdb_text((gi_bytes){ section, ROOM }, &value).size, 2);
        section[rows[i].leads_to] = 0;
    }
    free(section);
}

SPEC(a_key_may_be_a_pointer_too)
{
    gi_mmdb_value value;

    EXPECT(FINDS("\xE1\x20\x05\xC1\x09\x44"
                 "city",
                 city, &value));
    EXPECT_INT(value.type, GI_MMDB_UINT32);
}

SPEC(pointers_that_lead_nowhere_or_to_each_other_say_nothing)
{
    gi_mmdb_value value;

    EXPECT(!FINDS(CITY "\x20\x06" AT, city, &value));      /* to itself */
    EXPECT(!FINDS(CITY "\x20\x08\x20\x06", city, &value)); /* two of them */
    EXPECT(!FINDS(CITY "\x27\xFF" AT, city, &value));      /* past the end */
    EXPECT(!FINDS(CITY "\x3F\xFF\xFF\xFF\xFF" AT, city, &value));
    EXPECT(!FINDS("\x20\x00", at, &value));
}

SPEC(maps_that_hold_themselves_end)
{
    static const char *const deep[] = { "city", "city", "city", "at", NULL };
    static const char *const far[] = { "city", "city", "city", "city", "city", NULL };
    gi_mmdb_value value;

    EXPECT(FINDS(CITY "\x20\x00" AT, deep, &value));
    EXPECT(!FINDS(CITY "\x20\x00" AT, far, &value)); /* a step more than a path has */
}

SPEC(a_map_that_claims_millions_of_pairs_ends)
{
    enum { ROOM = 100000 };
    gi_mmdb_value value;
    uint8_t *section = malloc(ROOM);
    EXPECT(section != NULL);
    memset(section, 0x40, ROOM); /* empty texts */
    memcpy(section, "\xFF\xFF\xFF\xFF", 4);

    EXPECT(!gi_mmdb_find((gi_bytes){ section, ROOM }, 0, at, &value));
    memset(section + 4, 0xE1, ROOM - 4); /* maps in maps */
    memcpy(section + 4, "\x41x", 2);
    EXPECT(!gi_mmdb_find((gi_bytes){ section, ROOM }, 0, at, &value));
    free(section);
}

SPEC(a_path_reads_so_many_values_and_no_more)
{
    enum { PAIRS = GI_MMDB_STEPS / 2 };
    uint8_t section[4 + 2 * (GI_MMDB_STEPS / 2) + 5] = { 0xFE };
    gi_mmdb_value value;
    for (int spare = 0; spare < 2; spare++) {
        size_t before = PAIRS - 1 - (size_t)spare; /* and the map itself, the key, its value */
        section[1] = (uint8_t)((before + 1 - 285) >> 8);
        section[2] = (uint8_t)(before + 1 - 285);
        memset(section + 3, 0x40, 2 * before);
        memcpy(section + 3 + 2 * before, AT, 5);
        EXPECT(gi_mmdb_find((gi_bytes){ section, sizeof section }, 0, at, &value) == (spare == 1));
    }
}

SPEC(what_is_cut_off_says_nothing)
{
    static const char whole[] = "\xE2\x4A"
                                "registered\x02\x04\xE1\x41xC\x01\x0F\xA3\x01\x02\x03"
                                "\x42"
                                "at\x5E\x00\x01";
    static const char *const last[] = { "registered", "1", NULL };
    gi_mmdb_value value;
    for (size_t size = 0; size < sizeof whole - 1; size++) {
        EXPECT(!finds(whole, size, at, &value));
        (void)finds(whole, size, last, &value);
    }
}

SPEC(types_and_sizes_that_the_format_does_not_have_say_nothing)
{
    gi_mmdb_value value;
    EXPECT(FINDS("\xE1\x42"
                 "at\x01\x07",
                 at, &value)); /* a boolean */
    EXPECT_INT(value.size, 1);

    EXPECT(!FINDS("\xE1\x42"
                  "at\x02\x07",
                  at, &value)); /* a boolean of two */
    EXPECT(!FINDS("\xE1\x42"
                  "at\x00\x05",
                  at, &value)); /* types 12, 13, 16, 7 + 255 */
    EXPECT(!FINDS("\xE1\x42"
                  "at\x00\x06",
                  at, &value));
    EXPECT(!FINDS("\xE1\x42"
                  "at\x00\x09",
                  at, &value));
    EXPECT(!FINDS("\xE1\x42"
                  "at\x00\xFF",
                  at, &value));
    EXPECT(!FINDS("\xE1\x42"
                  "at\xC5\x01\x01\x01\x01\x01",
                  at, &value));                      /* 40 bits in 32 */
    EXPECT(!FINDS("\xE1\xA1\x01\x41x", at, &value)); /* a key that is a number */
}

SPEC(an_index_is_within_its_array)
{
    static const char *const first[] = { "0", NULL };
    static const char *const second[] = { "1", NULL };
    static const char *const odd[] = { "x", NULL };
    static const char *const far[] = { "10", NULL };
    gi_mmdb_value value;

    EXPECT(FINDS("\x01\x04\x41q", first, &value));
    EXPECT(!FINDS("\x01\x04\x41q", second, &value));
    EXPECT(!FINDS("\x01\x04\x41q", odd, &value));
    EXPECT(!FINDS("\x01\x04\x41q", far, &value));
    EXPECT(!FINDS("\x41q", first, &value));
}

SPEC(a_number_has_at_most_32_bits_and_no_sign)
{
    uint32_t number = 0;
    gi_mmdb_value value;
    const gi_bytes wide = gi_bytes_of("\xC4\x01\x02\x03\x04");
    const gi_bytes with_sign = { (const uint8_t *)"\x04\x01\x01\x02\x03\x04", 6 };
    static const char *const itself[] = { NULL };

    EXPECT(gi_mmdb_find(wide, 0, itself, &value) && gi_mmdb_number(wide, &value, &number));
    EXPECT_INT(number, 0x1020304);
    EXPECT(gi_mmdb_find(with_sign, 0, itself, &value));
    EXPECT(!gi_mmdb_number(with_sign, &value, &number));
    EXPECT_INT(gi_mmdb_text(wide, &value).size, 0);
}

/* Pages with holes: whichever way they are packed and unpacked, the same bytes come out. */
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/unpacked.h"
#include "web/http/gzip.h"
#include "web/http/stencil.h"

enum { HOLE = 13, ROOM = 40000 };
static const char mark[] = "~~~~~~~~~~~~~";

static gi_bytes mark_bytes(void)
{
    return gi_bytes_of(mark);
}

static void add_words(gi_buf *out, size_t count)
{
    static const char *const words[] = { "<p>庐山云雾茶</p>",
                                         "<a href=\"/report?code=",
                                         "code=~",
                                         "已签发",
                                         "\"/>\n",
                                         "0004-0000-01F",
                                         "code=" };
    for (size_t i = 0; i < count; i++) {
        gi_buf_add_text(out, words[gi_spec_below(7)]);
        gi_buf_add_byte(out, (uint8_t)('A' + gi_spec_below(26)));
    }
}

static void add_page(gi_buf *out, size_t holes)
{
    add_words(out, gi_spec_below(300));
    for (size_t i = 0; i < holes; i++) {
        gi_buf_add_text(out, "code=");
        gi_buf_add_text(out, mark);
        add_words(out, gi_spec_below(3) * gi_spec_below(80));
    }
}

/* What the stencil of a page shall give. */
static void put_into_holes(const gi_buf *page, const char *text, gi_buf *out)
{
    gi_buf_add(out, gi_buf_view(page));
    for (char *at = (char *)out->data; at != NULL && (at = strstr(at, mark)) != NULL;) {
        memcpy(at, text, HOLE);
    }
}

static void expect_libdeflate_gives(gi_bytes packed, gi_bytes wanted)
{
    static uint8_t room[ROOM];
    size_t size = 0;
    size_t used = 0;
    struct libdeflate_decompressor *by = libdeflate_alloc_decompressor();
    EXPECT_INT(libdeflate_gzip_decompress_ex(by, packed.data, packed.size, room, sizeof room, &used,
                                             &size),
               LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(by);
    EXPECT_INT(used, packed.size);
    EXPECT(gi_bytes_equal((gi_bytes){ room, size }, wanted));
}

static void expect_gives(const gi_stencil *stencil, const char *text, gi_bytes wanted)
{
    GI_AUTO_BUF plain = GI_BUF(ROOM);
    GI_AUTO_BUF packed = GI_BUF(ROOM);
    EXPECT(gi_stencil_fill(stencil, gi_bytes_of(text), false, &plain));
    EXPECT(gi_stencil_fill(stencil, gi_bytes_of(text), true, &packed));
    EXPECT(gi_bytes_equal(gi_buf_view(&plain), wanted));
    expect_zlib_gives(gi_buf_view(&packed), wanted);
    expect_libdeflate_gives(gi_buf_view(&packed), wanted);

    GI_AUTO_BUF again = GI_BUF(ROOM);
    EXPECT(gi_stencil_fill(stencil, gi_bytes_of("0000-0000-000"), true, &again));
    gi_stencil_put(stencil, gi_bytes_of(text), again.data);
    EXPECT(gi_bytes_equal(gi_buf_view(&again), gi_buf_view(&packed)));
}

static gi_stencil *stencil_of(const gi_buf *page)
{
    return gi_stencil_create(gi_buf_view(page), mark_bytes());
}

SPEC(a_page_comes_out_with_the_text_in_its_holes_packed_or_plain)
{
    static const char *const texts[] = { "000W-0004-W9F", "</style><p>", "0004-0000-01F" };
    char own[HOLE + 1] = "";
    for (int i = 0; i < 300; i++) {
        GI_AUTO_BUF page = GI_BUF(ROOM);
        add_page(&page, 1 + gi_spec_below(GI_STENCIL_HOLES));
        gi_stencil *stencil = stencil_of(&page);
        EXPECT(stencil != NULL);
        for (size_t n = 0; n < 3; n++) {
            GI_AUTO_BUF wanted = GI_BUF(ROOM);
            (void)snprintf(own, sizeof own, "%-13s", texts[n]);
            put_into_holes(&page, own, &wanted);
            expect_gives(stencil, own, gi_buf_view(&wanted));
        }
        gi_stencil_drop(stencil);
    }
}

SPEC(holes_at_the_ends_and_side_by_side_are_holes)
{
    static const char *const pages[] = { "~~~~~~~~~~~~~", "~~~~~~~~~~~~~ behind",
                                         "before ~~~~~~~~~~~~~",
                                         "~~~~~~~~~~~~~~~~~~~~~~~~~~ and ~~~~~~~~~~~~~" };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        GI_AUTO_BUF page = GI_BUF(ROOM);
        GI_AUTO_BUF wanted = GI_BUF(ROOM);
        gi_buf_add_text(&page, pages[i]);
        gi_stencil *stencil = stencil_of(&page);
        EXPECT(stencil != NULL);
        put_into_holes(&page, "000W-0004-W9F", &wanted);
        expect_gives(stencil, "000W-0004-W9F", gi_buf_view(&wanted));
        gi_stencil_drop(stencil);
    }
}

/* A text of another size would move what stands behind it. */
SPEC(a_text_of_another_size_fills_no_hole)
{
    GI_AUTO_BUF page = GI_BUF(ROOM);
    GI_AUTO_BUF out = GI_BUF(ROOM);
    add_page(&page, 2);
    gi_stencil *stencil = stencil_of(&page);
    EXPECT(!gi_stencil_fill(stencil, gi_bytes_of("000W-0004-W9"), true, &out));
    EXPECT(!gi_stencil_fill(stencil, gi_bytes_of("000W-0004-W9F0"), false, &out));
    EXPECT_INT(out.size, 0);
    gi_stencil_drop(stencil);
}

SPEC(a_page_that_could_come_out_wrong_makes_no_stencil)
{
    static const struct {
        const char *text;
        size_t size;
    } pages[] = {
        { "no hole", 7 },
        { "~~~~~~~~~~~~~ a broken mark ~~~", 31 },
        { "~~~~~~~~~~~~~ zero \0", 20 },
        { "~~~~~~~~~~~~~1~~~~~~~~~~~~~2~~~~~~~~~~~~~3~~~~~~~~~~~~~4~~~~~~~~~~~~~", 69 },
        { "", 0 },
    };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        gi_bytes page = { (const uint8_t *)pages[i].text, pages[i].size };
        EXPECT(gi_stencil_create(page, mark_bytes()) == NULL);
    }
    EXPECT(gi_stencil_create(gi_bytes_of("a ~~ b"), gi_bytes_of("~~")) == NULL);
}

SPEC(the_longest_page_makes_a_stencil_and_a_longer_one_none)
{
    GI_AUTO_BUF page = GI_BUF(ROOM);
    gi_buf_add_text(&page, mark);
    while (page.size < GI_STENCIL_PAGE_MAX) {
        gi_buf_add_byte(&page, (uint8_t)(1 + gi_spec_below(100))); /* hardly to be packed */
    }
    gi_stencil *stencil = stencil_of(&page);
    EXPECT(stencil != NULL);
    GI_AUTO_BUF wanted = GI_BUF(ROOM);
    put_into_holes(&page, "000W-0004-W9F", &wanted);
    expect_gives(stencil, "000W-0004-W9F", gi_buf_view(&wanted));
    gi_stencil_drop(stencil);
    gi_buf_add_byte(&page, 'x');
    EXPECT(stencil_of(&page) == NULL);
}

SPEC(a_page_with_holes_is_packed_as_small_as_one_without)
{
    GI_AUTO_BUF page = GI_BUF(ROOM);
    GI_AUTO_BUF filled = GI_BUF(ROOM);
    add_words(&page, 400);
    add_page(&page, 2);
    gi_stencil *stencil = stencil_of(&page);
    EXPECT(stencil != NULL &&
           gi_stencil_fill(stencil, gi_bytes_of("000W-0004-W9F"), true, &filled));
    EXPECT(gi_gzip(&page));
    EXPECT(filled.size <= page.size + page.size / 20 + 32);
    gi_stencil_drop(stencil);
}

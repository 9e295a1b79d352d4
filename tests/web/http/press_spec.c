/* Bodies compressed with what was learnt from earlier ones: zlib unpacks the same bytes. */
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/unpacked.h"
#include "web/http/press.h"

static gi_press *press_of(void)
{
    gi_error err = { 0 };
    gi_press *press = NULL;
    EXPECT_OK(gi_press_create(&press, &err));
    return press;
}

/* A page of a seed: a head that pages of a kind share, then text of its own. */
static void write_page(gi_buf *out, int kind, int seed, size_t size)
{
    gi_buf_add_format(out, "<!doctype html><title>%d</title><style>", kind);
    for (int i = 0; i < 300; i++) {
        gi_buf_add_format(out, "p%d{margin:%dpx}", i, i * kind);
    }
    gi_buf_add_text(out, "</style>");
    for (size_t i = 0; i < size; i++) {
        gi_buf_add_format(out, "<p>庐山云雾茶 %d</p>", seed + (int)i);
    }
}

static void expect_round_trip(gi_press *press, gi_bytes plain)
{
    GI_AUTO_BUF body = GI_BUF(400000);
    gi_buf_add(&body, plain);
    EXPECT(gi_press_gzip(press, &body));
    expect_zlib_gives(gi_buf_view(&body), plain);
}

SPEC(pages_of_many_kinds_in_any_order_come_out_as_they_went_in)
{
    GI_AUTO(gi_press) press = press_of();
    for (int i = 0; i < 60; i++) {
        GI_AUTO_BUF page = GI_BUF(400000);
        write_page(&page, (int)gi_spec_below(7), (int)gi_spec_below(10), gi_spec_below(40));
        expect_round_trip(press, gi_buf_view(&page));
    }
}

SPEC(bodies_without_a_head_of_any_size_come_out_as_they_went_in)
{
    static uint8_t text[300000];
    GI_AUTO(gi_press) press = press_of();
    static const size_t sizes[] = { 0, 1, 2, 600, 65535, 65536, 65537, 262144 };
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = (uint8_t)gi_spec_random();
    }
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        expect_round_trip(press, (gi_bytes){ text, sizes[i] });
        expect_round_trip(press, (gi_bytes){ text, sizes[i] });
    }
}

SPEC(a_head_that_ends_late_or_is_all_there_is_comes_out_as_it_went_in)
{
    GI_AUTO(gi_press) press = press_of();
    static const size_t sizes[] = { 0, 29991, 29992, 29993, 40000 };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        GI_AUTO_BUF page = GI_BUF(100000);
        for (size_t n = 0; n < sizes[i]; n++) {
            gi_buf_add_byte(&page, (uint8_t)('a' + gi_spec_below(26)));
        }
        gi_buf_add_text(&page, "</style>");
        expect_round_trip(press, gi_buf_view(&page));
        gi_buf_add_text(&page, "behind");
        expect_round_trip(press, gi_buf_view(&page));
    }
}

SPEC(what_is_sent_with_a_known_head_is_no_larger_than_without)
{
    GI_AUTO(gi_press) press = press_of();
    GI_AUTO_BUF page = GI_BUF(100000);
    GI_AUTO_BUF again = GI_BUF(100000);
    GI_AUTO_BUF alone = GI_BUF(100000);
    write_page(&page, 3, 1, 20);
    write_page(&again, 3, 2, 20);
    gi_buf_add(&alone, gi_buf_view(&again));
    EXPECT(gi_press_gzip(press, &page) && gi_press_gzip(press, &again) && gi_gzip(&alone));
    EXPECT(again.size <= alone.size + alone.size / 20);
}

SPEC(bodies_of_one_size_are_never_taken_for_each_other)
{
    GI_AUTO(gi_press) press = press_of();
    for (int i = 0; i < 20; i++) {
        GI_AUTO_BUF page = GI_BUF(100000);
        write_page(&page, 3, 100 + i, 20);
        expect_round_trip(press, gi_buf_view(&page));
    }
}

/* Symbols made beforehand, by whichever thread: drawn as they are, and as if made to be drawn. */
#include <string.h>

#include "support.h"
#include "tests/support/spec.h"

/* One label of a template at 203 dpi, as PNG; codes NULL = they are made to be drawn. */
static void draw(const char *name, gi_label_unit unit, const gi_label_codes *codes, gi_buf *png)
{
    gi_error err = { 0 };
    const gi_label label = sample_label();
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    unit.codes = codes;
    EXPECT_OK(gi_template_open(name, &layout, &err));
    EXPECT_OK(gi_label_bitmap_create(layout, &label, 203, &bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(bitmap, &unit, &err));
    EXPECT_OK(gi_label_bitmap_png(bitmap, png, &err));
}

static gi_label_codes encode(const char *name, const gi_label_unit *unit)
{
    gi_error err = { 0 };
    gi_label_codes codes;
    const gi_label label = sample_label();
    GI_AUTO(gi_template) layout = NULL;
    EXPECT_OK(gi_template_open(name, &layout, &err));
    EXPECT_OK(gi_label_encode(layout, &label, unit, &codes, &err));
    return codes;
}

static gi_label_unit sample_of(const char *name)
{
    gi_error err = { 0 };
    GI_AUTO(gi_template) layout = NULL;
    EXPECT_OK(gi_template_open(name, &layout, &err));
    return gi_label_sample_unit(layout);
}

SPEC(a_label_is_the_same_with_symbols_made_beforehand)
{
    static const char *const names[] = { "50x30", "70x50-hidden", "case-100x100", "card" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *name = names[i];
        const gi_label_unit unit = sample_of(name);
        const gi_label_codes codes = encode(name, &unit);
        GI_AUTO_BUF with = GI_BUF(4 << 20);
        GI_AUTO_BUF without = GI_BUF(4 << 20);
        draw(name, unit, &codes, &with);
        draw(name, unit, NULL, &without);
        EXPECT(gi_bytes_equal(gi_buf_view(&with), gi_buf_view(&without)));
    }
}

SPEC(a_whole_url_is_made_beforehand_as_well)
{
    gi_label_unit unit = sample_of("60x40");
    GI_AUTO_BUF with = GI_BUF(1 << 20);
    GI_AUTO_BUF without = GI_BUF(1 << 20);
    unit.url = "https://gi.jj.cn/01/06901234567892/10/7K3M9QXA?8009=12345";
    const gi_label_codes codes = encode("60x40", &unit);
    draw("60x40", unit, &codes, &with);
    draw("60x40", unit, NULL, &without);
    EXPECT(gi_bytes_equal(gi_buf_view(&with), gi_buf_view(&without)));
}

/* Were they encoded again, the picture would be that of the digits. */
SPEC(symbols_that_were_given_are_not_made_again)
{
    sample_unit other = random_unit(GI_UNIT_DIGITS);
    const gi_label_unit unit = sample_of("60x40-hidden");
    gi_label_unit wanted = unit;
    GI_AUTO_BUF drawn = GI_BUF(1 << 20);
    GI_AUTO_BUF expected = GI_BUF(1 << 20);
    wanted.digits = other.digits;
    wanted.hidden_url = "https://gi.jj.cn/h/00000000000/WWWWWWWW";
    const gi_label_codes codes = encode("60x40-hidden", &wanted);
    draw("60x40-hidden", unit, &codes, &drawn);
    draw("60x40-hidden", wanted, NULL, &expected);
    EXPECT(gi_bytes_equal(gi_buf_view(&drawn), gi_buf_view(&expected)));
}

SPEC(a_label_without_codes_has_none_made)
{
    const gi_label_unit unit = sample_of("conformity-60x40");
    const gi_label_codes codes = encode("conformity-60x40", &unit);
    EXPECT_INT(codes.code.side, 0);
    EXPECT_INT(codes.hidden.side, 0);
}

SPEC(what_cannot_be_drawn_is_not_made_and_leaves_the_room_alone)
{
    gi_error err = { 0 };
    const gi_label label = sample_label();
    gi_label_codes codes = { .code = { .side = -1 } };
    gi_label_unit unit = sample_of("50x30");
    unit.digits = "123";
    EXPECT_WHY(gi_label_encode(sample_layout(), &label, &unit, &codes, &err), GI_WHY_BAD_LENGTH);
    unit = sample_of("50x30");
    unit.url = "ftp://gi.jj.cn/";
    EXPECT_WHY(gi_label_encode(sample_layout(), &label, &unit, &codes, &err), GI_WHY_BAD_FIELD);
    EXPECT_INT(codes.code.side, -1);
}

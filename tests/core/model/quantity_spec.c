/* Amounts and areas as people write them; grants and ratios, exactly. */
#include "gi/quantity.h"

#include "tests/support/spec.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

typedef struct written {
    const char *text;
    int64_t value;
} written;

static void expect_quantities(gi_unit unit, const written *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gi_error err = { 0 };
        int64_t milli = -1;
        EXPECT_OK(gi_quantity_parse(gi_bytes_of(rows[i].text), unit, &milli, &err));
        EXPECT_INT(milli, rows[i].value);
    }
}

static void expect_no_quantity(gi_unit unit, const char *text)
{
    gi_error err = { 0 };
    int64_t milli = 42;
    EXPECT_WHY(gi_quantity_parse(gi_bytes_of(text), unit, &milli, &err), GI_WHY_BAD_QUANTITY);
    EXPECT_INT(milli, 42);
}

SPEC(a_mass_is_read_in_every_unit)
{
    static const written rows[] = {
        { "30mg", 30 },     { "250 g", 250000 }, { "12.5kg", 12500000 }, { "2t", 2000000000 },
        { "30毫克", 30 },   { "250克", 250000 }, { "1千克", 1000000 },   { "12.5公斤", 12500000 },
        { "3斤", 1500000 }, { "5两", 250000 },   { "0.5吨", 500000000 }, { "3 jin", 1500000 },
    };
    expect_quantities(GI_UNIT_MASS, rows, COUNT(rows));
}

SPEC(a_volume_is_read_in_every_unit)
{
    static const written rows[] = {
        { "500mL", 500000 },
        { "1.5 L", 1500000 },
        { "500毫升", 500000 },
        { "2升", 2000000 },
    };
    expect_quantities(GI_UNIT_VOLUME, rows, COUNT(rows));
}

SPEC(latin_units_are_read_in_any_case)
{
    static const written mass[] = { { "1KG", 1000000 }, { "1Kg", 1000000 }, { "1MG", 1 } };
    static const written volume[] = { { "1ML", 1000 }, { "1ml", 1000 }, { "1l", 1000000 } };
    expect_quantities(GI_UNIT_MASS, mass, COUNT(mass));
    expect_quantities(GI_UNIT_VOLUME, volume, COUNT(volume));
}

SPEC(decimals_are_exact_to_the_last_milli_unit)
{
    static const written rows[] = {
        { "0.000001kg", 1 },   { "0.001 g", 1 },
        { "0.00002两", 1 },    { "1.50000000000000000000000g", 1500 },
        { "0.1kg", 100000 },   { "0.000000001t", 1 },
        { "4.35斤", 2175000 }, { "1.005kg", 1005000 },
    };
    expect_quantities(GI_UNIT_MASS, rows, COUNT(rows));
}

SPEC(less_than_a_milli_unit_is_refused_not_rounded)
{
    static const char *const texts[] = { "0.5mg",
                                         "0.0001g",
                                         "1.0000001kg",
                                         "0.00001两",
                                         "0.000003斤",
                                         "0.0000000001t",
                                         "0.0000000000000000000000001t" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        expect_no_quantity(GI_UNIT_MASS, texts[i]);
    }
}

SPEC(the_largest_quantity_is_read_in_every_unit)
{
    static const written rows[] = {
        { "9007199254740991mg", GI_QUANTITY_MAX },   { "9007199254740.991g", GI_QUANTITY_MAX },
        { "9007199254.740991kg", GI_QUANTITY_MAX },  { "9007199.254740991t", GI_QUANTITY_MAX },
        { "18014398509.481982斤", GI_QUANTITY_MAX }, { "180143985094.81982两", GI_QUANTITY_MAX },
    };
    expect_quantities(GI_UNIT_MASS, rows, COUNT(rows));
}

SPEC(a_quantity_past_the_largest_is_refused)
{
    static const char *const texts[] = {
        "9007199254740992mg",    "9007199254740.992g",      "9007199.254740992t",
        "18014398509.481984斤",  "9223372036854775808mg",   "18446744073709551617mg",
        "99999999999999999999t", "0.99999999999999999999t",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        expect_no_quantity(GI_UNIT_MASS, texts[i]);
    }
}

SPEC(nothing_is_no_quantity)
{
    expect_no_quantity(GI_UNIT_MASS, "0kg");
    expect_no_quantity(GI_UNIT_MASS, "0.000 g");
    expect_no_quantity(GI_UNIT_VOLUME, "0L");
}

SPEC(what_is_not_a_number_and_a_unit_is_refused)
{
    static const char *const texts[] = {
        "",     "kg",    "12",    "12.kg", ".5kg", "-1kg",  "+1kg",  "1e3g", "1,000g",
        " 1kg", "1kg ",  "1 k g", "1lb",   "1kgs", "1..5g", "1.5.g", "１kg", "1\tkg",
        "一斤", "1kg\n", "0x1g",  "1 斤x", "1公",  "1K",    "斤1",   "1µg",  "1\xE6\x96",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        expect_no_quantity(GI_UNIT_MASS, texts[i]);
    }
}

SPEC(units_of_mass_and_volume_do_not_mix)
{
    expect_no_quantity(GI_UNIT_MASS, "1L");
    expect_no_quantity(GI_UNIT_MASS, "1毫升");
    expect_no_quantity(GI_UNIT_VOLUME, "1kg");
    expect_no_quantity(GI_UNIT_VOLUME, "1斤");
    expect_no_quantity(GI_UNIT_MASS, "1亩");
}

SPEC(a_refused_quantity_is_named_with_an_example)
{
    gi_error err = { 0 };
    int64_t milli = 0;
    EXPECT_WHY(gi_quantity_parse(gi_bytes_of("5lb"), GI_UNIT_MASS, &milli, &err),
               GI_WHY_BAD_QUANTITY);
    EXPECT_TEXT(err.message, "\"5lb\" is no quantity; write a number and a unit, such as 12.5kg");
}

SPEC(an_area_is_read_in_every_unit_and_rounded_down)
{
    static const written rows[] = {
        { "8000m2", 8000 }, { "8000㎡", 8000 }, { "8000 M²", 8000 }, { "8000平方米", 8000 },
        { "12.5mu", 8333 }, { "12.5亩", 8333 }, { "3 MU", 2000 },    { "1亩", 666 },
        { "80.99m2", 80 },  { "0.0015亩", 1 },  { "1.5mu", 1000 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        gi_error err = { 0 };
        int64_t area = -1;
        EXPECT_OK(gi_area_parse(gi_bytes_of(rows[i].text), &area, &err));
        EXPECT_INT(area, rows[i].value);
    }
}

SPEC(an_area_of_nothing_too_much_or_no_unit_is_refused)
{
    static const char *const texts[] = { "0m2",
                                         "0.9m2",
                                         "0.0014亩",
                                         "12",
                                         "12kg",
                                         "-1mu",
                                         "1 mu ",
                                         "1.mu",
                                         "m2",
                                         "1m3",
                                         "1公顷",
                                         "9007199254740992m2",
                                         "99999999999999999999mu" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        gi_error err = { 0 };
        int64_t area = 42;
        EXPECT_WHY(gi_area_parse(gi_bytes_of(texts[i]), &area, &err), GI_WHY_BAD_QUANTITY);
        EXPECT_INT(area, 42);
    }
}

SPEC(amounts_are_shown_in_the_unit_that_people_use)
{
    EXPECT_TEXT(gi_quantity_text(250000, GI_UNIT_MASS).text, "250 g");
    EXPECT_TEXT(gi_quantity_text(12500000, GI_UNIT_MASS).text, "12.5 kg");
    EXPECT_TEXT(gi_quantity_text(999999, GI_UNIT_MASS).text, "999.999 g");
    EXPECT_TEXT(gi_quantity_text(1000001, GI_UNIT_MASS).text, "1.000001 kg");
    EXPECT_TEXT(gi_quantity_text(30, GI_UNIT_MASS).text, "30 mg");
    EXPECT_TEXT(gi_quantity_text(0, GI_UNIT_MASS).text, "0 g");
    EXPECT_TEXT(gi_quantity_text(1500000, GI_UNIT_VOLUME).text, "1.5 L");
    EXPECT_TEXT(gi_quantity_text(500000, GI_UNIT_VOLUME).text, "500 mL");
    EXPECT_TEXT(gi_quantity_text(50, GI_UNIT_VOLUME).text, "0.05 mL");
    EXPECT_TEXT(gi_quantity_text(0, GI_UNIT_VOLUME).text, "0 mL");
}

SPEC(negative_and_extreme_amounts_have_a_text_too)
{
    EXPECT_TEXT(gi_quantity_text(-2000000, GI_UNIT_MASS).text, "-2 kg");
    EXPECT_TEXT(gi_quantity_text(INT64_MIN, GI_UNIT_MASS).text, "-9223372036854.775808 kg");
    EXPECT_TEXT(gi_quantity_text(INT64_MAX, GI_UNIT_VOLUME).text, "9223372036854.775807 L");
}

SPEC(quantity_print_then_parse_is_identity)
{
    for (int i = 0; i < 10000; i++) {
        gi_error err = { 0 };
        gi_unit unit = gi_spec_below(2) == 0 ? GI_UNIT_MASS : GI_UNIT_VOLUME;
        int64_t milli = (int64_t)(gi_spec_random() >> (11 + gi_spec_below(50))) + 1;
        int64_t back = 0;
        milli = milli > GI_QUANTITY_MAX ? GI_QUANTITY_MAX : milli;
        gi_quantity_text_t text = gi_quantity_text(milli, unit);
        EXPECT_OK(gi_quantity_parse(gi_bytes_of(text.text), unit, &back, &err));
        EXPECT_INT(back, milli);
    }
}

SPEC(a_grant_is_floored_for_each_plot)
{
    gi_error err = { 0 };
    int64_t out = 0;
    EXPECT_OK(gi_grant_quantity(2000, 50000000, &out, &err)); /* 3 mu at 50 kg */
    EXPECT_INT(out, 150000000);
    EXPECT_OK(gi_grant_quantity(666, 50000000, &out, &err));
    EXPECT_INT(out, 49950000);
    EXPECT_OK(gi_grant_quantity(1, 1, &out, &err));
    EXPECT_INT(out, 0);
    EXPECT_OK(gi_grant_quantity(667, 1, &out, &err)); /* 2001 / 2000 */
    EXPECT_INT(out, 1);
    EXPECT_OK(gi_grant_quantity(666, 1, &out, &err)); /* 1998 / 2000 */
    EXPECT_INT(out, 0);
}

SPEC(a_grant_is_the_floor_for_any_plot_and_cap)
{
    for (int i = 0; i < 10000; i++) {
        gi_error err = { 0 };
        int64_t area = (int64_t)gi_spec_below(10000000);
        int64_t cap = (int64_t)gi_spec_below(100000000000);
        int64_t out = -1;
        EXPECT_OK(gi_grant_quantity(area, cap, &out, &err));
        EXPECT(out * 2000 <= area * cap * 3 && area * cap * 3 < (out + 1) * 2000);
    }
}

SPEC(a_grant_that_overflows_is_refused)
{
    gi_error err = { 0 };
    int64_t out = 42;
    EXPECT_WHY(gi_grant_quantity(GI_QUANTITY_MAX, 1000, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_grant_quantity(1000, GI_QUANTITY_MAX, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_grant_quantity(INT64_MAX, INT64_MAX, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_grant_quantity(-1, 1000, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_grant_quantity(1, -1, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_INT(out, 42);
}

SPEC(the_ratio_42_to_10_floors_what_may_be_made)
{
    gi_error err = { 0 };
    int64_t out = 0;
    EXPECT_OK(gi_ratio_made(42000000, 42, 10, &out, &err)); /* 42 kg of leaf, 10 kg of tea */
    EXPECT_INT(out, 10000000);
    EXPECT_OK(gi_ratio_made(41, 42, 10, &out, &err));
    EXPECT_INT(out, 9);
    EXPECT_OK(gi_ratio_made(4, 42, 10, &out, &err));
    EXPECT_INT(out, 0);
    EXPECT_OK(gi_ratio_made(GI_QUANTITY_MAX, 42, 10, &out, &err));
    EXPECT_INT(out, INT64_C(2144571251128807));
    EXPECT_OK(gi_ratio_made(GI_QUANTITY_MAX, 1, 1, &out, &err));
    EXPECT_INT(out, GI_QUANTITY_MAX);
}

SPEC(a_ratio_that_overflows_or_divides_by_nothing_is_refused)
{
    gi_error err = { 0 };
    int64_t out = 42;
    EXPECT_WHY(gi_ratio_made(GI_QUANTITY_MAX, 1, 2, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_ratio_made(1, 0, 10, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_ratio_made(1, -42, 10, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_ratio_made(-1, 42, 10, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_WHY(gi_ratio_made(INT64_MAX, INT64_MAX, INT64_MAX - 1, &out, &err), GI_WHY_OVERFLOW);
    EXPECT_INT(out, 42);
}

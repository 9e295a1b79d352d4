/* Net content and best-before: the two packed fields of a label. */
#include "gi/unit_code.h"
#include "tests/support/spec.h"

static gi_day day(int year, int month, int day_of_month)
{
    gi_error err = { 0 };
    gi_day found = 0;
    EXPECT_OK(gi_day_from_civil(year, month, day_of_month, &found, &err));
    return found;
}

static int64_t encoded(int64_t milli)
{
    gi_error err = { 0 };
    uint16_t net = 0;
    EXPECT_OK(gi_net_encode(milli, &net, &err));
    return net;
}

SPEC(net_content_takes_the_first_exact_scale)
{
    EXPECT_INT(encoded(250000), 0x4000 | 250);
    EXPECT_INT(encoded(16383000), 0x4000 | 16383);
    EXPECT_INT(encoded(20000000), 0x8000 | 2000);
    EXPECT_INT(encoded(163830000), 0x8000 | 16383);
    EXPECT_INT(encoded(164000000), 0xC000 | 164);
}

SPEC(half_grams_take_the_finest_scale)
{
    EXPECT_INT(encoded(2500), 25);
    EXPECT_INT(encoded(100), 1);
    EXPECT_INT(encoded(1638300), 16383);
}

SPEC(the_largest_net_content_is_16383_kilograms)
{
    gi_error err = { 0 };
    uint16_t net = 9;
    EXPECT_INT(encoded(16383000000), 0xFFFF);
    EXPECT_WHY(gi_net_encode(16384000000, &net, &err), GI_WHY_BAD_NET);
    EXPECT_WHY(gi_net_encode(INT64_MAX, &net, &err), GI_WHY_BAD_NET);
    EXPECT_INT(net, 9);
}

SPEC(net_content_without_exact_scale_is_refused)
{
    static const int64_t wrong[] = { 1,        99,        150,  250001,  1638400 + 50, 1638500,
                                     16384001, 163831000, -100, -250000, INT64_MIN };
    gi_error err = { 0 };
    uint16_t net = 9;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(gi_net_encode(wrong[i], &net, &err), GI_WHY_BAD_NET);
    }
    EXPECT_INT(net, 9);
}

SPEC(variable_weight_is_zero_both_ways)
{
    EXPECT_INT(encoded(0), 0);
    EXPECT_INT(gi_net_decode(0), 0);
}

SPEC(any_scale_is_read)
{
    EXPECT_INT(gi_net_decode(0x40fa), 250000);
    EXPECT_INT(gi_net_decode(2500), 250000);
    EXPECT_INT(gi_net_decode(0x8000 | 25), 250000);
    EXPECT_INT(gi_net_decode(0xC000 | 3), 3000000);
    EXPECT_INT(gi_net_decode(0xFFFF), 16383000000);
}

SPEC(best_before_zero_means_see_the_pack)
{
    gi_day last = 77;
    EXPECT(!gi_best_before(day(2026, 4, 5), 0, &last));
    EXPECT_INT(last, 77);
}

SPEC(best_before_in_months_keeps_the_day_of_the_month)
{
    gi_day last = 0;
    EXPECT(gi_best_before(day(2025, 4, 11), 18, &last));
    EXPECT_INT(last, day(2026, 10, 11));
    EXPECT(gi_best_before(day(2026, 12, 31), 127, &last));
    EXPECT_INT(last, day(2037, 7, 31));
}

SPEC(best_before_in_months_is_clamped_to_the_end_of_the_month)
{
    gi_day last = 0;
    EXPECT(gi_best_before(day(2026, 1, 31), 1, &last));
    EXPECT_INT(last, day(2026, 2, 28));
    EXPECT(gi_best_before(day(2028, 1, 31), 1, &last));
    EXPECT_INT(last, day(2028, 2, 29));
    EXPECT(gi_best_before(day(2026, 8, 31), 18, &last));
    EXPECT_INT(last, day(2028, 2, 29));
    EXPECT(gi_best_before(day(2026, 3, 31), 1, &last));
    EXPECT_INT(last, day(2026, 4, 30));
}

SPEC(best_before_in_days_counts_steps_of_five)
{
    gi_day last = 0;
    EXPECT(gi_best_before(day(2026, 2, 26), 128 + 1, &last));
    EXPECT_INT(last, day(2026, 3, 3));
    EXPECT(gi_best_before(day(2026, 1, 1), 128 + 36, &last));
    EXPECT_INT(last, day(2026, 6, 30));
    EXPECT(gi_best_before(day(2026, 1, 1), 255, &last));
    EXPECT_INT(last, day(2026, 1, 1) + 635);
}

SPEC(the_label_epoch_is_the_first_of_january_2020)
{
    EXPECT_INT(GI_LABEL_EPOCH, day(2020, 1, 1));
    EXPECT_INT(GI_LABEL_EPOCH + 1927, day(2025, 4, 11));
}

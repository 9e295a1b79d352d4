/* For all net contents and best-before bytes: exact or refused; months end where they end. */
#include "gi/unit_code.h"
#include "tests/support/spec.h"

#define CASES 10000

SPEC(every_net_content_that_can_be_read_can_be_written)
{
    gi_error err = { 0 };
    for (uint32_t net = 0; net <= UINT16_MAX; net++) {
        int64_t milli = gi_net_decode((uint16_t)net);
        uint16_t written = 0;
        EXPECT_OK(gi_net_encode(milli, &written, &err));
        EXPECT_INT(gi_net_decode(written), milli);
    }
}

SPEC(a_net_content_is_written_exactly_or_refused)
{
    static const int64_t steps[] = { 1, 50, 100, 500, 1000, 10000, 500000, 1000000 };
    gi_error err = { 0 };
    for (int i = 0; i < CASES; i++) {
        int64_t step = steps[gi_spec_below(8)];
        int64_t milli = (1 + (int64_t)gi_spec_below(20000)) * step;
        uint16_t net = 0;
        if (gi_net_encode(milli, &net, &err) == GI_OK) {
            EXPECT_INT(gi_net_decode(net), milli);
        } else {
            EXPECT_INT(err.why, GI_WHY_BAD_NET);
            EXPECT(milli % 100 != 0 || milli / 100 > 16383);
            EXPECT(milli % 1000 != 0 || milli / 1000 > 16383);
            EXPECT(milli % 1000000 != 0 || milli / 1000000 > 16383);
        }
    }
}

/* The month is n on; the day is the same, or the last of a shorter month. */
SPEC(best_before_in_months_ends_in_the_right_month)
{
    for (int i = 0; i < CASES; i++) {
        gi_day packed = GI_LABEL_EPOCH + (gi_day)gi_spec_below(50000);
        int months = 1 + (int)gi_spec_below(127);
        gi_day last = 0;
        int from[3];
        int to[3];
        int next[3];
        EXPECT(gi_best_before(packed, (uint8_t)months, &last));
        gi_day_to_civil(packed, &from[0], &from[1], &from[2]);
        gi_day_to_civil(last, &to[0], &to[1], &to[2]);
        gi_day_to_civil(last + 1, &next[0], &next[1], &next[2]);
        EXPECT_INT(to[0] * 12 + to[1], from[0] * 12 + from[1] + months);
        EXPECT(to[2] == from[2] || (to[2] < from[2] && next[2] == 1));
    }
}

SPEC(best_before_in_days_is_a_multiple_of_five)
{
    for (int i = 0; i < CASES; i++) {
        gi_day packed = GI_LABEL_EPOCH + (gi_day)gi_spec_below(UINT16_MAX);
        int steps = (int)gi_spec_below(128);
        gi_day last = 0;
        EXPECT(gi_best_before(packed, (uint8_t)(128 + steps), &last));
        EXPECT_INT(last - packed, steps * 5);
    }
}

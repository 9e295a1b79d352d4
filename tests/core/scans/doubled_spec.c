/* One stretch of serials in two provinces: core/scans/doubled.c. */
#include "gi/scans.h"
#include "tests/support/spec.h"

enum { HOME = 36, FAR = 44, LABELS = 400 };

static const gi_place_share at_home[] = { { HOME, 900000 }, { FAR, 50000 } };

/* Every serial that is a multiple of step, seen in the province. */
static size_t add(gi_serial_place *seen, size_t count, uint32_t step, uint32_t province)
{
    for (uint32_t serial = 1; serial <= LABELS; serial++) {
        if (serial % step == 0) {
            seen[count++] = (gi_serial_place){ serial, province };
        }
    }
    return count;
}

static gi_doubled judged(uint32_t far_step, const gi_place_share *baseline, size_t shares)
{
    gi_serial_place seen[2 * LABELS];
    size_t count = 0;
    for (uint32_t serial = 1; serial <= LABELS; serial++) {
        seen[count++] = (gi_serial_place){ serial, HOME };
        if (serial % far_step == 0) {
            seen[count++] = (gi_serial_place){ serial, FAR };
        }
    }
    return gi_run_doubled(seen, count, baseline, shares);
}

SPEC(a_stretch_seen_in_two_provinces_was_printed_twice)
{
    gi_doubled found = judged(4, at_home, 2);

    EXPECT(found.found);
    EXPECT_INT(found.provinces[0], HOME);
    EXPECT_INT(found.provinces[1], FAR);
    EXPECT_INT(found.seen[1], LABELS / 4);
}

SPEC(what_sales_explain_is_no_doubled_run)
{
    EXPECT(judged(8, at_home, 2).found == false);
}

SPEC(a_product_sold_everywhere_is_seen_everywhere)
{
    static const gi_place_share both[] = { { HOME, 400000 }, { FAR, 300000 } };

    EXPECT(judged(4, both, 2).found == false);
}

SPEC(a_few_presents_are_no_doubled_run)
{
    EXPECT(judged(LABELS / 9, NULL, 0).found == false);
    EXPECT(judged(LABELS / 10, NULL, 0).found == true);
}

SPEC(rolls_sold_in_different_provinces_are_no_doubled_run)
{
    gi_serial_place seen[2 * LABELS];
    size_t count = add(seen, 0, 4, HOME);
    size_t all = add(seen, count, 4, FAR);
    for (size_t i = count; i < all; i++) {
        seen[i].serial += 1000;
    }

    EXPECT(gi_run_doubled(seen, all, NULL, 0).found == false);
}

SPEC(a_doubled_stretch_is_found_behind_honest_ones)
{
    gi_serial_place seen[3 * LABELS];
    size_t count = add(seen, 0, 4, HOME);
    for (uint32_t serial = 1000; serial < 1100; serial++) {
        seen[count++] = (gi_serial_place){ serial, HOME };
        seen[count++] = (gi_serial_place){ serial, FAR };
    }

    EXPECT(gi_run_doubled(seen, count, NULL, 0).found);
}

SPEC(a_batch_nobody_scanned_was_not_doubled)
{
    EXPECT(gi_run_doubled(NULL, 0, NULL, 0).found == false);
}

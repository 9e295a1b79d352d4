/*
 * net.c - net content and best-before, the two packed fields of a label (FORMATS 4).
 *
 * Net content is two bits of scale and 14 of value. Encoding prefers whole grams, so equal
 * packs have equal bytes; decoding takes any scale, because the registered header counts.
 */
#include "gi/unit_code.h"

#define VALUE_MAX 0x3FFF

/* Milli-units of one step, by scale: 0.1 g, 1 g, 10 g, 1 kg. */
static const int32_t scale_steps[4] = { 100, 1000, 10000, 1000000 };

/* Scales in the order in which they are tried. */
static const uint8_t scale_order[4] = { 1, 2, 3, 0 };

gi_status gi_net_encode(int64_t milli, uint16_t *out, gi_error *err)
{
    if (milli == 0) {
        *out = 0;
        return GI_OK;
    }
    for (size_t i = 0; i < 4; i++) {
        unsigned scale = scale_order[i];
        int64_t value = milli / scale_steps[scale];
        if (value > 0 && value <= VALUE_MAX && milli % scale_steps[scale] == 0) {
            *out = (uint16_t)(scale << 14 | (unsigned)value);
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_BAD_NET, gi_num(milli).text,
                   gi_num((int64_t)VALUE_MAX * scale_steps[3]).text);
}

int64_t gi_net_decode(uint16_t net)
{
    return (int64_t)(net & VALUE_MAX) * scale_steps[net >> 14];
}

bool gi_best_before(gi_day packed, uint8_t best_before, gi_day *last)
{
    if (best_before == 0) {
        return false;
    }
    bool in_days = (best_before & 0x80U) != 0;
    int count = best_before & 0x7F;
    *last = in_days ? packed + count * 5 : gi_day_add_months(packed, count);
    return true;
}

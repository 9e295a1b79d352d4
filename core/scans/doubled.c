/*
 * doubled.c - one stretch of serials in two provinces: a print run made twice? (gi/scans.h)
 *
 * Looks at stretches as long as a roll. In a stretch the two provinces seen most are compared
 * with what the product's sales there would explain.
 */
#include "core/scans/limits.h"
#include "gi/scans.h"

enum { PROVINCES = 64, MILLION = 1000000 };

typedef struct tally {
    uint32_t province[PROVINCES];
    int64_t seen[PROVINCES];
    int64_t total;
    int32_t count;
} tally;

static void add(tally *sums, uint32_t province)
{
    int32_t i = 0;
    while (i < sums->count && sums->province[i] != province) {
        i++;
    }
    if (i == PROVINCES) {
        return;
    }
    sums->count = i == sums->count ? i + 1 : sums->count;
    sums->province[i] = province;
    sums->seen[i]++;
    sums->total++;
}

/* Index of the province seen most, other than one; -1 = none. */
static int32_t most(const tally *sums, int32_t other)
{
    int32_t best = -1;
    for (int32_t i = 0; i < sums->count; i++) {
        if (i != other && (best < 0 || sums->seen[i] > sums->seen[best])) {
            best = i;
        }
    }
    return best;
}

static int64_t share_of(const gi_place_share *baseline, size_t count, uint32_t province)
{
    for (size_t i = 0; i < count; i++) {
        if (baseline[i].province == province) {
            return baseline[i].share;
        }
    }
    return 0;
}

/* The second province has labels enough, and more than the product's sales there explain. */
static gi_doubled judge(const tally *sums, const gi_place_share *baseline, size_t baseline_count)
{
    gi_doubled out = { .found = false };
    int32_t first = most(sums, -1);
    int32_t second = most(sums, first);
    if (second < 0) {
        return out;
    }
    int64_t share = share_of(baseline, baseline_count, sums->province[second]);
    int64_t usual = sums->total * share * gi_copy_limit_of(GI_LIMIT_DOUBLED_TIMES) / MILLION;
    out.found =
        sums->seen[second] >= gi_copy_limit_of(GI_LIMIT_DOUBLED_SEEN) && sums->seen[second] > usual;
    out.provinces[0] = sums->province[first];
    out.provinces[1] = sums->province[second];
    out.seen[0] = sums->seen[first];
    out.seen[1] = sums->seen[second];
    return out;
}

/* End of the stretch that begins at from. */
static size_t stretch_end(const gi_serial_place *seen, size_t count, size_t from)
{
    size_t end = from;
    while (end < count &&
           seen[end].serial - seen[from].serial < gi_copy_limit_of(GI_LIMIT_STRETCH)) {
        end++;
    }
    return end;
}

gi_doubled gi_run_doubled(const gi_serial_place *seen, size_t seen_count,
                          const gi_place_share *baseline, size_t baseline_count)
{
    gi_doubled found = { .found = false };
    for (size_t from = 0; from < seen_count && !found.found;) {
        size_t end = stretch_end(seen, seen_count, from);
        tally sums = { .count = 0 };
        for (size_t i = from; i < end; i++) {
            add(&sums, seen[i].province);
        }
        found = judge(&sums, baseline, baseline_count);
        from = end;
    }
    return found.found ? found : (gi_doubled){ .found = false };
}

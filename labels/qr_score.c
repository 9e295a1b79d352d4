/*
 * qr_score.c - the four rules of ISO/IEC 18004, 7.8.3, on whole rows (qr_score.h).
 *
 * Runs of five and more of one colour: 3 points and one for each further module. Blocks of two
 * by two: 3. The proportions 1:1:3:1:1 of a finder beside a light zone four units wide, at any
 * scale: 40. Every five per cent away from half dark: 10.
 */
#include "labels/qr_score.h"

/* Counts per four bits, per byte, and in 16-bit fields: 114 lines cannot overflow these. */
static gi_pair count_fours(gi_pair x)
{
    x -= x >> 1 & 0x5555555555555555U;
    return (x & 0x3333333333333333U) + (x >> 2 & 0x3333333333333333U);
}

static gi_pair join(gi_pair fours)
{
    return (fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0FU;
}

static gi_pair count_bytes(gi_pair x)
{
    return join(count_fours(x));
}

static gi_pair widen(gi_pair bytes)
{
    return (bytes & 0x00FF00FF00FF00FFU) + (bytes >> 8 & 0x00FF00FF00FF00FFU);
}

static int32_t total(uint64_t fields)
{
    return (int32_t)(fields * 0x0001000100010001U >> 48);
}

/* Where a module has the colour of the next one. */
static gi_pair twins(gi_pair dark, uint64_t edge)
{
    return ~(dark ^ dark >> 1) & edge;
}

/* Where 1:1:3:1:1 begins. What lies outside the symbol is light: shifts bring zeros. */
static gi_pair finders(gi_pair dark)
{
    gi_pair pattern = dark & ~(dark >> 1) & dark >> 2 & dark >> 3 & dark >> 4 & ~(dark >> 5) &
                      dark >> 6 & ~(dark << 1 | dark >> 7);
    gi_pair before = dark << 2 | dark << 3 | dark << 4;
    gi_pair after = dark >> 8 | dark >> 9 | dark >> 10;
    return pattern & ~(before & after);
}

/* Is dark anywhere in the size modules that begin here. */
static gi_pair any_dark(gi_pair dark, uint64_t size)
{
    gi_pair any = dark;
    for (uint64_t i = 1; i < size; i++) {
        any |= dark >> i;
    }
    return any;
}

static gi_pair all_dark(gi_pair dark, uint64_t size)
{
    gi_pair all = dark;
    for (uint64_t i = 1; i < size; i++) {
        all &= dark >> i;
    }
    return all;
}

/* The same n times as large, for n > 1. */
static gi_pair large_finders(gi_pair dark, uint64_t n)
{
    gi_pair unit = all_dark(dark, n);
    gi_pair gap = ~any_dark(dark, n);
    gi_pair middle = unit & unit >> n & unit >> 2 * n;
    gi_pair pattern = unit & gap >> n & middle >> 2 * n & gap >> 5 * n & unit >> 6 * n &
                      ~(dark << 1 | dark >> 7 * n);
    gi_pair before = dark;
    for (uint64_t i = 1; i < 4 * n; i++) {
        before |= dark << i;
    }
    return pattern & ~(before << 1 & any_dark(dark, 4 * n) >> 7 * n);
}

/* Larger finders want six dark modules in a row between light ones, which few lines have. */
static gi_pair count_large(gi_pair dark, gi_pair sixes)
{
    gi_pair two = sixes & ~(dark << 2 | dark << 1 | dark >> 6 | dark >> 7);
    gi_pair more = sixes & sixes >> 3 & ~(dark << 1);
    gi_pair count = { 0 };
    gi_pair runs = two | more;
    for (uint64_t n = 2; (runs[0] | runs[1]) != 0; n++) {
        count += count_bytes(large_finders(dark, n));
        runs = all_dark(dark, 3 * (n + 1));
    }
    return count;
}

/* Rules one and three on one line, as counts per byte. Four bits hold at most three runs' worth
 * of points, seven, so they may be joined later. */
static gi_pair line_points(gi_pair dark, gi_pair same)
{
    gi_pair threes = same & same >> 1;
    gi_pair fives = threes & threes >> 2;
    gi_pair sixes = dark & fives & fives >> 1;
    gi_pair found = finders(dark);
    gi_pair sum = join(count_fours(fives) + (count_fours(fives & ~(fives << 1)) << 1));
    gi_pair rare = found | sixes;
    if ((rare[0] | rare[1]) != 0) {
        found = count_bytes(found) + count_large(dark, sixes);
        sum += (found << 5) + (found << 3);
    }
    return sum;
}

/* Rule two on two neighbouring lines; same is that of one of them. */
static gi_pair block_points(gi_pair line, gi_pair next, gi_pair same)
{
    gi_pair differ = line ^ next;
    gi_pair blocks = count_bytes(same & ~(differ | differ >> 1));
    return blocks + (blocks << 1);
}

/* The bit matrix mirrored at its diagonal, by halving squares (Hacker's Delight, 7-3). */
static void mirror(gi_pair lines[64])
{
    uint64_t mask = 0x00000000FFFFFFFFU;
    for (uint64_t size = 32; size != 0; size >>= 1, mask ^= mask << size) {
        for (uint64_t i = 0; i < 64; i = ((i | size) + 1) & ~size) {
            gi_pair swap = (lines[i] >> size ^ lines[i | size]) & mask;
            lines[i] ^= swap << size;
            lines[i | size] ^= swap;
        }
    }
}

/* Rounded to whole per cent before it is judged, as libqrencode does. */
static int32_t balance_points(int32_t dark, int32_t side)
{
    int32_t area = side * side;
    int32_t percent = (200 * dark + area) / area / 2;
    int32_t off = percent > 50 ? percent - 50 : 50 - percent;
    return off / 5 * 10;
}

void gi_qr_score(gi_pair rows[64], int32_t side, int32_t points[2])
{
    uint64_t edge = (UINT64_C(1) << (side - 1)) - 1;
    gi_pair sum = { 0 };
    gi_pair dark = { 0 };
    for (int32_t y = 0; y < side; y++) {
        gi_pair same = twins(rows[y], edge);
        gi_pair above = y > 0 ? block_points(rows[y - 1], rows[y], same) : (gi_pair){ 0 };
        sum += widen(line_points(rows[y], same) + above);
        dark += widen(count_bytes(rows[y]));
    }
    mirror(rows);
    for (int32_t x = 0; x < side; x++) {
        sum += widen(line_points(rows[x], twins(rows[x], edge)));
    }
    for (int i = 0; i < 2; i++) {
        points[i] = total(sum[i]) + balance_points(total(dark[i]), side);
    }
}

/*
 * qr_score.c - the four rules of ISO/IEC 18004, 7.8.3, on whole rows (qr_score.h).
 *
 * Runs of five and more of one colour: 3 points and one for each further module. Blocks of two
 * by two: 3. The proportions 1:1:3:1:1 of a finder beside a light zone four units wide, at any
 * scale: 40. Every five per cent away from half dark: 10.
 */
#include "labels/qr_score.h"

#include <stdbool.h>

/* The second build of this file has the flags of AVX2 (CMakeLists.txt). */
#ifdef GI_QR_SCORE_WIDE
#define LANES 4
#define SCORE gi_qr_score_wide
#else
#define LANES 2
#define SCORE gi_qr_score_plain
#endif

/* A line under several masks. The fourth GNU extension of the house, used here alone: gcc and
 * clang share it. */
typedef uint64_t lanes __attribute__((vector_size(8 * LANES)));

static bool any(lanes x)
{
    uint64_t bits = 0;
    for (int i = 0; i < LANES; i++) {
        bits |= x[i];
    }
    return bits != 0;
}

/* ---- counts ---- */

/* Per four bits, per byte, and in 16-bit fields: 114 lines cannot overflow these. */
static lanes count_fours(lanes x)
{
    x -= x >> 1 & 0x5555555555555555U;
    return (x & 0x3333333333333333U) + (x >> 2 & 0x3333333333333333U);
}

static lanes join(lanes fours)
{
    return (fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0FU;
}

static lanes count_bytes(lanes x)
{
    return join(count_fours(x));
}

static lanes widen(lanes bytes)
{
    return (bytes & 0x00FF00FF00FF00FFU) + (bytes >> 8 & 0x00FF00FF00FF00FFU);
}

static int32_t total(uint64_t fields)
{
    return (int32_t)(fields * 0x0001000100010001U >> 48);
}

/* ---- a line ---- */

/* Is dark anywhere in the size modules that begin here. */
static lanes any_dark(lanes dark, uint64_t size)
{
    lanes found = dark;
    for (uint64_t i = 1; i < size; i++) {
        found |= dark >> i;
    }
    return found;
}

static lanes all_dark(lanes dark, uint64_t size)
{
    lanes all = dark;
    for (uint64_t i = 1; i < size; i++) {
        all &= dark >> i;
    }
    return all;
}

/* Where 1:1:3:1:1 begins, n modules wide each, n > 1. Outside the symbol all is light: shifts
 * bring zeros. */
static lanes large_finders(lanes dark, uint64_t n)
{
    lanes unit = all_dark(dark, n);
    lanes gap = ~any_dark(dark, n);
    lanes middle = unit & unit >> n & unit >> 2 * n;
    lanes pattern = unit & gap >> n & middle >> 2 * n & gap >> 5 * n & unit >> 6 * n &
                    ~(dark << 1 | dark >> 7 * n);
    lanes before = dark;
    for (uint64_t i = 1; i < 4 * n; i++) {
        before |= dark << i;
    }
    return pattern & ~(before << 1 & any_dark(dark, 4 * n) >> 7 * n);
}

/* Where the middle of one may begin, which few lines have: six dark modules between two light ones,
 * or nine behind three. */
static lanes large_middles(lanes dark, lanes sixes)
{
    lanes two = dark << 3 & dark >> 8 & ~(dark >> 6 | dark >> 7);
    lanes more = ~(dark << 3) & sixes >> 3;
    return sixes & ~(dark << 1 | dark << 2) & (two | more);
}

static lanes count_large(lanes dark)
{
    lanes count = { 0 };
    for (uint64_t n = 2; 7 * n < GI_QR_LINES && any(all_dark(dark, 3 * n)); n++) {
        count += count_bytes(large_finders(dark, n));
    }
    return count;
}

/* The same of single modules, from the edges before each module and the runs of three. */
static lanes finders(lanes dark, lanes edge, lanes threes)
{
    lanes singles = edge & edge >> 1 & edge >> 2;
    lanes pattern = dark & singles & threes >> 3 & singles >> 5;
    lanes lately = dark | dark << 1 | dark << 2;
    return pattern & ~(lately << 2 & lately >> 10);
}

/* Where a module differs from the one before; the first and the one past the last from light. */
static lanes edges(lanes dark)
{
    return dark ^ dark << 1;
}

/* Rules one and three, as counts per byte. Four bits hold at most three runs' worth of points,
 * seven, so they may be joined later. */
static lanes line_points(lanes dark, lanes edge, lanes same)
{
    lanes threes = same & same >> 1;
    lanes fives = threes & threes >> 2;
    lanes starts = fives & ~(fives << 1);
    lanes found = count_bytes(finders(dark, edge, threes));
    if (any(large_middles(dark, dark & fives >> 1 & fives >> 2))) {
        found += count_large(dark);
    }
    return join(count_fours(fives) + (count_fours(starts) << 1)) + (found << 5) + (found << 3);
}

/* ---- a symbol ---- */

/* Rule two on two neighbouring lines; same is that of one of them. */
static lanes block_points(lanes line, lanes next, lanes same)
{
    lanes differ = line ^ next;
    lanes blocks = count_bytes(same & ~(differ | differ << 1));
    return blocks + (blocks << 1);
}

/* The bit matrix mirrored at its diagonal, by halving squares (Hacker's Delight, 7-3). */
static void mirror(lanes line[GI_QR_LINES])
{
    uint64_t mask = 0x00000000FFFFFFFFU;
    for (uint64_t size = 32; size != 0; size >>= 1, mask ^= mask << size) {
        for (uint64_t i = 0; i < 64; i = ((i | size) + 1) & ~size) {
            lanes swap = (line[i] >> size ^ line[i | size]) & mask;
            line[i] ^= swap << size;
            line[i | size] ^= swap;
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

static void score_lanes(lanes line[GI_QR_LINES], int32_t side, int32_t points[LANES])
{
    uint64_t inner = (UINT64_C(1) << side) - 2;
    lanes sum = { 0 };
    lanes dark = { 0 };
    lanes above = ~line[0];
    for (int32_t y = 0; y < side; y++) {
        lanes edge = edges(line[y]);
        lanes same = ~edge & inner;
        sum += widen(line_points(line[y], edge, same) + block_points(above, line[y], same));
        dark += widen(count_bytes(line[y]));
        above = line[y];
    }
    mirror(line);
    for (int32_t x = 0; x < side; x++) {
        lanes edge = edges(line[x]);
        sum += widen(line_points(line[x], edge, ~edge & inner));
    }
    for (int i = 0; i < LANES; i++) {
        points[i] = total(sum[i]) + balance_points(total(dark[i]), side);
    }
}

void SCORE(const gi_qr_masked *rows, int32_t side, int32_t points[GI_QR_MASKS])
{
    for (int first = 0; first < GI_QR_MASKS; first += LANES) {
        lanes line[GI_QR_LINES];
        for (int y = 0; y < GI_QR_LINES; y++) {
            for (int i = 0; i < LANES; i++) {
                line[y][i] = rows->line[y][first + i];
            }
        }
        score_lanes(line, side, points + first);
    }
}

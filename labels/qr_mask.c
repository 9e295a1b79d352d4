/*
 * qr_mask.c - masks and format information, and the choice between them (qr_mask.h).
 *
 * All masks repeat after six columns and twelve rows; a row of a mask is six bits.
 */
#include "labels/qr_mask.h"

#include <string.h>

/* Modules that a mask turns over, lowest bit = column 0 (ISO/IEC 18004, table 10). */
static const uint8_t masks[GI_QR_MASKS][12] = {
    { 0x15, 0x2A, 0x15, 0x2A, 0x15, 0x2A, 0x15, 0x2A, 0x15, 0x2A, 0x15, 0x2A },
    { 0x3F, 0x00, 0x3F, 0x00, 0x3F, 0x00, 0x3F, 0x00, 0x3F, 0x00, 0x3F, 0x00 },
    { 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09 },
    { 0x09, 0x24, 0x12, 0x09, 0x24, 0x12, 0x09, 0x24, 0x12, 0x09, 0x24, 0x12 },
    { 0x07, 0x07, 0x38, 0x38, 0x07, 0x07, 0x38, 0x38, 0x07, 0x07, 0x38, 0x38 },
    { 0x3F, 0x01, 0x09, 0x15, 0x09, 0x01, 0x3F, 0x01, 0x09, 0x15, 0x09, 0x01 },
    { 0x3F, 0x07, 0x1B, 0x15, 0x2D, 0x31, 0x3F, 0x07, 0x1B, 0x15, 0x2D, 0x31 },
    { 0x15, 0x38, 0x31, 0x2A, 0x07, 0x0E, 0x15, 0x38, 0x31, 0x2A, 0x07, 0x0E },
};

/* Level and mask with ten bits of BCH code, 10100110111, and the fixed pattern over them. */
static uint32_t format_bits(gi_qr_level level, int mask)
{
    uint32_t data = (uint32_t)level << 3 | (uint32_t)mask;
    uint32_t rest = data;
    for (int i = 0; i < 10; i++) {
        rest = rest << 1 ^ (rest >> 9) * 0x537U;
    }
    return (data << 10 | rest) ^ 0x5412U;
}

static void set(gi_qr_masked *all, int mask, int32_t x, int32_t y, uint32_t dark)
{
    uint64_t *row = &all->line[y][mask];
    *row = (*row & ~(UINT64_C(1) << x)) | (uint64_t)dark << x;
}

/* Twice: around the upper left finder, and along the two others (figure 25). */
static void put_format(gi_qr_masked *all, int mask, int32_t side, uint32_t bits)
{
    static const uint8_t down[15] = { 0, 1, 2, 3, 4, 5, 7, 8 };
    static const uint8_t left[15] = { [8] = 7, 5, 4, 3, 2, 1, 0 };
    for (int32_t i = 0; i < 15; i++) {
        uint32_t dark = bits >> i & 1U;
        if (i < 8) {
            set(all, mask, 8, down[i], dark);
            set(all, mask, side - 1 - i, 8, dark);
        } else {
            set(all, mask, left[i], 8, dark);
            set(all, mask, 8, side - 15 + i, dark);
        }
    }
}

/* Mask 0 for each of the others; what turns over repeats every twelve rows. */
static void put_masks(const gi_qr *qr, const uint64_t *maskable, gi_qr_masked *out)
{
    for (int32_t first = 0; first < 12; first++) {
        uint64_t turned[GI_QR_MASKS];
        for (int mask = 0; mask < GI_QR_MASKS; mask++) {
            turned[mask] = (uint64_t)(masks[0][first] ^ masks[mask][first]) * 0x1041041041041041U;
        }
        for (int32_t y = first; y < qr->side; y += 12) {
            for (int mask = 0; mask < GI_QR_MASKS; mask++) {
                out->line[y][mask] = qr->rows[y] ^ (turned[mask] & maskable[y]);
            }
        }
    }
}

void gi_qr_mask_all(const gi_qr *qr, const uint64_t *maskable, gi_qr_level level, gi_qr_masked *out)
{
    put_masks(qr, maskable, out);
    memset(out->line[qr->side], 0, sizeof out->line[0] * (size_t)(GI_QR_LINES - qr->side));
    for (int mask = 0; mask < GI_QR_MASKS; mask++) {
        put_format(out, mask, qr->side, format_bits(level, mask));
    }
}

static void score(const gi_qr_masked *all, int32_t side, int32_t points[GI_QR_MASKS])
{
#ifdef GI_QR_WIDE
    if (__builtin_cpu_supports("avx2")) {
        gi_qr_score_wide(all, side, points);
        return;
    }
#endif
    gi_qr_score_plain(all, side, points);
}

void gi_qr_mask(gi_qr *qr, const uint64_t *maskable, gi_qr_level level)
{
    gi_qr_masked all;
    int32_t points[GI_QR_MASKS];
    int best = 0;
    gi_qr_mask_all(qr, maskable, level, &all);
    score(&all, qr->side, points);
    for (int mask = 1; mask < GI_QR_MASKS; mask++) {
        best = points[mask] < points[best] ? mask : best;
    }
    for (int32_t y = 0; y < qr->side; y++) {
        qr->rows[y] = all.line[y][best];
    }
}

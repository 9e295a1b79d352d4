/*
 * qr_mask.c - masks and format information, and the choice between them (qr_mask.h).
 *
 * All masks repeat after six columns and twelve rows; a row of a mask is six bits.
 */
#include "labels/qr_mask.h"

#include "labels/qr_score.h"

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

static void set(uint64_t *rows, int32_t x, int32_t y, uint32_t dark)
{
    rows[y] = (rows[y] & ~(UINT64_C(1) << x)) | (uint64_t)dark << x;
}

/* Twice: around the upper left finder, and along the two others (figure 25). */
static void put_format(uint64_t *rows, int32_t side, uint32_t bits)
{
    static const uint8_t down[15] = { 0, 1, 2, 3, 4, 5, 7, 8 };
    static const uint8_t left[15] = { [8] = 7, 5, 4, 3, 2, 1, 0 };
    for (int32_t i = 0; i < 15; i++) {
        uint32_t dark = bits >> i & 1U;
        if (i < 8) {
            set(rows, 8, down[i], dark);
            set(rows, side - 1 - i, 8, dark);
        } else {
            set(rows, left[i], 8, dark);
            set(rows, 8, side - 15 + i, dark);
        }
    }
}

/* Exchanges mask 0 for another: what turns over repeats every twelve rows. */
static void masked_rows(const gi_qr *qr, const uint64_t *maskable, gi_qr_level level, int mask,
                        uint64_t *out)
{
    for (int32_t first = 0; first < 12; first++) {
        uint64_t six = masks[0][first] ^ masks[mask][first];
        uint64_t turned = six * 0x1041041041041041U;
        for (int32_t y = first; y < qr->side; y += 12) {
            out[y] = qr->rows[y] ^ (turned & maskable[y]);
        }
    }
    put_format(out, qr->side, format_bits(level, mask));
}

void gi_qr_demerits(const gi_qr *qr, const uint64_t *maskable, gi_qr_level level,
                    int32_t out[GI_QR_MASKS])
{
    for (int mask = 0; mask < GI_QR_MASKS; mask += 2) {
        uint64_t even[GI_QR_SIDE_MAX];
        uint64_t odd[GI_QR_SIDE_MAX];
        gi_pair rows[64] = { 0 };
        masked_rows(qr, maskable, level, mask, even);
        masked_rows(qr, maskable, level, mask + 1, odd);
        for (int32_t y = 0; y < qr->side; y++) {
            rows[y] = (gi_pair){ even[y], odd[y] };
        }
        gi_qr_score(rows, qr->side, out + mask);
    }
}

int gi_qr_best_mask(const gi_qr *qr, const uint64_t *maskable, gi_qr_level level)
{
    int32_t demerits[GI_QR_MASKS];
    gi_qr_demerits(qr, maskable, level, demerits);
    int best = 0;
    for (int mask = 1; mask < GI_QR_MASKS; mask++) {
        best = demerits[mask] < demerits[best] ? mask : best;
    }
    return best;
}

void gi_qr_set_mask(gi_qr *qr, const uint64_t *maskable, gi_qr_level level, int mask)
{
    masked_rows(qr, maskable, level, mask, qr->rows);
}

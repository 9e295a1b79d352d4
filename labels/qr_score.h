/*
 * qr_score.h - the penalty points of a symbol under all its masks.
 *
 * A line is 64 bits, and several masks lie beside each other in one register: two of them in any
 * 64-bit machine, four where it has AVX2. Each rule is a few shifts and ANDs on whole lines.
 */
#ifndef GI_LABELS_QR_SCORE_H
#define GI_LABELS_QR_SCORE_H

#include <stdint.h>

#define GI_QR_MASKS 8
#define GI_QR_LINES 64

/* Row y of a symbol under mask m is line[y][m], bit x = column x; all bits and rows from the
 * side of the symbol on are 0. */
typedef struct gi_qr_masked {
    uint64_t line[GI_QR_LINES][GI_QR_MASKS];
} gi_qr_masked;

/* The points under each mask of a symbol of that side, at most 57. One source built twice, with
 * the same result: the wide one, in registers of AVX2, is there where GI_QR_WIDE is defined and
 * runs on processors that have them. */
void gi_qr_score_plain(const gi_qr_masked *rows, int32_t side, int32_t points[GI_QR_MASKS]);
void gi_qr_score_wide(const gi_qr_masked *rows, int32_t side, int32_t points[GI_QR_MASKS]);

#endif

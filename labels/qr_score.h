/*
 * qr_score.h - the penalty points of two symbols at once.
 *
 * A row of a symbol is 64 bits, and a pair is the same row under two masks: one register of
 * every 64-bit machine. Each rule is a few shifts and ANDs on whole rows.
 */
#ifndef GI_LABELS_QR_SCORE_H
#define GI_LABELS_QR_SCORE_H

#include <stdint.h>

/* The fourth GNU extension of the house, used here alone: gcc and clang share it. */
typedef uint64_t gi_pair __attribute__((vector_size(16)));

/* Points of two symbols of that side, given as 64 rows (bits from side on are 0); the rows come
 * out turned into columns. */
void gi_qr_score(gi_pair rows[64], int32_t side, int32_t points[2]);

#endif

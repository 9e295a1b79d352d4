/*
 * qr_mask.h - which of the eight masks a symbol gets (ISO/IEC 18004, 7.8).
 *
 * maskable[y] has a bit for each module that a mask may turn over: data and error correction.
 * The scores are libqrencode's to the last point, ties and rounding included, so both libraries
 * draw the same symbol; tests compare them module by module.
 */
#ifndef GI_LABELS_QR_MASK_H
#define GI_LABELS_QR_MASK_H

#include "labels/qr.h"

#define GI_QR_MASKS 8

/* The penalties of a symbol, which carries mask 0, under each mask. */
void gi_qr_demerits(const gi_qr *qr, const uint64_t *maskable, gi_qr_level level,
                    int32_t out[GI_QR_MASKS]);

/* The first mask with the lowest penalty. */
int gi_qr_best_mask(const gi_qr *qr, const uint64_t *maskable, gi_qr_level level);

/* Exchanges mask 0 for another one and writes the format information. */
void gi_qr_set_mask(gi_qr *qr, const uint64_t *maskable, gi_qr_level level, int mask);

#endif

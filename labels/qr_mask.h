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
#include "labels/qr_score.h"

/* A symbol, which carries mask 0, under each mask, format information included. */
void gi_qr_mask_all(const gi_qr *qr, const uint64_t *maskable, gi_qr_level level,
                    gi_qr_masked *out);

/* Exchanges mask 0 for the first one with the lowest penalty. */
void gi_qr_mask(gi_qr *qr, const uint64_t *maskable, gi_qr_level level);

#endif

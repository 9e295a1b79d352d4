/*
 * main_gtin.h - labels whose QR holds the GS1 form of the URL.
 */
#ifndef GI_LABELS_MAIN_GTIN_H
#define GI_LABELS_MAIN_GTIN_H

#include "gi/gs1.h"
#include "gi/registry.h"
#include "labels/main_out.h"

/*
 * GTIN and batch of a run; the GTIN is set on the label too, for bars. GI_NOT_FOUND no-gtin
 */
GI_CHECKED gi_status gi_main_gtin(gi_registry *registry, const gi_batch_facts *facts,
                                  const gi_run *run, gi_label *label, gi_gs1 *out, gi_error *err);

/* Draws one in memory, before any act: the longer URL needs a larger symbol. GI_INVALID
 * module-too-small */
GI_CHECKED gi_status gi_main_gtin_fits(const gi_out *out, const gi_about *about, const gi_gs1 *gs1,
                                       gi_error *err);

#endif

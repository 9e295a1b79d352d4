/*
 * main_conformity.h - gitrace-label prints one certificate of conformity.
 */
#ifndef GI_LABELS_MAIN_CONFORMITY_H
#define GI_LABELS_MAIN_CONFORMITY_H

#include "labels/order.h"

/* As order->conformity, form, format and out say. What was purged is missing by name (label-empty);
 * the form with a code wants a batch (no-batch) and the passphrase of a label key. */
GI_CHECKED gi_status gi_print_conformity(const gi_order *order, gi_error *err);

#endif

/*
 * main_mixed.h - the words of a mixed box: what lies inside, counted.
 */
#ifndef GI_LABELS_MAIN_MIXED_H
#define GI_LABELS_MAIN_MIXED_H

#include "gi/label.h"
#include "gi/package.h"

/*
 * Fills product ("混装"), inside, count, net total, producer and where to look it up. Goods of one
 * product and net content are one item of inside; a mixed box in a carton is an item of its own.
 * Where they do not all fit it ends by saying how many there are, "等 N 种，扫码看明细" (the code
 * tells them), never within an item.
 *
 * number  of the box, as gi_package_find took it
 */
GI_CHECKED gi_status gi_main_mixed(gi_registry *registry, gi_bytes number, gi_label *out,
                                   gi_error *err);

#endif

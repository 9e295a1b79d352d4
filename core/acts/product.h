/*
 * product.h - the fields of the act `product`, for the two files that read them.
 */
#ifndef GI_ACTS_PRODUCT_H
#define GI_ACTS_PRODUCT_H

#include "core/acts/act.h"

/* In the order of gi_product_fields. */
enum {
    PRODUCT,
    INDEX,
    ZH,
    EN,
    STANDARD,
    UNIT,
    PATH,
    SOURCE,
    CAP,
    DAILY,
    RATIO,
    AREA,
    GRADES,
    NETS,
    BEST,
    SEASON,
    FIRST,
    LAST,
    UNTIL,
    SPOILAGE,
    OUTSIDE,
    RAW_DAYS,
    ACTIVATE,
    PESTICIDES,
    FRESH,
    CEILINGS
};

/* The rules as the draft gives them (product_read.c). Reasons of the fields' forms. */
GI_CHECKED gi_status gi_product_read(const gi_act *act, gi_product *out, gi_error *err);

#endif

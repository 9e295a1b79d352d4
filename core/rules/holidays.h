/*
 * holidays.h - a row of holidays.csv: days off or make-up working days of one year.
 */
#ifndef GI_RULES_HOLIDAYS_H
#define GI_RULES_HOLIDAYS_H

#include <stdint.h>

typedef struct gi_holiday_entry {
    int64_t year; /* of the notice that names it */
    int kind;     /* 0 = off, 1 = a working day in spite of its weekday */
    int64_t first, last;
    char zh[64];
    char source[160];
    char mark[4];
    char checked[12];
} gi_holiday_entry;

#endif

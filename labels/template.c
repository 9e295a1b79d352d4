/*
 * template.c - the built-in label, 50 x 30 mm.
 *
 * The right half is the QR and, under it, its number: 27 mm hold version 7, quiet zone
 * included, at 4 dots of 203 dpi or 6 of 300. The left half reads from top to bottom: what it
 * is, how much, when, who, which. Chinese is never set under 1.8 mm; no ink lies within 0.5 mm
 * of the edge.
 */
#include "labels/template.h"

#define ROW(kind, source, when, letters, caption, x, y, w, h, size, min, lines, align)      \
    {                                                                                       \
        GI_SHAPE_##kind, GI_SOURCE_##source, GI_WHEN_##when, GI_LETTERS_##letters, caption, \
            { { x }, { y }, { w }, { h } }, { size }, { min }, lines, GI_ALIGN_##align      \
    }

/* clang-format off */
static const gi_shape shapes_50x30[] = {
    /*  kind, source, when, letters, caption, x, y, w, h, size, smallest size, lines, align */
    ROW(QR, NONE, ALWAYS, TEXT, "", 23000, 0, 27000, 27000, 0, 0, 0, CENTRE),
    ROW(TEXT, NUMBER, ALWAYS, CODE, "", 24300, 26500, 24400, 2900, 2500, 2400, 1, CENTRE),
    ROW(TEXT, PRODUCT_ZH, ALWAYS, TEXT, "", 1500, 1000, 21500, 5400, 4300, 2300, 2, LEFT),
    ROW(TEXT, PRODUCT_EN, ALWAYS, TEXT, "", 1500, 6050, 21500, 3100, 2200, 1500, 2, LEFT),
    ROW(RULE, NONE, ALWAYS, TEXT, "", 1500, 9200, 21500, 250, 0, 0, 0, LEFT),
    ROW(TEXT, GRADE, ALWAYS, TEXT, "", 1500, 9500, 8100, 3700, 2600, 1800, 2, LEFT),
    ROW(TEXT, NET, ALWAYS, TEXT, "净含量 ", 9600, 9700, 13400, 3300, 2600, 2000, 1, RIGHT),
    ROW(TEXT, PACKED, ALWAYS, TEXT, "生产日期 ", 1500, 13000, 21500, 2700, 2250, 2000, 1, LEFT),
    ROW(TEXT, BEST_BEFORE, ALWAYS, TEXT, "保质期至 ", 1500, 15700, 21500, 2700, 2250, 2000, 1, LEFT),
    ROW(TEXT, PRODUCER, ALWAYS, TEXT, "", 1500, 18400, 21500, 5000, 2250, 2000, 2, LEFT),
    ROW(TEXT, BATCH, ALWAYS, TEXT, "", 1500, 23500, 21500, 2700, 2250, 1800, 1, LEFT),
    ROW(TEXT, HOST, LIVE, TEXT, "查询 ", 1500, 26200, 21500, 2700, 2250, 1600, 1, LEFT),
    ROW(TEXT, HOST, DEMO, TEXT, "", 1500, 26200, 16000, 2700, 2250, 1600, 1, LEFT),
    ROW(BADGE, DEMO, DEMO, TEXT, "", 17900, 26200, 5100, 2800, 2250, 2000, 1, CENTRE),
    ROW(STAMP, MARK, ALWAYS, TEXT, "", 1500, 9000, 21500, 16000, 9000, 9000, 1, CENTRE),
};
/* clang-format on */

const gi_template gi_template_50x30 = {
    .name = "50x30",
    .width = { 50000 },
    .height = { 30000 },
    .shapes = shapes_50x30,
    .count = sizeof shapes_50x30 / sizeof shapes_50x30[0],
};

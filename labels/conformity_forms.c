/*
 * conformity_forms.c - the forms of the certificate of conformity as tables of shapes.
 *
 * From top to bottom: the words 承诺达标合格证, the commitment, what it rests on, the six facts, a
 * line to sign on. The form with a code keeps the right side for the QR of the batch. Nothing is
 * set under 1.8 mm; no ink lies within 0.5 mm of the edge.
 */
#include "labels/conformity.h"

#define ROW(kind, source, when, letters, caption, x, y, w, h, size, min, lines, align)      \
    {                                                                                       \
        GI_SHAPE_##kind, GI_SOURCE_##source, GI_WHEN_##when, GI_LETTERS_##letters, caption, \
            { { x }, { y }, { w }, { h } }, { size }, { min }, lines, GI_ALIGN_##align      \
    }

/* A box with its tick and its words. */
#define BOX(n, x, y, side, text_w, text_h, size, min)                                             \
    ROW(FRAME, NONE, ALWAYS, TEXT, "", x, y, side, side, 0, 0, 0, LEFT),                          \
        ROW(TEXT, TICK_##n, ALWAYS, TEXT, "", x, y, side, side, (side), 1800, 1, CENTRE),         \
        ROW(TEXT, BASIS_##n, ALWAYS, TEXT, "", (x) + (side) + 700, (y) - ((text_h) - (side)) / 2, \
            text_w, text_h, size, min, 1, LEFT)

/* clang-format off */
static const gi_shape large[] = {
    /*  kind, source, when, letters, caption, x, y, w, h, size, smallest size, lines, align */
    ROW(FRAME, NONE, ALWAYS, TEXT, "", 1000, 1000, 98000, 68000, 0, 0, 0, LEFT),
    ROW(TEXT, TITLE, ALWAYS, TEXT, "", 16000, 2600, 68000, 8400, 7000, 6000, 1, CENTRE),
    ROW(BADGE, DEMO, DEMO, TEXT, "", 85500, 4600, 10500, 5000, 3600, 3000, 1, CENTRE),
    ROW(RULE, NONE, ALWAYS, TEXT, "", 4000, 12000, 92000, 300, 0, 0, 0, LEFT),
    ROW(TEXT, PROMISE, ALWAYS, TEXT, "", 4000, 13000, 92000, 9400, 3400, 2600, 2, LEFT),
    ROW(TEXT, RESTS, ALWAYS, TEXT, "", 4000, 22900, 18000, 4400, 3200, 3200, 1, LEFT),
    BOX(1, 21500, 23600, 3000, 23000, 4400, 3200, 2600),
    BOX(2, 50000, 23600, 3000, 17000, 4400, 3200, 2600),
    BOX(3, 73500, 23600, 3000, 19000, 4400, 3200, 2600),
    ROW(TEXT, NAME, ALWAYS, TEXT, "产品名称：", 4000, 29000, 56000, 5800, 3200, 2200, 2, LEFT),
    ROW(TEXT, QUANTITY, ALWAYS, TEXT, "数量：", 61000, 29000, 35000, 5800, 3200, 2200, 1, LEFT),
    ROW(TEXT, PLACE, ALWAYS, TEXT, "产地：", 4000, 35600, 92000, 6000, 3200, 2400, 2, LEFT),
    ROW(TEXT, WHO, ALWAYS, TEXT, "承诺主体：", 4000, 42400, 92000, 6000, 3200, 2400, 2, LEFT),
    ROW(TEXT, CONTACT, ALWAYS, TEXT, "联系方式：", 4000, 49200, 56000, 5800, 3200, 2200, 2, LEFT),
    ROW(TEXT, DAY, ALWAYS, TEXT, "开具日期：", 61000, 49200, 35000, 5800, 3200, 2600, 1, LEFT),
    ROW(TEXT, SIGN, ALWAYS, TEXT, "", 4000, 56600, 22000, 5000, 3200, 3200, 1, LEFT),
    ROW(RULE, NONE, ALWAYS, TEXT, "", 24500, 61000, 45000, 250, 0, 0, 0, LEFT),
    ROW(TEXT, PAPER, ALWAYS, TEXT, "编号：", 4000, 63600, 44000, 3800, 2400, 1800, 1, LEFT),
    ROW(TEXT, KEPT, ALWAYS, TEXT, "收购方保存至：", 50000, 63600, 46000, 3800, 2400, 1800, 1, RIGHT),
};

static const gi_shape small[] = {
    ROW(FRAME, NONE, ALWAYS, TEXT, "", 600, 600, 58800, 38800, 0, 0, 0, LEFT),
    ROW(TEXT, TITLE, ALWAYS, TEXT, "", 10000, 1200, 40000, 5400, 4400, 4000, 1, CENTRE),
    ROW(BADGE, DEMO, DEMO, TEXT, "", 51000, 2200, 6800, 3400, 2400, 2000, 1, CENTRE),
    ROW(RULE, NONE, ALWAYS, TEXT, "", 2000, 7000, 56000, 250, 0, 0, 0, LEFT),
    ROW(TEXT, PROMISE, ALWAYS, TEXT, "", 2000, 7500, 56000, 5800, 2200, 1800, 2, LEFT),
    ROW(TEXT, RESTS, ALWAYS, TEXT, "", 2000, 13500, 11500, 2800, 2000, 1900, 1, LEFT),
    BOX(1, 12800, 13800, 2200, 14000, 2800, 2000, 1800),
    BOX(2, 30400, 13800, 2200, 9800, 2800, 2000, 1800),
    BOX(3, 44200, 13800, 2200, 10800, 2800, 2000, 1800),
    ROW(TEXT, NAME, ALWAYS, TEXT, "产品名称：", 2000, 17000, 33500, 4200, 2100, 1800, 2, LEFT),
    ROW(TEXT, QUANTITY, ALWAYS, TEXT, "数量：", 36000, 17000, 22000, 4200, 2100, 1800, 1, LEFT),
    ROW(TEXT, PLACE, ALWAYS, TEXT, "产地：", 2000, 21200, 56000, 4300, 2100, 1800, 2, LEFT),
    ROW(TEXT, WHO, ALWAYS, TEXT, "承诺主体：", 2000, 25500, 56000, 4300, 2100, 1800, 2, LEFT),
    ROW(TEXT, CONTACT, ALWAYS, TEXT, "联系方式：", 2000, 29700, 33500, 4200, 2100, 1800, 2, LEFT),
    ROW(TEXT, DAY, ALWAYS, TEXT, "开具日期：", 36000, 29700, 22000, 4200, 2100, 1800, 1, LEFT),
    ROW(TEXT, SIGN, ALWAYS, TEXT, "", 2000, 33800, 13500, 2800, 2100, 1900, 1, LEFT),
    ROW(RULE, NONE, ALWAYS, TEXT, "", 15200, 36400, 17500, 200, 0, 0, 0, LEFT),
    ROW(TEXT, PAPER, ALWAYS, TEXT, "编号：", 36000, 33800, 22000, 2500, 1900, 1800, 1, LEFT),
    ROW(TEXT, KEPT, ALWAYS, TEXT, "保存至：", 36000, 36300, 22000, 2500, 1900, 1800, 1, LEFT),
};

static const gi_shape with_code[] = {
    ROW(FRAME, NONE, ALWAYS, TEXT, "", 1000, 1000, 98000, 68000, 0, 0, 0, LEFT),
    ROW(TEXT, TITLE, ALWAYS, TEXT, "", 16000, 2600, 68000, 8400, 7000, 6000, 1, CENTRE),
    ROW(BADGE, DEMO, DEMO, TEXT, "", 85500, 4600, 10500, 5000, 3600, 3000, 1, CENTRE),
    ROW(RULE, NONE, ALWAYS, TEXT, "", 4000, 12000, 92000, 300, 0, 0, 0, LEFT),
    ROW(TEXT, PROMISE, ALWAYS, TEXT, "", 4000, 13000, 92000, 9400, 3400, 2600, 2, LEFT),
    ROW(TEXT, RESTS, ALWAYS, TEXT, "", 4000, 22900, 18000, 4400, 3200, 3200, 1, LEFT),
    BOX(1, 21500, 23600, 3000, 23000, 4400, 3200, 2600),
    BOX(2, 50000, 23600, 3000, 17000, 4400, 3200, 2600),
    BOX(3, 73500, 23600, 3000, 19000, 4400, 3200, 2600),
    ROW(QR, NONE, ALWAYS, TEXT, "", 68600, 29400, 28400, 28400, 0, 0, 0, CENTRE),
    ROW(TEXT, SCAN, ALWAYS, TEXT, "", 68600, 57700, 28400, 3200, 2400, 2000, 1, CENTRE),
    ROW(TEXT, BATCH, ALWAYS, CODE, "", 67600, 60700, 30400, 3000, 2600, 2200, 1, CENTRE),
    ROW(TEXT, NAME, ALWAYS, TEXT, "产品名称：", 4000, 28600, 63500, 4700, 3200, 2000, 2, LEFT),
    ROW(TEXT, QUANTITY, ALWAYS, TEXT, "数量：", 4000, 33500, 63500, 4500, 3200, 2200, 1, LEFT),
    ROW(TEXT, PLACE, ALWAYS, TEXT, "产地：", 4000, 38200, 63500, 5300, 3200, 2200, 2, LEFT),
    ROW(TEXT, WHO, ALWAYS, TEXT, "承诺主体：", 4000, 43700, 63500, 5300, 3200, 2200, 2, LEFT),
    ROW(TEXT, CONTACT, ALWAYS, TEXT, "联系方式：", 4000, 49200, 63500, 4700, 3200, 2000, 2, LEFT),
    ROW(TEXT, DAY, ALWAYS, TEXT, "开具日期：", 4000, 54100, 63500, 4400, 3200, 2600, 1, LEFT),
    ROW(TEXT, SIGN, ALWAYS, TEXT, "", 4000, 58900, 22000, 4400, 3200, 3200, 1, LEFT),
    ROW(RULE, NONE, ALWAYS, TEXT, "", 24500, 62700, 41000, 250, 0, 0, 0, LEFT),
    ROW(TEXT, PAPER, ALWAYS, TEXT, "编号：", 4000, 64400, 44000, 3400, 2400, 1800, 1, LEFT),
    ROW(TEXT, KEPT, ALWAYS, TEXT, "收购方保存至：", 50000, 64400, 46000, 3400, 2400, 1800, 1, RIGHT),
};

#define FORM(label, w, h, list) \
    { .name = (label), .width = { w }, .height = { h }, .shapes = (list), \
      .count = sizeof(list) / sizeof((list)[0]) }

const gi_template gi_conformity_forms[] = {
    [GI_CONFORMITY_LARGE] = FORM("100x70", 100000, 70000, large),
    [GI_CONFORMITY_SMALL] = FORM("60x40", 60000, 40000, small),
    [GI_CONFORMITY_CODE] = FORM("100x70 with code", 100000, 70000, with_code),
};
/* clang-format on */

/*
 * units.h - lengths on the label and dots of a device, as types that do not mix.
 *
 * A device counts its dots per 254 mm, so that 203 (8 per mm), 300 and 600 dpi are whole
 * numbers. Every position is converted from its own micrometres; rounded steps are never summed.
 */
#ifndef GI_LABELS_UNITS_H
#define GI_LABELS_UNITS_H

#include <stdint.h>

typedef struct gi_um {
    int32_t value;
} gi_um;

typedef struct gi_dots {
    int32_t value;
} gi_dots;

typedef struct gi_point {
    gi_um x, y;
} gi_point;

typedef struct gi_box {
    gi_um x, y, w, h;
} gi_box;

/* Dots per 254 mm: 2032, 3000 or 6000. */
typedef struct gi_grid {
    int32_t dots;
} gi_grid;

/* Millimetres for messages, cut (not rounded) after so many decimals, 1..3: 1850 um, 2 -> "1.85".
 */
typedef struct gi_mm_text {
    char text[24];
} gi_mm_text;
gi_mm_text gi_um_text(int32_t um, int decimals);

/* The nearest whole dot. */
static inline gi_dots gi_um_to_dots(gi_um length, gi_grid grid)
{
    int64_t scaled = (int64_t)length.value * grid.dots;
    int64_t half = scaled < 0 ? -127000 : 127000;
    return (gi_dots){ (int32_t)((scaled + half) / 254000) };
}

/* The dots that fit into a length: rounded down. */
static inline gi_dots gi_um_holds(gi_um length, gi_grid grid)
{
    return (gi_dots){ (int32_t)((int64_t)length.value * grid.dots / 254000) };
}

static inline gi_um gi_dots_to_um(gi_dots length, gi_grid grid)
{
    return (gi_um){ (int32_t)((int64_t)length.value * 254000 / grid.dots) };
}

#endif

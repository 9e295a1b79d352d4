/*
 * units.c - lengths as people read them (units.h).
 */
#include "labels/units.h"

#include <assert.h>
#include <stdio.h>

gi_mm_text gi_um_text(int32_t um, int decimals)
{
    static const int32_t scales[] = { 1000, 100, 10, 1 };
    gi_mm_text out;
    assert(decimals >= 1 && decimals <= 3);
    (void)snprintf(out.text, sizeof out.text, "%d.%0*d", (int)(um / 1000), decimals,
                   (int)(um % 1000 / scales[decimals]));
    return out;
}

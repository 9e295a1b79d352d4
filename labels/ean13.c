/*
 * ean13.c - a GTIN-13 as bars (ean13.h).
 *
 * The first digit is not drawn: it chooses which digits of the left half take the code of even
 * parity (G). The right half (R) is the left one (L) with dark and light exchanged.
 */
#include "labels/ean13.h"

#include <string.h>

/* Seven modules of each digit, highest bit first, 1 = dark. */
static const uint8_t odd[10] = { 0x0D, 0x19, 0x13, 0x3D, 0x23, 0x31, 0x2F, 0x3B, 0x37, 0x0B };

/* By first digit; bit i = digit i of the left half (0 = the second digit) has even parity. */
static const uint8_t parity[10] = { 0x00, 0x34, 0x2C, 0x1C, 0x32, 0x26, 0x0E, 0x2A, 0x1A, 0x16 };

gi_status gi_ean13_check(const char *gtin, gi_error *err)
{
    size_t size = strlen(gtin);
    if (size != 13) {
        return gi_fail_field(err, "gtin", GI_WHY_BAD_LENGTH, "gtin", gi_num((int64_t)size).text,
                             "13");
    }
    int sum = 0;
    for (size_t i = 0; i < 13; i++) {
        if (gtin[i] < '0' || gtin[i] > '9') {
            return gi_fail_field(err, "gtin", GI_WHY_BAD_CHARACTER, "gtin", gtin + i);
        }
        sum += i < 12 ? (gtin[i] - '0') * (i % 2 == 0 ? 1 : 3) : 0;
    }
    int check = (10 - sum % 10) % 10;
    return gtin[12] - '0' == check ? GI_OK
                                   : gi_fail_field(err, "gtin", GI_WHY_BAD_CHECK, "gtin", gtin + 12,
                                                   gi_num(check).text);
}

/* The even code of a digit is its right code read backwards. */
static uint8_t even_of(uint8_t code)
{
    uint8_t out = 0;
    for (unsigned i = 0; i < 7; i++) {
        out = (uint8_t)((unsigned)out << 1 | (~(unsigned)code >> i & 1U));
    }
    return out;
}

static size_t put(bool *dark, size_t at, unsigned bits, unsigned count)
{
    for (unsigned i = count; i > 0; i--) {
        dark[at++] = (bits >> (i - 1) & 1U) != 0;
    }
    return at;
}

void gi_ean13_modules(const char *gtin, bool dark[GI_EAN13_MODULES])
{
    const unsigned guard = 5;   /* dark light dark */
    const unsigned middle = 10; /* light dark light dark light */
    size_t at = put(dark, 0, guard, 3);
    for (size_t i = 0; i < 6; i++) {
        uint8_t code = odd[gtin[1 + i] - '0'];
        bool even = (parity[gtin[0] - '0'] >> i & 1U) != 0;
        at = put(dark, at, even ? even_of(code) : code, 7);
    }
    at = put(dark, at, middle, 5);
    for (size_t i = 0; i < 6; i++) {
        at = put(dark, at, ~(unsigned)odd[gtin[7 + i] - '0'] & 0x7FU, 7);
    }
    (void)put(dark, at, guard, 3);
}

static gi_dots module_of(gi_um width, gi_grid grid)
{
    gi_dots most = gi_um_holds((gi_um){ GI_EAN13_MODULE_MAX }, grid);
    gi_dots module = { gi_um_holds(width, grid).value / GI_EAN13_WIDTH };
    return module.value < most.value ? module : most;
}

gi_status gi_ean13_module(gi_um width, gi_grid grid, gi_dots *out, gi_error *err)
{
    gi_dots module = module_of(width, grid);
    gi_um size = gi_dots_to_um(module, grid);
    if (size.value < GI_EAN13_MODULE_MIN) {
        return gi_fail_field(err, "gtin", GI_WHY_BAR_TOO_THIN, gi_num(size.value).text,
                             gi_num(GI_EAN13_MODULE_MIN).text);
    }
    *out = module;
    return GI_OK;
}

void gi_draw_ean13(const gi_brush *brush, const gi_shape *shape, const char *gtin,
                   PangoLayout *layout)
{
    bool dark[GI_EAN13_MODULES];
    gi_dots module = module_of(shape->box.w, brush->device.grid);
    int digits = 0;
    gi_frame box = gi_frame_of(brush, &shape->box);
    pango_layout_get_pixel_size(layout, NULL, &digits);
    gi_ean13_modules(gtin, dark);
    int32_t left =
        box.x + (box.w - GI_EAN13_WIDTH * module.value) / 2 + GI_EAN13_LEFT * module.value;
    for (int32_t i = 0; i < GI_EAN13_MODULES; i++) {
        if (dark[i]) {
            cairo_rectangle(brush->cr, left + i * module.value, box.y, module.value,
                            box.h - digits);
        }
    }
    cairo_fill(brush->cr);
    cairo_move_to(brush->cr, box.x, box.y + box.h - digits);
    pango_cairo_show_layout(brush->cr, layout);
}

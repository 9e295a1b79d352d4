/*
 * qr.c - libqrencode behind two functions (qr.h); the only place that includes it.
 *
 * Promises level M and whole dots; never scales, never covers a module.
 */
#include "labels/qr.h"

#include <qrencode.h>
#include <string.h>

static void qr_input_free(QRinput **input)
{
    if (*input != NULL) {
        QRinput_free(*input);
    }
}

static void qr_code_free(QRcode **code)
{
    if (*code != NULL) {
        QRcode_free(*code);
    }
}

static void copy_modules(const QRcode *code, gi_qr *out)
{
    out->side = code->width;
    for (int32_t y = 0; y < code->width; y++) {
        for (int32_t x = 0; x < code->width; x++) {
            out->dark[y][x] = code->data[y * code->width + x] & 1U;
        }
    }
}

gi_status gi_qr_encode(const char *prefix, gi_bytes digits, gi_qr *out, gi_error *err)
{
    __attribute__((cleanup(qr_input_free))) QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
    if (input == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "QR");
    }
    const uint8_t *head = (const uint8_t *)prefix;
    if (QRinput_append(input, QR_MODE_8, (int)strlen(prefix), head) != 0 ||
        QRinput_append(input, QR_MODE_NUM, (int)digits.size, digits.data) != 0) {
        return gi_fail(err, GI_WHY_DRAWING, "QR");
    }
    __attribute__((cleanup(qr_code_free))) QRcode *code = QRcode_encodeInput(input);
    if (code == NULL || code->width > GI_QR_SIDE_MAX) {
        return gi_fail(err, GI_WHY_URL_TOO_LONG, gi_num((int64_t)strlen(prefix)).text, "33");
    }
    copy_modules(code, out);
    return GI_OK;
}

gi_status gi_qr_module(int32_t side, gi_um length, gi_grid grid, gi_dots *out, gi_error *err)
{
    int32_t modules = side + 2 * GI_QR_QUIET;
    gi_dots module = { gi_um_holds(length, grid).value / modules };
    gi_um size = gi_dots_to_um(module, grid);
    if (size.value < GI_QR_MODULE_MIN) {
        return gi_fail(err, GI_WHY_MODULE_TOO_SMALL, gi_num(size.value).text,
                       gi_num(GI_QR_MODULE_MIN).text);
    }
    *out = module;
    return GI_OK;
}

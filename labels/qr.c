/*
 * qr.c - libqrencode behind two functions (qr.h); the only place that includes it.
 *
 * The library encodes data and error correction and sets every module once; which of the eight
 * masks the symbol gets is chosen by qr_mask.c, as the library would, but 40 times faster.
 * Promises whole dots; never scales, never covers a module.
 */
#include "labels/qr.h"

#include <qrencode.h>
#include <string.h>

#include "labels/qr_mask.h"

#define DARK 1U        /* bits of a module in QRcode.data */
#define FUNCTION 0x80U /* finder, timing, format: no mask touches it */

/*
 * Exported by libqrencode 4 though not declared in its header. Where it is missing the pointer
 * is NULL, and the library searches the mask itself: slower, with the same result.
 */
extern QRcode *QRcode_encodeMask(QRinput *input, int mask) __attribute__((weak));

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

static void copy_modules(const QRcode *code, gi_qr *out, uint64_t *maskable)
{
    out->side = code->width;
    const uint8_t *module = code->data;
    for (int32_t y = 0; y < code->width; y++) {
        out->rows[y] = maskable[y] = 0;
        for (int32_t x = 0; x < code->width; x++, module++) {
            out->rows[y] |= (uint64_t)(*module & DARK) << x;
            maskable[y] |= (uint64_t)((*module & FUNCTION) == 0) << x;
        }
    }
}

static QRcode *encode(QRinput *input)
{
    return QRcode_encodeMask != NULL ? QRcode_encodeMask(input, 0) : QRcode_encodeInput(input);
}

static QRencodeMode mode_of(gi_bytes text)
{
    static const char allowed[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    size_t digits = 0;
    size_t letters = 0;
    for (size_t i = 0; i < text.size; i++) {
        const char *found = memchr(allowed, text.data[i], sizeof allowed - 1);
        digits += found != NULL && found < allowed + 10;
        letters += found != NULL;
    }
    if (digits == text.size) {
        return QR_MODE_NUM;
    }
    return letters == text.size ? QR_MODE_AN : QR_MODE_8;
}

/* An empty segment adds nothing; the library would refuse it. */
static bool append(QRinput *input, QRencodeMode mode, gi_bytes text)
{
    return text.size == 0 || QRinput_append(input, mode, (int)text.size, text.data) == 0;
}

/* All that follows the last '/'. */
static gi_bytes last_part(gi_bytes url)
{
    const uint8_t *slash = memrchr(url.data, '/', url.size);
    size_t head = slash == NULL ? 0 : (size_t)(slash - url.data) + 1;
    return (gi_bytes){ url.data + head, url.size - head };
}

gi_status gi_qr_encode(const char *prefix, gi_bytes tail, gi_qr_level level, gi_qr *out,
                       gi_error *err)
{
    static const QRecLevel levels[] = { [GI_QR_M] = QR_ECLEVEL_M, [GI_QR_Q] = QR_ECLEVEL_Q };
    __attribute__((cleanup(qr_input_free))) QRinput *input = QRinput_new2(0, levels[level]);
    if (input == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "QR");
    }
    gi_bytes head = gi_bytes_of(prefix);
    if (tail.size == 0) {
        tail = last_part(head);
        head.size -= tail.size;
    }
    if (!append(input, QR_MODE_8, head) || !append(input, mode_of(tail), tail)) {
        return gi_fail(err, GI_WHY_DRAWING, "QR");
    }
    __attribute__((cleanup(qr_code_free))) QRcode *code = encode(input);
    if (code == NULL || code->width > GI_QR_SIDE_MAX) {
        return gi_fail(err, GI_WHY_URL_TOO_LONG, gi_num((int64_t)strlen(prefix)).text, "33");
    }
    gi_qr qr;
    uint64_t maskable[GI_QR_SIDE_MAX];
    copy_modules(code, &qr, maskable);
    if (QRcode_encodeMask != NULL) {
        gi_qr_mask(&qr, maskable, level);
    }
    *out = qr;
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

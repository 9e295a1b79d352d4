/* QR: a unit code of version 6, and the choice of its mask; wanted: 24 times libqrencode's. */
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "labels/qr.h"
#include "labels/qr_mask.h"

#define SYMBOLS 20 /* of each kind in a round; figures are medians of the rounds */
#define ROUNDS 101
#define DIGITS 209

/* In the library, not in its header (qr.c). */
extern QRcode *QRcode_encodeMask(QRinput *input, int mask) __attribute__((weak));

static const char prefix[] = "https://gi.jj.cn/";

static double milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void next_digits(char digits[DIGITS + 1])
{
    uint32_t state = (uint32_t)digits[0] + (uint32_t)digits[1] * 256;
    for (int i = 0; i < DIGITS; i++) {
        state = state * 1664525 + 1013904223;
        digits[i] = (char)('0' + (state >> 24) % 10);
    }
}

/* The library from a filled input to a symbol; mask -1 = it searches. Microseconds. */
static double by_library(int mask)
{
    double spent = 0;
    char digits[DIGITS + 1] = "12";
    for (int i = 0; i < SYMBOLS; i++) {
        next_digits(digits);
        QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
        (void)QRinput_append(input, QR_MODE_8, sizeof prefix - 1, (const uint8_t *)prefix);
        (void)QRinput_append(input, QR_MODE_NUM, DIGITS, (const uint8_t *)digits);
        double start = milliseconds();
        QRcode *code = mask < 0 ? QRcode_encodeInput(input) : QRcode_encodeMask(input, mask);
        spent += milliseconds() - start;
        QRcode_free(code);
        QRinput_free(input);
    }
    return spent * 1e3 / SYMBOLS;
}

static double by_us(void)
{
    char digits[DIGITS + 1] = "12";
    gi_qr qr;
    double start = milliseconds();
    for (int i = 0; i < SYMBOLS; i++) {
        next_digits(digits);
        if (gi_qr_encode(prefix, (gi_bytes){ (const uint8_t *)digits, DIGITS }, GI_QR_M, &qr,
                         NULL) != GI_OK) {
            return 0;
        }
    }
    return (milliseconds() - start) * 1e3 / SYMBOLS;
}

/* A symbol in which a row differs each time. */
static double mask_search(void)
{
    gi_qr qr = { 0 };
    char digits[DIGITS + 1] = "12";
    uint64_t maskable[GI_QR_SIDE_MAX];
    const uint64_t data = 0x1FFFFFFFE00; /* columns 9 to 40 */
    next_digits(digits);
    if (gi_qr_encode(prefix, (gi_bytes){ (const uint8_t *)digits, DIGITS }, GI_QR_M, &qr, NULL) !=
        GI_OK) {
        return 0;
    }
    for (int i = 0; i < GI_QR_SIDE_MAX; i++) {
        maskable[i] = data;
    }
    double start = milliseconds();
    for (int i = 0; i < SYMBOLS; i++) {
        qr.rows[9 + i % 32] ^= (uint64_t)i * 0x9E3779B97F4A7C15U & data;
        gi_qr_mask(&qr, maskable, GI_QR_M);
    }
    return (milliseconds() - start) * 1e3 / SYMBOLS;
}

/* ---- rounds ---- */

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double of[ROUNDS])
{
    qsort(of, ROUNDS, sizeof of[0], compare);
    return of[ROUNDS / 2];
}

int main(void)
{
    double theirs[ROUNDS];
    double ours[ROUNDS];
    double search[ROUNDS];
    double times[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        theirs[i] = by_library(-1);
        ours[i] = by_us();
        search[i] = mask_search();
        times[i] = QRcode_encodeMask == NULL ? 0 : (theirs[i] - by_library(0)) / search[i];
    }
    (void)printf("qr, libqrencode: %.1f us a symbol\n", median(theirs));
    (void)printf("qr, ours: %.1f us a symbol\n", median(ours));
    (void)printf("qr, choice of the mask: %.1f us a symbol\n", median(search));
    (void)printf("qr, choice of the mask: %.1f times libqrencode\n", median(times));
    return 0;
}

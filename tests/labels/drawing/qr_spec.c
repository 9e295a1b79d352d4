/* The symbol: smallest version, level M or Q, the library's own mask; whole dots. */
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "labels/qr.h"
#include "labels/qr_score.h"
#include "support.h"
#include "tests/support/spec.h"

static int32_t side_for(const char *prefix, size_t digits)
{
    gi_error err = { 0 };
    sample_unit unit = random_unit(digits);
    gi_qr qr = { 0 };
    EXPECT_OK(gi_qr_encode(prefix, gi_bytes_of(unit.digits), GI_QR_M, &qr, &err));
    return qr.side;
}

/* The library's own splitter gives version 7 here. */
SPEC(seventeen_characters_and_209_digits_are_version_6)
{
    EXPECT_INT(side_for("https://gi.jj.cn/", 209), 41);
}

SPEC(eighteen_to_33_characters_are_version_7)
{
    EXPECT_INT(side_for("https://gis.jj.cn/", 209), 45);
    EXPECT_INT(side_for("https://trace.gi.jiujiang.gov.cn/", 209), 45);
}

SPEC(level_m_is_written_in_the_format_information)
{
    gi_error err = { 0 };
    sample_unit unit = fixed_unit();
    gi_qr qr = { 0 };
    EXPECT_OK(gi_qr_encode("https://gi.jj.cn/", gi_bytes_of(unit.digits), GI_QR_M, &qr, &err));
    /* Level M is 00, masked with the first two bits of 101010000010010. */
    EXPECT(gi_qr_is_dark(&qr, 0, 8));
    EXPECT(!gi_qr_is_dark(&qr, 1, 8));
}

/* ---- against libqrencode, which searches the mask by itself ---- */

/* A URL of any length that a symbol of version 10 holds. */
typedef struct payload {
    char prefix[34];
    char digits[400];
    gi_qr_level level;
} payload;

static payload random_payload(void)
{
    payload out = { .level = gi_spec_below(2) == 0 ? GI_QR_M : GI_QR_Q };
    size_t head = 1 + gi_spec_below(33);
    size_t digits = 1 + gi_spec_below(out.level == GI_QR_M ? 390 : 270);
    for (size_t i = 0; i < head; i++) {
        out.prefix[i] = (char)('!' + gi_spec_below(94));
    }
    for (size_t i = 0; i < digits; i++) {
        out.digits[i] = (char)('0' + gi_spec_below(10));
    }
    return out;
}

static QRcode *by_library(const payload *text)
{
    QRinput *input = QRinput_new2(0, text->level == GI_QR_M ? QR_ECLEVEL_M : QR_ECLEVEL_Q);
    const uint8_t *head = (const uint8_t *)text->prefix;
    const uint8_t *digits = (const uint8_t *)text->digits;
    EXPECT(QRinput_append(input, QR_MODE_8, (int)strlen(text->prefix), head) == 0);
    EXPECT(QRinput_append(input, QR_MODE_NUM, (int)strlen(text->digits), digits) == 0);
    QRcode *code = QRcode_encodeInput(input);
    QRinput_free(input);
    return code;
}

static bool same_modules(const gi_qr *ours, const QRcode *theirs)
{
    bool same = ours->side == theirs->width;
    for (int32_t i = 0; same && i < ours->side * ours->side; i++) {
        bool dark = gi_qr_is_dark(ours, i % ours->side, i / ours->side);
        same = dark == ((theirs->data[i] & 1U) != 0);
    }
    return same;
}

/* How many of that many payloads make symbols of each version. */
static void compare_payloads(size_t count, size_t versions[41])
{
    for (size_t i = 0; i < count; i++) {
        gi_error err = { 0 };
        gi_qr ours = { 0 };
        const payload text = random_payload();
        QRcode *theirs = by_library(&text);
        EXPECT_OK(gi_qr_encode(text.prefix, gi_bytes_of(text.digits), text.level, &ours, &err));
        EXPECT(same_modules(&ours, theirs));
        versions[theirs->version]++;
        QRcode_free(theirs);
    }
}

/* Runs of up to twelve modules, in which finders of any scale are found as well. */
static gi_qr_masked random_lines(int32_t side)
{
    gi_qr_masked out = { 0 };
    for (int32_t at = 0; at < side * GI_QR_MASKS; at++) {
        uint64_t *line = &out.line[at / GI_QR_MASKS][at % GI_QR_MASKS];
        for (int32_t x = 0; x < side;) {
            uint64_t run = 1 + gi_spec_below(12);
            *line |= gi_spec_below(2) == 0 ? 0 : ((UINT64_C(1) << run) - 1) << x;
            x += (int32_t)run;
        }
        *line &= (UINT64_C(1) << side) - 1;
    }
    return out;
}

SPEC(ten_thousand_symbols_are_those_of_libqrencode_module_by_module)
{
    size_t versions[41] = { 0 };
    compare_payloads(getenv("GI_LONG") != NULL ? 1000000 : 10000, versions);
    for (size_t version = 2; version <= 10; version++) {
        EXPECT(versions[version] >= 100);
    }
}

/* The least that fits: one letter, one digit. */
SPEC(symbols_of_version_1_are_those_of_libqrencode)
{
    for (int i = 0; i < 100; i++) {
        gi_error err = { 0 };
        gi_qr ours = { 0 };
        payload text = { .prefix = "a", .level = i % 2 == 0 ? GI_QR_M : GI_QR_Q };
        (void)snprintf(text.digits, sizeof text.digits, "%d", i);
        QRcode *theirs = by_library(&text);
        EXPECT_OK(gi_qr_encode(text.prefix, gi_bytes_of(text.digits), text.level, &ours, &err));
        EXPECT(theirs->version == 1 && same_modules(&ours, theirs));
        QRcode_free(theirs);
    }
}

/* The scores of a processor without wide registers, and of one with them. */
SPEC(both_widths_give_every_mask_the_same_points)
{
#ifdef GI_QR_WIDE
    for (int32_t i = 0; __builtin_cpu_supports("avx2") && i < 1000; i++) {
        int32_t plain[GI_QR_MASKS];
        int32_t wide[GI_QR_MASKS];
        int32_t side = 21 + i % 10 * 4;
        const gi_qr_masked rows = random_lines(side);
        gi_qr_score_plain(&rows, side, plain);
        gi_qr_score_wide(&rows, side, wide);
        EXPECT(memcmp(plain, wide, sizeof plain) == 0);
    }
#endif
}

/* ---- levels and segments ---- */

static gi_qr symbol_of(const char *prefix, const char *tail, gi_qr_level level)
{
    gi_error err = { 0 };
    gi_qr qr = { 0 };
    EXPECT_OK(gi_qr_encode(prefix, gi_bytes_of(tail), level, &qr, &err));
    return qr;
}

/* label-code 3: a unit code with a short host is version 6 at level M, version 8 at level Q. */
SPEC(level_q_is_for_rough_packs_and_two_versions_larger)
{
    sample_unit unit = fixed_unit();
    gi_qr qr = symbol_of("https://gi.jj.cn/", unit.digits, GI_QR_Q);
    EXPECT_INT(qr.side, 49);
    /* Level Q is 11, masked with the first two bits of 101010000010010. */
    EXPECT(!gi_qr_is_dark(&qr, 0, 8) && gi_qr_is_dark(&qr, 1, 8));
}

/* 34 bytes and 9 capitals fill version 3; 43 bytes need version 4. */
SPEC(a_hidden_code_of_capitals_takes_the_denser_alphabet)
{
    EXPECT_INT(symbol_of("https://code.gi.jiujiang.gov.cn/h/AQ78-6Y6X", "", GI_QR_M).side, 29);
    EXPECT_INT(symbol_of("https://code.gi.jiujiang.gov.cn/h/aq78-6y6x", "", GI_QR_M).side, 33);
}

SPEC(a_url_that_needs_version_11_is_refused)
{
    gi_error err = { 0 };
    char digits[700] = { 0 };
    memset(digits, '7', sizeof digits - 1);
    gi_qr qr = { .side = 77 };
    EXPECT_WHY(gi_qr_encode("https://gi.jj.cn/", gi_bytes_of(digits), GI_QR_M, &qr, &err),
               GI_WHY_URL_TOO_LONG);
    EXPECT_INT(qr.side, 77);
}

/* ---- dots ---- */

static gi_dots module_for(int32_t side, int32_t um, int32_t dots)
{
    gi_error err = { 0 };
    gi_dots module = { 0 };
    EXPECT_OK(gi_qr_module(side, (gi_um){ um }, (gi_grid){ dots }, &module, &err));
    return module;
}

SPEC(a_module_takes_the_most_whole_dots_that_fit)
{
    EXPECT_INT(module_for(41, 24500, 2032).value, 4);
    EXPECT_INT(module_for(41, 30624, 2032).value, 4);
    EXPECT_INT(module_for(41, 30625, 2032).value, 5);
    EXPECT_INT(module_for(41, 20800, 3000).value, 5);
    EXPECT_INT(module_for(41, 24900, 6000).value, 12);
}

SPEC(three_dots_at_203_dpi_are_refused)
{
    gi_error err = { 0 };
    gi_dots module = { 77 };
    EXPECT_WHY(gi_qr_module(41, (gi_um){ 24499 }, (gi_grid){ 2032 }, &module, &err),
               GI_WHY_MODULE_TOO_SMALL);
    EXPECT_TEXT(err.message, "the QR module is 375 um, the limit is 396 um");
    EXPECT_INT(module.value, 77);
}

SPEC(four_dots_at_300_dpi_are_refused)
{
    gi_error err = { 0 };
    gi_dots module;
    EXPECT_WHY(gi_qr_module(41, (gi_um){ 20740 }, (gi_grid){ 3000 }, &module, &err),
               GI_WHY_MODULE_TOO_SMALL);
}

SPEC(a_place_of_no_size_is_refused)
{
    gi_error err = { 0 };
    gi_dots module;
    EXPECT_WHY(gi_qr_module(41, (gi_um){ 0 }, (gi_grid){ 6000 }, &module, &err),
               GI_WHY_MODULE_TOO_SMALL);
}

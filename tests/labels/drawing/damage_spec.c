/*
 * Printed, then seen by a camera: damaged codes are still read (label-code.md, section 4).
 *
 * A camera of 10 pixels per mm looks at a symbol printed with whole dots, slightly turned, with
 * noise. Seeds are fixed. Floors are the rates of that section; what is read is never wrong.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "labels/qr.h"
#include "support.h"
#include "tests/support/spec.h"

#define FRAMES 16 /* of each printer */
#define SIDE 280  /* pixels of a picture */
#define PX_PER_MM 10.0

typedef struct damage {
    double blur;     /* sigma in mm */
    double covered;  /* share of the symbol under a square, away from the finders */
    double skew;     /* of a module per module */
    double contrast; /* grey levels between ink and paper */
} damage;

/* How large a module is printed: dots of one printer. */
typedef struct print {
    int dots;
    double dots_per_mm;
} print;

static const print thermal_203 = { 4, 8.0 };
static const print laser_300 = { 5, 3000 / 254.0 };

typedef struct camera {
    uint64_t state;
    double cosine, sine, shift_x, shift_y, blot_x, blot_y;
    damage harm;
    double module; /* pixels */
} camera;

static double chance(camera *eye)
{
    eye->state = eye->state * 6364136223846793005U + 1442695040888963407U;
    return (double)(eye->state >> 11) / 9007199254740992.0;
}

static camera look(uint64_t seed, damage harm, print printed, int32_t side)
{
    camera eye = { .state = seed * 2 + 1, .harm = harm };
    eye.module = printed.dots / printed.dots_per_mm * PX_PER_MM;
    double turn = (chance(&eye) - 0.5) * 0.14; /* 4 degrees to each side */
    eye.cosine = cos(turn);
    eye.sine = sin(turn);
    eye.shift_x = chance(&eye) - 0.5;
    eye.shift_y = chance(&eye) - 0.5;
    double blot = sqrt(harm.covered) * side;
    eye.blot_x = 9 + chance(&eye) * (side - 9 - blot);
    eye.blot_y = 9 + chance(&eye) * (side - 18 - blot);
    return eye;
}

/* Ink at a place of the symbol, in modules; a blot is as dark as ink. */
static double ink_at(const gi_qr *qr, const camera *eye, double x, double y)
{
    double blot = sqrt(eye->harm.covered) * qr->side;
    bool covered =
        x >= eye->blot_x && x < eye->blot_x + blot && y >= eye->blot_y && y < eye->blot_y + blot;
    bool inside = x >= 0 && y >= 0 && x < qr->side && y < qr->side;
    return covered || (inside && gi_qr_is_dark(qr, (int32_t)x, (int32_t)y)) ? 1 : 0;
}

/* The share of ink in a pixel, by four looks. */
static double pixel(const gi_qr *qr, const camera *eye, int column, int row)
{
    double ink = 0;
    for (int i = 0; i < 4; i++) {
        double u = (column + i % 2 / 2.0 - SIDE / 2.0) / eye->module + eye->shift_x;
        double v = (row + i / 2 / 2.0 - SIDE / 2.0) / eye->module + eye->shift_y;
        double x = u * eye->cosine - v * eye->sine + eye->harm.skew * v;
        double y = u * eye->sine + v * eye->cosine;
        ink += ink_at(qr, eye, x + qr->side / 2.0, y + qr->side / 2.0) / 4;
    }
    return ink;
}

#define REACH 20 /* pixels, at most */

/* One side of a Gaussian; returns how far it reaches. */
static int bell(double sigma, double weights[REACH + 1])
{
    int reach = (int)(3 * sigma) + 1;
    double sum = 0;
    for (int d = -reach; d <= reach; d++) {
        sum += exp(-d * d / (2 * sigma * sigma));
    }
    for (int d = 0; d <= reach; d++) {
        weights[d] = exp(-d * d / (2 * sigma * sigma)) / sum;
    }
    return reach;
}

/* Along rows or columns: along is the distance between neighbours, across that of lines. */
static void blur(double *picture, size_t along, size_t across, const double *weights, int reach)
{
    double line[SIDE];
    for (size_t k = 0; k < SIDE; k++) {
        for (int i = 0; i < SIDE; i++) {
            line[i] = 0;
            for (int d = -reach; d <= reach; d++) {
                int at = i + d < 0 ? 0 : i + d >= SIDE ? SIDE - 1 : i + d;
                line[i] += weights[d < 0 ? -d : d] * picture[k * across + (size_t)at * along];
            }
        }
        for (size_t i = 0; i < SIDE; i++) {
            picture[k * across + i * along] = line[i];
        }
    }
}

static void take_picture(const gi_qr *qr, camera *eye, const char *path)
{
    static double picture[SIDE * SIDE];
    GI_AUTO_BUF file = GI_BUF(SIDE * SIDE + 100);
    for (int i = 0; i < SIDE * SIDE; i++) {
        picture[i] = pixel(qr, eye, i % SIDE, i / SIDE);
    }
    if (eye->harm.blur > 0) {
        double weights[REACH + 1];
        int reach = bell(eye->harm.blur * PX_PER_MM, weights);
        blur(picture, 1, SIDE, weights, reach);
        blur(picture, SIDE, 1, weights, reach);
    }
    gi_buf_add_format(&file, "P5\n%d %d\n255\n", SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
        double light = 170 + 20.0 * (i % SIDE) / SIDE;
        double noise = (chance(eye) + chance(eye) - 1) * 5;
        gi_buf_add_byte(&file, (uint8_t)(light + noise - picture[i] * eye->harm.contrast));
    }
    write_file(path, gi_buf_view(&file));
}

static void take_pictures(damage harm, print printed, sample_unit units[FRAMES],
                          const char *paths[FRAMES])
{
    static char names[FRAMES][300];
    for (int i = 0; i < FRAMES; i++) {
        gi_error err = { 0 };
        gi_qr qr = { 0 };
        units[i] = random_unit(GI_UNIT_DIGITS);
        EXPECT_OK(
            gi_qr_encode("https://gi.jj.cn/", gi_bytes_of(units[i].digits), GI_QR_M, &qr, &err));
        camera eye = look((uint64_t)i + 1, harm, printed, qr.side);
        (void)snprintf(names[i], sizeof names[i], "%s/%02d.pgm", gi_spec_directory(), i);
        take_picture(&qr, &eye, names[i]);
        paths[i] = names[i];
    }
}

/* How many of FRAMES pictures are read; a wrong text ends the SPEC. */
static int count_read(damage harm, print printed)
{
    static sample_unit units[FRAMES];
    const char *arguments[FRAMES + 6] = { "zbarimg", "--quiet", "--raw", "-Sdisable",
                                          "-Sqrcode.enable" };
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    take_pictures(harm, printed, units, arguments + 5);
    (void)run_tool(arguments, &said);
    int count = 0;
    size_t size = 0;
    for (int i = 0; i < FRAMES; i++) {
        GI_AUTO_BUF wanted = GI_BUF(300);
        gi_buf_add_format(&wanted, "https://gi.jj.cn/%s\n", units[i].digits);
        bool found = strstr(gi_buf_text(&said), gi_buf_text(&wanted)) != NULL;
        count += found;
        size += found ? wanted.size : 0;
    }
    EXPECT_INT(said.size, size); /* nothing but what was printed */
    return count;
}

/* Of the pictures of both printers, at least that many per cent. */
static void expect_read(damage harm, int floor)
{
    harm.contrast = harm.contrast == 0 ? 140 : harm.contrast;
    int count = count_read(harm, thermal_203) + count_read(harm, laser_300);
    EXPECT(count * 100 >= floor * 2 * FRAMES);
}

SPEC(an_undamaged_code_is_read)
{
    expect_read((damage){ 0 }, 97);
}

SPEC(a_code_blurred_by_0_15_mm_is_read)
{
    expect_read((damage){ .blur = 0.15 }, 94);
}

SPEC(a_code_with_a_tenth_covered_is_read)
{
    expect_read((damage){ .covered = 0.10 }, 87);
}

SPEC(a_skewed_code_is_read)
{
    expect_read((damage){ .skew = 0.2 }, 91);
}

SPEC(a_code_of_25_grey_levels_is_read)
{
    expect_read((damage){ .contrast = 25 }, 73);
}

/* What no code survives: the camera above does not see through everything. */
SPEC(a_code_blurred_by_a_module_is_not_read)
{
    EXPECT_INT(count_read((damage){ .blur = 0.5, .contrast = 140 }, thermal_203), 0);
}

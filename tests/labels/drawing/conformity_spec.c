/* Certificates of conformity: exact pictures, refusals by name, and a code that a reader reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/conformity_label.h"
#include "support.h"
#include "tests/support/spec.h"

static gi_conformity_label sample(void)
{
    return (gi_conformity_label){
        .title = "承诺达标合格证",
        .promise = "本主体承诺：对本批农产品未使用禁用的农药、兽药及其他化合物，使用的常规农药、"
                   "兽药残留不超标。",
        .basis = { "质量安全控制", "自行检测", "委托检测" },
        .ticked = 1,
        .product = "瑞昌山药",
        .quantity = "900 kg",
        .place = "江西省九江市瑞昌市南阳乡",
        .day = "2026-05-31",
        .who = "瑞昌示例山药专业合作社",
        .contact = "0792-1234567",
        .number = "第 12 号",
        .kept = "2026-11-30",
        .prefix = "https://gi.jj.cn/",
        .batch = "RCSY-26-0001-0001-7",
    };
}

static void expect_golden(const gi_conformity_label *label, gi_conformity_form form,
                          const char *name)
{
    gi_error err = { 0 };
    GI_AUTO_BUF picture = GI_BUF(1 << 20);
    GI_AUTO_BUF golden = GI_BUF(1 << 20);
    sample_unit unit = fixed_unit();
    const char *digits = form == GI_CONFORMITY_CODE ? unit.digits : NULL;
    const char *path = path_in(GI_SOURCE_DIR "/tests/golden/labels", name);
    EXPECT_OK(gi_conformity_png(label, form, digits, 203, &picture, &err));
    if (getenv("UPDATE_GOLDEN") != NULL) {
        write_file(path, gi_buf_view(&picture));
    }
    read_file(path, &golden);
    EXPECT(gi_bytes_equal(gi_buf_view(&picture), gi_buf_view(&golden)));
}

SPEC(a_large_certificate_is_the_golden_picture)
{
    gi_conformity_label label = sample();
    expect_golden(&label, GI_CONFORMITY_LARGE, "conformity-100x70.png");
}

SPEC(a_small_certificate_is_the_golden_picture)
{
    gi_conformity_label label = sample();
    expect_golden(&label, GI_CONFORMITY_SMALL, "conformity-60x40.png");
}

SPEC(a_demo_certificate_with_its_code_is_the_golden_picture)
{
    gi_conformity_label label = sample();
    label.demo = true;
    expect_golden(&label, GI_CONFORMITY_CODE, "conformity-code.png");
}

/* 36 characters of each fact, the longest that a draft may give but for its last four. */
static const char long_text[] =
    "江西省九江市瑞昌市南阳乡上坂村第三村民小组山药示范种植基地东侧第二号田块";

SPEC(long_facts_wrap_on_the_large_form)
{
    gi_error err = { 0 };
    gi_conformity_label label = sample();
    GI_AUTO_BUF picture = GI_BUF(1 << 20);
    (void)snprintf(label.place, sizeof label.place, "%s", long_text);
    (void)snprintf(label.who, sizeof label.who, "%s", long_text);
    EXPECT_OK(gi_conformity_png(&label, GI_CONFORMITY_LARGE, NULL, 203, &picture, &err));
    EXPECT_OK(gi_conformity_png(&label, GI_CONFORMITY_SMALL, NULL, 203, &picture, &err));
}

static void expect_refused(const gi_conformity_label *label, gi_why why, const char *field)
{
    gi_error err = { 0 };
    GI_AUTO_BUF picture = GI_BUF(1 << 20);
    EXPECT_WHY(gi_conformity_png(label, GI_CONFORMITY_SMALL, NULL, 203, &picture, &err), why);
    EXPECT_TEXT(err.field, field);
    EXPECT_INT(picture.size, 0);
}

SPEC(what_does_not_fit_is_refused_by_name)
{
    gi_conformity_label label = sample();
    memset(label.contact, '8', 60);
    label.contact[60] = '\0';
    expect_refused(&label, GI_WHY_TEXT_TOO_WIDE, "contact");
}

SPEC(what_was_purged_or_hides_is_refused_by_name)
{
    gi_conformity_label label = sample();
    label.contact[0] = '\0';
    expect_refused(&label, GI_WHY_LABEL_EMPTY, "contact");
    label = sample();
    (void)snprintf(label.who, sizeof label.who, "合作社\xE2\x80\x8B");
    expect_refused(&label, GI_WHY_BAD_CHARACTER, "who");
}

SPEC(only_known_resolutions_are_drawn)
{
    gi_error err = { 0 };
    gi_conformity_label label = sample();
    GI_AUTO_BUF picture = GI_BUF(1 << 20);
    EXPECT_WHY(gi_conformity_png(&label, GI_CONFORMITY_LARGE, NULL, 72, &picture, &err),
               GI_WHY_UNKNOWN_DPI);
}

/* ---- outside judges ---- */

static void expect_read(const char *path, const char *wanted)
{
    GI_AUTO_BUF found = GI_BUF(4096);
    const char *const read[] = { "zbarimg",         "--quiet", "--raw", "-Sdisable",
                                 "-Sqrcode.enable", path,      NULL };
    EXPECT_INT(run_tool(read, &found), 0);
    EXPECT(strncmp(gi_buf_text(&found), wanted, strlen(wanted)) == 0);
}

SPEC(the_code_reads_from_a_picture_at_203_dpi)
{
    char wanted[300];
    gi_error err = { 0 };
    gi_conformity_label label = sample();
    GI_AUTO_BUF picture = GI_BUF(1 << 20);
    sample_unit unit = random_unit(GI_UNIT_DIGITS);
    const char *path = path_in(gi_spec_directory(), "paper.png");
    EXPECT_OK(gi_conformity_png(&label, GI_CONFORMITY_CODE, unit.digits, 203, &picture, &err));
    write_file(path, gi_buf_view(&picture));
    (void)snprintf(wanted, sizeof wanted, "%s%s", label.prefix, unit.digits);
    expect_read(path, wanted);
}

/* The PDF of a form with random digits, as a file. */
static const char *make_page(const gi_conformity_label *label, sample_unit *unit)
{
    gi_error err = { 0 };
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    const char *path = path_in(gi_spec_directory(), "paper.pdf");
    *unit = random_unit(GI_UNIT_DIGITS);
    EXPECT_OK(gi_conformity_pdf(label, GI_CONFORMITY_CODE, unit->digits, sink_into(&pdf), &err));
    write_file(path, gi_buf_view(&pdf));
    return path;
}

SPEC(the_code_reads_from_a_page_at_300_dpi)
{
    char wanted[300];
    char drawn[400];
    sample_unit unit;
    GI_AUTO_BUF said = GI_BUF(4096);
    gi_conformity_label label = sample();
    const char *page = make_page(&label, &unit);
    const char *path = path_in(gi_spec_directory(), "page");
    const char *const draw[] = {
        "pdftoppm", "-r", "300", "-mono", "-singlefile", page, path, NULL
    };
    EXPECT_INT(run_tool(draw, &said), 0);
    (void)snprintf(wanted, sizeof wanted, "%s%s", label.prefix, unit.digits);
    (void)snprintf(drawn, sizeof drawn, "%s.pbm", path);
    expect_read(drawn, wanted);
}

SPEC(a_page_holds_the_title_and_the_six_facts_as_text)
{
    sample_unit unit;
    GI_AUTO_BUF text = GI_BUF(1 << 16);
    gi_conformity_label label = sample();
    const char *page = make_page(&label, &unit);
    const char *const read[] = { "pdftotext", "-raw", page, "-", NULL };
    EXPECT_INT(run_tool(read, &text), 0);
    const char *const wanted[] = { label.title,  label.product, label.quantity, label.place,
                                   label.day,    label.who,     label.contact,  label.batch,
                                   "承诺依据：", "签名或盖章：" };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        EXPECT(strstr(gi_buf_text(&text), wanted[i]) != NULL);
    }
}

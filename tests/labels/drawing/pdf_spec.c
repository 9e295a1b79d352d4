/* PDF pages, judged by poppler, qpdf and zbar. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "tests/support/spec.h"

/* The PDF in a file of its own directory. */
static const char *saved(const gi_buf *pdf)
{
    const char *path = path_in(gi_spec_directory(), "labels.pdf");
    write_file(path, gi_buf_view(pdf));
    return path;
}

static const char *ask(const char *const *arguments, gi_buf *out)
{
    EXPECT_INT(run_tool(arguments, out), 0);
    return gi_buf_text(out);
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
        count++;
    }
    return count;
}

/* Every code of the first page, rendered at 300 dpi without grey. */
static void expect_page_readable(const char *sheet, size_t count)
{
    static sample_unit units[24];
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, sheet, 1, count, units, &pdf);
    const char *path = saved(&pdf);
    const char *picture = path_in(gi_spec_directory(), "page");
    const char *render[] = { "pdftoppm", "-r", "300", "-mono", "-singlefile", path, picture, NULL };
    (void)ask(render, &said);
    char page[300];
    (void)snprintf(page, sizeof page, "%s.pbm", picture);
    const char *read[] = {
        "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", page, NULL
    };
    const char *codes = ask(read, &said);
    EXPECT_INT(count_of(codes, "\n"), count);
    for (size_t i = 0; i < count; i++) {
        EXPECT(strstr(codes, units[i].digits) != NULL);
    }
}

SPEC(all_24_codes_of_a_sheet_decode_at_300_dpi)
{
    expect_page_readable("24", 24);
}

SPEC(all_21_codes_of_a_sheet_decode_at_300_dpi)
{
    expect_page_readable("21", 21);
}

SPEC(a_single_label_page_decodes_at_300_dpi)
{
    expect_page_readable("single", 1);
}

SPEC(chinese_text_can_be_selected)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    sample_unit unit;
    gi_label label = demo_label();
    make_pdf(&label, "single", 1, 1, &unit, &pdf);
    const char *arguments[] = { "pdftotext", saved(&pdf), "-", NULL };
    const char *text = ask(arguments, &said);
    EXPECT(strstr(text, "庐山云雾茶") != NULL);
    EXPECT(strstr(text, "净含量 250 g") != NULL);
    EXPECT(strstr(text, "生产日期 2026-04-05") != NULL);
    EXPECT(strstr(text, "演示") != NULL);
    EXPECT(strstr(text, unit.number) != NULL);
}

SPEC(fonts_are_embedded_subsets_of_one_typeface)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, "24", 1, 24, NULL, &pdf);
    const char *arguments[] = { "pdffonts", saved(&pdf), NULL };
    const char *fonts = ask(arguments, &said);
    size_t rows = count_of(fonts, "\n") - 2;
    EXPECT(rows >= 2);
    EXPECT_INT(count_of(fonts, "+WenQuanYiMicroHei"), rows);
    EXPECT_INT(count_of(fonts, "TrueType"), rows);
    EXPECT_INT(count_of(fonts, "yes yes yes"), rows);
}

/* 414 x 585 modules of 6 dots are an A4 page at 300 dpi. */
SPEC(the_codes_of_a_page_are_one_mask_with_a_bit_a_module)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, "24", 1, 48, NULL, &pdf);
    const char *arguments[] = { "pdfimages", "-list", saved(&pdf), NULL };
    const char *images = ask(arguments, &said);
    EXPECT_INT(count_of(images, "stencil   414   585  -       1   1"), 2);
    EXPECT_INT(count_of(images, "\n"), 2 + 2);
}

SPEC(a_pdf_is_well_formed)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, "21", 1, 30, NULL, &pdf);
    const char *arguments[] = { "qpdf", "--check", saved(&pdf), NULL };
    EXPECT(strstr(ask(arguments, &said), "No syntax or stream encoding errors") != NULL);
}

static void expect_pages(const char *sheet, int32_t start, size_t count, const char *wanted)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, sheet, start, count, NULL, &pdf);
    const char *arguments[] = { "pdfinfo", saved(&pdf), NULL };
    EXPECT(strstr(ask(arguments, &said), wanted) != NULL);
}

SPEC(labels_fill_page_after_page)
{
    expect_pages("24", 1, 24, "Pages:           1\n");
    expect_pages("24", 1, 25, "Pages:           2\n");
    expect_pages("single", 1, 3, "Pages:           3\n");
}

SPEC(a_started_sheet_continues_at_its_cell)
{
    expect_pages("24", 24, 1, "Pages:           1\n");
    expect_pages("24", 24, 2, "Pages:           2\n");
}

SPEC(a_page_has_its_true_size)
{
    expect_pages("24", 1, 1, "595.276 x 841.89 pts (A4)");
    expect_pages("single", 1, 1, "141.732 x 85.0394 pts");
}

SPEC(a_cell_outside_the_sheet_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF out = GI_BUF(1 << 20);
    const gi_label_sheet *sheet = NULL;
    gi_label_pdf *pdf = NULL;
    gi_label label = sample_label();
    EXPECT_OK(gi_label_sheet_find("24", &sheet, &err));
    EXPECT_WHY(gi_label_pdf_create(sample_layout(), &label,
                                   &(gi_label_paper){ .sheet = sheet, .start_cell = 0 },
                                   sink_into(&out), &pdf, &err),
               GI_WHY_BAD_COUNT);
    EXPECT_WHY(gi_label_pdf_create(sample_layout(), &label,
                                   &(gi_label_paper){ .sheet = sheet, .start_cell = 25 },
                                   sink_into(&out), &pdf, &err),
               GI_WHY_BAD_COUNT);
    EXPECT(pdf == NULL && out.size == 0);
}

SPEC(a_thousand_labels_take_at_most_470_bytes_each)
{
    GI_AUTO_BUF pdf = GI_BUF(4 << 20);
    gi_label label = demo_label();
    make_pdf(&label, "24", 1, 1000, NULL, &pdf);
    EXPECT(pdf.size <= 470 * 1000);
}

SPEC(the_same_labels_give_the_same_bytes)
{
    GI_AUTO_BUF one = GI_BUF(1 << 20);
    GI_AUTO_BUF two = GI_BUF(1 << 20);
    gi_label label = sample_label();
    gi_error err = { 0 };
    sample_unit unit = fixed_unit();
    gi_label_unit view = view_unit(&unit);
    gi_buf *const outs[] = { &one, &two };
    for (size_t i = 0; i < 2; i++) {
        GI_AUTO(gi_label_pdf) pdf = NULL;
        EXPECT_OK(
            gi_label_pdf_create(sample_layout(), &label,
                                &(gi_label_paper){ .sheet = gi_label_sheet_at(0), .start_cell = 1 },
                                sink_into(outs[i]), &pdf, &err));
        EXPECT_OK(gi_label_pdf_add(pdf, &view, &err));
        EXPECT_OK(gi_label_pdf_finish(pdf, &err));
    }
    EXPECT(gi_bytes_equal(gi_buf_view(&one), gi_buf_view(&two)));
}

SPEC(a_pdf_holds_no_time_of_day)
{
    GI_AUTO_BUF pdf = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    gi_label label = sample_label();
    make_pdf(&label, "single", 1, 1, NULL, &pdf);
    const char *arguments[] = { "pdfinfo", saved(&pdf), NULL };
    EXPECT(strstr(ask(arguments, &said), "Date") == NULL);
}

SPEC(a_full_sink_ends_the_document_with_its_own_reason)
{
    gi_error err = { 0 };
    GI_AUTO_BUF small = GI_BUF(1000);
    GI_AUTO(gi_label_pdf) pdf = NULL;
    gi_label label = sample_label();
    gi_status status =
        gi_label_pdf_create(sample_layout(), &label,
                            &(gi_label_paper){ .sheet = gi_label_sheet_at(12), .start_cell = 1 },
                            sink_into(&small), &pdf, &err);
    for (int i = 0; i < 100 && status == GI_OK; i++) {
        sample_unit unit = random_unit(GI_UNIT_DIGITS);
        gi_label_unit view = view_unit(&unit);
        status = gi_label_pdf_add(pdf, &view, &err);
    }
    EXPECT_WHY(status, GI_WHY_OVER_LIMIT);
    EXPECT(small.size <= 1000);
}

/* Starts at the last cell of a sheet and adds units up to NULL; says how many pages came out. */
static void expect_one_page(const gi_label_unit *const *units)
{
    gi_error err = { 0 };
    GI_AUTO_BUF out = GI_BUF(1 << 20);
    GI_AUTO_BUF said = GI_BUF(1 << 20);
    GI_AUTO(gi_label_pdf) pdf = NULL;
    gi_label label = sample_label();
    EXPECT_OK(
        gi_label_pdf_create(sample_layout(), &label,
                            &(gi_label_paper){ .sheet = gi_label_sheet_at(0), .start_cell = 24 },
                            sink_into(&out), &pdf, &err));
    for (; *units != NULL; units++) {
        if (strlen((*units)->digits) == GI_UNIT_DIGITS) {
            EXPECT_OK(gi_label_pdf_add(pdf, *units, &err));
        } else {
            EXPECT_WHY(gi_label_pdf_add(pdf, *units, &err), GI_WHY_BAD_LENGTH);
        }
    }
    EXPECT_OK(gi_label_pdf_finish(pdf, &err));
    const char *arguments[] = { "pdfinfo", saved(&out), NULL };
    EXPECT(strstr(ask(arguments, &said), "Pages:           1\n") != NULL);
}

SPEC(a_refused_unit_uses_no_cell)
{
    sample_unit unit = fixed_unit();
    gi_label_unit good = view_unit(&unit);
    gi_label_unit bad = { .digits = "123", .number = unit.number };
    expect_one_page((const gi_label_unit *const[]){ &bad, &good, NULL });
}

SPEC(a_refused_unit_after_a_full_page_adds_no_page)
{
    sample_unit unit = fixed_unit();
    gi_label_unit good = view_unit(&unit);
    gi_label_unit bad = { .digits = "123", .number = unit.number };
    expect_one_page((const gi_label_unit *const[]){ &good, &bad, NULL });
}

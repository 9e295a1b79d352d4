/* The command line of gitrace-label. */
#include <string.h>

#include "labels/order.h"
#include "tests/support/spec.h"

#define READ(order, ...) read_words((const char *const[]){ __VA_ARGS__, NULL }, (order), &err)

static gi_status read_words(const char *const *words, gi_order *out, gi_error *err)
{
    int count = 0;
    while (words[count] != NULL) {
        count++;
    }
    return gi_order_read(count, words, out, err);
}

SPEC(a_run_and_a_target_are_enough)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "LSYW-26-00A3-001F-7", "--out", "a.pdf"));
    EXPECT_TEXT(order.run, "LSYW-26-00A3-001F-7");
    EXPECT(order.dir == NULL); /* gi_registry_dir knows the default */
    EXPECT_TEXT(order.sheet->name, "24");
    EXPECT_INT(order.format, GI_LABEL_PDF);
    EXPECT(order.from == 0 && order.count == 0 && order.start_cell == 1);
    EXPECT(order.passphrase_file == NULL && order.passphrase_fd == -1);
}

SPEC(every_option_reaches_its_place)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "--dir", "reg", "--sheet", "21", "--format", "png", "--dpi", "300",
                   "--from", "17", "--count", "5", "--start-cell", "3", "--threads", "4",
                   "--passphrase-file", "p", "--passphrase-fd", "9", "--out", "o", "R"));
    EXPECT_TEXT(order.dir, "reg");
    EXPECT_TEXT(order.sheet->name, "21");
    EXPECT(order.format == GI_LABEL_PNG && order.dpi == 300);
    EXPECT(order.from == 17 && order.count == 5 && order.start_cell == 3 && order.threads == 4);
    EXPECT_TEXT(order.passphrase_file, "p");
    EXPECT_INT(order.passphrase_fd, 9);
    EXPECT_TEXT(order.out, "o");
    EXPECT_TEXT(order.run, "R");
}

SPEC(help_needs_nothing_else)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "--help"));
    EXPECT(order.help);
}

SPEC(without_run_or_target_the_usage_is_shown)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "--out", "a.pdf"), GI_WHY_USAGE);
    EXPECT_TEXT(err.field, "RUN");
    EXPECT_WHY(READ(&order, "R"), GI_WHY_USAGE);
    EXPECT_TEXT(err.field, "--out");
}

SPEC(an_unknown_option_is_refused_by_name)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "R", "--paper", "A4"), GI_WHY_UNKNOWN_OPTION);
    EXPECT(strstr(err.message, "--paper") != NULL);
}

SPEC(an_option_without_its_value_is_refused)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "R", "--out"), GI_WHY_USAGE);
    EXPECT_TEXT(err.message, "usage: --out FILE|DIR");
}

SPEC(the_same_option_twice_is_refused)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "R", "--out", "a", "--out", "b"), GI_WHY_DUPLICATE_FIELD);
    EXPECT_WHY(READ(&order, "R", "S", "--out", "a"), GI_WHY_DUPLICATE_FIELD);
}

SPEC(wrong_values_are_refused_for_their_own_reasons)
{
    static const struct {
        const char *option, *value;
        gi_why why;
    } cases[] = {
        { "--sheet", "99", GI_WHY_UNKNOWN_SHEET },
        { "--format", "svg", GI_WHY_BAD_FIELD },
        { "--dpi", "many", GI_WHY_BAD_NUMBER },
        { "--count", "0", GI_WHY_OUT_OF_RANGE },
        { "--from", "-1", GI_WHY_OUT_OF_RANGE },
        { "--start-cell", "0", GI_WHY_OUT_OF_RANGE },
        { "--threads", "65", GI_WHY_OUT_OF_RANGE },
        { "--from", "4294967296", GI_WHY_OUT_OF_RANGE },
        { "--passphrase-fd", "x", GI_WHY_BAD_NUMBER },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gi_error err = { 0 };
        gi_order order;
        EXPECT_WHY(READ(&order, "R", "--out", "a", cases[i].option, cases[i].value), cases[i].why);
    }
}

SPEC(a_refused_command_line_leaves_the_order_alone)
{
    gi_error err = { 0 };
    gi_order order = { .dpi = 77 };
    EXPECT_WHY(READ(&order, "R"), GI_WHY_USAGE);
    EXPECT_INT(order.dpi, 77);
}

SPEC(a_certificate_is_asked_for_by_its_number)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "conformity", "12", "--out", "a.png", "--form", "60x40"));
    EXPECT_INT(order.conformity, 12);
    EXPECT_INT(order.form, GI_CONFORMITY_SMALL);
    EXPECT_INT(order.format, GI_LABEL_PNG); /* by the ending of its file */
    EXPECT(order.run == NULL);
    EXPECT_OK(READ(&order, "LSYW-26-00A3-001F-7", "--out", "a.pdf"));
    EXPECT_INT(order.conformity, -1);
}

SPEC(options_of_runs_and_of_certificates_do_not_mix)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "conformity", "--out", "a.pdf"), GI_WHY_USAGE);
    EXPECT_WHY(READ(&order, "conformity", "12", "13", "--out", "a.pdf"), GI_WHY_DUPLICATE_FIELD);
    EXPECT_WHY(READ(&order, "conformity", "x", "--out", "a.pdf"), GI_WHY_BAD_NUMBER);
    EXPECT_WHY(READ(&order, "conformity", "12", "--out", "a.pdf", "--count", "2"),
               GI_WHY_NOT_TOGETHER);
    EXPECT_WHY(READ(&order, "conformity", "12", "--out", "a.pdf", "--form", "a4"),
               GI_WHY_BAD_FIELD);
    EXPECT_WHY(READ(&order, "R", "--out", "a.pdf", "--form", "code"), GI_WHY_USAGE);
}

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
    EXPECT_OK(READ(&order, "print", "LSYW-26-00A3-001F-7", "--out", "a.pdf"));
    EXPECT_INT(order.verb, GI_VERB_PRINT);
    EXPECT_TEXT(order.word, "LSYW-26-00A3-001F-7");
    EXPECT(order.dir == NULL); /* gi_registry_dir knows the default */
    EXPECT_TEXT(order.layout, "50x30");
    EXPECT_TEXT(order.sheet->name, "24");
    EXPECT_INT(order.format, GI_LABEL_PDF);
    EXPECT(order.from == 0 && order.count == 0 && order.start_cell == 1 && order.job == 0);
    EXPECT(order.passphrase_file == NULL && order.passphrase_fd == -1 && !order.no_test);
}

SPEC(every_option_of_a_printing_reaches_its_place)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "print", "--dir", "reg", "--sheet", "21", "--format", "png", "--dpi",
                   "300", "--from", "17", "--count", "5", "--start-cell", "3", "--threads", "4",
                   "--template", "60x40", "--no-test", "--passphrase-file", "p", "--passphrase-fd",
                   "9", "--out", "o", "R"));
    EXPECT_TEXT(order.dir, "reg");
    EXPECT_TEXT(order.sheet->name, "21");
    EXPECT(order.format == GI_LABEL_PNG && order.dpi == 300);
    EXPECT(order.from == 17 && order.count == 5 && order.start_cell == 3 && order.threads == 4);
    EXPECT_TEXT(order.layout, "60x40");
    EXPECT(order.no_test);
    EXPECT_TEXT(order.passphrase_file, "p");
    EXPECT_INT(order.passphrase_fd, 9);
    EXPECT_TEXT(order.out, "o");
    EXPECT_TEXT(order.word, "R");
    EXPECT_OK(READ(&order, "reprint", "A..B", "--why", "jam", "--note", "n", "--printer", "p",
                   "--job", "7"));
    EXPECT_TEXT(order.why, "jam");
    EXPECT_TEXT(order.note, "n");
    EXPECT_TEXT(order.printer, "p");
    EXPECT_INT(order.job, 7);
    EXPECT_OK(READ(&order, "calibrate", "--printer", "p", "--size", "60x40"));
    EXPECT(order.width == 60000 && order.height == 40000);
    EXPECT_OK(READ(&order, "status", "R", "--json"));
    EXPECT(order.json);
    EXPECT_OK(READ(&order, "preview", "50x30", "--out", "o", "--run", "R"));
    EXPECT_TEXT(order.run, "R");
    EXPECT_OK(READ(&order, "card", "JJ-0003", "--out", "c.pdf"));
    EXPECT_TEXT(order.layout, "card-a4");
    EXPECT_TEXT(order.sheet->name, "single");
    EXPECT_OK(READ(&order, "print", "R", "--out", "o", "--gi-mark", "m.svg"));
    EXPECT_TEXT(order.mark, "m.svg");
}

SPEC(options_may_stand_before_their_verb)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "--dir", "print", "--json", "status", "R"));
    EXPECT_INT(order.verb, GI_VERB_STATUS);
    EXPECT_TEXT(order.dir, "print");
    EXPECT(order.json);
    EXPECT_WHY(READ(&order, "--dir", "reg"), GI_WHY_USAGE);
}

SPEC(help_needs_nothing_else)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "--help"));
    EXPECT(order.help && order.verb == GI_VERBS);
    for (int verb = 0; verb < GI_VERBS; verb++) {
        EXPECT_OK(READ(&order, gi_label_verb_at((size_t)verb)->name, "--help"));
        EXPECT(order.help && order.verb == (gi_label_verb)verb);
    }
}

SPEC(without_word_or_target_the_usage_of_the_verb_is_shown)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(gi_order_read(0, NULL, &order, &err), GI_WHY_USAGE);
    EXPECT_WHY(READ(&order, "print", "--out", "a.pdf"), GI_WHY_USAGE);
    EXPECT_TEXT(err.field, "RUN");
    EXPECT(strstr(err.message, "gitrace label print RUN") != NULL);
    EXPECT_WHY(READ(&order, "print", "R"), GI_WHY_USAGE);
    EXPECT_TEXT(err.field, "--out");
    EXPECT_WHY(READ(&order, "reprint", "A..B", "--out", "a.pdf"), GI_WHY_USAGE);
    EXPECT_TEXT(err.field, "--why");
    EXPECT_WHY(READ(&order, "printers", "all"), GI_WHY_USAGE);
}

SPEC(an_unknown_verb_is_refused_by_name)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "LSYW-26-00A3-001F-7", "--out", "a.pdf"), GI_WHY_LABEL_VERB);
    EXPECT(strstr(err.message, "LSYW-26-00A3-001F-7") != NULL);
}

SPEC(an_option_of_another_verb_is_refused_by_name)
{
    static const char *const cases[][4] = {
        { "print", "R", "--paper", "A4" },   { "print", "R", "--why", "jam" },
        { "status", "R", "--count", "5" },   { "conformity", "12", "--count", "2" },
        { "print", "R", "--form", "code" },  { "preview", "50x30", "--sheet", "24" },
        { "reprint", "R", "--from", "1" },   { "test", "--no-test", "--out", "a" },
        { "templates", "--dir", "x", NULL }, { "print", "R", "--json", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gi_error err = { 0 };
        gi_order order;
        int count = cases[i][3] != NULL ? 4 : 3;
        EXPECT_WHY(gi_order_read(count, cases[i], &order, &err), GI_WHY_UNKNOWN_OPTION);
        EXPECT(strstr(err.message, cases[i][0]) != NULL && strstr(err.message, "--") != NULL);
    }
}

SPEC(an_option_without_its_value_is_refused)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "print", "R", "--out"), GI_WHY_USAGE);
    EXPECT_TEXT(err.message, "usage: --out FILE|DIR");
}

SPEC(the_same_option_twice_is_refused)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_WHY(READ(&order, "print", "R", "--out", "a", "--out", "b"), GI_WHY_DUPLICATE_FIELD);
    EXPECT_WHY(READ(&order, "print", "R", "S", "--out", "a"), GI_WHY_DUPLICATE_FIELD);
}

SPEC(wrong_values_are_refused_for_their_own_reasons)
{
    static const struct {
        const char *option, *value;
        gi_why why;
    } cases[] = {
        { "--sheet", "99", GI_WHY_UNKNOWN_SHEET },
        { "--format", "bmp", GI_WHY_BAD_FIELD },
        { "--format", "escpos", GI_WHY_BAD_FIELD },
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
        EXPECT_WHY(READ(&order, "print", "R", "--out", "a", cases[i].option, cases[i].value),
                   cases[i].why);
    }
}

SPEC(sizes_are_whole_millimetres)
{
    static const char *const wrong[] = { "50", "50x", "x30", "0x30", "50x1001", "5.5x30" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        gi_order order;
        EXPECT_WHY(READ(&order, "calibrate", "--printer", "p", "--size", wrong[i]),
                   GI_WHY_BAD_FIELD);
    }
}

SPEC(a_printer_decides_its_own_form_and_a_file_is_one_job)
{
    static const char *const cases[][4] = {
        { "--printer", "p", "--format", "pdf" },
        { "--printer", "p", "--dpi", "300" },
        { "--out", "a", "--job", "5" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gi_error err = { 0 };
        gi_order order;
        EXPECT_WHY(READ(&order, "print", "R", cases[i][0], cases[i][1], cases[i][2], cases[i][3]),
                   GI_WHY_NOT_TOGETHER);
    }
}

SPEC(a_refused_command_line_leaves_the_order_alone)
{
    gi_error err = { 0 };
    gi_order order = { .dpi = 77 };
    EXPECT_WHY(READ(&order, "print", "R"), GI_WHY_USAGE);
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
    EXPECT_WHY(READ(&order, "conformity", "--out", "a.pdf"), GI_WHY_USAGE);
    EXPECT_WHY(READ(&order, "conformity", "12", "13", "--out", "a.pdf"), GI_WHY_DUPLICATE_FIELD);
    EXPECT_WHY(READ(&order, "conformity", "x", "--out", "a.pdf"), GI_WHY_BAD_NUMBER);
    EXPECT_WHY(READ(&order, "conformity", "1", "--out", "a", "--form", "a4"), GI_WHY_BAD_FIELD);
    EXPECT_WHY(READ(&order, "conformity", "1", "--out", "a", "--format", "tspl"), GI_WHY_BAD_FIELD);
}

SPEC(a_batch_paper_has_a_template_of_its_own)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "paper", "B", "--out", "b.pdf"));
    EXPECT_TEXT(order.layout, "paper");
    EXPECT_WHY(READ(&order, "paper", "B"), GI_WHY_USAGE);
    EXPECT_WHY(READ(&order, "paper", "B", "--out", "b", "--sheet", "24"), GI_WHY_UNKNOWN_OPTION);
}

SPEC(cases_have_a_template_of_their_own_and_no_act)
{
    gi_error err = { 0 };
    gi_order order;
    EXPECT_OK(READ(&order, "case", "A..B", "--printer", "p", "--job", "5"));
    EXPECT_TEXT(order.layout, "case-100x100");
    EXPECT_WHY(READ(&order, "case", "A..B"), GI_WHY_USAGE);
    EXPECT_WHY(READ(&order, "case", "A", "--out", "b", "--why", "jam"), GI_WHY_UNKNOWN_OPTION);
}

SPEC(each_option_belongs_to_a_verb_and_has_one_place)
{
    for (size_t i = 0; gi_option_at(i) != NULL; i++) {
        EXPECT(gi_option_at(i)->verbs != 0);
        for (size_t j = 0; j < i; j++) {
            EXPECT(gi_option_at(i)->at != gi_option_at(j)->at);
        }
    }
}

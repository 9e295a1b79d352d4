/*
 * main.c - gitrace-label: labels of issued runs, on paper or in files; and what goes with them.
 *
 * One table of verbs; each verb has a file main_NAME.c. What is written appears whole or not at
 * all. Every label that may come out of a printer was recorded as printed before.
 */
#include <stdio.h>
#include <string.h>

#include "gi/digital.h"
#include "gi/paper.h"
#include "labels/main.h"

enum { EXIT_USAGE = 2 };

static gi_status (*const verbs[])(const gi_order *order, gi_error *err) = {
    [GI_VERB_PRINT] = gi_run_print,         [GI_VERB_REPRINT] = gi_run_reprint,
    [GI_VERB_CASE] = gi_run_case,           [GI_VERB_TEST] = gi_run_test,
    [GI_VERB_PREVIEW] = gi_run_preview,     [GI_VERB_CALIBRATE] = gi_run_calibrate,
    [GI_VERB_STATUS] = gi_run_status,       [GI_VERB_CONFORMITY] = gi_run_conformity,
    [GI_VERB_PAPER] = gi_run_paper,         [GI_VERB_PRINTERS] = gi_run_printers,
    [GI_VERB_TEMPLATES] = gi_run_templates, [GI_VERB_FIELDS] = gi_run_fields,
    [GI_VERB_CARD] = gi_run_card,
};

gi_status gi_main_open(const gi_order *order, gi_access access, gi_registry **out, gi_error *err)
{
    return gi_registry_open(gi_registry_dir(order->dir), access, gi_clock_system(),
                            gi_random_system(), out, err);
}

gi_status gi_main_layout(const gi_order *order, const char *name, gi_template **out, gi_error *err)
{
    GI_AUTO(gi_template) layout = NULL;
    GI_TRY(gi_template_open(name, &layout, err));
    GI_TRY(order->mark == NULL ? GI_OK : gi_template_set_mark(layout, order->mark, err));
    *out = GI_TAKE(layout);
    return GI_OK;
}

gi_status gi_main_set_digital(gi_registry *registry, const char *batch, gi_label *label,
                              gi_error *err)
{
    gi_digital_label text;
    bool found = false;
    GI_TRY(gi_digital_of(registry, gi_bytes_of(batch), &found, &text, err));
    return found ? gi_label_set(label, "digital", gi_registry_about(registry)->host, err) : GI_OK;
}

gi_status gi_main_fill(gi_registry *registry, const gi_batch_facts *facts, const gi_run *run,
                       gi_label *out, gi_error *err)
{
    const gi_about *about = gi_registry_about(registry);
    GI_TRY(gi_label_fill(facts, run, about->base_url, about->host, out, err));
    out->demo = about->demo;
    return gi_main_set_digital(registry, facts->id_text, out, err);
}

void gi_main_say_error(const gi_error *err)
{
    char line[GI_ERROR_LINE];
    gi_error_line(err, line);
    (void)fprintf(stderr, "%s\n", line);
}

/* ---- help ---- */

static void print_verbs(gi_label_verb verb)
{
    for (size_t i = 0; i < GI_VERBS; i++) {
        const gi_label_verb_row *row = gi_label_verb_at(i);
        if (verb == GI_VERBS) {
            (void)printf("  gitrace label %s\n      %s\n", row->usage, row->purpose);
        } else if (i == verb) {
            (void)printf("usage: gitrace label %s\n\n%s\n\n", row->usage, row->purpose);
        }
    }
}

static void print_options(unsigned verbs_wanted)
{
    for (size_t i = 0; gi_option_at(i) != NULL; i++) {
        const gi_option *option = gi_option_at(i);
        if ((option->verbs & verbs_wanted) != 0) {
            (void)printf("  %-17s %-13s %s\n", option->name, option->value ? option->value : "",
                         option->purpose);
        }
    }
}

static void print_sheets(void)
{
    (void)printf("\n纸张 / sheets:\n");
    for (size_t i = 0; gi_label_sheet_at(i) != NULL; i++) {
        (void)printf("  %-7s %s\n", gi_label_sheet_at(i)->name, gi_label_sheet_at(i)->purpose);
    }
}

static void print_help(gi_label_verb verb)
{
    if (verb == GI_VERBS) {
        (void)printf("打印标签 / labels on paper\n\n");
    }
    print_verbs(verb);
    if (verb == GI_VERBS) {
        (void)printf(
            "\nRUN: 批次号（最新一段）、批次号#2 或 密钥/序号 / a batch ID (its newest run), "
            "ID#2 (its second) or KEY/SERIAL\n"
            "gitrace label VERB --help 列出选项 / lists the options of a verb\n");
        return;
    }
    print_options(1U << verb);
    if (verb == GI_VERB_PRINT || verb == GI_VERB_REPRINT) {
        print_sheets();
    }
}

int main(int argc, char **argv)
{
    gi_order order;
    gi_error err = { 0 };
    if (gi_order_read(argc - 1, (const char *const *)argv + 1, &order, &err) != GI_OK) {
        gi_main_say_error(&err);
        return EXIT_USAGE;
    }
    if (order.help) {
        print_help(order.verb);
        return 0;
    }
    int answer = 0;
    gi_status status = order.verb == GI_VERB_CHECK ? gi_run_check(&order, &answer, &err)
                                                   : verbs[order.verb](&order, &err);
    if (status == GI_OK && fflush(stdout) != 0) {
        status = gi_fail(&err, GI_WHY_FILE_WRITE, "stdout", "");
    }
    if (status != GI_OK && err.why != GI_WHY_NONE) { /* else it was said where it happened */
        gi_main_say_error(&err);
    }
    return status == GI_OK ? answer : gi_exit_code(status);
}

/*
 * main_print.c - print a run, or labels of it again: one act and one buffer per job.
 *
 * The act comes first: a label that may lie on paper is never missing in the registry, and what
 * was recorded and did not come out is printed again with a reason. Ctrl-C ends between two jobs;
 * a file, which is one job, is given up between two labels and leaves nothing.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gi/hidden.h"
#include "labels/main.h"
#include "labels/main_choose.h"
#include "labels/main_gtin.h"
#include "labels/main_keys.h"
#include "labels/main_out.h"
#include "labels/main_progress.h"
#include "labels/main_tested.h"
#include "labels/main_units.h"

#define TEST_FROM 1000

typedef struct printing {
    const gi_order *order;
    gi_registry *registry;
    gi_choice choice;
    gi_template *layout;
    gi_label label;
    gi_out out;
    gi_label_keys keys;
    gi_main_units units;
    gi_print_facts facts;
    gi_main_progress progress;
} printing;

static void printing_clear(printing *print)
{
    gi_out_clear(&print->out);
    gi_label_keys_close(&print->keys);
    gi_secret_wipe(&print->units.hidden);
    gi_template_destroy(print->layout);
    gi_registry_close(print->registry);
    gi_choice_clear(&print->choice);
}

#define PRINTING __attribute__((cleanup(printing_clear))) printing

/* ---- before the first act ---- */

static gi_status check_template(const printing *print, gi_error *err)
{
    const gi_template_info *about = gi_template_about(print->layout);
    bool hidden = gi_run_has_hidden(&print->choice.run);
    if (about->kind != GI_TEMPLATE_UNIT) {
        return gi_fail_field(err, "--template", GI_WHY_TEMPLATE_KIND, about->name,
                             gi_template_kind_name(about->kind),
                             gi_template_kind_name(GI_TEMPLATE_UNIT));
    }
    if (hidden != about->hidden) {
        return gi_fail_field(err, "--template",
                             hidden ? GI_WHY_NO_HIDDEN_BLOCK : GI_WHY_NO_HIDDEN_CODES,
                             print->order->word, about->name);
    }
    return GI_OK;
}

/* A thousand labels are dear: the printer has to have printed this template before. */
static gi_status check_tested(const printing *print, gi_error *err)
{
    bool tested = true;
    const gi_order *order = print->order;
    if (order->printer == NULL || print->choice.total < TEST_FROM || order->no_test) {
        return GI_OK;
    }
    GI_TRY(
        gi_tested_find(gi_registry_dir(order->dir), order->printer, order->layout, &tested, err));
    return tested ? GI_OK
                  : gi_fail(err, GI_WHY_TEST_FIRST, gi_num(print->choice.total).text,
                            order->printer, order->layout);
}

/* Goods with a GTIN show its bars where the template has room; without one only --gs1 minds. */
static gi_status find_gtin(printing *print, gi_error *err)
{
    gi_error none = { 0 };
    gi_status status = gi_main_gtin(print->registry, &print->choice.facts, &print->choice.run,
                                    &print->label, &print->units.gs1, &none);
    if (status == GI_NOT_FOUND && !print->order->gs1) {
        return GI_OK;
    }
    if (status != GI_OK && err != NULL) {
        *err = none;
    }
    return status;
}

/* Whatever can be refused is, before a key is unlocked. */
static gi_status prepare(printing *print, gi_error *err)
{
    const gi_order *order = print->order;
    GI_TRY(gi_main_layout(order, order->layout, &print->layout, err));
    GI_TRY(check_template(print, err));
    GI_TRY(gi_main_fill(print->registry, &print->choice.facts, &print->choice.run, &print->label,
                        err));
    GI_TRY(find_gtin(print, err));
    GI_TRY(gi_out_prepare(order, print->layout, &print->label, &print->out, err));
    GI_TRY(order->gs1 ? gi_main_gtin_fits(&print->out, gi_registry_about(print->registry),
                                          &print->units.gs1, err)
                      : GI_OK);
    GI_TRY(check_tested(print, err));
    int64_t most = gi_out_job_labels(&print->out, print->choice.total);
    GI_TRY(gi_out_check_size(&print->out, most, err));
    print->units.layout = print->layout;
    print->units.label = &print->label;
    print->units.about = gi_registry_about(print->registry);
    print->units.key = print->choice.run.key;
    print->units.of_gtin = order->gs1;
    print->facts = (gi_print_facts){ .why = order->why,
                                     .note = order->note,
                                     .layout = gi_template_about(print->layout)->name,
                                     .printer = gi_out_device(&print->out),
                                     .how = gi_label_format_name(print->out.format) };
    return GI_OK;
}

static gi_status unlock(printing *print, gi_error *err)
{
    GI_TRY(gi_label_keys_open(print->order, print->registry, print->choice.run.key, &print->keys,
                              err));
    return gi_run_has_hidden(&print->choice.run)
               ? gi_hidden_secret_make(print->registry, print->choice.run.key, &print->units.hidden,
                                       err)
               : GI_OK;
}

/* ---- a job ---- */

static gi_status make_extras(const void *context, const gi_code_item *item, void *room,
                             gi_error *err)
{
    const printing *print = context;
    return gi_main_extras_make(&print->units, item, room, err);
}

static gi_status take_code(void *context, const gi_code_item *item, gi_error *err)
{
    printing *print = context;
    if (!print->out.jobs && gi_main_interrupted()) {
        return gi_fail(err, GI_WHY_INTERRUPTED, gi_num(print->progress.done).text);
    }
    const gi_label_unit unit = gi_main_unit(&print->units, item, item->made);
    GI_TRY(gi_out_add(&print->out, &unit, err));
    gi_main_progress_step(&print->progress);
    return GI_OK;
}

static gi_status draw(printing *print, const gi_print_span *spans, size_t count,
                      gi_printer_report *report, gi_error *err)
{
    const gi_code_sink sink = { .take = take_code,
                                .context = print,
                                .make = make_extras,
                                .made_size = sizeof(gi_main_extras) };
    GI_TRY(gi_out_begin(&print->out, err));
    for (size_t i = 0; i < count; i++) {
        GI_TRY(gi_codes_stream(&print->choice.run, print->keys.label, spans[i].first,
                               spans[i].count, print->order->threads, sink, err));
    }
    return gi_out_finish(&print->out, report, err);
}

/* Of labels that were recorded and whose job failed: which, and what to do. */
static void tell_recorded(const printing *print, const gi_print_span *spans, size_t count,
                          const gi_printer_report *report)
{
    (void)fprintf(stderr,
                  "以下编号已记为打印，本作业至多印出前 %zu 枚。请检查卷纸或文件后补打：\n"
                  "recorded as printed; of this job the first %zu labels at most came out. "
                  "Check the roll or the file, then print again:\n",
                  report->labels, report->labels);
    for (size_t i = 0; i < count; i++) {
        (void)fprintf(stderr, "  gitrace label reprint %s --why jam ...\n",
                      gi_span_print(print->choice.run.key, spans[i]).text);
    }
    (void)fprintf(stderr,
                  "  废弃的标签 / labels that were spoilt: gitrace spoil --units FIRST..LAST "
                  "--why jammed\n");
}

static gi_status do_job(printing *print, const gi_print_span *spans, size_t count, gi_error *err)
{
    gi_printer_report report = { 0 };
    GI_TRY(gi_label_record(print->registry, &print->keys, &print->choice.run, spans, count,
                           &print->facts, err));
    gi_status status = draw(print, spans, count, &report, err);
    if (status != GI_OK) {
        gi_main_progress_end(&print->progress);
        gi_main_say_error(err);
        tell_recorded(print, spans, count, &report);
        err->why = GI_WHY_NONE; /* said */
    }
    return status;
}

/* ---- all jobs ---- */

/* Cuts the next job of at most `most` labels off the spans; a printer's job is one span. */
static gi_print_span cut(printing *print, size_t *at, int64_t most)
{
    gi_print_span *span = &print->choice.span[*at];
    gi_print_span job = { span->first, (int64_t)span->count < most ? span->count : (uint32_t)most };
    span->first += job.count;
    span->count -= job.count;
    *at += span->count == 0 ? 1 : 0;
    return job;
}

static gi_status do_jobs(printing *print, gi_error *err)
{
    if (!print->out.jobs) {
        return do_job(print, print->choice.span, print->choice.count, err);
    }
    int64_t most = gi_out_job_labels(&print->out, print->choice.total);
    for (size_t at = 0; at < print->choice.count;) {
        gi_print_span job = cut(print, &at, most);
        GI_TRY(do_job(print, &job, 1, err));
        if (at < print->choice.count && gi_main_interrupted()) {
            gi_main_progress_end(&print->progress);
            return gi_fail(err, GI_WHY_STOPPED, gi_num(print->progress.done).text,
                           gi_num(print->choice.total - print->progress.done).text);
        }
    }
    return GI_OK;
}

static void tell_done(const printing *print)
{
    const gi_order *order = print->order;
    (void)printf("%s: %" PRId64 "\n", order->out != NULL ? order->out : order->printer,
                 print->progress.done);
    if (print->out.format == GI_LABEL_PDF && !print->out.queued) {
        (void)fprintf(stderr, "打印时请选“实际大小”（100%%），不要缩放\n"
                              "print at actual size (100 %%), never fit to page\n");
    }
}

static gi_status print_all(printing *print, gi_error *err)
{
    const gi_order *order = print->order;
    GI_TRY(prepare(print, err));
    GI_TRY(unlock(print, err));
    gi_main_hold_signals();
    gi_main_progress_begin(&print->progress, print->choice.total);
    GI_TRY(do_jobs(print, err));
    tell_done(print);
    /* All labels are out: what cannot be remembered is said, and the printing stays done. */
    if (order->printer != NULL &&
        gi_tested_add(gi_registry_dir(order->dir), order->printer, order->layout, err) != GI_OK) {
        gi_main_say_error(err);
    }
    return GI_OK;
}

gi_status gi_run_print(const gi_order *order, gi_error *err)
{
    PRINTING print = { .order = order, .out = { .delivery = { .fd = -1 } } };
    GI_TRY(gi_main_open(order, GI_ACCESS_WRITE, &print.registry, err));
    GI_TRY(gi_choose_unprinted(order, print.registry, &print.choice, err));
    return print_all(&print, err);
}

gi_status gi_run_reprint(const gi_order *order, gi_error *err)
{
    PRINTING print = { .order = order, .out = { .delivery = { .fd = -1 } } };
    GI_TRY(gi_main_open(order, GI_ACCESS_WRITE, &print.registry, err));
    GI_TRY(gi_choose_again(order, print.registry, &print.choice, err));
    return print_all(&print, err);
}

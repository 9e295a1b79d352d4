/*
 * main_case.c - labels of packed cases and cartons: their code, their number, what lies inside.
 *
 * A package takes no label out of the account, so its label is no act: it may be printed as often
 * as it is needed. Numbers inside are those of labels, or of cases in a carton. A mixed box has no
 * range inside: its label says in words what is there (main_mixed.c).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gi/package.h"
#include "gi/quantity.h"
#include "gi/report.h"
#include "gi/unit_code.h"
#include "labels/main.h"
#include "labels/main_keys.h"
#include "labels/main_mixed.h"
#include "labels/main_out.h"
#include "labels/main_progress.h"

typedef struct casing {
    const gi_order *order;
    gi_package_run run;
    uint32_t first, count;
    uint32_t done; /* in jobs that came to their end */
    const gi_template *layout;
    gi_label label;
    gi_out out;
} casing;

static void casing_clear(casing *work)
{
    gi_out_clear(&work->out);
}

/* ---- which packages ---- */

static gi_status read_numbers(casing *work, gi_registry *registry, gi_error *err)
{
    const char *text = work->order->word;
    const char *dots = strstr(text, "..");
    gi_bytes from = gi_bytes_of(text);
    gi_package_run other;
    gi_unit_id first;
    gi_unit_id last;
    from.size = dots == NULL ? from.size : (size_t)(dots - text);
    GI_TRY(gi_package_find(registry, from, &work->run, &first, err));
    GI_TRY(
        gi_package_find(registry, dots == NULL ? from : gi_bytes_of(dots + 2), &other, &last, err));
    if (other.act != work->run.act || last.serial < first.serial) {
        return gi_fail_field(err, "packages", GI_WHY_OUTSIDE_RUN, dots == NULL ? text : dots + 2);
    }
    work->first = first.serial;
    work->count = last.serial - first.serial + 1;
    return GI_OK;
}

/* ---- texts ---- */

/* The run of the first label inside; of a carton the newest of its batch, for the names alone. */
static gi_status fill_equal(casing *work, gi_registry *registry, gi_error *err)
{
    char place[32];
    char count[32];
    gi_run run;
    gi_batch_facts facts;
    gi_unit_header header;
    bool labels = work->run.level == 1;
    (void)snprintf(place, sizeof place, "%u/%" PRIu32, (unsigned)work->run.key,
                   work->run.first_child);
    GI_TRY(gi_run_find(registry, gi_bytes_of(labels ? place : work->run.batch), &run, &facts, err));
    GI_TRY(gi_main_fill(registry, &facts, &run, &work->label, err));
    (void)snprintf(count, sizeof count, "%" PRIu32 " %s", work->run.each, labels ? "枚" : "箱");
    GI_TRY(gi_label_set(&work->label, "count", count, err));
    if (labels) {
        GI_TRY(gi_unit_header_decode((gi_bytes){ run.header, sizeof run.header }, &header, err));
        int64_t total = gi_net_decode(header.net) * work->run.each;
        return total == 0 ? GI_OK
                          : gi_label_set(&work->label, "net_total",
                                         gi_quantity_text(total, facts.unit).text, err);
    }
    GI_TRY(gi_label_set(&work->label, "net", "", err));
    GI_TRY(gi_label_set(&work->label, "packed", "", err));
    return gi_label_set(&work->label, "best_before", "", err);
}

static gi_status fill_mixed(casing *work, gi_registry *registry, gi_error *err)
{
    char number[GI_UNIT_NUMBER_TEXT];
    const gi_template_info *about = gi_template_about(work->layout);
    gi_unit_number_print((gi_unit_id){ work->run.key, work->first }, number);
    return about->inside ? gi_main_mixed(registry, gi_bytes_of(number), &work->label, err)
                         : gi_fail_field(err, "--template", GI_WHY_MIXED_BOX, number, about->name);
}

static gi_status fill(casing *work, gi_registry *registry, gi_error *err)
{
    return work->run.each > 0 ? fill_equal(work, registry, err) : fill_mixed(work, registry, err);
}

/* ---- jobs ---- */

static gi_status take_code(void *context, const gi_code_item *item, gi_error *err)
{
    casing *work = context;
    gi_package_member inside;
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    if (!work->out.jobs && gi_main_interrupted()) {
        return gi_fail(err, GI_WHY_INTERRUPTED, gi_num((int64_t)work->out.labels).text);
    }
    gi_label_unit unit = { .digits = item->digits, .number = item->number };
    if (work->run.each > 0) {
        gi_package_slice(&work->run, item->serial, 1, &inside);
        gi_unit_number_print((gi_unit_id){ inside.key, inside.first }, first);
        gi_unit_number_print((gi_unit_id){ inside.key, inside.first + (inside.count - 1) }, last);
        unit.first = first;
        unit.last = last;
    }
    return gi_out_add(&work->out, &unit, err);
}

static gi_span_text numbers(const casing *work, uint32_t from, uint32_t count)
{
    return gi_span_print(work->run.key, (gi_print_span){ work->first + from, count });
}

/* Says the error, what came out of a job that failed (NULL: it did not), and how to go on. */
static void tell_rest(const casing *work, const gi_printer_report *job, gi_error *err)
{
    gi_main_say_error(err);
    err->why = GI_WHY_NONE; /* said */
    if (job != NULL) {
        (void)fprintf(stderr, "本作业至多印出 / of this job at most came out: %s\n",
                      job->labels > 0 ? numbers(work, work->done, (uint32_t)job->labels).text
                                      : "0");
    }
    (void)fprintf(stderr, "核对后续印 / look, then print again:\n  gitrace label case %s ...\n",
                  numbers(work, work->done, work->count - work->done).text);
}

static gi_status draw(casing *work, const gi_signer *signer, uint32_t count,
                      gi_printer_report *report, gi_error *err)
{
    const gi_code_sink sink = { .take = take_code, .context = work };
    GI_TRY(gi_out_begin(&work->out, err));
    GI_TRY(gi_package_codes(&work->run, signer, work->first + work->done, count, sink, err));
    return gi_out_finish(&work->out, report, err);
}

static gi_status do_job(casing *work, const gi_signer *signer, uint32_t count, gi_error *err)
{
    gi_printer_report report = { 0 };
    gi_status status = draw(work, signer, count, &report, err);
    if (status != GI_OK && work->order->out == NULL) {
        tell_rest(work, &report, err);
    }
    work->done += status == GI_OK ? count : 0;
    return status;
}

static gi_status do_jobs(casing *work, const gi_signer *signer, gi_error *err)
{
    uint32_t most = (uint32_t)gi_out_job_labels(&work->out, work->count);
    GI_TRY(gi_out_check_size(&work->out, most, err));
    gi_main_hold_signals();
    while (work->done < work->count) {
        uint32_t left = work->count - work->done;
        GI_TRY(do_job(work, signer, left < most ? left : most, err));
        left = work->count - work->done;
        if (left > 0 && gi_main_interrupted()) {
            gi_status status =
                gi_fail(err, GI_WHY_STOPPED, gi_num(work->done).text, gi_num(left).text);
            tell_rest(work, NULL, err);
            return status;
        }
    }
    return GI_OK;
}

static gi_status check_template(const gi_template *layout, gi_error *err)
{
    const gi_template_info *about = gi_template_about(layout);
    return about->kind == GI_TEMPLATE_CASE
               ? GI_OK
               : gi_fail_field(err, "--template", GI_WHY_TEMPLATE_KIND, about->name,
                               gi_template_kind_name(about->kind),
                               gi_template_kind_name(GI_TEMPLATE_CASE));
}

gi_status gi_run_case(const gi_order *order, gi_error *err)
{
    const gi_passphrase_source secret = { order->passphrase_fd, order->passphrase_file, true };
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_signer) signer = NULL;
    __attribute__((cleanup(casing_clear)))
    casing work = { .order = order, .out = { .delivery = { .fd = -1 } } };
    GI_TRY(gi_main_open(order, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_main_layout(order, order->layout, &layout, err));
    GI_TRY(check_template(layout, err));
    work.layout = layout;
    GI_TRY(read_numbers(&work, registry, err));
    GI_TRY(fill(&work, registry, err));
    GI_TRY(gi_out_prepare(order, layout, &work.label, &work.out, err));
    GI_TRY(gi_registry_signer(registry, work.run.key, &secret, &signer, err));
    GI_TRY(do_jobs(&work, signer, err));
    (void)printf("%s: %" PRIu32 "\n", order->out != NULL ? order->out : order->printer, work.count);
    return GI_OK;
}

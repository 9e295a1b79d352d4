/*
 * main.c - gitrace-label: the labels of an issued run, as a PDF or as pictures; or one
 * certificate of conformity (main_conformity.c).
 *
 * Opens the registry for reading, signs the codes of committed runs as they are drawn and
 * keeps none of them. The result appears whole or not at all, also after Ctrl-C. Prints a line
 * of progress on a terminal, and one line when done.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gi/codes.h"
#include "gi/label.h"
#include "labels/delivery.h"
#include "labels/main_conformity.h"
#include "labels/order.h"
#include "labels/progress.h"

enum { EXIT_USAGE = 2, PNG_MAX = 1 << 20 };

/* One printing: what was asked, where it goes, how far it is. */
typedef struct printing {
    const gi_order *order;
    gi_delivery delivery;
    gi_template *layout;
    gi_label_pdf *pdf;
    gi_label_bitmap *bitmap;
    gi_buf png;
    bool terminal;
    int64_t done, total, started_ms, shown_ms;
} printing;

static void printing_clear(printing *print)
{
    gi_label_pdf_destroy(print->pdf);
    gi_label_bitmap_destroy(print->bitmap);
    gi_template_destroy(print->layout);
    gi_buf_clear(&print->png);
    gi_delivery_clear(&print->delivery);
}

static int64_t milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void show_progress(printing *print)
{
    int64_t now = milliseconds();
    bool last = print->done == print->total;
    if (print->terminal && (last || now - print->shown_ms >= 200)) {
        print->shown_ms = now;
        int64_t elapsed = now - print->started_ms;
        (void)fprintf(stderr, "\r%s \033[K%s",
                      gi_progress_line(print->done, print->total, elapsed).text, last ? "\n" : "");
    }
}

/* Signals are held back while drawing and asked for between two labels. */
static void hold_signals(void)
{
    sigset_t held;
    (void)sigemptyset(&held);
    (void)sigaddset(&held, SIGINT);
    (void)sigaddset(&held, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &held, NULL);
}

static bool interrupted(void)
{
    sigset_t pending;
    (void)sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}

static gi_status write_pdf(void *context, gi_bytes bytes, gi_error *err)
{
    return gi_delivery_write(context, bytes, err);
}

static gi_status put_picture(printing *print, const gi_label_unit *unit, gi_error *err)
{
    char name[GI_UNIT_NUMBER_TEXT + 4];
    (void)snprintf(name, sizeof name, "%s.png", unit->number);
    gi_buf_reset(&print->png);
    GI_TRY(gi_label_bitmap_draw(print->bitmap, unit, err));
    GI_TRY(gi_label_bitmap_png(print->bitmap, &print->png, err));
    return gi_delivery_put(&print->delivery, name, gi_buf_view(&print->png), err);
}

static gi_status take_code(void *context, const gi_code_item *item, gi_error *err)
{
    printing *print = context;
    const gi_label_unit unit = { .digits = item->digits, .number = item->number };
    if (interrupted()) {
        return gi_fail(err, GI_WHY_INTERRUPTED, gi_num(print->done).text);
    }
    GI_TRY(print->pdf != NULL ? gi_label_pdf_add(print->pdf, &unit, err)
                              : put_picture(print, &unit, err));
    print->done++;
    show_progress(print);
    return GI_OK;
}

/* A label that cannot be drawn is refused here, before any key is unlocked. */
static gi_status begin(printing *print, const gi_label *label, gi_error *err)
{
    const gi_order *order = print->order;
    bool pictures = order->format == GI_LABEL_PNG;
    GI_TRY(gi_template_open("50x30", &print->layout, err));
    GI_TRY(gi_delivery_begin(order->out, pictures, &print->delivery, err));
    if (pictures) {
        return gi_label_bitmap_create(print->layout, label, order->dpi, &print->bitmap, err);
    }
    const gi_label_sink sink = { write_pdf, &print->delivery };
    const gi_label_paper paper = { .sheet = order->sheet, .start_cell = order->start_cell };
    return gi_label_pdf_create(print->layout, label, &paper, sink, &print->pdf, err);
}

static gi_status draw_run(printing *print, gi_registry *registry, const gi_run *run, gi_error *err)
{
    const gi_order *order = print->order;
    const gi_passphrase_source secret = { order->passphrase_fd, order->passphrase_file, true };
    uint32_t from = order->from == 0 ? run->first : (uint32_t)order->from;
    int64_t rest = (int64_t)run->first + run->count - from;
    uint32_t count = (uint32_t)(order->count == 0 ? (rest > 0 ? rest : 0) : order->count);
    GI_AUTO(gi_signer) signer = NULL;
    GI_TRY(gi_registry_signer(registry, run->key, &secret, &signer, err));
    hold_signals();
    print->total = count;
    print->started_ms = milliseconds();
    GI_TRY(gi_codes_stream(run, signer, from, count, order->threads,
                           (gi_code_sink){ take_code, print }, err));
    if (print->pdf != NULL) {
        GI_TRY(gi_label_pdf_finish(print->pdf, err));
    }
    return gi_delivery_finish(&print->delivery, err);
}

static gi_status fill(const gi_registry *registry, const gi_batch_facts *facts, const gi_run *run,
                      gi_label *out, gi_error *err)
{
    const gi_about *about = gi_registry_about(registry);
    GI_TRY(gi_label_fill(facts, run, about->base_url, about->host, out, err));
    out->demo = about->demo;
    return GI_OK;
}

static gi_status print_labels(const gi_order *order, int64_t *done, gi_error *err)
{
    gi_run run;
    gi_batch_facts facts;
    gi_label label;
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(gi_registry_open(gi_registry_dir(order->dir), GI_ACCESS_READ, gi_clock_system(),
                            gi_random_system(), &registry, err));
    GI_TRY(gi_run_find(registry, gi_bytes_of(order->run), &run, &facts, err));
    GI_TRY(fill(registry, &facts, &run, &label, err));
    __attribute__((cleanup(printing_clear))) printing print = {
        .order = order,
        .delivery = { .fd = -1 },
        .png = GI_BUF(PNG_MAX),
        .terminal = isatty(STDERR_FILENO) == 1,
    };
    GI_TRY(begin(&print, &label, err));
    GI_TRY(draw_run(&print, registry, &run, err));
    *done = print.done;
    return GI_OK;
}

static void print_help(void)
{
    (void)printf(
        "usage: gitrace label RUN --out FILE|DIR [options]\n"
        "       gitrace label conformity N --out FILE.pdf|FILE.png [--form F]\n\n"
        "打印标签 / draw labels for a printer\n\n"
        "RUN: 批次号（最新一段）、批次号#2 或 密钥/序号 / a batch ID (its newest run), ID#2 "
        "(its second) or KEY/SERIAL\n"
        "N: 承诺达标合格证号 / number of a certificate of conformity\n\n");
    for (size_t i = 0; gi_option_at(i) != NULL; i++) {
        const gi_option *option = gi_option_at(i);
        (void)printf("  %-17s %-13s %s\n", option->name, option->value ? option->value : "",
                     option->purpose);
    }
    (void)printf("\n纸张 / sheets:\n");
    for (size_t i = 0; gi_label_sheet_at(i) != NULL; i++) {
        (void)printf("  %-7s %s\n", gi_label_sheet_at(i)->name, gi_label_sheet_at(i)->purpose);
    }
}

static void say_error(const gi_error *err)
{
    char line[GI_ERROR_LINE];
    gi_error_line(err, line);
    (void)fprintf(stderr, "%s\n", line);
}

static int report(gi_status status, const gi_error *err, const gi_order *order, int64_t done)
{
    if (status != GI_OK) {
        say_error(err);
        return gi_exit_code(status);
    }
    (void)printf("%s: %lld\n", order->out, (long long)done);
    if (order->format == GI_LABEL_PDF) {
        (void)fprintf(stderr, "打印时请选“实际大小”（100%%），不要缩放\n"
                              "print at actual size (100 %%), never fit to page\n");
    }
    return 0;
}

int main(int argc, char **argv)
{
    gi_order order;
    gi_error err = { 0 };
    int64_t done = 0;
    if (gi_order_read(argc - 1, (const char *const *)argv + 1, &order, &err) != GI_OK) {
        say_error(&err);
        return EXIT_USAGE;
    }
    if (order.help) {
        print_help();
        return 0;
    }
    gi_status status = order.conformity >= 0 ? gi_print_conformity(&order, &err)
                                             : print_labels(&order, &done, &err);
    done = order.conformity >= 0 ? 1 : done;
    return report(status, &err, &order, done);
}

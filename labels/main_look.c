/*
 * main_look.c - verbs that only tell: how a run stands, printers, templates, fields.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gi/print.h"
#include "gi/printer.h"
#include "gi/text.h"
#include "labels/main.h"

#define REPORT_MAX (16 << 20)

/* ---- how a run stands ---- */

static int64_t number_of(const gi_json *object, const char *name)
{
    int64_t number = 0;
    (void)gi_json_as_int(gi_json_get(object, name), &number); /* missing counts as 0 */
    return number;
}

static void print_text(const gi_json *object, const char *name)
{
    gi_bytes text = { 0 };
    (void)gi_json_as_text(gi_json_get(object, name), &text);
    (void)printf("  %.*s", (int)text.size, (const char *)text.data);
}

static void tell_reprints(const gi_json *rows)
{
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        const gi_json *row = gi_json_at(rows, i);
        (void)printf(i == 0 ? "补打 / printed again:\n" : "");
        print_text(row, "units");
        print_text(row, "why");
        print_text(row, "time");
        (void)printf("  密钥 / key %" PRId64 "\n", number_of(row, "signer"));
    }
}

static void tell_status(const gi_json *report)
{
    static const struct line {
        const char *name;
        const char *words;
    } lines[] = {
        { "count", "签发 / issued" },
        { "printed", "已打印 / printed" },
        { "ended", "未打印即失效 / ended unprinted" },
        { "left", "剩余 / left to print" },
        { "reprinted", "补打 / printed again" },
        { "next", "下一枚序号 / next serial" },
    };
    print_text(report, "batch");
    print_text(report, "units");
    (void)printf("\n");
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (gi_json_get(report, lines[i].name) != NULL) {
            (void)printf("  %s: %" PRId64 "\n", lines[i].words, number_of(report, lines[i].name));
        }
    }
    tell_reprints(gi_json_get(report, "reprints"));
}

gi_status gi_run_status(const gi_order *order, gi_error *err)
{
    gi_run run;
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) report = NULL;
    GI_AUTO_BUF text = GI_BUF(REPORT_MAX);
    GI_TRY(gi_main_open(order, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_run_find(registry, gi_bytes_of(order->word), &run, NULL, err));
    GI_TRY(gi_report_prints(registry, &run, &report, err));
    if (!order->json) {
        tell_status(report);
        return GI_OK;
    }
    gi_json_write_pretty(report, &text);
    GI_TRY(gi_buf_status(&text, "JSON", err));
    (void)printf("%s\n", gi_buf_text(&text));
    return GI_OK;
}

/* ---- lists ---- */

static gi_status tell_printer(void *context, const char *name, bool own, gi_error *err)
{
    gi_printer printer;
    (void)own;
    GI_TRY(gi_printer_find(context, name, &printer, err));
    (void)printf("%-18s %-6s %3d dpi  %5.1f mm  %-4s %s\n", name,
                 gi_printer_language_name(printer.language), (int)printer.dpi,
                 (double)printer.head / 1000, gi_printer_way_name(printer.way), printer.model);
    return GI_OK;
}

gi_status gi_run_printers(const gi_order *order, gi_error *err)
{
    char dir[1024];
    GI_TRY(gi_text_copy(dir, sizeof dir, gi_bytes_of(gi_registry_dir(order->dir)), "--dir", err));
    return gi_printer_each(dir, tell_printer, dir, err);
}

gi_status gi_run_templates(const gi_order *order, gi_error *err)
{
    (void)order;
    for (size_t i = 0; gi_template_at(i) != NULL; i++) {
        GI_AUTO(gi_template) layout = NULL;
        GI_TRY(gi_template_open(gi_template_at(i), &layout, err));
        const gi_template_info *about = gi_template_about(layout);
        (void)printf("%-18s %-10s %5.1f x %5.1f mm  %s / %s\n", about->name,
                     gi_template_kind_name(about->kind), (double)about->width / 1000,
                     (double)about->height / 1000, about->title_zh, about->title_en);
    }
    return GI_OK;
}

gi_status gi_run_fields(const gi_order *order, gi_error *err)
{
    (void)order;
    (void)err;
    for (size_t i = 0; gi_label_field_at(i) != NULL; i++) {
        const gi_label_field *field = gi_label_field_at(i);
        (void)printf("{%s}  %s / %s  “%s”\n", field->name, field->zh, field->en, field->example);
    }
    return GI_OK;
}

/*
 * main_check.c - what is wrong or unwise in a template, one finding per line.
 */
#include <stdio.h>

#include "gi/printer.h"
#include "labels/main.h"

typedef struct telling {
    int errors, advices;
} telling;

static gi_status take(void *context, const gi_template_finding *finding, gi_error *err)
{
    telling *told = context;
    bool error = finding->level == GI_FINDING_ERROR;
    (void)err;
    *(error ? &told->errors : &told->advices) += 1;
    (void)printf("%s  [%s]  %s / %s\n", error ? "错误 / error " : "建议 / advice",
                 finding->what.field, finding->what.zh, finding->what.message);
    return GI_OK;
}

gi_status gi_run_check(const gi_order *order, int *answer, gi_error *err)
{
    gi_printer printer;
    telling told = { 0 };
    int dpi = order->dpi;
    GI_AUTO(gi_template) layout = NULL;
    GI_TRY(gi_main_layout(order, order->word, &layout, err));
    if (order->printer != NULL) {
        GI_TRY(gi_printer_find(gi_registry_dir(order->dir), order->printer, &printer, err));
        dpi = printer.dpi;
    }
    const gi_finding_sink sink = { take, &told };
    GI_TRY(gi_template_check(layout, NULL, dpi, order->sheet_given, sink, err));
    (void)printf("%s: 错误 %d，建议 %d / %d errors, %d advices (%d dpi)\n",
                 gi_template_about(layout)->name, told.errors, told.advices, told.errors,
                 told.advices, dpi);
    *answer = told.errors > 0 ? 1 : 0;
    return GI_OK;
}

/*
 * order_values.c - what the texts of a command line mean, and what does not go together.
 */
#include <string.h>

#include "gi/text.h"
#include "labels/order_typed.h"

static const char *const formats[] = {
    [GI_LABEL_PDF] = "pdf",   [GI_LABEL_PNG] = "png", [GI_LABEL_SVG] = "svg",
    [GI_LABEL_TSPL] = "tspl", [GI_LABEL_ZPL] = "zpl", [GI_LABEL_ESCPOS] = "escpos",
};

#define FORMAT_WORDS "pdf, png, svg, tspl, zpl"

const char *gi_label_format_name(gi_label_format format)
{
    return formats[format];
}

static gi_status number(const char *text, const char *name, int64_t low, int64_t high,
                        int64_t missing, int64_t *out, gi_error *err)
{
    if (text == NULL) {
        *out = missing;
        return GI_OK;
    }
    return gi_text_int(gi_bytes_of(text), name, low, high, out, err);
}

static gi_status read_format(const char *text, gi_label_format *out, gi_error *err)
{
    for (size_t i = GI_LABEL_PDF; i < GI_LABEL_ESCPOS; i++) {
        if (text == NULL || strcmp(text, formats[i]) == 0) {
            *out = (gi_label_format)i;
            return GI_OK;
        }
    }
    return gi_fail_field(err, "--format", GI_WHY_BAD_FIELD, "--format", text, FORMAT_WORDS);
}

static gi_status read_numbers(const gi_order_typed *typed, gi_order *order, gi_error *err)
{
    int64_t dpi = 0;
    int64_t cell = 0;
    int64_t threads = 0;
    int64_t fd = 0;
    GI_TRY(number(typed->dpi, "--dpi", 1, 10000, 203, &dpi, err));
    GI_TRY(number(typed->from, "--from", 1, UINT32_MAX, 0, &order->from, err));
    GI_TRY(number(typed->count, "--count", 1, UINT32_MAX, 0, &order->count, err));
    GI_TRY(number(typed->job, "--job", 1, 10000, 0, &order->job, err));
    GI_TRY(number(typed->start_cell, "--start-cell", 1, 1000, 1, &cell, err));
    GI_TRY(number(typed->threads, "--threads", 1, 64, 2, &threads, err));
    GI_TRY(number(typed->passphrase_fd, "--passphrase-fd", 0, 1024, -1, &fd, err));
    order->dpi = (int)dpi;
    order->start_cell = (int32_t)cell;
    order->threads = (int)threads;
    order->passphrase_fd = (int)fd;
    return GI_OK;
}

/* "50x30", whole millimetres. */
static gi_status read_size(const char *text, gi_order *order, gi_error *err)
{
    const char *middle = text != NULL ? strchr(text, 'x') : NULL;
    int64_t width = 0;
    int64_t height = 0;
    if (text == NULL) {
        return GI_OK;
    }
    gi_bytes left = { (const uint8_t *)text, middle != NULL ? (size_t)(middle - text) : 0 };
    if (middle == NULL || gi_text_int(left, "--size", 1, 1000, &width, NULL) != GI_OK ||
        gi_text_int(gi_bytes_of(middle + 1), "--size", 1, 1000, &height, NULL) != GI_OK) {
        return gi_fail_field(err, "--size", GI_WHY_BAD_FIELD, "--size", text, "50x30");
    }
    order->width = (int32_t)width * 1000;
    order->height = (int32_t)height * 1000;
    return GI_OK;
}

/* ---- certificates ---- */

#define FORMS "100x70|60x40|code"

static gi_status read_form(const char *text, gi_conformity_form *out, gi_error *err)
{
    static const char *const names[] = {
        [GI_CONFORMITY_LARGE] = "100x70",
        [GI_CONFORMITY_SMALL] = "60x40",
        [GI_CONFORMITY_CODE] = "code",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (text == NULL || strcmp(text, names[i]) == 0) {
            *out = (gi_conformity_form)i;
            return GI_OK;
        }
    }
    return gi_fail_field(err, "--form", GI_WHY_BAD_FIELD, "--form", text, FORMS);
}

static bool ends_in_png(const char *path)
{
    size_t size = strlen(path);
    return size > 4 && strcmp(path + size - 4, ".png") == 0;
}

static gi_status judge_certificate(const gi_order_typed *typed, gi_order *order, gi_error *err)
{
    if (typed->format == NULL && typed->out != NULL && ends_in_png(typed->out)) {
        order->format = GI_LABEL_PNG;
    }
    if (order->format > GI_LABEL_PNG) {
        return gi_fail_field(err, "--format", GI_WHY_BAD_FIELD, "--format", typed->format,
                             "pdf, png");
    }
    GI_TRY(read_form(typed->form, &order->form, err));
    return gi_text_int(gi_bytes_of(typed->word), "conformity", 0, INT64_MAX, &order->conformity,
                       err);
}

/* ---- what goes together ---- */

static gi_status together(const char *one, const char *name, const char *other,
                          const char *other_name, gi_error *err)
{
    return one != NULL && other != NULL
               ? gi_fail_field(err, name, GI_WHY_NOT_TOGETHER, name, other_name)
               : GI_OK;
}

/* A printer's profile says in which form it wants its labels. */
static gi_status judge_pairs(const gi_order_typed *typed, gi_error *err)
{
    GI_TRY(together(typed->printer, "printer", typed->format, "format", err));
    GI_TRY(together(typed->printer, "printer", typed->dpi, "dpi", err));
    return together(typed->job, "job", typed->out, "out", err);
}

static gi_status need(const char *text, const char *name, gi_label_verb verb, gi_error *err)
{
    return text != NULL ? GI_OK : gi_order_usage(verb, name, err);
}

/* What a verb cannot do without. */
static gi_status judge_needs(gi_label_verb verb, const gi_order_typed *typed, gi_error *err)
{
    const char *target = typed->printer != NULL ? typed->printer : typed->out;
    bool to_paper = verb <= GI_VERB_TEST || verb == GI_VERB_CALIBRATE;
    if (to_paper) {
        GI_TRY(need(target, "--out", verb, err));
    }
    if (verb == GI_VERB_PREVIEW || verb == GI_VERB_CONFORMITY || verb == GI_VERB_PAPER) {
        GI_TRY(need(typed->out, "--out", verb, err));
    }
    return verb == GI_VERB_REPRINT ? need(typed->why, "--why", verb, err) : GI_OK;
}

/* A card has a page of its own. */
static gi_status read_sheet(gi_label_verb verb, const char *text, const gi_label_sheet **out,
                            gi_error *err)
{
    const char *usual = verb == GI_VERB_CARD ? "single" : "24";
    return gi_label_sheet_find(text == NULL ? usual : text, out, err);
}

static const char *layout_of(gi_label_verb verb, const gi_order_typed *typed)
{
    static const char *const usual[GI_VERBS] = {
        [GI_VERB_CASE] = "case-100x100",
        [GI_VERB_CARD] = "card-a4",
        [GI_VERB_PAPER] = "paper",
    };
    const char *name = typed->layout != NULL ? typed->layout : usual[verb];
    return name != NULL ? name : "50x30";
}

gi_status gi_order_judge(gi_label_verb verb, const gi_order_typed *typed, gi_order *out,
                         gi_error *err)
{
    gi_order order = {
        .verb = verb,
        .word = typed->word,
        .dir = typed->dir, /* NULL = the default of gi_registry_dir */
        .layout = layout_of(verb, typed),
        .mark = typed->mark,
        .printer = typed->printer,
        .out = typed->out,
        .why = typed->why,
        .note = typed->note,
        .run = typed->run,
        .passphrase_file = typed->passphrase_file,
        .no_test = typed->no_test != NULL,
        .json = typed->json != NULL,
        .gs1 = typed->gs1 != NULL,
        .sheet_given = typed->sheet != NULL,
        .cell_given = typed->start_cell != NULL,
    };
    GI_TRY(judge_needs(verb, typed, err));
    GI_TRY(judge_pairs(typed, err));
    GI_TRY(read_sheet(verb, typed->sheet, &order.sheet, err));
    GI_TRY(read_format(typed->format, &order.format, err));
    GI_TRY(read_numbers(typed, &order, err));
    GI_TRY(read_size(typed->size, &order, err));
    if (verb == GI_VERB_CONFORMITY) {
        GI_TRY(judge_certificate(typed, &order, err));
    }
    *out = order;
    return GI_OK;
}

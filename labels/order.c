/*
 * order.c - the options of gitrace-label as a table, read in two steps (order.h).
 *
 * First every option's text goes to its place, then each text is judged; nothing is opened.
 */
#include "labels/order.h"

#include <stddef.h>
#include <string.h>

#include "gi/text.h"

#define PROGRAM "gitrace-label"

/* What was typed, by option. */
typedef struct given {
    const char *dir, *sheet, *format, *dpi, *from, *count, *start_cell, *threads;
    const char *passphrase_file, *passphrase_fd, *out, *help, *run, *number, *form;
} given;

#define AT(member) offsetof(given, member)
#define FORMS "100x70|60x40|code"

static const gi_option options[] = {
    { "--dir", "DIR",
      "登记库目录（缺省 $GITRACE_DIR 或 .） / registry directory (default: $GITRACE_DIR, or .)",
      AT(dir) },
    { "--sheet", "24|21|single", "PDF 的纸张，缺省 24 / paper of a PDF (default: 24)", AT(sheet) },
    { "--format", "pdf|png",
      "一个 PDF，或每枚一图 / one PDF, or one picture per label (default: pdf)", AT(format) },
    { "--dpi", "203|300|600", "图的点密度，缺省 203 / dots of a picture (default: 203)", AT(dpi) },
    { "--from", "SERIAL", "首枚序号 / first serial (default: the first of the run)", AT(from) },
    { "--count", "N", "枚数 / how many labels (default: to the end of the run)", AT(count) },
    { "--start-cell", "K", "首张从第几格起 / first free cell of the first sheet (default: 1)",
      AT(start_cell) },
    { "--threads", "N", "签名线程数 / threads that sign, 1..64 (default: 2)", AT(threads) },
    { "--passphrase-file", "F", "口令文件 / file with the passphrase of the key",
      AT(passphrase_file) },
    { "--passphrase-fd", "N", "口令的文件描述符 / open descriptor with the passphrase",
      AT(passphrase_fd) },
    { "--out", "FILE|DIR",
      "写入此处，须不存在 / the PDF, or the folder for pictures; must not exist", AT(out) },
    { "--form", FORMS, "合格证的样式 / of a certificate; code: 100x70 with its QR", AT(form) },
    { "--help", NULL, "显示帮助 / print this", AT(help) },
};

#define CERTIFICATE "conformity"
#define OPTION_COUNT (sizeof options / sizeof options[0])

const gi_option *gi_option_at(size_t index)
{
    return index < OPTION_COUNT ? &options[index] : NULL;
}

static const gi_option *find(const char *name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (strcmp(options[i].name, name) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

static gi_status put(given *typed, size_t at, const char *name, const char *text, gi_error *err)
{
    const char **place = (const char **)(void *)((char *)typed + at);
    if (*place != NULL) {
        return gi_fail_field(err, name, GI_WHY_DUPLICATE_FIELD, name);
    }
    *place = text;
    return GI_OK;
}

/* An option without its value. */
static gi_status fail_usage(const gi_option *option, gi_error *err)
{
    GI_AUTO_BUF usage = GI_BUF(200);
    gi_buf_add_format(&usage, "%s %s", option->name, option->value);
    return gi_fail_field(err, option->name, GI_WHY_USAGE, gi_buf_text(&usage));
}

/* Takes one option or the run; says how many words it took. */
static gi_status take(int left, const char *const *words, given *typed, int *taken, gi_error *err)
{
    if (words[0][0] != '-') {
        bool second = typed->run != NULL && strcmp(typed->run, CERTIFICATE) == 0;
        *taken = 1;
        return put(typed, second ? AT(number) : AT(run), second ? "N" : "RUN", words[0], err);
    }
    const gi_option *option = find(words[0]);
    if (option == NULL) {
        return gi_fail(err, GI_WHY_UNKNOWN_OPTION, words[0], PROGRAM);
    }
    if (option->value != NULL && left < 2) {
        return fail_usage(option, err);
    }
    *taken = option->value == NULL ? 1 : 2;
    return put(typed, option->at, option->name, words[*taken - 1], err);
}

/* A number within limits, or fallback when it was not given. */
static gi_status number(const char *text, const char *name, int64_t low, int64_t high,
                        int64_t fallback, int64_t *out, gi_error *err)
{
    if (text == NULL) {
        *out = fallback;
        return GI_OK;
    }
    return gi_text_int(gi_bytes_of(text), name, low, high, out, err);
}

static gi_status read_format(const char *text, gi_label_format *out, gi_error *err)
{
    static const char *const names[] = { [GI_LABEL_PDF] = "pdf", [GI_LABEL_PNG] = "png" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (text == NULL || strcmp(text, names[i]) == 0) {
            *out = (gi_label_format)i;
            return GI_OK;
        }
    }
    return gi_fail_field(err, "--format", GI_WHY_BAD_FIELD, "--format", text, "pdf, png");
}

static gi_status read_numbers(const given *typed, gi_order *order, gi_error *err)
{
    int64_t dpi = 0;
    int64_t cell = 0;
    int64_t threads = 0;
    int64_t fd = 0;
    GI_TRY(number(typed->dpi, "--dpi", 1, 10000, 203, &dpi, err));
    GI_TRY(number(typed->from, "--from", 1, UINT32_MAX, 0, &order->from, err));
    GI_TRY(number(typed->count, "--count", 1, UINT32_MAX, 0, &order->count, err));
    GI_TRY(number(typed->start_cell, "--start-cell", 1, 1000, 1, &cell, err));
    GI_TRY(number(typed->threads, "--threads", 1, 64, 2, &threads, err));
    GI_TRY(number(typed->passphrase_fd, "--passphrase-fd", 0, 1024, -1, &fd, err));
    order->dpi = (int)dpi;
    order->start_cell = (int32_t)cell;
    order->threads = (int)threads;
    order->passphrase_fd = (int)fd;
    return GI_OK;
}

/* ---- certificates ---- */

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

/* One certificate is one picture or page: options of a run would be silently without effect. */
static gi_status refuse_others(const given *typed, gi_error *err)
{
    const struct {
        const char *text;
        const char *name;
    } others[] = {
        { typed->sheet, "sheet" },     { typed->from, "from" },
        { typed->count, "count" },     { typed->start_cell, "start-cell" },
        { typed->threads, "threads" },
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i].text != NULL) {
            return gi_fail_field(err, others[i].name, GI_WHY_NOT_TOGETHER, others[i].name,
                                 CERTIFICATE);
        }
    }
    return GI_OK;
}

static bool ends_in_png(const char *path)
{
    size_t size = strlen(path);
    return size > 4 && strcmp(path + size - 4, ".png") == 0;
}

static gi_status judge_certificate(const given *typed, gi_order *order, gi_error *err)
{
    if (typed->number == NULL) {
        return gi_fail_field(err, "N", GI_WHY_USAGE, "gitrace label conformity N --out FILE");
    }
    order->run = NULL;
    if (typed->format == NULL && ends_in_png(typed->out)) {
        order->format = GI_LABEL_PNG;
    }
    GI_TRY(refuse_others(typed, err));
    GI_TRY(read_form(typed->form, &order->form, err));
    return gi_text_int(gi_bytes_of(typed->number), CERTIFICATE, 0, INT64_MAX, &order->conformity,
                       err);
}

static gi_status judge(const given *typed, gi_order *order, gi_error *err)
{
    if (typed->run == NULL || typed->out == NULL) {
        return gi_fail_field(err, typed->run == NULL ? "RUN" : "--out", GI_WHY_USAGE,
                             "gitrace label RUN|conformity N --out FILE|DIR");
    }
    order->run = typed->run;
    order->conformity = -1;
    order->out = typed->out;
    order->dir = typed->dir; /* NULL = the default of gi_registry_dir */
    order->passphrase_file = typed->passphrase_file;
    GI_TRY(gi_label_sheet_find(typed->sheet == NULL ? "24" : typed->sheet, &order->sheet, err));
    GI_TRY(read_format(typed->format, &order->format, err));
    GI_TRY(read_numbers(typed, order, err));
    if (strcmp(typed->run, CERTIFICATE) == 0) {
        return judge_certificate(typed, order, err);
    }
    return typed->form == NULL
               ? GI_OK
               : gi_fail_field(err, "--form", GI_WHY_USAGE, "gitrace label conformity N --form F");
}

gi_status gi_order_read(int count, const char *const *arguments, gi_order *out, gi_error *err)
{
    given typed = { 0 };
    int taken = 0;
    for (int i = 0; i < count; i += taken) {
        GI_TRY(take(count - i, arguments + i, &typed, &taken, err));
    }
    gi_order order = { .help = typed.help != NULL };
    if (!order.help) {
        GI_TRY(judge(&typed, &order, err));
    }
    *out = order;
    return GI_OK;
}

/*
 * order.c - verbs and options of gitrace-label as tables, read into texts (order.h).
 *
 * What the texts mean is judged in order_values.c; nothing is opened.
 */
#include "labels/order.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"
#include "labels/order_typed.h"

static const gi_label_verb_row verbs[] = {
    [GI_VERB_PRINT] = { "print", "print RUN --template T (--printer P | --out FILE|DIR)",
                        "打印一段标签，从首枚未打印处续印 / print a run, on from where it stopped",
                        "RUN" },
    [GI_VERB_REPRINT] = { "reprint", "reprint FIRST..LAST --why W (--printer P | --out FILE|DIR)",
                          "补打（编号不变，须有原因） / print the same numbers again, with a "
                          "reason",
                          "FIRST..LAST" },
    [GI_VERB_CASE] = { "case", "case FIRST..LAST (--printer P | --out FILE|DIR)",
                       "打印箱签（箱码编号） / labels of cases and cartons, by their numbers",
                       "FIRST..LAST" },
    [GI_VERB_CARD] = { "card", "card CARD (--printer P | --out FILE.pdf)",
                       "打印交易卡；模板有核销码时换发，旧码即作废 / a trade card; a template with "
                       "one-time slips gets new ones, and the old ones end",
                       "CARD" },
    [GI_VERB_TEST] = { "test", "test (--printer P | --out FILE) [--template T]",
                       "打一枚测试标签 / print one label marked as a test", NULL },
    [GI_VERB_PREVIEW] = { "preview", "preview TEMPLATE --out FILE.png [--run RUN]",
                          "预览（与送打印机的点阵相同） / the very dots a printer gets, as a "
                          "picture",
                          "TEMPLATE" },
    [GI_VERB_CHECK] = { "check", "check TEMPLATE [--printer P | --dpi N] [--sheet S]",
                        "检查模板 / what is wrong or unwise in a template", "TEMPLATE" },
    [GI_VERB_CALIBRATE] = { "calibrate",
                            "calibrate (--printer P [--size 50x30] | --sheet S --out FILE.pdf)",
                            "校准标签或校准页 / rulers and test codes to set a printer or a sheet "
                            "by",
                            NULL },
    [GI_VERB_STATUS] = { "status", "status RUN",
                         "已打印、剩余、补打记录 / printed, left, and what was printed again",
                         "RUN" },
    [GI_VERB_CONFORMITY] = { "conformity", "conformity N --out FILE.pdf|FILE.png",
                             "打印承诺达标合格证 / print a certificate of conformity", "N" },
    [GI_VERB_PAPER] = { "paper", "paper BATCH --out FILE.pdf",
                        "批次随货单，连同批次护照 / the paper of a batch, with its passport "
                        "FILE.gip",
                        "BATCH" },
    [GI_VERB_PRINTERS] = { "printers", "printers", "可用的打印机 / the printers there are", NULL },
    [GI_VERB_TEMPLATES] = { "templates", "templates", "内置模板 / the templates built in", NULL },
    [GI_VERB_FIELDS] = { "fields", "fields", "模板可用的字段 / the fields a template may show",
                         NULL },
};

#define AT(member) offsetof(gi_order_typed, member)
#define V(verb) (1U << GI_VERB_##verb)
#define PRINTING (V(PRINT) | V(REPRINT) | V(CASE))
#define OF_RUNS (V(PRINT) | V(REPRINT))
#define READING (PRINTING | V(CARD) | V(TEST) | V(PREVIEW) | V(STATUS) | V(CONFORMITY) | V(PAPER))
#define EVERY_VERB ((1U << GI_VERBS) - 1)
#define SIGNING (PRINTING | V(CARD) | V(CONFORMITY) | V(PAPER))

static const gi_option options[] = {
    { "--dir", "DIR",
      "登记库目录（缺省 $GITRACE_DIR 或 .） / registry directory (default: $GITRACE_DIR, or .)",
      AT(dir), READING | V(CHECK) | V(CALIBRATE) | V(PRINTERS) },
    { "--template", "NAME|FILE",
      "模板（缺省 50x30；箱签 case-100x100；交易卡 card-a4；随货单 paper） / template, or its .ini "
      "file (default: 50x30; of case: case-100x100; of card: card-a4; of paper: paper)",
      AT(layout), PRINTING | V(CARD) | V(TEST) | V(CALIBRATE) | V(PAPER) },
    { "--gi-mark", "FILE.svg",
      "地理标志专用标志的矢量文件（自备官方文件，原样放入，不重绘） / your own vector file of the "
      "GI "
      "special mark, placed as it is",
      AT(mark), PRINTING | V(TEST) | V(PREVIEW) | V(CHECK) | V(PAPER) },
    { "--printer", "NAME", "打印机（见 label printers） / printer (see label printers)",
      AT(printer), PRINTING | V(CARD) | V(TEST) | V(PREVIEW) | V(CHECK) | V(CALIBRATE) },
    { "--out", "FILE|DIR",
      "写入此处，须不存在 / the file, or the folder for pictures; must not exist", AT(out),
      PRINTING | V(CARD) | V(TEST) | V(PREVIEW) | V(CALIBRATE) | V(CONFORMITY) | V(PAPER) },
    { "--format", "pdf|png|svg|tspl|zpl",
      "文件的格式，缺省 pdf；png、svg 为一枚一图 / of the file; png and svg: one picture per label",
      AT(format), PRINTING | V(TEST) | V(CONFORMITY) },
    { "--sheet", "NAME", "PDF 的纸张，缺省 24 / paper of a PDF (default: 24)", AT(sheet),
      PRINTING | V(TEST) | V(CHECK) | V(CALIBRATE) },
    { "--start-cell", "K", "首张从第几格起 / first free cell of the first sheet (default: 1)",
      AT(start_cell), PRINTING },
    { "--dpi", "203|300|600", "点密度，缺省 203 / dots per inch (default: 203)", AT(dpi),
      PRINTING | V(TEST) | V(PREVIEW) | V(CHECK) | V(CONFORMITY) },
    { "--size", "50x30", "标签宽x高（毫米） / width x height of the label in mm", AT(size),
      V(CALIBRATE) },
    { "--count", "N", "枚数，缺省全部剩余 / how many labels (default: all that are left)",
      AT(count), V(PRINT) },
    { "--from", "SERIAL",
      "自此序号起 / first serial to look at (default: the first that was not printed)", AT(from),
      V(PRINT) },
    { "--job", "N", "每个作业的枚数，缺省 100 / labels a job, for printers (default: 100)", AT(job),
      PRINTING },
    { "--why", "WORD", "补打原因 / jam, faint, torn, lost-in-office, wrong-stock or other", AT(why),
      V(REPRINT) },
    { "--note", "TEXT", "说明（原因为 other 时必填） / note, needed with the reason other",
      AT(note), V(REPRINT) },
    { "--no-test", NULL, "不先打测试标签 / print 1,000 and more without a test label first",
      AT(no_test), OF_RUNS },
    { "--gs1", NULL,
      "二维码用 GS1 网址，须已登记 GTIN / the QR holds the GS1 form of the URL (needs a GTIN)",
      AT(gs1), OF_RUNS },
    { "--run", "RUN", "以此段的文字预览 / show the texts of this run instead of examples", AT(run),
      V(PREVIEW) },
    { "--form", "100x70|60x40|code", "合格证的样式 / of a certificate; code: 100x70 with its QR",
      AT(form), V(CONFORMITY) },
    { "--threads", "N", "签名线程数 / threads that sign, 1..64 (default: 2)", AT(threads),
      OF_RUNS },
    { "--passphrase-file", "F", "口令文件 / file with the passphrase of the keys",
      AT(passphrase_file), SIGNING },
    { "--passphrase-fd", "N",
      "口令的文件描述符 / open descriptor with the passphrases, a line each", AT(passphrase_fd),
      SIGNING },
    { "--json", NULL, "输出 JSON / print JSON", AT(json), V(STATUS) },
    { "--help", NULL, "显示帮助 / print this", AT(help), EVERY_VERB },
};

#define OPTION_COUNT (sizeof options / sizeof options[0])

const gi_option *gi_option_at(size_t index)
{
    return index < OPTION_COUNT ? &options[index] : NULL;
}

const gi_label_verb_row *gi_label_verb_at(size_t index)
{
    return index < GI_VERBS ? &verbs[index] : NULL;
}

static gi_status find_verb(const char *name, gi_label_verb *out, gi_error *err)
{
    for (size_t i = 0; i < GI_VERBS; i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            *out = (gi_label_verb)i;
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_LABEL_VERB, gi_quote(gi_bytes_of(name)).text);
}

/* The option of this name if one of the verbs takes it. */
static const gi_option *find_option(const char *name, unsigned verbs_asked)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (strcmp(options[i].name, name) == 0 && (options[i].verbs & verbs_asked) != 0) {
            return &options[i];
        }
    }
    return NULL;
}

/* Where the verb stands: the first word that is neither an option nor its value. */
static int verb_place(int count, const char *const *arguments)
{
    int at = 0;
    while (at < count && arguments[at][0] == '-') {
        const gi_option *option = find_option(arguments[at], EVERY_VERB);
        at += option != NULL && option->value != NULL ? 2 : 1;
    }
    return at;
}

static gi_status put(gi_order_typed *typed, size_t at, const char *name, const char *text,
                     gi_error *err)
{
    const char **place = (const char **)(void *)((char *)typed + at);
    if (*place != NULL) {
        return gi_fail_field(err, name, GI_WHY_DUPLICATE_FIELD, name);
    }
    *place = text;
    return GI_OK;
}

gi_status gi_order_usage(gi_label_verb verb, const char *field, gi_error *err)
{
    char usage[160];
    (void)snprintf(usage, sizeof usage, "gitrace label %s", verbs[verb].usage);
    return gi_fail_field(err, field, GI_WHY_USAGE, usage);
}

/* An option without its value. */
static gi_status fail_value(const gi_option *option, gi_error *err)
{
    GI_AUTO_BUF usage = GI_BUF(200);
    gi_buf_add_format(&usage, "%s %s", option->name, option->value);
    return gi_fail_field(err, option->name, GI_WHY_USAGE, gi_buf_text(&usage));
}

/* Takes one option or the word; says how many arguments that were. */
static gi_status take(gi_label_verb verb, int left, const char *const *words, gi_order_typed *typed,
                      int *taken, gi_error *err)
{
    if (words[0][0] != '-') {
        *taken = 1;
        return verbs[verb].word == NULL ? gi_order_usage(verb, words[0], err)
                                        : put(typed, AT(word), verbs[verb].word, words[0], err);
    }
    const gi_option *option = find_option(words[0], 1U << verb);
    if (option == NULL) {
        char name[32];
        (void)snprintf(name, sizeof name, "label %s", verbs[verb].name);
        return gi_fail(err, GI_WHY_UNKNOWN_OPTION, words[0], name);
    }
    if (option->value != NULL && left < 2) {
        return fail_value(option, err);
    }
    *taken = option->value == NULL ? 1 : 2;
    return put(typed, option->at, option->name, words[*taken - 1], err);
}

static gi_status read_verb(int count, const char *const *arguments, int place, gi_order *out,
                           gi_error *err)
{
    gi_order_typed typed = { 0 };
    int taken = 0;
    gi_label_verb verb = GI_VERB_PRINT;
    GI_TRY(find_verb(arguments[place], &verb, err));
    for (int i = 0; i < count; i += taken) {
        taken = 1;
        if (i != place) {
            GI_TRY(take(verb, count - i, arguments + i, &typed, &taken, err));
        }
    }
    gi_order order = { .help = typed.help != NULL, .verb = verb };
    if (!order.help && verbs[verb].word != NULL && typed.word == NULL) {
        return gi_order_usage(verb, verbs[verb].word, err);
    }
    if (!order.help) {
        GI_TRY(gi_order_judge(verb, &typed, &order, err));
    }
    *out = order;
    return GI_OK;
}

gi_status gi_order_read(int count, const char *const *arguments, gi_order *out, gi_error *err)
{
    int place = verb_place(count, arguments);
    if (place < count && strcmp(arguments[place], "help") != 0) {
        return read_verb(count, arguments, place, out, err);
    }
    for (int i = 0; i < count; i++) {
        if (strcmp(arguments[i], "--help") == 0 || strcmp(arguments[i], "help") == 0) {
            *out = (gi_order){ .help = true, .verb = GI_VERBS };
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_USAGE, "gitrace label VERB [options] | gitrace label --help");
}

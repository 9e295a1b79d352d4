/*
 * import.c - gitrace import KIND FILE: rows of a table as acts, tried first, committed whole.
 *
 * Without --commit nothing is written and no key is unlocked. Exit 1: there are faults.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/import.h"

const option_rule import_options[] = {
    { "commit", NULL, "写入（全部或全不）；缺省只试运行",
      "store the rows, all or none; else only try" },
    { "again", NULL, "相同内容也再次写入", "store although the same rows were imported before" },
    { "sheet", "NAME", "工作表名（缺省为第一个可见的）",
      "name of the sheet (default: the first visible)" },
    { "product", "NAME", "各行缺省的产品", "product of rows that name none" },
    { "season", "2026-1", "各行缺省的产季", "season of rows that name none" },
    { "holder", "001F", "各行缺省的主体", "holder of rows that name none" },
    { "kind", "KIND", "模板的种类", "with --template: what it is for" },
    { "template", "FILE", "写出模板（.xlsx 或 .csv）", "write a template (.xlsx or .csv)" },
    { NULL, NULL, NULL, NULL },
};

/* ---- what is said ---- */

static const char *text_of(const gi_json *json, const char *name, char *out, size_t size)
{
    gi_bytes text = { 0 };
    out[0] = '\0';
    if (gi_json_as_text(gi_json_get(json, name), &text)) {
        (void)snprintf(out, size, "%.*s", (int)text.size, (const char *)text.data);
    }
    return out;
}

static int64_t int_of(const gi_json *json, const char *name)
{
    int64_t value = 0;
    (void)gi_json_as_int(gi_json_get(json, name), &value);
    return value;
}

/* "第 12 行 C 列「重量」" and "row 12, column C (weight)", as far as they are known. */
static void place_of(const gi_json *found, char *zh, char *en, size_t size)
{
    char column[8];
    char header[128];
    long long row = (long long)int_of(found, "row");
    (void)text_of(found, "column", column, sizeof column);
    (void)text_of(found, "header", header, sizeof header);
    if (row == 0) {
        (void)snprintf(zh, size, "文件");
        (void)snprintf(en, size, "file");
    } else if (column[0] == '\0') {
        (void)snprintf(zh, size, "第 %lld 行", row);
        (void)snprintf(en, size, "row %lld", row);
    } else {
        (void)snprintf(zh, size, "第 %lld 行 %s 列「%s」", row, column, header);
        (void)snprintf(en, size, "row %lld, column %s (%s)", row, column, header);
    }
}

static void say_finding(const command *cmd, const gi_json *found)
{
    char place_zh[200];
    char place_en[200];
    char message[GI_ERROR_TEXT];
    char zh[2 * GI_ERROR_TEXT];
    char en[2 * GI_ERROR_TEXT];
    place_of(found, place_zh, place_en, sizeof place_zh);
    (void)snprintf(zh, sizeof zh, "  %s：%s", place_zh,
                   text_of(found, "zh", message, sizeof message));
    (void)snprintf(en, sizeof en, "%s%s: %s", cmd->zh ? "" : "  ", place_en,
                   text_of(found, "message", message, sizeof message));
    say(cmd, zh, en);
}

static void say_findings(const command *cmd, const gi_json *report, const char *list,
                         const char *count, const char *zh, const char *en)
{
    const gi_json *found = gi_json_get(report, list);
    char line_zh[120];
    char line_en[120];
    long long all = (long long)int_of(report, count);
    if (all == 0) {
        return;
    }
    (void)snprintf(line_zh, sizeof line_zh, "%s %lld 处：", zh, all);
    (void)snprintf(line_en, sizeof line_en, "%lld %s:", all, en);
    say(cmd, line_zh, line_en);
    for (size_t i = 0; i < gi_json_count(found); i++) {
        say_finding(cmd, gi_json_at(found, i));
    }
    if ((long long)gi_json_count(found) < all) {
        say(cmd, "  ……其余未列出", cmd->zh ? "and more" : "  and more");
    }
}

static void say_balance(const command *cmd, const gi_json *report)
{
    const gi_json *list = gi_json_get(report, "balance");
    if (gi_json_count(list) == 0) {
        return;
    }
    say(cmd, "余额变化：", "balances:");
    for (size_t i = 0; i < gi_json_count(list); i++) {
        const gi_json *one = gi_json_at(list, i);
        char text[5][48];
        char line[256];
        static const char *const names[] = { "holder", "product", "season", "material",
                                             "before_text" };
        char after[48];
        for (size_t k = 0; k < 5; k++) {
            (void)text_of(one, names[k], text[k], sizeof text[k]);
        }
        (void)snprintf(line, sizeof line, "  %s %s %s %s: %s -> %s", text[0], text[1], text[2],
                       text[3], text[4], text_of(one, "after_text", after, sizeof after));
        say_text(line);
    }
}

/* Rows may share an act, so nobody has to count them for the way back. */
static void say_way_back(const command *cmd, long long first, long long last)
{
    char zh[120];
    char en[120];
    (void)snprintf(zh, sizeof zh, "若要整体撤回：gitrace undo-import %lld --count %lld", first,
                   last - first + 1);
    (void)snprintf(en, sizeof en, "to take all of it back: gitrace undo-import %lld --count %lld",
                   first, last - first + 1);
    say(cmd, zh, en);
}

static void say_result(const command *cmd, const gi_json *report, bool stored)
{
    char zh[200];
    char en[200];
    long long rows = (long long)int_of(report, "rows_read");
    long long good = (long long)int_of(report, "rows_good");
    long long first = (long long)int_of(report, "first");
    long long last = (long long)int_of(report, "last");
    if (stored) {
        (void)snprintf(zh, sizeof zh, "已写入 %lld 行，第 %lld 至 %lld 号记录", rows, first, last);
        (void)snprintf(en, sizeof en, "%lld rows stored, acts %lld to %lld", rows, first, last);
    } else {
        (void)snprintf(zh, sizeof zh, "共 %lld 行，%lld 行可用；未写入任何内容", rows, good);
        (void)snprintf(en, sizeof en, "%lld rows, %lld of them good; nothing was written", rows,
                       good);
    }
    say(cmd, zh, en);
    if (stored) {
        say_way_back(cmd, first, last);
    }
}

static gi_status say_report(command *cmd, const gi_import *import, gi_error *err)
{
    GI_AUTO(gi_json) report = gi_import_report(import, cmd->json);
    char format[16];
    char encoding[16];
    char line[96];
    GI_TRY(gi_json_ok(report, err));
    cmd->exit = gi_import_faults(import) > 0 ? 1 : 0;
    if (cmd->json) {
        return say_json(report, false, err);
    }
    (void)snprintf(line, sizeof line, "%s, %s", text_of(report, "format", format, sizeof format),
                   text_of(report, "encoding", encoding, sizeof encoding));
    say_value(cmd, "文件", "file", line);
    say_findings(cmd, report, "notes", "note_count", "提示", "notes");
    say_findings(cmd, report, "faults", "fault_count", "错误", "faults");
    say_balance(cmd, report);
    say_result(cmd, report, gi_import_stored(import));
    return GI_OK;
}

/* ---- what is done ---- */

static gi_status unlock(command *cmd, gi_registry *registry, const gi_import *import, keyring *keys,
                        gi_error *err)
{
    GI_TRY(keyring_begin(cmd, keys, err));
    for (int role = GI_ROLE_ROOT; role <= GI_ROLE_LOG; role++) {
        if (gi_import_needs(import, (gi_role)role)) {
            GI_TRY(keyring_add_role(keys, registry, (gi_role)role, err));
        }
    }
    return GI_OK;
}

static gi_status import_file(command *cmd, const char *kind, const char *path, gi_error *err)
{
    GI_AUTO_BUF file = GI_BUF(GI_IMPORT_FILE_MAX);
    GI_AUTO(gi_import) import = NULL;
    GI_AUTO(gi_registry) registry = NULL;
    KEYRING keys = { 0 };
    gi_import_options how = { kind, option(cmd, "sheet"), option(cmd, "product"),
                              option(cmd, "season"), option(cmd, "holder") };
    bool commit = option(cmd, "commit") != NULL;
    GI_TRY(file_read(path, &file, err));
    GI_TRY(gi_import_read(gi_buf_view(&file), &how, &import, err));
    gi_buf_clear(&file);
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    /* A file with faults cannot be stored: no passphrase is asked for in vain. */
    commit = commit && gi_import_faults(import) == 0;
    if (commit) {
        GI_TRY(unlock(cmd, registry, import, &keys, err));
    }
    gi_import_mode mode = !commit                        ? GI_IMPORT_TRY
                          : option(cmd, "again") != NULL ? GI_IMPORT_AGAIN
                                                         : GI_IMPORT_COMMIT;
    GI_TRY(gi_import_run(import, registry, keys.signer, keys.count, mode, err));
    return say_report(cmd, import, err);
}

/* "harvest.xlsx" is a template of harvests unless --kind says otherwise. */
static gi_status write_template(command *cmd, const char *path, gi_error *err)
{
    GI_AUTO_BUF file = GI_BUF(1 << 20);
    char kind[64];
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(name, '.');
    bool xlsx = dot != NULL && strcmp(dot, ".xlsx") == 0;
    GI_TRY(words_expect(cmd, 0, 0, err));
    (void)snprintf(kind, sizeof kind, "%.*s", (int)strcspn(name, "."), name);
    if (option(cmd, "kind") != NULL) {
        (void)snprintf(kind, sizeof kind, "%s", option(cmd, "kind"));
    }
    GI_TRY(gi_import_template(kind, xlsx, &file, err));
    GI_TRY(gi_buf_status(&file, path, err));
    return file_create(path, gi_buf_view(&file), err);
}

gi_status run_import(command *cmd, gi_error *err)
{
    if (option(cmd, "template") != NULL) {
        return write_template(cmd, option(cmd, "template"), err);
    }
    GI_TRY(words_expect(cmd, 2, 2, err));
    return import_file(cmd, cmd->words[0], cmd->words[1], err);
}

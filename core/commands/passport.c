/*
 * passport.c - gitrace passport BATCH --out FILE.gip [--with GROUPS], passport extract FILE DIR,
 * and verify
 * --passport FILE. Extracting and verifying touch neither registry nor network.
 */
#include "gi/passport.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/commands/files.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/trust.h"
#include "core/commands/witnessed.h"
#include "gi/text.h"

const option_rule passport_options[] = {
    { "out", "FILE", "写入此文件（如 batch.gip）", "the file to write, such as batch.gip" },
    { "with", "LIST", "另附记录：sprays 喷药、conformity 合格证、laboratory 检测",
      "add records: sprays,conformity,laboratory" },
    { NULL, NULL, NULL, NULL },
};

static gi_status open_file(const char *path, gi_passport **out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_TRY(file_read(path, &text, err));
    return gi_passport_open(gi_buf_view(&text), NULL, 0, out, err);
}

/* ---- extract ---- */

static gi_status put_file(const char *dir, const char *name, const char *ending, gi_bytes bytes,
                          gi_error *err)
{
    char path[PATH_SIZE];
    if ((size_t)snprintf(path, sizeof path, "%s/%s.%s", dir, name, ending) >= sizeof path) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(PATH_SIZE - 1).text);
    }
    return file_create(path, bytes, err);
}

static gi_status extract_one(const gi_passport *passport, size_t at, const char *dir, gi_error *err)
{
    char name[GI_PASSPORT_NAME];
    GI_AUTO_BUF leaf = GI_BUF(65536);
    GI_AUTO_BUF proof = GI_BUF(2 * GI_NOTE_MAX);
    GI_TRY(gi_passport_proof(passport, at, name, &leaf, &proof, err));
    GI_TRY(put_file(dir, name, "json", gi_buf_view(&leaf), err));
    return put_file(dir, name, "tlog-proof", gi_buf_view(&proof), err);
}

static gi_status extract(command *cmd, gi_error *err)
{
    GI_AUTO(gi_passport) passport = NULL;
    const char *dir = cmd->words[2];
    GI_TRY(open_file(cmd->words[1], &passport, err));
    if (mkdir(dir, 0755) != 0 && errno != EEXIST) {
        return gi_fail(err, GI_WHY_FILE_WRITE, dir, strerror(errno));
    }
    for (size_t i = 0; i < gi_passport_leaves(passport); i++) {
        GI_TRY(extract_one(passport, i, dir, err));
    }
    if (!cmd->json) {
        say_value(cmd, "记录与证明已写入", "leaves and proofs are written to", dir);
    }
    return GI_OK;
}

/* ---- write ---- */

/* Words with commas between. */
static gi_status groups_of(const command *cmd, unsigned *out, gi_error *err)
{
    const char *rest = option(cmd, "with");
    unsigned groups = 0;
    while (rest != NULL) {
        size_t size = strcspn(rest, ",");
        gi_bytes word = { (const uint8_t *)rest, size };
        unsigned flag = gi_passport_group_flag(word);
        if (flag == 0) {
            return gi_fail(err, GI_WHY_BAD_FIELD, "with", gi_quote(word).text,
                           "sprays,conformity,laboratory");
        }
        groups |= flag;
        rest = rest[size] == ',' ? rest + size + 1 : NULL;
    }
    *out = groups;
    return GI_OK;
}

gi_status run_passport(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    const char *path = NULL;
    unsigned groups = 0;
    if (cmd->word_count == 3 && strcmp(cmd->words[0], "extract") == 0) {
        return extract(cmd, err);
    }
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(option_needed(cmd, "out", &path, err));
    GI_TRY(groups_of(cmd, &groups, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_passport_write_with(registry, gi_bytes_of(cmd->words[0]), groups, &text, err));
    GI_TRY(file_create(path, gi_buf_view(&text), err));
    if (strcmp(path, "-") != 0 && cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set_int(answer, "bytes", (int64_t)text.size);
        gi_json_set_text(answer, "file", path);
        return say_json(answer, false, err);
    }
    if (strcmp(path, "-") != 0) {
        say_value(cmd, "批次护照已写好", "the passport is written", path);
        say_number(cmd, "字节", "bytes", (int64_t)text.size);
    }
    return GI_OK;
}

/* ---- verify ---- */

static const char none[] = "无记录（出具人所称） / none on record, the writer's word";
static const char not_added[] = "此护照未附 / not in this passport";

/* What is told of a record of each group, in this order; those that are absent are left out. */
static const struct part {
    const char *group, *member, *before;
} parts[] = {
    { "sprays", "day", "" },
    { "sprays", "name", "" },
    { "sprays", "active", "有效成分 / active: " },
    { "sprays", "registration", "" },
    { "sprays", "dose", "" },
    { "sprays", "target", "" },
    { "sprays", "interval", "安全间隔期（天） / interval, days: " },
    { "sprays", "allowed_from", "可采自 / picking from: " },
    { "conformity", "day", "" },
    { "conformity", "basis", "承诺依据 / basis: " },
    { "conformity", "place", "产地 / place: " },
    { "conformity", "qty", "数量 / quantity: " },
    { "laboratory", "laboratory", "" },
    { "laboratory", "number", "" },
    { "laboratory", "day", "" },
    { "laboratory", "result", "结论 / result: " },
    { "laboratory", "items", "" },
};

static void say_record(const command *cmd, const char *group, const char *const title[2],
                       const gi_json *row)
{
    int64_t act = 0;
    bool named = false;
    GI_AUTO_BUF line = GI_BUF(65536);
    (void)gi_json_as_int(gi_json_get(row, "act"), &act);
    (void)gi_json_as_bool(gi_json_get(row, "names_batch"), &named);
    gi_buf_add_format(&line, "#%s", gi_num(act).text);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const gi_json *value = gi_json_get(row, parts[i].member);
        if (strcmp(parts[i].group, group) == 0 && value != NULL) {
            gi_buf_add_format(&line, " · %s", parts[i].before);
            say_cell(value, &line);
        }
    }
    gi_buf_add_text(&line,
                    named ? "" : " · 属于本批次系出具人所称 / of this batch: the writer's word");
    say_value(cmd, title[0], title[1], gi_buf_text(&line));
}

/* What a group holds, or that it holds nothing, or that it was not added at all. */
static void say_groups(const command *cmd, gi_json *facts)
{
    static const struct {
        const char *word;
        const char *title[2];
    } groups[] = {
        { "sprays", { "喷药记录", "spray" } },
        { "conformity", { "承诺达标合格证", "certificate of conformity" } },
        { "laboratory", { "检测报告", "laboratory report" } },
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        const gi_json *rows = gi_json_get(facts, groups[i].word);
        if (gi_json_count(rows) == 0) {
            say_value(cmd, groups[i].title[0], groups[i].title[1], rows == NULL ? not_added : none);
        }
        for (size_t at = 0; at < gi_json_count(rows); at++) {
            say_record(cmd, groups[i].word, groups[i].title, gi_json_at(rows, at));
        }
        gi_json_remove(facts, groups[i].word);
    }
}

static gi_status say_facts(const command *cmd, const gi_passport_about *about, gi_json *facts,
                           gi_error *err)
{
    gi_json_set_text(facts, "origin", about->origin);
    gi_json_set_int(facts, "log_size", about->size);
    gi_json_set(facts, "trusted", gi_json_bool(about->trusted));
    gi_json_set_text(facts, "fingerprint", about->fingerprint);
    GI_TRY(gi_json_ok(facts, err));
    if (cmd->json) {
        return say_json(facts, false, err);
    }
    if (about->trusted) {
        say(cmd, "护照属实：以下内容已记入日志；其后的召回或作废不在其中",
            "the passport holds: this was logged; a later recall or voiding is not in it");
    } else {
        say(cmd, "不能判断：根密钥尚未被信任", "cannot tell: its root key is not trusted yet");
        say_value(cmd, "根密钥", "root key", about->root);
    }
    witnessed_say(cmd, facts);
    gi_json_remove(facts, "witnessed");
    say_groups(cmd, facts);
    say_object(facts);
    return GI_OK;
}

gi_status run_verify_passport(command *cmd, gi_error *err)
{
    gi_root_pin pins[GI_PINS_MAX];
    size_t count = 0;
    GI_AUTO(gi_passport) passport = NULL;
    GI_AUTO(gi_json) facts = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_PASSPORT_MAX);
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(trust_pins(cmd, pins, &count, err));
    GI_TRY(file_read(option(cmd, "passport"), &text, err));
    GI_TRY(gi_passport_open(gi_buf_view(&text), pins, count, &passport, err));
    GI_TRY(gi_passport_facts(passport, &facts, err));
    const gi_passport_about *about = gi_passport_about_of(passport);
    cmd->exit = about->trusted ? 0 : 3;
    GI_TRY(witnessed_add(cmd, gi_buf_view(&text), facts, err));
    return say_facts(cmd, about, facts, err);
}

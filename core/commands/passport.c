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

/* What a group holds, or that it holds nothing, or that it was not added at all. */
static void say_groups(const command *cmd, gi_json *facts)
{
    static const struct {
        const char *word, *zh, *en;
    } groups[] = {
        { "sprays", "喷药记录", "sprays" },
        { "conformity", "承诺达标合格证", "certificate of conformity" },
        { "laboratory", "检测报告", "laboratory reports" },
    };
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        const gi_json *rows = gi_json_get(facts, groups[i].word);
        if (gi_json_count(rows) == 0) {
            say_value(cmd, groups[i].zh, groups[i].en, rows == NULL ? not_added : none);
        }
        for (size_t at = 0; at < gi_json_count(rows); at++) {
            GI_AUTO_BUF row = GI_BUF(65536);
            gi_json_write(gi_json_at(rows, at), &row);
            say_value(cmd, groups[i].zh, groups[i].en, gi_buf_text(&row));
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

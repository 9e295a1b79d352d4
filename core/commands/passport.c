/*
 * passport.c - gitrace passport BATCH --out FILE.gip [--with GROUPS], passport extract FILE DIR.
 *
 * A group of records that was asked for and could not be added is told in one line. Extracting
 * touches neither registry nor network.
 */
#include "gi/passport.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/commands/files.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
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

/* What was asked for and is not in the file: [{group id zh en}]. */
static gi_json *left_json(const gi_passport_left *left)
{
    gi_json *list = gi_json_array();
    gi_json *row = gi_json_object();
    gi_json_set_text(row, "group", "conformity");
    gi_json_set_text(row, "id", gi_why_id(left->why.why));
    gi_json_set_text(row, "zh", left->why.zh);
    gi_json_set_text(row, "en", left->why.message);
    gi_json_push(list, row);
    return list;
}

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
    gi_passport_left left;
    if (cmd->word_count == 3 && strcmp(cmd->words[0], "extract") == 0) {
        return extract(cmd, err);
    }
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(option_needed(cmd, "out", &path, err));
    GI_TRY(groups_of(cmd, &groups, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_passport_write_with(registry, gi_bytes_of(cmd->words[0]), groups, &text, &left, err));
    GI_TRY(file_create(path, gi_buf_view(&text), err));
    if (left.groups != 0) {
        say_warning(&left.why);
    }
    if (strcmp(path, "-") != 0 && cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set_int(answer, "bytes", (int64_t)text.size);
        gi_json_set_text(answer, "file", path);
        if (left.groups != 0) {
            gi_json_set(answer, "left_out", left_json(&left));
        }
        return say_json(answer, false, err);
    }
    if (strcmp(path, "-") != 0) {
        say_value(cmd, "批次护照已写好", "the passport is written", path);
        say_number(cmd, "字节", "bytes", (int64_t)text.size);
    }
    return GI_OK;
}

/*
 * acts.c - every act of the table as a verb (acts.h).
 *
 * Nothing here knows any particular act: fields, words of help, who signs come from its row.
 */
#include "core/commands/acts.h"

#include <stdio.h>
#include <string.h>

#include "core/commands/desk.h"
#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/unit_code.h"
#include "gi/unit_number.h"

static const gi_field_rule *field_of(const gi_act_kind *kind, const char *name)
{
    for (const gi_field_rule *field = kind->fields; field->name != NULL; field++) {
        if (strcmp(field->name, name) == 0) {
            return field;
        }
    }
    return NULL;
}

/* Only goods have numbers: the serial of a trade card is a log index, and may be a label's too. */
static gi_status check_scanned(const gi_field_rule *field, const gi_unit_header *header,
                               gi_error *err)
{
    if (header->type != GI_LABEL_UNIT && header->type != GI_LABEL_PACKAGE) {
        char type[16];
        (void)snprintf(type, sizeof type, "GL1 type %d", (int)header->type);
        return gi_fail_field(err, field->name, GI_WHY_BAD_FIELD, field->name, type,
                             "GL1 type 0, 1 (label, package)");
    }
    return header->key != 0 ? GI_OK : gi_fail_field(err, field->name, GI_WHY_NO_KEY, "0");
}

/* A scanned code in the place of a number: which label or package it is of, as far as it says so
 * itself. The act asks whether that one exists; `verify` tells whether the code is genuine. */
static gi_status set_scanned(gi_draft *draft, const gi_field_rule *field, const char *value,
                             gi_error *err)
{
    gi_bytes digits;
    gi_unit_code code;
    gi_unit_header header;
    char number[GI_UNIT_NUMBER_TEXT];
    GI_TRY(gi_unit_url_digits(gi_bytes_of(value), &digits, err));
    GI_TRY(gi_unit_code_parse(digits, &code, err));
    GI_TRY(gi_unit_header_decode((gi_bytes){ code.header, code.header_size }, &header, err));
    GI_TRY(check_scanned(field, &header, err));
    gi_unit_number_print((gi_unit_id){ header.key, header.serial }, number);
    return gi_draft_set(draft, field->name, gi_bytes_of(number), err);
}

/* A secret on the command line is seen by others; "-" takes it from standard input instead. */
static gi_status set_field(gi_draft *draft, const gi_field_rule *field, const char *value,
                           gi_error *err)
{
    GI_SECRET secret = { 0 };
    gi_passphrase_source input = { 0, NULL, false };
    if (field->kind == GI_FIELD_UNITS && strlen(value) >= GI_UNIT_DIGITS) {
        return set_scanned(draft, field, value, err);
    }
    if ((field->flags & GI_TRANSIENT) == 0 || strcmp(value, "-") != 0) {
        return gi_draft_set(draft, field->name, gi_bytes_of(value), err);
    }
    GI_TRY(gi_passphrase_read(&input, field->name, &secret, err));
    return gi_draft_set(draft, field->name, (gi_bytes){ secret.bytes, secret.size }, err);
}

/* An act may have a field of the name of a shared option (key has none of them today). */
static gi_status set_fields(const command *cmd, gi_draft *draft, gi_error *err)
{
    for (size_t i = 0; i < cmd->option_count; i++) {
        const option_given *one = &cmd->options[i];
        const gi_field_rule *field = field_of(cmd->kind, one->name);
        if (field != NULL) {
            GI_TRY(set_field(draft, field, one->value, err));
        }
    }
    return GI_OK;
}

gi_status draft_of(const command *cmd, gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    const char *request = option(cmd, "request");
    GI_TRY(words_expect(cmd, 0, 1, err));
    GI_TRY(gi_draft_create(cmd->kind->name, gi_random_system(), &draft, err));
    if (request != NULL) {
        GI_TRY(gi_draft_set_request(draft, gi_bytes_of(request), err));
    }
    if (cmd->word_count == 1) {
        GI_TRY(set_field(draft, &cmd->kind->fields[0], cmd->words[0], err));
    }
    GI_TRY(set_fields(cmd, draft, err));
    *out = GI_TAKE(draft);
    return GI_OK;
}

/* ---- answers ---- */

/* [key, first, count] as "first..last" unit numbers. */
static bool units_of(const gi_json *range, char out[2 * GI_UNIT_NUMBER_TEXT + 2])
{
    int64_t part[3];
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    for (size_t i = 0; i < 3; i++) {
        if (!gi_json_as_int(gi_json_at(range, i), &part[i])) {
            return false;
        }
    }
    gi_unit_number_print((gi_unit_id){ (uint16_t)part[0], (uint32_t)part[1] }, from);
    gi_unit_number_print((gi_unit_id){ (uint16_t)part[0], (uint32_t)(part[1] + part[2] - 1) }, to);
    (void)snprintf(out, 2 * GI_UNIT_NUMBER_TEXT + 2, "%s..%s", from, to);
    return true;
}

gi_status answer_json(const gi_act_kind *kind, const gi_receipt *receipt, gi_json **out,
                      gi_error *err)
{
    GI_AUTO(gi_json) answer = NULL;
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    GI_TRY(gi_json_parse(gi_bytes_of(receipt->answer), 8, &answer, err));
    if (units_of(gi_json_get(answer, "run"), units) ||
        units_of(gi_json_get(answer, "range"), units)) {
        gi_json_set_text(answer, "units", units);
    }
    gi_json_set_text(answer, "kind", kind->name);
    gi_json_set_int(answer, "ts", receipt->ts);
    if (receipt->repeated) {
        gi_json_set(answer, "repeated", gi_json_bool(true));
    }
    GI_TRY(gi_json_ok(answer, err));
    *out = GI_TAKE(answer);
    return GI_OK;
}

static bool is_detail(const char *name)
{
    return strcmp(name, "act") != 0 && strcmp(name, "kind") != 0 && strcmp(name, "ts") != 0 &&
           strcmp(name, "repeated") != 0;
}

static void say_members(const command *cmd, const gi_json *answer)
{
    for (size_t i = 0; i < gi_json_count(answer); i++) {
        GI_AUTO_BUF cell = GI_BUF(4096);
        const char *name = gi_json_name_at(answer, i);
        if (is_detail(name)) {
            command plain = *cmd;
            plain.zh = false; /* names of members are the same in both languages */
            say_cell(gi_json_value_at(answer, i), &cell);
            const char *shown = strcmp(name, "qty") == 0 ? "qty (mg, uL)" : name;
            say_value(&plain, shown, shown, gi_buf_text(&cell));
        }
    }
}

static gi_status say_answer(const command *cmd, const gi_act_kind *kind, const gi_json *answer,
                            gi_error *err)
{
    char zh[128];
    char en[128];
    int64_t index = 0;
    bool repeated = gi_json_get(answer, "repeated") != NULL;
    if (cmd->json) {
        return say_json(answer, false, err);
    }
    (void)gi_json_as_int(gi_json_get(answer, "act"), &index);
    (void)snprintf(zh, sizeof zh, "第 %lld 号记录：%s%s", (long long)index, kind->zh,
                   repeated ? "（与先前请求相同，未再执行）" : "");
    (void)snprintf(en, sizeof en, "act %lld: %s%s", (long long)index, kind->en,
                   repeated ? " (same request as before, not done again)" : "");
    say(cmd, zh, en);
    say_members(cmd, answer);
    return GI_OK;
}

gi_status answer_say(const command *cmd, const gi_act_kind *kind, const gi_receipt *receipt,
                     gi_error *err)
{
    GI_AUTO(gi_json) answer = NULL;
    GI_TRY(answer_json(kind, receipt, &answer, err));
    return say_answer(cmd, kind, answer, err);
}

/* ---- what becomes of a draft ---- */

static gi_status dry_run(const command *cmd, gi_registry *registry, const gi_draft *draft,
                         gi_error *err)
{
    GI_AUTO(gi_json) file = NULL;
    GI_TRY(gi_act_export(registry, draft, &file, err));
    if (cmd->json) {
        return say_json(gi_json_get(file, "leaf"), false, err);
    }
    say(cmd, "检查通过，未写入任何内容；公开记录将为：",
        "the check passed, nothing was written; the public leaf would be:");
    return say_json(gi_json_get(file, "leaf"), true, err);
}

static gi_status export_draft(const command *cmd, gi_registry *registry, const gi_draft *draft,
                              const char *path, gi_error *err)
{
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO_BUF text = GI_BUF(1 << 20);
    GI_TRY(gi_act_export(registry, draft, &file, err));
    gi_json_write(file, &text);
    gi_buf_add_byte(&text, '\n');
    GI_TRY(gi_buf_status(&text, path, err));
    GI_TRY(file_create(path, gi_buf_view(&text), err));
    if (strcmp(path, "-") != 0 && !cmd->json) {
        say_value(cmd, "已导出待签草稿", "draft written, to be signed", path);
    }
    return GI_OK;
}

static gi_status by_desk(const command *cmd, const gi_draft *draft, const char *path, gi_error *err)
{
    static const char *const elsewhere[] = { "dry-run", "export", "key", "dir" };
    GI_AUTO(gi_json) answer = NULL;
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        if (option(cmd, elsewhere[i]) != NULL) {
            return gi_fail(err, GI_WHY_NOT_TOGETHER, elsewhere[i], "desk");
        }
    }
    GI_TRY(desk_ask(path, draft, &answer, err));
    return say_answer(cmd, cmd->kind, answer, err);
}

gi_status draft_finish(command *cmd, const gi_draft *draft, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    KEYRING keys = { 0 };
    gi_receipt receipt;
    const char *path = option(cmd, "export");
    if (option(cmd, "desk") != NULL) {
        return by_desk(cmd, draft, option(cmd, "desk"), err);
    }
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    if (option(cmd, "dry-run") != NULL) {
        return dry_run(cmd, registry, draft, err);
    }
    if (path != NULL) {
        return export_draft(cmd, registry, draft, path, err);
    }
    GI_TRY(keyring_begin(cmd, &keys, err));
    GI_TRY(keyring_add_kind(&keys, cmd, registry, cmd->kind, err));
    GI_TRY(gi_act_submit(registry, draft, keys.signer, keys.count, &receipt, err));
    return answer_say(cmd, cmd->kind, &receipt, err);
}

gi_status run_act_verb(command *cmd, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(draft_of(cmd, &draft, err));
    return draft_finish(cmd, draft, err);
}

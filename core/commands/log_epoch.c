/*
 * log_epoch.c - gitrace log new-epoch: closes the log where leaves are lost for good, and begins
 * the next under a new name and key.
 *
 * Witnesses are asked first: what they hold of the old log is its last word, unless --note gives
 * one. The new keys' files are made first and removed again when nothing came of it: the gm suite
 * has two, so that the first checkpoint carries both lines. With a root key elsewhere: --export
 * FILE, then `gitrace act sign FILE` there, then --submit FILE here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/log_keys.h"
#include "core/commands/new_key.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/audit.h"
#include "gi/epoch.h"
#include "gi/text.h"

#define FILE_MAX (1 << 20)

typedef struct work {
    command *cmd;
    gi_registry *registry;
    keyring keys;
    log_keys log;      /* the new ones, until they are among keys */
    gi_public_key key; /* the one that strangers' tools read */
    char origin[GI_ORIGIN_MAX];
    gi_buf note;
    gi_epoch_begun begun;
} work;

static void work_clear(work *at)
{
    keyring_close(&at->keys);
    log_keys_clear(&at->log);
    gi_registry_close(at->registry);
    gi_buf_clear(&at->note);
}

/* ---- what is known elsewhere ---- */

/* A witness that holds more than is here leaves its note beside the mark; that is wanted now. */
static gi_status ask_witnesses(work *at, gi_error *err)
{
    gi_error why = { .status = GI_OK };
    gi_witness_reports *reports = calloc(1, sizeof *reports);
    gi_status status = reports == NULL ? gi_fail(&why, GI_WHY_NO_MEMORY, "witnesses")
                                       : gi_witness_compare(at->registry, reports, &why);
    free(reports);
    if (status == GI_OK || why.why == GI_WHY_RESTORED_BACKUP) {
        return GI_OK;
    }
    *err = why;
    return status;
}

/* A file with a signed note, or a published log whose checkpoint it is. */
static gi_status read_note(work *at, gi_error *err)
{
    GI_AUTO(gi_audit_files) files = NULL;
    const char *where = option(at->cmd, "note");
    bool found = false;
    if (where == NULL || file_read(where, &at->note, NULL) == GI_OK) {
        return GI_OK;
    }
    gi_buf_reset(&at->note);
    GI_TRY(gi_audit_files_open(where, &files, err));
    gi_audit_source source = gi_audit_files_source(files);
    GI_TRY(source.read(source.context, "checkpoint", &at->note, &found, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_FILE_MISSING, where);
}

/* ---- what is done ---- */

static gi_status describe(work *at, gi_new_epoch *out, gi_error *err)
{
    const char *origin = NULL;
    const char *why = option(at->cmd, "why");
    GI_TRY(option_needed(at->cmd, "origin", &origin, err));
    GI_TRY(gi_text_copy(at->origin, sizeof at->origin, gi_bytes_of(origin), "origin", err));
    origin_of_key(&at->log.signer[0]->public_key, at->origin);
    *out = (gi_new_epoch){ .origin = at->origin,
                           .note = gi_buf_view(&at->note),
                           .why = why != NULL ? why : "lost" };
    log_keys_describe(&at->log, out);
    return GI_OK;
}

/* Root first, where it is here, then the new log keys. */
static gi_status begin_here(work *at, gi_error *err)
{
    gi_new_epoch what;
    GI_TRY(describe(at, &what, err));
    GI_TRY(keyring_add_role(&at->keys, at->registry, GI_ROLE_ROOT, err));
    log_keys_give(&at->log, &at->keys);
    return gi_log_new_epoch(at->registry, &what, at->keys.signer, at->keys.count, &at->begun, err);
}

static gi_status export_file(work *at, gi_error *err)
{
    gi_new_epoch what;
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO_BUF text = GI_BUF(FILE_MAX);
    GI_TRY(describe(at, &what, err));
    GI_TRY(gi_log_new_epoch_export(at->registry, &what, &file, err));
    gi_json_write(file, &text);
    gi_buf_add_byte(&text, '\n');
    GI_TRY(gi_buf_status(&text, "draft", err));
    return file_create(option(at->cmd, "export"), gi_buf_view(&text), err);
}

static gi_status with_new_key(work *at, bool exports, gi_error *err)
{
    GI_TRY(ask_witnesses(at, err));
    GI_TRY(read_note(at, err));
    GI_TRY(log_keys_make(at->cmd, at->registry, &at->keys.words, &at->log, err));
    const log_keys made = at->log;
    at->key = at->log.signer[0]->public_key;
    gi_status status = exports ? export_file(at, err) : begin_here(at, err);
    if (status != GI_OK) {
        log_keys_undo(&made);
    }
    return status;
}

static gi_status submit_file(work *at, const char *path, gi_error *err)
{
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO_BUF text = GI_BUF(FILE_MAX);
    GI_TRY(file_read(path, &text, err));
    GI_TRY(gi_json_parse(gi_buf_view(&text), 16, &file, err));
    GI_TRY(log_keys_open(at->registry, &at->keys.words, file, &at->log, err));
    at->key = at->log.signer[0]->public_key;
    log_keys_give(&at->log, &at->keys);
    return gi_log_new_epoch_submit(at->registry, file, at->keys.signer, at->keys.count, &at->begun,
                                   err);
}

/* ---- what is said ---- */

static gi_status say_as_json(const work *at, const char *vkey, gi_error *err)
{
    GI_AUTO(gi_json) answer = gi_json_object();
    gi_json_set_int(answer, "epoch", at->begun.number);
    gi_json_set_text(answer, "origin", gi_registry_about(at->registry)->origin);
    gi_json_set_int(answer, "act", at->begun.act);
    gi_json_set_int(answer, "kept", at->begun.kept);
    gi_json_set_int(answer, "signed", at->begun.far);
    gi_json_set_text(answer, "vkey", vkey);
    return say_json(answer, false, err);
}

static void say_lost(const work *at)
{
    char text[64];
    const gi_epoch_begun *begun = &at->begun;
    if (begun->far <= begun->kept) {
        return;
    }
    (void)snprintf(text, sizeof text, "%lld..%lld", (long long)begun->kept,
                   (long long)begun->far - 1);
    say_value(at->cmd, "旧日志中丢失的记录号", "leaves of the old log that are lost", text);
    say(at->cmd,
        "标签密钥已停用；签发前请用 gitrace key add --role label 登记新密钥（勿用旧密钥文件）",
        "the label keys have ended; before labels are issued add a new one: gitrace key add --role "
        "label (no key file of before)");
}

static gi_status say_begun(const work *at, gi_error *err)
{
    char vkey[GI_VKEY_TEXT];
    const command *cmd = at->cmd;
    const gi_about *about = gi_registry_about(at->registry);
    GI_TRY(gi_vkey_print(about->origin, &at->key, vkey, err));
    if (cmd->json) {
        return say_as_json(at, vkey, err);
    }
    say_value(cmd, "新日志", "the log is now", about->origin);
    say_number(cmd, "第几个日志", "epoch", at->begun.number);
    say_number(cmd, "首条记录", "its first leaf", at->begun.act);
    say_lost(at);
    say_value(cmd, "日志公钥（请公布，并告知各见证方）",
              "log key (publish it, and tell every witness)", vkey);
    return GI_OK;
}

static gi_status run(work *at, gi_error *err)
{
    const char *submit = option(at->cmd, "submit");
    bool exports = option(at->cmd, "export") != NULL;
    GI_TRY(words_expect(at->cmd, 1, 1, err));
    GI_TRY(registry_open(at->cmd, GI_ACCESS_WRITE, &at->registry, err));
    GI_TRY(keyring_begin(at->cmd, &at->keys, err));
    GI_TRY(submit != NULL ? submit_file(at, submit, err) : with_new_key(at, exports, err));
    if (!exports) {
        return say_begun(at, err);
    }
    if (!at->cmd->json) {
        say_value(at->cmd, "请在根密钥所在处运行 gitrace act sign，再以 --submit 提交",
                  "sign it where the root key is (gitrace act sign), then --submit it",
                  option(at->cmd, "export"));
    }
    return GI_OK;
}

gi_status run_log_new_epoch(command *cmd, gi_error *err)
{
    work *at = calloc(1, sizeof *at);
    if (at == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "new epoch");
    }
    at->cmd = cmd;
    at->note = GI_BUF(GI_NOTE_MAX);
    gi_status status = run(at, err);
    work_clear(at);
    free(at);
    return status;
}

/*
 * witnessed.c - counts the witnesses that the caller trusts, never those that a file names.
 *
 * A policy inside a passport is the operator's own word and shown as such; --policy and
 * --witness come from the person who asks.
 */
#include "core/commands/witnessed.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/commands/files.h"
#include "core/commands/log_audit.h"
#include "core/commands/say.h"
#include "gi/text.h"
#include "gi/witness.h"

#define FILE_DEPTH 12
#define POLICY_MAX 65536

static gi_status read_note(gi_bytes file, gi_buf *text, gi_note *out, gi_error *err)
{
    gi_bytes coded = { 0 };
    GI_AUTO(gi_json) json = NULL;
    GI_TRY(gi_json_parse(file, FILE_DEPTH, &json, err));
    if (!gi_json_as_text(gi_json_get(json, "note"), &coded)) {
        return gi_fail(err, GI_WHY_BAD_NOTE, "note");
    }
    GI_TRY(gi_base64_parse_add(coded, text, err));
    GI_TRY(gi_buf_status(text, "note", err));
    return gi_note_parse(gi_buf_view(text), out, err);
}

static gi_status judge_policy(const char *path, const gi_note *note, gi_witnessed *out,
                              gi_error *err)
{
    GI_AUTO(gi_policy) policy = NULL;
    GI_AUTO_BUF text = GI_BUF(POLICY_MAX);
    GI_TRY(file_read(path, &text, err));
    GI_TRY(gi_policy_parse(gi_buf_view(&text), &policy, err));
    return gi_policy_judge(policy, note, out, err);
}

static gi_status judge_keys(const command *cmd, const gi_note *note, gi_witnessed *out,
                            gi_error *err)
{
    audit_witnesses *keys = calloc(1, sizeof *keys); /* 16 KiB: off the stack */
    if (keys == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "witnesses");
    }
    gi_status status = audit_witnesses_read(cmd, keys, err);
    if (status == GI_OK) {
        status = gi_cosigners_judge(keys->one, keys->count, note, out, err);
    }
    free(keys);
    return status;
}

static void set_witnessed(gi_json *facts, const gi_witnessed *seen)
{
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "by", seen->by);
    gi_json_set_int(row, "of", seen->of);
    gi_json_set(row, "quorum", gi_json_bool(seen->quorum));
    if (seen->by > 0) {
        gi_json_set_int(row, "oldest", seen->oldest);
        gi_json_set_int(row, "newest", seen->newest);
    }
    gi_json_set(facts, "witnessed", row);
}

static gi_status judge(command *cmd, gi_bytes file, gi_note *note, gi_json *facts, gi_error *err)
{
    gi_witnessed seen = { 0 };
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    const char *policy = option(cmd, "policy");
    GI_TRY(read_note(file, &text, note, err));
    GI_TRY(policy != NULL ? judge_policy(policy, note, &seen, err)
                          : judge_keys(cmd, note, &seen, err));
    if (policy != NULL && !seen.quorum && cmd->exit == 0) {
        cmd->exit = 3;
    }
    set_witnessed(facts, &seen);
    return gi_json_ok(facts, err);
}

gi_status witnessed_add(command *cmd, gi_bytes file, gi_json *facts, gi_error *err)
{
    bool keys = option(cmd, "witness") != NULL;
    bool policy = option(cmd, "policy") != NULL;
    if (keys && policy) {
        return fail_usage(cmd, err);
    }
    if (!keys && !policy) {
        return GI_OK;
    }
    gi_note *note = calloc(1, sizeof *note);
    gi_status status =
        note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note") : judge(cmd, file, note, facts, err);
    free(note);
    return status;
}

void witnessed_say(const command *cmd, const gi_json *facts)
{
    char text[64];
    int64_t by = 0;
    int64_t of = 0;
    int64_t newest = 0;
    bool quorum = false;
    const gi_json *row = gi_json_get(facts, "witnessed");
    if (!gi_json_as_int(gi_json_get(row, "by"), &by) ||
        !gi_json_as_int(gi_json_get(row, "of"), &of) ||
        !gi_json_as_bool(gi_json_get(row, "quorum"), &quorum)) {
        return;
    }
    (void)snprintf(text, sizeof text, "%" PRId64 " / %" PRId64, by, of);
    say_value(cmd, "见证", "witnessed", text);
    if (gi_json_as_int(gi_json_get(row, "newest"), &newest)) {
        say_value(cmd, "最近见证于", "newest cosignature", gi_time_text(newest * 1000, 480).text);
    }
    if (option(cmd, "policy") != NULL) {
        say(cmd, quorum ? "达到见证法定数" : "未达到见证法定数",
            quorum ? "the quorum holds" : "the quorum does not hold");
    }
}

/*
 * log_recover.c - gitrace log recover SOURCE: an old copy catches up with its published log.
 *
 * SOURCE is a directory as `gitrace log export` writes it, or the URL of a published log. No key
 * is needed: every missing leaf is made again with the signatures it has. All or nothing; what
 * cannot be made again is listed.
 */
#include <stdio.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/recover.h"

#define LOST_SAID 20

typedef struct lost_list {
    const command *cmd;
    gi_json *leaves; /* with --json */
    int64_t count;
} lost_list;

/* The first of them by name; all of them in the JSON answer. */
static void note_lost(void *context, const gi_lost_leaf *leaf)
{
    lost_list *list = context;
    list->count++;
    if (list->leaves != NULL) {
        gi_json *one = gi_json_object();
        gi_json_set_int(one, "index", leaf->index);
        gi_json_set_text(one, "kind", leaf->kind);
        gi_json_push(list->leaves, one);
    } else if (list->count <= LOST_SAID) {
        char text[64];
        (void)snprintf(text, sizeof text, "%lld %s", (long long)leaf->index, leaf->kind);
        say_value(list->cmd, "无法重建的记录", "cannot be made again", text);
    } else if (list->count == LOST_SAID + 1) {
        say(list->cmd, "  ……", "  ...");
    }
}

static gi_status say_done(const command *cmd, const gi_recovered *done, gi_error *err)
{
    if (cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set_int(answer, "from", done->from);
        gi_json_set_int(answer, "size", done->size);
        gi_json_set_int(answer, "journal", done->from_journal);
        gi_json_set_int(answer, "rebuilt", done->rebuilt);
        gi_json_set_int(answer, "cosignatures", done->cosignatures);
        return say_json(answer, false, err);
    }
    say_number(cmd, "原有记录", "acts that were here", done->from);
    say_number(cmd, "现有记录", "acts now", done->size);
    say_number(cmd, "取自日志副本", "from the journal", done->from_journal);
    say_number(cmd, "由公开记录重建", "made from the public leaf", done->rebuilt);
    if (done->rebuilt > 0) {
        say(cmd, "重建的行为不记得原请求号：未得到答复的请求请先查询，勿直接重发",
            "acts made from the leaf forget their request keys: look before a request without an "
            "answer is sent again");
    }
    return GI_OK;
}

/* A refusal with the whole list is one JSON value; people have read the list already. */
static gi_status say_lost(command *cmd, lost_list *list, const gi_error *why, gi_error *err)
{
    GI_AUTO(gi_json) answer = gi_json_object();
    gi_json *error = gi_json_object();
    gi_json_set_text(error, "id", gi_why_id(why->why));
    gi_json_set(error, "zh", gi_json_text(gi_bytes_of(why->zh)));
    gi_json_set(error, "en", gi_json_text(gi_bytes_of(why->message)));
    gi_json_set_int(error, "exit", gi_exit_code(why->status));
    gi_json_set(answer, "error", error);
    gi_json_set(answer, "lost", GI_TAKE(list->leaves));
    say_warning(why);
    cmd->exit = gi_exit_code(why->status);
    return say_json(answer, false, err);
}

static gi_status recover(command *cmd, lost_list *list, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_audit_files) files = NULL;
    gi_recovered done;
    gi_error why = { 0 };
    gi_recover_options options = { option(cmd, "journal"), note_lost, list };
    GI_TRY(gi_audit_files_open(cmd->words[1], &files, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    gi_status status =
        gi_log_recover(registry, gi_audit_files_source(files), &options, &done, &why);
    if (status == GI_OK) {
        return say_done(cmd, &done, err);
    }
    if (list->leaves != NULL && list->count > 0) {
        return say_lost(cmd, list, &why, err);
    }
    *err = why;
    return status;
}

gi_status run_log_recover(command *cmd, gi_error *err)
{
    GI_TRY(words_expect(cmd, 2, 2, err));
    lost_list list = { .cmd = cmd, .leaves = cmd->json ? gi_json_array() : NULL };
    gi_status status = recover(cmd, &list, err);
    gi_json_destroy(list.leaves);
    return status;
}

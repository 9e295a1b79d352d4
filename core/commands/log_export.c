/*
 * log_export.c - gitrace log export DIR: the log as static files for any web server.
 */
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/publish.h"

static gi_status say_export(const command *cmd, const char *dir, const gi_export *done,
                            gi_error *err)
{
    if (!cmd->json) {
        say_value(cmd, "公开日志已导出", "the public log is exported", dir);
        say_number(cmd, "记录数", "leaves", done->size);
        say_number(cmd, "新写文件", "files written", done->written);
        say_number(cmd, "已有文件", "files kept", done->kept);
        return GI_OK;
    }
    GI_AUTO(gi_json) answer = gi_json_object();
    gi_json_set_text(answer, "path", dir);
    gi_json_set(answer, "size", gi_json_int(done->size));
    gi_json_set(answer, "written", gi_json_int(done->written));
    gi_json_set(answer, "kept", gi_json_int(done->kept));
    return say_json(answer, false, err);
}

gi_status run_log_export(command *cmd, gi_error *err)
{
    gi_export done;
    GI_AUTO(gi_registry) registry = NULL;
    bool whole = option(cmd, "whole") != NULL;
    GI_TRY(words_expect(cmd, 2, 2, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_log_export(registry, cmd->words[1], whole, &done, err));
    return say_export(cmd, cmd->words[1], &done, err);
}

/*
 * log_mark.c - gitrace log mark: the high-water mark, shown; --reset makes a damaged one anew.
 *
 * Resetting asks the witnesses first: a mark is the only memory on this machine of what was
 * signed, and a registry may look whole and yet be an old copy.
 */
#include <stdlib.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/witnesses.h"

enum { EXIT_NEGATIVE = 1 };

static gi_status say_mark(command *cmd, const gi_mark_report *mark, gi_error *err)
{
    bool bad = mark->trouble.status != GI_OK;
    cmd->exit = bad ? EXIT_NEGATIVE : 0;
    if (cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set_text(answer, "path", mark->path);
        gi_json_set(answer, "found", gi_json_bool(mark->found));
        gi_json_set(answer, "good", gi_json_bool(!bad));
        gi_json_set_int(answer, "size", mark->size);
        if (bad) {
            gi_json_set(answer, "error", error_json(&mark->trouble));
        }
        return say_json(answer, false, err);
    }
    say_value(cmd, "水位标记", "high-water mark", mark->path);
    if (mark->found) {
        say_number(cmd, "已签大小", "size signed", mark->size);
    }
    if (bad) {
        say(cmd, mark->trouble.zh, mark->trouble.message);
    } else {
        say(cmd, mark->found ? "本日志接得上" : "尚无标记",
            mark->found ? "the log goes on from it" : "there is no mark yet");
    }
    return GI_OK;
}

static gi_status reset(command *cmd, gi_registry *registry, gi_error *err)
{
    gi_witness_reports *compared = calloc(1, sizeof *compared);
    gi_status status = compared == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "witnesses")
                                        : gi_mark_reset(registry, compared, err);
    if (status == GI_OK && !cmd->json) {
        say(cmd, "水位标记已按本日志重建", "the high-water mark is made anew from this log");
        say_witnesses(cmd, compared);
    }
    free(compared);
    return status;
}

gi_status run_log_mark(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    gi_mark_report mark;
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    if (option(cmd, "reset") != NULL) {
        GI_TRY(reset(cmd, registry, err));
    }
    GI_TRY(gi_mark_look(registry, &mark, err));
    return say_mark(cmd, &mark, err);
}

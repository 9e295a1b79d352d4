/*
 * log_witness.c - gitrace log ask, log cosign: witnesses by file, for offices without a network.
 *
 *     gitrace log ask --old N --out FILE    what a witness that knows size N is to sign
 *     gitrace log cosign FILE               what it answered
 *
 * Neither needs a key: a cosignature is checked against DIR/witnesses before it is kept.
 */
#include "core/commands/files.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/json.h"
#include "gi/witness.h"

gi_status run_log_ask(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO_BUF request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    const char *out = NULL;
    int64_t old = 0;
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(option_int(cmd, "old", 0, GI_JSON_INT_MAX, &old, err));
    GI_TRY(option_needed(cmd, "out", &out, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_witness_request(registry, old, &request, err));
    return file_create(out, gi_buf_view(&request), err);
}

static gi_status say_taken(const command *cmd, const gi_cosigned *taken, gi_error *err)
{
    if (!cmd->json) {
        say_value(cmd, "见证方", "witness", taken->name);
        say_number(cmd, "检查点大小", "size of the checkpoint", taken->size);
        say_value(cmd, "见证时间（UTC）", "time (UTC)",
                  gi_time_text(taken->seconds * 1000, 0).text);
        return GI_OK;
    }
    GI_AUTO(gi_json) answer = gi_json_object();
    gi_json_set_text(answer, "witness", taken->name);
    gi_json_set(answer, "size", gi_json_int(taken->size));
    gi_json_set(answer, "seconds", gi_json_int(taken->seconds));
    return say_json(answer, false, err);
}

gi_status run_log_cosign(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO_BUF lines = GI_BUF(GI_NOTE_MAX);
    gi_cosigned taken;
    GI_TRY(words_expect(cmd, 2, 2, err));
    GI_TRY(file_read(cmd->words[1], &lines, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    GI_TRY(gi_cosignature_take(registry, gi_buf_view(&lines), &taken, err));
    return say_taken(cmd, &taken, err);
}

/*
 * trace.c - gitrace trace: everything up- and downstream of a code, batch, lot or source.
 */
#include "gi/trace.h"

#include "core/commands/files.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"

const option_rule trace_options[] = {
    { "up", NULL, "只看上游", "upstream only" },
    { "down", NULL, "只看下游", "downstream only" },
    { "svg", "FILE", "画成图（SVG），写入此文件", "draw it as SVG into this file" },
    { NULL, NULL, NULL, NULL },
};

#define TEXT_MAX (16 << 20)

/* "lot 17" may come as one word or as two. */
static gi_status what_of(const command *cmd, gi_buf *out, gi_error *err)
{
    GI_TRY(words_expect(cmd, 1, 2, err));
    gi_buf_add_text(out, cmd->words[0]);
    if (cmd->word_count == 2) {
        gi_buf_add_byte(out, ' ');
        gi_buf_add_text(out, cmd->words[1]);
    }
    return gi_buf_status(out, "trace", err);
}

static unsigned directions_of(const command *cmd)
{
    bool up = option(cmd, "up") != NULL;
    bool down = option(cmd, "down") != NULL;
    return up == down ? GI_TRACE_UP | GI_TRACE_DOWN : up ? GI_TRACE_UP : GI_TRACE_DOWN;
}

gi_status run_trace(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) json = NULL;
    GI_AUTO_BUF what = GI_BUF(4096);
    GI_AUTO_BUF text = GI_BUF(TEXT_MAX);
    const char *file = option(cmd, "svg");
    GI_TRY(what_of(cmd, &what, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    gi_bytes root = gi_buf_view(&what);
    unsigned directions = directions_of(cmd);
    if (file != NULL) {
        GI_TRY(gi_trace_svg(registry, root, directions, !cmd->zh, &text, err));
        return file_create(file, gi_buf_view(&text), err);
    }
    if (cmd->json) {
        GI_TRY(gi_trace_json(registry, root, directions, &json, err));
        return say_json(json, false, err);
    }
    GI_TRY(gi_trace_text(registry, root, directions, !cmd->zh, &text, err));
    say_bytes(gi_buf_view(&text));
    return GI_OK;
}

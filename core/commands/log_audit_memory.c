/*
 * log_audit_memory.c - what an auditor remembers of a log from look to look (--state FILE).
 *
 * The file moves only to a head that nothing speaks against. Two signed heads that contradict
 * each other go to FILE.fork: that file convicts the operator without trust in the auditor.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/log_audit.h"

#define STATE_MAX (GI_NOTE_MAX + 1024)

gi_status audit_memory_read(const command *cmd, gi_audit_state *out, gi_error *err)
{
    const char *path = option(cmd, "state");
    GI_AUTO_BUF text = GI_BUF(STATE_MAX);
    gi_error why = { 0 };
    if (path == NULL) {
        return GI_OK;
    }
    gi_status status = file_read(path, &text, &why);
    if (status == GI_NOT_FOUND) {
        return GI_OK;
    }
    if (status != GI_OK) {
        *err = why;
        return status;
    }
    return gi_audit_state_parse(gi_buf_view(&text), out, err);
}

static gi_status write_fork(const char *path, const gi_audit_state *before,
                            const gi_audit_state *now, gi_error *err)
{
    char fork[PATH_SIZE];
    GI_AUTO_BUF text = GI_BUF(2 * STATE_MAX);
    int size = snprintf(fork, sizeof fork, "%s.fork", path);
    if (size < 0 || (size_t)size >= sizeof fork) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", gi_num(size).text, gi_num(PATH_SIZE - 1).text);
    }
    GI_TRY(gi_audit_fork_print(before, now, &text, err));
    return file_replace(fork, gi_buf_view(&text), err);
}

gi_status audit_memory_keep(const command *cmd, const gi_audit_state *before,
                            const gi_audit_verdict *verdict, gi_error *err)
{
    const char *path = option(cmd, "state");
    GI_AUTO_BUF text = GI_BUF(STATE_MAX);
    if (path == NULL) {
        return GI_OK;
    }
    if (verdict->forked) {
        return write_fork(path, before, &verdict->state, err);
    }
    if (!verdict->state.known) {
        return GI_OK;
    }
    GI_TRY(gi_audit_state_print(&verdict->state, &text, err));
    return file_replace(path, gi_buf_view(&text), err);
}

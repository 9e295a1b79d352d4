/*
 * log_audit.c - gitrace log audit DIR and log fsck: the rules over a log, by anyone.
 *
 * audit reads the public files of a log alone, as an export or any copy of it holds them; fsck
 * the same files as our own registry would serve them, after its whole check. The exit code
 * tells: 0 nothing found, 1 a violation, 3 cannot tell.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/commands/files.h"
#include "core/commands/log_audit.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/publish.h"
#include "gi/report.h"

#define EXIT_CANNOT_TELL 3
#define STATE_MAX (GI_NOTE_MAX + 1024)

static gi_status read_file(void *context, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    char whole[PATH_SIZE];
    gi_error why = { 0 };
    int size = snprintf(whole, sizeof whole, "%s/%s", (const char *)context, path);
    if (size < 0 || (size_t)size >= sizeof whole) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", gi_num(size).text, gi_num(PATH_SIZE - 1).text);
    }
    gi_status status = file_read(whole, out, &why);
    *found = status == GI_OK;
    if (status != GI_OK && status != GI_NOT_FOUND && err != NULL) {
        *err = why;
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static gi_status read_own(void *context, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    gi_publish_kind kind;
    gi_error why = { 0 };
    gi_status status = gi_publish_read(context, gi_bytes_of(path), out, &kind, &why);
    *found = status == GI_OK;
    if (status != GI_OK && status != GI_NOT_FOUND && err != NULL) {
        *err = why;
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

/* ---- memory ---- */

/* An auditor's first look finds no file; one that is there must be whole. */
static gi_status read_state(const command *cmd, gi_audit_state *out, gi_error *err)
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

/* Remembers a head that nothing speaks against; of two that contradict, both are kept. */
static gi_status keep_state(const command *cmd, const gi_audit_state *before,
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

/* ---- running ---- */

static int processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > GI_AUDIT_THREADS ? GI_AUDIT_THREADS : (int)count;
}

static gi_status judge(command *cmd, gi_audit_source source, const gi_audit_state *memory,
                       audit_report *report, gi_error *err)
{
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_verdict verdict = { 0 };
    gi_audit_options options = { .signatures = option(cmd, "no-signatures") == NULL,
                                 .threads = processors(),
                                 .found = audit_said,
                                 .context = report };
    gi_audit_trust trust = { option(cmd, "vkey"), memory };
    GI_TRY(gi_audit_create(&options, &audit, err));
    GI_TRY(gi_audit_log(audit, source, &trust, &verdict, err));
    gi_status status = audit_say_all(cmd, report, audit, &verdict, err);
    if (status == GI_OK) {
        status = keep_state(cmd, memory, &verdict, err);
    }
    gi_audit_verdict_clear(&verdict);
    return status;
}

/* A log that cannot be read is no log that is wrong: said, and answered with "cannot tell". */
static gi_status run_on(command *cmd, gi_audit_source source, gi_error *err)
{
    GI_AUTO_AUDIT_STATE memory = { .note = GI_BUF(GI_NOTE_MAX) };
    gi_error why = { 0 };
    audit_report report = { .cmd = cmd, .csv = option(cmd, "csv") != NULL };
    GI_TRY(read_state(cmd, &memory, err));
    report.findings = cmd->json ? gi_json_array() : NULL;
    gi_status status = judge(cmd, source, &memory, &report, &why);
    gi_json_destroy(report.findings);
    if (status != GI_OK) {
        say_error(cmd, &why);
        cmd->exit = EXIT_CANNOT_TELL;
    }
    return GI_OK;
}

gi_status run_log_audit(command *cmd, gi_error *err)
{
    char dir[PATH_SIZE];
    GI_TRY(words_expect(cmd, 2, 2, err));
    int size = snprintf(dir, sizeof dir, "%s", cmd->words[1]);
    if (size < 0 || (size_t)size >= sizeof dir) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", gi_num(size).text, gi_num(PATH_SIZE - 1).text);
    }
    return run_on(cmd, (gi_audit_source){ read_file, dir, true }, err);
}

gi_status run_log_fsck(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_registry_check(registry, err));
    return run_on(cmd, (gi_audit_source){ read_own, registry, true }, err);
}

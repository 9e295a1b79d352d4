/*
 * log_audit.c - gitrace log audit SOURCE and log fsck: the rules over a log, by anyone.
 *
 * audit reads the public files of a log alone, as an export, any copy of it, or a web server
 * holds them; fsck the same files as our own registry would serve them, after its whole check.
 * The exit code tells: 0 nothing found, 1 a violation, 3 cannot tell.
 */
#include <unistd.h>

#include "core/commands/log_audit.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/publish.h"
#include "gi/report.h"

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

static int processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > GI_AUDIT_THREADS ? GI_AUDIT_THREADS : (int)count;
}

gi_status audit_make(const command *cmd, const audit_witnesses *witnesses, audit_report *report,
                     gi_audit **out, gi_error *err)
{
    gi_audit_options options = { .signatures = option(cmd, "no-signatures") == NULL,
                                 .threads = processors(),
                                 .found = audit_said,
                                 .context = report,
                                 .witness = witnesses->one,
                                 .witnesses = witnesses->count };
    return gi_audit_create(&options, out, err);
}

static gi_status judge(command *cmd, gi_audit_source source, const audit_witnesses *witnesses,
                       audit_report *report, gi_error *err)
{
    GI_AUTO(gi_audit) audit = NULL;
    GI_AUTO_AUDIT_STATE memory = { .note = GI_BUF(GI_NOTE_MAX) };
    gi_audit_verdict verdict = { 0 };
    GI_TRY(audit_memory_read(cmd, &memory, err));
    gi_audit_trust trust = { option(cmd, "vkey"), &memory };
    GI_TRY(audit_make(cmd, witnesses, report, &audit, err));
    GI_TRY(gi_audit_log(audit, source, &trust, &verdict, err));
    gi_status status = audit_say_all(cmd, report, audit, &verdict, err);
    if (status == GI_OK) {
        status = audit_memory_keep(cmd, &memory, &verdict, err);
    }
    gi_audit_verdict_clear(&verdict);
    return status;
}

static gi_status once(command *cmd, gi_audit_source source, const audit_witnesses *witnesses,
                      gi_error *err)
{
    audit_report report = { .cmd = cmd,
                            .csv = option(cmd, "csv") != NULL,
                            .now = gi_clock_now(gi_clock_system()) };
    GI_TRY(option_int(cmd, "now", 0, GI_JSON_INT_MAX, &report.now, err));
    report.findings = cmd->json ? gi_json_array() : NULL;
    report.listed = cmd->json ? gi_json_array() : NULL;
    gi_status status = judge(cmd, source, witnesses, &report, err);
    gi_json_destroy(report.findings);
    gi_json_destroy(report.listed);
    return status;
}

/* A log that cannot be read is no log that is wrong: said, and answered with "cannot tell". */
static gi_status run_on(command *cmd, gi_audit_source source, gi_error *err)
{
    audit_witnesses witnesses;
    gi_error why = { 0 };
    bool follows = option(cmd, "follow") != NULL;
    GI_TRY(audit_witnesses_read(cmd, &witnesses, err));
    gi_status status =
        follows ? audit_follow(cmd, source, &witnesses, &why) : once(cmd, source, &witnesses, &why);
    if (status != GI_OK) {
        say_error(cmd, &why);
        cmd->exit = AUDIT_CANNOT_TELL;
    }
    return GI_OK;
}

gi_status run_log_audit(command *cmd, gi_error *err)
{
    GI_AUTO(gi_audit_files) files = NULL;
    GI_TRY(words_expect(cmd, 2, 2, err));
    GI_TRY(gi_audit_files_open(cmd->words[1], &files, err));
    return run_on(cmd, gi_audit_files_source(files), err);
}

gi_status run_log_fsck(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_registry_check(registry, err));
    gi_audit_source source = { .read = read_own, .context = registry, .tiles = true };
    return run_on(cmd, source, err);
}

/*
 * log_audit.c - gitrace log audit SOURCE... and log fsck: the rules over a log, by anyone.
 *
 * audit reads the public files of a log alone, as an export, any copy of it, or a web server
 * holds them; fsck the same files as our own registry would serve them, after its whole check.
 * Of several sources, logs of one registry in their order, each is judged for itself and the next
 * must go on from it. The exit code tells: 0 nothing found, 1 a violation, 3 cannot tell.
 */
#include <unistd.h>

#include "core/commands/log_audit.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/publish.h"
#include "gi/report.h"

#define LOGS_MAX 16 /* of one registry, closed and open */

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

gi_status audit_make(const command *cmd, const audit_witnesses *witnesses, const gi_audit *before,
                     audit_report *report, gi_audit **out, gi_error *err)
{
    gi_audit_options options = { .signatures = option(cmd, "no-signatures") == NULL,
                                 .threads = processors(),
                                 .found = audit_said,
                                 .context = report,
                                 .witness = witnesses->one,
                                 .by_file = witnesses->by_file,
                                 .witnesses = witnesses->count,
                                 .before = before };
    return gi_audit_create(&options, out, err);
}

/* One log, judged. Kept for the next of the same registry, which is compared with it. */
typedef struct looked {
    gi_audit_files *files; /* NULL: not its own */
    gi_audit *audit;
    gi_audit_verdict verdict;
} looked;

static void looked_clear(looked *at)
{
    gi_audit_destroy(at->audit);
    gi_audit_files_close(at->files);
    gi_audit_verdict_clear(&at->verdict);
    *at = (looked){ .files = NULL };
}

static gi_status judge(command *cmd, gi_audit_source source, const audit_witnesses *witnesses,
                       audit_report *report, const looked *before, looked *out, gi_error *err)
{
    GI_AUTO_AUDIT_STATE memory = { .note = GI_BUF(GI_NOTE_MAX) };
    gi_audit_trust trust = { option(cmd, "vkey"), &memory };
    GI_TRY(audit_memory_read(cmd, &memory, err));
    if (before->audit != NULL) {
        trust.memory = &before->verdict.state;
    }
    GI_TRY(audit_make(cmd, witnesses, before->audit, report, &out->audit, err));
    GI_TRY(gi_audit_log(out->audit, source, &trust, &out->verdict, err));
    GI_TRY(audit_say_all(cmd, report, out->audit, &out->verdict, err));
    return audit_memory_keep(cmd, trust.memory, &out->verdict, err);
}

static gi_status look(command *cmd, gi_audit_source source, const audit_witnesses *witnesses,
                      const looked *before, looked *out, gi_error *err)
{
    audit_report report = { .cmd = cmd,
                            .csv = option(cmd, "csv") != NULL,
                            .lines = cmd->word_count > 2,
                            .now = gi_clock_now(gi_clock_system()) };
    GI_TRY(option_int(cmd, "now", 0, GI_JSON_INT_MAX, &report.now, err));
    bool keeps = cmd->json && !report.lines;
    report.findings = keeps ? gi_json_array() : NULL;
    report.listed = keeps ? gi_json_array() : NULL;
    gi_status status = judge(cmd, source, witnesses, &report, before, out, err);
    gi_json_destroy(report.findings);
    gi_json_destroy(report.listed);
    return status;
}

static gi_status once(command *cmd, gi_audit_source source, const audit_witnesses *witnesses,
                      gi_error *err)
{
    looked none = { .files = NULL };
    looked at = { .files = NULL };
    gi_status status = look(cmd, source, witnesses, &none, &at, err);
    looked_clear(&at);
    return status;
}

/* Logs of one registry in their order: each is the memory that the next is compared with. */
static gi_status in_turn(command *cmd, const audit_witnesses *witnesses, gi_error *err)
{
    gi_status status = GI_OK;
    looked before = { .files = NULL };
    for (size_t i = 1; i < cmd->word_count && status == GI_OK; i++) {
        looked at = { .files = NULL };
        status = gi_audit_files_open(cmd->words[i], &at.files, err);
        if (status == GI_OK) {
            status = look(cmd, gi_audit_files_source(at.files), witnesses, &before, &at, err);
        }
        looked_clear(&before);
        before = at;
    }
    looked_clear(&before);
    return status;
}

/* A log that cannot be read is no log that is wrong: said, and answered with "cannot tell". */
static gi_status tell(command *cmd, gi_status status, const gi_error *why)
{
    if (status != GI_OK) {
        say_error(cmd, why);
        cmd->exit = AUDIT_CANNOT_TELL;
    }
    return GI_OK;
}

static gi_status run_on(command *cmd, gi_audit_source source, gi_error *err)
{
    audit_witnesses witnesses;
    gi_error why = { 0 };
    bool follows = option(cmd, "follow") != NULL;
    GI_TRY(audit_witnesses_read(cmd, &witnesses, err));
    return tell(cmd,
                follows ? audit_follow(cmd, source, &witnesses, &why)
                        : once(cmd, source, &witnesses, &why),
                &why);
}

gi_status run_log_audit(command *cmd, gi_error *err)
{
    GI_AUTO(gi_audit_files) files = NULL;
    audit_witnesses witnesses;
    gi_error why = { 0 };
    bool follows = option(cmd, "follow") != NULL;
    GI_TRY(words_expect(cmd, 2, follows ? 2 : 1 + LOGS_MAX, err));
    if (cmd->word_count > 2) {
        GI_TRY(audit_witnesses_read(cmd, &witnesses, err));
        return tell(cmd, in_turn(cmd, &witnesses, &why), &why);
    }
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

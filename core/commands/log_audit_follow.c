/*
 * log_audit_follow.c - gitrace log audit --follow: looks again and again at a log that grows.
 *
 * The audit lives from look to look and judges only new leaves; the state file moves with it. A
 * look that cannot be made is told and made again, a violation is told and the watch goes on. Two
 * signed heads that contradict each other end it: the proof is on the disk, nothing is left to
 * watch. SIGINT and SIGTERM end it with a summary, also in the middle of a long first look.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/commands/log_audit.h"
#include "core/commands/say.h"

#define SECONDS_MAX 86400

typedef struct watch {
    command *cmd;
    gi_audit_source source; /* of the log; read through read_file below */
    const audit_witnesses *witnesses;
    int64_t seconds;
    sigset_t stop;
    gi_audit *audit;
    int64_t leaves; /* judged by it before this look */
    gi_audit_state memory;
    gi_audit_verdict verdict; /* of the newest look that could be made */
    audit_report report;
    bool looked, forked, failed, stale;
} watch;

static void watch_clear(watch *on)
{
    gi_audit_destroy(on->audit);
    gi_audit_state_clear(&on->memory);
    gi_audit_verdict_clear(&on->verdict);
}

/* The signals are blocked: one that came stays pending until it is asked for. */
static bool stopped(void)
{
    sigset_t pending;
    return sigpending(&pending) == 0 &&
           (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1);
}

static gi_status read_file(void *context, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    const watch *on = context;
    if (stopped()) {
        return gi_fail(err, GI_WHY_INTERRUPTED, path);
    }
    return on->source.read(on->source.context, path, out, found, err);
}

static void ask_ahead(void *context, const char *path, size_t max)
{
    const watch *on = context;
    if (on->source.ahead != NULL) {
        on->source.ahead(on->source.context, path, max);
    }
}

/* ---- one look ---- */

static gi_status remember(watch *on, gi_error *err)
{
    gi_audit_state *memory = &on->memory;
    const gi_audit_state *now = &on->verdict.state;
    GI_TRY(audit_memory_keep(on->cmd, memory, &on->verdict, err));
    if (!now->known) {
        return GI_OK;
    }
    gi_buf note = memory->note;
    *memory = *now;
    memory->note = note;
    gi_buf_reset(&memory->note);
    gi_buf_add(&memory->note, gi_buf_view(&now->note));
    return gi_buf_status(&memory->note, "head", err);
}

static gi_status say_look(watch *on, gi_error *err)
{
    int64_t leaves = gi_audit_count(on->audit).leaves;
    const char *stale = audit_stale(on->cmd, on->audit, on->report.now, true);
    if (stale != NULL && !on->stale) {
        say(on->cmd, stale, audit_stale(on->cmd, on->audit, on->report.now, false));
    }
    on->stale = stale != NULL;
    if (leaves == on->leaves && on->looked) {
        return say_end(err);
    }
    if (on->cmd->json) {
        GI_AUTO(gi_json) line = gi_json_object();
        gi_json_set_int(line, "size", on->verdict.state.head.size);
        gi_json_set_int(line, "new", leaves - on->leaves);
        gi_json_set_int(line, "violations", on->report.count);
        GI_TRY(say_json(line, true, err));
    } else {
        say_number(on->cmd, "已核对记录数", "leaves judged", leaves);
    }
    return say_end(err);
}

/* A log that does not go on from what was judged is looked at whole: that tells fork from harm. */
static gi_status look(watch *on, bool *again, gi_error *err)
{
    gi_audit_verdict fresh = { 0 };
    bool goes_on = on->audit != NULL && gi_audit_goes_on(on->audit);
    if (!goes_on) {
        gi_audit_destroy(on->audit);
        on->audit = NULL;
        on->leaves = 0;
        GI_TRY(audit_make(on->cmd, on->witnesses, NULL, &on->report, &on->audit, err));
    }
    gi_audit_trust trust = { option(on->cmd, "vkey"), &on->memory };
    gi_audit_source source = {
        .read = read_file, .ahead = ask_ahead, .context = on, .tiles = on->source.tiles
    };
    GI_TRY(gi_audit_log(on->audit, source, &trust, &fresh, err));
    gi_audit_verdict_clear(&on->verdict);
    on->verdict = fresh;
    *again = goes_on && !fresh.tree && !fresh.forked;
    on->forked = fresh.forked;
    on->report.now = gi_clock_now(gi_clock_system());
    GI_TRY(remember(on, err));
    GI_TRY(say_look(on, err));
    on->leaves = gi_audit_count(on->audit).leaves;
    on->looked = true;
    return GI_OK;
}

static void look_and_tell(watch *on)
{
    gi_error why = { 0 };
    bool again = false;
    gi_status status = look(on, &again, &why);
    bool renamed = why.why == GI_WHY_OTHER_LOG && on->audit != NULL && !gi_audit_goes_on(on->audit);
    if (renamed || (status == GI_OK && again)) { /* a new epoch: from its beginning */
        status = look(on, &again, &why);
    }
    on->failed = status != GI_OK;
    if (on->failed && !stopped()) {
        say_warning(&why);
    }
}

/* ---- the watch ---- */

/* True when a signal ended the pause. */
static bool pause_or_stop(const watch *on)
{
    struct timespec wait = { .tv_sec = (time_t)on->seconds };
    return stopped() || sigtimedwait(&on->stop, NULL, &wait) > 0;
}

static gi_status run(watch *on, gi_error *err)
{
    (void)sigemptyset(&on->stop);
    (void)sigaddset(&on->stop, SIGINT);
    (void)sigaddset(&on->stop, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &on->stop, NULL);
    do {
        look_and_tell(on);
    } while (!on->forked && !pause_or_stop(on));
    if (!on->looked) {
        on->cmd->exit = AUDIT_CANNOT_TELL;
        return GI_OK;
    }
    GI_TRY(audit_say_all(on->cmd, &on->report, on->audit, &on->verdict, err));
    if (on->cmd->exit == 0 && on->failed && !stopped()) {
        on->cmd->exit = AUDIT_CANNOT_TELL;
    }
    return GI_OK;
}

gi_status audit_follow(command *cmd, gi_audit_source source, const audit_witnesses *witnesses,
                       gi_error *err)
{
    const char *state = NULL;
    watch on = { .cmd = cmd,
                 .source = source,
                 .witnesses = witnesses,
                 .seconds = 1,
                 .memory = { .note = GI_BUF(GI_NOTE_MAX) },
                 .report = { .cmd = cmd, .lines = true } };
    GI_TRY(option_needed(cmd, "state", &state, err));
    GI_TRY(option_int(cmd, "follow", 1, SECONDS_MAX, &on.seconds, err));
    gi_status status = audit_memory_read(cmd, &on.memory, err);
    if (status == GI_OK) {
        status = run(&on, err);
    }
    watch_clear(&on);
    return status;
}

/*
 * tend.c - gitrace log tend: what the log owes the public every day; a timer calls it.
 *
 * Head and season leaves, then the bundle, then the general leaf that names the bundle; then the
 * witnesses are asked. Each only when it is due, so calling it every few minutes is right and a
 * call that was cut off is made good by the next one. Before all that the witnesses are asked
 * what they remember: a restored old copy must not sign. A witness in trouble is a line of the
 * report; the exit code tells of the log's own duties, and of a line of the file witnesses that
 * does not read: its witness is left out, everything else is done.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/witnesses.h"
#include "gi/bundle.h"
#include "gi/tend.h"

typedef struct work {
    command *cmd;
    gi_registry *registry;
    keyring keys;
    gi_tended done;
    char path[PATH_SIZE]; /* of the bundle */
    gi_buf bundle;
    bool refreshed;
    bool general;
    int64_t every; /* seconds between rounds; 0 = one round */
    bool compare;  /* before this round signs anything */
    gi_witness_reports witnesses;
} work;

static void work_clear(work *at)
{
    gi_buf_clear(&at->bundle);
    keyring_close(&at->keys);
    gi_registry_close(at->registry);
}

static gi_status unlock(work *at, gi_error *err)
{
    GI_TRY(keyring_begin(at->cmd, &at->keys, err));
    at->keys.compared = true; /* the round does it, and reports */
    GI_TRY(keyring_add_role(&at->keys, at->registry, GI_ROLE_REGISTRY, err));
    if (at->keys.count == 0) {
        return gi_fail(err, GI_WHY_SIGNER_MISSING, "tend", gi_role_name(GI_ROLE_REGISTRY));
    }
    return keyring_add_role(&at->keys, at->registry, GI_ROLE_LOG, err);
}

/* Length of the log that the bundle in place was made of; 0 = none, or none that reads. */
static gi_status bundle_sequence(work *at, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_bundle) bundle = NULL;
    gi_status status = file_read(at->path, &at->bundle, err);
    *out = 0;
    if (status == GI_NOT_FOUND) {
        return GI_OK;
    }
    GI_TRY(status);
    if (gi_bundle_open(gi_buf_view(&at->bundle), NULL, 0, gi_registry_now(at->registry), 0, &bundle,
                       NULL) == GI_OK) {
        *out = gi_bundle_about_of(bundle)->sequence;
    }
    return GI_OK;
}

/* The bundle is public: the look-up pages may run as somebody else. */
static gi_status write_bundle(work *at, gi_error *err)
{
    gi_buf_reset(&at->bundle);
    GI_TRY(gi_bundle_write(at->registry, at->keys.signer[0], &at->bundle, err));
    GI_TRY(file_replace(at->path, gi_buf_view(&at->bundle), err));
    at->refreshed = true;
    return chmod(at->path, 0644) == 0 ? GI_OK
                                      : gi_fail(err, GI_WHY_FILE_WRITE, at->path, strerror(errno));
}

static gi_status refresh_bundle(work *at, gi_error *err)
{
    int64_t sequence = 0;
    const char *dir = registry_dir(at->cmd);
    if ((size_t)snprintf(at->path, sizeof at->path, "%s/bundle", dir) >= sizeof at->path) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(PATH_SIZE - 1).text);
    }
    GI_TRY(bundle_sequence(at, &sequence, err));
    return at->done.general_due || sequence < at->done.changed ? write_bundle(at, err) : GI_OK;
}

/* ---- the witnesses ---- */

/* At the start, and again when one of them spoke of more acts than there are here. */
static gi_status remember(work *at, gi_error *err)
{
    if (!at->compare) {
        return GI_OK;
    }
    at->compare = false;
    return gi_witness_compare(at->registry, &at->witnesses, err);
}

static gi_status ask(work *at, gi_error *err)
{
    GI_TRY(gi_witness_ask(at->registry, &at->witnesses, err));
    for (size_t i = 0; i < at->witnesses.count; i++) {
        if (at->witnesses.row[i].trouble.why == GI_WHY_WITNESS_AHEAD) {
            at->compare = true;
            GI_TRY(remember(at, err));
        }
    }
    return GI_OK;
}

/* ---- what is said ---- */

static gi_status say_round(const work *at, gi_error *err)
{
    GI_AUTO(gi_json) answer = gi_json_object();
    int offset = gi_registry_about(at->registry)->utc_offset_min;
    gi_json_set(answer, "head", gi_json_bool(at->done.head));
    gi_json_set_int(answer, "seasons", at->done.seasons);
    gi_json_set(answer, "bundle", gi_json_bool(at->refreshed));
    gi_json_set(answer, "general", gi_json_bool(at->general));
    gi_json_set(answer, "witnesses", witnesses_json(&at->witnesses, offset));
    if (at->witnesses.odd_line.status != GI_OK) {
        gi_json_set(answer, "error", error_json(&at->witnesses.odd_line));
    }
    return say_json(answer, at->every > 0, err);
}

/* The line of a round, for a journal: counts, and the first trouble in full. */
static void say_line(const work *at)
{
    char line[1024];
    const gi_about *about = gi_registry_about(at->registry);
    const char *trouble = at->witnesses.odd_line.message;
    for (size_t i = at->witnesses.count; i > 0; i--) {
        const gi_witness_report *row = &at->witnesses.row[i - 1];
        trouble = row->trouble.status != GI_OK ? row->trouble.message : trouble;
    }
    (void)snprintf(
        line, sizeof line,
        "%s head %d seasons %" PRId64 " general %d bundle %d witnesses %" PRId64 "/%zu%s%s",
        gi_time_text(gi_registry_now(at->registry), about->utc_offset_min).text, at->done.head,
        at->done.seasons, at->general, at->refreshed, witnesses_well(&at->witnesses),
        at->witnesses.count, trouble[0] ? ": " : "", trouble);
    say_text(line);
}

static gi_status say_done(const work *at, gi_error *err)
{
    const command *cmd = at->cmd;
    if (cmd->json) {
        return say_round(at, err);
    }
    if (at->every > 0) {
        say_line(at);
        return GI_OK;
    }
    say_value(cmd, "检查点入册", "head leaf", at->done.head ? "+1" : "0");
    say_number(cmd, "产季状态", "season status leaves", at->done.seasons);
    say_value(cmd, "总状态", "general status leaf", at->general ? "+1" : "0");
    say_value(cmd, "离线核验包", "bundle", at->refreshed ? at->path : "=");
    say_witnesses(cmd, &at->witnesses);
    return GI_OK;
}

/* ---- rounds ---- */

/* What the log told before must still be there: else it says nothing more, until somebody who knows
 * why says --openings-lost. */
static gi_status take_openings(const work *at, gi_openings *out, gi_error *err)
{
    bool told = false;
    gi_openings before;
    GI_AUTO(gi_scans) scans = NULL;
    GI_TRY(gi_scans_open(registry_dir(at->cmd), &scans, err));
    GI_TRY(gi_tend_openings(at->registry, &told, &before, err));
    if (told && option(at->cmd, "openings-lost") == NULL) {
        GI_TRY(gi_scans_compare(scans, &before, err));
    }
    return gi_scans_openings(scans, INT64_MAX, out, err);
}

/* Openings are read before the log is locked: those that come meanwhile are tomorrow's. Trouble
 * with the page server's file is a warning and the exit code: the log owes its word all the same.
 */
static void read_openings(work *at, gi_openings *out)
{
    gi_error err = { .status = GI_OK };
    gi_status status = take_openings(at, out, &err);
    if (status != GI_OK) {
        out->known = false;
        at->cmd->exit = gi_exit_code(status);
        say_warning(&err);
    }
}

static gi_status write_general(work *at, gi_error *err)
{
    gi_openings openings = { .known = false };
    gi_digest hash = gi_sha256(gi_buf_view(&at->bundle));
    gi_general named = { .bundle = &hash, .openings = &openings };
    at->general = false;
    if (!at->done.general_due) {
        return GI_OK;
    }
    read_openings(at, &openings);
    return gi_tend_general(at->registry, at->keys.signer, at->keys.count, &named, &at->general,
                           err);
}

/* Witnesses are compared before anything is signed, and asked once everything is. */
static gi_status tend(work *at, gi_error *err)
{
    at->refreshed = false;
    gi_buf_reset(&at->bundle);
    GI_TRY(remember(at, err));
    GI_TRY(gi_tend(at->registry, at->keys.signer, at->keys.count, &at->done, err));
    GI_TRY(refresh_bundle(at, err));
    GI_TRY(write_general(at, err));
    GI_TRY(ask(at, err));
    if (at->witnesses.odd_line.status != GI_OK) {
        at->cmd->exit = gi_exit_code(at->witnesses.odd_line.status);
        say_warning(&at->witnesses.odd_line);
    }
    return say_done(at, err);
}

/* Rounds until SIGTERM or SIGINT, which wait for the end of a round: nothing is cut off. A round
 * that met another writer is made good by the next. */
static gi_status tend_on(work *at, gi_error *err)
{
    sigset_t signals;
    struct timespec pause = { .tv_sec = at->every };
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL); /* before any thread: all inherit it */
    do {
        gi_error why = { .status = GI_OK };
        gi_status status = tend(at, &why);
        if (status != GI_OK && status != GI_BUSY) {
            *err = why;
            return status;
        }
        if (status == GI_BUSY) {
            say_warning(&why);
        }
        (void)fflush(stdout);
    } while (sigtimedwait(&signals, NULL, &pause) < 0);
    return GI_OK;
}

static gi_status run(work *at, gi_error *err)
{
    GI_TRY(words_expect(at->cmd, 1, 1, err));
    GI_TRY(option_int(at->cmd, "every", 10, 3600, &at->every, err));
    GI_TRY(registry_open(at->cmd, GI_ACCESS_WRITE, &at->registry, err));
    GI_TRY(unlock(at, err));
    return at->every > 0 ? tend_on(at, err) : tend(at, err);
}

gi_status run_log_tend(command *cmd, gi_error *err)
{
    work *at = calloc(1, sizeof *at);
    if (at == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "tend");
    }
    at->cmd = cmd;
    at->bundle = GI_BUF(GI_BUNDLE_MAX);
    at->compare = true;
    gi_status status = run(at, err);
    work_clear(at);
    free(at);
    return status;
}

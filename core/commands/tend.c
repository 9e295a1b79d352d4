/*
 * tend.c - gitrace log tend: what the log owes the public every day; a timer calls it.
 *
 * Head and season leaves, then the bundle, then the general leaf that names the bundle. Each is
 * written only when it is due, so calling it every few minutes is right and a call that was cut
 * off is made good by the next one.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
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

static gi_status say_done(const work *at, gi_error *err)
{
    const command *cmd = at->cmd;
    if (cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set(answer, "head", gi_json_bool(at->done.head));
        gi_json_set_int(answer, "seasons", at->done.seasons);
        gi_json_set(answer, "bundle", gi_json_bool(at->refreshed));
        gi_json_set(answer, "general", gi_json_bool(at->general));
        return say_json(answer, false, err);
    }
    say_value(cmd, "检查点入册", "head leaf", at->done.head ? "+1" : "0");
    say_number(cmd, "产季状态", "season status leaves", at->done.seasons);
    say_value(cmd, "总状态", "general status leaf", at->general ? "+1" : "0");
    say_value(cmd, "离线核验包", "bundle", at->refreshed ? at->path : "=");
    return GI_OK;
}

gi_status run_log_tend(command *cmd, gi_error *err)
{
    work at __attribute__((cleanup(work_clear))) = { .cmd = cmd, .bundle = GI_BUF(GI_BUNDLE_MAX) };
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &at.registry, err));
    GI_TRY(unlock(&at, err));
    GI_TRY(gi_tend(at.registry, at.keys.signer, at.keys.count, &at.done, err));
    GI_TRY(refresh_bundle(&at, err));
    gi_digest hash = gi_sha256(gi_buf_view(&at.bundle));
    GI_TRY(gi_tend_general(at.registry, at.keys.signer, at.keys.count, &hash, &at.general, err));
    return say_done(&at, err);
}

/*
 * bundle.c - gitrace bundle FILE, for devices without a network, and its bringing up to date.
 *
 * bundle FILE --since SIZE writes only what changed. bundle update FILE DELTA|URL works on a
 * device: no registry, no key. The file is replaced as a whole and only by a newer list that
 * the pinned root vouches for; after any refusal it is what it was.
 */
#include "gi/bundle.h"

#include <stdio.h>
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/seen.h"
#include "core/commands/trust.h"

const option_rule bundle_options[] = {
    { "since", "SIZE", "只写自此日志大小以来的变化（0 = 全部）",
      "only what changed since this size of the log (0 = all)" },
    { "root", "VKEY", "更新时信任的根密钥（仅本次）", "for update: root key to trust this once" },
    { "trust", "FILE", "更新时的信任文件（缺省 ~/.config/gitrace/trust）",
      "for update: file of trusted roots (default ~/.config/gitrace/trust)" },
    { NULL, NULL, NULL, NULL },
};

static gi_status say_bundle(const char *file, const gi_bundle_about *about, size_t bytes,
                            int64_t since, gi_error *err)
{
    GI_AUTO(gi_json) answer = gi_json_object();
    gi_json_set_int(answer, "bytes", (int64_t)bytes);
    gi_json_set_text(answer, "file", file);
    gi_json_set_int(answer, "issued", about->issued);
    gi_json_set_text(answer, "origin", about->origin);
    gi_json_set_int(answer, "sequence", about->sequence);
    if (since > 0) {
        gi_json_set_int(answer, "since", since);
    }
    return say_json(answer, false, err);
}

/* ---- write ---- */

static gi_status make(command *cmd, gi_buf *out, gi_bundle **about, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    KEYRING keys = { 0 };
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(keyring_begin(cmd, &keys, err));
    GI_TRY(keyring_add_role(&keys, registry, GI_ROLE_REGISTRY, err));
    if (keys.count == 0) {
        return gi_fail(err, GI_WHY_SIGNER_MISSING, "bundle", gi_role_name(GI_ROLE_REGISTRY));
    }
    GI_TRY(gi_bundle_write(registry, keys.signer[0], out, err));
    return gi_bundle_open(gi_buf_view(out), NULL, 0, gi_clock_now(gi_clock_system()), 0, about,
                          err);
}

static gi_status write_bundle(command *cmd, gi_error *err)
{
    const char *file = cmd->words[0];
    int64_t since = 0;
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF delta = GI_BUF(GI_BUNDLE_MAX);
    bool to_stdout = strcmp(file, "-") == 0;
    if (to_stdout && cmd->json) {
        return fail_usage(cmd, err); /* one of the two may have stdout */
    }
    GI_TRY(option_int(cmd, "since", 0, GI_JSON_INT_MAX, &since, err));
    GI_TRY(make(cmd, &bytes, &bundle, err));
    if (since > 0) {
        GI_TRY(gi_bundle_delta(gi_buf_view(&bytes), since, &delta, err));
    }
    const gi_buf *written = since > 0 ? &delta : &bytes;
    GI_TRY(file_create(file, gi_buf_view(written), err));
    if (cmd->json) {
        return say_bundle(file, gi_bundle_about_of(bundle), written->size, since, err);
    }
    if (!to_stdout) {
        say_value(cmd, "离线核验包已写好", "the bundle is written", file);
    }
    return GI_OK;
}

/* ---- update ---- */

typedef struct device {
    command *cmd;
    const char *file;
    char trust[PATH_SIZE]; /* "" = this user has no trust file */
    gi_root_pin pins[GI_PINS_MAX];
    size_t pin_count;
    gi_buf held;
    gi_buf fresh;
    gi_bundle *old;
    gi_bundle *made;
} device;

static void device_clear(device *at)
{
    gi_buf_clear(&at->held);
    gi_buf_clear(&at->fresh);
    gi_bundle_close(at->old);
    gi_bundle_close(at->made);
}

static bool is_url(const char *text)
{
    return strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0;
}

static gi_status get_news(device *at, const char *source, gi_error *err)
{
    GI_AUTO_BUF news = GI_BUF(GI_BUNDLE_MAX);
    gi_bytes held = gi_buf_view(&at->held);
    if (is_url(source)) {
        return gi_bundle_refresh(source, held, gi_bundle_about_of(at->old)->sequence, &at->fresh,
                                 err);
    }
    GI_TRY(file_read(source, &news, err));
    return gi_bundle_apply(held, gi_buf_view(&news), &at->fresh, err);
}

static gi_status open_held(device *at, gi_error *err)
{
    GI_TRY(trust_pins(at->cmd, at->pins, &at->pin_count, err));
    if (trust_path(at->cmd, false, at->trust, NULL) != GI_OK) {
        at->trust[0] = '\0';
    }
    GI_TRY(file_read(at->file, &at->held, err));
    return gi_bundle_open(gi_buf_view(&at->held), at->pins, at->pin_count,
                          gi_clock_now(gi_clock_system()), 0, &at->old, err);
}

/* Opened as any bundle, from the pins down, and newer than whatever this device has seen. */
static gi_status replace(device *at, gi_error *err)
{
    gi_error unkept = { 0 };
    GI_TRY(gi_bundle_open(gi_buf_view(&at->fresh), at->pins, at->pin_count,
                          gi_clock_now(gi_clock_system()), gi_bundle_about_of(at->old)->sequence,
                          &at->made, err));
    const gi_bundle_about *about = gi_bundle_about_of(at->made);
    if (at->trust[0] != '\0') {
        GI_TRY(seen_check(at->trust, about, err));
    }
    GI_TRY(file_replace(at->file, gi_buf_view(&at->fresh), err));
    if (at->trust[0] != '\0' && seen_keep(at->trust, about, &unkept) != GI_OK) {
        say_warning(&unkept);
    }
    return GI_OK;
}

static gi_status say_untrusted(device *at, gi_error *err)
{
    const gi_bundle_about *about = gi_bundle_about_of(at->old);
    at->cmd->exit = 3;
    if (at->cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set_text(answer, "fingerprint", about->fingerprint);
        gi_json_set_text(answer, "origin", about->origin);
        gi_json_set(answer, "trusted", gi_json_bool(false));
        return say_json(answer, false, err);
    }
    say(at->cmd, "不能判断：根密钥尚未被信任；没有更新",
        "cannot tell: its root key is not trusted yet; nothing was updated");
    say_value(at->cmd, "根密钥", "root key", about->root);
    return GI_OK;
}

static gi_status update(command *cmd, gi_error *err)
{
    device at __attribute__((cleanup(device_clear))) = { .cmd = cmd,
                                                         .file = cmd->words[1],
                                                         .held = GI_BUF(GI_BUNDLE_MAX),
                                                         .fresh = GI_BUF(GI_BUNDLE_MAX) };
    if (option(cmd, "since") != NULL) {
        return fail_usage(cmd, err);
    }
    GI_TRY(open_held(&at, err));
    if (!gi_bundle_about_of(at.old)->trusted) {
        return say_untrusted(&at, err);
    }
    GI_TRY(get_news(&at, cmd->words[2], err));
    GI_TRY(replace(&at, err));
    const gi_bundle_about *about = gi_bundle_about_of(at.made);
    int64_t before = gi_bundle_about_of(at.old)->sequence;
    if (cmd->json) {
        return say_bundle(at.file, about, at.fresh.size, before, err);
    }
    say_value(cmd, "离线核验包已更新", "the bundle is up to date", at.file);
    say_number(cmd, "日志大小", "size of the log", about->sequence);
    return GI_OK;
}

gi_status run_bundle(command *cmd, gi_error *err)
{
    if (cmd->word_count == 3 && strcmp(cmd->words[0], "update") == 0) {
        return update(cmd, err);
    }
    GI_TRY(words_expect(cmd, 1, 1, err));
    return write_bundle(cmd, err);
}

/*
 * trust.c - gitrace trust VKEY, once per device: which roots its bundles are believed from.
 */
#include "core/commands/trust.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"

const option_rule trust_options[] = {
    { "trust", "FILE", "信任文件（缺省 ~/.config/gitrace/trust）",
      "file of trusted roots (default ~/.config/gitrace/trust)" },
    { NULL, NULL, NULL, NULL },
};

/* $XDG_CONFIG_HOME/gitrace, or ~/.config/gitrace; each level is made when make says so. */
static gi_status own_folder(bool make, char out[PATH_SIZE], gi_error *err)
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    bool xdg = config != NULL && config[0] == '/';
    if (!xdg && (home == NULL || home[0] != '/')) {
        return gi_fail(err, GI_WHY_FILE_MISSING, "$HOME");
    }
    int size = snprintf(out, PATH_SIZE, "%s%s", xdg ? config : home, xdg ? "" : "/.config");
    if (size < 0 || size + (int)sizeof "/gitrace/trust" >= PATH_SIZE) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", out, gi_num(PATH_SIZE - 1).text);
    }
    if (make && mkdir(out, 0700) != 0 && errno != EEXIST) {
        return gi_fail(err, GI_WHY_FILE_WRITE, out, strerror(errno));
    }
    (void)snprintf(out + size, (size_t)(PATH_SIZE - size), "/gitrace");
    if (make && mkdir(out, 0700) != 0 && errno != EEXIST) {
        return gi_fail(err, GI_WHY_FILE_WRITE, out, strerror(errno));
    }
    return GI_OK;
}

gi_status trust_path(const command *cmd, bool make, char out[PATH_SIZE], gi_error *err)
{
    const char *given = option(cmd, "trust");
    if (given == NULL) {
        GI_TRY(own_folder(make, out, err));
        size_t size = strlen(out);
        (void)snprintf(out + size, PATH_SIZE - size, "/trust");
        return GI_OK;
    }
    if (strlen(given) >= PATH_SIZE) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", given, gi_num(PATH_SIZE - 1).text);
    }
    (void)snprintf(out, PATH_SIZE, "%s", given);
    return GI_OK;
}

gi_status trust_pins(const command *cmd, gi_root_pin pins[GI_PINS_MAX], size_t *count,
                     gi_error *err)
{
    const char *root = option(cmd, "root");
    char path[PATH_SIZE];
    if (root != NULL) {
        GI_TRY(gi_root_pin_parse(gi_bytes_of(root), &pins[0], err));
        *count = 1;
        return GI_OK;
    }
    if (trust_path(cmd, false, path, NULL) != GI_OK) {
        *count = 0; /* no home, no pins: every answer will be "cannot tell" */
        return GI_OK;
    }
    return gi_trust_load(path, pins, count, err);
}

gi_status run_trust(command *cmd, gi_error *err)
{
    gi_root_pin pin;
    char path[PATH_SIZE];
    char fingerprint[GI_FINGERPRINT_TEXT];
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(gi_root_pin_parse(gi_bytes_of(cmd->words[0]), &pin, err));
    GI_TRY(trust_path(cmd, true, path, err));
    GI_TRY(gi_trust_add(path, gi_bytes_of(cmd->words[0]), err));
    gi_root_fingerprint(&pin.key, fingerprint);
    if (cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set_text(answer, "origin", pin.origin);
        gi_json_set_text(answer, "fingerprint", fingerprint);
        return say_json(answer, false, err);
    }
    say_value(cmd, "已信任此日志的根密钥", "the root key of this log is trusted now", pin.origin);
    say_value(cmd, "指纹（请与公布的核对）", "fingerprint (compare it with the published one)",
              fingerprint);
    return GI_OK;
}

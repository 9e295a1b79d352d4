/*
 * drafts.c - gitrace act export|sign|submit: a draft goes by file to where its keys are.
 *
 * export writes the draft of an act (JSON in, signed-to-be file out), sign adds one signature
 * on any machine that has the key file, submit brings it back. The private part of the draft
 * is in the file: it is made with mode 600.
 */
#include <string.h>

#include "core/commands/acts.h"
#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"

const option_rule draft_options[] = {
    { "draft", "FILE", "export：草稿 JSON（{\"act\":…,\"fields\":{…}}）",
      "export: the draft as JSON ({\"act\":..,\"fields\":{..}})" },
    { "key-file", "FILE", "sign：密钥文件（不需登记库）", "sign: a key file, without a registry" },
    { "key", "ID", "sign：登记库中的密钥号", "sign: id of a key of the registry" },
    { "sign", "ROLES", "submit：同时用这些角色签名，如 authority,bureau",
      "submit: sign with these roles as well, such as authority,bureau" },
    { NULL, NULL, NULL, NULL },
};

#define DRAFT_MAX (1 << 20)

static gi_status read_json(const char *path, gi_json **out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(DRAFT_MAX);
    GI_TRY(file_read(path, &text, err));
    return gi_json_parse(gi_buf_view(&text), 16, out, err);
}

static gi_status print_json(const gi_json *file, gi_buf *text, gi_error *err)
{
    gi_json_write(file, text);
    gi_buf_add_byte(text, '\n');
    return gi_buf_status(text, "draft", err);
}

static gi_status act_export(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) json = NULL;
    GI_AUTO(gi_json) file = NULL;
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO_BUF text = GI_BUF(DRAFT_MAX);
    const char *source = NULL;
    GI_TRY(option_needed(cmd, "draft", &source, err));
    GI_TRY(read_json(source, &json, err));
    GI_TRY(gi_draft_from_json(json, gi_random_system(), &draft, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    GI_TRY(gi_act_export(registry, draft, &file, err));
    GI_TRY(print_json(file, &text, err));
    return file_create(cmd->words[1], gi_buf_view(&text), err);
}

/* ---- sign ---- */

/* A key file alone: the rounds that a demo accepts will do, the registry judges the key. */
static gi_status open_key_file(const command *cmd, const char *path, keyring *keys, gi_error *err)
{
    GI_SECRET secret = { 0 };
    GI_TRY(passphrases_next(&keys->words, path, &secret, err));
    (void)cmd;
    GI_TRY(gi_key_file_open(path, &secret, GI_KDF_ROUNDS_DEMO, &keys->signer[0], err));
    keys->count = 1;
    return GI_OK;
}

static gi_status open_registered(const command *cmd, keyring *keys, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    int64_t id = 0;
    const char *given = NULL;
    GI_TRY(option_needed(cmd, "key", &given, err));
    GI_TRY(option_int(cmd, "key", 1, UINT16_MAX, &id, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    return keyring_unlock(keys, registry, (uint16_t)id, err);
}

/* Shown before the signature: what is signed must be seen. */
static gi_status say_leaf(const command *cmd, const gi_json *file, gi_error *err)
{
    if (cmd->json) {
        return GI_OK;
    }
    say(cmd, "将签署的公开记录：", "the public leaf being signed:");
    return say_json(gi_json_get(file, "leaf"), false, err);
}

static gi_status act_sign(command *cmd, gi_error *err)
{
    GI_AUTO(gi_json) file = NULL;
    KEYRING keys = { 0 };
    GI_AUTO_BUF text = GI_BUF(DRAFT_MAX);
    const char *key_file = option(cmd, "key-file");
    GI_TRY(read_json(cmd->words[1], &file, err));
    GI_TRY(say_leaf(cmd, file, err));
    GI_TRY(keyring_begin(cmd, &keys, err));
    GI_TRY(key_file != NULL ? open_key_file(cmd, key_file, &keys, err)
                            : open_registered(cmd, &keys, err));
    GI_TRY(gi_act_sign(file, keys.signer[0], err));
    GI_TRY(print_json(file, &text, err));
    return file_replace(cmd->words[1], gi_buf_view(&text), err);
}

/* ---- submit ---- */

static gi_status unlock_roles(const command *cmd, gi_registry *registry, keyring *keys,
                              gi_error *err)
{
    const char *roles = option(cmd, "sign");
    while (roles != NULL && *roles != '\0') {
        size_t size = strcspn(roles, ",");
        gi_role role = gi_role_find((gi_bytes){ (const uint8_t *)roles, size });
        if (role == GI_ROLE_NONE) {
            return gi_fail(err, GI_WHY_BAD_FIELD, "--sign", roles, "authority,bureau,...");
        }
        GI_TRY(keyring_add_role(keys, registry, role, err));
        roles += size + (roles[size] == ',' ? 1 : 0);
    }
    return keyring_add_role(keys, registry, GI_ROLE_LOG, err);
}

static gi_status act_submit(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) file = NULL;
    KEYRING keys = { 0 };
    gi_receipt receipt;
    gi_bytes name = { 0 };
    GI_TRY(read_json(cmd->words[1], &file, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &registry, err));
    GI_TRY(keyring_begin(cmd, &keys, err));
    GI_TRY(unlock_roles(cmd, registry, &keys, err));
    GI_TRY(gi_act_submit_signed(registry, file, keys.signer, keys.count, &receipt, err));
    (void)gi_json_as_text(gi_json_get(gi_json_get(file, "draft"), "act"), &name);
    return answer_say(cmd, gi_act_kind_find(name), &receipt, err); /* submitted: the act exists */
}

gi_status run_act(command *cmd, gi_error *err)
{
    static const struct {
        const char *name;
        gi_status (*run)(command *cmd, gi_error *err);
    } parts[] = { { "export", act_export }, { "sign", act_sign }, { "submit", act_submit } };
    GI_TRY(words_expect(cmd, 2, 2, err));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strcmp(parts[i].name, cmd->words[0]) == 0) {
            return parts[i].run(cmd, err);
        }
    }
    return fail_usage(cmd, err);
}

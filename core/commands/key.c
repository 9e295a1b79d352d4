/*
 * key.c - the life of keys: list, add, retire, leaked, root rotation, change of passphrase.
 *
 * A new key's file is written first and removed again when its act fails, so there is never a
 * registered key without a file.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/commands/acts.h"
#include "core/commands/new_key.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/report.h"
#include "gi/text.h"

const option_rule key_options[] = {
    { "role", "ROLE", "角色：authority bureau registry label log",
      "role of a new key: authority bureau registry label log" },
    { "algorithm", "NAME", "算法：ed25519 p256 sm2（缺省按套件）",
      "ed25519, p256 or sm2 (default by suite)" },
    { "holder", "N", "限用主体", "only for this holder" },
    { "products", "LIST", "限用产品", "only for these products" },
    { "types", "LIST", "限用标签类型", "only for these label types" },
    { "last-good", "SERIAL", "最后可信序号", "last good serial" },
    { "new-passphrase-file", "FILE", "新口令文件", "file with the new passphrase" },
    { "new-passphrase-fd", "N", "新口令的文件描述符", "descriptor with the new passphrase" },
    { NULL, NULL, NULL, NULL },
};

typedef struct key_work {
    command *cmd;
    gi_registry *registry;
    keyring keys;
    uint16_t id;
} key_work;

static void key_work_clear(key_work *work)
{
    keyring_close(&work->keys);
    gi_registry_close(work->registry);
}

static gi_status set_option(const command *cmd, gi_draft *draft, const char *name,
                            const char *field, gi_error *err)
{
    const char *value = option(cmd, name);
    return value == NULL ? GI_OK : gi_draft_set(draft, field, gi_bytes_of(value), err);
}

static gi_status key_draft(const key_work *work, const char *op, gi_draft **out, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(gi_draft_create("key", gi_random_system(), &draft, err));
    GI_TRY(gi_draft_set(draft, "op", gi_bytes_of(op), err));
    GI_TRY(gi_draft_set(draft, "id", gi_bytes_of(gi_num(work->id).text), err));
    GI_TRY(set_option(work->cmd, draft, "role", "role", err));
    GI_TRY(set_option(work->cmd, draft, "holder", "holder", err));
    GI_TRY(set_option(work->cmd, draft, "products", "products", err));
    GI_TRY(set_option(work->cmd, draft, "types", "types", err));
    GI_TRY(set_option(work->cmd, draft, "last-good", "last_good", err));
    *out = GI_TAKE(draft);
    return GI_OK;
}

/* Signs with the root and the log key, prints the answer. */
static gi_status submit(key_work *work, const gi_draft *draft, gi_error *err)
{
    gi_receipt receipt;
    GI_TRY(
        gi_act_submit(work->registry, draft, work->keys.signer, work->keys.count, &receipt, err));
    return answer_say(work->cmd, gi_act_kind_find(gi_bytes_of("key")), &receipt, err);
}

static gi_status unlock(key_work *work, gi_error *err)
{
    GI_TRY(keyring_begin(work->cmd, &work->keys, err));
    GI_TRY(keyring_add_role(&work->keys, work->registry, GI_ROLE_ROOT, err));
    return keyring_add_role(&work->keys, work->registry, GI_ROLE_LOG, err);
}

/* The new passphrase: of its own source when one is named, else the one in use. */
static gi_status new_passphrase(key_work *work, const char *path, gi_secret *out, gi_error *err)
{
    passphrases fresh = { 0 };
    if (option(work->cmd, "new-passphrase-file") == NULL &&
        option(work->cmd, "new-passphrase-fd") == NULL) {
        return passphrases_next(&work->keys.words, path, out, err);
    }
    GI_TRY(passphrases_begin(work->cmd, "new-", &fresh, err));
    gi_status status = passphrases_next(&fresh, path, out, err);
    gi_secret_wipe(&fresh.last);
    return status;
}

static gi_status make_file(key_work *work, gi_role role, char path[PATH_SIZE], gi_signer **out,
                           gi_error *err)
{
    GI_SECRET passphrase = { 0 };
    const char *name = option(work->cmd, "algorithm");
    gi_algorithm algorithm = suite_algorithm(gi_registry_about(work->registry)->suite, role);
    if (name != NULL) {
        GI_TRY(gi_algorithm_parse(gi_bytes_of(name), &algorithm, err));
    }
    GI_TRY(key_free_id(work->registry, registry_dir(work->cmd), &work->id, err));
    GI_TRY(
        gi_registry_key_path(work->registry, work->id, gi_role_name(role), path, PATH_SIZE, err));
    GI_TRY(new_passphrase(work, path, &passphrase, err));
    return key_make(work->registry, algorithm, work->id, role, key_rounds(work->registry),
                    &passphrase, path, out, err);
}

static gi_status submit_new(key_work *work, const gi_signer *fresh, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    char text[PUBLIC_TEXT];
    public_text(&fresh->public_key, text);
    GI_TRY(key_draft(work, "add", &draft, err));
    GI_TRY(gi_draft_set(draft, "public", gi_bytes_of(text), err));
    return submit(work, draft, err);
}

static gi_status key_add(key_work *work, gi_error *err)
{
    GI_AUTO(gi_signer) fresh = NULL;
    char path[PATH_SIZE];
    const char *name = NULL;
    GI_TRY(words_expect(work->cmd, 1, 1, err));
    GI_TRY(option_needed(work->cmd, "role", &name, err));
    gi_role role = gi_role_find(gi_bytes_of(name));
    if (role == GI_ROLE_NONE || role == GI_ROLE_ROOT) {
        return gi_fail_field(err, "role", GI_WHY_BAD_FIELD, "role", name,
                             "authority|bureau|registry|label|log");
    }
    GI_TRY(unlock(work, err));
    GI_TRY(make_file(work, role, path, &fresh, err));
    gi_status status = submit_new(work, fresh, err);
    if (status != GI_OK) {
        (void)unlink(path);
    }
    return status;
}

static gi_status read_id(key_work *work, gi_error *err)
{
    int64_t id = 0;
    GI_TRY(words_expect(work->cmd, 2, 2, err));
    GI_TRY(gi_text_int(gi_bytes_of(work->cmd->words[1]), "id", 1, UINT16_MAX, &id, err));
    work->id = (uint16_t)id;
    return GI_OK;
}

/* retire and leaked: the word is the op of the act. */
static gi_status key_end(key_work *work, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(read_id(work, err));
    GI_TRY(key_draft(work, work->cmd->words[0], &draft, err));
    GI_TRY(unlock(work, err));
    return submit(work, draft, err);
}

/* ---- rotation ---- */

/* The announced successor: a root key file whose id no act has used yet. */
static gi_status open_successor(key_work *work, gi_signer **out, gi_error *err)
{
    uint16_t free_id = 0;
    gi_key_info info;
    GI_TRY(key_free_id(work->registry, registry_dir(work->cmd), &free_id, err));
    for (uint16_t id = 2; id < free_id; id++) {
        char path[PATH_SIZE];
        GI_SECRET secret = { 0 };
        GI_TRY(gi_registry_key_path(work->registry, id, "root", path, sizeof path, err));
        if (access(path, F_OK) == 0 &&
            gi_registry_key(work->registry, id, &info, NULL) == GI_NOT_FOUND) {
            work->id = id;
            GI_TRY(passphrases_next(&work->keys.words, path, &secret, err));
            return gi_key_file_open(path, &secret, key_rounds(work->registry), out, err);
        }
    }
    return gi_fail(err, GI_WHY_FILE_MISSING, "keys/<id>-root.pem");
}

static gi_status submit_rotation(key_work *work, const gi_signer *successor,
                                 const gi_signer *announced, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    char text[PUBLIC_TEXT];
    char hash[65];
    public_text(&successor->public_key, text);
    public_hash(&announced->public_key, hash);
    work->id = successor->key;
    GI_TRY(key_draft(work, "rotate", &draft, err));
    GI_TRY(gi_draft_set(draft, "public", gi_bytes_of(text), err));
    GI_TRY(gi_draft_set(draft, "next", gi_bytes_of(hash), err));
    return submit(work, draft, err);
}

static gi_status key_rotate(key_work *work, gi_error *err)
{
    GI_AUTO(gi_signer) successor = NULL;
    GI_AUTO(gi_signer) announced = NULL;
    char path[PATH_SIZE];
    char vkey[GI_VKEY_TEXT];
    GI_TRY(words_expect(work->cmd, 1, 1, err));
    GI_TRY(unlock(work, err));
    GI_TRY(open_successor(work, &successor, err));
    GI_TRY(make_file(work, GI_ROLE_ROOT, path, &announced, err));
    gi_status status = submit_rotation(work, successor, announced, err);
    if (status != GI_OK) {
        (void)unlink(path);
        return status;
    }
    GI_TRY(gi_vkey_print(gi_registry_about(work->registry)->origin, &successor->public_key, vkey,
                         err));
    if (!work->cmd->json) {
        say_value(work->cmd, "新的根密钥", "the new root key", vkey);
    }
    return GI_OK;
}

static gi_status key_passwd(key_work *work, gi_error *err)
{
    gi_key_info info;
    char path[PATH_SIZE];
    GI_SECRET old = { 0 };
    GI_SECRET fresh = { 0 };
    int rounds = key_rounds(work->registry);
    GI_TRY(read_id(work, err));
    if (gi_registry_key(work->registry, work->id, &info, err) != GI_OK) {
        info.role = GI_ROLE_ROOT; /* an announced successor is not registered yet */
    }
    GI_TRY(gi_registry_key_path(work->registry, work->id, gi_role_name(info.role), path,
                                sizeof path, err));
    GI_TRY(keyring_begin(work->cmd, &work->keys, err));
    GI_TRY(passphrases_next(&work->keys.words, path, &old, err));
    gi_secret_wipe(&work->keys.words.last); /* the old one never serves as the new one */
    GI_TRY(new_passphrase(work, path, &fresh, err));
    GI_TRY(gi_key_file_change(path, &old, &fresh, rounds, rounds, err));
    if (!work->cmd->json) {
        say_value(work->cmd, "口令已更换", "the passphrase is changed", path);
    }
    return GI_OK;
}

static const char *const key_columns[] = { "id",       "role",  "state",     "alg", "holder",
                                           "products", "types", "next_unit", NULL };

static gi_status key_list(key_work *work, gi_error *err)
{
    GI_AUTO(gi_json) rows = NULL;
    GI_TRY(
        gi_report_list(work->registry, "keys", (gi_report_page){ 0, GI_REPORT_ROWS }, &rows, err));
    return work->cmd->json ? say_json(rows, false, err) : say_table(rows, key_columns, err);
}

static const struct key_verb {
    const char *name;
    gi_access access;
    gi_status (*run)(key_work *work, gi_error *err);
} key_verbs[] = {
    { "list", GI_ACCESS_READ, key_list },      { "add", GI_ACCESS_WRITE, key_add },
    { "retire", GI_ACCESS_WRITE, key_end },    { "leaked", GI_ACCESS_WRITE, key_end },
    { "rotate", GI_ACCESS_WRITE, key_rotate }, { "passwd", GI_ACCESS_READ, key_passwd },
};

gi_status run_key(command *cmd, gi_error *err)
{
    key_work work __attribute__((cleanup(key_work_clear))) = { .cmd = cmd };
    for (size_t i = 0; cmd->word_count > 0 && i < sizeof key_verbs / sizeof key_verbs[0]; i++) {
        if (strcmp(key_verbs[i].name, cmd->words[0]) == 0) {
            GI_TRY(registry_open(cmd, key_verbs[i].access, &work.registry, err));
            return key_verbs[i].run(&work, err);
        }
    }
    return fail_usage(cmd, err);
}

/*
 * init.c - makes a registry: directory, keys, founding act and the first keys' acts.
 *
 * All or nothing: whatever fails, the directory is as it was before, and what a crash leaves
 * is cleared by the next init. Keys 1 root, 2 its announced successor, 3 log, 4 registry,
 * 5 authority, 6 bureau, 7 label, and in the gm suite 8, a second log key, so that the checkpoints
 * carry its SM2 line from the first on; each file encrypted.
 */
#include <stdio.h>
#include <string.h>

#include "core/commands/fresh.h"
#include "core/commands/new_key.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/report.h"
#include "gi/text.h"

const option_rule init_options[] = {
    { "name", "NAME", "发证机构名称", "the authority's name" },
    { "origin", "ORIGIN", "日志名，如 gi.example.cn/log/2026；sigsum 表示由日志公钥得出",
      "origin of the log; sigsum makes it of the log key, for witnesses that want it so" },
    { "base-url", "URL", "标签网址前缀，以 / 结尾", "what stands before the digits, ending in /" },
    { "kind", "demo|live", "演示或正式（缺省 live）", "demo or live (default live)" },
    { "suite", "intl|gm", "算法套件（缺省 intl）", "suite of algorithms (default intl)" },
    { "utc-offset", "MINUTES", "时区偏移（缺省 480）", "offset of the civil day (default 480)" },
    { NULL, NULL, NULL, NULL },
};

/* The first keys. The successor of the root waits in its file, announced by its hash. */
enum { ROOT, NEXT, LOG, ALSO = 7, FIRST_KEYS };
static const struct first_key {
    uint16_t id;
    gi_role role;
    bool added; /* by an act of its own */
} first_keys[FIRST_KEYS] = {
    { 1, GI_ROLE_ROOT, false },    { 2, GI_ROLE_ROOT, false },     { 3, GI_ROLE_LOG, false },
    { 4, GI_ROLE_REGISTRY, true }, { 5, GI_ROLE_AUTHORITY, true }, { 6, GI_ROLE_BUREAU, true },
    { 7, GI_ROLE_LABEL, true },    { 8, GI_ROLE_LOG, true },
};

typedef struct founding {
    const command *cmd;
    const char *dir;
    const char *kind;
    const char *suite;
    gi_about about;
    gi_registry *registry;
    keyring keys;
} founding;

static void founding_clear(founding *work)
{
    keyring_close(&work->keys);
    gi_registry_close(work->registry);
}

/* Every suite but gm does without the last. */
static int key_count(const founding *work)
{
    return work->about.suite == GI_SUITE_GM ? FIRST_KEYS : ALSO;
}

static gi_status make_keys(founding *work, gi_error *err)
{
    GI_SECRET passphrase = { 0 };
    int rounds = work->about.demo ? GI_KDF_ROUNDS_DEMO : GI_KDF_ROUNDS;
    GI_TRY(keyring_begin(work->cmd, &work->keys, err));
    for (int i = 0; i < key_count(work); i++) {
        char path[PATH_SIZE];
        const struct first_key *key = &first_keys[i];
        gi_algorithm algorithm = i == ALSO ? GI_SM2 : suite_algorithm(work->about.suite, key->role);
        GI_TRY(gi_registry_key_path(work->registry, key->id, gi_role_name(key->role), path,
                                    sizeof path, err));
        GI_TRY(passphrases_next(&work->keys.words, path, &passphrase, err));
        GI_TRY(key_make(work->registry, algorithm, key->id, key->role, rounds, &passphrase, path,
                        &work->keys.signer[i], err));
        work->keys.count++;
    }
    return GI_OK;
}

static gi_status act(gi_session *session, const char *name, const char *const (*fields)[2],
                     size_t count, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt;
    GI_TRY(gi_draft_create(name, gi_random_system(), &draft, err));
    for (size_t i = 0; i < count; i++) {
        GI_TRY(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), err));
    }
    return gi_session_act(session, draft, &receipt, err);
}

static gi_status found(const founding *work, gi_session *session, gi_error *err)
{
    char root[PUBLIC_TEXT];
    char log[PUBLIC_TEXT];
    char next[65];
    public_text(&work->keys.signer[ROOT]->public_key, root);
    public_text(&work->keys.signer[LOG]->public_key, log);
    public_hash(&work->keys.signer[NEXT]->public_key, next);
    const char *const fields[][2] = {
        { "origin", work->about.origin },
        { "name", work->about.name },
        { "kind", work->kind },
        { "suite", work->suite },
        { "root", root },
        { "next", next },
        { "log", log },
    };
    return act(session, "found", fields, sizeof fields / sizeof fields[0], err);
}

static gi_status add_key(const founding *work, gi_session *session, int index, gi_error *err)
{
    char text[PUBLIC_TEXT];
    const struct first_key *key = &first_keys[index];
    public_text(&work->keys.signer[index]->public_key, text);
    const gi_num_text id = gi_num(key->id);
    const char *const fields[][2] = {
        { "op", "add" }, { "id", id.text }, { "role", gi_role_name(key->role) }, { "public", text }
    };
    return act(session, "key", fields, sizeof fields / sizeof fields[0], err);
}

/* The successor must not be among the signers: it is not registered. */
static gi_status do_acts(founding *work, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_signer *signers[] = { work->keys.signer[ROOT], work->keys.signer[LOG],
                             work->keys.signer[ALSO] };
    size_t count = work->keys.signer[ALSO] != NULL ? 3 : 2;
    GI_TRY(gi_session_begin(work->registry, signers, count, &session, err));
    GI_TRY(found(work, session, err));
    for (int i = 0; i < key_count(work); i++) {
        if (first_keys[i].added) {
            GI_TRY(add_key(work, session, i, err));
        }
    }
    return gi_session_commit(session, err);
}

static gi_status say_founded(const founding *work, gi_error *err)
{
    const command *cmd = work->cmd;
    char vkey[GI_VKEY_TEXT];
    GI_TRY(gi_vkey_print(work->about.origin, &work->keys.signer[ROOT]->public_key, vkey, err));
    if (cmd->json) {
        GI_AUTO(gi_json) answer = gi_json_object();
        gi_json_set_text(answer, "dir", work->dir);
        gi_json_set_text(answer, "kind", work->kind);
        gi_json_set_text(answer, "origin", work->about.origin);
        gi_json_set_text(answer, "root", vkey);
        return say_json(answer, false, err);
    }
    say(cmd, "登记库已建立", "the registry is founded");
    say_value(cmd, "目录", "directory", work->dir);
    say_value(cmd, "根密钥（公布它，查验者用 gitrace trust 信任一次）",
              "root key (publish it; verifiers run gitrace trust once)", vkey);
    say(cmd, "请把 1-root、2-root、5-authority、6-bureau 的密钥文件移到本机之外保存",
        "move the key files 1-root, 2-root, 5-authority and 6-bureau off this machine");
    return GI_OK;
}

static gi_status make(founding *work, gi_error *err)
{
    GI_TRY(gi_registry_create(work->dir, &work->about, err));
    GI_TRY(gi_registry_open(work->dir, GI_ACCESS_WRITE, gi_clock_system(), gi_random_system(),
                            &work->registry, err));
    GI_TRY(make_keys(work, err));
    origin_of_key(&work->keys.signer[LOG]->public_key, work->about.origin);
    return do_acts(work, err);
}

static gi_status read_text(const command *cmd, const char *name, char *out, size_t size,
                           gi_error *err)
{
    const char *value = NULL;
    GI_TRY(option_needed(cmd, name, &value, err));
    if (strlen(value) >= size) {
        return gi_fail_field(err, name, GI_WHY_TOO_LONG, name, gi_num((int64_t)strlen(value)).text,
                             gi_num((int64_t)size - 1).text);
    }
    (void)snprintf(out, size, "%s", value);
    return GI_OK;
}

static gi_status read_options(founding *work, gi_error *err)
{
    const command *cmd = work->cmd;
    int64_t offset = 480;
    gi_about *about = &work->about;
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(read_text(cmd, "name", about->name, sizeof about->name, err));
    GI_TRY(read_text(cmd, "origin", about->origin, sizeof about->origin, err));
    GI_TRY(read_text(cmd, "base-url", about->base_url, sizeof about->base_url, err));
    GI_TRY(option_int(cmd, "utc-offset", -720, 840, &offset, err));
    about->utc_offset_min = (int)offset;
    work->kind = option(cmd, "kind") != NULL ? option(cmd, "kind") : "live";
    work->suite = option(cmd, "suite") != NULL ? option(cmd, "suite") : "intl";
    about->demo = strcmp(work->kind, "demo") == 0;
    about->suite = strcmp(work->suite, "gm") == 0 ? GI_SUITE_GM : GI_SUITE_INTL;
    if (!about->demo && strncmp(about->base_url, "https://", 8) != 0) {
        return gi_fail_field(err, "base-url", GI_WHY_BAD_FIELD, "base-url", about->base_url,
                             "https://host/");
    }
    return GI_OK;
}

gi_status run_init(command *cmd, gi_error *err)
{
    founding work
        __attribute__((cleanup(founding_clear))) = { .cmd = cmd, .dir = registry_dir(cmd) };
    fresh place;
    GI_TRY(read_options(&work, err));
    GI_TRY(fresh_begin(work.dir, &place, err));
    gi_status status = make(&work, err);
    if (status != GI_OK) {
        founding_clear(&work);
        work.registry = NULL;
        work.keys = (keyring){ 0 };
        fresh_undo(&place);
        return status;
    }
    fresh_end(&place);
    return say_founded(&work, err);
}

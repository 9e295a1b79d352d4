/*
 * run.c - gitrace run FILE: many acts, keys unlocked once, one transaction, one checkpoint.
 *
 * All or nothing; a refusal names its line. Answers are printed after COMMIT only. The same
 * file run again gives the same answers and changes nothing.
 */
#include <string.h>

#include "core/commands/acts.h"
#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/script.h"

const option_rule run_options[] = {
    { "dry-run", NULL, "执行后全部撤回，不写入", "do everything, then take it back" },
    { NULL, NULL, NULL, NULL },
};

typedef struct work {
    command *cmd;
    gi_registry *registry;
    keyring keys;
    script all;
    gi_buf text;
    gi_json *printed; /* answers in order, for after COMMIT */
} work;

static void work_clear(work *at)
{
    keyring_close(&at->keys);
    gi_registry_close(at->registry);
    gi_json_destroy(at->all.answers);
    gi_json_destroy(at->printed);
    gi_buf_clear(&at->text);
}

/* Names the line in a refusal. */
static gi_status in_line(const work *at, gi_status status, gi_error *err)
{
    if (status != GI_OK && err != NULL) {
        err->row = at->all.line;
    }
    return status;
}

/* First pass: which roles sign. The order of unlocking is the order of the roles. */
static gi_status unlock(work *at, gi_error *err)
{
    bool needed[GI_ROLE_LOG + 1] = { [GI_ROLE_LOG] = true };
    bool two[GI_ROLE_LOG + 1] = { false }; /* of one role */
    gi_bytes line = { 0 };
    int64_t lines = 0;
    script_rewind(&at->all);
    while (script_next(&at->all, &line)) {
        const gi_act_kind *kind = NULL;
        GI_TRY(in_line(at, script_kind(line, &kind, err), err));
        needed[kind->role] = true;
        needed[kind->second] = true;
        needed[gi_act_approver(kind)] = true;
        two[kind->role] = two[kind->role] || kind->second == kind->role;
        if (++lines > SCRIPT_LINES) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "lines", gi_num(SCRIPT_LINES).text);
        }
    }
    GI_TRY(keyring_begin(at->cmd, &at->keys, err));
    for (int role = GI_ROLE_ROOT; role <= GI_ROLE_LOG; role++) {
        if (needed[role]) {
            GI_TRY(keyring_add_role(&at->keys, at->registry, (gi_role)role, err));
        }
        if (two[role]) {
            GI_TRY(keyring_add_other(&at->keys, at->registry, (gi_role)role, err));
        }
    }
    return GI_OK;
}

static gi_status do_line(work *at, gi_session *session, gi_bytes line, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO(gi_json) answer = NULL;
    const gi_act_kind *kind = NULL;
    gi_receipt receipt;
    char id[64];
    GI_TRY(script_kind(line, &kind, err));
    GI_TRY(script_draft(&at->all, line, &draft, id, err));
    GI_TRY(gi_session_act(session, draft, &receipt, err));
    GI_TRY(answer_json(kind, &receipt, &answer, err));
    gi_json_set_int(answer, "line", at->all.line);
    if (id[0] != '\0') {
        gi_json_set(at->all.answers, id, gi_json_copy(answer));
        gi_json_set_text(answer, "id", id);
    }
    gi_json_push(at->printed, GI_TAKE(answer));
    return GI_OK;
}

static gi_status do_lines(work *at, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_bytes line = { 0 };
    GI_TRY(gi_session_begin(at->registry, at->keys.signer, at->keys.count, &session, err));
    script_rewind(&at->all);
    while (script_next(&at->all, &line)) {
        GI_TRY(in_line(at, do_line(at, session, line, err), err));
    }
    GI_TRY(gi_json_ok(at->printed, err));
    return option(at->cmd, "dry-run") != NULL ? GI_OK : gi_session_commit(session, err);
}

/* One dense line of JSON per act; people get the same members after a number. */
static gi_status say_all(const work *at, gi_error *err)
{
    for (size_t i = 0; i < gi_json_count(at->printed); i++) {
        GI_TRY(say_json(gi_json_at(at->printed, i), true, err));
    }
    if (!at->cmd->json && option(at->cmd, "dry-run") != NULL) {
        say(at->cmd, "以上均未写入", "nothing of this was written");
    }
    return GI_OK;
}

gi_status run_run(command *cmd, gi_error *err)
{
    work at __attribute__((cleanup(work_clear))) = { .cmd = cmd, .text = GI_BUF(SCRIPT_MAX) };
    at.all.answers = gi_json_object();
    at.printed = gi_json_array();
    GI_TRY(words_expect(cmd, 1, 1, err));
    GI_TRY(file_read(cmd->words[0], &at.text, err));
    at.all.text = gi_buf_view(&at.text);
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &at.registry, err));
    GI_TRY(unlock(&at, err));
    GI_TRY(do_lines(&at, err));
    return say_all(&at, err);
}

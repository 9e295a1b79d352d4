/*
 * balance.c - gitrace balance --proof, and gitrace log check-balance: a holder's own share of
 * the published sums, and its check without a registry.
 */
#include <string.h>

#include "core/commands/files.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "core/commands/witnessed.h"
#include "gi/tend.h"

gi_status run_balance_proof(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    const char *holder = NULL;
    const char *path = option(cmd, "out") != NULL ? option(cmd, "out") : "-";
    GI_TRY(option_needed(cmd, "holder", &holder, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_balance_proof_write(registry, gi_bytes_of(holder), &file, err));
    GI_TRY(file_create(path, gi_buf_view(&file), err));
    if (strcmp(path, "-") != 0 && !cmd->json) {
        say_value(cmd, "余额证明已写好", "the proof is written", path);
    }
    return GI_OK;
}

gi_status run_log_check_balance(command *cmd, gi_error *err)
{
    static const char *const columns[] = { "product", "season", "material", "balance",
                                           "total",   "act",    NULL };
    GI_AUTO(gi_json) answer = NULL;
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    const char *vkey = NULL;
    GI_TRY(words_expect(cmd, 2, 2, err));
    GI_TRY(option_needed(cmd, "vkey", &vkey, err));
    GI_TRY(file_read(cmd->words[1], &file, err));
    GI_TRY(gi_balance_proof_check(gi_buf_view(&file), gi_bytes_of(vkey), &answer, err));
    GI_TRY(witnessed_add(cmd, gi_buf_view(&file), answer, err));
    if (cmd->json) {
        return say_json(answer, false, err);
    }
    GI_TRY(say_table(gi_json_get(answer, "balances"), columns, err));
    say(cmd, "以上余额（毫单位）确在公布的合计之内",
        "these balances (milli-units) are part of the published totals");
    witnessed_say(cmd, answer);
    gi_json_remove(answer, "balances");
    gi_json_remove(answer, "witnessed");
    say_object(answer);
    return GI_OK;
}

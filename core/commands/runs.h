/*
 * runs.h - what the table of verbs points at: one run per verb, beside its option table.
 */
#ifndef GI_COMMANDS_RUNS_H
#define GI_COMMANDS_RUNS_H

#include "core/commands/command.h"

extern const option_rule trace_options[], retention_options[];
extern const option_rule init_options[], key_options[], product_options[], draft_options[],
    run_options[], import_options[], page_options[], private_options[], holder_options[],
    history_options[], verify_options[], trust_options[], codes_options[], passport_options[],
    log_options[], desk_options[], sums_options[];

extern const option_rule backup_options[], bundle_options[], inbox_options[];

gi_status run_init(command *cmd, gi_error *err);
gi_status run_key(command *cmd, gi_error *err);
gi_status run_product(command *cmd, gi_error *err);
gi_status run_card(command *cmd, gi_error *err);
gi_status run_act_verb(command *cmd, gi_error *err);
gi_status run_act(command *cmd, gi_error *err);
gi_status run_run(command *cmd, gi_error *err);
gi_status run_desk(command *cmd, gi_error *err);
gi_status run_import(command *cmd, gi_error *err);
gi_status run_list(command *cmd, gi_error *err);
gi_status run_show(command *cmd, gi_error *err);
gi_status run_balance(command *cmd, gi_error *err);
gi_status run_balance_proof(command *cmd, gi_error *err);
gi_status run_sums(command *cmd, gi_error *err);
gi_status run_history(command *cmd, gi_error *err);
gi_status run_verify(command *cmd, gi_error *err);
gi_status run_verify_passport(command *cmd, gi_error *err);
gi_status run_passport(command *cmd, gi_error *err);
gi_status run_bundle(command *cmd, gi_error *err);
gi_status run_trust(command *cmd, gi_error *err);
gi_status run_codes(command *cmd, gi_error *err);
gi_status run_log(command *cmd, gi_error *err);
gi_status run_log_export(command *cmd, gi_error *err);
gi_status run_log_tend(command *cmd, gi_error *err);
gi_status run_log_check_balance(command *cmd, gi_error *err);
gi_status run_log_audit(command *cmd, gi_error *err);
gi_status run_log_fsck(command *cmd, gi_error *err);
gi_status run_log_recover(command *cmd, gi_error *err);
gi_status run_log_new_epoch(command *cmd, gi_error *err);
gi_status run_log_ask(command *cmd, gi_error *err);
gi_status run_log_cosign(command *cmd, gi_error *err);
gi_status run_log_mark(command *cmd, gi_error *err);
gi_status run_check(command *cmd, gi_error *err);
gi_status run_backup(command *cmd, gi_error *err);
gi_status run_restore(command *cmd, gi_error *err);
gi_status run_trace(command *cmd, gi_error *err);
gi_status run_retention(command *cmd, gi_error *err);
gi_status run_version(command *cmd, gi_error *err);
gi_status run_inbox(command *cmd, gi_error *err);

/* Starts the program beside our own with the arguments unchanged; returns only on failure. */
gi_status program_start(const char *program, char **argv, gi_error *err);

#endif

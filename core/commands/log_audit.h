/*
 * log_audit.h - what `gitrace log audit` and `log fsck` share: collecting findings, saying them.
 */
#ifndef GI_COMMANDS_LOG_AUDIT_H
#define GI_COMMANDS_LOG_AUDIT_H

#include "core/commands/command.h"
#include "gi/audit.h"

#define FINDINGS_JSON 10000 /* kept for --json; the count tells of more */

typedef struct audit_report {
    const command *cmd;
    gi_json *findings; /* with --json only */
    int64_t count;
    bool csv;
} audit_report;

/* As gi_audit_options.found: says one finding, or keeps it for the JSON answer. */
void audit_said(void *context, const gi_audit_finding *finding);
/* The head, the sums, what was not checked, and the exit code. */
GI_CHECKED gi_status audit_say_all(command *cmd, const audit_report *report, const gi_audit *audit,
                                   const gi_audit_verdict *verdict, gi_error *err);

#endif

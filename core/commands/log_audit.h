/*
 * log_audit.h - what `gitrace log audit` and `log fsck` share: whom to trust, what is
 * remembered, collecting findings, saying them.
 */
#ifndef GI_COMMANDS_LOG_AUDIT_H
#define GI_COMMANDS_LOG_AUDIT_H

#include "core/commands/command.h"
#include "gi/audit.h"

#define FINDINGS_JSON 10000 /* kept for --json; the counts tell of more */
enum { AUDIT_VIOLATION = 1, AUDIT_CANNOT_TELL = 3 };

/* ---- log_audit_trust.c: --witness, --policy ---- */

typedef struct audit_witnesses {
    gi_cosigner one[GI_WITNESSES_MAX];
    bool by_file[GI_WITNESSES_MAX]; /* of a policy, without a URL */
    size_t count;
} audit_witnesses;

/* GI_INVALID bad-vkey, bad-config */
GI_CHECKED gi_status audit_witnesses_read(const command *cmd, audit_witnesses *out, gi_error *err);

/* ---- log_audit_memory.c: --state ---- */

/* An auditor's first look finds no file; one that is there must be whole. */
GI_CHECKED gi_status audit_memory_read(const command *cmd, gi_audit_state *out, gi_error *err);
/* Remembers a head that nothing speaks against; of two that contradict, both are kept. */
GI_CHECKED gi_status audit_memory_keep(const command *cmd, const gi_audit_state *before,
                                       const gi_audit_verdict *verdict, gi_error *err);

/* ---- log_audit.c ---- */

typedef struct audit_report {
    const command *cmd;
    gi_json *findings; /* with --json, unless each is said as it is met */
    gi_json *listed;   /* late leaves: no violations */
    int64_t count;     /* of findings */
    gi_time now;       /* for R7 */
    bool csv;
    bool lines; /* --follow: with --json a line per finding */
} audit_report;

/* With the options of cmd; before: the audit of the log before this one, or NULL. report is told
 * what is found and must outlive the audit. */
GI_CHECKED gi_status audit_make(const command *cmd, const audit_witnesses *witnesses,
                                const gi_audit *before, audit_report *report, gi_audit **out,
                                gi_error *err);

/* ---- log_audit_follow.c: --follow ---- */

GI_CHECKED gi_status audit_follow(command *cmd, gi_audit_source source,
                                  const audit_witnesses *witnesses, gi_error *err);

/* ---- log_audit_say.c ---- */

/* As gi_audit_options.found: says one finding, or keeps it for the JSON answer. */
void audit_said(void *context, const gi_audit_finding *finding);
/* The head, the sums, what was not checked, and the exit code. */
GI_CHECKED gi_status audit_say_all(command *cmd, const audit_report *report, const gi_audit *audit,
                                   const gi_audit_verdict *verdict, gi_error *err);

/* ---- log_audit_sums.c ---- */

/* Rows per product and season; rows per grade that has labels. Yours. */
gi_json *audit_sums_json(const gi_audit *audit);
gi_json *audit_grades_json(const gi_audit *audit);

/* ---- log_audit_gaps.c: what was not checked, and R7 ---- */

/* [{rule, zh, en} ...]; yours. */
gi_json *audit_gaps(const command *cmd, const gi_audit *audit, const gi_audit_verdict *verdict);
/* The yellow line of R7, NULL when the newest cosignature is fresh or no witness was given. */
const char *audit_stale(const command *cmd, const gi_audit *audit, gi_time now, bool zh);

#endif

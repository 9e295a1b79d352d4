/*
 * acts.h - a draft from options, and what becomes of it: checked, exported or done.
 */
#ifndef GI_COMMANDS_ACTS_H
#define GI_COMMANDS_ACTS_H

#include "core/commands/command.h"
#include "gi/json.h"
#include "gi/report.h"

/* A draft of the verb's act; options become fields, one word the first field. */
GI_CHECKED gi_status draft_of(const command *cmd, gi_draft **out, gi_error *err);
/* --dry-run, --export FILE, or submission with the keys it needs; prints the answer. */
GI_CHECKED gi_status draft_finish(command *cmd, const gi_draft *draft, gi_error *err);

/* The answer of an act as JSON: its members, kind, time, unit numbers of a run or range. */
GI_CHECKED gi_status answer_json(const gi_act_kind *kind, const gi_receipt *receipt, gi_json **out,
                                 gi_error *err);
/* Prints it for people, or as JSON. */
GI_CHECKED gi_status answer_say(const command *cmd, const gi_act_kind *kind,
                                const gi_receipt *receipt, gi_error *err);

#endif

/*
 * witnessed.h - who stands behind the checkpoint in a passport or a proof of balances.
 */
#ifndef GI_COMMANDS_WITNESSED_H
#define GI_COMMANDS_WITNESSED_H

#include "core/commands/command.h"
#include "gi/json.h"

/*
 * With --witness KEYS or --policy FILE: counts the cosignatures of those witnesses under the
 * checkpoint of a file that was checked already, as member "witnessed" of facts {by newest of
 * oldest quorum}. A policy whose quorum is not met makes the exit code 3.
 * GI_INVALID bad-vkey, bad-config; bad-note: a false line of one of them; usage: both given
 */
GI_CHECKED gi_status witnessed_add(command *cmd, gi_bytes file, gi_json *facts, gi_error *err);
/* The same for people; nothing when it was not asked for. */
void witnessed_say(const command *cmd, const gi_json *facts);

#endif

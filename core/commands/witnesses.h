/*
 * witnesses.h - how it went with the witnesses of a registry, said and looked after.
 */
#ifndef GI_COMMANDS_WITNESSES_H
#define GI_COMMANDS_WITNESSES_H

#include "core/commands/command.h"
#include "gi/json.h"
#include "gi/witness.h"

/* One line a witness: the size it cosigned, or what was wrong. */
void say_witnesses(const command *cmd, const gi_witness_reports *all);
/* [{witness asked size failures next [error]}...]; you own it. */
gi_json *witnesses_json(const gi_witness_reports *all, int utc_offset_min);
/* How many answered well the last time they were asked. */
int64_t witnesses_well(const gi_witness_reports *all);

/*
 * Before anything is signed by a log that has no high-water mark: it may have been brought here
 * from elsewhere. Witnesses that cannot be asked are named on stderr and hold up nothing.
 * GI_CONFLICT restored-backup
 */
GI_CHECKED gi_status witnesses_remember(gi_registry *registry, gi_error *err);

#endif

/*
 * verify_seen.h - gitrace verify --seen: packs in hand, and numbers that two of them carry.
 */
#ifndef GI_COMMANDS_VERIFY_SEEN_H
#define GI_COMMANDS_VERIFY_SEEN_H

#include "core/commands/command.h"
#include "core/commands/packs.h"
#include "gi/json.h"
#include "gi/lookup.h"

/* Opens the file of --seen and takes over that of --with; says what two packs carry then. Without
 * --seen nothing happens. Fails as packs_open, packs_merge; GI_INVALID usage: --with alone */
GI_CHECKED gi_status seen_open(command *cmd, packs *out, gi_json *answers, int offset,
                               gi_error *err);

/* Writes a genuine label down as one more pack. One that was there before makes the verdict
 * GI_COPIED_COPIED and is said. Without --seen nothing happens. */
GI_CHECKED gi_status seen_pack(command *cmd, packs *all, gi_verdict *verdict, int offset,
                               gi_error *err);

#endif

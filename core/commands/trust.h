/*
 * trust.h - which roots this user trusts.
 */
#ifndef GI_COMMANDS_TRUST_H
#define GI_COMMANDS_TRUST_H

#include "core/commands/command.h"
#include "gi/bundle.h"

/* The pins of --root, or of --trust FILE, or of the user's own trust file. */
GI_CHECKED gi_status trust_pins(const command *cmd, gi_root_pin pins[GI_PINS_MAX], size_t *count,
                                gi_error *err);

#endif

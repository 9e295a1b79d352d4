/*
 * trust.h - which roots this user trusts.
 */
#ifndef GI_COMMANDS_TRUST_H
#define GI_COMMANDS_TRUST_H

#include "core/commands/files.h"
#include "gi/bundle.h"

/* The trust file: --trust FILE, or the user's own, whose folder is made when make says so.
 * GI_NOT_FOUND file-missing without a home */
GI_CHECKED gi_status trust_path(const command *cmd, bool make, char out[PATH_SIZE], gi_error *err);

/* The pins of --root, or of --trust FILE, or of the user's own trust file. */
GI_CHECKED gi_status trust_pins(const command *cmd, gi_root_pin pins[GI_PINS_MAX], size_t *count,
                                gi_error *err);

#endif

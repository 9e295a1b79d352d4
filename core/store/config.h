/*
 * config.h - the text file `config` of a registry, `name = value`.
 */
#ifndef GI_STORE_CONFIG_H
#define GI_STORE_CONFIG_H

#include "gi/registry.h"

/* Fills the members of about that stand in it, or their defaults. GI_INVALID bad-config (with the line) */
GI_CHECKED gi_status gi_config_read(const char *dir, gi_about *about, gi_error *err);

/* Writes a new file; GI_CONFLICT file-exists */
GI_CHECKED gi_status gi_config_write(const char *dir, const gi_about *about, gi_error *err);

#endif

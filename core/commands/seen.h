/*
 * seen.h - the newest bundle this device met, so that an older one is noticed (FORMATS 10).
 */
#ifndef GI_COMMANDS_SEEN_H
#define GI_COMMANDS_SEEN_H

#include "core/commands/command.h"
#include "gi/bundle.h"

/* Refuses a bundle older than one met under the same pin. trust is the trust file's path.
 * GI_CONFLICT bundle-older   GI_INVALID bad-field for a damaged record   GI_IO */
GI_CHECKED gi_status seen_check(const char *trust, const gi_bundle_about *about, gi_error *err);
/* Records its sequence, if it is the highest. GI_IO file-open, file-write */
GI_CHECKED gi_status seen_keep(const char *trust, const gi_bundle_about *about, gi_error *err);

#endif

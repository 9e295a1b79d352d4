/*
 * outside.h - files that must not be restored together with the registry.
 */
#ifndef GI_STORE_OUTSIDE_H
#define GI_STORE_OUTSIDE_H

#include "gi/status.h"

/*
 * Refuses a path that lies in the directory dir, or below it; name is the setting. "" passes.
 * Links in the folders of the path are followed, those that exist.
 * GI_INVALID bad-field   GI_IO file-open: dir is not there
 */
GI_CHECKED gi_status gi_path_outside(const char *dir, const char *name, const char *path,
                                     gi_error *err);

#endif

/*
 * delivery.h - a file or a folder that appears whole or not at all.
 *
 * What is written lies beside the target under a name of its own; finishing syncs it and
 * renames it, giving up removes it. An existing target is never replaced. Labels not yet
 * printed are worth money: only their owner can read them (600, 700).
 */
#ifndef GI_LABELS_DELIVERY_H
#define GI_LABELS_DELIVERY_H

#include <limits.h>

#include "gi/bytes.h"

typedef struct gi_delivery {
    char target[PATH_MAX];
    char partial[PATH_MAX]; /* "" when there is nothing to remove */
    int fd;                 /* the file, or the folder; -1 when closed */
    bool folder;
} gi_delivery;

/* GI_CONFLICT file-exists   GI_IO file-open   GI_INVALID too-long */
GI_CHECKED gi_status gi_delivery_begin(const char *target, bool folder, gi_delivery *out,
                                       gi_error *err);

/* Appends to the file. GI_IO file-write */
GI_CHECKED gi_status gi_delivery_write(gi_delivery *delivery, gi_bytes bytes, gi_error *err);

/* Puts one file into the folder. GI_IO file-write */
GI_CHECKED gi_status gi_delivery_put(gi_delivery *delivery, const char *name, gi_bytes bytes,
                                     gi_error *err);

/* Makes the target appear. GI_CONFLICT file-exists   GI_IO file-write */
GI_CHECKED gi_status gi_delivery_finish(gi_delivery *delivery, gi_error *err);

/* Removes what was not finished; does nothing after gi_delivery_finish. */
void gi_delivery_clear(gi_delivery *delivery);

#endif

/*
 * registry.h - the inside of a gi_registry, for core only (gi/registry.h is the outside).
 */
#ifndef GI_STORE_REGISTRY_H
#define GI_STORE_REGISTRY_H

#include "core/store/db.h"
#include "gi/registry.h"

#define GI_PATH_MAX 1024

struct gi_registry {
    char dir[GI_PATH_MAX];
    gi_db *db;
    gi_about about;
    bool founded;
    gi_clock clock;
    gi_random random;
    gi_tree tree; /* right edge of the log while a writing transaction runs */
};

/* dir/name into out. GI_INVALID too-long */
GI_CHECKED gi_status gi_registry_path(const gi_registry *registry, const char *name,
                                      char out[GI_PATH_MAX], gi_error *err);

/* Reads about (origin, name, kind, suite) from meta again, after the founding act. */
GI_CHECKED gi_status gi_registry_reload(gi_registry *registry, gi_error *err);

#endif

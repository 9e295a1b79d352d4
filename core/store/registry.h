/*
 * registry.h - the inside of a gi_registry, for core only (gi/registry.h is the outside).
 */
#ifndef GI_STORE_REGISTRY_H
#define GI_STORE_REGISTRY_H

#include "core/store/db.h"
#include "gi/registry.h"

#define GI_PATH_MAX 1024

/* Public keys made ready by look-ups, so that a key is not set up again for every code. */
#define GI_VERIFIERS_KEPT 16
typedef struct gi_kept_verifier {
    gi_public_key key;
    gi_verifier *verifier; /* NULL = free place */
} gi_kept_verifier;

struct gi_registry {
    char dir[GI_PATH_MAX];
    gi_db *db;
    gi_about about;
    bool founded;
    gi_clock clock;
    gi_random random;
    gi_tree tree; /* right edge of the log while a writing transaction runs */
    gi_kept_verifier kept[GI_VERIFIERS_KEPT];
    size_t kept_next; /* the place that is filled next */
};

/* dir/name into out. GI_INVALID too-long */
GI_CHECKED gi_status gi_registry_path(const gi_registry *registry, const char *name,
                                      char out[GI_PATH_MAX], gi_error *err);

/* Reads about (origin, name, kind, suite) from meta again, after the founding act. */
GI_CHECKED gi_status gi_registry_reload(gi_registry *registry, gi_error *err);

#endif

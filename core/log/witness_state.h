/*
 * witness_state.h - the small files of a witness: read whole, replaced whole, locked per origin.
 *
 * Private to core/log. A file is the old one or the new one at every instant; the lock files
 * stay where they are, because a lock on a file that may be replaced guards nothing.
 */
#ifndef GI_CORE_LOG_WITNESS_STATE_H
#define GI_CORE_LOG_WITNESS_STATE_H

#include "gi/witness.h"

#define GI_WITNESS_PATH 1200

/* Adds the content of dir/name; GI_NOT_FOUND file-missing, GI_NO_MEMORY over-limit, GI_IO */
GI_CHECKED gi_status gi_state_read(const char *dir, const char *name, gi_buf *out, gi_error *err);
/* Temporary file, fsync, rename, fsync of the directory: on the disk when it returns. */
GI_CHECKED gi_status gi_state_write(const char *dir, const char *name, gi_bytes bytes,
                                    gi_error *err);
/* True when dir/name is there. */
bool gi_state_exists(const char *dir, const char *name);

/* Makes dir (mode 700); GI_CONFLICT file-exists */
GI_CHECKED gi_status gi_state_directory(const char *dir, gi_error *err);

/* Holds dir/name locked until the descriptor is closed; tried for 5 s. GI_BUSY db-busy */
GI_CHECKED gi_status gi_state_lock(const char *dir, const char *name, int *out, gi_error *err);
void gi_state_unlock(int *fd);
#define GI_STATE_LOCK __attribute__((cleanup(gi_state_unlock))) int

/* "<hex SHA-256 of origin>": 64 digits. */
#define GI_ORIGIN_HASH 65
void gi_origin_hash(const char *origin, char out[GI_ORIGIN_HASH]);

/* A log this witness watches: one of its keys. */
typedef struct gi_watched {
    char origin[GI_ORIGIN_MAX];
    gi_public_key key;
} gi_watched;

/* Next line of a configuration, without comment and blanks at its end; false at the end. */
bool gi_config_line(gi_bytes *rest, gi_bytes *line, int *number);
/* Reads DIR/logs; you free *out. GI_INVALID bad-config, GI_NOT_FOUND file-missing */
GI_CHECKED gi_status gi_watched_read(const char *dir, gi_watched **out, size_t *count,
                                     gi_error *err);

#endif

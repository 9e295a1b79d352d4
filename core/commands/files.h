/*
 * files.h - whole files in and out, "-" for the standard streams; passphrases; unlocked keys.
 */
#ifndef GI_COMMANDS_FILES_H
#define GI_COMMANDS_FILES_H

#include "core/commands/command.h"

#define PATH_SIZE 1024

/* Adds the content of a file (at most what out may hold). "-" reads stdin.
 * GI_NOT_FOUND file-missing  GI_IO  GI_NO_MEMORY over-limit */
GI_CHECKED gi_status file_read(const char *path, gi_buf *out, gi_error *err);
/* Makes a new file of mode 600, complete and on the disk, or none. "-" writes stdout.
 * GI_CONFLICT file-exists  GI_IO */
GI_CHECKED gi_status file_create(const char *path, gi_bytes bytes, gi_error *err);
/* Replaces a file's content: temporary file, fsync, rename. */
GI_CHECKED gi_status file_replace(const char *path, gi_bytes bytes, gi_error *err);

#endif

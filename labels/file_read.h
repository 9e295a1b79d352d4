/*
 * file_read.h - a file that people name, read whole up to a limit.
 */
#ifndef GI_LABELS_FILE_READ_H
#define GI_LABELS_FILE_READ_H

#include "gi/bytes.h"

/*
 * field   what a refusal is about; NULL = nothing more than the path
 * most    bytes; one more is read, so that the reader of the text can say how long it is
 * linked  links are followed; false for artwork, which they could fetch from outside its folder
 */
typedef struct gi_file_rule {
    const char *field;
    size_t most;
    bool linked;
} gi_file_rule;

/* Puts the file into an empty buffer of at least most + 1 bytes. A pipe is not waited for.
 * GI_NOT_FOUND file-missing   GI_IO file-open, file-read   GI_NO_MEMORY over-limit
 * GI_INVALID art-link: a symbolic link that is not followed */
GI_CHECKED gi_status gi_file_read(const char *path, const gi_file_rule *rule, gi_buf *out,
                                  gi_error *err);

#endif

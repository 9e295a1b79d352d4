/*
 * journal_file.h - the journal: what acts said in private, remembered outside the registry.
 *
 * Optional (config `journal`). A file of lines, one JSON object each, mode 0600; what a line
 * means is for core/acts/journal.h. It holds private values in clear: treat it like a backup.
 * Lines are only added, except when values are taken out of it or old lines are cut off.
 */
#ifndef GI_STORE_JOURNAL_FILE_H
#define GI_STORE_JOURNAL_FILE_H

#include "core/store/registry.h"

/* Longest line: a draft with every field at its limit, with room to spare. */
#define GI_JOURNAL_LINE_MAX (1U << 20)

/*
 * Settles registry->journal; "" = none is kept.
 * GI_INVALID bad-field: a path inside the directory would be restored with it
 */
GI_CHECKED gi_status gi_journal_file_find(gi_registry *registry, gi_error *err);

/* A journal that nobody else writes until it is closed. */
typedef struct gi_journal_file {
    int file; /* -1 = not open */
    const char *path;
} gi_journal_file;
#define GI_JOURNAL_CLOSED ((gi_journal_file){ .file = -1 })

/* Opens and locks it; makes an empty one when there is none. GI_IO file-open */
GI_CHECKED gi_status gi_journal_file_open(const char *path, gi_journal_file *out, gi_error *err);
/* Takes a closed one. */
void gi_journal_file_close(gi_journal_file *journal);
#define GI_AUTO_JOURNAL __attribute__((cleanup(gi_journal_file_close))) gi_journal_file

/* Adds whole lines and brings them to the disk; what could only be written in part is taken
 * back. GI_IO file-write */
GI_CHECKED gi_status gi_journal_file_add(const gi_journal_file *journal, gi_bytes lines,
                                         gi_error *err);

/* Calls take with each whole line, without its newline. GI_IO file-read   GI_INVALID too-long */
typedef gi_status (*gi_journal_visit)(void *context, gi_bytes line, gi_error *err);
GI_CHECKED gi_status gi_journal_file_each(const gi_journal_file *journal, gi_journal_visit take,
                                          void *context, gi_error *err);

/* Writes the file anew: edit appends what shall stand for a line, with its newline, or nothing.
 * The new file takes the place of the old one whole or not at all. GI_IO file-write */
typedef gi_status (*gi_journal_edit)(void *context, gi_bytes line, gi_buf *out, gi_error *err);
GI_CHECKED gi_status gi_journal_file_rewrite(const gi_journal_file *journal, gi_journal_edit edit,
                                             void *context, gi_error *err);

#endif

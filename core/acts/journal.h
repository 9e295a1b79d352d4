/*
 * journal.h - a session's lines for the journal (core/store/journal_file.h).
 *
 * One line per act, canonical JSON: {"draft": as gi_draft_to_json, "index", "salts": {field:
 * hex}}; a status leaf's line also holds "secret", from which its salts are made; a line whose
 * values were erased names them in "erased" ("*" = all). Written after COMMIT: a failure is told
 * through the registry's warning and undoes nothing.
 */
#ifndef GI_ACTS_JOURNAL_H
#define GI_ACTS_JOURNAL_H

#include "core/acts/act.h"
#include "core/acts/session.h"

/* Keeps a line for an act that was run; nothing when the registry keeps no journal. */
void gi_session_note(gi_session *session, const gi_draft *draft, const gi_json *salts,
                     const gi_act *act);

/* Locks the journal. Before COMMIT: whoever erases a value afterwards then finds our line. */
void gi_session_journal_lock(gi_session *session);

/* After COMMIT: adds the lines, takes out what the session erased, gives the lock back. */
void gi_session_journal_write(gi_session *session);

/* Takes values out of the lines that hold them, in one rewrite: erased are gi_erased, one after
 * the other. Lines of another log with the same index are left alone. GI_IO */
GI_CHECKED gi_status gi_journal_forget(const gi_journal_file *journal, gi_db *db, gi_bytes erased,
                                       gi_error *err);

/* The lines of acts in [from, to) by index, as arrays of line objects; NULL where there are
 * none. Lines that do not read are skipped. */
typedef struct gi_journal_lines {
    int64_t from;
    size_t count;
    gi_json **line;
} gi_journal_lines;
void gi_journal_lines_clear(gi_journal_lines *lines);
#define GI_JOURNAL_LINES __attribute__((cleanup(gi_journal_lines_clear))) gi_journal_lines
/* path "" reads as an empty journal. GI_IO file-open, file-read */
GI_CHECKED gi_status gi_journal_read(const char *path, int64_t from, int64_t to,
                                     gi_journal_lines *out, gi_error *err);

#endif

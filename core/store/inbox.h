/*
 * inbox.h - entries of the inbox, and the counts of doubled print runs (schema/scans-002.sql).
 * All of it inside the caller's transaction.
 */
#ifndef GI_STORE_INBOX_H
#define GI_STORE_INBOX_H

#include "core/store/db.h"
#include "gi/inbox.h"

/* The newest entry of a kind and subject; *found false: there is none. */
GI_CHECKED gi_status gi_inbox_load(gi_db *db, const char *kind, gi_bytes subject,
                                   gi_inbox_entry *out, bool *found, gi_error *err);
/* By number. GI_NOT_FOUND no-inbox */
GI_CHECKED gi_status gi_inbox_get(gi_db *db, int64_t number, gi_inbox_entry *out, gi_error *err);
/* The first above after; facts may be NULL. */
GI_CHECKED gi_status gi_inbox_above(gi_db *db, int64_t after, bool all, gi_inbox_entry *out,
                                    gi_buf *facts, bool *found, gi_error *err);
/* Entries of a kind that wait. */
GI_CHECKED gi_status gi_inbox_waiting(gi_db *db, const char *kind, int64_t *out, gi_error *err);
GI_CHECKED gi_status gi_inbox_insert(gi_db *db, const gi_inbox_note *note, int64_t *number,
                                     gi_error *err);
/* Last, count and facts of an entry that waits. */
GI_CHECKED gi_status gi_inbox_update(gi_db *db, int64_t number, const gi_inbox_note *note,
                                     gi_error *err);
GI_CHECKED gi_status gi_inbox_finish(gi_db *db, int64_t number, gi_inbox_state state,
                                     const char *why, gi_time now, gi_error *err);
/* Number and facts of the first entry of a kind above after that came before a moment. */
GI_CHECKED gi_status gi_inbox_older(gi_db *db, int64_t after, const char *kind, gi_time before,
                                    int64_t *number, gi_buf *facts, bool *found, gi_error *err);
/* Another kind and other facts, and "-" for the subject, whatever state it is in. */
GI_CHECKED gi_status gi_inbox_blank(gi_db *db, int64_t number, const char *kind, gi_bytes facts,
                                    gi_error *err);

#endif

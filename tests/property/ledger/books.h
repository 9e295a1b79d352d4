/*
 * books.h - an auditor: everything that must hold of a stored registry, whoever wrote it.
 *
 * Opens the directory for reading and asks the rows and the leaves, never the acts that made
 * them. A finding ends the SPEC and names its sentence. Looks into the store, as only tests may.
 */
#ifndef GI_TESTS_BOOKS_H
#define GI_TESTS_BOOKS_H

#include "core/store/db.h"
#include "gi/audit.h"

#define AUDIT_KEYS 16  /* key ids below this one may sign */
#define AUDIT_TRADES 8 /* products times seasons that may have a grant */

/* A registry file for reading, with the statements of the store. You close it. */
gi_db *books_open(const char *dir);
/* The same with statements of your own; shape outlives the handle. */
gi_db *books_open_with(const char *dir, const gi_db_shape *shape);

/* The file is sound, and every rule of books.c about its rows holds. */
void books_expect_sound(const char *dir);

/*
 * From the leaves alone: counters without a gap, no over-issue at any prefix (FORMATS 9, R1);
 * every stored checkpoint has the root of its prefix, the newest covers all acts; each
 * `every`-th one and the newest are signed and, by stored tiles, consistent with the newest.
 * Answers the number of acts.
 */
int64_t books_expect_sound_log(const char *dir, int64_t every);

/*
 * The audit of gi/audit.h over all leaves finds nothing; its sums per product and season are the
 * ledger's, and per run the labels issued, activated and ended are those of the tables. Sums of
 * status leaves are what the postings before them add up to; answers how many of them there were.
 */
int64_t books_expect_silent_audit(const char *dir, bool signatures);

/* What `gitrace sums` says of the registry, per product, season and grade, is what an audit of all
 * its leaves found. */
void books_expect_told_sums(const char *dir, const gi_audit *audit);

/*
 * Labels of some runs are told together what each is told alone, at that moment; where they are not
 * told together, something was declared of one of them. Answers how many runs had such neighbours.
 */
int64_t books_expect_alike(const char *dir, gi_time now);

/* One act that a writer was told about; a file of these outlives the writer. A kill may cut a write
 * where a page ends: no record lies across two. */
typedef struct told {
    int64_t index;
    uint8_t request[16];
    gi_digest answer; /* of its text */
    uint8_t nothing[8];
} told;
_Static_assert(4096 % sizeof(told) == 0, "records do not cross pages");

/* Every whole record of the file stands in the log as it was told; answers how many. */
int64_t books_expect_told(const char *dir, const char *path);

/*
 * Every checkpoint stored in `early` stands byte for byte in `late`, and no other one before its
 * newest: what was answered by then was not taken back. Answers how many.
 */
int64_t books_expect_prefix(const char *early, const char *late);

#endif

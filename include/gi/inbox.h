/*
 * inbox.h - what people or the copy rules noticed, and a person has to look at.
 *
 * Lies in scans.db, beside what was seen. An entry is of a kind, about a subject, with facts as
 * a JSON object, and waits until an officer confirms or dismisses it and says why. Kinds:
 *
 *   odd-labels   many labels of one producer turned odd on one day; subject "ORG/DAY"
 *                (7/2026-11-22). Their verdicts wait as well: confirmed they are shown
 *                (several_places), dismissed they stay "none seen".
 *   doubled-run  serials of one batch seen in two provinces that sales do not explain; subject
 *                "KEY/FROM..TO", the stretch of serials. Changes no verdict.
 *   report       a consumer's report; each is an entry of its own. Changes no verdict.
 *   report-gone  a report past its time: facts are {receipt, deleted_after_days}, subject "-". One
 *                that still waits was deleted before anybody gave a finding: it can be closed as
 *                UNREAD, and is then of the kind
 *   report-unread  so that nothing says of it that it was so, or was not.
 *
 * Entries are never removed. Nothing here changes whether a label was issued or still counts.
 */
#ifndef GI_INBOX_H
#define GI_INBOX_H

#include "gi/scan_writer.h"

#define GI_INBOX_KIND 32           /* with the final NUL: a word of a-z and '-' */
#define GI_INBOX_SUBJECT 128       /* with the final NUL: one printable line */
#define GI_INBOX_FACTS_MAX 16384   /* bytes of facts */
#define GI_INBOX_WHY 512           /* with the final NUL: one printable line */
#define GI_INBOX_WAITING_MAX 10000 /* entries of one kind that wait; more are refused */

typedef enum gi_inbox_state {
    GI_INBOX_WAITING,
    GI_INBOX_CONFIRMED, /* it is so */
    GI_INBOX_DISMISSED, /* it is not so */
    GI_INBOX_UNREAD     /* it was deleted before anybody looked: nobody can tell */
} gi_inbox_state;

/* Stable words: "waiting" "confirmed" "dismissed" "unread"; constant text. */
const char *gi_inbox_word(gi_inbox_state state);

/*
 * What is put in. Everything is borrowed for the call.
 *
 * count  how many things it speaks of, at least 1
 * fold   bring the waiting entry of this kind and subject up to date (last, count, facts) instead
 *        of adding a second one
 */
typedef struct gi_inbox_note {
    const char *kind;
    gi_bytes subject;
    gi_bytes facts;
    gi_time at;
    int64_t count;
    bool fold;
} gi_inbox_note;

/*
 * Puts a note in, waits until it is durable, and tells its number; numbers are never used again.
 * For the page server. Any thread.
 *
 * GI_INVALID bad-field (kind, subject), bad-json, too-long (facts); out-of-range (count)
 * GI_BUSY inbox-full, queue-full, db-busy   GI_IO, GI_CORRUPT: nothing was recorded
 */
GI_CHECKED gi_status gi_inbox_add(gi_scan_writer *writer, const gi_inbox_note *note,
                                  int64_t *number, gi_error *err);

/*
 * Days for which reports are kept, their photos as well: two years, the time in which damage by
 * faulty goods may be claimed once it is known (Product Quality Law of the PRC, article 45) and
 * for which records of food without a shelf life are kept (Food Safety Law, article 50).
 */
#define GI_REPORT_DAYS 730

/* Photos of reports lie in that folder of the registry's directory, as RECEIPT.jpg, .png, .webp. */
#define GI_PHOTOS_FOLDER "reports"

/*
 * Keeps reports for so many days (1 or more) from now on; GI_REPORT_DAYS until then. They go when
 * a day begins (gi_scan_writer_day, the first scan or opening), as single scans do. Any thread.
 */
void gi_inbox_keep_reports(gi_scan_writer *writer, int days);

/* An entry; a plain value. closed 0 and why "" while it waits. */
typedef struct gi_inbox_entry {
    int64_t number;
    char kind[GI_INBOX_KIND];
    char subject[GI_INBOX_SUBJECT];
    gi_time first, last;
    int64_t count;
    gi_inbox_state state;
    gi_time closed;
    char why[GI_INBOX_WHY];
} gi_inbox_entry;

/*
 * The next entry with a number above after; all false: of those that wait. facts (NULL = not
 * wanted) is emptied and gets its JSON object; it needs room for GI_INBOX_FACTS_MAX bytes.
 * *found false: there is none.
 */
GI_CHECKED gi_status gi_inbox_next(gi_scans *scans, int64_t after, bool all, gi_inbox_entry *out,
                                   gi_buf *facts, bool *found, gi_error *err);

/*
 * Closes an entry of the scans.db in dir with a finding, and lets its labels be shown, or not;
 * beside a running page server. state is CONFIRMED or DISMISSED, or UNREAD for a report-gone; a
 * closed entry stays as it is.
 *
 * GI_NOT_FOUND no-inbox   GI_CONFLICT inbox-closed   GI_INVALID bad-field (why; finding: UNREAD of
 * another kind)
 * GI_BUSY db-busy and as gi_scans_open
 */
GI_CHECKED gi_status gi_inbox_close(const char *dir, int64_t number, gi_inbox_state state,
                                    gi_bytes why, gi_time now, gi_error *err);

#endif

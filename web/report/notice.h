/*
 * notice.h - consumers' reports of a problem: taken in, limited, given a receipt.
 *
 * A report goes into the inbox (gi/inbox.h, kind "report") with facts {receipt reason lines code
 * language issued unit batch photo photo_bytes}, its photo beside scans.db in reports/RECEIPT.jpg
 * (.png, .webp), for its owner only: no page ever shows either. Nobody has to say who he is, and
 * of his network no more is kept than a count in memory. What there is no room for is left out of
 * a report and named in its facts as photo_left_out, in bytes.
 */
#ifndef GI_WEB_NOTICE_H
#define GI_WEB_NOTICE_H

#include "gi/inbox.h"
#include "gi/scan_writer.h"

/*
 * Lengths are counted as browsers count maxlength: UTF-16 units, a line break as one. Each has 3
 * bytes of UTF-8 at most, so the bytes follow from the characters.
 */
#define GI_NOTICE_TEXT_CHARS 2000 /* of what is written */
#define GI_NOTICE_CODE_CHARS 500  /* of the code it is about: a label's address, with room */
#define GI_NOTICE_TEXT_MAX (3 * GI_NOTICE_TEXT_CHARS)
#define GI_NOTICE_CODE_MAX (3 * GI_NOTICE_CODE_CHARS)
#define GI_NOTICE_BODY_MAX ((5U << 20) + 16384)

/* Bytes that all photos may take when nothing else is said: 1 GiB, some 500 of phones. */
#define GI_NOTICE_PHOTOS_MAX (INT64_C(1) << 30)

/* What somebody reports. Borrowed. */
typedef struct gi_notice {
    gi_bytes reason;           /* a word of gi_notice_reasons */
    gi_bytes code;             /* a code, number, batch ID or address; may be empty */
    gi_bytes text;             /* UTF-8, lines apart by LF or CRLF; may be empty */
    gi_bytes photo;            /* JPEG, PNG or WebP; empty = none */
    const char *language;      /* of the page */
    const gi_verdict *verdict; /* what the code is, asked just now */
} gi_notice;

/* Why, as one word for the inbox and in two languages for people. */
typedef struct gi_notice_reason {
    const char *id;
    const char *zh, *en;
} gi_notice_reason;

/* By index, NULL past the last. Constant data. */
const gi_notice_reason *gi_notice_reason_at(size_t index);

/* "8T3K-M94X" and the like: what a person reads out on the telephone, with its check character. */
#define GI_RECEIPT_TEXT GI_HIDDEN_TEXT

typedef struct gi_notices gi_notices;

/* Photos go to dir/reports, which is made when the first one comes. Keeps writer and random.
 * GI_NO_MEMORY no-memory   GI_INVALID too-long: dir */
GI_CHECKED gi_status gi_notices_create(const char *dir, gi_scan_writer *writer, gi_random random,
                                       gi_notices **out, gi_error *err);
/* Takes NULL. */
void gi_notices_destroy(gi_notices *notices);
GI_DEFINE_AUTO(gi_notices, gi_notices_destroy)

/* How long reports are kept (GI_REPORT_DAYS until then), and how many bytes photos may take
 * (GI_NOTICE_PHOTOS_MAX), 0 = none is kept. Any thread. */
void gi_notices_set(gi_notices *notices, int days, int64_t photos_max);
int gi_notices_days(const gi_notices *notices);

/* What became of a report. */
typedef struct gi_notice_taken {
    char receipt[GI_RECEIPT_TEXT];
    bool photo_left_out; /* there was no room for it */
} gi_notice_taken;

/*
 * Takes a report in, durably, and tells its receipt. A photo is written anew without metadata
 * (photo.h).
 * GI_INVALID bad-field (reason, code, text), too-long (code, text, photo), bad-photo
 * GI_BUSY inbox-full, queue-full, db-busy   GI_IO file-write: nothing was taken in
 */
GI_CHECKED gi_status gi_notices_add(gi_notices *notices, const gi_notice *notice,
                                    gi_notice_taken *out, gi_error *err);

/* Limits: so many reports from one network, and in all. */
typedef struct gi_notice_limit {
    const char *name;
    bool of_all;
    int count;
    int seconds;
} gi_notice_limit;

extern const gi_notice_limit gi_notice_limits[];
extern const size_t gi_notice_limit_count;

/*
 * Seconds until that network (gi_http_prefix) may report again; 0 = now, and then it is booked.
 * gi_notices_undo takes the booking back for a report that was not taken in. Any thread.
 */
int gi_notices_begin(gi_notices *notices, const uint8_t prefix[8], gi_time now);
void gi_notices_undo(gi_notices *notices, const uint8_t prefix[8], gi_time now);

#endif

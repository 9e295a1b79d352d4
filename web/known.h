/*
 * known.h - what look-ups said lately, for as long as the registry says the same.
 *
 * Verdicts of codes, genuine and forged ones alike, the papers of batches and the parts of pages
 * that show them. Typed numbers are not kept: they cost no verification. What was seen of a label
 * is kept for GI_SEEN_MS, or until an opening is recorded.
 */
#ifndef GI_WEB_KNOWN_H
#define GI_WEB_KNOWN_H

#include "web/http/stock.h"
#include "web/routes.h"
#include "web/stamp.h"

/* Scans are committed every 20 ms or so: a reading of a moment ago is as good as a new one. */
enum { GI_SEEN_MS = 5 };

typedef struct gi_known gi_known;

/* Fails as gi_registry_open; GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_known_open(const char *dir, gi_known **out, gi_error *err);
/* Takes NULL. */
void gi_known_close(gi_known *known);
GI_DEFINE_AUTO(gi_known, gi_known_close)

/* The moment of one question: what is found or kept belongs to it. */
typedef struct gi_known_moment {
    bool usable; /* false: ask the registry and keep nothing */
    gi_memo_stamp stamp;
    gi_memo_stamp seen; /* of what was seen of labels */
    int64_t now_ms;
    gi_time as_of;
} gi_known_moment;

gi_known_moment gi_known_now(gi_known *known);

/* A verdict is as of the moment, also a kept one. False: ask, and keep the answer. */
bool gi_known_verdict(gi_known *known, const gi_known_moment *at, gi_bytes code, gi_verdict *out);
void gi_known_keep_verdict(gi_known *known, const gi_known_moment *at, gi_bytes code,
                           const gi_verdict *verdict);
bool gi_known_papers(gi_known *known, const gi_known_moment *at, gi_bytes batch, gi_papers *out);
void gi_known_keep_papers(gi_known *known, const gi_known_moment *at, gi_bytes batch,
                          const gi_papers *papers);

/* The rendered part of a batch (web/part.h) under its key, added to out; one above 24 KB is not
 * kept. */
bool gi_known_part(gi_known *known, const gi_known_moment *at, gi_bytes key, gi_buf *out);
void gi_known_keep_part(gi_known *known, const gi_known_moment *at, gi_bytes key, gi_bytes part);

/*
 * The page of all labels that are told the same (web/sheet.h).
 *
 * told   what that is, size bytes of it
 * stock  the page with holes for the number, one more owner for whoever finds it; NULL: none yet
 * tried  none was possible
 */
enum { GI_KNOWN_TOLD_MAX = 1024 };
typedef struct gi_known_sheet {
    size_t size;
    uint8_t told[GI_KNOWN_TOLD_MAX];
    gi_http_stock *stock;
    bool tried;
} gi_known_sheet;

bool gi_known_sheet_of(gi_known *known, const gi_known_moment *at, gi_bytes key,
                       gi_known_sheet *out);
void gi_known_keep_sheet(gi_known *known, const gi_known_moment *at, gi_bytes key,
                         const gi_known_sheet *sheet);

/* What was seen of a label. An opening just recorded lets nothing older count. */
bool gi_known_seen(gi_known *known, const gi_known_moment *at, gi_unit_id unit, gi_unit_seen *out);
void gi_known_keep_seen(gi_known *known, const gi_known_moment *at, gi_unit_id unit,
                        const gi_unit_seen *seen);
void gi_known_opened(gi_known *known);

/*
 * A finished answer to a code (web/whole.h): what is sent, and what its sender is counted with.
 *
 * ready      the answer, one more owner for whoever finds it
 * issued     what it says, for figures
 * scannable  its requests are scans of that label, where people make them
 * seen       what it tells of the label's scans and openings, when scannable
 * made_ms    of the moment it was made in
 */
typedef struct gi_known_answer {
    gi_http_ready *ready;
    gi_issued issued;
    bool scannable;
    gi_scan scan;
    gi_unit_seen seen;
    int64_t made_ms;
} gi_known_answer;

/* An answer counts as long as all that it was made of does: the stamp, the openings, and the minute
 * that the page tells. *aged: it was made GI_SEEN_MS ago or more, so that something else may have
 * been seen of the label. Larger ones than 32 KB as sent are not kept. */
bool gi_known_answer_to(gi_known *known, const gi_known_moment *at, gi_bytes key,
                        gi_known_answer *out, bool *aged);
void gi_known_keep_answer(gi_known *known, const gi_known_moment *at, gi_bytes key,
                          const gi_known_answer *answer);
/* Whether that was asked for among the last thousand questions or so, this one aside: an answer
 * that nobody else asks for is not worth keeping. A guess. */
bool gi_known_asked_again(gi_known *known, gi_bytes key);
/* One was sent: no verdict was asked for. */
void gi_known_answered(gi_known *known);
/* What makes them small. */
gi_press *gi_known_press(gi_known *known);
/* The minute of a moment, as pages tell it. */
int64_t gi_known_minute(gi_time at);

/* Codes answered from memory, and those that cost a verification. */
gi_memo_figures gi_known_codes(const gi_known *known);

#endif

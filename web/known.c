/*
 * known.c - memos under one stamp, and one under a stamp of its own (known.h).
 */
#include "web/known.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gi/unit_code.h"

/* Some 10 MiB of verdicts, half a MiB of papers, 6 MiB of parts of pages, 24 of sheets, 1 of
 * scans, 8 of finished answers at most. */
enum {
    VERDICTS_KEPT = 4096,
    PAPERS_KEPT = 256,
    BATCHES_KEPT = 256,
    SHEETS_KEPT = 256,
    SEEN_KEPT = 2048,
    ANSWERS_KEPT = 256,
    ANSWER_MAX = 32768,
    ASKED = 1024
};

typedef struct part {
    size_t size;
    uint8_t bytes[24576 - sizeof(size_t)];
} part;

/* An answer, and what of a moment the stamp does not tell. */
typedef struct answer {
    gi_known_answer given;
    gi_memo_stamp seen;
    int64_t minute;
} answer;

struct gi_known {
    gi_stamper *stamper;
    gi_memo *verdicts;
    gi_memo *papers;
    gi_memo *parts;
    gi_memo *sheets;
    gi_memo *seen;
    gi_memo *answers;
    atomic_uint_fast64_t asked[ASKED]; /* the hash of what was asked last, of each place */
    gi_press *press;
    atomic_int openings;              /* recorded since the start; may wrap */
    atomic_uint_fast64_t answer_hits; /* codes that cost no look-up at all */
};

static void hold_answer(void *value)
{
    (void)gi_http_ready_hold(((answer *)value)->given.ready);
}

static void drop_answer(void *value)
{
    gi_http_ready_drop(((answer *)value)->given.ready);
}

static void hold_sheet(void *value)
{
    (void)gi_http_stock_hold(((gi_known_sheet *)value)->stock);
}

static void drop_sheet(void *value)
{
    gi_http_stock_drop(((gi_known_sheet *)value)->stock);
}

gi_status gi_known_open(const char *dir, gi_known **out, gi_error *err)
{
    GI_AUTO(gi_known) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "known answers");
    }
    GI_TRY(gi_stamper_open(dir, &fresh->stamper, err));
    GI_TRY(gi_memo_create(VERDICTS_KEPT, sizeof(gi_verdict), &fresh->verdicts, err));
    GI_TRY(gi_memo_create(PAPERS_KEPT, sizeof(gi_papers), &fresh->papers, err));
    GI_TRY(gi_memo_create(BATCHES_KEPT, sizeof(part), &fresh->parts, err));
    GI_TRY(gi_memo_create(SHEETS_KEPT, sizeof(gi_known_sheet), &fresh->sheets, err));
    gi_memo_own(fresh->sheets, hold_sheet, drop_sheet);
    GI_TRY(gi_memo_create(SEEN_KEPT, sizeof(gi_unit_seen), &fresh->seen, err));
    GI_TRY(gi_memo_create(ANSWERS_KEPT, sizeof(answer), &fresh->answers, err));
    gi_memo_own(fresh->answers, hold_answer, drop_answer);
    GI_TRY(gi_press_create(&fresh->press, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_known_close(gi_known *known)
{
    if (known != NULL) {
        gi_memo_destroy(known->verdicts);
        gi_memo_destroy(known->papers);
        gi_memo_destroy(known->parts);
        gi_memo_destroy(known->sheets);
        gi_memo_destroy(known->seen);
        gi_memo_destroy(known->answers);
        gi_press_destroy(known->press);
        gi_stamper_close(known->stamper);
        free(known);
    }
}

gi_known_moment gi_known_now(gi_known *known)
{
    struct timespec now;
    gi_known_moment at = { .usable = false };
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    at.now_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    at.seen = (gi_memo_stamp){ at.now_ms / GI_SEEN_MS, atomic_load(&known->openings) };
    at.usable = gi_stamp_now(known->stamper, at.now_ms, &at.stamp, &at.as_of);
    return at;
}

static bool is_code(const gi_known_moment *at, gi_bytes text)
{
    return at->usable && text.size >= GI_UNIT_DIGITS;
}

bool gi_known_verdict(gi_known *known, const gi_known_moment *at, gi_bytes code, gi_verdict *out)
{
    if (!is_code(at, code) || !gi_memo_find(known->verdicts, code, &at->stamp, at->now_ms, out)) {
        return false;
    }
    out->as_of = at->as_of;
    return true;
}

void gi_known_keep_verdict(gi_known *known, const gi_known_moment *at, gi_bytes code,
                           const gi_verdict *verdict)
{
    if (is_code(at, code)) {
        gi_memo_keep(known->verdicts, code, &at->stamp, at->now_ms, verdict);
    }
}

bool gi_known_papers(gi_known *known, const gi_known_moment *at, gi_bytes batch, gi_papers *out)
{
    return at->usable && gi_memo_find(known->papers, batch, &at->stamp, at->now_ms, out);
}

void gi_known_keep_papers(gi_known *known, const gi_known_moment *at, gi_bytes batch,
                          const gi_papers *papers)
{
    if (at->usable) {
        gi_memo_keep(known->papers, batch, &at->stamp, at->now_ms, papers);
    }
}

bool gi_known_part(gi_known *known, const gi_known_moment *at, gi_bytes key, gi_buf *out)
{
    part kept;
    bool found = at->usable && gi_memo_find(known->parts, key, &at->stamp, at->now_ms, &kept);
    if (found) {
        gi_buf_add(out, (gi_bytes){ kept.bytes, kept.size });
    }
    return found;
}

void gi_known_keep_part(gi_known *known, const gi_known_moment *at, gi_bytes key, gi_bytes bytes)
{
    part fresh = { .size = bytes.size };
    if (at->usable && bytes.size <= sizeof fresh.bytes) {
        memcpy(fresh.bytes, bytes.data, bytes.size);
        gi_memo_keep(known->parts, key, &at->stamp, at->now_ms, &fresh);
    }
}

bool gi_known_sheet_of(gi_known *known, const gi_known_moment *at, gi_bytes key,
                       gi_known_sheet *out)
{
    return at->usable && gi_memo_find(known->sheets, key, &at->stamp, at->now_ms, out);
}

void gi_known_keep_sheet(gi_known *known, const gi_known_moment *at, gi_bytes key,
                         const gi_known_sheet *sheet)
{
    if (at->usable) {
        gi_memo_keep(known->sheets, key, &at->stamp, at->now_ms, sheet);
    }
}

/* Key and serial in a fixed order: a structure may have gaps. */
static gi_bytes unit_key(gi_unit_id unit, int64_t room[2])
{
    room[0] = unit.key;
    room[1] = unit.serial;
    return (gi_bytes){ (const uint8_t *)room, 2 * sizeof room[0] };
}

bool gi_known_seen(gi_known *known, const gi_known_moment *at, gi_unit_id unit, gi_unit_seen *out)
{
    int64_t room[2];
    return gi_memo_find(known->seen, unit_key(unit, room), &at->seen, at->now_ms, out);
}

void gi_known_keep_seen(gi_known *known, const gi_known_moment *at, gi_unit_id unit,
                        const gi_unit_seen *seen)
{
    int64_t room[2];
    gi_memo_keep(known->seen, unit_key(unit, room), &at->seen, at->now_ms, seen);
}

void gi_known_opened(gi_known *known)
{
    (void)atomic_fetch_add(&known->openings, 1);
}

/* ---- finished answers ---- */

int64_t gi_known_minute(gi_time at)
{
    return at / 60000;
}

/* seen.day is the number of openings (gi_known_now). */
static bool is_present(const answer *kept, const gi_known_moment *at)
{
    return kept->seen.day == at->seen.day && kept->minute == gi_known_minute(at->as_of);
}

bool gi_known_answer_to(gi_known *known, const gi_known_moment *at, gi_bytes key,
                        gi_known_answer *out, bool *aged)
{
    answer kept;
    if (!at->usable || !gi_memo_find(known->answers, key, &at->stamp, at->now_ms, &kept)) {
        return false;
    }
    if (!is_present(&kept, at)) {
        gi_http_ready_drop(kept.given.ready);
        return false;
    }
    *out = kept.given;
    *aged = kept.seen.version != at->seen.version;
    return true;
}

bool gi_known_asked_again(gi_known *known, gi_bytes key)
{
    uint64_t hash = gi_memo_hash(key);
    return atomic_exchange(&known->asked[hash % ASKED], hash) == hash;
}

void gi_known_answered(gi_known *known)
{
    (void)atomic_fetch_add(&known->answer_hits, 1);
}

void gi_known_keep_answer(gi_known *known, const gi_known_moment *at, gi_bytes key,
                          const gi_known_answer *given)
{
    answer fresh = { *given, at->seen, gi_known_minute(at->as_of) };
    if (at->usable && gi_http_ready_body(given->ready).size <= ANSWER_MAX) {
        gi_memo_keep(known->answers, key, &at->stamp, at->now_ms, &fresh);
    }
}

gi_press *gi_known_press(gi_known *known)
{
    return known->press;
}

/* Who is sent a finished answer asks for no verdict. */
gi_memo_figures gi_known_codes(const gi_known *known)
{
    gi_memo_figures figures = gi_memo_figures_of(known->verdicts);
    figures.hits += atomic_load(&known->answer_hits);
    return figures;
}

/*
 * known.c - two memos under one stamp (known.h).
 */
#include "web/known.h"

#include <stdlib.h>
#include <time.h>

#include "gi/unit_code.h"

/* Some 10 MiB of verdicts and half a MiB of papers. */
enum { VERDICTS_KEPT = 4096, PAPERS_KEPT = 256 };

struct gi_known {
    gi_stamper *stamper;
    gi_memo *verdicts;
    gi_memo *papers;
};

gi_status gi_known_open(const char *dir, gi_known **out, gi_error *err)
{
    GI_AUTO(gi_known) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "known answers");
    }
    GI_TRY(gi_stamper_open(dir, &fresh->stamper, err));
    GI_TRY(gi_memo_create(VERDICTS_KEPT, sizeof(gi_verdict), &fresh->verdicts, err));
    GI_TRY(gi_memo_create(PAPERS_KEPT, sizeof(gi_papers), &fresh->papers, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_known_close(gi_known *known)
{
    if (known != NULL) {
        gi_memo_destroy(known->verdicts);
        gi_memo_destroy(known->papers);
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

gi_memo_figures gi_known_codes(const gi_known *known)
{
    return gi_memo_figures_of(known->verdicts);
}

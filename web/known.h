/*
 * known.h - what look-ups said lately, for as long as the registry says the same.
 *
 * Verdicts of codes, genuine and forged ones alike, and the papers of batches. Typed numbers are
 * not kept: they cost no verification, and the health check goes that way.
 */
#ifndef GI_WEB_KNOWN_H
#define GI_WEB_KNOWN_H

#include "web/routes.h"
#include "web/stamp.h"

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

/* Codes answered from memory, and those that cost a verification. */
gi_memo_figures gi_known_codes(const gi_known *known);

#endif

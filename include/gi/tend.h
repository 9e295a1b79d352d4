/*
 * tend.h - what a timer writes into the log every day, and what holders can prove with it.
 *
 * By civil day and at most once each: a head leaf (a checkpoint of an earlier size), a status
 * leaf for every product and season with movement since its last one, and one general status
 * leaf that names the current bundle. Nobody has to remember it before the first issue after a
 * pause: that issue writes the head leaf itself, or is refused (head-due) when no registry key is
 * there to sign it. Calling again on the same day writes nothing, also after a call that was cut
 * off.
 */
#ifndef GI_TEND_H
#define GI_TEND_H

#include "gi/act.h"
#include "gi/json.h"
#include "gi/registry.h"
#include "gi/scans.h"

typedef struct gi_tended {
    bool head;        /* a head leaf was written */
    int64_t seasons;  /* status leaves written, one per product and season */
    bool general_due; /* today's general leaf is still to come */
    int64_t changed;  /* as a bundle's sequence: of the newest act that is no head or status leaf */
} gi_tended;

/*
 * Head and seasons, in one transaction. signers as for gi_session_begin: a registry key and the
 * log key. GI_CONFLICT not-founded   GI_DENIED signer-missing   GI_BUSY db-busy
 */
GI_CHECKED gi_status gi_tend(gi_registry *registry, gi_signer *const *signers, size_t count,
                             gi_tended *out, gi_error *err);
/* What the general leaf names; NULL, or openings that are not known: it says nothing of it.
 * Borrowed. */
typedef struct gi_general {
    const gi_digest *bundle;     /* SHA-256 of the current one */
    const gi_openings *openings; /* gi_scans_openings */
} gi_general;

/* The general leaf, unless today has one. As gi_tend. */
GI_CHECKED gi_status gi_tend_general(gi_registry *registry, gi_signer *const *signers, size_t count,
                                     const gi_general *named, bool *written, gi_error *err);

/*
 * What the newest general leaf that tells of openings says; *found false when there is none. With
 * gi_scans_openings of so many it shows that none was taken out, changed or slipped in since.
 */
GI_CHECKED gi_status gi_tend_openings(gi_registry *registry, bool *found, gi_openings *out,
                                      gi_error *err);

/* ---- a holder's own balances ---- */

#define GI_BALANCE_PROOF_MAX (1U << 20)

/*
 * Appends a JSON text with what a holder had in the newest status leaf of every product and
 * season: balance, salt, path, the leaf and its proof under the newest checkpoint. It shows
 * nobody else's balance. Each path is checked before it is handed out.
 * GI_NOT_FOUND no-holder, no-status   GI_CORRUPT tree-mismatch
 */
GI_CHECKED gi_status gi_balance_proof_write(gi_registry *registry, gi_bytes holder, gi_buf *out,
                                            gi_error *err);
/*
 * Checks such a text without any database, from the log's verifier key alone. *out is
 * {"balances":[{act balance material product season total ts}...],"holder","origin","size"};
 * you own it. GI_INVALID bad-balance, bad-vkey, bad-json, bad-note, bad-checkpoint
 */
GI_CHECKED gi_status gi_balance_proof_check(gi_bytes text, gi_bytes vkey, gi_json **out,
                                            gi_error *err);

#endif

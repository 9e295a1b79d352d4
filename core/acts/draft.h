/*
 * draft.h - the inside of a draft, for the path of an act (gi/act.h is the outside).
 */
#ifndef GI_ACTS_DRAFT_H
#define GI_ACTS_DRAFT_H

#include "gi/act.h"

const gi_act_kind *gi_draft_kind(const gi_draft *draft);
const uint8_t *gi_draft_request(const gi_draft *draft); /* 16 bytes */
const gi_json *gi_draft_fields(const gi_draft *draft);  /* object of texts */

/* True when a field of this kind of act is a secret that is forgotten (GI_TRANSIENT). */
bool gi_draft_has_secret(const gi_draft *draft);

/* The fields without those that are forgotten (GI_TRANSIENT); you own it. */
gi_json *gi_draft_lasting(const gi_draft *draft);

/* SHA-256 over the digest of the private fields' salts, act name and canonical lasting fields; the
 * request key is not part of it. */
GI_CHECKED gi_status gi_draft_digest(const gi_draft *draft, const gi_digest *salts, gi_digest *out,
                                     gi_error *err);

#endif

/*
 * signatures.h - the signing steps of the one path (path.c).
 */
#ifndef GI_ACTS_SIGNATURES_H
#define GI_ACTS_SIGNATURES_H

#include "core/acts/path.h"
#include "core/acts/pending.h"
#include "core/store/keys.h"

/* act->by and act->signer: the key of the file, else of the session, else (for an export) the
 * registered one. GI_DENIED signer-missing */
GI_CHECKED gi_status gi_path_choose_key(gi_session *session, const gi_path_options *options,
                                        gi_act *act, gi_error *err);
/* The key has this role and stands. GI_DENIED wrong-role, key-retired */
GI_CHECKED gi_status gi_path_check_key(const gi_act *act, const gi_key_row *key, gi_role role,
                                       gi_error *err);
/* Base64 of 64 zero bytes: what stands in a leaf until gi_pending_sign puts a signature there. */
#define GI_NO_SIGNATURE                           \
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" \
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="

/* Puts one pair of each wanted role into the leaf: of the file, or the place of one whose signer
 * is added to out.
 * GI_DENIED signer-missing, wrong-role, key-retired   GI_INVALID bad-leaf */
GI_CHECKED gi_status gi_path_sign(gi_session *session, const gi_path_options *options, gi_act *act,
                                  gi_pending_act *out, gi_error *err);

#endif

/*
 * pending.h - acts of a session whose signatures are still being made.
 *
 * An act's leaf is fixed before it is signed, so the next act may run while other threads sign.
 * Rows and tree wait: gi_pending_finish writes them in the order of the acts. Whoever reads
 * act rows, the tree or a request key must finish first; nothing is answered before COMMIT.
 */
#ifndef GI_ACTS_PENDING_H
#define GI_ACTS_PENDING_H

#include "core/acts/act.h"
#include "core/acts/path.h"
#include "core/store/log_rows.h"

#define GI_PENDING_MAX 64
#define GI_SIGNERS_MAX 2 /* of one leaf */

/* A leaf with room for its signatures: zeros stand where they go. */
typedef struct gi_pending_act {
    gi_act_row row;
    gi_buf answer;
    gi_buf leaf;
    const gi_signer *signer[GI_SIGNERS_MAX]; /* who has still to sign, in the order of sigs */
    size_t signers;
    gi_status status; /* of signing */
    gi_error why;
} gi_pending_act;

typedef struct gi_pending gi_pending;

/* threads: help with signing once several acts wait. You own *out. GI_NO_MEMORY */
GI_CHECKED gi_status gi_pending_create(bool threads, gi_pending **out, gi_error *err);
/* Waits for threads at work; what was not finished is dropped. Takes NULL. */
void gi_pending_destroy(gi_pending *pending);
GI_DEFINE_AUTO(gi_pending, gi_pending_destroy)

size_t gi_pending_count(const gi_pending *pending);
/* Is an act with this request key among them? */
bool gi_pending_holds(const gi_pending *pending, const uint8_t request[16]);
/* Takes over the buffers of an act; there must be room for it. */
void gi_pending_add(gi_pending *pending, gi_pending_act *act);

/* Writes what waits: signatures into the leaf, row, tree. One that fails ends the session:
 * its transaction must be undone. As the signer, the store and gi_tree_append fail */
GI_CHECKED gi_status gi_pending_finish(gi_pending *pending, gi_registry *registry, gi_error *err);

/* One act alone, in this thread: signs it (status and why tell how that went; signatures.c), then
 * writes its row and its place in the tree. */
void gi_pending_sign(gi_pending_act *act);
GI_CHECKED gi_status gi_pending_write(gi_pending_act *act, gi_registry *registry, gi_error *err);

#endif

/*
 * witness.h - the inside of a gi_witness, and the head it holds of each log.
 *
 * Private to core/log (gi/witness.h is the outside). What is called under the lock says so.
 */
#ifndef GI_CORE_LOG_WITNESS_H
#define GI_CORE_LOG_WITNESS_H

#include "core/log/witness_state.h"

struct gi_witness {
    char state[GI_WITNESS_PATH]; /* DIR/state */
    gi_cosigner cosigner;
    const gi_signer *signer; /* the caller's */
    gi_clock clock;
    gi_watched *logs;
    size_t log_count;
};

/* What is held of one log; size 0 and the empty root before the first time. */
typedef struct gi_held {
    bool any;
    gi_checkpoint checkpoint;
    int64_t seconds; /* of our newest cosignature */
    gi_buf note;     /* the head with the log's signature and ours */
} gi_held;
void gi_held_clear(gi_held *held);
#define GI_AUTO_HELD __attribute__((cleanup(gi_held_clear))) gi_held

/* "<hash of origin><suffix>" */
#define GI_HELD_NAME (GI_ORIGIN_HASH + 32)
void gi_held_name(const char *origin, const char *suffix, char out[GI_HELD_NAME]);

/* Reads and checks what is held. GI_CORRUPT witness-state: it is not what we once signed */
GI_CHECKED gi_status gi_held_load(const gi_witness *witness, const char *origin, gi_held *out,
                                  gi_error *err);
/* Under the lock: the note's body, its lines of known keys and our line become what is held. */
GI_CHECKED gi_status gi_held_save(const gi_witness *witness, const gi_note *note,
                                  const gi_checkpoint *checkpoint, gi_bytes line, gi_error *err);
/* The body of a note and one line of a key of that log: the note without strangers. */
void gi_held_print(const gi_witness *witness, const gi_note *note, gi_buf *out);

/* ---- evidence (witness_evidence.c), all under the lock ---- */

/* Writes the two-note fork proof, unless there is one already. */
GI_CHECKED gi_status gi_evidence_fork(const gi_witness *witness, const gi_held *held,
                                      const gi_note *note, gi_error *err);
/* Keeps what is held and a later head that nobody proved to continue it: at most
 * GI_UNPROVEN_MAX pairs of one log, each once. */
GI_CHECKED gi_status gi_evidence_unproven(const gi_witness *witness, const gi_held *held,
                                          const gi_note *note, gi_error *err);
/* Drops the pair of a head that was proven after all. */
void gi_evidence_proven(const gi_witness *witness, const gi_checkpoint *checkpoint,
                        const gi_note *note);

#endif

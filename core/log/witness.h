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
#define GI_HELD_NAME (GI_ORIGIN_HASH + 16)
void gi_held_name(const char *origin, const char *suffix, char out[GI_HELD_NAME]);

/* Reads and checks what is held. GI_CORRUPT witness-state: it is not what we once signed */
GI_CHECKED gi_status gi_held_load(const gi_witness *witness, const char *origin, gi_held *out,
                                  gi_error *err);
/* Under the lock: the note's body, its lines of known keys and our line become what is held. */
GI_CHECKED gi_status gi_held_save(const gi_witness *witness, const gi_note *note,
                                  const gi_checkpoint *checkpoint, gi_bytes line, gi_error *err);
/* Under the lock: writes the two-note fork proof, unless there is one already. */
GI_CHECKED gi_status gi_held_keep_conflict(const gi_witness *witness, const gi_held *held,
                                           const gi_note *note, gi_error *err);

#endif

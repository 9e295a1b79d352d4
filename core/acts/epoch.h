/*
 * epoch.h - the parts of closing a log and beginning the next (gi/epoch.h is the outside).
 */
#ifndef GI_ACTS_EPOCH_H
#define GI_ACTS_EPOCH_H

#include "core/acts/act.h"
#include "core/acts/session.h"
#include "gi/epoch.h"

/* The last word of the log that ends. */
typedef struct gi_last_word {
    gi_buf text; /* the note, verbatim */
    gi_checkpoint head;
    int64_t kept; /* leaves that are here */
    int64_t far;  /* newest size known: of the head, or of the mark */
} gi_last_word;
void gi_last_word_clear(gi_last_word *word);
#define GI_LAST_WORD __attribute__((cleanup(gi_last_word_clear))) gi_last_word

/*
 * Reads a note and asks what it is: a checkpoint under the registry's present origin, signed by a
 * log key of it, that our leaves do not contradict. wanted: also cosigned by a witness of
 * DIR/witnesses, when there are any. out must be zero.
 *
 * GI_CONFLICT last-word   GI_INVALID bad-note, bad-checkpoint, bad-config
 */
GI_CHECKED gi_status gi_last_word_read(gi_registry *registry, gi_bytes note, bool cosigned,
                                       gi_last_word *out, gi_error *err);

#endif

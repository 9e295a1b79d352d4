/*
 * recover.h - the parts of recovering (gi/recover.h is the outside).
 */
#ifndef GI_ACTS_RECOVER_H
#define GI_ACTS_RECOVER_H

#include "core/acts/act.h"
#include "core/acts/session.h"
#include "gi/recover.h"

/* ---- recover_source.c: a published log, leaf by leaf ---- */

typedef struct gi_published_log {
    gi_audit_source source;
    gi_checkpoint head;
    gi_buf text;   /* the signed head as it is published */
    gi_note *note; /* parsed from text */
} gi_published_log;
void gi_published_log_clear(gi_published_log *log);
#define GI_PUBLISHED_LOG __attribute__((cleanup(gi_published_log_clear))) gi_published_log

/* Reads the head; out must be zero. GI_NOT_FOUND file-missing   GI_INVALID bad-note ... */
GI_CHECKED gi_status gi_published_log_open(gi_audit_source source, gi_published_log *out,
                                           gi_error *err);

/* Calls take with each leaf in [from, head.size). GI_NOT_FOUND file-missing
 * GI_CONFLICT recover-differs: a bundle is too short */
typedef gi_status (*gi_published_visit)(void *context, int64_t index, gi_bytes leaf, gi_error *err);
GI_CHECKED gi_status gi_published_log_each(const gi_published_log *log, int64_t from,
                                           gi_published_visit take, void *context, gi_error *err);

/* ---- recover_draft.c: drafts of acts whose fields are all public ---- */

/* Can leaves of this kind be tried at all? */
bool gi_leaf_is_public(const gi_json *leaf);

/* The draft that would make this leaf again, by what the registry knows just before it. Its
 * request key is the front of SHA-256("gi-recovered-v1" LF || leaf bytes). GI_INVALID bad-leaf */
GI_CHECKED gi_status gi_draft_of_leaf(gi_db *db, const gi_json *leaf, gi_bytes bytes,
                                      gi_draft **out, gi_error *err);

/* ---- recover_head.c: checkpoints that were published ---- */

/* A log key of ours signed the note under this origin, else recover-differs. */
GI_CHECKED gi_status gi_note_is_ours(const gi_registry *registry, const gi_note *note,
                                     const char *origin, gi_error *err);

/* Stores the checkpoint that a head leaf holds, and the cosignatures in it, unless they are
 * there: the act that made the leaf found them so. */
GI_CHECKED gi_status gi_head_plant(gi_session *session, const gi_json *leaf, gi_error *err);

/* Stores the newest published head: the lines of our log, and the cosignatures of witnesses of
 * DIR/witnesses, which are counted. */
GI_CHECKED gi_status gi_head_store(gi_session *session, const gi_published_log *log,
                                   int64_t *cosignatures, gi_error *err);

#endif

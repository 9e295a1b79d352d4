/*
 * path.h - what export and submission of signed drafts give to the one path (path.c).
 */
#ifndef GI_ACTS_PATH_H
#define GI_ACTS_PATH_H

#include "core/acts/act.h"

/*
 * How an act is run. All zero = now, fresh salts, signed by the session's signers.
 * leaf, salts, sigs come from a file; salts_out and leaf_out receive what an export needs.
 */
typedef struct gi_path_options {
    const gi_json *leaf; /* wanted leaf without sigs: another one is draft-stale */
    const gi_json *salts;
    const gi_json *sigs;
    bool export_only; /* no signatures; leaf_out and salts_out are filled */
    gi_json *salts_out;
    gi_json **leaf_out;
} gi_path_options;

GI_CHECKED gi_status gi_session_run(gi_session *session, const gi_draft *draft,
                                    const gi_path_options *options, gi_receipt *out, gi_error *err);

/* The first answer again when this request key is known; *known tells. GI_CONFLICT request-reused
 */
GI_CHECKED gi_status gi_path_repeated(gi_session *session, const gi_draft *draft, bool *known,
                                      gi_receipt *out, gi_error *err);

/* Writes the acts whose signatures were still being made. When that fails, the session can take
 * no act any more and is never committed. */
GI_CHECKED gi_status gi_path_finish(gi_session *session, gi_error *err);

/* Before labels of a civil day: the day's head leaf, unless it is there or the log was founded
 * today (head_first.c). GI_DENIED head-due: no registry key among the signers */
GI_CHECKED gi_status gi_path_head_first(gi_session *session, const gi_draft *draft, gi_error *err);

#endif

/*
 * offline.h - drafts that are signed on another machine, within a session (offline.c).
 */
#ifndef GI_ACTS_OFFLINE_H
#define GI_ACTS_OFFLINE_H

#include "core/acts/session.h"

/* Tries the draft and takes it back; *file is the draft with its leaf to be, yours. */
GI_CHECKED gi_status gi_session_export(gi_session *session, const gi_draft *draft, gi_json **file,
                                       gi_error *err);
/* Runs a file with its signatures; the caller commits. GI_CONFLICT draft-stale */
GI_CHECKED gi_status gi_session_submit(gi_session *session, const gi_json *file, gi_receipt *out,
                                       gi_error *err);

#endif

/*
 * readback.h - nothing is signed that the database does not give back.
 */
#ifndef GI_ACTS_READBACK_H
#define GI_ACTS_READBACK_H

#include "core/acts/session.h"

/*
 * The newest stored checkpoint is of the stored tree: its root is the root of its size.
 * GI_CORRUPT tree-mismatch
 */
GI_CHECKED gi_status gi_readback_head(const gi_session *session, gi_error *err);

/*
 * The leaves of this session are read again, hashed and put into the tree as it was at its
 * beginning: every tile must be as it is stored, and the right edge as it is in memory. Uses
 * up session->again; call it once, after the tree was flushed. GI_CORRUPT tree-mismatch
 */
GI_CHECKED gi_status gi_readback_written(gi_session *session, gi_error *err);

#endif

/*
 * head_note.h - a signed checkpoint as a member of a leaf: {note: base64, origin, root, size}.
 */
#ifndef GI_ACTS_HEAD_NOTE_H
#define GI_ACTS_HEAD_NOTE_H

#include "core/acts/act.h"

/* A note without the last of its lines of signatures, so that it fits into so many bytes. */
gi_bytes gi_head_cut(gi_bytes note, size_t room);
/* Sets the member; lines of signatures past room bytes are left out, the last ones first. */
GI_CHECKED gi_status gi_head_set(gi_json *leaf, const char *member, gi_bytes note, size_t room,
                                 const gi_checkpoint *checkpoint, gi_error *err);

#endif

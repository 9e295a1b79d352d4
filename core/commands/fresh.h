/*
 * fresh.h - the directory that init fills: new, empty, or left unfinished by an init cut off.
 *
 * While init works its mark stands in the directory, locked. Only what stands beside a mark
 * without a founded registry is ever removed; a directory without one is never touched.
 */
#ifndef GI_COMMANDS_FRESH_H
#define GI_COMMANDS_FRESH_H

#include "core/commands/command.h"

typedef struct fresh {
    const char *dir;
    bool made; /* by us: undo removes it too */
    int mark;  /* its lock */
} fresh;

/* GI_CONFLICT file-exists: something is there   GI_BUSY db-busy: another init   GI_IO */
GI_CHECKED gi_status fresh_begin(const char *dir, fresh *out, gi_error *err);
/* All is done: the mark goes. Cannot fail: a mark beside a founded registry has no force. */
void fresh_end(fresh *at);
/* Nothing is to stay. */
void fresh_undo(fresh *at);

#endif

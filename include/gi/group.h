/*
 * group.h - many threads, one writer: acts that wait together are committed together.
 *
 * A commit waits for the disk, whatever it holds. So one thread owns the registry; the others
 * hand it their drafts and sleep. It runs those that wait in one session: each act by itself
 * (one that fails undoes only itself), one checkpoint, one COMMIT, and only then the answers.
 */
#ifndef GI_GROUP_H
#define GI_GROUP_H

#include "gi/act.h"

#define GI_GROUP_MAX 256   /* acts of one commit */
#define GI_GROUP_WAIT_MS 2 /* at most, for as many as came together last time; one never waits */

typedef struct gi_group gi_group;

/*
 * Starts the writer. Keeps registry (open for writing) and signers until close; nobody else
 * may use that registry handle meanwhile.
 *
 * GI_NO_MEMORY no-memory: also when no thread is to be had
 */
GI_CHECKED gi_status gi_group_open(gi_registry *registry, gi_signer *const *signers, size_t count,
                                   gi_group **out, gi_error *err);

/*
 * From any thread: returns once the act is committed, or refused. The draft may be shared, it
 * is only read. Answers as gi_act_submit. When the session could not begin or its COMMIT
 * failed, all who waited get that error, also those that had been refused before it.
 */
GI_CHECKED gi_status gi_group_submit(gi_group *group, const gi_draft *draft, gi_receipt *out,
                                     gi_error *err);

/* Ends the writer. No thread may be inside submit any more. Takes NULL. */
void gi_group_close(gi_group *group);
GI_DEFINE_AUTO(gi_group, gi_group_close)

#endif

/*
 * crowd.h - many processes at work on one registry, and what they share.
 *
 * The shared page survives any of them. A worker never uses EXPECT: it leaves a note in
 * `fault` and exits, and the parent reads it.
 */
#ifndef GI_TESTS_CROWD_H
#define GI_TESTS_CROWD_H

#include <stdatomic.h>

#include "gi/act.h"

#define CROWD_KINDS 31 /* rows of crowd_kinds */
#define CROWD_WHYS GI_WHY_COUNT
#define CROWD_SIGNERS 6 /* registry, one of two label keys, log, authority, two of the bureau */
#define CROWD_OFFICER 9 /* key of the second officer of the bureau */
#define CROWD_HOLDERS 50
#define CROWD_PRODUCERS 36 /* holders 1 to 36; the others are growers */
#define CROWD_GROWERS (CROWD_HOLDERS - CROWD_PRODUCERS)
#define CROWD_GRANTED (4 * CROWD_HOLDERS) /* sources granted from the beginning */
#define CROWD_PLACES (CROWD_GRANTED + 60) /* all sources; the last ones wait for their grant */

typedef struct crowd_shared {
    atomic_llong target; /* acts to attempt in all */
    atomic_llong attempted;
    atomic_llong clock; /* ms; moves with every look, so it never runs backwards */
    atomic_llong clock_step;
    atomic_llong last_lot; /* the highest lot somebody was told of */
    atomic_llong statuses; /* asked for so far: products take turns */
    atomic_llong accepted[CROWD_KINDS];
    atomic_llong refused[CROWD_WHYS];
    atomic_llong repeated, sessions, busy;
    atomic_llong waited_us, longest_us; /* for the write lock */
    char dir[128];
    char fault[400];
} crowd_shared;

#define CROWD_MEMORY 32 /* accepted drafts a worker can ask again */

typedef struct crowd_worker {
    crowd_shared *shared;
    gi_registry *registry;
    uint64_t chance;
    gi_signer *signer[2][CROWD_SIGNERS]; /* the two sets differ in their label key */
    int told;                            /* file of what this worker was told */
    struct {
        gi_json *draft;
        int64_t index;
    } memory[CROWD_MEMORY];
} crowd_worker;

/* A number below limit from the worker's own seeded chance. */
uint64_t crowd_below(crowd_worker *worker, uint64_t limit);
gi_random crowd_random(crowd_worker *worker);

/* A random draft: mostly sensible by what the registry holds at this moment, sometimes wrong
 * on purpose. *kind is its row of crowd_kinds. NULL: nothing to do of the kind drawn. */
gi_draft *crowd_draft(crowd_worker *worker, int *kind);
extern const char *const crowd_kinds[CROWD_KINDS];

/* One session of 1 to 64 acts; 0, or the exit code after a fault. */
int crowd_session(crowd_worker *worker);
int crowd_fault(crowd_worker *worker, const char *what, const gi_error *err);

/* What a worker process does until the target is met; answers its exit code. */
int crowd_work(crowd_shared *shared, uint64_t seed, const char *told_path);

/* Products, holders, sources and grants for the crowd; the registry is closed again. */
void crowd_found(crowd_shared *shared);

#endif

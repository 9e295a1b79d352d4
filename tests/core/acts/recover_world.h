/*
 * recover_world.h - a registry, its published log and an old copy, for the specs of recovering.
 */
#ifndef GI_TESTS_RECOVER_WORLD_H
#define GI_TESTS_RECOVER_WORLD_H

#include "gi/recover.h"
#include "tests/core/acts/helpers.h"

typedef struct world {
    gi_fixture *fixture;
    char published[200];
} world;
void world_clear(world *at);
#define WORLD __attribute__((cleanup(world_clear))) world

/* A batch is there; with a journal from now on, or without. */
world world_of(gi_algorithm label, bool journal);
world world_with_journal(void);
world world_without_journal(void);

/* Keeps the registry as it is now; puts that back; exports the log in between. */
void world_keep(world *at);
void world_publish(world *at);
void world_put_back(world *at);
void world_forget_mark(const world *at);
/* The published head, signed by this key instead. */
void world_sign_head(const world *at, const gi_signer *signer);

gi_status world_recover(world *at, const gi_recover_options *options, gi_recovered *out,
                        gi_error *err);
/* Publishes, puts the old copy back, and fills it up from the journal to what it was. */
void world_catch_up(world *at);

/* The registry publishes what is published already, byte for byte. */
bool world_same_files(const world *at);

#endif

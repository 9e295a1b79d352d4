/*
 * world.h - an honest log in memory, and an operator who may rewrite it with the true keys.
 *
 * The leaves come from the acts; every edit signs anew, so only a rule can tell. The files are
 * made by a writer of its own. A call that fails ends the SPEC.
 */
#ifndef GI_TESTS_AUDIT_WORLD_H
#define GI_TESTS_AUDIT_WORLD_H

#include "gi/audit.h"
#include "tests/support/registry.h"

/* Where the acts of world_open stand in the log. */
enum {
    AT_FOUND,
    AT_KEY_AUTHORITY,
    AT_KEY_BUREAU,
    AT_KEY_REGISTRY,
    AT_KEY_LABEL,
    AT_PRODUCT,
    AT_HOLDER,
    AT_SOURCE,
    AT_GRANT,
    AT_HARVEST,
    AT_MAKE,
    AT_BATCH,
    AT_ISSUE,  /* serials 1..100 of 50 g, from a batch of 10 kg */
    AT_CANCEL, /* serials 1..10 */
    AT_VOID,   /* serial 20 */
    AT_AMEND,
    AT_LATER, /* another issue: serials 101..120 */
    AT_END
};

#define WORLD_FINDINGS 256

struct world_tile {
    gi_buf hashes;
    int level;
    int64_t n;
};

typedef struct world {
    gi_fixture *fixture;
    gi_buf *leaf;
    size_t count;
    struct world_tile *tile; /* what the writer stored */
    size_t tiles;
    gi_buf checkpoint;
    char damaged[GI_TILE_PATH]; /* a file whose last byte is wrong, "" none */
    char missing[GI_TILE_PATH]; /* a file that is not there */
    gi_audit_finding finding[WORLD_FINDINGS];
    size_t findings; /* may pass WORLD_FINDINGS; those are not kept */
    size_t notes;
    gi_audit_verdict verdict;
    gi_audit_counts counts;
    gi_cosigner witness[4]; /* whom the audit trusts; empty unless a SPEC fills it */
    bool by_file[4];        /* ... and who is fed by file */
    size_t witnesses;
} world;

world *world_open(void);
/* Reads the leaves of a fixture from its registry. */
world *world_of(gi_fixture *fixture);
/* An act on these serials of the label key; why may be NULL. */
void world_end(gi_fixture *fixture, const char *act, uint32_t first, uint32_t last,
               const char *why);
/* Appends the leaf of the fixture's newest act. */
void world_take(world *all);
void world_close(world *all);
GI_DEFINE_AUTO(world, world_close)

/* A member of a leaf becomes this JSON (NULL: it goes); signed anew by the same keys. */
void world_edit(world *all, size_t index, const char *name, const char *json);
/* The same with another set of signers: ids, ended by 0. */
void world_sign(world *all, size_t index, const uint16_t *keys);
/* One more leaf from its members without v ts by n sigs; second = 0 for one signature. */
void world_add(world *all, uint16_t by, uint16_t second, gi_time ts, const char *json);
/* More issues like the last leaf, each with the serials after it. */
void world_repeat(world *all, size_t times);
/* Takes leaves away from the end. */
void world_cut(world *all, size_t count);

/* ---- world_heads.c ---- */

/* The checkpoint that a head leaf holds; 0, NULL and false are what is honest. */
typedef struct world_head_facts {
    int64_t size;
    int64_t said_size; /* beside the note */
    const char *origin;
    uint16_t by;
    bool wrong_root;
    gi_time cosigned; /* by the world's witness; 0 = not at all */
    bool other_body;  /* ... over something else */
    gi_time ts;
} world_head_facts;
void world_head(world *all, const world_head_facts *facts);
/* The audit trusts the world's witness. */
void world_trust(world *all);
/* Adds its line for a body. */
void world_cosign(const gi_buf *body, gi_time at, gi_buf *note);

/* Writes tiles and checkpoint for what stands now. */
void world_publish(world *all);
gi_audit_source world_source(world *all);
/* Publishes and audits; findings and verdict are kept in the world. */
void world_audit(world *all, const gi_audit_state *memory);
/* Audits what was published before. */
gi_status world_look(world *all, const gi_audit_trust *trust, gi_error *err);

/* Is there such a finding about this leaf (-1: the tree)? */
bool world_found(const world *all, gi_audit_what what, int64_t index);
/* ... and nothing else? */
bool world_found_only(const world *all, gi_audit_what what, int64_t index);

#endif

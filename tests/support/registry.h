/*
 * registry.h - a founded registry for specs: gi_fixture, opened for writing.
 *
 * Everything goes through the acts, so a fixture is what a registry would be. Time stands at
 * 2026-06-01 10:00 (+08:00) and moves only by fixture->now; chance is seeded. A call that
 * fails ends the SPEC, except fixture_try. Link with "gi gi_fixture" (link.txt).
 */
#ifndef GI_TESTS_REGISTRY_H
#define GI_TESTS_REGISTRY_H

#include "gi/act.h"
#include "gi/batch.h"
#include "gi/registry.h"

#define FIXTURE_ORIGIN "gi.example.cn/log/2026"
#define FIXTURE_PRODUCT 1 /* index of LSYW */

/* Key ids of a fixture. */
enum {
    FIXTURE_ROOT = 1,
    FIXTURE_NEXT = 2,
    FIXTURE_LOG = 3,
    FIXTURE_AUTHORITY = 4,
    FIXTURE_BUREAU = 5,
    FIXTURE_REGISTRY = 6,
    FIXTURE_LABEL = 7,
    FIXTURE_KEYS = 12
};

typedef struct gi_fixture {
    char dir[128];
    gi_registry *registry;
    gi_time now;     /* of its clock; move it freely */
    uint64_t chance; /* state of its randomness */
    gi_signer *signer[FIXTURE_KEYS];
    size_t signers;
    gi_signer *next_root; /* announced at the founding, not yet among the signers */
    gi_receipt receipt;   /* of the last act */
    char holder[8];       /* "0001" once there is a producer */
    char batch[GI_BATCH_ID_TEXT];
} gi_fixture;

/* Founded, with keys 4 to 7 of the four working roles; the label key has this algorithm. */
gi_fixture *fixture_open(gi_algorithm label);
/* The same of a suite, "intl" or "gm"; its keys are those of intl all the same. */
gi_fixture *fixture_open_suite(gi_algorithm label, const char *suite);
void fixture_close(gi_fixture *fixture);
GI_DEFINE_AUTO(gi_fixture, fixture_close)

/* fixture_act(fixture, "harvest", "day", "2026-04-05", ..., NULL): one act, with all signers. */
void fixture_act(gi_fixture *fixture, const char *act, ...) __attribute__((sentinel));
/* The same, answering the status. */
gi_status fixture_try(gi_fixture *fixture, gi_error *err, const char *act, ...)
    __attribute__((sentinel));

/* A member of the last answer. */
int64_t fixture_answer_int(const gi_fixture *fixture, const char *name);
void fixture_answer_text(const gi_fixture *fixture, const char *name, char *out, size_t size);

/* Signers by key id, for checkpoints, bundles and codes; the SPEC ends when there is none. */
gi_signer *fixture_signer(const gi_fixture *fixture, uint16_t key);
/* Adds a signer with a seed of its own and, with a role, registers its public key. */
gi_signer *fixture_add_key(gi_fixture *fixture, uint16_t id, gi_algorithm algorithm,
                           const char *role);
/* "ed25519:<base64>" */
void fixture_public_text(const gi_signer *signer, char out[160]);

/* Product LSYW, producer, plot of 100 mu in Guling, grant for 2026-1. */
void fixture_add_grant(gi_fixture *fixture);
/* ... and one batch, fixture_add_batch on 2026-04-05. */
gi_fixture *fixture_with_batch(gi_algorithm label);
/* 42 kg picked and 10 kg made on a day, released as a batch; its ID is fixture->batch. */
void fixture_add_batch(gi_fixture *fixture, const char *day);
/* Issues labels of a net content ("50g") for fixture->batch. */
gi_run fixture_issue(gi_fixture *fixture, const char *net, int count);

#endif

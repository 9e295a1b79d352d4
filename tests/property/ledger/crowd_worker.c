/*
 * crowd_worker.c - one process of the crowd: opens the registry for itself, then session
 * after session until the target is met, a fault is found or it is killed.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/property/ledger/crowd.h"

/* Asked by AddressSanitizer, if it is there. The usual 256 MB of freed memory that it keeps back
 * would cost each of many short-lived processes more time than its work. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1:thread_local_quarantine_size_kb=64:malloc_context_size=1";
}

uint64_t crowd_below(crowd_worker *worker, uint64_t limit)
{
    worker->chance += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = worker->chance;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (z ^ (z >> 31)) % limit;
}

static void fill(void *context, uint8_t *out, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        out[i] = (uint8_t)crowd_below(context, 256);
    }
}

gi_random crowd_random(crowd_worker *worker)
{
    return (gi_random){ fill, worker };
}

static gi_time shared_now(void *context)
{
    crowd_shared *shared = context;
    return atomic_fetch_add(&shared->clock, atomic_load(&shared->clock_step));
}

int crowd_fault(crowd_worker *worker, const char *what, const gi_error *err)
{
    (void)snprintf(worker->shared->fault, sizeof worker->shared->fault, "%s: %s: %s", what,
                   gi_why_id(err->why), err->message);
    atomic_store(&worker->shared->target, 0); /* nobody goes on after a fault */
    return 1;
}

/* Signers from the seeds of tests/support/registry.c. */
static gi_status open_signers(gi_signer *signers[CROWD_SIGNERS], uint16_t label, gi_error *err)
{
    const uint16_t keys[CROWD_SIGNERS] = { 6, label, 3, 4, 5, CROWD_OFFICER };
    for (int i = 0; i < CROWD_SIGNERS; i++) {
        uint8_t seed[32] = { 1, 0, (uint8_t)keys[i] };
        GI_TRY(gi_signer_from_seed(GI_ED25519, keys[i], (gi_bytes){ seed, sizeof seed },
                                   &signers[i], err));
    }
    return GI_OK;
}

static int open_worker(crowd_worker *worker)
{
    gi_error err = { 0 };
    if (open_signers(worker->signer[0], 7, &err) != GI_OK ||
        open_signers(worker->signer[1], 8, &err) != GI_OK) {
        return crowd_fault(worker, "signer", &err);
    }
    gi_clock clock = { shared_now, worker->shared };
    return gi_registry_open(worker->shared->dir, GI_ACCESS_WRITE, clock, crowd_random(worker),
                            &worker->registry, &err) == GI_OK
               ? 0
               : crowd_fault(worker, "open", &err);
}

static void close_worker(crowd_worker *worker)
{
    for (int i = 0; i < CROWD_SIGNERS; i++) {
        gi_signer_destroy(worker->signer[0][i]);
        gi_signer_destroy(worker->signer[1][i]);
    }
    for (int i = 0; i < CROWD_MEMORY; i++) {
        gi_json_destroy(worker->memory[i].draft);
    }
    gi_registry_close(worker->registry);
    (void)close(worker->told);
}

int crowd_work(crowd_shared *shared, uint64_t seed, const char *told_path)
{
    crowd_worker worker = { .shared = shared, .chance = seed };
    worker.told = open(told_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    int code = open_worker(&worker);
    while (code == 0 && atomic_load(&shared->attempted) < atomic_load(&shared->target)) {
        code = crowd_session(&worker);
    }
    close_worker(&worker);
    return code;
}

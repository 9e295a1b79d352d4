/*
 * startup_bench.c - from a closed registry to the first signature that may be given, at a short
 * and at a long log (aim at 1,000,000 leaves: under 1 s, and hardly more than at few).
 *
 * 20,000 leaves unless GI_LONG is set: then 1,000,000, which take some minutes to make. One
 * SPEC, because the fixture is made for them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/grow.h"
#include "tests/bench/place.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define TIMES 20

static gi_time bench_now(void *context)
{
    return ((const gi_fixture *)context)->now;
}

/* Opens the registry anew and begins a session, which checks tree, checkpoint and mark. */
static double start_once(gi_fixture *fixture)
{
    gi_error err = { 0 };
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_session) session = NULL;
    double begun = seconds();
    EXPECT_OK(gi_registry_open(fixture->dir, GI_ACCESS_WRITE, (gi_clock){ bench_now, fixture },
                               gi_random_system(), &registry, &err));
    EXPECT_OK(gi_session_begin(registry, fixture->signer, fixture->signers, &session, &err));
    double taken = seconds() - begun;
    gi_session_destroy(GI_TAKE(session)); /* before its registry */
    return taken;
}

static double slowest_start(gi_fixture *fixture)
{
    double slowest = 0;
    for (int i = 0; i < TIMES; i++) {
        double one = start_once(fixture);
        slowest = one > slowest ? one : slowest;
    }
    return slowest;
}

SPEC(starting_beside_a_long_log)
{
    gi_fixture *fixture = fixture_open(GI_ED25519);
    int64_t wanted = getenv("GI_LONG") != NULL ? 1000000 : 20000;
    int64_t size = 0;
    fixture_add_grant(fixture);
    grow(fixture, "1", &size, 1000);
    double few = slowest_start(fixture);
    grow(fixture, "1", &size, wanted);
    double many = slowest_start(fixture);
    (void)printf("start at 1000 leaves, slowest of %d: %.2f ms\n", TIMES, few * 1000);
    (void)printf("start at %lld leaves, slowest of %d: %.2f ms (aim at 1000000: 1000)\n",
                 (long long)wanted, TIMES, many * 1000);
    fixture_close(fixture);
}

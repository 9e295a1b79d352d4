/*
 * size_bench.c - what one asks of a registry every day, in a short one and in a long one: balance,
 * history and papers of a holder and of a batch, a trace, a proof of a balance, a timer (aim: at
 * 100 times the acts at most 1.5 times the time).
 *
 * 10^4 and 10^5 acts; 10^6 as well with GI_LONG, which take some minutes to make. Who is asked
 * about stays small while the others pick: an answer that costs more then was looked for, not
 * found. Times are medians.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/report.h"
#include "gi/tend.h"
#include "gi/trace.h"
#include "tests/bench/grow.h"
#include "tests/bench/place.h"
#include "tests/support/registry.h"

#define TIMES 301
#define SIZES 3

/* ---- the questions ---- */

static gi_status ask_balance(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    return gi_report_balance(fixture->registry, gi_bytes_of("0001"), out, err);
}

static gi_status ask_holder(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    return gi_report_holder(fixture->registry, gi_bytes_of("0001"), out, err);
}

static gi_status ask_batch(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    return gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), out, err);
}

static gi_status ask_holder_history(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    gi_history_query query = { .holder = gi_bytes_of("0001"), .page = { 0, 100 } };
    return gi_report_history(fixture->registry, &query, out, err);
}

static gi_status ask_batch_history(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    gi_history_query query = { .batch = gi_bytes_of(fixture->batch), .page = { 0, 100 } };
    return gi_report_history(fixture->registry, &query, out, err);
}

static gi_status ask_trace(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    const gi_trace_visitor visitor = { NULL, NULL, NULL };
    *out = NULL;
    return gi_trace(fixture->registry, gi_bytes_of(fixture->batch), GI_TRACE_UP | GI_TRACE_DOWN,
                    &visitor, err);
}

static gi_status ask_proof(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    GI_AUTO_BUF file = GI_BUF(GI_BALANCE_PROOF_MAX);
    *out = NULL;
    return gi_balance_proof_write(fixture->registry, gi_bytes_of("0001"), &file, err);
}

/* What a timer costs when nothing is due, as the write lock is held meanwhile. */
static gi_status ask_round(gi_fixture *fixture, gi_json **out, gi_error *err)
{
    gi_tended done;
    *out = NULL;
    return gi_tend(fixture->registry, fixture->signer, fixture->signers, &done, err);
}

static const struct question {
    const char *name;
    gi_status (*ask)(gi_fixture *fixture, gi_json **out, gi_error *err);
} questions[] = {
    { "balance of a holder", ask_balance },
    { "one holder", ask_holder },
    { "one batch", ask_batch },
    { "history of a holder", ask_holder_history },
    { "history of a batch", ask_batch_history },
    { "trace of a batch", ask_trace },
    { "proof of a balance", ask_proof },
    { "round of a timer", ask_round },
};
#define QUESTIONS (sizeof questions / sizeof questions[0])

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median_us(gi_fixture *fixture, const struct question *one)
{
    double took[TIMES];
    for (int i = 0; i < TIMES; i++) {
        gi_error err = { 0 };
        gi_json *answer = NULL;
        double start = seconds();
        EXPECT_OK(one->ask(fixture, &answer, &err));
        took[i] = (seconds() - start) * 1e6;
        gi_json_destroy(answer);
    }
    qsort(took, TIMES, sizeof took[0], by_size);
    return took[TIMES / 2];
}

/* ---- the others ---- */

static void add_neighbour(gi_fixture *fixture)
{
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", "card 2", NULL);
    fixture_act(fixture, "source", "holder", "0002", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "1000mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
}

/* The day's status leaf, which proofs of balances are of. */
static void next_day(gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_tended done;
    fixture->now += INT64_C(86400000);
    EXPECT_OK(gi_tend(fixture->registry, fixture->signer, fixture->signers, &done, &err));
    EXPECT(done.seasons == 1);
}

SPEC(answers_beside_short_and_long_books)
{
    static const int64_t sizes[SIZES] = { 10000, 100000, 1000000 };
    double took[QUESTIONS][SIZES] = { { 0 } };
    int rounds = getenv("GI_LONG") != NULL ? SIZES : SIZES - 1;
    int64_t size = 0;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    add_neighbour(fixture);
    for (int i = 0; i < rounds; i++) {
        grow(fixture, "2", &size, sizes[i]);
        next_day(fixture);
        for (size_t one = 0; one < QUESTIONS; one++) {
            took[one][i] = median_us(fixture, &questions[one]);
        }
    }
    for (size_t one = 0; one < QUESTIONS; one++) {
        for (int i = 0; i < rounds; i++) {
            (void)printf("%s at %lld acts: %.0f us\n", questions[one].name, (long long)sizes[i],
                         took[one][i]);
        }
        (void)printf("%s, longest of shortest (aim: at most 1.5): %.2f times\n",
                     questions[one].name, took[one][rounds - 1] / took[one][0]);
    }
}

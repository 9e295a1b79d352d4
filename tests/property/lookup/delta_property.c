/*
 * Whatever happened between two sizes of a log: the bundle of the first and the delta to the
 * second are the bundle of the second, byte for byte.
 *
 * Histories of random acts; a bundle is kept after each of them, and every pair is tried.
 */
#include <stdio.h>

#include "gi/bundle.h"
#include "gi/unit_number.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define HISTORIES 6
#define STEPS 11

typedef struct history {
    gi_fixture *fixture;
    gi_buf full[STEPS + 1];
    int64_t size[STEPS + 1];
    size_t kept;
    gi_run run;     /* the newest */
    uint32_t alive; /* its first serial that is not dead yet */
    uint16_t key;   /* the next id that is free */
    int producers;
} history;

/* ---- what may happen ---- */

static void add_batch(history *at)
{
    fixture_add_batch(at->fixture, "2026-04-06");
}

static void issue(history *at)
{
    at->run = fixture_issue(at->fixture, "50g", 1 + (int)gi_spec_below(20));
    at->alive = at->run.first;
}

static void end_some(history *at)
{
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    char range[64];
    uint32_t left = at->run.first + at->run.count - at->alive;
    if (left == 0) {
        issue(at);
        return;
    }
    uint32_t count = 1 + (uint32_t)gi_spec_below(left);
    gi_unit_number_print((gi_unit_id){ at->run.key, at->alive }, first);
    gi_unit_number_print((gi_unit_id){ at->run.key, at->alive + count - 1 }, last);
    (void)snprintf(range, sizeof range, "%s..%s", first, last);
    bool printed = gi_spec_below(2) == 0;
    fixture_act(at->fixture, printed ? "void" : "cancel", "units", range, "why",
                printed ? "stolen" : "unused", NULL);
    at->alive += count;
}

static void amend(history *at)
{
    gi_error err = { 0 };
    gi_verdict batch;
    EXPECT_OK(gi_lookup(at->fixture->registry, gi_bytes_of(at->fixture->batch), &batch, &err));
    fixture_act(at->fixture, "amend", "ref", gi_num(batch.act).text, "field", "note", "value",
                gi_num((int64_t)gi_spec_below(1000)).text, "why", "typing", NULL);
}

static void add_key(history *at)
{
    if (at->key < FIXTURE_KEYS) {
        (void)fixture_add_key(at->fixture, at->key++, GI_ED25519, "label");
    }
}

static void add_producer(history *at)
{
    static const char *const codes[] = { "93360483MA0TE5T24Y", "92360428MA0TE5T328",
                                         "93360430NA0TE5T64M", "91360481000000019C" };
    if (at->producers < 4) {
        const char *code = codes[at->producers++];
        fixture_act(at->fixture, "holder", "kind", "producer", "name", code, "uscc", code,
                    "address", "某街", NULL);
    }
}

static void add_grower(history *at)
{
    fixture_act(at->fixture, "holder", "kind", "grower", "name", "张三", "card",
                gi_num(at->size[at->kept - 1]).text, "phone", "13800000000", NULL);
}

static void (*const acts[])(history *) = { add_batch, issue,        end_some, end_some,
                                           amend,     add_producer, add_key,  add_grower };

/* ---- histories ---- */

static void keep(history *at)
{
    gi_error err = { 0 };
    GI_AUTO(gi_bundle) bundle = NULL;
    gi_buf *full = &at->full[at->kept];
    gi_fixture *fixture = at->fixture;
    *full = GI_BUF(GI_BUNDLE_MAX);
    EXPECT_OK(
        gi_bundle_write(fixture->registry, fixture_signer(fixture, FIXTURE_REGISTRY), full, &err));
    EXPECT_OK(gi_bundle_open(gi_buf_view(full), NULL, 0, fixture->now, 0, &bundle, &err));
    at->size[at->kept++] = gi_bundle_about_of(bundle)->sequence;
}

static void live(history *at)
{
    *at = (history){ .fixture = fixture_with_batch(GI_ED25519), .key = FIXTURE_LABEL + 1 };
    issue(at);
    keep(at);
    while (at->kept <= STEPS) {
        at->fixture->now += 1000;
        acts[gi_spec_below(sizeof acts / sizeof acts[0])](at);
        keep(at);
    }
}

static void end(history *at)
{
    for (size_t i = 0; i < at->kept; i++) {
        gi_buf_clear(&at->full[i]);
    }
    fixture_close(at->fixture);
}

static void expect_pair(const history *at, size_t from, size_t to)
{
    gi_error err = { 0 };
    GI_AUTO_BUF delta = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF made = GI_BUF(GI_BUNDLE_MAX);
    EXPECT_OK(gi_bundle_delta(gi_buf_view(&at->full[to]), at->size[from], &delta, &err));
    EXPECT_OK(gi_bundle_apply(gi_buf_view(&at->full[from]), gi_buf_view(&delta), &made, &err));
    EXPECT(gi_bytes_equal(gi_buf_view(&made), gi_buf_view(&at->full[to])));
}

SPEC(a_bundle_and_any_later_delta_are_the_later_bundle)
{
    for (int i = 0; i < HISTORIES; i++) {
        history at;
        live(&at);
        for (size_t from = 0; from <= STEPS; from++) {
            for (size_t to = from; to <= STEPS; to++) {
                expect_pair(&at, from, to);
            }
        }
        end(&at);
    }
}

/*
 * books_alike.c - neighbours that are told together (gi/neighbours.h) are told what each is told by
 * itself, and only labels beside one that something was declared of are told one by one.
 */
#include <string.h>

#include "core/store/runs.h"
#include "gi/neighbours.h"
#include "gi/verdict_json.h"
#include "tests/property/ledger/books.h"
#include "tests/support/spec.h"

enum { RUNS = 400, LABELS = 3, TOUCHED = 30 };

typedef struct sample {
    gi_run run[RUNS];
    uint64_t met;
} sample;

/* Each run of all has the same chance to be among them. */
static gi_status take(void *context, const gi_run *run, gi_error *err)
{
    sample *runs = context;
    (void)err;
    uint64_t place = runs->met < RUNS ? runs->met : gi_spec_below(runs->met + 1);
    runs->met++;
    if (place < RUNS) {
        runs->run[place] = *run;
    }
    return GI_OK;
}

static gi_time moment(void *context)
{
    return *(gi_time *)context;
}

static void no_chance(void *context, uint8_t *out, size_t size)
{
    (void)context;
    memset(out, 0, size); /* reading draws nothing */
}

static gi_verdict alone(gi_registry *registry, uint16_t key, uint32_t serial, char *number)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    gi_unit_number_print((gi_unit_id){ key, serial }, number);
    EXPECT_OK(gi_lookup_number(registry, gi_bytes_of(number), &verdict, &err));
    return verdict;
}

static void expect_same(const gi_verdict *one, const gi_verdict *other)
{
    GI_AUTO(gi_json) a = gi_verdict_json("", one, 480);
    GI_AUTO(gi_json) b = gi_verdict_json("", other, 480);
    GI_AUTO_BUF first = GI_BUF(65536);
    GI_AUTO_BUF second = GI_BUF(65536);
    gi_json_write(a, &first);
    gi_json_write(b, &second);
    EXPECT_TEXT(gi_buf_text(&first), gi_buf_text(&second));
}

/* Some labels of the run, the first of which they were read for. */
static void expect_alike(gi_registry *registry, const gi_neighbours *near, const gi_run *run,
                         uint32_t serial)
{
    gi_error err = { 0 };
    for (uint32_t i = 0; i < LABELS; i++) {
        char number[GI_UNIT_NUMBER_TEXT];
        bool known = false;
        gi_named named;
        gi_verdict together;
        uint32_t other = run->first + (uint32_t)gi_spec_below(run->count);
        gi_verdict each = alone(registry, run->key, i == 0 ? serial : other, number);
        EXPECT(gi_named_read(gi_bytes_of(number), &named));
        EXPECT_OK(gi_neighbours_look(near, &named, each.as_of, &known, &together, &err));
        EXPECT(known || i > 0);
        if (known) {
            expect_same(&each, &together);
        }
    }
}

/* Something was declared of a label of the block. */
static void expect_touched(gi_registry *registry, const gi_run *run, uint32_t serial)
{
    bool touched = false;
    uint32_t block = serial - serial % GI_NEIGHBOURS_MAX;
    for (uint32_t at = block; at < block + GI_NEIGHBOURS_MAX && !touched; at++) {
        char number[GI_UNIT_NUMBER_TEXT];
        if (at >= run->first && at - run->first < run->count) {
            gi_verdict each = alone(registry, run->key, at, number);
            touched = each.copied == GI_COPIED_COPIED ||
                      (each.good != GI_GOOD_IN_FORCE && each.good != GI_GOOD_EXPIRED);
        }
    }
    EXPECT(touched);
}

int64_t books_expect_alike(const char *dir, gi_time now)
{
    static sample runs;
    gi_error err = { 0 };
    int64_t alike = 0;
    int touched = 0;
    runs.met = 0;
    GI_AUTO(gi_db) db = books_open(dir);
    GI_AUTO(gi_registry) registry = NULL;
    EXPECT_OK(gi_registry_open(dir, GI_ACCESS_READ, (gi_clock){ moment, &now },
                               (gi_random){ no_chance, NULL }, &registry, &err));
    EXPECT_OK(gi_run_each(db, NULL, take, &runs, &err));
    for (uint64_t i = 0; i < runs.met && i < RUNS; i++) {
        const gi_run *run = &runs.run[i];
        uint32_t serial = run->first + (uint32_t)gi_spec_below(run->count);
        GI_AUTO(gi_neighbours) near = NULL;
        EXPECT_OK(gi_lookup_neighbours(registry, (gi_unit_id){ run->key, serial }, &near, &err));
        if (near != NULL) {
            expect_alike(registry, near, run, serial);
            alike++;
        } else if (touched++ < TOUCHED) {
            expect_touched(registry, run, serial);
        }
    }
    EXPECT(touched >= TOUCHED);
    return alike;
}

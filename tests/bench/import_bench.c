/*
 * import_bench.c - 100,000 rows of harvest from 100 plots, beside the bare loop that puts the same
 * rows into one table with the same commit, and beside what a signature for each row would cost
 * alone, which sheets save. The bare loop runs before, between and after; its median counts.
 * GI_ROWS asks for fewer.
 *
 * Told twice: by the clock, and by the processor time of all threads, which others on the machine
 * do not lengthen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "core/store/registry.h"
#include "gi/import.h"
#include "tests/bench/place.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define ROWS 100000
#define PLOTS 100
#define BARE_LOOPS 3

static const char q_row[] =
    "INSERT INTO bare (source, product, season, day, qty) VALUES (?1, ?2, ?3, ?4, ?5)";

static int rows_wanted(void)
{
    const char *asked = getenv("GI_ROWS");
    int rows = asked != NULL ? (int)strtol(asked, NULL, 10) : ROWS;
    return rows > 0 && rows <= ROWS ? rows : ROWS;
}

typedef struct cost {
    double clock, work; /* seconds */
} cost;

static cost now(void)
{
    return (cost){ seconds(), worked() };
}

static cost since(cost start)
{
    return (cost){ seconds() - start.clock, worked() - start.work };
}

static cost bare_loop(const char *dir, int number, int rows)
{
    static const gi_migration steps[] = {
        { 1, "001-bare",
          "CREATE TABLE bare (id INTEGER PRIMARY KEY, source INTEGER, product TEXT, season TEXT, "
          "day TEXT, qty INTEGER) STRICT;" },
        { 0, NULL, NULL },
    };
    static const char *const list[] = { q_row, NULL };
    static const char *const *const lists[] = { list, NULL };
    static const gi_db_shape shape = { 0x62617265, steps, lists };
    gi_error err = { 0 };
    char path[200];
    char lock[200];
    GI_AUTO(gi_db) db = NULL;
    (void)snprintf(path, sizeof path, "%s/bare-%d.db", dir, number);
    (void)snprintf(lock, sizeof lock, "%s/bare-%d.lock", dir, number);
    EXPECT_OK(gi_db_open(path, lock, GI_DB_CREATE, &shape, &db, &err));
    cost start = now();
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int i = 0; i < rows; i++) {
        GI_AUTO(gi_row) row = gi_db_use(db, q_row);
        gi_row_bind_int(row, 1, 1 + i % PLOTS);
        gi_row_bind_text(row, 2, "LSYW");
        gi_row_bind_text(row, 3, "2026-1");
        gi_row_bind_text(row, 4, "2026-04-05");
        gi_row_bind_int(row, 5, 1000 + i);
        EXPECT_OK(gi_row_run(row, &err));
    }
    EXPECT_OK(gi_db_commit(db, &err));
    return since(start);
}

/* As many signatures as rows, over as many bytes as a leaf of harvest has, in one thread. */
static cost bare_signing(gi_fixture *fixture, int rows)
{
    gi_error err = { 0 };
    gi_signature signature;
    uint8_t leaf[260] = { 0 };
    const gi_signer *signer = fixture_signer(fixture, FIXTURE_REGISTRY);
    cost start = now();
    for (int i = 0; i < rows; i++) {
        leaf[0] = (uint8_t)i;
        EXPECT_OK(gi_signer_sign(signer, (gi_bytes){ leaf, sizeof leaf }, &signature, &err));
    }
    return since(start);
}

static int by_clock(const void *a, const void *b)
{
    const cost *x = a;
    const cost *y = b;
    return (x->clock > y->clock) - (x->clock < y->clock);
}

static cost median(cost of[BARE_LOOPS])
{
    qsort(of, BARE_LOOPS, sizeof *of, by_clock);
    return of[BARE_LOOPS / 2];
}

/* Plots 2 to PLOTS beside that of the fixture, all with a right to harvest. */
static void add_plots(gi_fixture *fixture)
{
    GI_AUTO_BUF list = GI_BUF(1200);
    for (int i = 2; i <= PLOTS; i++) {
        fixture_act(fixture, "source", "holder", fixture->holder, "product", "LSYW", "kind", "plot",
                    "township", "360483107", "capacity", "100mu", NULL);
        gi_buf_add_format(&list, "%s%d", i > 2 ? "," : "", i);
    }
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources",
                gi_buf_text(&list), NULL);
}

static void make_sheet(int rows, gi_buf *out)
{
    gi_buf_add_text(out, "来源号,产品,产季,采摘日期,鲜叶重量(g)\n");
    for (int i = 0; i < rows; i++) {
        gi_buf_add_format(out, "%d,LSYW,2026-1,2026-04-%02d,%d.%03d\n", 1 + i % PLOTS,
                          1 + i / PLOTS % 30, 1 + i % 9, i % 1000);
    }
}

static cost run_import(gi_fixture *fixture, gi_bytes sheet, gi_import_mode mode, cost *reading)
{
    gi_error err = { 0 };
    GI_AUTO(gi_import) import = NULL;
    gi_signer *const needed[] = { fixture_signer(fixture, FIXTURE_REGISTRY),
                                  fixture_signer(fixture, FIXTURE_LOG) };
    cost start = now();
    EXPECT_OK(gi_import_read(sheet, &(gi_import_options){ .kind = "harvest" }, &import, &err));
    *reading = since(start);
    EXPECT_OK(gi_import_run(import, fixture->registry, needed, 2, mode, &err));
    EXPECT_INT(gi_import_faults(import), 0);
    EXPECT(gi_import_stored(import) == (mode != GI_IMPORT_TRY));
    return since(start);
}

static void say(const char *what, cost took, cost bare, int rows)
{
    (void)printf("%s: %.3f s, computing %.3f s, of a row %.1f us\n", what, took.clock, took.work,
                 took.work / rows * 1e6);
    (void)printf("%s, of the bare loop: %.1f times, computing %.1f times\n", what,
                 took.clock / bare.clock, took.work / bare.work);
}

SPEC(an_import_beside_a_bare_loop)
{
    int rows = rows_wanted();
    struct rusage usage;
    cost reading;
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    GI_AUTO_BUF sheet = GI_BUF(1 << 24);
    fixture_add_grant(fixture);
    make_sheet(rows, &sheet);
    add_plots(fixture);
    cost loops[BARE_LOOPS];
    loops[0] = bare_loop(gi_spec_directory(), 0, rows);
    cost signing = bare_signing(fixture, rows);
    cost trial = run_import(fixture, gi_buf_view(&sheet), GI_IMPORT_TRY, &reading);
    loops[1] = bare_loop(gi_spec_directory(), 1, rows);
    cost whole = run_import(fixture, gi_buf_view(&sheet), GI_IMPORT_COMMIT, &reading);
    loops[2] = bare_loop(gi_spec_directory(), 2, rows);
    cost bare = median(loops);
    (void)getrusage(RUSAGE_SELF, &usage);
    (void)printf("rows: %d\n", rows);
    say("bare loop, one transaction", bare, bare, rows);
    say("reading the file", reading, bare, rows);
    say("a signature for each row alone, one thread", signing, bare, rows);
    say("trial, without signatures", trial, bare, rows);
    say("import, committed (aim: at most 20)", whole, bare, rows);
    (void)printf("memory at most: %.0f MiB\n", (double)usage.ru_maxrss / 1024);
}

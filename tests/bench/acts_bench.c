/*
 * acts_bench.c - what an act costs beside what the disk asks for any commit, what a unit costs
 * in bytes, and the memory of it all.
 *
 * SPECs, because the fixture is made for them. Measured twice: in memory, where a sync is
 * free, and in the current directory, where it is not. Many acts of one commit stand or fall
 * together, as those of an import do. GI_ACTS asks for fewer acts.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/acts/session.h"
#include "core/store/batches.h"
#include "tests/bench/place.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define SINGLES 1000
#define SESSIONS 20
#define SESSION_ACTS 256
#define UNITS "1000000"
#define SIGNERS 3

typedef struct bench {
    const char *name; /* "memory", "disk" */
    char dir[128];
    gi_registry *registry;
    gi_signer *signer[SIGNERS];
    uint64_t chance;
    gi_time now;
} bench;

static void say(const bench *work, const char *what, double number, const char *unit)
{
    (void)printf("%s, %s: %.*f %s\n", what, work->name, number < 100 ? 2 : 0, number, unit);
}

/* ---- a registry in its place ---- */

/* A product without a raw step and 1,000 kg of it in one batch, all by the fixture's acts. */
static void stock(gi_fixture *fixture)
{
    fixture_add_grant(fixture);
    fixture_act(fixture, "product", "product", "HKDC", "index", "3", "zh", "示例", "en", "Direct",
                "unit", "mass", "path", "direct", "source", "plot", "cap", "100kg", "area",
                "360483", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2027-12-31", NULL);
    fixture_act(fixture, "source", "holder", "0001", "product", "HKDC", "kind", "plot", "township",
                "360483107", "capacity", "1000mu", NULL);
    fixture_act(fixture, "grant", "product", "HKDC", "season", "2026-1", "sources", "2", NULL);
    fixture_act(fixture, "make", "holder", "0001", "product", "HKDC", "season", "2026-1", "source",
                "2", "qty", "1000kg", "day", "2026-05-31", NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot", "1", NULL);
}

static gi_time bench_now(void *context)
{
    return ((const bench *)context)->now;
}

static void bench_fill(void *context, uint8_t *out, size_t size)
{
    bench *work = context;
    for (size_t i = 0; i < size; i++) {
        work->chance = work->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        out[i] = (uint8_t)(work->chance >> 56);
    }
}

static void bench_open(bench *work, const char *name, const char *dir)
{
    static const uint16_t keys[SIGNERS] = { FIXTURE_LOG, FIXTURE_REGISTRY, FIXTURE_LABEL };
    gi_error err = { 0 };
    gi_fixture *fixture = fixture_open(GI_ED25519);
    stock(fixture);
    char made[128];
    (void)snprintf(made, sizeof made, "%s", fixture->dir);
    *work = (bench){ .name = name, .now = fixture->now };
    (void)snprintf(work->dir, sizeof work->dir, "%s", dir);
    fixture_close(fixture);
    copy_file(made, dir, "registry.db");
    copy_file(made, dir, "config");
    for (int i = 0; i < SIGNERS; i++) {
        uint8_t seed[32] = { 1, 0, (uint8_t)keys[i] }; /* as tests/support/registry.c */
        EXPECT_OK(gi_signer_from_seed(GI_ED25519, keys[i], (gi_bytes){ seed, sizeof seed },
                                      &work->signer[i], &err));
    }
    EXPECT_OK(gi_registry_open(dir, GI_ACCESS_WRITE, (gi_clock){ bench_now, work },
                               (gi_random){ bench_fill, work }, &work->registry, &err));
}

static void bench_close(bench *work)
{
    for (int i = 0; i < SIGNERS; i++) {
        gi_signer_destroy(work->signer[i]);
    }
    gi_registry_close(work->registry);
    remove_mark(work->dir);
}

/* ---- acts ---- */

static gi_draft *harvest(bench *work)
{
    static const char *const fields[][2] = {
        { "source", "1" },       { "product", "LSYW" }, { "season", "2026-1" },
        { "day", "2026-04-05" }, { "qty", "1g" },
    };
    gi_error err = { 0 };
    gi_draft *draft = NULL;
    EXPECT_OK(gi_draft_create("harvest", (gi_random){ bench_fill, work }, &draft, &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), &err));
    }
    return draft;
}

static void submit_one(bench *work)
{
    gi_error err = { 0 };
    gi_receipt receipt;
    GI_AUTO(gi_draft) draft = harvest(work);
    EXPECT_OK(gi_act_submit(work->registry, draft, work->signer, SIGNERS, &receipt, &err));
}

static void run_session(bench *work, int acts)
{
    gi_error err = { 0 };
    gi_receipt receipt;
    GI_AUTO(gi_session) session = NULL;
    EXPECT_OK(gi_session_begin_whole(work->registry, work->signer, SIGNERS, &session, &err));
    for (int i = 0; i < acts; i++) {
        GI_AUTO(gi_draft) draft = harvest(work);
        EXPECT_OK(gi_session_act(session, draft, &receipt, &err));
    }
    EXPECT_OK(gi_session_commit(session, &err));
}

static double acts_per_second(bench *work, int sessions, int acts)
{
    double start = seconds();
    for (int i = 0; i < sessions; i++) {
        if (acts == 1) {
            submit_one(work);
        } else {
            run_session(work, acts);
        }
    }
    return sessions * acts / (seconds() - start);
}

/* ---- bytes ---- */

static int64_t stored_bytes(bench *work)
{
    gi_error err = { 0 };
    struct stat file;
    char path[160];
    EXPECT_OK(gi_db_checkpoint(work->registry->db, &err));
    (void)snprintf(path, sizeof path, "%s/registry.db", work->dir);
    EXPECT(stat(path, &file) == 0);
    return file.st_size;
}

static void issue_million(bench *work)
{
    gi_error err = { 0 };
    gi_batch_row batch;
    gi_receipt receipt;
    bool found = false;
    GI_AUTO(gi_draft) draft = NULL;
    EXPECT_OK(gi_batch_by_number(work->registry->db, 1, 1, &found, &batch, &err));
    EXPECT(found);
    EXPECT_OK(gi_draft_create("issue", (gi_random){ bench_fill, work }, &draft, &err));
    EXPECT_OK(gi_draft_set(draft, "batch", gi_bytes_of(batch.id), &err));
    EXPECT_OK(gi_draft_set(draft, "count", gi_bytes_of(UNITS), &err));
    EXPECT_OK(gi_draft_set(draft, "net", gi_bytes_of("1g"), &err));
    EXPECT_OK(gi_draft_set(draft, "packed", gi_bytes_of("2026-05-31"), &err));
    int64_t before = stored_bytes(work);
    double start = seconds();
    EXPECT_OK(gi_act_submit(work->registry, draft, work->signer, SIGNERS, &receipt, &err));
    say(work, "one act that issues " UNITS " units", (seconds() - start) * 1000, "ms");
    int64_t grown = stored_bytes(work) - before;
    (void)printf("registry file grown by it: %lld bytes, %.6f per unit (aim: at most 1)\n",
                 (long long)grown, (double)grown / 1e6);
}

static int singles_wanted(void)
{
    const char *asked = getenv("GI_ACTS");
    int acts = asked != NULL ? (int)strtol(asked, NULL, 10) : SINGLES;
    return acts > 0 && acts <= SINGLES ? acts : SINGLES;
}

static void measure(const char *name, const char *dir)
{
    bench work;
    struct rusage usage;
    int singles = singles_wanted();
    int sessions = singles < SINGLES ? 1 : SESSIONS;
    bench_open(&work, name, dir);
    double bare = bare_commits_per_second(dir, singles);
    double single = acts_per_second(&work, singles, 1);
    int64_t before = stored_bytes(&work);
    double many = acts_per_second(&work, sessions, SESSION_ACTS);
    int64_t grown = stored_bytes(&work) - before;
    say(&work, "bare single-row commits", bare, "commits/s");
    say(&work, "one act per commit", single, "acts/s");
    say(&work, "one act per commit, of bare commits", single / bare, "times");
    say(&work, "sessions of 256 acts", many, "acts/s");
    say(&work, "sessions of 256 acts, of bare commits", many / bare, "times");
    say(&work, "a harvest stored", (double)grown / (sessions * SESSION_ACTS), "bytes/act");
    issue_million(&work);
    bench_close(&work);
    (void)getrusage(RUSAGE_SELF, &usage);
    say(&work, "memory at most", (double)usage.ru_maxrss / 1024, "MiB");
}

SPEC(acts_in_memory)
{
    measure("memory", gi_spec_directory());
}

SPEC(acts_on_disk)
{
    char dir[64];
    (void)snprintf(dir, sizeof dir, "gi-bench-XXXXXX");
    EXPECT(mkdtemp(dir) != NULL);
    measure("disk", dir);
    static const char *const names[] = { "registry.db", "registry.db-wal", "registry.db-shm",
                                         "write.lock",  "config",          "bare.db",
                                         "bare.db-wal", "bare.db-shm",     "bare.lock" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        (void)unlink(path);
    }
    EXPECT(rmdir(dir) == 0);
}

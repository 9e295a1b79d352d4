/*
 * group_bench.c - acts of many threads through one writer, beside what one client gets and
 * beside bare commits of one row; how long an act waits until it stands in a signed tree.
 *
 * SPECs, because the fixture is made for them. Measured in memory and on the disk of the
 * current directory.
 */
#include <pthread.h>
#include <stdlib.h>

#include "core/store/registry.h"
#include "gi/group.h"
#include "tests/bench/place.h"
#include "tests/support/registry.h"

#define CLIENTS 32
#define ALONE 600   /* acts of one client */
#define TOGETHER 80 /* acts of each of many */
#define ACTS_MAX (CLIENTS * TOGETHER)

typedef struct client {
    pthread_t thread;
    gi_group *group;
    int acts;
    int done;
    double *waited; /* seconds, per act */
} client;

static gi_status ask(client *mine)
{
    static const char *const fields[][2] = {
        { "source", "1" },       { "product", "LSYW" }, { "season", "2026-1" },
        { "day", "2026-04-05" }, { "qty", "1g" },
    };
    GI_AUTO(gi_draft) draft = NULL;
    gi_receipt receipt;
    GI_TRY(gi_draft_create("harvest", gi_random_system(), &draft, NULL));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        GI_TRY(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), NULL));
    }
    double start = seconds();
    GI_TRY(gi_group_submit(mine->group, draft, &receipt, NULL));
    mine->waited[mine->done] = seconds() - start;
    return GI_OK;
}

static void *ask_all(void *context)
{
    client *mine = context;
    while (mine->done < mine->acts && ask(mine) == GI_OK) {
        mine->done++;
    }
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

typedef struct figures {
    double rate; /* acts/s */
    double p99;  /* ms */
} figures;

static figures run(gi_group *group, int count, int acts)
{
    static client clients[CLIENTS];
    static double waited[ACTS_MAX];
    double start = seconds();
    for (int i = 0; i < count; i++) {
        clients[i] = (client){ .group = group, .acts = acts, .waited = waited + i * acts };
        EXPECT(pthread_create(&clients[i].thread, NULL, ask_all, &clients[i]) == 0);
    }
    for (int i = 0; i < count; i++) {
        EXPECT(pthread_join(clients[i].thread, NULL) == 0);
        EXPECT_INT(clients[i].done, acts);
    }
    double rate = count * acts / (seconds() - start);
    size_t all = (size_t)count * (size_t)acts;
    qsort(waited, all, sizeof waited[0], by_size);
    return (figures){ rate, waited[all * 99 / 100] * 1000 };
}

static void say(const char *name, const char *what, double number, const char *unit)
{
    (void)printf("%s, %s: %.*f %s\n", what, name, number < 100 ? 2 : 0, number, unit);
}

static void measure_group(const char *name, gi_group *group, double bare)
{
    figures one = run(group, 1, ALONE);
    figures many = run(group, CLIENTS, TOGETHER);
    say(name, "bare single-row commits", bare, "commits/s");
    say(name, "one client", one.rate, "acts/s");
    say(name, "one client, of bare commits (aim: at least 0.5)", one.rate / bare, "times");
    say(name, "32 clients", many.rate, "acts/s");
    say(name, "32 clients, of one client (aim: at least 6)", many.rate / one.rate, "times");
    say(name, "act to signed tree, one client, p99", one.p99, "ms");
    say(name, "act to signed tree, 32 clients, p99 (aim: at most 50)", many.p99, "ms");
}

static void measure(const char *name, const char *dir)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    fixture_add_grant(fixture);
    EXPECT_OK(gi_db_checkpoint(fixture->registry->db, &err));
    copy_file(fixture->dir, dir, "registry.db");
    copy_file(fixture->dir, dir, "config");
    GI_AUTO(gi_registry) registry = NULL;
    EXPECT_OK(gi_registry_open(dir, GI_ACCESS_WRITE, fixture->registry->clock, gi_random_system(),
                               &registry, &err));
    GI_AUTO(gi_group) group = NULL;
    EXPECT_OK(gi_group_open(registry, fixture->signer, fixture->signers, &group, &err));
    measure_group(name, group, bare_commits_per_second(dir, ALONE));
    remove_mark(dir);
}

SPEC(groups_in_memory)
{
    measure("memory", gi_spec_directory());
}

SPEC(groups_on_disk)
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

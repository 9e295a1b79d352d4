/*
 * crowd_property.c - 100,000 random acts by eight processes, some of which are killed at any
 * moment (a million with GI_LONG=1): the books balance, nothing is issued beyond the grants,
 * no serial twice, an audit is silent, and what anybody was told is in the log.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/property/ledger/books.h"
#include "tests/property/ledger/crowd.h"
#include "tests/support/spec.h"

#define PROCESSES 8
#define KILLS 64

typedef struct crowd {
    crowd_shared *shared;
    pid_t child[PROCESSES];
    int started; /* workers so far; each has its own file of what it was told */
    int killed;
} crowd;

static void told_path(const crowd_shared *shared, int worker, char out[160])
{
    (void)snprintf(out, 160, "%s/told.%d", shared->dir, worker);
}

static pid_t start_worker(crowd *all)
{
    char path[160];
    uint64_t seed = gi_spec_random() * UINT64_C(0x2545F4914F6CDD1D);
    told_path(all->shared, all->started++, path);
    (void)fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        _exit(crowd_work(all->shared, seed, path));
    }
    EXPECT(child > 0);
    return child;
}

static bool is_met(const crowd_shared *shared)
{
    return atomic_load(&shared->attempted) >= atomic_load(&shared->target);
}

/* Waits until so many acts were attempted; a worker that ends before is a fault. */
static void wait_for(crowd *all, long long acts)
{
    while (atomic_load(&all->shared->attempted) < acts && !is_met(all->shared)) {
        siginfo_t ended = { 0 };
        EXPECT_TEXT(all->shared->fault, "");
        (void)waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT);
        EXPECT(ended.si_pid == 0 || is_met(all->shared));
        (void)usleep(500);
    }
}

static void kill_one(crowd *all)
{
    int victim = (int)gi_spec_below(PROCESSES);
    int status = 0;
    (void)kill(all->child[victim], SIGKILL);
    EXPECT(waitpid(all->child[victim], &status, 0) == all->child[victim]);
    all->killed += WIFSIGNALED(status) ? 1 : 0;
    all->child[victim] = start_worker(all);
}

/* Kills are spread evenly over the acts, each at a moment of chance. */
static void run_crowd(crowd *all, long long target)
{
    atomic_store(&all->shared->target, target);
    atomic_store(&all->shared->clock_step, 100 * 86400000LL / target); /* 100 days in all */
    for (int i = 0; i < PROCESSES; i++) {
        all->child[i] = start_worker(all);
    }
    for (int i = 0; i < KILLS && !is_met(all->shared); i++) {
        long long span = target / KILLS;
        wait_for(all, span * i + (long long)gi_spec_below((uint64_t)span));
        kill_one(all);
    }
    wait_for(all, target);
    for (int i = 0; i < PROCESSES; i++) {
        int status = 0;
        (void)waitpid(all->child[i], &status, 0);
        EXPECT_TEXT(all->shared->fault, "");
        EXPECT_INT(status, 0);
    }
}

/* What any worker was told is so, also when it was killed right after. */
static int64_t expect_told(const crowd *all)
{
    int64_t count = 0;
    for (int i = 0; i < all->started; i++) {
        char path[160];
        told_path(all->shared, i, path);
        count += books_expect_told(all->shared->dir, path);
    }
    return count;
}

static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void report(const crowd *all, int64_t stored, double took)
{
    const crowd_shared *shared = all->shared;
    long long sessions = shared->sessions;
    (void)printf(
        "    %lld acts tried, %lld stored, %lld sessions, %d killed: %.1f s, %.0f acts/s\n",
        (long long)shared->attempted, (long long)stored, sessions, all->killed, took,
        (double)shared->attempted / took);
    (void)printf("    write lock: %.1f ms mean wait, %.0f ms longest, %lld gave up\n",
                 (double)shared->waited_us / 1000.0 / (double)sessions,
                 (double)shared->longest_us / 1000.0, (long long)shared->busy);
    for (int i = 0; i < CROWD_KINDS; i++) {
        (void)printf("    %s %lld", crowd_kinds[i], (long long)shared->accepted[i]);
    }
    (void)printf("    repeated %lld\n", (long long)shared->repeated);
    for (int i = 0; i < CROWD_WHYS; i++) {
        if (shared->refused[i] > 0) {
            (void)printf("    %s %lld", gi_why_id((gi_why)i), (long long)shared->refused[i]);
        }
    }
    (void)printf("\n");
}

/* A crowd that never met one of these would prove less than it says. */
static void expect_variety(const crowd *all)
{
    static const gi_why wanted[] = {
        GI_WHY_REQUEST_REUSED, GI_WHY_SUSPENDED,   GI_WHY_OVER_LOT,    GI_WHY_OVER_SOURCE,
        GI_WHY_OVER_RATIO,     GI_WHY_OVER_BATCH,  GI_WHY_OUTSIDE_RUN, GI_WHY_RANGE_SPENT,
        GI_WHY_TOO_LATE,       GI_WHY_NOT_OWNER,   GI_WHY_LOTS_DIFFER, GI_WHY_LOT_HELD,
        GI_WHY_SAME_HOLDER,    GI_WHY_WRONG_PIN,   GI_WHY_CARD_LOCKED, GI_WHY_ALREADY,
        GI_WHY_SEASON_ENDED,   GI_WHY_PRE_HARVEST, GI_WHY_OVER_GRANT,
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        gi_spec_expect(all->shared->refused[wanted[i]] > 0, __FILE__, __LINE__,
                       gi_why_id(wanted[i]));
    }
    for (int i = 0; i < CROWD_KINDS; i++) {
        bool once = strcmp(crowd_kinds[i], "close") == 0; /* a season closes once */
        gi_spec_expect(all->shared->accepted[i] > (once ? 0 : 10), __FILE__, __LINE__,
                       crowd_kinds[i]);
    }
    EXPECT(all->shared->repeated > 100);
    EXPECT(all->killed > KILLS / 2);
}

static bool is_long(void)
{
    const char *longer = getenv("GI_LONG");
    return longer != NULL && longer[0] == '1';
}

/* Every rule, and what each part of the look cost. */
static void expect_books(const crowd *all, double took)
{
    const char *dir = all->shared->dir;
    double start = seconds();
    books_expect_sound(dir);
    double rows = seconds();
    int64_t stored = books_expect_sound_log(dir, 16);
    double tree = seconds();
    int64_t statuses = books_expect_silent_audit(dir, is_long());
    double audit = seconds();
    int64_t told_count = expect_told(all);
    int64_t alike = books_expect_alike(dir, atomic_load(&all->shared->clock));
    report(all, stored, took);
    (void)printf("    rows %.1f s, tree %.1f s, audit %.1f s with %lld status leaves, "
                 "%lld answers found again %.1f s\n",
                 rows - start, tree - rows, audit - tree, (long long)statuses,
                 (long long)told_count, seconds() - audit);
    (void)printf("    neighbours told together in %lld runs of a sample\n", (long long)alike);
    EXPECT(statuses > 100);
    EXPECT(alike > 20);
}

SPEC(a_crowd_of_processes_some_killed_keeps_the_books)
{
    crowd all = { .shared = mmap(NULL, sizeof *all.shared, PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0) };
    EXPECT(all.shared != MAP_FAILED);
    double start = seconds();
    crowd_found(all.shared);

    run_crowd(&all, is_long() ? 1000000 : 100000);

    expect_books(&all, seconds() - start);
    expect_variety(&all);
    (void)munmap(all.shared, sizeof *all.shared);
}

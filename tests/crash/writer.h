/*
 * writer.h - a process that submits act after act until it is killed, and what outlives it.
 *
 * It writes down what it is about to ask before it asks, and what it was told after it was
 * told. A writer never uses EXPECT; what went wrong stands in `fault`.
 */
#ifndef GI_TESTS_CRASH_WRITER_H
#define GI_TESTS_CRASH_WRITER_H

#include <stdatomic.h>
#include <sys/types.h>

#include "gi/act.h"

#define WRITER_SIGNERS 4 /* keys 3, 4, 6, 7 */

/* Memory shared with the writers of one registry. */
typedef struct crash_site {
    char dir[128];
    char told[160];         /* path of the file of told records (books.h) */
    atomic_llong clock;     /* ms; never runs backwards */
    atomic_llong commits;   /* told so far, by all writers */
    long long die_at_write; /* kill yourself inside this write call; 0 = never */
    char asked[2048];       /* the draft last asked, as JSON */
    char fault[400];
} crash_site;

/* A founded registry with a granted plot, closed; the page is not given back. */
crash_site *site_open(void);

/* Starts a writer. The caller kills it (site_kill). */
pid_t site_start(crash_site *site);

/* Kills a writer wherever it is and waits for its end; EXPECTs that it died by SIGKILL. */
void site_kill(const crash_site *site, pid_t writer);

/* The registry in dir is as sound as if nothing had happened; answers the number of acts. */
int64_t site_expect_sound(const char *dir);

/* In dir, opened for writing: the draft asked last is answered, again or for the first time,
 * and so is one that nobody asked before. */
void site_expect_working(crash_site *site, const char *dir);

/* For writer.c: opens the registry of dir, with signers. */
typedef struct desk {
    crash_site *site;
    gi_registry *registry;
    gi_signer *signer[WRITER_SIGNERS];
    uint64_t chance;
} desk;
gi_status desk_open(desk *mine, crash_site *site, const char *dir, gi_error *err);
void desk_close(desk *mine);
gi_status desk_submit(desk *mine, const gi_draft *draft, gi_receipt *out, gi_error *err);
gi_random desk_random(desk *mine);

/* Submits acts for ever; answers only after a fault. */
int writer_work(desk *mine);

#endif

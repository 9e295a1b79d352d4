/*
 * kill_spec.c - a writer is killed, again and again, in one registry: each time every act it
 * was told is there, nothing is half done, no number is used twice, and work goes on.
 */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/crash/writer.h"
#include "tests/property/ledger/books.h"
#include "tests/support/spec.h"

#define KILLS 40
#define KILLS_LONG 200 /* with GI_LONG */
#define WRITES 2600    /* enough for the WAL to be moved into the file once */

static int kills(void)
{
    return getenv("GI_LONG") != NULL ? KILLS_LONG : KILLS;
}

/* Waits for some commits of this writer; one that ends by itself shows in site_kill. */
static void wait_for_commits(crash_site *site, long long more)
{
    long long wanted = atomic_load(&site->commits) + more;
    for (int i = 0; atomic_load(&site->commits) < wanted && site->fault[0] == '\0' && i < 200000;
         i++) {
        (void)usleep(100);
    }
}

static void expect_survived(crash_site *site)
{
    EXPECT(site_expect_sound(site->dir) > 0);
    EXPECT(books_expect_told(site->dir, site->told) >= atomic_load(&site->commits));
    site_expect_working(site, site->dir);
}

SPEC(a_writer_killed_at_any_moment_loses_and_halves_nothing)
{
    crash_site *site = site_open();
    for (int i = 0; i < kills(); i++) {
        pid_t writer = site_start(site);
        wait_for_commits(site, (long long)gi_spec_below(8));
        (void)usleep((useconds_t)gi_spec_below(8000));

        site_kill(site, writer);

        expect_survived(site);
    }
}

SPEC(a_writer_killed_in_the_middle_of_a_write_loses_and_halves_nothing)
{
    crash_site *site = site_open();
    for (int i = 0; i < kills(); i++) {
        int status = 0;
        site->die_at_write = 1 + (long long)gi_spec_below(i % 2 == 0 ? 60 : WRITES);
        pid_t writer = site_start(site);

        EXPECT(waitpid(writer, &status, 0) == writer);
        EXPECT_TEXT(site->fault, "");
        EXPECT(WIFSIGNALED(status));

        expect_survived(site);
    }
}

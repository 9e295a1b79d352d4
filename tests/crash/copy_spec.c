/*
 * copy_spec.c - the power is cut: what the disk holds at any instant is a registry.
 *
 * A stopped writer stands for the instant. Its registry.db and WAL are copied as they are;
 * the shared-memory file is not, it does not outlive a machine. Every checkpoint in a copy is
 * one that the writer which lived on still holds: what was answered stays a prefix of the log.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/crash/writer.h"
#include "tests/property/ledger/books.h"
#include "tests/support/spec.h"

#define COPIES 30
#define COPIES_LONG 200 /* with GI_LONG */

static int instants(void)
{
    return getenv("GI_LONG") != NULL ? COPIES_LONG : COPIES;
}

static void copy_file(const char *from_dir, const char *to_dir, const char *name)
{
    char from[200];
    char to[200];
    char bytes[65536];
    ssize_t size = 0;
    (void)snprintf(from, sizeof from, "%s/%s", from_dir, name);
    (void)snprintf(to, sizeof to, "%s/%s", to_dir, name);
    int source = open(from, O_RDONLY | O_CLOEXEC);
    int target = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    EXPECT(source >= 0 && target >= 0);
    while ((size = read(source, bytes, sizeof bytes)) > 0) {
        EXPECT(write(target, bytes, (size_t)size) == size);
    }
    (void)close(source);
    (void)close(target);
}

typedef struct copy {
    char dir[160]; /* one level down: the mark of the copy stands beside it */
} copy;

static copy copy_of(const char *dir)
{
    static const char *const names[] = { "registry.db", "registry.db-wal", "config", "told" };
    copy made;
    (void)snprintf(made.dir, sizeof made.dir, "%s/copy", gi_spec_directory());
    EXPECT(mkdir(made.dir, 0700) == 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        copy_file(dir, made.dir, names[i]);
    }
    return made;
}

static void stop(pid_t writer)
{
    int status = 0;
    (void)kill(writer, SIGSTOP);
    EXPECT(waitpid(writer, &status, WUNTRACED) == writer && WIFSTOPPED(status));
}

static void wait_for_first_commit(const crash_site *site)
{
    for (int i = 0; atomic_load(&site->commits) == 0 && i < 200000; i++) {
        (void)usleep(100);
    }
}

SPEC(a_copy_of_the_files_at_any_instant_is_a_registry)
{
    crash_site *site = site_open();
    copy copies[COPIES_LONG];
    int64_t heads = 0;
    pid_t writer = site_start(site);
    wait_for_first_commit(site);
    for (int i = 0; i < instants(); i++) {
        (void)usleep((useconds_t)gi_spec_below(40000));
        stop(writer);
        copies[i] = copy_of(site->dir);
        (void)kill(writer, SIGCONT);
    }
    site_kill(site, writer);

    for (int i = 0; i < instants(); i++) {
        char path[200];
        (void)snprintf(path, sizeof path, "%s/told", copies[i].dir);
        EXPECT(site_expect_sound(copies[i].dir) > 0);
        EXPECT(books_expect_told(copies[i].dir, path) > 0);
        heads += books_expect_prefix(copies[i].dir, site->dir);
        site->asked[0] = '\0';
        site_expect_working(site, copies[i].dir);
    }
    EXPECT(heads > instants());
}

/* What was written but not yet synced may be missing, from any byte on. */
SPEC(a_write_ahead_log_cut_at_any_byte_holds_whole_acts_only)
{
    crash_site *site = site_open();
    struct stat wal;
    char path[200];
    pid_t writer = site_start(site);
    while (atomic_load(&site->commits) < 20 && site->fault[0] == '\0') {
        (void)usleep(100);
    }
    stop(writer);
    site_kill(site, writer);
    for (int i = 0; i < instants(); i++) {
        copy now = copy_of(site->dir);
        (void)snprintf(path, sizeof path, "%s/registry.db-wal", now.dir);
        EXPECT(stat(path, &wal) == 0 && wal.st_size > 0);
        EXPECT(truncate(path, (off_t)gi_spec_below((uint64_t)wal.st_size)) == 0);

        EXPECT(site_expect_sound(now.dir) > 0);

        site->asked[0] = '\0';
        site_expect_working(site, now.dir);
    }
}

/*
 * place.h - what the measures of acts share: time, files, and what any commit costs.
 *
 * Header only: each bench is one file. The place may be in memory, where a sync is free, or in
 * the current directory, where it is not.
 */
#ifndef GI_TESTS_BENCH_PLACE_H
#define GI_TESTS_BENCH_PLACE_H

#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "core/store/db.h"
#include "tests/support/spec.h"

static inline double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What this process computed, all threads together: it does not grow while others are at work. */
static inline double worked(void)
{
    struct timespec used;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

static inline void copy_file(const char *from_dir, const char *to_dir, const char *name)
{
    char path[200];
    char bytes[65536];
    ssize_t size = 0;
    (void)snprintf(path, sizeof path, "%s/%s", from_dir, name);
    int from = open(path, O_RDONLY | O_CLOEXEC);
    (void)snprintf(path, sizeof path, "%s/%s", to_dir, name);
    int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    EXPECT(from >= 0 && to >= 0);
    while ((size = read(from, bytes, sizeof bytes)) > 0) {
        EXPECT(write(to, bytes, (size_t)size) == size);
    }
    (void)close(from);
    (void)close(to);
}

/* The high-water mark stands beside the directory. */
static inline void remove_mark(const char *dir)
{
    char path[200];
    (void)snprintf(path, sizeof path, "%s.high", dir);
    (void)unlink(path);
}

/* ---- what any commit costs: one row, the same driver, the same settings ---- */

static const char q_bare[] = "INSERT INTO bare (body) VALUES (?1)";

static inline double bare_commits_per_second(const char *dir, int commits)
{
    static const gi_migration steps[] = {
        { 1, "001-bare", "CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB) STRICT;" },
        { 0, NULL, NULL },
    };
    static const char *const list[] = { q_bare, NULL };
    static const char *const *const lists[] = { list, NULL };
    static const gi_db_shape shape = { 0x62617265, steps, lists };
    static const uint8_t body[100];
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    char path[160];
    char lock[160];
    (void)snprintf(path, sizeof path, "%s/bare.db", dir);
    (void)snprintf(lock, sizeof lock, "%s/bare.lock", dir);
    EXPECT_OK(gi_db_open(path, lock, GI_DB_CREATE, &shape, &db, &err));
    double start = seconds();
    for (int i = 0; i < commits; i++) {
        GI_AUTO(gi_row) row = gi_db_use(db, q_bare);
        EXPECT_OK(gi_db_begin(db, true, &err));
        gi_row_bind_blob(row, 1, (gi_bytes){ body, sizeof body });
        EXPECT_OK(gi_row_run(row, &err));
        EXPECT_OK(gi_db_commit(db, &err));
    }
    return commits / (seconds() - start);
}

#endif

/*
 * fresh.c - makes, recognises and empties the directory of an init (fresh.h).
 *
 * A crash leaves the mark and loses its lock, so the next init can tell: nothing was founded
 * here and nobody is at work. Whether something was founded is asked of the registry itself.
 */
#include "core/commands/fresh.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/commands/files.h"
#include "gi/registry.h"

#define MARK "init.unfinished"

static gi_status path_in(const char *dir, const char *name, char out[PATH_SIZE], gi_error *err)
{
    if (snprintf(out, PATH_SIZE, "%s/%s", dir, name) >= PATH_SIZE) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(PATH_SIZE - 1).text);
    }
    return GI_OK;
}

static bool is_there(const char *dir, const char *name)
{
    char path[PATH_SIZE];
    return path_in(dir, name, path, NULL) == GI_OK && access(path, F_OK) == 0;
}

/* Counts the entries of a directory but its mark, or removes those that are files. */
static gi_status walk(const char *dir, bool remove, int *count, gi_error *err)
{
    DIR *entries = opendir(dir);
    if (entries == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, dir, strerror(errno));
    }
    *count = 0;
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            strcmp(entry->d_name, MARK) == 0) {
            continue;
        }
        (*count)++;
        if (remove) {
            (void)unlinkat(dirfd(entries), entry->d_name, 0);
        }
    }
    (void)closedir(entries);
    return GI_OK;
}

static void empty(const char *dir)
{
    char keys[PATH_SIZE];
    int count = 0;
    if (path_in(dir, "keys", keys, NULL) == GI_OK && walk(keys, true, &count, NULL) == GI_OK) {
        (void)rmdir(keys);
    }
    if (walk(dir, true, &count, NULL) != GI_OK) {
        return; /* gone already */
    }
}

/* Without a database or settings nothing was founded; else the registry says it. */
static gi_status is_founded(const char *dir, bool *founded, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    gi_error why = { 0 };
    *founded = false;
    if (!is_there(dir, "registry.db") || !is_there(dir, "config")) {
        return GI_OK;
    }
    gi_status status = gi_registry_open(dir, GI_ACCESS_WRITE, gi_clock_system(), gi_random_system(),
                                        &registry, &why);
    if (status == GI_OK) {
        *founded = gi_registry_about(registry)->origin[0] != '\0';
        return GI_OK;
    }
    if (why.why == GI_WHY_NOT_A_REGISTRY) { /* the file was made, its tables were not */
        return GI_OK;
    }
    *err = why;
    return status;
}

static gi_status lock_mark(fresh *at, gi_error *err)
{
    char path[PATH_SIZE];
    GI_TRY(path_in(at->dir, MARK, path, err));
    at->mark = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (at->mark < 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    }
    return flock(at->mark, LOCK_EX | LOCK_NB) == 0 ? GI_OK : gi_fail(err, GI_WHY_DB_BUSY, "0");
}

static gi_status take(fresh *at, gi_error *err)
{
    int count = 0;
    bool founded = false;
    GI_TRY(walk(at->dir, false, &count, err));
    if (count > 0 && !is_there(at->dir, MARK)) {
        return gi_fail(err, GI_WHY_FILE_EXISTS, at->dir);
    }
    GI_TRY(lock_mark(at, err));
    /* Looked at again: another init may have ended before the lock was ours. */
    GI_TRY(is_founded(at->dir, &founded, err));
    if (founded) {
        fresh_end(at);
        return gi_fail(err, GI_WHY_FILE_EXISTS, at->dir);
    }
    empty(at->dir);
    return GI_OK;
}

gi_status fresh_begin(const char *dir, fresh *out, gi_error *err)
{
    fresh at = { .dir = dir, .made = mkdir(dir, 0700) == 0, .mark = -1 };
    if (!at.made && errno != EEXIST) {
        return gi_fail(err, GI_WHY_FILE_WRITE, dir, strerror(errno));
    }
    gi_status status = take(&at, err);
    if (status != GI_OK) {
        if (at.mark >= 0) {
            (void)close(at.mark);
        }
        return status;
    }
    *out = at;
    return GI_OK;
}

void fresh_end(fresh *at)
{
    char path[PATH_SIZE];
    if (path_in(at->dir, MARK, path, NULL) == GI_OK) {
        (void)unlink(path);
    }
    if (at->mark >= 0) {
        (void)close(at->mark);
    }
    at->mark = -1;
}

void fresh_undo(fresh *at)
{
    empty(at->dir);
    fresh_end(at);
    if (at->made) {
        (void)rmdir(at->dir);
    }
}

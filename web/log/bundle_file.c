/*
 * bundle_file.c - one copy of the newest bundle, counted by those who hold it (bundle_file.h).
 *
 * Deltas are made of that copy when they are asked for, one at a time, and the last few are
 * kept beside it: devices come from few sizes. They go with the copy they were made of.
 */
#include "web/log/bundle_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gi/bundle.h"
#include "web/http/gzip.h"

#define DELTAS 8

/* One reading of the file, or a delta of it; goes when the last answer that sends it is done. */
typedef struct copy copy;
struct copy {
    atomic_int holders;
    struct stat facts;
    char tag[GI_HTTP_TAG];
    gi_buf plain;
    gi_buf small;           /* gzip */
    int64_t since;          /* of a delta */
    pthread_mutex_t making; /* of its deltas */
    copy *delta[DELTAS];
    size_t oldest; /* place of the one to go next */
};

struct gi_bundle_file {
    pthread_mutex_t lock;
    copy *newest; /* NULL until the first answer */
    char path[1100];
};

static void copy_release(void *owner)
{
    copy *at = owner;
    if (at != NULL && atomic_fetch_sub(&at->holders, 1) == 1) {
        for (size_t i = 0; i < DELTAS; i++) {
            copy_release(at->delta[i]);
        }
        gi_buf_clear(&at->plain);
        gi_buf_clear(&at->small);
        (void)pthread_mutex_destroy(&at->making);
        free(at);
    }
}

static copy *copy_create(void)
{
    copy *fresh = calloc(1, sizeof *fresh);
    if (fresh != NULL) {
        atomic_init(&fresh->holders, 1);
        (void)pthread_mutex_init(&fresh->making, NULL);
        fresh->plain = GI_BUF(GI_BUNDLE_MAX);
        fresh->small = GI_BUF(GI_BUNDLE_MAX);
    }
    return fresh;
}

static void copy_auto(copy **at)
{
    copy_release(*at);
}

#define AUTO_COPY __attribute__((cleanup(copy_auto))) copy *

static void close_fd(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

#define AUTO_FD __attribute__((cleanup(close_fd))) int

gi_status gi_bundle_file_create(const char *dir, gi_bundle_file **out, gi_error *err)
{
    GI_AUTO(gi_bundle_file) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bundle");
    }
    (void)pthread_mutex_init(&fresh->lock, NULL);
    if ((size_t)snprintf(fresh->path, sizeof fresh->path, "%s/bundle", dir) >= sizeof fresh->path) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(sizeof fresh->path - 8).text);
    }
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_bundle_file_destroy(gi_bundle_file *file)
{
    if (file != NULL) {
        copy_release(file->newest);
        (void)pthread_mutex_destroy(&file->lock);
        free(file);
    }
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static gi_status read_all(int fd, const char *path, gi_buf *out, gi_error *err)
{
    uint8_t piece[16384];
    ssize_t got = 0;
    while ((got = read(fd, piece, sizeof piece)) > 0) {
        gi_buf_add(out, (gi_bytes){ piece, (size_t)got });
        GI_TRY(gi_buf_status(out, "bundle", err));
    }
    return got == 0 ? GI_OK : gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
}

static gi_status compress(copy *at, gi_error *err)
{
    gi_http_response tagged = { .tag = "" };
    gi_buf_add(&at->small, gi_buf_view(&at->plain));
    GI_TRY(gi_buf_status(&at->small, "bundle", err));
    if (!gi_gzip(&at->small)) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "gzip");
    }
    gi_http_tag(&tagged, gi_buf_view(&at->plain));
    memcpy(at->tag, tagged.tag, sizeof at->tag);
    return GI_OK;
}

static gi_status load(gi_bundle_file *file, int fd, const struct stat *facts, gi_error *err)
{
    AUTO_COPY fresh = copy_create();
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bundle");
    }
    fresh->facts = *facts;
    GI_TRY(read_all(fd, file->path, &fresh->plain, err));
    GI_TRY(compress(fresh, err));
    copy_release(file->newest);
    file->newest = GI_TAKE(fresh);
    return GI_OK;
}

static gi_status refresh(gi_bundle_file *file, gi_error *err)
{
    struct stat facts;
    AUTO_FD fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ENOENT) {
        return gi_fail(err, GI_WHY_FILE_MISSING, "bundle");
    }
    if (fd < 0 || fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return gi_fail(err, GI_WHY_FILE_OPEN, file->path, strerror(errno));
    }
    return file->newest != NULL && is_same(&file->newest->facts, &facts)
               ? GI_OK
               : load(file, fd, &facts, err);
}

/* The newest copy, held by the caller. */
static gi_status take_newest(gi_bundle_file *file, copy **out, gi_error *err)
{
    (void)pthread_mutex_lock(&file->lock);
    gi_status status = refresh(file, err);
    if (status == GI_OK) {
        (void)atomic_fetch_add(&file->newest->holders, 1);
        *out = file->newest;
    }
    (void)pthread_mutex_unlock(&file->lock);
    return status;
}

static copy *find_delta(const copy *whole, int64_t since)
{
    for (size_t i = 0; i < DELTAS; i++) {
        if (whole->delta[i] != NULL && whole->delta[i]->since == since) {
            return whole->delta[i];
        }
    }
    return NULL;
}

static gi_status make_delta(copy *whole, int64_t since, copy **out, gi_error *err)
{
    AUTO_COPY fresh = copy_create();
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bundle");
    }
    fresh->since = since;
    GI_TRY(gi_bundle_delta(gi_buf_view(&whole->plain), since, &fresh->plain, err));
    GI_TRY(compress(fresh, err));
    copy **place = &whole->delta[whole->oldest++ % DELTAS];
    copy_release(*place);
    *place = GI_TAKE(fresh);
    *out = *place;
    return GI_OK;
}

static gi_status take_delta(copy *whole, int64_t since, copy **out, gi_error *err)
{
    gi_status status = GI_OK;
    (void)pthread_mutex_lock(&whole->making);
    copy *found = find_delta(whole, since);
    if (found == NULL) {
        status = make_delta(whole, since, &found, err);
    }
    if (status == GI_OK) {
        (void)atomic_fetch_add(&found->holders, 1);
        *out = found;
    }
    (void)pthread_mutex_unlock(&whole->making);
    return status;
}

gi_status gi_bundle_file_serve(gi_bundle_file *file, int64_t since, bool gzip,
                               gi_http_response *response, gi_error *err)
{
    AUTO_COPY whole = NULL;
    AUTO_COPY delta = NULL;
    GI_TRY(take_newest(file, &whole, err));
    if (since > 0) {
        GI_TRY(take_delta(whole, since, &delta, err));
    }
    copy *at = since > 0 ? GI_TAKE(delta) : GI_TAKE(whole);
    memcpy(response->tag, at->tag, sizeof at->tag);
    response->gzipped = gzip;
    response->shared =
        (gi_http_shared){ gi_buf_view(gzip ? &at->small : &at->plain), copy_release, at };
    return GI_OK;
}

/*
 * audit_source.c - the files of a log from a directory or over HTTP (gi/audit.h).
 *
 * Over HTTP the walk says which files come next, and they are asked for while earlier ones are
 * judged: one thread and one connection per slot. A server is bounded in time and in bytes per
 * file; what it answers is as little trusted as a directory of strangers.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/fetch.h"
#include "core/log/witness_state.h"
#include "gi/audit.h"

#define SLOTS 8
#define FILE_MS 30000
#define URL_SIZE 1100

/* One file asked for ahead. */
typedef struct slot {
    bool busy;
    gi_audit_files *files;
    char path[GI_TILE_PATH];
    gi_fetcher *fetcher; /* kept from file to file */
    pthread_t thread;
    gi_buf body;
    int answer; /* HTTP status */
    gi_status status;
    gi_error err;
} slot;

struct gi_audit_files {
    char where[URL_SIZE - GI_TILE_PATH]; /* without a slash at its end */
    bool web;
    gi_fetcher *fetcher;
    slot ahead[SLOTS];
};

static bool is_url(const char *where)
{
    return strncmp(where, "http://", 7) == 0 || strncmp(where, "https://", 8) == 0;
}

gi_status gi_audit_files_open(const char *where, gi_audit_files **out, gi_error *err)
{
    GI_AUTO(gi_audit_files) files = calloc(1, sizeof *files);
    size_t size = strlen(where);
    if (files == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "audit");
    }
    while (size > 1 && where[size - 1] == '/') {
        size--;
    }
    if (size >= sizeof files->where) {
        return gi_fail(err, GI_WHY_TOO_LONG, "source", gi_num((int64_t)size).text,
                       gi_num(sizeof files->where - 1).text);
    }
    memcpy(files->where, where, size);
    files->web = is_url(where);
    if (files->web) {
        GI_TRY(gi_fetch_check(files->where, err));
        GI_TRY(gi_fetcher_open(&files->fetcher, err));
    }
    *out = GI_TAKE(files);
    return GI_OK;
}

static void settle(slot *one)
{
    if (one->busy) {
        (void)pthread_join(one->thread, NULL);
        one->busy = false;
    }
}

void gi_audit_files_close(gi_audit_files *files)
{
    if (files == NULL) {
        return;
    }
    for (size_t i = 0; i < SLOTS; i++) {
        settle(&files->ahead[i]);
        gi_buf_clear(&files->ahead[i].body);
        gi_fetcher_close(files->ahead[i].fetcher);
    }
    gi_fetcher_close(files->fetcher);
    free(files);
}

/* ---- http ---- */

static void url_of(const gi_audit_files *files, const char *path, char url[URL_SIZE])
{
    (void)snprintf(url, URL_SIZE, "%s/%s", files->where, path);
}

static gi_status get(const gi_audit_files *files, gi_fetcher *fetcher, const char *path,
                     gi_buf *out, int *answer, gi_error *err)
{
    char url[URL_SIZE];
    gi_fetch_limit limit = { FILE_MS, (int64_t)(out->max - out->size) };
    url_of(files, path, url);
    return gi_fetch_get(fetcher, url, limit, answer, out, err);
}

static void *fetch_ahead(void *of)
{
    slot *one = of;
    one->status = one->fetcher == NULL ? gi_fetcher_open(&one->fetcher, &one->err) : GI_OK;
    if (one->status == GI_OK) {
        one->status = get(one->files, one->fetcher, one->path, &one->body, &one->answer, &one->err);
    }
    return NULL;
}

static slot *slot_of(gi_audit_files *files, const char *path)
{
    for (size_t i = 0; i < SLOTS; i++) {
        if (files->ahead[i].busy && strcmp(files->ahead[i].path, path) == 0) {
            return &files->ahead[i];
        }
    }
    return NULL;
}

static void ask_ahead(void *context, const char *path, size_t max)
{
    gi_audit_files *files = context;
    slot *one = files->ahead;
    while (one < files->ahead + SLOTS && one->busy) {
        one++;
    }
    if (!files->web || one == files->ahead + SLOTS || slot_of(files, path) != NULL) {
        return;
    }
    gi_buf_clear(&one->body);
    one->body = GI_BUF(max);
    one->files = files;
    one->err = (gi_error){ 0 };
    (void)snprintf(one->path, sizeof one->path, "%s", path);
    /* A thread that cannot start is no loss: the file is read when it is wanted. */
    one->busy = pthread_create(&one->thread, NULL, fetch_ahead, one) == 0;
}

/* What was asked for ahead, or asked for now. */
static gi_status take(gi_audit_files *files, const char *path, gi_buf *out, int *answer,
                      gi_error *err)
{
    slot *one = slot_of(files, path);
    if (one == NULL) {
        return get(files, files->fetcher, path, out, answer, err);
    }
    settle(one);
    if (one->status != GI_OK) {
        if (err != NULL) {
            *err = one->err;
        }
        return one->status;
    }
    *answer = one->answer;
    gi_buf_add(out, gi_buf_view(&one->body));
    return GI_OK;
}

static gi_status read_web(gi_audit_files *files, const char *path, gi_buf *out, bool *found,
                          gi_error *err)
{
    int answer = 0;
    size_t before = out->size;
    GI_TRY(take(files, path, out, &answer, err));
    *found = answer == 200;
    if (answer == 200) {
        return GI_OK;
    }
    out->size = before; /* what a refusal says is no file */
    if (answer == 404 || answer == 410) {
        return GI_OK;
    }
    char url[URL_SIZE];
    char status[32];
    url_of(files, path, url);
    (void)snprintf(status, sizeof status, "HTTP %d", answer);
    return gi_fail(err, GI_WHY_UNREACHABLE, url, status);
}

/* ---- either ---- */

static gi_status read_disk(const gi_audit_files *files, const char *path, gi_buf *out, bool *found,
                           gi_error *err)
{
    gi_error why = { 0 };
    gi_status status = gi_state_read(files->where, path, out, &why);
    *found = status == GI_OK;
    if (status == GI_OK || status == GI_NOT_FOUND) {
        return GI_OK;
    }
    if (err != NULL) {
        *err = why;
    }
    return status;
}

static gi_status read_file(void *context, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    gi_audit_files *files = context;
    return files->web ? read_web(files, path, out, found, err)
                      : read_disk(files, path, out, found, err);
}

gi_audit_source gi_audit_files_source(gi_audit_files *files)
{
    return (
        gi_audit_source){ .read = read_file, .ahead = ask_ahead, .context = files, .tiles = true };
}

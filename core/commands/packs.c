/*
 * packs.c - a sorted list in memory, an appended file on the disk (packs.h).
 */
#include "core/commands/packs.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/commands/files.h"
#include "gi/text.h"

enum { LOCK_TRIES = 1000, LOCK_MS = 5 };

/* Far behind any clock, and the next number still fits. */
#define TIME_MAX (INT64_MAX / 2)

static int compare(const void *one, const void *other)
{
    const pack *a = one;
    const pack *b = other;
    if (a->unit.key != b->unit.key) {
        return a->unit.key < b->unit.key ? -1 : 1;
    }
    if (a->unit.serial != b->unit.serial) {
        return a->unit.serial < b->unit.serial ? -1 : 1;
    }
    return a->at < b->at ? -1 : a->at > b->at;
}

static bool same_unit(const pack *a, const pack *b)
{
    return a->unit.key == b->unit.key && a->unit.serial == b->unit.serial;
}

/* ---- text ---- */

static gi_bytes take_line(gi_bytes *rest)
{
    const uint8_t *end = memchr(rest->data, '\n', rest->size);
    size_t size = end == NULL ? rest->size : (size_t)(end - rest->data);
    gi_bytes line = { rest->data, size };
    size_t taken = end == NULL ? size : size + 1;
    *rest = (gi_bytes){ rest->data + taken, rest->size - taken };
    return line;
}

static gi_status read_line(gi_bytes line, pack *out, gi_error *err)
{
    const uint8_t *blank = line.size == 0 ? NULL : memchr(line.data, ' ', line.size);
    size_t front = blank == NULL ? line.size : (size_t)(blank - line.data);
    gi_bytes rest = { line.data + front, line.size - front };
    GI_TRY(gi_unit_number_parse((gi_bytes){ line.data, front }, &out->unit, err));
    return gi_text_int(gi_trim(rest), "time", 0, TIME_MAX, &out->at, err);
}

/* Of lines that stand there twice, as of files that were put together by hand, one: the same pack
 * at the same time is one pack. Sorted before. */
static size_t drop_equal(pack *list, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || compare(&list[kept - 1], &list[i]) != 0) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

static gi_status parse(gi_bytes text, const char *path, pack **list, size_t *count, gi_error *err)
{
    gi_buf all = GI_BUF(PACKS_BYTES * 4);
    for (int64_t number = 1; text.size > 0; number++) {
        pack one;
        gi_bytes line = take_line(&text);
        if (read_line(line, &one, NULL) != GI_OK) {
            gi_buf_clear(&all);
            return gi_fail(err, GI_WHY_BAD_PACK, path, gi_num(number).text, gi_quote(line).text);
        }
        gi_buf_add(&all, (gi_bytes){ (const uint8_t *)&one, sizeof one });
    }
    gi_status status = gi_buf_status(&all, path, err);
    size_t found = all.size / sizeof(pack);
    pack *fresh = status == GI_OK ? malloc((found + 1) * sizeof(pack)) : NULL;
    if (fresh != NULL && found > 0) {
        memcpy(fresh, all.data, found * sizeof(pack));
        qsort(fresh, found, sizeof(pack), compare);
        found = drop_equal(fresh, found);
    }
    gi_buf_clear(&all);
    GI_TRY(status);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, path);
    }
    *list = fresh;
    *count = found;
    return GI_OK;
}

/* ---- the file ---- */

static bool lock(int file)
{
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0) {
            return true;
        }
        (void)usleep(LOCK_MS * 1000);
    }
    return false;
}

void packs_close(packs *all)
{
    if (all->file >= 0) {
        (void)close(all->file); /* and unlocks */
    }
    free(all->list);
    *all = (packs)PACKS_NONE;
}

/* All of it on the disk, or the file as long as it was. */
static gi_status append(packs *all, gi_bytes text, gi_error *err)
{
    if (text.size > PACKS_BYTES - all->size) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, all->path, gi_num(PACKS_BYTES).text);
    }
    ssize_t done = write(all->file, text.data, text.size);
    if (done != (ssize_t)text.size || fdatasync(all->file) != 0) {
        int failed = errno;
        if (ftruncate(all->file, (off_t)all->size) != 0) {
            failed = errno; /* half a line may stand there: the next reader names it */
        }
        return gi_fail(err, GI_WHY_FILE_WRITE, all->path, strerror(failed));
    }
    all->size += text.size;
    return GI_OK;
}

/* A file that somebody edited may lack its last line's end: what follows begins a new line. */
static gi_status end_last_line(packs *all, gi_bytes text, gi_error *err)
{
    bool whole = text.size == 0 || text.data[text.size - 1] == '\n';
    return whole ? GI_OK : append(all, gi_bytes_of("\n"), err);
}

static gi_status read_all(packs *out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(PACKS_BYTES);
    GI_TRY(file_read(out->path, &text, err));
    out->size = text.size;
    GI_TRY(parse(gi_buf_view(&text), out->path, &out->list, &out->count, err));
    return end_last_line(out, gi_buf_view(&text), err);
}

/* What is kept in a new file is kept only with its name. */
static gi_status sync_folder(const char *path, gi_error *err)
{
    char copy[sizeof((packs *)NULL)->path];
    GI_TRY(gi_text_copy(copy, sizeof copy, gi_bytes_of(path), "--seen", err));
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool kept = folder >= 0 && fsync(folder) == 0;
    int failed = errno;
    if (folder >= 0) {
        (void)close(folder);
    }
    return kept ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(failed));
}

gi_status packs_open(const char *path, packs *out, gi_error *err)
{
    packs fresh __attribute__((cleanup(packs_close))) = PACKS_NONE;
    GI_TRY(gi_text_copy(fresh.path, sizeof fresh.path, gi_bytes_of(path), "--seen", err));
    fresh.file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fresh.file < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    if (!lock(fresh.file)) {
        return gi_fail(err, GI_WHY_DB_BUSY, gi_num(LOCK_TRIES * LOCK_MS).text);
    }
    GI_TRY(read_all(&fresh, err));
    if (fresh.size == 0) {
        GI_TRY(sync_folder(path, err));
    }
    *out = fresh;
    fresh = (packs)PACKS_NONE;
    return GI_OK;
}

static void add_line(gi_buf *out, const pack *one)
{
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print(one->unit, number);
    gi_buf_add_format(out, "%s %s\n", number, gi_num(one->at).text);
}

static gi_status keep(packs *all, const pack *fresh, size_t count, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(PACKS_BYTES);
    pack *more = realloc(all->list, (all->count + count + 1) * sizeof *more);
    if (more == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, all->path);
    }
    all->list = more;
    for (size_t i = 0; i < count; i++) {
        add_line(&text, &fresh[i]);
    }
    GI_TRY(gi_buf_status(&text, all->path, err));
    GI_TRY(append(all, gi_buf_view(&text), err));
    memcpy(all->list + all->count, fresh, count * sizeof *fresh);
    all->count += count;
    qsort(all->list, all->count, sizeof(pack), compare);
    return GI_OK;
}

/* ---- questions ---- */

gi_status packs_add(packs *all, gi_unit_id unit, gi_time now, size_t *before, gi_time *last,
                    gi_error *err)
{
    pack one = { unit, now };
    size_t found = 0;
    gi_time newest = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool same = same_unit(&all->list[i], &one);
        found += same ? 1 : 0;
        newest = same ? all->list[i].at : newest; /* sorted by time */
    }
    one.at = found > 0 && now <= newest ? newest + 1 : now; /* two packs are two lines */
    GI_TRY(keep(all, &one, 1, err));
    *before = found;
    *last = newest;
    return GI_OK;
}

static gi_status read_other(const char *path, pack **list, size_t *count, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(PACKS_BYTES);
    GI_TRY(file_read(path, &text, err));
    return parse(gi_buf_view(&text), path, list, count, err);
}

gi_status packs_merge(packs *all, const char *other, size_t *added, gi_error *err)
{
    pack *list = NULL;
    size_t count = 0;
    size_t fresh = 0;
    GI_TRY(read_other(other, &list, &count, err));
    for (size_t i = 0; i < count; i++) {
        bool known = all->count > 0 &&
                     bsearch(&list[i], all->list, all->count, sizeof(pack), compare) != NULL;
        if (!known) {
            list[fresh++] = list[i];
        }
    }
    gi_status status = fresh > 0 ? keep(all, list, fresh, err) : GI_OK;
    free(list);
    GI_TRY(status);
    *added = fresh;
    return GI_OK;
}

size_t packs_twice(const packs *all, size_t *at)
{
    for (size_t i = *at; i < all->count;) {
        size_t end = i + 1;
        while (end < all->count && same_unit(&all->list[i], &all->list[end])) {
            end++;
        }
        if (end - i > 1) {
            *at = i;
            return end - i;
        }
        i = end;
    }
    return 0;
}

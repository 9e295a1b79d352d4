/* template.c - see template.h. */
#include "tests/support/template.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/spec.h"

static template_of kept[8];
static size_t kept_count;

const template_of *template_find(gi_algorithm label, const char *suite)
{
    for (size_t i = 0; i < kept_count; i++) {
        if (kept[i].label == label && strcmp(kept[i].suite, suite) == 0) {
            return &kept[i];
        }
    }
    return NULL;
}

void template_keep(const template_of *made)
{
    EXPECT(kept_count < sizeof kept / sizeof kept[0]);
    kept[kept_count++] = *made;
}

static void copy_file(int from, const char *name, int to, const struct stat *about)
{
    int in = openat(from, name, O_RDONLY | O_CLOEXEC);
    int out = openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, about->st_mode & 0777);
    bool opened = in >= 0 && out >= 0;
    off_t left = about->st_size;
    for (ssize_t done = 1; opened && left > 0 && done > 0; left -= done) {
        done = sendfile(out, in, NULL, (size_t)left);
    }
    (void)close(in);
    (void)close(out);
    EXPECT(opened && left == 0);
}

static void copy_folder(int from, int to);

static void copy_entry(int from, const char *name, int to)
{
    struct stat about;
    EXPECT(fstatat(from, name, &about, AT_SYMLINK_NOFOLLOW) == 0);
    if (S_ISDIR(about.st_mode)) {
        EXPECT(mkdirat(to, name, about.st_mode & 0777) == 0);
        copy_folder(openat(from, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                    openat(to, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    } else {
        copy_file(from, name, to, &about);
    }
}

/* Closes both. */
static void copy_folder(int from, int to)
{
    DIR *in = from < 0 ? NULL : fdopendir(from);
    EXPECT(in != NULL && to >= 0);
    for (const struct dirent *at = readdir(in); at != NULL; at = readdir(in)) {
        if (strcmp(at->d_name, ".") != 0 && strcmp(at->d_name, "..") != 0) {
            copy_entry(from, at->d_name, to);
        }
    }
    (void)closedir(in);
    (void)close(to);
}

void template_copy(const char *from, const char *to)
{
    copy_folder(open(from, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                open(to, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

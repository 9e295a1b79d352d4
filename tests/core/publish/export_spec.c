/* The log as a directory of files: whole, incremental, never behind what it says. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/publish/filled.h"
#include "tests/support/spec.h"

#define WALK GI_SOURCE_DIR "/tests/core/publish/walk.py"

typedef struct place {
    char path[160];
} place;

static place fresh_place(void)
{
    place out;
    (void)snprintf(out.path, sizeof out.path, "%s/export", gi_spec_directory());
    return out;
}

static gi_export export_to(filled *log, const place *to, bool whole)
{
    gi_error err = { 0 };
    gi_export out = { 0 };
    EXPECT_OK(gi_log_export(log->registry, to->path, whole, &out, &err));
    EXPECT_INT(out.size, log->size);
    return out;
}

/* more: older files may stand there too. */
static void walk(const place *at, int64_t size, bool more)
{
    char text[24];
    int status = 0;
    (void)snprintf(text, sizeof text, "%lld", (long long)size);
    pid_t child = fork();
    if (child == 0) {
        (void)execlp("python3", "python3", WALK, at->path, text, more ? "more" : NULL, NULL);
        _exit(127);
    }
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status));
    if (WEXITSTATUS(status) == 127) {
        gi_spec_skip("no python3");
    }
    EXPECT_INT(WEXITSTATUS(status), 0);
}

static void in_place(const place *at, const char *name, char out[256])
{
    (void)snprintf(out, 256, "%s/%s", at->path, name);
}

static void put_byte(const place *at, const char *name, off_t where, char byte)
{
    char path[256];
    in_place(at, name, path);
    int file = open(path, O_WRONLY);
    EXPECT(file >= 0 && pwrite(file, &byte, 1, where) == 1);
    (void)close(file);
}

SPEC(a_reference_in_python_reads_the_export_at_every_edge)
{
    static const int64_t sizes[] = { 1, 2, 255, 256, 257, 1000 };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        GI_AUTO(filled) log = filled_open(sizes[i]);
        place to = fresh_place();
        (void)export_to(log, &to, false);
        walk(&to, sizes[i], false);
    }
}

SPEC(a_reference_in_python_reads_large_exports_at_every_edge)
{
    static const int64_t sizes[] = { 65535, 65536, 65537, 70000 };
    if (getenv("GI_LONG") == NULL) {
        gi_spec_skip("GI_LONG is not set");
    }
    place to = fresh_place();
    GI_AUTO(filled) log = filled_empty();
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        place whole = fresh_place();
        filled_grow(log, sizes[i]);
        (void)export_to(log, &to, false);
        (void)export_to(log, &whole, false);
        walk(&to, sizes[i], i > 0);
        walk(&whole, sizes[i], false);
    }
}

SPEC(an_export_before_the_founding_is_refused_and_makes_nothing)
{
    gi_error err = { 0 };
    gi_export out;
    struct stat facts;
    place to = fresh_place();
    GI_AUTO(filled) log = filled_empty();
    EXPECT_WHY(gi_log_export(log->registry, to.path, false, &out, &err), GI_WHY_NOT_FOUNDED);
    EXPECT(stat(to.path, &facts) != 0);
}

SPEC(a_second_export_writes_nothing)
{
    GI_AUTO(filled) log = filled_open(600);
    place to = fresh_place();
    gi_export first = export_to(log, &to, false);
    EXPECT_INT(first.written, 3 + 3 + 1 + 3);
    EXPECT_INT(first.kept, 0);
    gi_export second = export_to(log, &to, false);
    EXPECT_INT(second.written, 0);
    EXPECT_INT(second.kept, first.written);
    EXPECT_INT(export_to(log, &to, true).written, 0);
}

SPEC(a_later_export_writes_only_what_is_new)
{
    GI_AUTO(filled) log = filled_open(600);
    place to = fresh_place();
    (void)export_to(log, &to, false);
    filled_grow(log, 601);
    EXPECT_INT(export_to(log, &to, false).written, 3);
    filled_grow(log, 768);
    EXPECT_INT(export_to(log, &to, false).written, 4);
    walk(&to, 768, true);
}

SPEC(a_new_cosignature_changes_the_checkpoint_alone)
{
    GI_AUTO(filled) log = filled_open(300);
    place to = fresh_place();
    (void)export_to(log, &to, false);
    filled_cosign(log, "\xE2\x80\x94 w.example AAAAAAAAAAAA\n");
    EXPECT_INT(export_to(log, &to, false).written, 1);
    EXPECT_INT(export_to(log, &to, false).written, 0);
    walk(&to, 300, false);
}

SPEC(partials_of_an_older_exported_size_stay)
{
    char path[256];
    struct stat facts;
    GI_AUTO(filled) log = filled_open(10);
    place to = fresh_place();
    (void)export_to(log, &to, false);
    filled_grow(log, 300);
    (void)export_to(log, &to, false);
    in_place(&to, "tile/0/000.p/10", path);
    EXPECT(stat(path, &facts) == 0 && facts.st_size == 320);
    in_place(&to, "tile/0/000", path);
    EXPECT(stat(path, &facts) == 0 && (facts.st_mode & 0777) == 0644);
}

SPEC(a_damaged_file_is_found_and_replaced_when_the_whole_is_compared)
{
    GI_AUTO(filled) log = filled_open(300);
    place to = fresh_place();
    (void)export_to(log, &to, false);
    put_byte(&to, "tile/0/000", 77, '?');
    put_byte(&to, "tile/entries/001.p/44", 5000, '?');
    EXPECT_INT(export_to(log, &to, true).written, 2);
    walk(&to, 300, false);
}

SPEC(an_export_that_was_cut_off_is_completed)
{
    char path[256];
    char aside[256];
    GI_AUTO(filled) log = filled_open(300);
    place to = fresh_place();
    (void)export_to(log, &to, false);
    in_place(&to, "checkpoint", path);
    EXPECT(unlink(path) == 0);
    in_place(&to, "tile/0/001.p/44", path);
    in_place(&to, "tile/0/001.p/44.new", aside);
    EXPECT(rename(path, aside) == 0);
    EXPECT_INT(export_to(log, &to, false).written, 2);
    walk(&to, 300, false);
}

SPEC(an_export_that_fails_halfway_leaves_the_old_checkpoint_in_place)
{
    char path[256];
    gi_error err = { 0 };
    gi_export out;
    GI_AUTO(filled) log = filled_open(255);
    place to = fresh_place();
    (void)export_to(log, &to, false);
    in_place(&to, "tile/1", path);
    int blocked = open(path, O_WRONLY | O_CREAT, 0600);
    EXPECT(blocked >= 0 && close(blocked) == 0);
    filled_grow(log, 256);
    EXPECT_WHY(gi_log_export(log->registry, to.path, false, &out, &err), GI_WHY_FILE_WRITE);
    EXPECT(unlink(path) == 0);
    walk(&to, 255, true);
    (void)export_to(log, &to, false);
    walk(&to, 256, true);
}

static void expect_differs(filled *log, const place *to)
{
    gi_error err = { 0 };
    gi_export out;
    EXPECT_WHY(gi_log_export(log->registry, to->path, false, &out, &err), GI_WHY_EXPORT_DIFFERS);
}

SPEC(a_registry_restored_from_an_old_copy_does_not_overwrite_the_longer_export)
{
    place to = fresh_place();
    GI_AUTO(filled) newer = filled_open(300);
    GI_AUTO(filled) older = filled_open(299);
    (void)export_to(newer, &to, false);
    expect_differs(older, &to);
    walk(&to, 300, false);
}

SPEC(a_log_with_other_leaves_does_not_overwrite_the_export)
{
    place to = fresh_place();
    GI_AUTO(filled) log = filled_open(300);
    (void)export_to(log, &to, false);
    filled_mark('b');
    GI_AUTO(filled) forked = filled_open(400);
    filled_mark('a');
    expect_differs(forked, &to);
    walk(&to, 300, false);
}

SPEC(a_folder_with_a_checkpoint_of_something_else_is_left_alone)
{
    place to = fresh_place();
    GI_AUTO(filled) log = filled_open(20);
    (void)export_to(log, &to, false);
    put_byte(&to, "checkpoint", 0, 'X');
    expect_differs(log, &to);
    put_byte(&to, "checkpoint", 0, '\n');
    expect_differs(log, &to);
}

SPEC(a_registry_directory_is_no_place_for_an_export)
{
    gi_error err = { 0 };
    gi_export out;
    GI_AUTO(filled) log = filled_open(20);
    EXPECT_WHY(gi_log_export(log->registry, log->dir, false, &out, &err), GI_WHY_FILE_EXISTS);
}

SPEC(a_place_that_cannot_be_written_is_named)
{
    gi_error err = { 0 };
    gi_export out;
    GI_AUTO(filled) log = filled_open(20);
    EXPECT_WHY(gi_log_export(log->registry, "/nonexistent/export", false, &out, &err),
               GI_WHY_FILE_WRITE);
    EXPECT_WHY(gi_log_export(log->registry, "/dev/null", false, &out, &err), GI_WHY_FILE_OPEN);
}

/* Read-only media: a reader works from them without leaving a trace; shown by a mount. */
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>

#include "core/store/db_sqlite.h"
#include "tests/support/small_db.h"

enum { NO_MOUNT = 255 };

typedef struct small_folder {
    char path[120];
} small_folder;

static small_folder folder_of(const small_place *place)
{
    small_folder folder;
    (void)snprintf(folder.path, sizeof folder.path, "%.*s",
                   (int)(strrchr(place->path, '/') - place->path), place->path);
    return folder;
}

static int mount_read_only(const small_place *place)
{
    small_folder folder = folder_of(place);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount(folder.path, folder.path, NULL, MS_BIND, NULL) != 0 ||
        mount(NULL, folder.path, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0) {
        return NO_MOUNT;
    }
    return 0;
}

static int read_there(const small_place *place)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    if (mount_read_only(place) != 0) {
        return NO_MOUNT;
    }
    gi_status status = small_try(place, GI_DB_READ, &small_shape, &db, &err);
    if (status != GI_OK) {
        return 100 + (int)status;
    }
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_count);
    bool found = false;
    int64_t count = gi_row_step(row, &found, &err) == GI_OK ? gi_row_int(row, 0) : 99;
    return (int)count;
}

static int write_there(const small_place *place)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    if (mount_read_only(place) != 0) {
        return NO_MOUNT;
    }
    gi_status status = small_try(place, GI_DB_WRITE, &small_shape, &db, &err);
    return status == GI_IO && err.why == GI_WHY_DB_READ_ONLY ? 0 : 1;
}

static int answer_from_media(int (*part)(const small_place *), bool with_wal)
{
    gi_error err = { 0 };
    small_place place = small_fresh_place();
    gi_db *db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(small_commit_one(db, 1, &err));
    EXPECT_OK(gi_db_checkpoint(db, &err));
    if (with_wal) {
        EXPECT_OK(small_commit_one(db, 2, &err));
    }
    int answer = small_in_child(part, &place);
    gi_db_close(db);
    if (answer == NO_MOUNT) {
        gi_spec_skip("this account cannot mount");
    }
    return answer;
}

SPEC(a_registry_on_read_only_media_can_be_read)
{
    EXPECT_INT(answer_from_media(read_there, false), 1);
}

SPEC(a_registry_on_read_only_media_cannot_be_opened_for_writing)
{
    EXPECT_INT(answer_from_media(write_there, false), 0);
}

SPEC(rows_in_a_wal_on_read_only_media_are_not_overlooked)
{
    EXPECT_INT(answer_from_media(read_there, true), 100 + GI_IO);
}

/* Fills a medium of half a megabyte: the row that fails is told, those before it stay. */
static int fill_small_medium(const small_place *place)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    gi_status status = GI_OK;
    int64_t stored = 0;
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", folder_of(place).path, "tmpfs", 0, "size=512k") != 0) {
        return NO_MOUNT;
    }
    if (small_try(place, GI_DB_CREATE, &small_shape, &db, &err) != GI_OK) {
        return 1;
    }
    while (status == GI_OK && stored < 1000) {
        status = small_commit_one(db, stored + 1, &err);
        stored += status == GI_OK ? 1 : 0;
    }
    if (status != GI_IO || err.why != GI_WHY_DB_FULL || stored == 0) {
        return 2;
    }
    return gi_db_check(db, &err) == GI_OK && small_count(db) == stored ? 0 : 3;
}

SPEC(a_full_medium_is_told_and_keeps_what_was_stored)
{
    small_place place = small_fresh_place();
    int answer = small_in_child(fill_small_medium, &place);
    if (answer == NO_MOUNT) {
        gi_spec_skip("this account cannot mount");
    }
    EXPECT_INT(answer, 0);
}

SPEC(a_path_with_signs_of_an_address_is_written_as_a_path)
{
    char *name = gi_sqlite_immutable_name("/a%b/c?d#e.db");
    EXPECT_TEXT(name, "file:///a%25b/c%3Fd%23e.db?immutable=1");
    free(name);
    name = gi_sqlite_immutable_name("here.db");
    EXPECT_TEXT(name, "file:here.db?immutable=1");
    free(name);
}

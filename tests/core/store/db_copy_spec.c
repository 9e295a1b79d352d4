/* Copies and checks: a copy is complete or not there, and damage is found and named as such. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "core/store/db_sqlite.h"
#include "tests/support/small_db.h"

typedef struct copy_place {
    char path[140];
} copy_place;

static copy_place beside(const small_place *place, const char *ending)
{
    copy_place copy;
    (void)snprintf(copy.path, sizeof copy.path, "%s%s", place->path, ending);
    return copy;
}

static gi_db *writer_with(const small_place *place, int64_t count)
{
    gi_error err = { 0 };
    gi_db *db = small_open(place, GI_DB_CREATE);
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int64_t id = 1; id <= count; id++) {
        EXPECT_OK(small_add(db, id, &err));
    }
    EXPECT_OK(gi_db_commit(db, &err));
    return db;
}

static int files_beside(const small_place *place)
{
    char folder[120];
    int count = 0;
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(place->path, '/') - place->path),
                   place->path);
    DIR *entries = opendir(folder);
    EXPECT(entries != NULL);
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        count += entry->d_name[0] == '.' ? 0 : 1;
    }
    (void)closedir(entries);
    return count;
}

static void overwrite(const char *path, off_t offset, size_t size)
{
    static const char rubbish[4096] = { 'r', 'u', 'b', 'b', 'i', 's', 'h' };
    int file = open(path, O_WRONLY);
    EXPECT(file >= 0 && pwrite(file, rubbish, size, offset) == (ssize_t)size);
    (void)close(file);
}

SPEC(a_copy_holds_what_was_committed_and_opens_as_a_registry)
{
    small_place place = small_fresh_place();
    small_place other = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = writer_with(&place, 5);
    EXPECT_OK(gi_db_backup(db, other.path, &err));
    EXPECT_INT(files_beside(&other), 1); /* no temporary file, no journal */
    EXPECT_INT(small_count_there(&other), 5);
}

SPEC(a_reader_can_copy_while_another_writes)
{
    small_place place = small_fresh_place();
    copy_place copy = beside(&place, ".copy");
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = writer_with(&place, 5);
    GI_AUTO(gi_db) reader = small_open(&place, GI_DB_READ);
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(small_add(db, 6, &err));
    EXPECT_OK(gi_db_backup(reader, copy.path, &err));
    EXPECT_OK(gi_db_commit(db, &err));
    small_place there = place;
    (void)snprintf(there.path, sizeof there.path, "%.119s", copy.path);
    EXPECT_INT(small_count_there(&there), 5);
}

SPEC(a_copy_never_replaces_a_file)
{
    small_place place = small_fresh_place();
    copy_place copy = beside(&place, ".copy");
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = writer_with(&place, 1);
    EXPECT_OK(gi_db_backup(db, copy.path, &err));
    int before = files_beside(&place);
    EXPECT_WHY(gi_db_backup(db, copy.path, &err), GI_WHY_FILE_EXISTS);
    EXPECT_INT(files_beside(&place), before);
}

SPEC(a_copy_into_a_missing_folder_is_refused)
{
    small_place place = small_fresh_place();
    copy_place copy = beside(&place, ".d/copy");
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = writer_with(&place, 1);
    EXPECT_WHY(gi_db_backup(db, copy.path, &err), GI_WHY_FILE_WRITE);
}

static int copy_past_a_size_limit(const small_place *place)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    (void)signal(SIGXFSZ, SIG_IGN);
    if (small_try(place, GI_DB_READ, &small_shape, &db, &err) != GI_OK ||
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 8192, 8192 }) != 0) {
        return 1;
    }
    gi_status status = gi_db_backup(db, beside(place, ".copy").path, &err);
    return status == GI_IO && err.why == GI_WHY_DB_FULL ? 0 : 2;
}

SPEC(a_copy_that_does_not_fit_leaves_nothing)
{
    small_place place = small_fresh_place();
    gi_db_close(writer_with(&place, 500));
    int before = files_beside(&place);
    EXPECT_INT(small_in_child(copy_past_a_size_limit, &place), 0);
    EXPECT_INT(files_beside(&place), before);
}

SPEC(a_sound_registry_passes_the_check)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = writer_with(&place, 500);
    EXPECT_OK(gi_db_check(db, &err));
}

SPEC(an_overwritten_page_is_found_by_the_check)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db_close(writer_with(&place, 500));
    overwrite(place.path, 4096, 4096); /* the first page of the table */
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_READ);
    EXPECT_WHY(gi_db_check(db, &err), GI_WHY_DB_CORRUPT);
}

SPEC(reading_a_damaged_page_is_told_as_damage)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    bool found = false;
    gi_db_close(writer_with(&place, 500));
    overwrite(place.path, 4096, 4096);
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_READ);
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    gi_row_bind_int(row, 1, 250);
    EXPECT_WHY(gi_row_step(row, &found, &err), GI_WHY_DB_CORRUPT);
}

SPEC(a_damaged_schema_fails_the_opening_as_damage)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    gi_db_close(writer_with(&place, 5));
    overwrite(place.path, 100, 3996); /* page 1 behind the header: the list of tables */
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &small_shape, &db, &err), GI_WHY_DB_CORRUPT);
}

SPEC(a_damaged_registry_is_not_copied)
{
    small_place place = small_fresh_place();
    copy_place copy = beside(&place, ".copy");
    gi_error err = { 0 };
    gi_db_close(writer_with(&place, 500));
    overwrite(place.path, 4096, 4096);
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_READ);
    EXPECT_WHY(gi_db_backup(db, copy.path, &err), GI_WHY_DB_CORRUPT);
    EXPECT(access(copy.path, F_OK) != 0);
}

SPEC(a_child_that_lost_its_parent_is_found_by_the_check)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = writer_with(&place, 1);
    EXPECT_OK(gi_sqlite_run(db->handle, NULL,
                            "PRAGMA foreign_keys=OFF; INSERT INTO tag VALUES (1, 99)", &err));
    EXPECT_WHY(gi_db_check(db, &err), GI_WHY_DB_CORRUPT);
}

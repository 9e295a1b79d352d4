/* Migrations: each whole or not at all, with a copy first when there is something to lose. */
#include <string.h>

#include "core/store/db_sqlite.h"
#include "tests/support/small_db.h"

/* A second step that fails after it has changed something. */
static const gi_migration broken_migrations[] = {
    { 1, "001-note", "" },
    { 2, "002-broken", "CREATE TABLE half (id INTEGER); INSERT INTO missing VALUES (1);" },
    { 0, NULL, NULL },
};
static const gi_db_shape broken_shape = { SMALL_ID, broken_migrations, small_statements };

static const gi_migration escaping_migrations[] = {
    { 1, "001-note", "" },
    { 2, "002-escaping", "CREATE TABLE half (id INTEGER); COMMIT;" },
    { 0, NULL, NULL },
};
static const gi_db_shape escaping_shape = { SMALL_ID, escaping_migrations, small_statements };

static small_place old_registry(int64_t notes)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    EXPECT_OK(small_try(&place, GI_DB_CREATE, &small_old_shape, &db, &err));
    for (int64_t id = 1; id <= notes; id++) {
        EXPECT_OK(small_commit_one(db, id, &err));
    }
    return place;
}

static int64_t version_of(gi_db *db)
{
    gi_error err = { 0 };
    int64_t version = -1;
    EXPECT_OK(gi_sqlite_number(db->handle, "PRAGMA user_version", &version, &err));
    return version;
}

static int64_t version_as_old(const small_place *place)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    EXPECT_OK(small_try(place, GI_DB_READ, &small_old_shape, &db, &err));
    return version_of(db);
}

static small_place copy_of(const small_place *place, const char *ending)
{
    small_place copy = *place;
    (void)snprintf(copy.path, sizeof copy.path, "%.80s%s", place->path, ending);
    return copy;
}

SPEC(a_writer_brings_an_old_registry_up_and_keeps_its_rows)
{
    small_place place = old_registry(3);
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_WRITE);
    EXPECT_INT(version_of(db), 2);
    EXPECT_INT(small_count(db), 3);
}

SPEC(a_migration_takes_a_copy_of_the_old_registry_first)
{
    small_place place = old_registry(3);
    gi_db_close(small_open(&place, GI_DB_WRITE));
    small_place copy = copy_of(&place, ".before-002");
    EXPECT_INT(version_as_old(&copy), 1);
}

SPEC(a_creation_takes_no_copy)
{
    small_place place = small_fresh_place();
    gi_db_close(small_open(&place, GI_DB_CREATE));
    EXPECT(access(copy_of(&place, ".before-001").path, F_OK) != 0);
    EXPECT(access(copy_of(&place, ".before-002").path, F_OK) != 0);
}

SPEC(a_registry_of_this_version_is_not_copied)
{
    small_place place = old_registry(0);
    gi_db_close(small_open(&place, GI_DB_WRITE));
    gi_db_close(small_open(&place, GI_DB_WRITE));
    EXPECT(access(copy_of(&place, ".before-002.2").path, F_OK) != 0);
}

SPEC(a_copy_from_an_earlier_attempt_stays)
{
    small_place place = old_registry(1);
    small_place first = copy_of(&place, ".before-002");
    FILE *file = fopen(first.path, "w");
    EXPECT(file != NULL && fputs("earlier", file) >= 0 && fclose(file) == 0);
    gi_db_close(small_open(&place, GI_DB_WRITE));
    char text[16] = "";
    file = fopen(first.path, "r");
    EXPECT(file != NULL && fgets(text, sizeof text, file) != NULL && fclose(file) == 0);
    EXPECT_TEXT(text, "earlier");
    small_place second = copy_of(&place, ".before-002.2");
    EXPECT_INT(version_as_old(&second), 1);
}

SPEC(a_failing_migration_changes_nothing_and_is_named)
{
    small_place place = old_registry(2);
    gi_error err = { 0 };
    gi_db *db = NULL;
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &broken_shape, &db, &err), GI_WHY_DB);
    EXPECT(strstr(err.message, "002-broken") != NULL);
    EXPECT(strstr(err.message, "CREATE") == NULL);
    EXPECT_INT(version_as_old(&place), 1);
    GI_AUTO(gi_db) next = small_open(&place, GI_DB_WRITE);
    EXPECT_OK(gi_sqlite_run(next->handle, NULL, "CREATE TABLE half (id INTEGER)", &err));
}

SPEC(a_migration_that_ends_its_own_transaction_is_refused)
{
    small_place place = old_registry(0);
    gi_error err = { 0 };
    gi_db *db = NULL;
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &escaping_shape, &db, &err), GI_WHY_DB);
    EXPECT_INT(version_as_old(&place), 1);
}

SPEC(a_reader_does_not_migrate)
{
    small_place place = old_registry(0);
    gi_error err = { 0 };
    gi_db *db = NULL;
    EXPECT_WHY(small_try(&place, GI_DB_READ, &small_shape, &db, &err), GI_WHY_DB_OLDER);
    EXPECT_INT(version_as_old(&place), 1);
}

static int open_for_writing(const small_place *place)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    return (int)small_try(place, GI_DB_WRITE, &small_shape, &db, &err);
}

SPEC(two_processes_migrate_once)
{
    small_place place = old_registry(1);
    pid_t child = fork();
    if (child == 0) {
        _exit(open_for_writing(&place));
    }
    gi_db_close(small_open(&place, GI_DB_WRITE));
    int status = -1;
    EXPECT(waitpid(child, &status, 0) == child);
    EXPECT_INT(status, 0);
    EXPECT(access(copy_of(&place, ".before-002.2").path, F_OK) != 0);
}

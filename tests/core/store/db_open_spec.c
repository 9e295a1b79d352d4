/* Opening a registry: what is made, what is refused, which settings stand afterwards. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/store/db_sqlite.h"
#include "tests/support/small_db.h"

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void run_foreign(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    int code = sqlite3_open(path, &handle);
    code = code != SQLITE_OK ? code : sqlite3_exec(handle, sql, NULL, NULL, NULL);
    EXPECT_INT(code, SQLITE_OK);
    EXPECT_INT(sqlite3_close(handle), SQLITE_OK);
}

static int64_t pragma(gi_db *db, const char *sql)
{
    gi_error err = { 0 };
    int64_t value = -1;
    EXPECT_OK(gi_sqlite_number(db->handle, sql, &value, &err));
    return value;
}

SPEC(a_created_registry_opens_again)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(small_commit_one(db, 7, &err));
    gi_db_close(db);
    EXPECT_INT(small_count_there(&place), 1);
}

SPEC(a_missing_registry_is_named)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    EXPECT_WHY(small_try(&place, GI_DB_READ, &small_shape, &db, &err), GI_WHY_NO_REGISTRY);
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &small_shape, &db, &err), GI_WHY_NO_REGISTRY);
    EXPECT(db == NULL && access(place.path, F_OK) != 0);
}

SPEC(creating_over_a_file_is_refused_and_leaves_it)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    struct stat there;
    write_file(place.path, "a letter");
    EXPECT_WHY(small_try(&place, GI_DB_CREATE, &small_shape, &db, &err), GI_WHY_FILE_EXISTS);
    EXPECT(stat(place.path, &there) == 0 && there.st_size == 8);
}

SPEC(a_text_file_is_not_a_registry)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    write_file(place.path, "a letter that only happens to be called registry.db");
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &small_shape, &db, &err), GI_WHY_NOT_A_REGISTRY);
    EXPECT_WHY(small_try(&place, GI_DB_READ, &small_shape, &db, &err), GI_WHY_NOT_A_REGISTRY);
}

SPEC(an_empty_file_is_not_a_registry)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    write_file(place.path, "");
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &small_shape, &db, &err), GI_WHY_NOT_A_REGISTRY);
}

SPEC(a_database_of_another_program_is_refused_and_unchanged)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    run_foreign(place.path, "PRAGMA application_id=42; CREATE TABLE songs (name TEXT)");
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &small_shape, &db, &err), GI_WHY_NOT_A_REGISTRY);
    run_foreign(place.path, "INSERT INTO songs VALUES ('x')");
    char wal[140];
    (void)snprintf(wal, sizeof wal, "%s-wal", place.path);
    EXPECT(access(wal, F_OK) != 0);
}

SPEC(a_newer_schema_is_refused_with_both_numbers)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    gi_db_close(small_open(&place, GI_DB_CREATE));
    run_foreign(place.path, "PRAGMA user_version=9");
    EXPECT_WHY(small_try(&place, GI_DB_WRITE, &small_shape, &db, &err), GI_WHY_DB_NEWER);
    EXPECT(strstr(err.message, "schema 9, newer than 2") != NULL);
    EXPECT_WHY(small_try(&place, GI_DB_READ, &small_shape, &db, &err), GI_WHY_DB_NEWER);
}

SPEC(a_mistyped_statement_fails_the_opening_and_is_named)
{
    static const char q_wrong[] = "SELECT bodi FROM note";
    static const char *const wrong[] = { q_note_count, q_wrong, NULL };
    static const char *const *const lists[] = { tag_statements, wrong, NULL };
    const gi_db_shape shape = { SMALL_ID, small_migrations, lists };
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    EXPECT_WHY(small_try(&place, GI_DB_CREATE, &shape, &db, &err), GI_WHY_DB);
    EXPECT(strstr(err.message, "list 2 statement 2") != NULL);
    EXPECT(strstr(err.message, "SELECT") == NULL);
}

SPEC(a_failed_creation_leaves_no_file)
{
    static const gi_migration broken[] = { { 1, "001-x", "CREATE TABLE x (" }, { 0, NULL, NULL } };
    const gi_db_shape shape = { SMALL_ID, broken, small_statements };
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = NULL;
    EXPECT_WHY(small_try(&place, GI_DB_CREATE, &shape, &db, &err), GI_WHY_DB);
    EXPECT(strstr(err.message, "001-x") != NULL);
    EXPECT(access(place.path, F_OK) != 0);
}

SPEC(every_setting_stands_for_writers_and_readers)
{
    static const struct {
        const char *sql;
        int64_t wanted;
    } settings[] = {
        { "PRAGMA synchronous", 2 },     { "PRAGMA foreign_keys", 1 },
        { "PRAGMA trusted_schema", 0 },  { "PRAGMA cell_size_check", 1 },
        { "PRAGMA temp_store", 2 },      { "PRAGMA mmap_size", 0 },
        { "PRAGMA secure_delete", 1 },   { "PRAGMA wal_autocheckpoint", 0 },
        { "PRAGMA busy_timeout", 5000 },
    };
    small_place place = small_fresh_place();
    GI_AUTO(gi_db) writer = small_open(&place, GI_DB_CREATE);
    GI_AUTO(gi_db) reader = small_open(&place, GI_DB_READ);
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        EXPECT_INT(pragma(writer, settings[i].sql), settings[i].wanted);
        EXPECT_INT(pragma(reader, settings[i].sql), settings[i].wanted);
    }
    EXPECT_INT(pragma(reader, "PRAGMA query_only"), 1);
    EXPECT_INT(pragma(writer, "PRAGMA query_only"), 0);
}

static int switch_of(gi_db *db, int option)
{
    int now = -1;
    (void)sqlite3_db_config(db->handle, option, -1, &now);
    return now;
}

SPEC(every_defensive_switch_stands)
{
    small_place place = small_fresh_place();
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT_INT(switch_of(db, SQLITE_DBCONFIG_DEFENSIVE), 1);
    EXPECT_INT(switch_of(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE), 1);
    EXPECT_INT(switch_of(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION), 0);
    EXPECT_INT(switch_of(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA), 0);
    EXPECT_INT(switch_of(db, SQLITE_DBCONFIG_ENABLE_TRIGGER), 0);
    EXPECT_INT(switch_of(db, SQLITE_DBCONFIG_DQS_DML), 0);
    EXPECT_INT(switch_of(db, SQLITE_DBCONFIG_DQS_DDL), 0);
    EXPECT_INT(sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, -1), 0);
}

SPEC(the_file_is_in_wal_mode_and_carries_our_marks)
{
    small_place place = small_fresh_place();
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT_INT(pragma(db, "PRAGMA application_id"), SMALL_ID);
    EXPECT_INT(pragma(db, "PRAGMA user_version"), 2);
    EXPECT_INT(pragma(db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
}

SPEC(a_reader_cannot_write_even_by_its_connection)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db_close(small_open(&place, GI_DB_CREATE));
    GI_AUTO(gi_db) reader = small_open(&place, GI_DB_READ);
    EXPECT_WHY(gi_db_begin(reader, true, &err), GI_WHY_DB_READ_ONLY);
    EXPECT_WHY(gi_db_checkpoint(reader, &err), GI_WHY_DB_READ_ONLY);
    EXPECT_INT(sqlite3_exec(reader->handle, "DELETE FROM note", NULL, NULL, NULL), SQLITE_READONLY);
}

/* Any account but the owner's: root itself may write everything. */
static int open_as_stranger(const small_place *place)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    if (setgid(65534) != 0 || setuid(65534) != 0) {
        return 255;
    }
    gi_status write = small_try(place, GI_DB_WRITE, &small_shape, &db, &err);
    bool write_told = write == GI_IO && err.why == GI_WHY_DB_READ_ONLY;
    gi_status read = small_try(place, GI_DB_READ, &small_shape, &db, &err);
    bool read_told = read == GI_IO && err.why == GI_WHY_DB_READ_ONLY;
    return write_told && read_told ? 0 : 1;
}

SPEC(a_file_without_the_right_to_write_is_told_as_read_only)
{
    small_place place = small_fresh_place();
    gi_db_close(small_open(&place, GI_DB_CREATE));
    char folder[120];
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(place.path, '/') - place.path),
                   place.path);
    EXPECT(chmod(place.path, 0444) == 0 && chmod(folder, 0555) == 0);
    int answer = small_in_child(open_as_stranger, &place);
    if (answer == 255) {
        gi_spec_skip("this account cannot become another one");
    }
    EXPECT_INT(answer, 0);
}

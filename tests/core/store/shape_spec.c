/* A registry of an earlier schema becomes one of this program's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/db_sqlite.h"
#include "core/store/shape.h"
#include "tests/support/spec.h"

#define STEPS_MAX 64

typedef struct place {
    char path[160];
    char lock[160];
} place;

static place new_place(void)
{
    place out;
    (void)snprintf(out.path, sizeof out.path, "%s/registry.db", gi_spec_directory());
    (void)snprintf(out.lock, sizeof out.lock, "%s/write.lock", gi_spec_directory());
    return out;
}

static int64_t number_of(gi_db *db, const char *sql)
{
    gi_error err = { 0 };
    int64_t number = -1;
    EXPECT_OK(gi_sqlite_number(db->handle, sql, &number, &err));
    return number;
}

static int64_t indexes(gi_db *db, const char *name)
{
    char sql[120];
    (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM sqlite_schema WHERE name = '%s'", name);
    return number_of(db, sql);
}

/* An empty registry as a program with the migrations up to `last` made it. */
static void steps_to(int last, gi_migration steps[STEPS_MAX])
{
    const gi_migration *all = gi_registry_shape.migrations;
    memset(steps, 0, STEPS_MAX * sizeof steps[0]);
    for (size_t i = 0; all[i].number != 0 && all[i].number <= last; i++) {
        EXPECT(i + 1 < STEPS_MAX);
        steps[i] = all[i];
    }
}

static void make_old(const place *at, int last)
{
    static const char *const *const nothing[] = { NULL };
    gi_migration steps[STEPS_MAX];
    steps_to(last, steps);
    gi_db_shape shape = { gi_registry_shape.application_id, steps, nothing };
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    EXPECT_OK(gi_db_open(at->path, at->lock, GI_DB_CREATE, &shape, &db, &err));
    EXPECT_INT(indexes(db, "lot_by_holder"), last < 21);
    EXPECT_INT(indexes(db, "status_balance"), last >= 20);
}

/* A row, and the version from before the steps were numbered again. */
static void give_row(const place *at)
{
    static const char *const *const nothing[] = { NULL };
    gi_migration steps[STEPS_MAX];
    gi_db_shape shape = { gi_registry_shape.application_id, steps, nothing };
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    steps_to(21, steps); /* none that came later: it would be done twice */
    EXPECT_OK(gi_db_open(at->path, at->lock, GI_DB_WRITE, &shape, &db, &err));
    EXPECT_OK(gi_sqlite_run(db->handle, NULL,
                            "INSERT INTO status_balance VALUES (1, 1, 'raw', 1, 5)", &err));
    EXPECT_OK(gi_sqlite_run(db->handle, NULL, "PRAGMA user_version=19", &err));
}

SPEC(numbers_of_migrations_only_grow_and_the_gaps_stay_open)
{
    const gi_migration *all = gi_registry_shape.migrations;
    for (size_t i = 0; all[i].number != 0; i++) {
        EXPECT(i == 0 || all[i].number > all[i - 1].number);
        EXPECT(all[i].number < 15 || all[i].number > 18);
        EXPECT_INT(strtol(all[i].name, NULL, 10), all[i].number);
    }
}

SPEC(a_registry_of_version_19_opens_and_gets_the_table_it_never_had)
{
    place at = new_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    make_old(&at, 19);
    EXPECT_OK(gi_db_open(at.path, at.lock, GI_DB_WRITE, &gi_registry_shape, &db, &err));
    EXPECT(number_of(db, "PRAGMA user_version") >= 21);
    EXPECT_INT(number_of(db, "SELECT COUNT(*) FROM status_balance"), 0);
    EXPECT_INT(indexes(db, "lot_by_holder"), 0);
    EXPECT_INT(indexes(db, "lot_open"), 1);
    EXPECT_OK(gi_db_check(db, &err));
}

/* Some of version 19 have table and no index, from when those steps had lower numbers. */
SPEC(a_registry_of_version_19_that_has_them_opens_and_keeps_its_rows)
{
    place at = new_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    make_old(&at, 21);
    give_row(&at);
    EXPECT_OK(gi_db_open(at.path, at.lock, GI_DB_WRITE, &gi_registry_shape, &db, &err));
    EXPECT(number_of(db, "PRAGMA user_version") >= 21);
    EXPECT_INT(number_of(db, "SELECT COUNT(*) FROM status_balance"), 1);
}

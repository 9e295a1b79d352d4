/* A private copy of a store, and what is left of one: core/store/db_sqlite_scratch.c. */
#include <fcntl.h>
#include <sys/file.h>

#include "tests/support/small_db.h"

static int leave(const small_place *place, char path[160])
{
    (void)snprintf(path, 160, "%s.trial-abc123", place->path);
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    EXPECT(file >= 0);
    return file;
}

static void try_something(const small_place *place)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = NULL;
    GI_AUTO(gi_db) copy = NULL;
    EXPECT_OK(gi_db_open(place->path, place->lock, GI_DB_CREATE, &small_shape, &db, &err));
    EXPECT_OK(gi_db_scratch(db, &copy, &err));
}

SPEC(a_trial_takes_away_what_a_killed_one_left)
{
    char left[160];
    small_place place = small_fresh_place();
    (void)close(leave(&place, left));

    try_something(&place);

    EXPECT(access(left, F_OK) != 0);
}

SPEC(a_trial_leaves_the_copy_of_another_that_is_being_filled)
{
    char left[160];
    small_place place = small_fresh_place();
    int file = leave(&place, left);
    EXPECT(flock(file, LOCK_EX | LOCK_NB) == 0);

    try_something(&place);

    EXPECT(access(left, F_OK) == 0);
    (void)close(file);
}

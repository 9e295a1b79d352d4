/*
 * The same scenario with the n-th write or sync failing, n = 1, 2, 3 ... until it passes: an
 * honest status, and the store as it was before or, after GI_OK, as it was told. A fault that
 * stays may leave a failed commit complete in the WAL (a dead disk cannot be cleaned), so
 * there the store is before or after, never between.
 */
#include <dirent.h>
#include <string.h>

#include "tests/fault/failing_vfs.h"
#include "tests/support/small_db.h"

typedef struct scenario {
    const gi_db_shape *start; /* the registry that is there before; NULL: none */
    gi_status (*run)(const small_place *place, gi_error *err);
    int64_t before, after; /* notes seen */
} scenario;

static bool is_io_refusal(gi_status status, gi_why why)
{
    return status == GI_IO && (why == GI_WHY_DB || why == GI_WHY_DB_FULL);
}

static void expect_state(const scenario *what, const small_place *place, gi_status status,
                         bool forever)
{
    int64_t count = small_count_there(place);
    if (status == GI_OK) {
        EXPECT_INT(count, what->after);
    } else if (!forever) {
        EXPECT_INT(count, what->before);
    } else {
        EXPECT(count == what->before || count == what->after);
    }
}

static small_place start_of(const scenario *what)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    if (what->start != NULL) {
        GI_AUTO(gi_db) db = NULL;
        EXPECT_OK(small_try(&place, GI_DB_CREATE, what->start, &db, &err));
        EXPECT_OK(small_commit_one(db, 100, &err));
    }
    return place;
}

/* Brings a store that a fault left behind to the newest schema, as the next program would. */
static void recover(const small_place *place)
{
    gi_db_close(small_open(place, GI_DB_WRITE));
}

/* Answers whether the fault was met. */
static bool run_with_fault(const scenario *what, fault_kind kind, int n, bool forever)
{
    gi_error err = { 0 };
    small_place place = start_of(what);
    failing_vfs_arm(kind, n, forever);
    gi_status status = what->run(&place, &err);
    bool met = failing_vfs_disarm();
    EXPECT(status == GI_OK || (met && is_io_refusal(status, err.why)));
    if (what->start == NULL && status != GI_OK) {
        EXPECT(access(place.path, F_OK) != 0);
        return met;
    }
    recover(&place);
    expect_state(what, &place, status, forever);
    return met;
}

static void run_until_it_passes(const scenario *what, fault_kind kind, bool forever)
{
    failing_vfs_install();
    int n = 1;
    while (run_with_fault(what, kind, n, forever)) {
        n++;
        EXPECT(n < 2000);
    }
    EXPECT(n > 1); /* at least one fault was met, or this proves nothing */
}

static gi_status add_three(const small_place *place, gi_error *err)
{
    GI_AUTO(gi_db) db = NULL;
    GI_TRY(small_try(place, GI_DB_WRITE, &small_shape, &db, err));
    GI_TRY(gi_db_begin(db, true, err));
    for (int64_t id = 1; id <= 3; id++) {
        GI_TRY(small_add(db, id, err));
    }
    return gi_db_commit(db, err);
}

static gi_status add_large(const small_place *place, gi_error *err)
{
    static const uint8_t photo[5 * 1024 * 1024];
    GI_AUTO(gi_db) db = NULL;
    GI_TRY(small_try(place, GI_DB_WRITE, &small_shape, &db, err));
    GI_TRY(gi_db_begin(db, true, err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_insert);
    gi_row_bind_int(row, 1, 1);
    gi_row_bind_text(row, 2, "large");
    gi_row_bind_blob(row, 3, (gi_bytes){ photo, sizeof photo });
    GI_TRY(gi_row_run(row, err));
    return gi_db_commit(db, err);
}

static gi_status create(const small_place *place, gi_error *err)
{
    GI_AUTO(gi_db) db = NULL;
    return small_try(place, GI_DB_CREATE, &small_shape, &db, err);
}

static gi_status migrate(const small_place *place, gi_error *err)
{
    GI_AUTO(gi_db) db = NULL;
    return small_try(place, GI_DB_WRITE, &small_shape, &db, err);
}

static const scenario adding = { &small_shape, add_three, 1, 4 };
static const scenario adding_large = { &small_shape, add_large, 1, 2 };
static const scenario creating = { NULL, create, 0, 0 };
static const scenario migrating = { &small_old_shape, migrate, 1, 1 };

SPEC(a_disk_that_fills_at_any_write_leaves_a_transaction_undone)
{
    run_until_it_passes(&adding, FAULT_WRITE, false);
    run_until_it_passes(&adding, FAULT_WRITE, true);
}

SPEC(a_sync_that_fails_once_leaves_a_transaction_undone)
{
    run_until_it_passes(&adding, FAULT_SYNC, false);
}

SPEC(a_disk_that_dies_at_any_call_leaves_a_transaction_before_or_after)
{
    run_until_it_passes(&adding, FAULT_ANY, true);
    run_until_it_passes(&adding, FAULT_ANY, false);
}

SPEC(a_fault_in_the_checkpoint_behind_a_commit_does_not_undo_the_commit)
{
    run_until_it_passes(&adding_large, FAULT_SYNC, false);
    run_until_it_passes(&adding_large, FAULT_SYNC, true);
}

SPEC(a_creation_that_fails_at_any_call_leaves_no_file)
{
    run_until_it_passes(&creating, FAULT_ANY, false);
    run_until_it_passes(&creating, FAULT_WRITE, true);
}

SPEC(a_migration_that_fails_at_any_call_can_be_made_again)
{
    run_until_it_passes(&migrating, FAULT_ANY, false);
    run_until_it_passes(&migrating, FAULT_WRITE, true);
}

/* Ends without closing, as a crash would, right after the sync of a commit has failed. */
static int crash_after_failed_commit(const small_place *place)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    /* The first commit begins the WAL with a sync of its own; the second syncs its row. */
    if (small_try(place, GI_DB_WRITE, &small_shape, &db, &err) != GI_OK ||
        small_commit_one(db, 1, &err) != GI_OK) {
        return 1;
    }
    failing_vfs_arm(FAULT_SYNC, 1, false);
    gi_status status = small_commit_one(db, 2, &err);
    return failing_vfs_disarm() && status == GI_IO && small_count(db) == 2 ? 0 : 2;
}

SPEC(a_commit_told_as_failed_does_not_come_back_after_a_crash)
{
    failing_vfs_install();
    small_place place = start_of(&adding);
    EXPECT_INT(small_in_child(crash_after_failed_commit, &place), 0);
    EXPECT_INT(small_count_there(&place), 2);
}

static int entries_beside(const small_place *place)
{
    char folder[120];
    int count = 0;
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(place->path, '/') - place->path),
                   place->path);
    DIR *entries = opendir(folder);
    EXPECT(entries != NULL);
    while (readdir(entries) != NULL) {
        count++;
    }
    (void)closedir(entries);
    return count;
}

SPEC(a_copy_that_fails_at_any_call_leaves_no_file)
{
    gi_error err = { 0 };
    failing_vfs_install();
    small_place place = start_of(&adding);
    char copy[140];
    (void)snprintf(copy, sizeof copy, "%s.copy", place.path);
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_WRITE);
    int before = entries_beside(&place);
    gi_status status = GI_IO;
    for (int n = 1; status != GI_OK; n++) {
        failing_vfs_arm(FAULT_ANY, n, false);
        status = gi_db_backup(db, copy, &err);
        EXPECT(failing_vfs_disarm() == (status != GI_OK) && n < 200);
        EXPECT(status == GI_OK || is_io_refusal(status, err.why));
        EXPECT_INT(entries_beside(&place), status == GI_OK ? before + 1 : before);
    }
}

/* Transactions: all or nothing, undo points by depth, and a WAL that does not grow forever. */
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/store/db_sqlite.h"
#include "tests/support/small_db.h"

static int64_t wal_size(const small_place *place)
{
    char name[140];
    struct stat wal;
    (void)snprintf(name, sizeof name, "%s-wal", place->path);
    return stat(name, &wal) == 0 ? wal.st_size : -1;
}

SPEC(a_commit_is_seen_by_others_and_a_rollback_is_not)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(small_commit_one(db, 1, &err));
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(small_add(db, 2, &err));
    EXPECT_INT(small_count_there(&place), 1); /* not yet */
    gi_db_rollback(db);
    EXPECT_INT(small_count(db), 1);
}

SPEC(in_transaction_says_what_is_open)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT(!gi_db_in_transaction(db));
    EXPECT_OK(gi_db_begin(db, false, &err));
    EXPECT(gi_db_in_transaction(db));
    EXPECT_OK(gi_db_commit(db, &err));
    EXPECT(!gi_db_in_transaction(db));
    gi_db_rollback(db); /* outside a transaction: nothing */
}

SPEC(a_reading_transaction_sees_one_moment)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) writer = small_open(&place, GI_DB_CREATE);
    GI_AUTO(gi_db) reader = small_open(&place, GI_DB_READ);
    EXPECT_OK(gi_db_begin(reader, false, &err));
    EXPECT_INT(small_count(reader), 0);
    EXPECT_OK(small_commit_one(writer, 1, &err));
    EXPECT_INT(small_count(reader), 0);
    EXPECT_OK(gi_db_commit(reader, &err));
    EXPECT_INT(small_count(reader), 1);
}

SPEC(a_failed_act_is_undone_and_its_neighbours_stay)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int64_t act = 1; act <= 3; act++) {
        EXPECT_OK(gi_db_savepoint(db, &err));
        EXPECT_OK(small_add(db, act * 10, &err));
        if (act == 2) {
            gi_db_rollback_to(db);
        } else {
            EXPECT_OK(gi_db_release(db, &err));
        }
    }
    EXPECT_OK(gi_db_commit(db, &err));
    EXPECT_INT(small_count_there(&place), 2);
}

SPEC(undo_points_nest)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(gi_db_savepoint(db, &err));
    EXPECT_OK(small_add(db, 1, &err));
    EXPECT_OK(gi_db_savepoint(db, &err));
    EXPECT_OK(small_add(db, 2, &err));
    gi_db_rollback_to(db); /* 2 is gone, 1 stands */
    EXPECT_INT(small_count(db), 1);
    gi_db_rollback_to(db);
    EXPECT_INT(small_count(db), 0);
    EXPECT_OK(gi_db_commit(db, &err));
}

SPEC(a_transaction_undone_by_the_engine_cannot_be_continued)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(small_add(db, 1, &err));
    EXPECT_INT(sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    EXPECT_WHY(small_add(db, 2, &err), GI_WHY_DB);
    EXPECT_WHY(gi_db_savepoint(db, &err), GI_WHY_DB);
    EXPECT_WHY(gi_db_commit(db, &err), GI_WHY_DB);
    EXPECT_OK(small_commit_one(db, 3, &err));
    EXPECT_INT(small_count_there(&place), 1);
}

SPEC(closing_in_a_transaction_undoes_it_and_frees_the_lock)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(small_add(db, 1, &err));
    gi_db_close(db);
    GI_AUTO(gi_db) next = small_open(&place, GI_DB_WRITE);
    EXPECT_OK(small_commit_one(next, 2, &err));
    EXPECT_INT(small_count(next), 1);
}

SPEC(closing_a_writer_empties_the_wal_and_keeps_its_file)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    gi_db *db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(small_commit_one(db, 1, &err));
    EXPECT(wal_size(&place) > 0);
    gi_db_close(db);
    EXPECT_INT(wal_size(&place), 0);
}

SPEC(closing_a_reader_makes_no_checkpoint)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    EXPECT_OK(small_commit_one(db, 1, &err));
    int64_t before = wal_size(&place);
    EXPECT_INT(small_count_there(&place), 1);
    EXPECT_INT(wal_size(&place), before);
}

static gi_status commit_photo(gi_db *db, int64_t id, gi_bytes photo, gi_error *err)
{
    GI_TRY(gi_db_begin(db, true, err));
    {
        GI_AUTO(gi_row) row = gi_db_use(db, q_note_insert);
        gi_row_bind_int(row, 1, id);
        gi_row_bind_text(row, 2, gi_num(id).text);
        gi_row_bind_blob(row, 3, photo);
        GI_TRY(gi_row_run(row, err));
    }
    return gi_db_commit(db, err);
}

SPEC(the_wal_does_not_grow_past_its_limit_by_much)
{
    static const uint8_t photo[256 * 1024];
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    for (int64_t id = 1; id <= 60; id++) { /* 15 MiB */
        EXPECT_OK(commit_photo(db, id, (gi_bytes){ photo, sizeof photo }, &err));
    }
    EXPECT(wal_size(&place) > 3 * 1024 * 1024);
    EXPECT(wal_size(&place) < 6 * 1024 * 1024);
}

SPEC(a_reader_in_the_way_delays_a_checkpoint_but_does_not_fail_it)
{
    small_place place = small_fresh_place();
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(&place, GI_DB_CREATE);
    GI_AUTO(gi_db) reader = small_open(&place, GI_DB_READ);
    EXPECT_OK(gi_db_begin(reader, false, &err));
    EXPECT_INT(small_count(reader), 0);
    EXPECT_OK(small_commit_one(db, 1, &err));
    EXPECT_OK(gi_db_checkpoint(db, &err));
    EXPECT(wal_size(&place) > 0);
    EXPECT_OK(gi_db_commit(reader, &err));
    EXPECT_OK(gi_db_checkpoint(db, &err));
    EXPECT_INT(wal_size(&place), 0);
}

/* Statements: what is bound comes back, mistakes are told by the step, nothing stays behind. */
#include <string.h>

#include "tests/support/small_db.h"

static gi_db *fresh_writer(void)
{
    small_place place = small_fresh_place();
    return small_open(&place, GI_DB_CREATE);
}

static gi_status add_note(gi_db *db, int64_t id, const char *body, gi_bytes photo, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_insert);
    gi_row_bind_int(row, 1, id);
    gi_row_bind_text(row, 2, body);
    gi_row_bind_blob(row, 3, photo);
    return gi_row_run(row, err);
}

static bool find_note(gi_row *row, int64_t id)
{
    gi_error err = { 0 };
    bool found = false;
    gi_row_bind_int(row, 1, id);
    EXPECT_OK(gi_row_step(row, &found, &err));
    return found;
}

SPEC(what_is_bound_comes_back)
{
    gi_error err = { 0 };
    char body[16];
    const uint8_t photo[] = { 0, 255, 0, 1 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(add_note(db, INT64_MIN, "庐山云雾", (gi_bytes){ photo, 4 }, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    EXPECT(find_note(row, INT64_MIN));
    EXPECT_OK(gi_row_text(row, 0, body, sizeof body, &err));
    EXPECT_TEXT(body, "庐山云雾");
    EXPECT(gi_bytes_equal(gi_row_bytes(row, 1), (gi_bytes){ photo, 4 }));
    EXPECT(gi_row_int(row, 2) == INT64_MIN);
}

SPEC(no_bytes_are_not_null)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(add_note(db, 1, "a", (gi_bytes){ NULL, 0 }, &err));
    EXPECT_OK(small_add(db, 2, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    EXPECT(find_note(row, 1) && !gi_row_is_null(row, 1));
    EXPECT(find_note(row, 2) && gi_row_is_null(row, 1));
}

SPEC(bindings_of_one_use_do_not_reach_the_next)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(add_note(db, 1, "a", gi_bytes_of("photo"), &err));
    EXPECT_OK(small_add(db, 2, &err)); /* binds no photo */
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    EXPECT(find_note(row, 2) && gi_row_is_null(row, 1));
}

SPEC(one_use_runs_again_with_other_bindings)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_insert);
    for (int64_t id = 1; id <= 3; id++) {
        gi_row_bind_int(row, 1, id);
        gi_row_bind_text(row, 2, gi_num(id).text);
        EXPECT_OK(gi_row_run(row, &err));
        EXPECT_INT(gi_db_changes(db), 1);
    }
    EXPECT_INT(small_count(db), 3);
}

SPEC(rows_come_in_order_and_the_end_stays_the_end)
{
    gi_error err = { 0 };
    bool found = true;
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(small_add(db, 20, &err));
    EXPECT_OK(small_add(db, 10, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_all);
    EXPECT_OK(gi_row_step(row, &found, &err));
    EXPECT_INT(gi_row_int(row, 0), 10);
    EXPECT_OK(gi_row_step(row, &found, &err));
    EXPECT_INT(gi_row_int(row, 0), 20);
    EXPECT_OK(gi_row_step(row, &found, &err));
    EXPECT_OK(gi_row_step(row, &found, &err)); /* SQLite itself would start again here */
    EXPECT(!found);
}

SPEC(a_binding_mistake_is_told_by_the_step_and_then_forgotten)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO(gi_db) db = fresh_writer();
    {
        GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
        gi_row_bind_int(row, 2, 5);
        gi_row_bind_int(row, 1, 5); /* a good one does not cover it up */
        EXPECT_WHY(gi_row_step(row, &found, &err), GI_WHY_DB);
    }
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    EXPECT(!find_note(row, 5));
}

SPEC(a_value_past_the_limit_is_refused)
{
    gi_error err = { 0 };
    static const uint8_t huge[17 * 1024 * 1024];
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_WHY(add_note(db, 1, "a", (gi_bytes){ huge, sizeof huge }, &err), GI_WHY_OVER_LIMIT);
}

SPEC(a_constraint_is_a_conflict_and_says_which)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(small_add(db, 1, &err));
    EXPECT_WHY(add_note(db, 2, "1", gi_bytes_of(""), &err), GI_WHY_CONSTRAINT);
    EXPECT(strstr(err.message, "note.body") != NULL);
}

SPEC(a_check_does_not_show_its_expression)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_WHY(add_note(db, 1, "no", gi_bytes_of(""), &err), GI_WHY_CONSTRAINT);
    EXPECT(strstr(err.message, "<>") == NULL);
}

SPEC(a_child_without_its_parent_is_a_conflict)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_tag_insert);
    gi_row_bind_int(row, 1, 1);
    gi_row_bind_int(row, 2, 99);
    EXPECT_WHY(gi_row_run(row, &err), GI_WHY_CONSTRAINT);
}

SPEC(text_that_does_not_fit_its_field_is_damage)
{
    gi_error err = { 0 };
    char field[5] = "keep";
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(add_note(db, 1, "12345", gi_bytes_of(""), &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    EXPECT(find_note(row, 1));
    EXPECT_WHY(gi_row_text(row, 0, field, sizeof field, &err), GI_WHY_DB_CORRUPT);
    EXPECT_TEXT(field, "keep");
}

SPEC(text_that_just_fits_is_read)
{
    gi_error err = { 0 };
    char field[5] = "";
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(add_note(db, 1, "1234", gi_bytes_of(""), &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    EXPECT(find_note(row, 1));
    EXPECT_OK(gi_row_text(row, 0, field, sizeof field, &err));
    EXPECT_TEXT(field, "1234");
}

SPEC(bytes_with_a_nul_are_not_taken_for_text)
{
    gi_error err = { 0 };
    char field[8] = "keep";
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_OK(gi_db_begin(db, true, &err));
    EXPECT_OK(add_note(db, 1, "a", (gi_bytes){ (const uint8_t *)"x\0y", 3 }, &err));
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_by_id);
    EXPECT(find_note(row, 1));
    EXPECT_WHY(gi_row_text(row, 1, field, sizeof field, &err), GI_WHY_DB_CORRUPT);
}

SPEC(a_write_outside_a_writing_transaction_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = fresh_writer();
    EXPECT_WHY(small_add(db, 1, &err), GI_WHY_DB);
    EXPECT_OK(gi_db_begin(db, false, &err));
    EXPECT_WHY(small_add(db, 1, &err), GI_WHY_DB);
    gi_db_rollback(db);
    EXPECT_INT(small_count(db), 0);
}

/* Assertions end the program, so a child meets them. */
static int use_unlisted(const small_place *place)
{
    static const char q_unlisted[] = "SELECT 1";
    (void)close(STDERR_FILENO);
    gi_row_done(gi_db_use(small_open(place, GI_DB_CREATE), q_unlisted));
    return 0;
}

static int use_twice(const small_place *place)
{
    (void)close(STDERR_FILENO);
    gi_db *db = small_open(place, GI_DB_CREATE);
    gi_row *one = gi_db_use(db, q_note_all);
    gi_row *two = gi_db_use(db, q_note_all);
    return one == two;
}

SPEC(an_unlisted_statement_or_one_in_use_stops_the_program)
{
#ifdef NDEBUG
    gi_spec_skip("assertions are off in this kind of build");
#endif
    small_place place = small_fresh_place();
    EXPECT_INT(small_in_child(use_unlisted, &place), -6);
    place = small_fresh_place();
    EXPECT_INT(small_in_child(use_twice, &place), -6);
}

/*
 * packages.c - runs of equal packages, what was packed, which were opened.
 *
 * All three tables only grow. Runs and opened ranges are disjoint, so a serial is found by one
 * index seek; no row per package, ever.
 */
#include <string.h>

#include "core/store/packages.h"

#define RUN_COLUMNS "key, first, count, header, level, holder, batch, ts, act"
#define OPENED_COLUMNS "key, first, count, why, who, ts, act"

static const char q_package_insert[] =
    "INSERT INTO package (key, first, count, header, level, holder, batch, ts, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_package_by_serial[] =
    "SELECT " RUN_COLUMNS " FROM package "
    "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_package_all[] = "SELECT " RUN_COLUMNS " FROM package ORDER BY key, first";
static const char q_member_insert[] =
    "INSERT INTO package_member (act, line, key, first, count, boxes) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_members_of[] =
    "SELECT key, first, count, boxes FROM package_member WHERE act = ?1 ORDER BY line";
static const char q_opened_insert[] =
    "INSERT INTO package_opened (key, first, count, why, who, ts, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char q_opened_by_serial[] =
    "SELECT " OPENED_COLUMNS " FROM package_opened "
    "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_opened_all[] =
    "SELECT " OPENED_COLUMNS " FROM package_opened ORDER BY key, first";

const char *const gi_package_statements[] = {
    q_package_insert,   q_package_by_serial, q_package_all,
    q_member_insert,    q_members_of,        q_opened_insert,
    q_opened_by_serial, q_opened_all,        NULL,
};

/* ---- runs ---- */

gi_status gi_package_insert(gi_db *db, const gi_package_run *run, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_package_insert);
    gi_row_bind_int(insert, 1, run->key);
    gi_row_bind_int(insert, 2, run->first);
    gi_row_bind_int(insert, 3, run->count);
    gi_row_bind_blob(insert, 4, (gi_bytes){ run->header, sizeof run->header });
    gi_row_bind_int(insert, 5, run->level);
    gi_row_bind_int(insert, 6, run->holder);
    gi_row_bind_text(insert, 7, run->batch);
    gi_row_bind_int(insert, 8, run->packed);
    gi_row_bind_int(insert, 9, run->act);
    return gi_row_run(insert, err);
}

static gi_status read_run(const gi_row *row, gi_package_run *out, gi_error *err)
{
    gi_unit_header header;
    gi_package_run run = {
        .key = (uint16_t)gi_row_int(row, 0),
        .first = (uint32_t)gi_row_int(row, 1),
        .count = (uint32_t)gi_row_int(row, 2),
        .level = (int)gi_row_int(row, 4),
        .holder = (uint32_t)gi_row_int(row, 5),
        .packed = gi_row_int(row, 7),
        .act = gi_row_int(row, 8),
    };
    gi_bytes bytes = gi_row_bytes(row, 3);
    if (bytes.size != sizeof run.header || gi_unit_header_decode(bytes, &header, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "package");
    }
    memcpy(run.header, bytes.data, sizeof run.header);
    run.first_child = header.first_child;
    run.each = header.child_count;
    GI_TRY(gi_row_text(row, 6, run.batch, sizeof run.batch, err));
    *out = run;
    return GI_OK;
}

gi_status gi_package_by_serial(gi_db *db, gi_unit_id id, bool *found, gi_package_run *out,
                               gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_package_by_serial);
    bool below = false;
    gi_row_bind_int(row, 1, id.key);
    gi_row_bind_int(row, 2, id.serial);
    GI_TRY(gi_row_step(row, &below, err));
    *found = below && id.serial - (uint32_t)gi_row_int(row, 1) < (uint32_t)gi_row_int(row, 2);
    return *found ? read_run(row, out, err) : GI_OK;
}

gi_status gi_package_each(gi_db *db, gi_package_run_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_package_all);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_package_run run;
        GI_TRY(read_run(row, &run, err));
        GI_TRY(take(context, &run, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

/* ---- members ---- */

gi_status gi_package_member_insert(gi_db *db, int64_t act, int line,
                                   const gi_package_member *member, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_member_insert);
    gi_row_bind_int(insert, 1, act);
    gi_row_bind_int(insert, 2, line);
    gi_row_bind_int(insert, 3, member->key);
    gi_row_bind_int(insert, 4, member->first);
    gi_row_bind_int(insert, 5, member->count);
    gi_row_bind_int(insert, 6, member->packages);
    return gi_row_run(insert, err);
}

gi_status gi_package_members_of(gi_db *db, int64_t act, gi_package_member out[GI_PACKAGE_MEMBERS],
                                size_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_members_of);
    bool found = false;
    size_t read = 0;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    for (; found && read < GI_PACKAGE_MEMBERS; read++) {
        out[read] = (gi_package_member){ (uint16_t)gi_row_int(row, 0), (uint32_t)gi_row_int(row, 1),
                                         (uint32_t)gi_row_int(row, 2), gi_row_int(row, 3) != 0 };
        GI_TRY(gi_row_step(row, &found, err));
    }
    *count = read;
    return found ? gi_fail(err, GI_WHY_DB_CORRUPT, "package_member") : GI_OK;
}

/* ---- opened ---- */

gi_status gi_package_open_insert(gi_db *db, const gi_label_state *opened, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_opened_insert);
    gi_row_bind_int(insert, 1, opened->key);
    gi_row_bind_int(insert, 2, opened->first);
    gi_row_bind_int(insert, 3, opened->count);
    gi_row_bind_text(insert, 4, opened->why);
    gi_row_bind_text(insert, 5, opened->who);
    gi_row_bind_int(insert, 6, opened->ts);
    gi_row_bind_int(insert, 7, opened->act);
    return gi_row_run(insert, err);
}

static gi_status read_opened(const gi_row *row, gi_label_state *out, gi_error *err)
{
    gi_label_state state = {
        .key = (uint16_t)gi_row_int(row, 0),
        .first = (uint32_t)gi_row_int(row, 1),
        .count = (uint32_t)gi_row_int(row, 2),
        .state = "repacked",
        .ts = gi_row_int(row, 5),
        .act = gi_row_int(row, 6),
    };
    GI_TRY(gi_row_text(row, 3, state.why, sizeof state.why, err));
    GI_TRY(gi_row_text(row, 4, state.who, sizeof state.who, err));
    *out = state;
    return GI_OK;
}

gi_status gi_package_opened(gi_db *db, uint16_t key, uint32_t first, uint32_t count, bool *found,
                            gi_label_state *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_opened_by_serial);
    bool below = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, (int64_t)first + count - 1);
    GI_TRY(gi_row_step(row, &below, err));
    *found = below && gi_row_int(row, 1) + gi_row_int(row, 2) > (int64_t)first;
    return *found ? read_opened(row, out, err) : GI_OK;
}

gi_status gi_package_opened_each(gi_db *db, gi_label_state_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_opened_all);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_label_state state;
        GI_TRY(read_opened(row, &state, err));
        GI_TRY(take(context, &state, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

/* ---- as books ---- */

static gi_status book_run(void *context, gi_unit_id id, bool *found, gi_package_run *out,
                          gi_error *err)
{
    return gi_package_by_serial(context, id, found, out, err);
}

static gi_status book_members(void *context, const gi_package_run *run,
                              gi_package_member out[GI_PACKAGE_MEMBERS], size_t *count,
                              gi_error *err)
{
    return gi_package_members_of(context, run->act, out, count, err);
}

gi_package_books gi_package_books_of(gi_db *db)
{
    return (gi_package_books){ book_run, book_members, db };
}

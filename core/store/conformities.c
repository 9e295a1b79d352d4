/*
 * conformities.c - certificates of conformity (conformity.h).
 *
 * Which one holds is never stored: it follows from the genealogy of the lots, so mixing needs no
 * bookkeeping and nothing can be forgotten.
 */
#include "core/store/batches.h"
#include "core/store/conformity.h"

#define CONFORMITY_COLUMNS "act, holder, lot, batch, product, quantity, basis, day, ref"

static const char q_conformity_insert[] =
    "INSERT INTO conformity (" CONFORMITY_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_conformity_load[] =
    "SELECT " CONFORMITY_COLUMNS " FROM conformity WHERE act = ?1";
static const char q_conformity_each[] =
    "SELECT " CONFORMITY_COLUMNS " FROM conformity ORDER BY act";
/*
 * Up from a lot, through lots of the same material, to those that have a certificate which is older
 * than the child. bare counts the lots where the line ends without one.
 */
static const char q_conformity_line[] =
    "WITH RECURSIVE line (id, before) AS (SELECT ?1, ?2 UNION "
    "SELECT p.parent, c.act FROM line l JOIN lot c ON c.id = l.id "
    "JOIN lot_parent p ON p.child = l.id JOIN lot u ON u.id = p.parent "
    "WHERE u.material = c.material AND NOT EXISTS "
    "(SELECT 1 FROM conformity f WHERE f.lot = l.id AND f.act < l.before)), "
    "found (paper, ends) AS (SELECT "
    "(SELECT MAX(f.act) FROM conformity f WHERE f.lot = l.id AND f.act < l.before), "
    "NOT EXISTS (SELECT 1 FROM lot_parent p JOIN lot u ON u.id = p.parent "
    "JOIN lot c ON c.id = p.child WHERE p.child = l.id AND u.material = c.material) "
    "FROM line l) "
    "SELECT COALESCE(MIN(paper), -1), COALESCE(MAX(paper), -1), "
    "COALESCE(SUM(CASE WHEN paper IS NULL AND ends THEN 1 ELSE 0 END), 0) FROM found";
static const char q_conformity_batch[] =
    "SELECT COALESCE(MAX(act), -1) FROM conformity WHERE batch = ?1";
static const char q_conformity_repacked[] =
    "SELECT COALESCE(MAX(act), -1) FROM ending WHERE batch = ?1 AND kind = 'repack'";
static const char q_conformity_used[] =
    "SELECT COALESCE(SUM(quantity), 0) FROM batch WHERE lot = ?1 AND act > ?2 "
    "AND undone = 0";

const char *const gi_conformity_statements[] = {
    q_conformity_insert, q_conformity_load,     q_conformity_each, q_conformity_line,
    q_conformity_batch,  q_conformity_repacked, q_conformity_used, NULL,
};

gi_status gi_conformity_insert(gi_db *db, const gi_conformity_row *paper, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_conformity_insert);
    gi_row_bind_int(row, 1, paper->act);
    gi_row_bind_int(row, 2, paper->holder);
    if (paper->batch[0] != '\0') {
        gi_row_bind_text(row, 4, paper->batch);
    } else {
        gi_row_bind_int(row, 3, paper->lot);
    }
    gi_row_bind_int(row, 5, paper->product);
    gi_row_bind_int(row, 6, paper->quantity);
    gi_row_bind_text(row, 7, paper->basis);
    gi_row_bind_int(row, 8, paper->day);
    gi_row_bind_int(row, 9, paper->ref);
    return gi_row_run(row, err);
}

static gi_status read_row(const gi_row *row, gi_conformity_row *out, gi_error *err)
{
    gi_conformity_row paper = {
        .act = gi_row_int(row, 0),
        .holder = (uint32_t)gi_row_int(row, 1),
        .lot = gi_row_int(row, 2),
        .product = (uint16_t)gi_row_int(row, 4),
        .quantity = gi_row_int(row, 5),
        .day = (gi_day)gi_row_int(row, 7),
        .ref = gi_row_int(row, 8),
    };
    GI_TRY(gi_row_text(row, 3, paper.batch, sizeof paper.batch, err));
    GI_TRY(gi_row_text(row, 6, paper.basis, sizeof paper.basis, err));
    *out = paper;
    return GI_OK;
}

gi_status gi_conformity_load(gi_db *db, int64_t act, gi_conformity_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_conformity_load);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_row(row, out, err) : gi_fail(err, GI_WHY_NO_CONFORMITY, gi_num(act).text);
}

gi_status gi_conformity_each(gi_db *db, gi_conformity_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_conformity_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_conformity_row paper;
        GI_TRY(read_row(row, &paper, err));
        GI_TRY(take(context, &paper, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_conformity_of_lot(gi_db *db, int64_t lot, int64_t before, gi_conformity_found *out,
                               gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_conformity_line);
    bool found = false;
    gi_row_bind_int(row, 1, lot);
    gi_row_bind_int(row, 2, before);
    GI_TRY(gi_row_step(row, &found, err));
    gi_conformity_found line = { .act = gi_row_int(row, 1) };
    if (line.act >= 0) {
        bool one = gi_row_int(row, 0) == line.act && gi_row_int(row, 2) == 0;
        line.standing = one ? GI_STANDING_HOLDS : GI_STANDING_MIXED;
    }
    *out = line;
    return GI_OK;
}

/* The one number of a statement over a batch. */
static gi_status number_of(gi_row *row, const char *batch, int64_t *out, gi_error *err)
{
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    GI_TRY(gi_row_step(row, &found, err));
    *out = gi_row_int(row, 0);
    return GI_OK;
}

static gi_status own_of(gi_db *db, const char *batch, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_conformity_batch);
    return number_of(row, batch, out, err);
}

static gi_status repacked_at(gi_db *db, const char *batch, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_conformity_repacked);
    return number_of(row, batch, out, err);
}

gi_status gi_conformity_of_batch(gi_db *db, const gi_batch_row *batch, gi_conformity_found *out,
                                 gi_error *err)
{
    gi_conformity_found found = { .standing = GI_STANDING_HOLDS };
    int64_t repacked = -1;
    GI_TRY(own_of(db, batch->id, &found.act, err));
    if (found.act < 0) {
        GI_TRY(gi_conformity_of_lot(db, batch->lot, batch->act, &found, err));
    }
    GI_TRY(repacked_at(db, batch->id, &repacked, err));
    if (found.standing == GI_STANDING_HOLDS && repacked > found.act) {
        found.standing = GI_STANDING_REPACKED;
    }
    *out = found;
    return GI_OK;
}

gi_status gi_conformity_used(gi_db *db, int64_t lot, int64_t after, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_conformity_used);
    bool found = false;
    gi_row_bind_int(row, 1, lot);
    gi_row_bind_int(row, 2, after);
    GI_TRY(gi_row_step(row, &found, err));
    *out = gi_row_int(row, 0);
    return GI_OK;
}

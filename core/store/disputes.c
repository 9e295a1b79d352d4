/*
 * disputes.c - transfers that somebody contests, and the act that settled each.
 *
 * A transfer is disputed once; a settled dispute stays as it is.
 */
#include "core/store/lots.h"

static const char q_dispute_insert[] = "INSERT INTO dispute (ref, act) VALUES (?1, ?2)";
static const char q_dispute_load[] = "SELECT ref, act, settled FROM dispute WHERE ref = ?1";
static const char q_dispute_settle[] =
    "UPDATE dispute SET settled = ?2 WHERE ref = ?1 AND settled IS NULL";

const char *const gi_dispute_statements[] = {
    q_dispute_insert,
    q_dispute_load,
    q_dispute_settle,
    NULL,
};

static gi_status run_two(gi_db *db, const char *statement, int64_t ref, int64_t act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_int(row, 1, ref);
    gi_row_bind_int(row, 2, act);
    return gi_row_run(row, err);
}

gi_status gi_dispute_insert(gi_db *db, int64_t ref, int64_t act, gi_error *err)
{
    return run_two(db, q_dispute_insert, ref, act, err);
}

gi_status gi_dispute_load(gi_db *db, int64_t ref, bool *found, gi_dispute_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_dispute_load);
    gi_row_bind_int(row, 1, ref);
    GI_TRY(gi_row_step(row, found, err));
    if (*found) {
        *out = (gi_dispute_row){
            .ref = gi_row_int(row, 0),
            .act = gi_row_int(row, 1),
            .settled = gi_row_int(row, 2),
        };
    }
    return GI_OK;
}

gi_status gi_dispute_settle(gi_db *db, int64_t ref, int64_t act, gi_error *err)
{
    return run_two(db, q_dispute_settle, ref, act, err);
}

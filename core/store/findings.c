/*
 * findings.c - labels that officers found to be copied (finding.h). One index seek per label.
 */
#include "core/store/finding.h"

#define COLUMNS "SELECT act, key, first, count, batch, why, who, ts, lifted FROM finding "

static const char q_finding_insert[] =
    "INSERT INTO finding (act, key, first, count, batch, why, who, ts, doc) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_finding_load[] = COLUMNS "WHERE act = ?1";
static const char q_finding_lift[] = "UPDATE finding SET lifted = ?2 WHERE act = ?1";
static const char q_finding_of[] =
    COLUMNS "WHERE key = ?1 AND first <= ?2 AND lifted < 0 ORDER BY first DESC LIMIT 1";
static const char q_finding_each[] = COLUMNS "WHERE lifted < 0 ORDER BY key, first";

const char *const gi_finding_statements[] = {
    q_finding_insert, q_finding_load, q_finding_lift, q_finding_of, q_finding_each, NULL,
};

gi_status gi_finding_insert(gi_db *db, const gi_finding_row *finding, const gi_digest *doc,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_finding_insert);
    gi_row_bind_int(row, 1, finding->act);
    gi_row_bind_int(row, 2, finding->key);
    gi_row_bind_int(row, 3, finding->first);
    gi_row_bind_int(row, 4, finding->count);
    gi_row_bind_text(row, 5, finding->batch);
    gi_row_bind_text(row, 6, finding->why);
    gi_row_bind_text(row, 7, finding->who);
    gi_row_bind_int(row, 8, finding->ts);
    gi_row_bind_blob(row, 9, gi_digest_view(doc));
    return gi_row_run(row, err);
}

static gi_status read_finding(const gi_row *row, gi_finding_row *out, gi_error *err)
{
    gi_finding_row finding = {
        .act = gi_row_int(row, 0),
        .key = (uint16_t)gi_row_int(row, 1),
        .first = (uint32_t)gi_row_int(row, 2),
        .count = (uint32_t)gi_row_int(row, 3),
        .ts = gi_row_int(row, 7),
        .lifted = gi_row_int(row, 8),
    };
    GI_TRY(gi_row_text(row, 4, finding.batch, sizeof finding.batch, err));
    GI_TRY(gi_row_text(row, 5, finding.why, sizeof finding.why, err));
    GI_TRY(gi_row_text(row, 6, finding.who, sizeof finding.who, err));
    *out = finding;
    return GI_OK;
}

gi_status gi_finding_load(gi_db *db, int64_t act, gi_finding_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_finding_load);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_finding(row, out, err) : gi_fail(err, GI_WHY_NO_FINDING, gi_num(act).text);
}

gi_status gi_finding_lift(gi_db *db, int64_t act, int64_t by, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_finding_lift);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_int(row, 2, by);
    return gi_row_run(row, err);
}

/* No two meet, so the one that begins last before the end is the only one that may. */
gi_status gi_finding_of(gi_db *db, uint16_t key, uint32_t first, uint32_t last, bool *found,
                        gi_finding_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_finding_of);
    bool here = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, last);
    GI_TRY(gi_row_step(row, &here, err));
    if (here) {
        GI_TRY(read_finding(row, out, err));
        here = (int64_t)out->first + out->count > first;
    }
    *found = here;
    return GI_OK;
}

gi_status gi_finding_each(gi_db *db, gi_finding_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_finding_each);
    bool more = false;
    GI_TRY(gi_row_step(row, &more, err));
    while (more) {
        gi_finding_row finding;
        GI_TRY(read_finding(row, &finding, err));
        GI_TRY(take(context, &finding, err));
        GI_TRY(gi_row_step(row, &more, err));
    }
    return GI_OK;
}

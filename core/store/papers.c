/*
 * papers.c - certificates and laboratory reports, as rows; corrections keep what stood before.
 */
#include <string.h>

#include "core/store/officer.h"

#define CERTIFICATE_COLUMNS                                                             \
    "act, holder, product, kind, number, body, scope, first_day, last_day, withdrawn, " \
    "withdrawn_day, amended"
#define LAB_COLUMNS "act, batch, lot, laboratory, number, day, result, items, doc, amended"

static const char q_certificate_insert[] =
    "INSERT INTO certificate (act, holder, product, kind, number, body, scope, first_day, "
    "last_day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_certificate_load[] =
    "SELECT " CERTIFICATE_COLUMNS " FROM certificate WHERE act = ?1";
static const char q_certificate_change[] =
    "UPDATE certificate SET number = ?2, body = ?3, scope = ?4, first_day = ?5, last_day = ?6, "
    "withdrawn = ?7, withdrawn_day = ?8, amended = ?9 WHERE act = ?1";
static const char q_certificate_find[] =
    "SELECT act FROM certificate WHERE kind = ?1 AND number = ?2";
static const char q_certificate_each[] =
    "SELECT " CERTIFICATE_COLUMNS " FROM certificate WHERE holder = ?1 AND product IN (0, ?2) "
    "ORDER BY act";
static const char q_lab_insert[] =
    "INSERT INTO lab_report (act, batch, lot, laboratory, number, day, result, items, doc) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_lab_load[] = "SELECT " LAB_COLUMNS " FROM lab_report WHERE act = ?1";
static const char q_lab_change[] =
    "UPDATE lab_report SET laboratory = ?2, number = ?3, day = ?4, result = ?5, items = ?6, "
    "amended = ?7 WHERE act = ?1";
static const char q_lab_find[] = "SELECT act FROM lab_report WHERE laboratory = ?1 AND number = ?2";
static const char q_lab_each[] =
    "SELECT " LAB_COLUMNS " FROM lab_report WHERE batch = ?1 UNION ALL "
    "SELECT " LAB_COLUMNS " FROM lab_report WHERE lot IN (WITH RECURSIVE line (id) AS ("
    "SELECT ?2 UNION SELECT p.parent FROM line l JOIN lot_parent p ON p.child = l.id) "
    "SELECT id FROM line LIMIT 65536) ORDER BY 1";
static const char q_correction_insert[] =
    "INSERT INTO correction (act, ref, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_correction_each[] = "SELECT act FROM correction WHERE ref = ?1 ORDER BY act";

const char *const gi_paper_statements[] = {
    q_certificate_insert,
    q_certificate_load,
    q_certificate_change,
    q_certificate_find,
    q_certificate_each,
    q_lab_insert,
    q_lab_load,
    q_lab_change,
    q_lab_find,
    q_lab_each,
    q_correction_insert,
    q_correction_each,
    NULL,
};

gi_status gi_certificate_insert(gi_db *db, const gi_certificate_row *paper, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_certificate_insert);
    gi_row_bind_int(row, 1, paper->act);
    gi_row_bind_int(row, 2, paper->holder);
    gi_row_bind_int(row, 3, paper->product);
    gi_row_bind_text(row, 4, paper->kind);
    gi_row_bind_text(row, 5, paper->number);
    gi_row_bind_text(row, 6, paper->body);
    gi_row_bind_text(row, 7, paper->scope);
    gi_row_bind_int(row, 8, paper->first);
    gi_row_bind_int(row, 9, paper->last);
    return gi_row_run(row, err);
}

static gi_status read_certificate(const gi_row *row, gi_certificate_row *out, gi_error *err)
{
    gi_certificate_row paper = {
        .act = gi_row_int(row, 0),
        .holder = (uint32_t)gi_row_int(row, 1),
        .product = (uint16_t)gi_row_int(row, 2),
        .first = (gi_day)gi_row_int(row, 7),
        .last = (gi_day)gi_row_int(row, 8),
        .withdrawn = gi_row_int(row, 9),
        .withdrawn_day = (gi_day)gi_row_int(row, 10),
        .amended = gi_row_int(row, 11),
    };
    GI_TRY(gi_row_text(row, 3, paper.kind, sizeof paper.kind, err));
    GI_TRY(gi_row_text(row, 4, paper.number, sizeof paper.number, err));
    GI_TRY(gi_row_text(row, 5, paper.body, sizeof paper.body, err));
    GI_TRY(gi_row_text(row, 6, paper.scope, sizeof paper.scope, err));
    *out = paper;
    return GI_OK;
}

gi_status gi_certificate_load(gi_db *db, int64_t act, gi_certificate_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_certificate_load);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_certificate(row, out, err) : gi_fail(err, GI_WHY_NO_ACT, gi_num(act).text);
}

gi_status gi_certificate_change(gi_db *db, const gi_certificate_row *paper, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_certificate_change);
    gi_row_bind_int(row, 1, paper->act);
    gi_row_bind_text(row, 2, paper->number);
    gi_row_bind_text(row, 3, paper->body);
    gi_row_bind_text(row, 4, paper->scope);
    gi_row_bind_int(row, 5, paper->first);
    gi_row_bind_int(row, 6, paper->last);
    gi_row_bind_int(row, 7, paper->withdrawn);
    gi_row_bind_int(row, 8, paper->withdrawn_day);
    gi_row_bind_int(row, 9, paper->amended);
    return gi_row_run(row, err);
}

/* The act of a statement over two texts. */
static gi_status find_act(gi_row *row, const char *first, const char *second, bool *found,
                          int64_t *act, gi_error *err)
{
    gi_row_bind_text(row, 1, first);
    gi_row_bind_text(row, 2, second);
    GI_TRY(gi_row_step(row, found, err));
    *act = *found ? gi_row_int(row, 0) : -1;
    return GI_OK;
}

gi_status gi_certificate_find(gi_db *db, const char *kind, const char *number, bool *found,
                              int64_t *act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_certificate_find);
    return find_act(row, kind, number, found, act, err);
}

gi_status gi_certificate_each(gi_db *db, uint32_t holder, uint16_t product,
                              gi_certificate_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_certificate_each);
    bool found = false;
    gi_row_bind_int(row, 1, holder);
    gi_row_bind_int(row, 2, product);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_certificate_row paper;
        GI_TRY(read_certificate(row, &paper, err));
        GI_TRY(take(context, &paper, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

/* ---- laboratory reports ---- */

gi_status gi_lab_insert(gi_db *db, const gi_lab_row *report, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lab_insert);
    gi_row_bind_int(row, 1, report->act);
    if (report->batch[0] != '\0') {
        gi_row_bind_text(row, 2, report->batch);
    } else {
        gi_row_bind_int(row, 3, report->lot);
    }
    gi_row_bind_text(row, 4, report->laboratory);
    gi_row_bind_text(row, 5, report->number);
    gi_row_bind_int(row, 6, report->day);
    gi_row_bind_text(row, 7, report->pass ? "pass" : "fail");
    gi_row_bind_text(row, 8, report->items);
    gi_row_bind_blob(row, 9, gi_digest_view(&report->doc));
    return gi_row_run(row, err);
}

static gi_status read_lab(const gi_row *row, gi_lab_row *out, gi_error *err)
{
    gi_lab_row report = {
        .act = gi_row_int(row, 0),
        .lot = gi_row_int(row, 2),
        .day = (gi_day)gi_row_int(row, 5),
        .pass = gi_bytes_equal(gi_row_bytes(row, 6), gi_bytes_of("pass")),
        .amended = gi_row_int(row, 9),
    };
    gi_bytes doc = gi_row_bytes(row, 8);
    if (doc.size != sizeof report.doc.bytes) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "lab_report");
    }
    memcpy(report.doc.bytes, doc.data, doc.size);
    GI_TRY(gi_row_text(row, 1, report.batch, sizeof report.batch, err));
    GI_TRY(gi_row_text(row, 3, report.laboratory, sizeof report.laboratory, err));
    GI_TRY(gi_row_text(row, 4, report.number, sizeof report.number, err));
    GI_TRY(gi_row_text(row, 7, report.items, sizeof report.items, err));
    *out = report;
    return GI_OK;
}

gi_status gi_lab_load(gi_db *db, int64_t act, gi_lab_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lab_load);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    return found ? read_lab(row, out, err) : gi_fail(err, GI_WHY_NO_ACT, gi_num(act).text);
}

gi_status gi_lab_change(gi_db *db, const gi_lab_row *report, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lab_change);
    gi_row_bind_int(row, 1, report->act);
    gi_row_bind_text(row, 2, report->laboratory);
    gi_row_bind_text(row, 3, report->number);
    gi_row_bind_int(row, 4, report->day);
    gi_row_bind_text(row, 5, report->pass ? "pass" : "fail");
    gi_row_bind_text(row, 6, report->items);
    gi_row_bind_int(row, 7, report->amended);
    return gi_row_run(row, err);
}

gi_status gi_lab_find(gi_db *db, const char *laboratory, const char *number, bool *found,
                      int64_t *act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lab_find);
    return find_act(row, laboratory, number, found, act, err);
}

gi_status gi_lab_each(gi_db *db, const char *batch, int64_t lot, gi_lab_visit take, void *context,
                      gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_lab_each);
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    gi_row_bind_int(row, 2, lot);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_lab_row report;
        GI_TRY(read_lab(row, &report, err));
        GI_TRY(take(context, &report, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_correction_insert(gi_db *db, int64_t act, int64_t ref, const char *field,
                               const char *before, const char *after, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_correction_insert);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_int(row, 2, ref);
    gi_row_bind_text(row, 3, field);
    gi_row_bind_text(row, 4, before);
    gi_row_bind_text(row, 5, after);
    return gi_row_run(row, err);
}

gi_status gi_correction_each(gi_db *db, int64_t ref, gi_correction_visit take, void *context,
                             gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_correction_each);
    bool found = false;
    gi_row_bind_int(row, 1, ref);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        GI_TRY(take(context, gi_row_int(row, 0), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

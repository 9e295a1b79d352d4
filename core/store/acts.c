/*
 * acts.c - the acts with their public leaves. This table only ever grows.
 */
#include <stdio.h>
#include <string.h>

#include "core/store/log_rows.h"

static const char q_act_insert[] =
    "INSERT INTO act (idx, kind, ts, key, n, request, draft, answer, leaf) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_act_load[] =
    "SELECT idx, kind, ts, key, n, request, draft, answer, leaf FROM act WHERE idx = ?1";
static const char q_act_by_request[] =
    "SELECT idx, kind, ts, key, n, request, draft FROM act WHERE request = ?1";
static const char q_act_last[] = "SELECT idx + 1, ts FROM act ORDER BY idx DESC LIMIT 1";
static const char q_act_each[] = "SELECT idx, kind, ts, key, n, request, draft, leaf FROM act "
                                 "WHERE idx >= ?1 AND idx < ?2 ORDER BY idx";
static const char q_act_last_change[] =
    "SELECT idx + 1 FROM act WHERE kind <> 'head' AND kind <> 'status' ORDER BY idx DESC LIMIT 1";

const char *const gi_act_statements[] = {
    q_act_insert, q_act_load, q_act_by_request, q_act_last, q_act_last_change, q_act_each, NULL,
};

gi_status gi_act_insert(gi_db *db, const gi_act_row *row, const char *answer, gi_bytes leaf,
                        gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_act_insert);
    gi_row_bind_int(insert, 1, row->index);
    gi_row_lend_text(insert, 2, row->kind);
    gi_row_bind_int(insert, 3, row->ts);
    gi_row_bind_int(insert, 4, row->key);
    gi_row_bind_int(insert, 5, row->n);
    gi_row_lend_blob(insert, 6, (gi_bytes){ row->request, sizeof row->request });
    gi_row_lend_blob(insert, 7, gi_digest_view(&row->draft));
    gi_row_lend_text(insert, 8, answer);
    gi_row_lend_blob(insert, 9, leaf);
    return gi_row_run(insert, err);
}

static gi_status read_act(const gi_row *row, gi_act_row *out, gi_error *err)
{
    gi_act_row found = {
        .index = gi_row_int(row, 0),
        .ts = gi_row_int(row, 2),
        .key = (uint16_t)gi_row_int(row, 3),
        .n = gi_row_int(row, 4),
    };
    GI_TRY(gi_row_text(row, 1, found.kind, sizeof found.kind, err));
    gi_bytes request = gi_row_bytes(row, 5);
    gi_bytes draft = gi_row_bytes(row, 6);
    if (request.size != sizeof found.request || draft.size != sizeof found.draft.bytes) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "act");
    }
    memcpy(found.request, request.data, request.size);
    memcpy(found.draft.bytes, draft.data, draft.size);
    *out = found;
    return GI_OK;
}

gi_status gi_act_load(gi_db *db, int64_t index, gi_act_row *out, gi_buf *answer, gi_buf *leaf,
                      gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_act_load);
    bool found = false;
    gi_row_bind_int(row, 1, index);
    GI_TRY(gi_row_step(row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_ACT, gi_num(index).text);
    }
    if (answer != NULL) {
        gi_buf_add(answer, gi_row_bytes(row, 7));
    }
    if (leaf != NULL) {
        gi_buf_add(leaf, gi_row_bytes(row, 8));
    }
    return read_act(row, out, err);
}

gi_status gi_act_by_request(gi_db *db, const uint8_t request[16], bool *found, gi_act_row *out,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_act_by_request);
    gi_row_lend_blob(row, 1, (gi_bytes){ request, 16 });
    GI_TRY(gi_row_step(row, found, err));
    return *found ? read_act(row, out, err) : GI_OK;
}

gi_status gi_act_last(gi_db *db, int64_t *count, gi_time *ts, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_act_last);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *count = found ? gi_row_int(row, 0) : 0;
    *ts = found ? gi_row_int(row, 1) : 0;
    return GI_OK;
}

gi_status gi_act_last_change(gi_db *db, int64_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_act_last_change);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *count = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

gi_status gi_act_each(gi_db *db, int64_t from, int64_t to, gi_act_visit take, void *context,
                      gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_act_each);
    gi_row_bind_int(row, 1, from);
    gi_row_bind_int(row, 2, to);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_act_row act;
        GI_TRY(read_act(row, &act, err));
        GI_TRY(take(context, &act, gi_row_bytes(row, 7), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

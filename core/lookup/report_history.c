/*
 * report_history.c - what happened, act by act, with the public facts of each leaf.
 *
 * A holder's history is found through the private record as well (a harvest names only its
 * source there); that record itself is shown on request only.
 */
#include <string.h>

#include "core/lookup/report.h"
#include "core/store/about.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/log_rows.h"
#include "core/store/officer.h"

typedef struct telling {
    gi_registry *registry;
    const gi_history_query *query;
    char batch[GI_BATCH_ID_TEXT]; /* "" = any */
    uint32_t holder;              /* 0 = any */
    gi_json *rows;
} telling;

static bool text_is(const gi_json *object, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(object, name), &text) &&
           gi_bytes_equal(text, gi_bytes_of(wanted));
}

/* A freeze or recall of many batches names them in its rows; act is its index. */
static gi_status scope_holds(gi_db *db, int64_t act, const char *batch, const gi_json *leaf,
                             bool *yes, gi_error *err)
{
    return gi_json_get(leaf, "list") != NULL ? gi_scope_holds(db, act, batch, yes, err) : GI_OK;
}

/* The act names the batch, or changes an act that does. */
static gi_status concerns_batch(gi_db *db, int64_t act, const char *batch, const gi_json *leaf,
                                bool *yes, gi_error *err)
{
    int64_t ref = 0;
    gi_act_row row;
    GI_AUTO_BUF bytes = GI_BUF(65536);
    GI_AUTO(gi_json) earlier = NULL;
    *yes = text_is(leaf, "batch", batch);
    if (!*yes) {
        GI_TRY(scope_holds(db, act, batch, leaf, yes, err));
    }
    if (*yes || !gi_json_as_int(gi_json_get(leaf, "ref"), &ref)) {
        return GI_OK;
    }
    GI_TRY(gi_act_load(db, ref, &row, NULL, &bytes, err));
    GI_TRY(gi_json_parse(gi_buf_view(&bytes), 8, &earlier, err));
    *yes = text_is(earlier, "batch", batch);
    return *yes ? GI_OK : scope_holds(db, ref, batch, earlier, yes, err);
}

typedef struct owning {
    uint32_t holder;
    bool yes;
} owning;

static gi_status take_holder(void *context, uint32_t holder, gi_error *err)
{
    owning *asked = context;
    (void)err;
    asked->yes = asked->yes || holder == asked->holder;
    return GI_OK;
}

static gi_status concerns_holder(gi_db *db, uint32_t holder, const gi_json *leaf,
                                 const gi_json *record, bool *yes, gi_error *err)
{
    owning asked = { .holder = holder };
    GI_TRY(gi_about_holders(db, leaf, record, take_holder, &asked, err));
    *yes = asked.yes;
    return GI_OK;
}

static gi_status act_row(gi_registry *registry, const gi_act_row *act, gi_json *leaf, gi_json **out,
                         gi_error *err)
{
    gi_act_row again;
    GI_AUTO(gi_json) owned = leaf;
    GI_AUTO_BUF text = GI_BUF(GI_ANSWER_MAX);
    gi_json *answer = NULL;
    const gi_act_kind *kind = gi_act_kind_find(gi_bytes_of(act->kind));
    GI_TRY(gi_act_load(registry->db, act->index, &again, &text, NULL, err));
    GI_TRY(gi_json_parse(gi_buf_view(&text), 8, &answer, err));
    GI_AUTO(gi_json) row = gi_json_object();
    gi_json_set_int(row, "index", act->index);
    gi_json_set_text(row, "act", act->kind);
    gi_json_set_text(row, "zh", kind != NULL ? kind->zh : act->kind);
    gi_json_set_text(row, "en", kind != NULL ? kind->en : act->kind);
    gi_json_set_int(row, "ts", act->ts);
    gi_json_set_text(row, "time", gi_time_text(act->ts, registry->about.utc_offset_min).text);
    gi_json_set_int(row, "key", act->key);
    gi_json_set(row, "answer", answer);
    gi_json_set(row, "leaf", GI_TAKE(owned));
    GI_TRY(gi_json_ok(row, err));
    *out = GI_TAKE(row);
    return GI_OK;
}

static gi_status is_wanted(const telling *all, int64_t act, const gi_json *leaf,
                           const gi_json *record, bool *yes, gi_error *err)
{
    gi_db *db = all->registry->db;
    *yes = true;
    if (all->batch[0] != '\0') {
        GI_TRY(concerns_batch(db, act, all->batch, leaf, yes, err));
    }
    if (*yes && all->holder != 0) {
        GI_TRY(concerns_holder(db, all->holder, leaf, record, yes, err));
    }
    return GI_OK;
}

static gi_status take_act(void *context, const gi_act_row *act, gi_bytes bytes, gi_error *err)
{
    telling *all = context;
    GI_AUTO(gi_json) leaf = NULL;
    GI_AUTO(gi_json) record = NULL;
    gi_json *row = NULL;
    bool yes = false;
    if ((int64_t)gi_json_count(all->rows) >= all->query->page.limit) {
        return GI_OK;
    }
    GI_TRY(gi_json_parse(bytes, 8, &leaf, err));
    GI_TRY(gi_private_load(all->registry->db, act->index, &record, err));
    GI_TRY(is_wanted(all, act->index, leaf, record, &yes, err));
    if (!yes) {
        return GI_OK;
    }
    GI_TRY(act_row(all->registry, act, GI_TAKE(leaf), &row, err));
    if (all->query->with_private) {
        gi_json_set(row, "private", GI_TAKE(record));
    }
    gi_json_push(all->rows, row);
    return GI_OK;
}

static gi_status prepare(telling *all, gi_error *err)
{
    gi_batch_id id;
    const gi_history_query *query = all->query;
    if (query->page.from < 0 || query->page.limit < 1 || query->page.limit > GI_REPORT_ROWS) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "rows", gi_num(query->page.limit).text, "1",
                       gi_num(GI_REPORT_ROWS).text);
    }
    if (query->batch.size > 0) {
        GI_TRY(gi_batch_id_parse(query->batch, &id, err));
        gi_batch_id_print(&id, all->batch);
    }
    if (query->holder.size > 0) {
        GI_TRY(gi_number_parse(query->holder, &all->holder, err));
    }
    return GI_OK;
}

/* The batch or holder that is asked for must exist: an empty history would mislead. */
static gi_status expect_known(const telling *all, gi_error *err)
{
    gi_batch_row batch;
    gi_holder_row holder;
    gi_db *db = all->registry->db;
    if (all->batch[0] != '\0') {
        GI_TRY(gi_batch_load(db, all->batch, &batch, err));
    }
    return all->holder != 0 ? gi_holder_load(db, all->holder, &holder, err) : GI_OK;
}

static bool is_full(const telling *all)
{
    return (int64_t)gi_json_count(all->rows) >= all->query->page.limit;
}

static gi_status take_named(void *context, int64_t act, bool *more, gi_error *err)
{
    telling *all = context;
    GI_TRY(gi_act_each(all->registry->db, act, act + 1, take_act, all, err));
    *more = !is_full(all);
    return GI_OK;
}

/* By index, but for acts that are older than the index. */
static gi_status read_named(telling *all, gi_error *err)
{
    int64_t since = 0;
    gi_db *db = all->registry->db;
    int64_t from = all->query->page.from;
    GI_TRY(gi_about_since(db, &since, err));
    GI_TRY(from < since ? gi_act_each(db, from, since, take_act, all, err) : GI_OK);
    from = from > since ? from : since;
    if (is_full(all)) {
        return GI_OK;
    }
    return all->batch[0] != '\0' ? gi_about_batch(db, all->batch, from, take_named, all, err)
                                 : gi_about_holder(db, all->holder, from, take_named, all, err);
}

static gi_status read_history(telling *all, gi_error *err)
{
    int64_t from = all->query->page.from;
    GI_TRY(expect_known(all, err));
    if (all->batch[0] != '\0' || all->holder != 0) {
        return read_named(all, err);
    }
    int64_t to = from < INT64_MAX - GI_REPORT_ROWS ? from + all->query->page.limit : INT64_MAX;
    return gi_act_each(all->registry->db, from, to, take_act, all, err);
}

gi_status gi_report_history(gi_registry *registry, const gi_history_query *query, gi_json **out,
                            gi_error *err)
{
    GI_AUTO(gi_json) rows = gi_json_array();
    telling all = { .registry = registry, .query = query, .rows = rows };
    GI_TRY(prepare(&all, err));
    GI_TRY(GI_READ(registry, read_history(&all, err), err));
    GI_TRY(gi_json_ok(rows, err));
    *out = GI_TAKE(rows);
    return GI_OK;
}

static gi_status read_act(telling *all, int64_t index, gi_error *err)
{
    gi_act_row row;
    GI_TRY(gi_act_load(all->registry->db, index, &row, NULL, NULL, err));
    return gi_act_each(all->registry->db, index, index + 1, take_act, all, err);
}

gi_status gi_report_act(gi_registry *registry, int64_t index, bool with_private, gi_json **out,
                        gi_error *err)
{
    GI_AUTO(gi_json) rows = gi_json_array();
    gi_history_query query = { .page = { index, 1 }, .with_private = with_private };
    telling all = { .registry = registry, .query = &query, .rows = rows };
    GI_TRY(GI_READ(registry, read_act(&all, index, err), err));
    GI_AUTO(gi_json) row = gi_json_copy(gi_json_at(rows, 0));
    GI_TRY(gi_json_ok(row, err));
    *out = GI_TAKE(row);
    return GI_OK;
}

/*
 * report.c - lists of what a registry holds (gi/report.h).
 *
 * Holders and sources have gapless numbers and batches are numbered within their producer, so
 * rows are found by counting; every walk stops at the page's end. Nothing is kept.
 */
#include "core/lookup/report.h"
#include "core/lookup/report_conformity.h"
#include "core/store/log_rows.h"
#include "core/store/parcels.h"
#include "core/store/products.h"

#include <string.h>

/* A list being filled: rows before from are counted, not made. */
typedef struct listing {
    gi_registry *registry;
    gi_db *db;
    gi_day today;
    gi_report_page page;
    int64_t at;
    gi_json *rows;
} listing;

/* True when the row at hand belongs to the page; counts it. */
static bool wanted(listing *list)
{
    int64_t at = list->at++;
    return at >= list->page.from && at - list->page.from < list->page.limit;
}

static bool is_full(const listing *list)
{
    return list->at - list->page.from >= list->page.limit;
}

static gi_status take_product(void *context, const gi_product *product, gi_error *err)
{
    listing *list = context;
    (void)err;
    if (wanted(list)) {
        gi_json_push(list->rows, gi_row_of_product(product));
    }
    return GI_OK;
}

static gi_status list_products(listing *list, gi_error *err)
{
    return gi_product_each(list->db, take_product, list, err);
}

static gi_status list_holders(listing *list, gi_error *err)
{
    gi_status status = GI_OK;
    for (uint32_t id = 1; status == GI_OK && !is_full(list); id++) {
        gi_holder_row holder;
        status = gi_holder_load(list->db, id, &holder, err);
        if (status == GI_OK && wanted(list)) {
            gi_json_push(list->rows, gi_row_of_holder(&holder));
        }
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static gi_status list_sources(listing *list, gi_error *err)
{
    gi_status status = GI_OK;
    for (int64_t id = 1; status == GI_OK && !is_full(list); id++) {
        gi_source_row source;
        status = gi_source_load(list->db, id, &source, err);
        if (status == GI_OK && wanted(list)) {
            gi_json *row = gi_row_of_source(&source);
            bool known = false;
            gi_json_push(list->rows, row);
            GI_TRY(gi_parcel_known(list->db, id, &known, err));
            gi_json_set_text(row, "parcel",
                             known ? "已登记 / registered" : "无地块编码 / no parcel number");
        }
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

/* Those without a plot number: nobody can tell whether their plot was registered twice. */
static gi_status list_unnumbered(listing *list, gi_error *err)
{
    gi_status status = GI_OK;
    for (int64_t id = 1; status == GI_OK && !is_full(list); id++) {
        gi_source_row source;
        bool known = false;
        status = gi_source_load(list->db, id, &source, err);
        if (status == GI_OK) {
            GI_TRY(gi_parcel_known(list->db, id, &known, err));
        }
        if (status == GI_OK && !known && wanted(list)) {
            gi_json_push(list->rows, gi_row_of_source(&source));
        }
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static gi_status list_batches_of(listing *list, const gi_holder_row *holder, gi_error *err)
{
    for (int64_t number = 1; number < holder->next_batch && !is_full(list); number++) {
        gi_batch_row batch;
        gi_json *row = NULL;
        bool found = false;
        GI_TRY(gi_batch_by_number(list->db, holder->id, number, &found, &batch, err));
        if (found && wanted(list)) {
            GI_TRY(gi_row_of_batch(list->db, &batch, list->today, &row, err));
            gi_json_push(list->rows, row);
        }
    }
    return GI_OK;
}

static gi_status list_batches(listing *list, gi_error *err)
{
    gi_status status = GI_OK;
    for (uint32_t id = 1; status == GI_OK && !is_full(list); id++) {
        gi_holder_row holder;
        status = gi_holder_load(list->db, id, &holder, err);
        if (status == GI_OK) {
            GI_TRY(list_batches_of(list, &holder, err));
        }
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static gi_status take_run(void *context, const gi_run *run, gi_error *err)
{
    listing *list = context;
    (void)err;
    if (wanted(list)) {
        gi_json_push(list->rows, gi_row_of_run(run, list->registry->about.utc_offset_min));
    }
    return GI_OK;
}

static gi_status list_runs(listing *list, gi_error *err)
{
    return gi_run_each(list->db, NULL, take_run, list, err);
}

static gi_status take_key(void *context, const gi_key_row *key, gi_error *err)
{
    listing *list = context;
    (void)err;
    if (wanted(list)) {
        gi_json_push(list->rows, gi_row_of_key(key));
    }
    return GI_OK;
}

static gi_status list_keys(listing *list, gi_error *err)
{
    return gi_key_each(list->db, take_key, list, err);
}

static gi_status take_act(void *context, const gi_act_row *act, gi_bytes leaf, gi_error *err)
{
    listing *list = context;
    const gi_act_kind *kind = gi_act_kind_find(gi_bytes_of(act->kind));
    (void)leaf;
    (void)err;
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "index", act->index);
    gi_json_set_text(row, "act", act->kind);
    gi_json_set_text(row, "zh", kind != NULL ? kind->zh : act->kind);
    gi_json_set_text(row, "en", kind != NULL ? kind->en : act->kind);
    gi_json_set_text(row, "time", gi_time_text(act->ts, list->registry->about.utc_offset_min).text);
    gi_json_set_int(row, "key", act->key);
    gi_json_push(list->rows, row);
    return GI_OK;
}

static gi_status list_acts(listing *list, gi_error *err)
{
    return gi_act_each(list->db, list->page.from, list->page.from + list->page.limit, take_act,
                       list, err);
}

static gi_status take_conformity(void *context, const gi_conformity_row *paper, gi_error *err)
{
    listing *list = context;
    gi_json *row = NULL;
    if (wanted(list)) {
        GI_TRY(gi_row_of_conformity(list->db, paper, &row, err));
        gi_json_push(list->rows, row);
    }
    return GI_OK;
}

static gi_status list_conformities(listing *list, gi_error *err)
{
    return gi_conformity_each(list->db, take_conformity, list, err);
}

static const struct list_kind {
    const char *what;
    gi_status (*fill)(listing *list, gi_error *err);
} kinds[] = {
    { "products", list_products },
    { "holders", list_holders },
    { "sources", list_sources },
    { "batches", list_batches },
    { "runs", list_runs },
    { "keys", list_keys },
    { "acts", list_acts },
    { "conformities", list_conformities },
    { "unnumbered", list_unnumbered },
};

gi_status gi_report_list(gi_registry *registry, const char *what, gi_report_page page,
                         gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) rows = gi_json_array();
    listing list = { .registry = registry,
                     .db = registry->db,
                     .today = gi_registry_today(registry),
                     .page = page,
                     .rows = rows };
    if (page.from < 0 || page.limit < 1 || page.limit > GI_REPORT_ROWS) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "rows", gi_num(page.limit).text, "1",
                       gi_num(GI_REPORT_ROWS).text);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].what, what) == 0) {
            GI_TRY(GI_READ(registry, kinds[i].fill(&list, err), err));
            GI_TRY(gi_json_ok(rows, err));
            *out = GI_TAKE(rows);
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_BAD_FIELD, "list", what,
                   "products|holders|sources|unnumbered|batches|runs|keys|acts|conformities");
}

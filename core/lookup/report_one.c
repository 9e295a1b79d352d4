/*
 * report_one.c - one batch, one holder, and the balances of the ledger.
 *
 * The balances of all come with the books' own check: what is shown sums to zero, or nothing is
 * shown. Those of one holder do not: they cost the same beside long books.
 */
#include <stdio.h>
#include <string.h>

#include "core/ledger/ledger.h"
#include "core/log/policy.h"
#include "core/lookup/facts.h"
#include "core/lookup/report.h"
#include "core/lookup/report_papers.h"
#include "core/store/about.h"
#include "core/store/accounts.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/products.h"
#include "core/store/runs.h"

typedef struct collecting {
    gi_db *db;
    gi_json *rows;
    int offset;
} collecting;

static gi_status take_account(void *context, const gi_posting *account, int64_t balance,
                              gi_error *err)
{
    collecting *all = context;
    gi_product product;
    GI_TRY(gi_product_by_index(all->db, account->product, &product, err));
    gi_json *row = gi_json_object();
    gi_set_holder(row, "holder", account->holder);
    gi_json_set_text(row, "product", product.mnemonic);
    gi_json_set_text(row, "season", gi_season_text(account->season).text);
    gi_json_set_text(row, "material", account->material);
    gi_set_quantity(row, "balance", balance, product.unit);
    gi_json_push(all->rows, row);
    return GI_OK;
}

gi_status gi_accounts_json(gi_db *db, int64_t holder, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) rows = gi_json_array();
    collecting all = { .db = db, .rows = rows };
    GI_TRY(gi_account_each(db, holder, take_account, &all, err));
    GI_TRY(gi_json_ok(rows, err));
    *out = GI_TAKE(rows);
    return GI_OK;
}

static gi_status read_balance(gi_db *db, int64_t holder, gi_json *report, gi_error *err)
{
    gi_json *accounts = NULL;
    GI_TRY(gi_accounts_json(db, holder, &accounts, err));
    gi_json_set(report, "accounts", accounts);
    return gi_json_ok(report, err);
}

static gi_status read_books(gi_db *db, gi_json *report, gi_error *err)
{
    GI_TRY(gi_ledger_check(db, err));
    gi_json_set(report, "balanced", gi_json_bool(true));
    return read_balance(db, -1, report, err);
}

/* Of one registered holder, or -1 for all. */
static gi_status holder_id(gi_db *db, gi_bytes number, gi_holder_row *out, gi_error *err)
{
    uint32_t id = 0;
    GI_TRY(gi_number_parse(number, &id, err));
    return gi_holder_load(db, id, out, err);
}

static gi_status balance_of(gi_db *db, gi_bytes number, gi_json *report, gi_error *err)
{
    gi_holder_row holder;
    if (number.size == 0) {
        return read_books(db, report, err);
    }
    GI_TRY(holder_id(db, number, &holder, err));
    return read_balance(db, holder.id, report, err);
}

gi_status gi_report_balance(gi_registry *registry, gi_bytes holder, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) report = gi_json_object();
    GI_TRY(GI_READ(registry, balance_of(registry->db, holder, report, err), err));
    *out = GI_TAKE(report);
    return GI_OK;
}

/* ---- one holder ---- */

static gi_status take_source(void *context, const gi_source_row *source, gi_error *err)
{
    (void)err;
    gi_json_push(context, gi_row_of_source(source));
    return GI_OK;
}

static gi_status read_holder(gi_db *db, gi_bytes number, gi_json **out, gi_error *err)
{
    gi_holder_row holder;
    gi_json *accounts = NULL;
    GI_TRY(holder_id(db, number, &holder, err));
    GI_AUTO(gi_json) row = gi_row_of_holder(&holder);
    GI_AUTO(gi_json) sources = gi_json_array();
    GI_TRY(gi_source_of_each(db, holder.id, take_source, sources, err));
    GI_TRY(gi_accounts_json(db, holder.id, &accounts, err));
    gi_json_set(row, "accounts", accounts);
    gi_json_set(row, "sources", GI_TAKE(sources));
    GI_TRY(gi_json_ok(row, err));
    *out = GI_TAKE(row);
    return GI_OK;
}

gi_status gi_report_holder(gi_registry *registry, gi_bytes number, gi_json **out, gi_error *err)
{
    return GI_READ(registry, read_holder(registry->db, number, out, err), err);
}

/* ---- one batch ---- */

static gi_status take_run(void *context, const gi_run *run, gi_error *err)
{
    collecting *all = context;
    (void)err;
    gi_json_push(all->rows, gi_row_of_run(run, all->offset));
    return GI_OK;
}

static gi_status take_state(void *context, const gi_label_state *state, gi_error *err)
{
    collecting *all = context;
    (void)err;
    gi_json_push(all->rows, gi_row_of_state(state, all->offset));
    return GI_OK;
}

/* Only where witnesses are named: "witnessed 0 of 0" would mean nothing. */
static gi_status add_witnesses(gi_registry *registry, int64_t act, gi_json *row, gi_error *err)
{
    gi_witnessed found;
    GI_TRY(gi_witnessed_read(registry, act, &found, err));
    if (found.of > 0) {
        gi_json_set_int(row, "witnesses", found.of);
        gi_json_set_int(row, "witnessed", found.by);
        gi_json_set(row, "quorum", gi_json_bool(found.quorum));
    }
    return GI_OK;
}

/* "无记录 / no record"; left out where nothing is to be said. */
static void add_both(gi_json *row, const char *name, const char *zh, const char *en)
{
    char text[256];
    if (zh[0] != '\0') {
        (void)snprintf(text, sizeof text, "%s / %s", zh, en);
        gi_json_set_text(row, name, text);
    }
}

static gi_status add_facts(gi_registry *registry, const gi_batch_row *batch, gi_json *row,
                           gi_error *err)
{
    gi_batch_facts facts;
    GI_TRY(gi_facts_load(registry, batch, &facts, err));
    add_both(row, "pesticides", facts.sprays_zh, facts.sprays_en);
    add_both(row, "conformity", facts.conformity_zh, facts.conformity_en);
    if (facts.undone > 0) {
        gi_time_text_t time = gi_time_text(facts.undone_ts, registry->about.utc_offset_min);
        gi_json_set_text(row, "taken_back_by", facts.undone_by);
        gi_json_set_text(row, "taken_back_time", time.text);
    }
    return GI_OK;
}

static gi_status read_batch(gi_registry *registry, const char *id, gi_json **out, gi_error *err)
{
    gi_batch_row batch;
    gi_db *db = registry->db;
    gi_day today = gi_registry_today(registry);
    collecting all = { .db = db, .offset = registry->about.utc_offset_min };
    GI_AUTO(gi_json) row = NULL;
    GI_AUTO(gi_json) runs = gi_json_array();
    GI_AUTO(gi_json) states = gi_json_array();
    GI_TRY(gi_batch_load(db, id, &batch, err));
    GI_TRY(gi_row_of_batch(db, &batch, today, &row, err));
    all.rows = runs;
    GI_TRY(gi_run_each(db, id, take_run, &all, err));
    all.rows = states;
    GI_TRY(gi_label_state_of_batch(db, id, take_state, &all, err));
    gi_json_set(row, "runs", GI_TAKE(runs));
    gi_json_set(row, "not_in_force", GI_TAKE(states));
    GI_TRY(gi_labels_to_json(db, id, today, row, err));
    GI_TRY(gi_papers_to_json(db, &batch, today, row, err));
    GI_TRY(add_facts(registry, &batch, row, err));
    GI_TRY(add_witnesses(registry, batch.act, row, err));
    GI_TRY(gi_json_ok(row, err));
    *out = GI_TAKE(row);
    return GI_OK;
}

gi_status gi_report_batch(gi_registry *registry, gi_bytes id, gi_json **out, gi_error *err)
{
    gi_batch_id parsed;
    char text[GI_BATCH_ID_TEXT];
    GI_TRY(gi_batch_id_parse(id, &parsed, err));
    gi_batch_id_print(&parsed, text);
    return GI_READ(registry, read_batch(registry, text, out, err), err);
}

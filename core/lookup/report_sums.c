/*
 * report_sums.c - the public sums of the ledger, per product and season and per grade.
 *
 * The same sums follow from the log alone (`gitrace log audit`): what was allowed and lapsed per
 * season, what was issued and came back per grade of the signed header. Labels in force are
 * counted where every look-up counts them (units.h).
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/report.h"
#include "core/lookup/units.h"
#include "core/store/accounts.h"
#include "core/store/batches.h"
#include "core/store/products.h"
#include "core/store/runs.h"
#include "core/store/sums.h"
#include "gi/unit_code.h"

#define GRADES 16 /* 0 = without a grade */

typedef struct graded {
    int64_t issued, credited; /* milli-units */
    gi_units units;
    int64_t ended;
} graded;

typedef struct season_sum {
    uint16_t product;
    int season;
    int64_t allowed, lapsed;
    graded grade[GRADES];
} season_sum;

typedef struct summing {
    gi_db *db;
    gi_day today;
    season_sum *of; /* by product and season */
    size_t count;
    season_sum *at; /* of the batch at hand */
} summing;

static void summing_clear(summing *all)
{
    free(all->of);
}

/* ---- gathering ---- */

static gi_status take_season(void *context, uint16_t product, int season, gi_error *err)
{
    summing *all = context;
    season_sum *more = reallocarray(all->of, all->count + 1, sizeof *more);
    if (more == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "sums");
    }
    all->of = more;
    all->of[all->count++] = (season_sum){ .product = product, .season = season };
    return GI_OK;
}

static gi_status sum_of(summing *all, uint16_t product, int season, season_sum **out, gi_error *err)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->of[i].product == product && all->of[i].season == season) {
            *out = &all->of[i];
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_DB_CORRUPT, "season");
}

static gi_status take_account(void *context, const gi_posting *account, int64_t balance,
                              gi_error *err)
{
    summing *all = context;
    season_sum *sum = NULL;
    GI_TRY(sum_of(all, account->product, account->season, &sum, err));
    if (strcmp(account->material, "lapsed") == 0) {
        sum->lapsed += balance;
    } else if (strcmp(account->material, "source") == 0 ||
               strcmp(account->material, "outside") == 0) {
        sum->allowed -= balance; /* what they gave is their debt */
    }
    return GI_OK;
}

static gi_status grade_of(const uint8_t header[GI_UNIT_HEADER_SIZE], uint8_t *grade, gi_error *err)
{
    gi_unit_header read;
    GI_TRY(gi_unit_header_decode((gi_bytes){ header, GI_UNIT_HEADER_SIZE }, &read, err));
    *grade = read.grade;
    return GI_OK;
}

static gi_status take_market(void *context, const gi_market_row *market, gi_error *err)
{
    summing *all = context;
    season_sum *sum = NULL;
    gi_run run;
    bool found = false;
    uint8_t grade = 0;
    GI_TRY(sum_of(all, market->product, market->season, &sum, err));
    GI_TRY(gi_run_by_serial(all->db, market->key, market->serial, &found, &run, err));
    if (!found) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "run");
    }
    GI_TRY(grade_of(run.header, &grade, err));
    sum->grade[grade].issued += market->amount > 0 ? market->amount : 0;
    sum->grade[grade].credited -= market->amount < 0 ? market->amount : 0;
    return GI_OK;
}

static gi_status take_run(void *context, const gi_run *run, const gi_units *units, int64_t ended,
                          gi_error *err)
{
    summing *all = context;
    uint8_t grade = 0;
    GI_TRY(grade_of(run->header, &grade, err));
    graded *to = &all->at->grade[grade];
    to->units.issued += units->issued;
    to->units.spent += units->spent;
    to->units.recalled += units->recalled;
    to->units.frozen += units->frozen;
    to->units.in_force += units->in_force;
    to->ended += ended;
    return GI_OK;
}

static gi_status take_batch(void *context, const gi_batch_row *batch, gi_error *err)
{
    summing *all = context;
    GI_TRY(sum_of(all, batch->product, batch->season, &all->at, err));
    return gi_run_units_each(all->db, batch->id, all->today, take_run, all, err);
}

/* ---- telling ---- */

static void set_graded(gi_json *row, const graded *sum, gi_unit unit)
{
    gi_set_quantity(row, "issued", sum->issued, unit);
    gi_set_quantity(row, "credited", sum->credited, unit);
    gi_json_set_int(row, "labels", sum->units.issued);
    gi_json_set_int(row, "ended", sum->ended);
    gi_json_set_int(row, "not_activated", sum->units.spent - sum->ended);
    gi_json_set_int(row, "recalled", sum->units.recalled);
    gi_json_set_int(row, "frozen", sum->units.frozen);
    gi_json_set_int(row, "in_force", sum->units.in_force);
}

static void add(graded *to, const graded *one)
{
    to->issued += one->issued;
    to->credited += one->credited;
    to->ended += one->ended;
    to->units.issued += one->units.issued;
    to->units.spent += one->units.spent;
    to->units.recalled += one->units.recalled;
    to->units.frozen += one->units.frozen;
    to->units.in_force += one->units.in_force;
}

static gi_json *row_of(const gi_product *product, int season)
{
    gi_json *row = gi_json_object();
    gi_json_set_text(row, "product", product->mnemonic);
    gi_json_set_text(row, "season", gi_season_text(season).text);
    return row;
}

static void push_grades(const season_sum *sum, const gi_product *product, gi_json *grades)
{
    for (size_t i = 0; i < GRADES; i++) {
        if (sum->grade[i].units.issued == 0) {
            continue;
        }
        gi_json *row = row_of(product, sum->season);
        gi_json_set_int(row, "grade", (int64_t)i);
        if (i > 0 && i <= product->grade_count) {
            gi_json_set_text(row, "grade_zh", product->grade[i - 1].zh);
            gi_json_set_text(row, "grade_en", product->grade[i - 1].en);
        }
        set_graded(row, &sum->grade[i], product->unit);
        gi_json_push(grades, row);
    }
}

static gi_status push_season(const summing *all, const season_sum *sum, gi_json *sums,
                             gi_json *grades, gi_error *err)
{
    gi_product product;
    graded whole = { 0 };
    GI_TRY(gi_product_by_index(all->db, sum->product, &product, err));
    for (size_t i = 0; i < GRADES; i++) {
        add(&whole, &sum->grade[i]);
    }
    gi_json *row = row_of(&product, sum->season);
    gi_set_quantity(row, "allowed", sum->allowed, product.unit);
    gi_set_quantity(row, "lapsed", sum->lapsed, product.unit);
    set_graded(row, &whole, product.unit);
    gi_json_push(sums, row);
    push_grades(sum, &product, grades);
    return GI_OK;
}

static gi_status read_sums(gi_registry *registry, gi_json *report, gi_error *err)
{
    gi_db *db = registry->db;
    summing all __attribute__((cleanup(summing_clear))) = { .db = db,
                                                            .today = gi_registry_today(registry) };
    gi_json *sums = gi_json_array();
    gi_json *grades = gi_json_array();
    gi_json_set(report, "sums", sums);
    gi_json_set(report, "grades", grades);
    GI_TRY(gi_season_each(db, take_season, &all, err));
    GI_TRY(gi_account_each(db, 0, take_account, &all, err));
    GI_TRY(gi_market_each(db, take_market, &all, err));
    GI_TRY(gi_batch_each(db, take_batch, &all, err));
    for (size_t i = 0; i < all.count; i++) {
        GI_TRY(push_season(&all, &all.of[i], sums, grades, err));
    }
    return gi_json_ok(report, err);
}

gi_status gi_report_sums(gi_registry *registry, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) report = gi_json_object();
    GI_TRY(GI_READ(registry, read_sums(registry, report, err), err));
    *out = GI_TAKE(report);
    return GI_OK;
}

static gi_status read_season(gi_db *db, const char *id, gi_season_text_t *out, gi_error *err)
{
    gi_batch_row batch;
    GI_TRY(gi_batch_load(db, id, &batch, err));
    *out = gi_season_text(batch.season);
    return GI_OK;
}

gi_status gi_report_season(gi_registry *registry, gi_bytes id, gi_season_text_t *out, gi_error *err)
{
    gi_batch_id batch;
    char text[GI_BATCH_ID_TEXT];
    GI_TRY(gi_batch_id_parse(id, &batch, err));
    gi_batch_id_print(&batch, text);
    return GI_READ(registry, read_season(registry->db, text, out, err), err);
}

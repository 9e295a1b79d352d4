/*
 * bundle_write.c - a registry as one signed list for devices (gi/bundle.h).
 *
 * One reading transaction, so all tables are of one state. Public facts only: nothing of the
 * private record, no growers. Rows are written in the order in which they are looked for.
 */
#include <inttypes.h>
#include <string.h>

#include "core/lookup/facts.h"
#include "core/lookup/package.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/labels.h"
#include "core/store/log_rows.h"
#include "core/store/products.h"
#include "core/store/registry.h"
#include "core/store/runs.h"
#include "gi/text.h"

/* ---- tables ---- */

static void push_texts(gi_json *row, const char *const *texts)
{
    for (; *texts != NULL; texts++) {
        gi_json_push_text(row, *texts);
    }
}

static void push_ints(gi_json *row, const int64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gi_json_push_int(row, values[i]);
    }
}

#define PUSH_TEXTS(row, ...) push_texts((row), (const char *const[]){ __VA_ARGS__, NULL })
#define PUSH_INTS(row, ...)                            \
    push_ints((row), (const int64_t[]){ __VA_ARGS__ }, \
              sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t))

static gi_status add_product(void *context, const gi_product *product, gi_error *err)
{
    gi_json *row = gi_json_array();
    gi_json *grades = gi_json_array();
    (void)err;
    for (size_t i = 0; i < product->grade_count; i++) {
        gi_json *grade = gi_json_array();
        PUSH_TEXTS(grade, product->grade[i].zh, product->grade[i].en);
        gi_json_push(grades, grade);
    }
    PUSH_INTS(row, product->index);
    PUSH_TEXTS(row, product->mnemonic, product->zh, product->en, product->standard,
               product->unit == GI_UNIT_MASS ? "mass" : "volume");
    PUSH_INTS(row, product->best_before);
    gi_json_push(row, grades);
    gi_json_push(context, row);
    return GI_OK;
}

static gi_status add_producer(void *context, const gi_holder_row *holder, gi_error *err)
{
    gi_json *row = gi_json_array();
    (void)err;
    if (!holder->producer) {
        gi_json_destroy(row);
        return GI_OK;
    }
    PUSH_INTS(row, holder->id);
    PUSH_TEXTS(row, holder->name, holder->uscc, holder->address);
    PUSH_INTS(row, holder->act);
    gi_json_push(context, row);
    return GI_OK;
}

typedef struct batch_context {
    gi_registry *registry;
    gi_json *table;
    gi_json *records;
    gi_json *undone;
} batch_context;

static gi_status add_batch(void *context, const gi_batch_row *batch, gi_error *err)
{
    batch_context *to = context;
    gi_batch_facts facts;
    GI_TRY(gi_facts_load(to->registry, batch, &facts, err));
    gi_json *row = gi_json_array();
    PUSH_INTS(row, facts.id.producer, facts.id.number);
    PUSH_TEXTS(row, facts.id_text);
    PUSH_INTS(row, facts.product, facts.grade, facts.season, facts.quantity, facts.made,
              facts.picked_from, facts.picked_to);
    PUSH_TEXTS(row, facts.origin_zh, facts.place, facts.note);
    PUSH_INTS(row, facts.act, facts.amended);
    gi_json_push(to->table, row);
    gi_bundle_push_records(&facts, to->records);
    gi_bundle_push_undone(&facts, to->undone);
    return GI_OK;
}

static gi_status add_run(void *context, const gi_run *run, gi_error *err)
{
    GI_AUTO_BUF header = GI_BUF(64);
    gi_json *row = gi_json_array();
    (void)err;
    gi_base64_add(&header, (gi_bytes){ run->header, sizeof run->header });
    PUSH_INTS(row, run->key, run->first, run->count);
    PUSH_TEXTS(row, run->batch, gi_buf_text(&header));
    PUSH_INTS(row, run->act, run->issued);
    gi_json_push(context, row);
    return GI_OK;
}

static gi_status add_next(void *context, const gi_key_row *key, gi_error *err)
{
    gi_json *row = gi_json_array();
    (void)err;
    PUSH_INTS(row, key->id, key->next_unit);
    gi_json_push(context, row);
    return GI_OK;
}

static gi_status add_state(void *context, const gi_label_state *state, gi_error *err)
{
    gi_json *row = gi_json_array();
    (void)err;
    PUSH_INTS(row, state->key, state->first, state->count);
    PUSH_TEXTS(row, state->state, state->why, state->who, state->batch);
    PUSH_INTS(row, state->act, state->ts);
    gi_json_push(context, row);
    return GI_OK;
}

static gi_json *new_table(gi_json *payload, gi_bundle_table table)
{
    gi_json *rows = gi_json_array();
    gi_json_set(payload, gi_bundle_table_name(table), rows);
    return rows;
}

static gi_status add_tables(gi_registry *registry, gi_json *payload, gi_error *err)
{
    gi_db *db = registry->db;
    batch_context batches = { registry, new_table(payload, GI_TABLE_BATCHES),
                              new_table(payload, GI_TABLE_RECORDS),
                              new_table(payload, GI_TABLE_UNDONE) };
    GI_TRY(gi_product_each(db, add_product, new_table(payload, GI_TABLE_PRODUCTS), err));
    GI_TRY(gi_holder_each(db, add_producer, new_table(payload, GI_TABLE_PRODUCERS), err));
    GI_TRY(gi_batch_each(db, add_batch, &batches, err));
    GI_TRY(gi_run_each(db, NULL, add_run, new_table(payload, GI_TABLE_RUNS), err));
    GI_TRY(gi_key_each(db, add_next, new_table(payload, GI_TABLE_NEXT), err));
    GI_TRY(gi_bundle_add_holds(db, gi_registry_today(registry), new_table(payload, GI_TABLE_HOLDS),
                               err));
    GI_TRY(gi_bundle_add_packages(db, payload, err));
    GI_TRY(gi_bundle_add_findings(db, new_table(payload, GI_TABLE_FINDINGS), err));
    GI_TRY(gi_waiting_each(db, NULL, add_state, new_table(payload, GI_TABLE_WAITING), err));
    return gi_label_state_each(db, add_state, new_table(payload, GI_TABLE_STATES), err);
}

/* ---- what it says of itself ---- */

/* A note goes in as lines: strings hold no control characters. */
static gi_status add_checkpoint(gi_db *db, gi_json *payload, gi_error *err)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    gi_json *lines = gi_json_array();
    bool found = false;
    gi_json_set(payload, "checkpoint", lines);
    GI_TRY(gi_checkpoint_last(db, &note, &found, err));
    GI_TRY(gi_buf_status(&note, "checkpoint", err));
    gi_bytes rest = gi_buf_view(&note);
    while (rest.size > 0) {
        const uint8_t *end = memchr(rest.data, '\n', rest.size);
        size_t size = end != NULL ? (size_t)(end - rest.data) : rest.size;
        gi_json_push(lines, gi_json_text((gi_bytes){ rest.data, size }));
        size_t step = end != NULL ? size + 1 : size;
        rest = (gi_bytes){ rest.data + step, rest.size - step };
    }
    return GI_OK;
}

static void add_about(const gi_about *about, gi_json *payload)
{
    gi_json_set_int(payload, "v", 1);
    gi_json_set_text(payload, "name", about->name);
    gi_json_set_text(payload, "kind", about->demo ? "demo" : "live");
    gi_json_set_int(payload, "offset", about->utc_offset_min);
}

/* ---- the whole ---- */

static gi_status check_signer(gi_db *db, const gi_signer *signer, gi_error *err)
{
    gi_key_row key;
    GI_TRY(gi_key_load(db, signer->key, &key, err));
    if (strcmp(key.role, "registry") != 0) {
        return gi_fail(err, GI_WHY_WRONG_ROLE, gi_num(key.id).text, key.role, "registry");
    }
    if (strcmp(key.state, "active") != 0) {
        return gi_fail(err, GI_WHY_KEY_RETIRED, gi_num(key.id).text, key.state);
    }
    return gi_public_key_equal(&key.public_key, &signer->public_key)
               ? GI_OK
               : gi_fail(err, GI_WHY_BAD_PUBLIC_KEY, gi_num(key.id).text);
}

static gi_status write_payload(gi_registry *registry, gi_buf *out, gi_error *err)
{
    GI_AUTO(gi_json) payload = gi_json_object();
    add_about(&registry->about, payload);
    GI_TRY(gi_bundle_add_hosts(registry, payload, err));
    GI_TRY(gi_bundle_add_keys(registry->db, payload, err));
    GI_TRY(add_checkpoint(registry->db, payload, err));
    GI_TRY(add_tables(registry, payload, err));
    GI_TRY(gi_json_ok(payload, err));
    gi_json_write(payload, out);
    return gi_buf_status(out, "bundle", err);
}

static gi_status sign_payload(const gi_registry *registry, const gi_signer *signer,
                              int64_t sequence, gi_bytes payload, gi_buf *out, gi_error *err)
{
    GI_AUTO_BUF body = GI_BUF(4096);
    gi_digest digest = gi_sha256(payload);
    gi_buf_add_format(&body, "%s\n" GI_BUNDLE_TITLE "%" PRId64 " %" PRId64 " ",
                      registry->about.origin, sequence, gi_registry_now(registry));
    gi_hex_add(&body, gi_digest_view(&digest));
    gi_buf_add_byte(&body, '\n');
    GI_TRY(gi_buf_status(&body, "bundle", err));
    return gi_note_sign(gi_buf_view(&body), registry->about.origin, signer, out, err);
}

static gi_status write_bundle(gi_registry *registry, const gi_signer *signer, gi_buf *out,
                              gi_error *err)
{
    int64_t size = 0;
    gi_time newest = 0;
    GI_AUTO_BUF payload = GI_BUF(GI_BUNDLE_MAX);
    GI_TRY(check_signer(registry->db, signer, err));
    GI_TRY(gi_act_last(registry->db, &size, &newest, err));
    GI_TRY(write_payload(registry, &payload, err));
    GI_TRY(sign_payload(registry, signer, size + registry->about.lost, gi_buf_view(&payload), out,
                        err));
    gi_buf_add(out, gi_buf_view(&payload));
    return gi_buf_status(out, "bundle", err);
}

gi_status gi_bundle_write(gi_registry *registry, const gi_signer *signer, gi_buf *out,
                          gi_error *err)
{
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = write_bundle(registry, signer, out, err);
    gi_db_rollback(registry->db); /* nothing was written; this only ends the view */
    return status;
}

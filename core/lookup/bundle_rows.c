/*
 * bundle_rows.c - rows of a bundle's tables: reading them, checking them, finding them.
 *
 * A row is an array of integers and texts in a fixed order (bundle.h). Keys of a table stand
 * first in its rows and ascend strictly, so nothing is listed twice.
 */
#include <string.h>

#include "core/lookup/bundle.h"
#include "gi/text.h"

/* Walks along a row; the first misfit sticks. */
typedef struct cursor {
    const gi_json *row;
    size_t place;
    bool misfit;
} cursor;

static int64_t take_int(cursor *at, int64_t low, int64_t high)
{
    int64_t value = low;
    bool good =
        gi_json_as_int(gi_json_at(at->row, at->place++), &value) && value >= low && value <= high;
    at->misfit = at->misfit || !good;
    return good ? value : low;
}

static void take_text(cursor *at, char *out, size_t size)
{
    gi_bytes text = { 0 };
    bool good = gi_json_as_text(gi_json_at(at->row, at->place++), &text) &&
                gi_text_copy(out, size, text, "text", NULL) == GI_OK;
    at->misfit = at->misfit || !good;
}

static gi_status finish(const cursor *at, gi_bundle_table table, gi_error *err)
{
    bool whole = !at->misfit && gi_json_count(at->row) == at->place;
    return whole ? GI_OK : gi_bundle_refuse(err, gi_bundle_table_name(table));
}

static void take_grades(cursor *at, gi_product *product)
{
    const gi_json *list = gi_json_at(at->row, at->place++);
    size_t count = gi_json_count(list);
    at->misfit = at->misfit || !gi_json_is_array(list) || count > GI_GRADES_MAX;
    for (size_t i = 0; i < count && !at->misfit; i++) {
        cursor pair = { .row = gi_json_at(list, i) };
        take_text(&pair, product->grade[i].zh, sizeof product->grade[i].zh);
        take_text(&pair, product->grade[i].en, sizeof product->grade[i].en);
        at->misfit = pair.misfit;
        product->grade_count = i + 1;
    }
}

gi_status gi_bundle_read_product(const gi_json *row, gi_product *out, gi_error *err)
{
    cursor at = { .row = row };
    gi_product product = { 0 };
    char unit[8] = "";
    product.index = (uint16_t)take_int(&at, 1, UINT16_MAX);
    take_text(&at, product.mnemonic, sizeof product.mnemonic);
    take_text(&at, product.zh, sizeof product.zh);
    take_text(&at, product.en, sizeof product.en);
    take_text(&at, product.standard, sizeof product.standard);
    take_text(&at, unit, sizeof unit);
    product.unit = strcmp(unit, "volume") == 0 ? GI_UNIT_VOLUME : GI_UNIT_MASS;
    product.best_before = (uint8_t)take_int(&at, 0, UINT8_MAX);
    take_grades(&at, &product);
    GI_TRY(finish(&at, GI_TABLE_PRODUCTS, err));
    *out = product;
    return GI_OK;
}

gi_status gi_bundle_read_producer(const gi_json *row, gi_holder_row *out, gi_error *err)
{
    cursor at = { .row = row };
    gi_holder_row holder = { .producer = true };
    holder.id = (uint32_t)take_int(&at, 1, GI_NUMBER_MAX);
    take_text(&at, holder.name, sizeof holder.name);
    take_text(&at, holder.uscc, sizeof holder.uscc);
    take_text(&at, holder.address, sizeof holder.address);
    GI_TRY(finish(&at, GI_TABLE_PRODUCERS, err));
    *out = holder;
    return GI_OK;
}

/* The ID says producer and number once more; they must be those of the row. */
static void take_id(cursor *at, gi_batch_facts *facts, int64_t producer, int64_t number)
{
    take_text(at, facts->id_text, sizeof facts->id_text);
    at->misfit = at->misfit ||
                 gi_batch_id_parse(gi_bytes_of(facts->id_text), &facts->id, NULL) != GI_OK ||
                 facts->id.producer != producer || facts->id.number != number;
}

gi_status gi_bundle_read_batch(const gi_json *row, gi_batch_facts *out, gi_error *err)
{
    cursor at = { .row = row };
    gi_batch_facts facts = { 0 };
    int64_t producer = take_int(&at, 1, GI_NUMBER_MAX);
    int64_t number = take_int(&at, 1, GI_NUMBER_MAX);
    take_id(&at, &facts, producer, number);
    facts.product = (uint16_t)take_int(&at, 1, UINT16_MAX);
    facts.grade = (uint8_t)take_int(&at, 0, 15);
    facts.season = (uint8_t)take_int(&at, 0, 15);
    facts.quantity = take_int(&at, 0, GI_JSON_INT_MAX);
    facts.made = (gi_day)take_int(&at, 0, INT32_MAX);
    facts.picked_from = (gi_day)take_int(&at, 0, INT32_MAX);
    facts.picked_to = (gi_day)take_int(&at, 0, INT32_MAX);
    take_text(&at, facts.origin_zh, sizeof facts.origin_zh);
    take_text(&at, facts.place, sizeof facts.place);
    take_text(&at, facts.note, sizeof facts.note);
    facts.act = take_int(&at, -1, GI_JSON_INT_MAX);
    facts.amended = take_int(&at, -1, GI_JSON_INT_MAX);
    GI_TRY(finish(&at, GI_TABLE_BATCHES, err));
    *out = facts;
    return GI_OK;
}

static void take_header(cursor *at, uint8_t header[GI_UNIT_HEADER_SIZE])
{
    gi_bytes text = { 0 };
    bool good = gi_json_as_text(gi_json_at(at->row, at->place++), &text) &&
                gi_base64_parse(text, header, GI_UNIT_HEADER_SIZE, NULL) == GI_OK;
    at->misfit = at->misfit || !good;
}

gi_status gi_bundle_read_run(const gi_json *row, gi_run *out, gi_error *err)
{
    cursor at = { .row = row };
    gi_run run = { 0 };
    run.key = (uint16_t)take_int(&at, 1, UINT16_MAX);
    run.first = (uint32_t)take_int(&at, 1, UINT32_MAX);
    run.count = (uint32_t)take_int(&at, 1, (int64_t)UINT32_MAX - run.first + 1);
    take_text(&at, run.batch, sizeof run.batch);
    take_header(&at, run.header);
    run.act = take_int(&at, 0, GI_JSON_INT_MAX);
    run.issued = take_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(finish(&at, GI_TABLE_RUNS, err));
    *out = run;
    return GI_OK;
}

gi_status gi_bundle_read_state(const gi_json *row, gi_label_state *out, gi_error *err)
{
    cursor at = { .row = row };
    gi_label_state state = { 0 };
    state.key = (uint16_t)take_int(&at, 1, UINT16_MAX);
    state.first = (uint32_t)take_int(&at, 1, UINT32_MAX);
    state.count = (uint32_t)take_int(&at, 1, (int64_t)UINT32_MAX - state.first + 1);
    take_text(&at, state.state, sizeof state.state);
    take_text(&at, state.why, sizeof state.why);
    take_text(&at, state.who, sizeof state.who);
    take_text(&at, state.batch, sizeof state.batch);
    state.act = take_int(&at, 0, GI_JSON_INT_MAX);
    state.ts = take_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(finish(&at, GI_TABLE_STATES, err));
    *out = state;
    return GI_OK;
}

/* ---- checking ---- */

typedef union any_row {
    gi_product product;
    gi_holder_row producer;
    gi_batch_facts batch;
    gi_run run;
    gi_label_state state;
} any_row;

static gi_status check_product(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_product(row, &out->product, err);
}

static gi_status check_producer(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_producer(row, &out->producer, err);
}

static gi_status check_batch(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_batch(row, &out->batch, err);
}

/* A header that cannot be read would make every look-up of the run fail. */
static gi_status check_run(const gi_json *row, any_row *out, gi_error *err)
{
    gi_unit_header header;
    GI_TRY(gi_bundle_read_run(row, &out->run, err));
    gi_bytes bytes = { out->run.header, sizeof out->run.header };
    return gi_unit_header_decode(bytes, &header, NULL) == GI_OK
               ? GI_OK
               : gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_RUNS));
}

static gi_status check_next(const gi_json *row, any_row *out, gi_error *err)
{
    cursor at = { .row = row };
    (void)out;
    (void)take_int(&at, 1, UINT16_MAX);
    (void)take_int(&at, 1, (int64_t)UINT32_MAX + 1);
    return finish(&at, GI_TABLE_NEXT, err);
}

static gi_status check_state(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_state(row, &out->state, err);
}

static const struct table {
    const char *name;
    size_t keys; /* leading integers that order it */
    gi_status (*check)(const gi_json *row, any_row *out, gi_error *err);
} tables[] = {
    [GI_TABLE_PRODUCTS] = { "products", 1, check_product },
    [GI_TABLE_PRODUCERS] = { "producers", 1, check_producer },
    [GI_TABLE_BATCHES] = { "batches", 2, check_batch },
    [GI_TABLE_RUNS] = { "runs", 2, check_run },
    [GI_TABLE_NEXT] = { "next", 1, check_next },
    [GI_TABLE_STATES] = { "states", 2, check_state },
};

const char *gi_bundle_table_name(gi_bundle_table table)
{
    return tables[table].name;
}

int64_t gi_bundle_int(const gi_json *row, size_t place)
{
    int64_t value = 0;
    (void)gi_json_as_int(gi_json_at(row, place), &value); /* checked when the bundle opened */
    return value;
}

/* Below, at or above (first, second). */
static int order(const struct table *table, const gi_json *row, int64_t first, int64_t second)
{
    int64_t here = gi_bundle_int(row, 0);
    if (here != first || table->keys == 1) {
        return (here > first) - (here < first);
    }
    int64_t there = gi_bundle_int(row, 1);
    return (there > second) - (there < second);
}

static gi_status check_table(const gi_json *payload, gi_bundle_table which, gi_error *err)
{
    const struct table *table = &tables[which];
    const gi_json *rows = gi_json_get(payload, table->name);
    any_row scratch;
    if (!gi_json_is_array(rows)) {
        return gi_bundle_refuse(err, table->name);
    }
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        const gi_json *row = gi_json_at(rows, i);
        GI_TRY(table->check(row, &scratch, err));
        if (i > 0 && order(table, gi_json_at(rows, i - 1), gi_bundle_int(row, 0),
                           gi_bundle_int(row, 1)) >= 0) {
            return gi_bundle_refuse(err, table->name);
        }
    }
    return GI_OK;
}

gi_status gi_bundle_check_tables(const gi_json *payload, gi_error *err)
{
    for (int table = 0; table < GI_TABLE_COUNT; table++) {
        GI_TRY(check_table(payload, (gi_bundle_table)table, err));
    }
    return GI_OK;
}

const gi_json *gi_bundle_seek(const gi_json *payload, gi_bundle_table which, int64_t first,
                              int64_t second)
{
    const struct table *table = &tables[which];
    const gi_json *rows = gi_json_get(payload, table->name);
    size_t low = 0; /* rows before it are not above */
    size_t high = gi_json_count(rows);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order(table, gi_json_at(rows, middle), first, second) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const gi_json *row = low > 0 ? gi_json_at(rows, low - 1) : NULL;
    return row != NULL && gi_bundle_int(row, 0) == first ? row : NULL;
}

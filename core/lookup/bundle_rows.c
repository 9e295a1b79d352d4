/*
 * bundle_rows.c - rows of a bundle's tables as values (gi/bundle.h).
 *
 * A row is an array of integers and texts in a fixed order (bundle.h); whatever does not fit
 * its place, or stands beyond the last one, is refused with the name of the table.
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
    holder.act = take_int(&at, 0, GI_JSON_INT_MAX);
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

gi_status gi_bundle_read_records(const gi_json *row, gi_batch_facts *facts, gi_error *err)
{
    cursor at = { .row = row };
    gi_batch_facts read = *facts;
    (void)take_int(&at, 1, GI_NUMBER_MAX);
    (void)take_int(&at, 1, GI_NUMBER_MAX);
    take_text(&at, read.sprays_zh, sizeof read.sprays_zh);
    take_text(&at, read.sprays_en, sizeof read.sprays_en);
    take_text(&at, read.conformity_zh, sizeof read.conformity_zh);
    take_text(&at, read.conformity_en, sizeof read.conformity_en);
    GI_TRY(finish(&at, GI_TABLE_RECORDS, err));
    *facts = read;
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

gi_status gi_bundle_read_hold(const gi_json *item, gi_held_batch *out, gi_error *err)
{
    cursor at = { .row = item };
    gi_held_batch held = { 0 };
    held.key = (uint16_t)take_int(&at, 0, UINT16_MAX);
    held.first = (uint32_t)take_int(&at, 0, UINT32_MAX);
    held.count = (uint32_t)take_int(&at, 0, (int64_t)UINT32_MAX - held.first + 1);
    held.hold.grade = (int)take_int(&at, 0, 3);
    held.hold.until = (gi_day)take_int(&at, 0, INT32_MAX);
    take_text(&at, held.hold.why, sizeof held.hold.why);
    take_text(&at, held.hold.who, sizeof held.hold.who);
    held.hold.act = take_int(&at, 0, GI_JSON_INT_MAX);
    held.hold.ts = take_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(finish(&at, GI_TABLE_HOLDS, err));
    *out = held;
    return GI_OK;
}

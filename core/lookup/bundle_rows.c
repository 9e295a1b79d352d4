/*
 * bundle_rows.c - rows of a bundle's tables as values (gi/bundle.h).
 *
 * A row is an array of integers and texts in a fixed order (bundle.h); whatever does not fit
 * its place, or stands beyond the last one, is refused with the name of the table.
 */
#include <string.h>

#include "core/lookup/bundle.h"
#include "core/lookup/bundle_cursor.h"
#include "core/store/holders.h"
#include "core/store/runs.h"
#include "gi/text.h"

static void take_grades(gi_cursor *at, gi_product *product)
{
    const gi_json *list = gi_json_at(at->row, at->place++);
    size_t count = gi_json_count(list);
    at->misfit = at->misfit || !gi_json_is_array(list) || count > GI_GRADES_MAX;
    for (size_t i = 0; i < count && !at->misfit; i++) {
        gi_cursor pair = { .row = gi_json_at(list, i) };
        gi_cursor_text(&pair, product->grade[i].zh, sizeof product->grade[i].zh);
        gi_cursor_text(&pair, product->grade[i].en, sizeof product->grade[i].en);
        at->misfit = pair.misfit;
        product->grade_count = i + 1;
    }
}

gi_status gi_bundle_read_product(const gi_json *row, gi_product *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_product product = { 0 };
    char unit[8] = "";
    product.index = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    gi_cursor_text(&at, product.mnemonic, sizeof product.mnemonic);
    gi_cursor_text(&at, product.zh, sizeof product.zh);
    gi_cursor_text(&at, product.en, sizeof product.en);
    gi_cursor_text(&at, product.standard, sizeof product.standard);
    gi_cursor_text(&at, unit, sizeof unit);
    product.unit = strcmp(unit, "volume") == 0 ? GI_UNIT_VOLUME : GI_UNIT_MASS;
    product.best_before = (uint8_t)gi_cursor_int(&at, 0, UINT8_MAX);
    take_grades(&at, &product);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_PRODUCTS, err));
    *out = product;
    return GI_OK;
}

gi_status gi_bundle_read_producer(const gi_json *row, gi_holder_row *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_holder_row holder = { .producer = true };
    holder.id = (uint32_t)gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    gi_cursor_text(&at, holder.name, sizeof holder.name);
    gi_cursor_text(&at, holder.uscc, sizeof holder.uscc);
    gi_cursor_text(&at, holder.address, sizeof holder.address);
    holder.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_PRODUCERS, err));
    *out = holder;
    return GI_OK;
}

/* The ID says producer and number once more; they must be those of the row. */
static void take_id(gi_cursor *at, gi_batch_facts *facts, int64_t producer, int64_t number)
{
    gi_cursor_text(at, facts->id_text, sizeof facts->id_text);
    at->misfit = at->misfit ||
                 gi_batch_id_parse(gi_bytes_of(facts->id_text), &facts->id, NULL) != GI_OK ||
                 facts->id.producer != producer || facts->id.number != number;
}

gi_status gi_bundle_read_batch(const gi_json *row, gi_batch_facts *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_batch_facts facts = { 0 };
    int64_t producer = gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    int64_t number = gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    take_id(&at, &facts, producer, number);
    facts.product = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    facts.grade = (uint8_t)gi_cursor_int(&at, 0, 15);
    facts.season = (uint8_t)gi_cursor_int(&at, 0, 15);
    facts.quantity = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    facts.made = (gi_day)gi_cursor_int(&at, 0, INT32_MAX);
    facts.picked_from = (gi_day)gi_cursor_int(&at, 0, INT32_MAX);
    facts.picked_to = (gi_day)gi_cursor_int(&at, 0, INT32_MAX);
    gi_cursor_text(&at, facts.origin_zh, sizeof facts.origin_zh);
    gi_cursor_text(&at, facts.place, sizeof facts.place);
    gi_cursor_text(&at, facts.note, sizeof facts.note);
    facts.act = gi_cursor_int(&at, -1, GI_JSON_INT_MAX);
    facts.amended = gi_cursor_int(&at, -1, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_BATCHES, err));
    *out = facts;
    return GI_OK;
}

gi_status gi_bundle_read_records(const gi_json *row, gi_batch_facts *facts, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_batch_facts read = *facts;
    (void)gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    (void)gi_cursor_int(&at, 1, GI_NUMBER_MAX);
    gi_cursor_text(&at, read.sprays_zh, sizeof read.sprays_zh);
    gi_cursor_text(&at, read.sprays_en, sizeof read.sprays_en);
    gi_cursor_text(&at, read.conformity_zh, sizeof read.conformity_zh);
    gi_cursor_text(&at, read.conformity_en, sizeof read.conformity_en);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_RECORDS, err));
    *facts = read;
    return GI_OK;
}

static void take_header(gi_cursor *at, uint8_t header[GI_UNIT_HEADER_SIZE])
{
    gi_bytes text = { 0 };
    bool good = gi_json_as_text(gi_json_at(at->row, at->place++), &text) &&
                gi_base64_parse(text, header, GI_UNIT_HEADER_SIZE, NULL) == GI_OK;
    at->misfit = at->misfit || !good;
}

gi_status gi_bundle_read_run(const gi_json *row, gi_run *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_run run = { 0 };
    run.key = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    run.first = (uint32_t)gi_cursor_int(&at, 1, UINT32_MAX);
    run.count = (uint32_t)gi_cursor_int(&at, 1, (int64_t)UINT32_MAX - run.first + 1);
    gi_cursor_text(&at, run.batch, sizeof run.batch);
    take_header(&at, run.header);
    run.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    run.issued = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_RUNS, err));
    *out = run;
    return GI_OK;
}

gi_status gi_bundle_read_state(const gi_json *row, gi_label_state *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_label_state state = { 0 };
    state.key = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    state.first = (uint32_t)gi_cursor_int(&at, 1, UINT32_MAX);
    state.count = (uint32_t)gi_cursor_int(&at, 1, (int64_t)UINT32_MAX - state.first + 1);
    gi_cursor_text(&at, state.state, sizeof state.state);
    gi_cursor_text(&at, state.why, sizeof state.why);
    gi_cursor_text(&at, state.who, sizeof state.who);
    gi_cursor_text(&at, state.batch, sizeof state.batch);
    state.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    state.ts = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_STATES, err));
    *out = state;
    return GI_OK;
}

gi_status gi_bundle_read_hold(const gi_json *item, gi_held_batch *out, gi_error *err)
{
    gi_cursor at = { .row = item };
    gi_held_batch held = { 0 };
    held.key = (uint16_t)gi_cursor_int(&at, 0, UINT16_MAX);
    held.first = (uint32_t)gi_cursor_int(&at, 0, UINT32_MAX);
    held.count = (uint32_t)gi_cursor_int(&at, 0, (int64_t)UINT32_MAX - held.first + 1);
    held.hold.grade = (int)gi_cursor_int(&at, 0, 3);
    held.hold.until = (gi_day)gi_cursor_int(&at, 0, INT32_MAX);
    gi_cursor_text(&at, held.hold.why, sizeof held.hold.why);
    gi_cursor_text(&at, held.hold.who, sizeof held.hold.who);
    held.hold.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    held.hold.ts = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_HOLDS, err));
    *out = held;
    return GI_OK;
}

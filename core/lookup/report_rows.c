/*
 * report_rows.c - one row of a table as one JSON object.
 *
 * Members are named as the fields of acts are; amounts carry a text in the unit people use.
 * Nothing private passes: a grower has a number and a card here, no name.
 */
#include <stdio.h>

#include "core/acts/key_list.h"
#include "core/lookup/report.h"
#include "core/lookup/units.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/labels.h"
#include "core/store/prints.h"
#include "core/store/products.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"

void gi_set_quantity(gi_json *object, const char *name, int64_t milli, gi_unit unit)
{
    char text_name[40];
    (void)snprintf(text_name, sizeof text_name, "%s_text", name);
    gi_json_set_int(object, name, milli);
    gi_json_set_text(object, text_name, gi_quantity_text(milli, unit).text);
}

void gi_set_holder(gi_json *object, const char *name, uint32_t holder)
{
    char number[5] = "";
    if (holder != 0) {
        gi_number_print(holder, number);
    }
    gi_json_set_text(object, name, number);
}

gi_json *gi_row_of_product(const gi_product *product)
{
    gi_json *row = gi_product_to_json(product);
    gi_json_set_text(row, "product", product->mnemonic);
    gi_json_set_int(row, "index", product->index);
    return row;
}

gi_json *gi_row_of_holder(const gi_holder_row *holder)
{
    gi_json *row = gi_json_object();
    gi_set_holder(row, "holder", holder->id);
    gi_json_set_text(row, "kind", holder->producer ? "producer" : "grower");
    gi_json_set_text(row, "name", holder->name);
    gi_json_set_text(row, "uscc", holder->uscc);
    gi_json_set_text(row, "card", holder->card);
    gi_json_set_text(row, "address", holder->address);
    gi_json_set_text(row, "state", holder->suspended ? "suspended" : "active");
    gi_json_set_int(row, "act", holder->act);
    return row;
}

gi_json *gi_row_of_source(const gi_source_row *source)
{
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "source", source->id);
    gi_set_holder(row, "holder", source->holder);
    gi_json_set_text(row, "kind", source->kind);
    gi_json_set_int(row, "township", source->township);
    gi_json_set_int(row, "capacity", source->capacity);
    gi_json_set_int(row, "act", source->act);
    return row;
}

static void set_range(gi_json *row, uint16_t key, uint32_t first, uint32_t count)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_unit_number_print((gi_unit_id){ key, first }, from);
    gi_unit_number_print((gi_unit_id){ key, first + count - 1 }, to);
    (void)snprintf(units, sizeof units, "%s..%s", from, to);
    gi_json_set_int(row, "key", key);
    gi_json_set_int(row, "first", first);
    gi_json_set_int(row, "count", count);
    gi_json_set_text(row, "units", units);
}

gi_json *gi_row_of_run(const gi_run *run, int utc_offset_min)
{
    gi_json *row = gi_json_object();
    set_range(row, run->key, run->first, run->count);
    gi_json_set_text(row, "batch", run->batch);
    gi_json_set_text(row, "time", gi_time_text(run->issued, utc_offset_min).text);
    gi_json_set_int(row, "act", run->act);
    return row;
}

gi_json *gi_row_of_state(const gi_label_state *state, int utc_offset_min)
{
    gi_json *row = gi_json_object();
    set_range(row, state->key, state->first, state->count);
    gi_json_set_text(row, "batch", state->batch);
    gi_json_set_text(row, "state", state->state);
    gi_json_set_text(row, "why", state->why);
    gi_json_set_text(row, "who", state->who);
    gi_json_set_text(row, "time", gi_time_text(state->ts, utc_offset_min).text);
    gi_json_set_int(row, "act", state->act);
    return row;
}

gi_json *gi_row_of_key(const gi_key_row *key)
{
    gi_json *row = gi_key_entry(key);
    gi_json_set_int(row, "next_unit", key->next_unit);
    return row;
}

gi_status gi_row_of_batch(gi_db *db, const gi_batch_row *batch, gi_day today, gi_json **out,
                          gi_error *err)
{
    gi_product product;
    gi_units units;
    int64_t printed = 0;
    GI_TRY(gi_product_by_index(db, batch->product, &product, err));
    GI_TRY(gi_units_load(db, batch->id, today, &units, err));
    GI_TRY(gi_print_units(db, batch->id, &printed, err));
    GI_AUTO(gi_json) row = gi_json_object();
    gi_json_set_text(row, "batch", batch->id);
    gi_set_holder(row, "holder", batch->holder);
    gi_json_set_text(row, "product", product.mnemonic);
    gi_json_set_text(row, "season", gi_season_text(batch->season).text);
    gi_json_set_int(row, "lot", batch->lot);
    gi_json_set_text(row, "state", batch->undone > 0 ? "taken_back" : "registered");
    gi_set_quantity(row, "qty", batch->undone > 0 ? 0 : batch->quantity, product.unit);
    gi_set_quantity(row, "left", batch->remaining, product.unit);
    gi_json_set_int(row, "grade", batch->grade);
    gi_json_set_text(row, "place", batch->place);
    gi_json_set_text(row, "note", batch->note);
    gi_json_set_int(row, "issued", units.issued);
    gi_json_set_int(row, "printed", printed);
    gi_json_set_int(row, "in_force", units.in_force);
    gi_json_set_int(row, "act", batch->act);
    if (batch->amended >= 0) {
        gi_json_set_int(row, "amended", batch->amended);
    }
    if (batch->undone > 0) {
        gi_json_set_int(row, "taken_back", batch->undone);
    }
    GI_TRY(gi_json_ok(row, err));
    *out = GI_TAKE(row);
    return GI_OK;
}

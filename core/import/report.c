/*
 * report.c - what an import found and would do, as JSON (gi/import.h).
 */
#include <string.h>

#include "core/import/resolve.h"
#include "gi/quantity.h"

static gi_json *finding_json(const gi_import *import, const gi_finding *found)
{
    gi_json *json = gi_json_object();
    gi_json_set_int(json, "row", found->row);
    if (found->column >= 0) {
        char letters[4];
        gi_column_letters((size_t)found->column, letters);
        gi_json_set_text(json, "column", letters);
        if ((size_t)found->column < import->head_count) {
            gi_json_set_text(json, "header", import->head[found->column].text);
        }
    }
    if (found->value[0] != '\0') {
        gi_json_set_text(json, "value", found->value);
    }
    if (found->why.field[0] != '\0') {
        gi_json_set_text(json, "field", found->why.field);
    }
    gi_json_set_text(json, "reason", gi_why_id(found->why.why));
    gi_json_set_text(json, "message", found->why.message);
    gi_json_set_text(json, "zh", found->why.zh);
    return json;
}

/* Faults in the order of the file: those of reading come first as they were found. */
static gi_json *findings_json(const gi_import *import, bool notes)
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < import->findings; i++) {
        if (import->finding[i].note == notes) {
            gi_json_push(list, finding_json(import, &import->finding[i]));
        }
    }
    return list;
}

/* A mnemonic as the registry spells it, though it was read whatever its case. */
static void add_value(gi_json *fields, const gi_import_field *field, const char *value)
{
    char mnemonic[GI_MNEMONIC_SIZE];
    bool folded = field->shape == GI_SHAPE_PRODUCT && gi_import_mnemonic(value, mnemonic);
    gi_json_set_text(fields, field->name, folded ? mnemonic : value);
}

static gi_json *record_json(const gi_import *import, const gi_record *record)
{
    gi_json *json = gi_json_object();
    gi_json *fields = gi_json_object();
    const gi_import_kind *kind = gi_import_kind_at(record->kind);
    for (size_t i = 0; kind->fields[i].name != NULL; i++) {
        const char *value = gi_record_value(import, record, i);
        if (value[0] != '\0') {
            add_value(fields, &kind->fields[i], value);
        }
    }
    gi_json_set_int(json, "row", record->row);
    gi_json_set_text(json, "kind", kind->act);
    gi_json_set(json, "fields", fields);
    return json;
}

static gi_json *records_json(const gi_import *import)
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < import->count; i++) {
        if (!import->record[i].bad) {
            gi_json_push(list, record_json(import, &import->record[i]));
        }
    }
    return list;
}

static gi_json *change_json(const gi_balance_change *change)
{
    char number[5];
    gi_json *json = gi_json_object();
    gi_number_print(change->holder, number);
    gi_json_set_text(json, "holder", number);
    gi_json_set_text(json, "product", change->product);
    gi_json_set_text(json, "season", gi_season_text(change->season).text);
    gi_json_set_text(json, "material", change->material);
    gi_json_set_int(json, "before", change->before);
    gi_json_set_int(json, "after", change->after);
    gi_json_set_text(json, "before_text", gi_quantity_text(change->before, change->unit).text);
    gi_json_set_text(json, "after_text", gi_quantity_text(change->after, change->unit).text);
    return json;
}

static int64_t good_rows(const gi_import *import)
{
    int64_t good = 0;
    for (size_t i = 0; i < import->count; i++) {
        good += !import->record[i].bad;
    }
    return good;
}

static void add_file(gi_json *json, const gi_import *import)
{
    bool mixed = import->kind == GI_IMPORT_KINDS;
    gi_json_set_text(json, "kind", mixed ? "mixed" : gi_import_kind_at(import->kind)->act);
    gi_json_set_text(json, "format", import->about.format);
    gi_json_set_text(json, "encoding", import->about.encoding);
    if (import->about.sheet[0] != '\0') {
        gi_json_set_text(json, "sheet", import->about.sheet);
    }
    gi_json_set_int(json, "header", import->header);
    gi_json_set_int(json, "rows_read", (int64_t)import->count);
    gi_json_set_int(json, "rows_good", good_rows(import));
}

gi_json *gi_import_report(const gi_import *import, bool with_rows)
{
    gi_json *json = gi_json_object();
    gi_json *balance = gi_json_array();
    add_file(json, import);
    gi_json_set_int(json, "fault_count", import->faults);
    gi_json_set_int(json, "note_count", import->notes);
    gi_json_set(json, "faults", findings_json(import, false));
    gi_json_set(json, "notes", findings_json(import, true));
    for (size_t i = 0; i < import->changes; i++) {
        gi_json_push(balance, change_json(&import->change[i]));
    }
    gi_json_set(json, "balance", balance);
    gi_json_set(json, "stored", gi_json_bool(import->stored));
    if (import->stored) {
        gi_json_set_int(json, "first", import->first);
        gi_json_set_int(json, "last", import->last);
    }
    if (with_rows) {
        gi_json_set(json, "rows", records_json(import));
    }
    return json;
}

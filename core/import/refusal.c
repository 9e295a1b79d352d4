/*
 * refusal.c - what the registry refuses, as a finding about a cell (plan.h).
 *
 * A refusal names the field of a draft; a person has to be told the column it came from. The
 * machine's trouble is no finding: it ends the run.
 */
#include <string.h>

#include "core/import/plan.h"

/* The column of the field that a refusal names; of two for one field, the one that was filled. */
static int column_of(const gi_import *import, const gi_record *record, const char *field,
                     const char **value)
{
    const gi_import_kind *kind = gi_import_kind_at(record->kind);
    int column = -1;
    for (size_t i = 0; kind->fields[i].name != NULL; i++) {
        const char *text = gi_record_value(import, record, i);
        if (strcmp(kind->fields[i].name, field) == 0 && (column < 0 || text[0] != '\0')) {
            column = import->map[record->kind].column[i];
            *value = text;
        }
    }
    return column;
}

/* Refusals that name no field are about one all the same; the first that the kind has. */
static const struct about {
    gi_why why;
    const char *fields[2];
} abouts[] = {
    { GI_WHY_NO_SOURCE, { "source", NULL } },
    { GI_WHY_NO_PRODUCT, { "product", NULL } },
    { GI_WHY_NO_SEASON, { "season", NULL } },
    { GI_WHY_OUTSIDE_SEASON, { "day", NULL } },
    { GI_WHY_FUTURE_DAY, { "day", NULL } },
    { GI_WHY_DAY_ORDER, { "day", NULL } },
    { GI_WHY_NO_HOLDER, { "holder", ".holder" } },
    { GI_WHY_SUSPENDED, { "holder", ".holder" } },
    { GI_WHY_NOT_PRODUCER, { "holder", NULL } },
    { GI_WHY_NO_LOT, { "lot", "inputs" } },
    { GI_WHY_LOT_HELD, { "lot", "inputs" } },
    { GI_WHY_OVER_BALANCE, { "qty", NULL } },
    { GI_WHY_NOT_IN_PRODUCT, { "product", "grade" } },
};

static const char *field_of(const gi_record *record, const gi_error *why)
{
    const gi_import_kind *kind = gi_import_kind_at(record->kind);
    for (size_t i = 0; i < sizeof abouts / sizeof abouts[0] && why->field[0] == '\0'; i++) {
        for (size_t k = 0; k < 2 && abouts[i].why == why->why; k++) {
            const char *field = abouts[i].fields[k];
            if (field != NULL && gi_kind_field(kind, field) >= 0) {
                return field;
            }
        }
    }
    return why->field;
}

bool gi_import_is_finding(gi_status status)
{
    return status == GI_NOT_FOUND || status == GI_INVALID || status == GI_CONFLICT;
}

gi_status gi_import_refuse(gi_import *import, gi_record *record, gi_status status,
                           const gi_error *why, gi_error *err)
{
    const char *value = "";
    if (!gi_import_is_finding(status)) {
        if (err != NULL) {
            *err = *why;
            err->row = record->row;
        }
        return status;
    }
    int column = column_of(import, record, field_of(record, why), &value);
    gi_import_find(import, false, record->row, column, gi_bytes_of(value), why);
    record->bad = true;
    return GI_OK;
}

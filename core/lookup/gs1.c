/*
 * gs1.c - .../01/<gtin14>/10/<batch ID>/21/<unit number>?S=<digits>: does the path fit?
 *
 * Only S is read for the answer (FORMATS 4). What stands in the path is printed for other
 * systems, so it must say the same. GTINs are not registered yet: 14 digits is all we ask.
 */
#include <string.h>

#include "core/lookup/view.h"

enum { AI_GTIN, GTIN, AI_BATCH, BATCH, AI_UNIT, UNIT, PARTS };

/* The path before a query or fragment, without blanks around it. */
static gi_bytes path_of(gi_bytes text)
{
    while (text.size > 0 &&
           (text.data[0] == ' ' || (text.data[0] >= '\t' && text.data[0] <= '\r'))) {
        text = (gi_bytes){ text.data + 1, text.size - 1 };
    }
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '?' || text.data[i] == '#') {
            text.size = i;
        }
    }
    return text;
}

static void split_path(gi_bytes path, gi_bytes part[PARTS])
{
    for (size_t i = PARTS; i > 0; i--) {
        const uint8_t *slash = path.size > 0 ? memrchr(path.data, '/', path.size) : NULL;
        size_t start = slash != NULL ? (size_t)(slash - path.data) + 1 : 0;
        part[i - 1] = (gi_bytes){ path.data + start, path.size - start };
        path.size = start > 0 ? start - 1 : 0;
    }
}

static bool is_text(gi_bytes part, const char *text)
{
    return gi_bytes_equal(part, gi_bytes_of(text));
}

static bool all_digits(gi_bytes part)
{
    for (size_t i = 0; i < part.size; i++) {
        if (part.data[i] < '0' || part.data[i] > '9') {
            return false;
        }
    }
    return true;
}

static bool batch_agrees(gi_bytes part, const gi_verdict *verdict)
{
    gi_batch_id id;
    char text[GI_BATCH_ID_TEXT];
    if (gi_batch_id_parse(part, &id, NULL) != GI_OK) {
        return false;
    }
    gi_batch_id_print(&id, text);
    return verdict->has_batch && strcmp(text, verdict->batch.id_text) == 0;
}

static bool unit_agrees(gi_bytes part, const gi_verdict *verdict)
{
    gi_unit_id unit;
    return gi_unit_number_parse(part, &unit, NULL) == GI_OK && unit.key == verdict->unit.key &&
           unit.serial == verdict->unit.serial;
}

bool gi_gs1_agrees(gi_bytes text, const gi_verdict *verdict)
{
    gi_bytes part[PARTS];
    split_path(path_of(text), part);
    if (!is_text(part[AI_GTIN], "01") || !is_text(part[AI_BATCH], "10") ||
        !is_text(part[AI_UNIT], "21")) {
        return true;
    }
    return part[GTIN].size == 14 && all_digits(part[GTIN]) && batch_agrees(part[BATCH], verdict) &&
           unit_agrees(part[UNIT], verdict);
}

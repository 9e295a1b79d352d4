/* Any bytes as a unit number or hidden code: accepted ones have one canonical text. */
#include <stdlib.h>
#include <string.h>

#include "gi/unit_number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_number(gi_bytes typed)
{
    gi_error err = { 0 };
    gi_unit_id id = { 0 };
    gi_unit_id again = { 0 };
    char text[GI_UNIT_NUMBER_TEXT];
    if (gi_unit_number_parse(typed, &id, &err) != GI_OK) {
        return;
    }
    gi_unit_number_print(id, text);
    if (gi_unit_number_parse(gi_bytes_of(text), &again, &err) != GI_OK || again.key != id.key ||
        again.serial != id.serial) {
        abort();
    }
}

static void try_hidden(gi_bytes typed)
{
    gi_error err = { 0 };
    char text[GI_HIDDEN_TEXT];
    char again[GI_HIDDEN_TEXT];
    if (gi_hidden_code_parse(typed, text, &err) != GI_OK) {
        return;
    }
    if (gi_hidden_code_parse(gi_bytes_of(text), again, &err) != GI_OK || strcmp(text, again) != 0) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    try_number((gi_bytes){ data, size });
    try_hidden((gi_bytes){ data, size });
    return 0;
}

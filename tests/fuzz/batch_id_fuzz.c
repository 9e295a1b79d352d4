/* Any bytes as a batch ID: accepted ones print to one canonical text that parses alike. */
#include <stdlib.h>
#include <string.h>

#include "gi/batch_id.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_error err = { 0 };
    gi_batch_id id = { 0 };
    gi_batch_id again = { 0 };
    char text[GI_BATCH_ID_TEXT];
    char twice[GI_BATCH_ID_TEXT];
    if (gi_batch_id_parse((gi_bytes){ data, size }, &id, &err) != GI_OK) {
        return 0;
    }
    gi_batch_id_print(&id, text);
    if (gi_batch_id_parse(gi_bytes_of(text), &again, &err) != GI_OK) {
        abort();
    }
    gi_batch_id_print(&again, twice);
    if (strlen(text) != GI_BATCH_ID_TEXT - 1 || strcmp(text, twice) != 0) {
        abort();
    }
    return 0;
}

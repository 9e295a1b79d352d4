/*
 * import_csv_fuzz.c - any bytes as a CSV file of every kind: read or refused, and the report of
 * what was read can always be written.
 */
#include <stdlib.h>

#include "gi/import.h"
#include "tests/fuzz/fuzz.h"

static void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void read_as(const char *kind, gi_bytes file)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    gi_import_options how = { .kind = kind, .product = "LSYW", .season = "2026-1" };
    if (gi_import_read(file, &how, &import, &err) == GI_OK) {
        GI_AUTO(gi_json) report = gi_import_report(import, true);
        require(gi_json_ok(report, &err) == GI_OK);
    } else {
        require(err.message[0] != '\0');
    }
    gi_import_destroy(import);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = { "holder", "source", "harvest", "lot", "batch", "mixed" };
    gi_bytes file = { data, size };
    bool zip = size >= 2 && data[0] == 'P' && data[1] == 'K';
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && !zip; i++) {
        read_as(kinds[i], file);
    }
    return 0;
}

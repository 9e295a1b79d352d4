/*
 * import_xlsx_fuzz.c - any bytes as an XLSX file, and (because a zip rarely survives a flipped bit)
 * as a sheet inside a good one.
 */
#include <stdlib.h>
#include <string.h>

#include "core/import/write.h"
#include "gi/import.h"
#include "tests/fuzz/fuzz.h"

static void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void read_file(gi_bytes file)
{
    gi_error err = { 0 };
    gi_import *import = NULL;
    gi_import_options how = { .kind = "harvest", .product = "LSYW", .season = "2026-1" };
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
    gi_bytes bytes = { data, size };
    GI_AUTO_BUF file = GI_BUF(1 << 24);
    if (size >= 2 && data[0] == 'P' && data[1] == 'K') {
        read_file(bytes);
        return 0;
    }
    const gi_sheet_text sheet = { "表", bytes };
    if (gi_xlsx_write(&sheet, 1, &file, NULL) == GI_OK) {
        read_file(gi_buf_view(&file));
    }
    return 0;
}

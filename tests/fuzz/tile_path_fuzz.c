/*
 * tile_path_fuzz.c - any bytes as the path of a tile: refused, or its one spelling.
 */
#include <stdlib.h>

#include "gi/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int level = 0;
    int width = 0;
    int64_t n = 0;
    char again[GI_TILE_PATH];
    gi_bytes path = { data, size };
    if (gi_tile_path_parse(path, &level, &n, &width, NULL) != GI_OK) {
        return 0;
    }
    gi_tile_path(level, n, width, again);
    if (!gi_bytes_equal(path, gi_bytes_of(again))) {
        abort();
    }
    return 0;
}

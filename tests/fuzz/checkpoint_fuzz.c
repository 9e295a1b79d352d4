/*
 * checkpoint_fuzz.c - any bytes as a checkpoint: refused, or the one spelling of its value.
 *
 * With extension lines: the same three lines, and then lines that are not empty.
 */
#include <stdlib.h>
#include <string.h>

#include "gi/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_checkpoint checkpoint;
    gi_checkpoint plain;
    GI_AUTO_BUF again = GI_BUF(1024);
    gi_bytes body = { data, size };
    bool strict = gi_checkpoint_parse(body, &plain, NULL) == GI_OK;
    if (gi_checkpoint_parse_extended(body, &checkpoint, NULL) != GI_OK) {
        check(!strict);
        return 0;
    }
    gi_checkpoint_print(&checkpoint, &again);
    check(again.size <= size && memcmp(again.data, data, again.size) == 0);
    check(strict == (again.size == size));
    check(memmem(data, size, "\n\n", 2) == NULL && data[size - 1] == '\n');
    return 0;
}

/*
 * checkpoint_fuzz.c - any bytes as a checkpoint: refused, or the one spelling of its value.
 */
#include <stdlib.h>

#include "gi/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_checkpoint checkpoint;
    GI_AUTO_BUF again = GI_BUF(1024);
    gi_bytes body = { data, size };
    if (gi_checkpoint_parse(body, &checkpoint, NULL) != GI_OK) {
        return 0;
    }
    gi_checkpoint_print(&checkpoint, &again);
    if (!gi_bytes_equal(body, gi_buf_view(&again))) {
        abort();
    }
    return 0;
}

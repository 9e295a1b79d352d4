/*
 * add_checkpoint_fuzz.c - any bytes as a request to a witness: refused, or printed back.
 *
 * What is accepted has one spelling, and its note goes through the parsers behind it.
 */
#include <stdlib.h>

#include "gi/witness.h"
#include "tests/fuzz/fuzz.h"

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_bytes text = { data, size };
    gi_add_checkpoint request;
    gi_note note;
    gi_checkpoint checkpoint;
    GI_AUTO_BUF again = GI_BUF(2 * GI_ADD_CHECKPOINT_MAX);
    if (gi_add_checkpoint_parse(text, &request, NULL) != GI_OK) {
        return 0;
    }
    check(size <= GI_ADD_CHECKPOINT_MAX && request.path.count <= GI_PROOF_MAX && request.old >= 0);
    gi_add_checkpoint_print(&request, &again);
    check(gi_bytes_equal(gi_buf_view(&again), text));
    if (gi_note_parse(request.note, &note, NULL) == GI_OK) {
        (void)!gi_checkpoint_parse_extended(note.body, &checkpoint, NULL);
    }
    return 0;
}

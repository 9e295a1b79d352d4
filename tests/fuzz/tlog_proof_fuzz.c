/*
 * tlog_proof_fuzz.c - any bytes as a proof file: refused, or read so that it prints the same
 * again (the unsigned extra line aside) and can be checked without harm.
 */
#include <stdlib.h>

#include "gi/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_same(gi_bytes text, int64_t index, const gi_path *path, gi_bytes note)
{
    static const char extra[] = "c2sp.org/tlog-proof@v1\nextra ";
    GI_AUTO_BUF again = GI_BUF(4 * GI_NOTE_MAX);
    gi_bytes head = { text.data, text.size < sizeof extra - 1 ? text.size : sizeof extra - 1 };
    gi_tlog_proof_print(index, path, note, &again);
    if (!gi_bytes_equal(head, gi_bytes_of(extra)) && !gi_bytes_equal(text, gi_buf_view(&again))) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_path path;
    int64_t index = -1;
    gi_bytes note;
    gi_bytes text = { data, size };
    gi_digest zero = { 0 };
    if (gi_tlog_proof_parse(text, &index, &path, &note, NULL) != GI_OK) {
        return 0;
    }
    expect_same(text, index, &path, note);
    if (index < 0 || gi_inclusion_fits(&zero, index, INT64_MAX, &path, &zero) ||
        gi_consistency_fits(index, &zero, INT64_MAX, &zero, &path)) {
        abort();
    }
    return 0;
}

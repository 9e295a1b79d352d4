/*
 * leaf_fuzz.c - any bytes as an entry bundle: every leaf is judged, none ends the audit.
 *
 * A bundle rather than one leaf, so that leaves meet keys, batches and runs of earlier ones.
 */
#include <stdlib.h>

#include "gi/audit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_sums(const gi_audit *audit)
{
    gi_audit_sum sum;
    for (size_t i = 0; gi_audit_sums(audit, i, &sum); i++) {
        if (sum.allowed < 0 || sum.potential < 0 || sum.issued < 0 || sum.credited < 0 ||
            sum.credited > sum.issued) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GI_AUTO(gi_audit) audit = NULL;
    gi_audit_options options = { .signatures = size % 2 == 1, .threads = 1 };
    int64_t leaves = 0;
    if (gi_audit_create(&options, &audit, NULL) != GI_OK) {
        return 0;
    }
    for (size_t at = 0; size - at >= 2; leaves++) {
        size_t length = (size_t)(data[at] << 8 | data[at + 1]);
        length = length < size - at - 2 ? length : size - at - 2;
        if (gi_audit_leaf(audit, (gi_bytes){ data + at + 2, length }, NULL) != GI_OK) {
            abort();
        }
        at += 2 + length;
    }
    if (gi_audit_finish(audit, NULL) != GI_OK || gi_audit_count(audit).leaves != leaves) {
        abort();
    }
    check_sums(audit);
    return 0;
}

/*
 * codes.h - the codes of an issued run, signed as they stream.
 *
 * Signatures are computed after COMMIT, only for serials of committed runs, and are never
 * stored (FORMATS 5). Flat memory, any number of units, one or more threads.
 */
#ifndef GI_CODES_H
#define GI_CODES_H

#include "gi/batch.h"
#include "gi/registry.h"

/*
 * Finds a run by text: a batch ID (its newest run), "<batch ID>#2" (its second), or
 * "<key>/<serial>". Fills the facts of its batch as well (facts may be NULL).
 * GI_NOT_FOUND no-batch, no-run
 */
GI_CHECKED gi_status gi_run_find(gi_registry *registry, gi_bytes text, gi_run *run,
                                 gi_batch_facts *facts, gi_error *err);

/* One finished code: digits (terminated) and printed unit number. Valid during the call. */
typedef struct gi_code_item {
    uint32_t serial;
    const char *digits;
    const char *number;
} gi_code_item;

/* Takes codes in serial order; a status other than GI_OK stops the stream and is returned. */
typedef struct gi_code_sink {
    gi_status (*take)(void *context, const gi_code_item *item, gi_error *err);
    void *context;
} gi_code_sink;

/*
 * Signs and hands over the serials [from, from + count) of the run, in order. signer must be the
 * run's key (GI_DENIED other-signer otherwise); threads 1..64.
 * GI_INVALID bad-count when the range leaves the run.
 */
GI_CHECKED gi_status gi_codes_stream(const gi_run *run, const gi_signer *signer, uint32_t from,
                                     uint32_t count, int threads, gi_code_sink sink, gi_error *err);

/*
 * Signs one code that needs no run: a batch paper (type 3, serial 0) or a test code (type 15).
 * header->key must be the signer's. GI_INVALID unknown-type for any other type
 */
GI_CHECKED gi_status gi_code_sign(const gi_unit_header *header, const gi_signer *signer,
                                  gi_unit_code *out, gi_error *err);

#endif

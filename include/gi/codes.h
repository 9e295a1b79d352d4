/*
 * codes.h - the codes of an issued run, signed as they stream.
 *
 * Signatures are computed after COMMIT, only for serials of committed runs, and are never
 * stored (FORMATS 5): a code is made again whenever somebody prints it, with the same digits
 * under Ed25519 and others under P-256 and SM2. Flat memory, any number of units, one or more
 * threads: blocks of 64 codes, one for one thread, three for each of several.
 */
#ifndef GI_CODES_H
#define GI_CODES_H

#include "gi/batch.h"
#include "gi/registry.h"

/*
 * Finds a run by text: a batch ID (its newest run), "<batch ID>#2" (its second, counted from 1 in
 * the order of issue), or "<key>/<serial>" in decimal (the run that holds that label). run and
 * facts are of one moment.
 *
 * run    the run as it stands in its leaf
 * facts  the facts of its batch as well; may be NULL
 *
 * GI_NOT_FOUND  no-batch; no-run: none yet, not so many, or no run holds that serial
 * GI_INVALID    bad-length, bad-character, bad-check, out-of-range (batch ID); bad-number or
 *               out-of-range (what follows '#', key 1..65535, serial 1..2^32-1)
 */
GI_CHECKED gi_status gi_run_find(gi_registry *registry, gi_bytes text, gi_run *run,
                                 gi_batch_facts *facts, gi_error *err);

/* One finished code: 209 digits (terminated) without a URL before them, the printed unit number,
 * and what the sink's make put into its room, NULL without make. Valid during the call; a sink
 * that wants them later copies them. */
typedef struct gi_code_item {
    uint32_t serial;
    const char *digits;
    const char *number;
    const void *made;
} gi_code_item;

/*
 * Where codes go.
 *
 * take     takes them in serial order, in the thread that called gi_codes_stream, one at a time. A
 *          status other than GI_OK stops the stream and is returned with the sink's err: that is
 *          also the way to end early
 * context  handed through to both
 * make     NULL, or what can be done for a code without those before it (its symbol): called once
 *          for each code before take, in any order and by several threads at a time, so context
 *          is only read. A failure is told once all codes before it have been taken
 * made_size  bytes of the room that make fills, a sizeof; wiped before the stream returns
 */
typedef struct gi_code_sink {
    gi_status (*take)(void *context, const gi_code_item *item, gi_error *err);
    void *context;
    gi_status (*make)(const void *context, const gi_code_item *item, void *room, gi_error *err);
    size_t made_size;
} gi_code_sink;

/*
 * Signs and hands over the serials [from, from + count) of the run, in order. The run comes
 * from a committed registry (gi_run_find): what it says is not asked again here.
 *
 * signer   the run's key; with threads above 1 it signs in several threads at once
 * threads  1..64 that work, the caller's among them; 1 makes no thread, and so does a system that
 *          gives none
 * sink     what it got before a failure is good and stays with it
 *
 * GI_INVALID    out-of-range (threads)   unknown-type: a run of packages
 *               bad-count: count 0, or the range leaves the run
 * GI_DENIED     other-signer: another key than the run's
 * GI_NO_MEMORY  no-memory   GI_IO  crypto; or what signer, make or take said
 */
GI_CHECKED gi_status gi_codes_stream(const gi_run *run, const gi_signer *signer, uint32_t from,
                                     uint32_t count, int threads, gi_code_sink sink, gi_error *err);

/*
 * Signs one code that needs no run: a batch paper (type 3, serial 0), a trade card (type 4, serial
 * above 0 and nothing else: gi_card_header) or a test code (type 15).
 * header->key must be the signer's, and the fields within their places (gi_unit_header_encode).
 *
 * GI_INVALID  unknown-type, for any other type, field of a paper or card, or key   GI_IO  crypto
 */
GI_CHECKED gi_status gi_code_sign(const gi_unit_header *header, const gi_signer *signer,
                                  gi_unit_code *out, gi_error *err);

#endif

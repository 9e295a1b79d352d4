/* The codes of a run come in order, complete, the same for one thread and for many. */
#include <stdlib.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/unit_number.h"
#include "label.h"
#include "tests/support/spec.h"

#define MANY 1500 /* many blocks, the last one not full */

typedef struct code_tape {
    uint32_t next;  /* serial that must come next */
    uint32_t count; /* codes seen */
    uint32_t stop;  /* stop after so many; 0 = never */
    gi_digest sum;  /* over all digits and numbers so far */
} code_tape;

static gi_status record(void *context, const gi_code_item *item, gi_error *err)
{
    code_tape *tape = context;
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, item->serial }, number);
    EXPECT_INT(item->serial, tape->next);
    EXPECT_TEXT(item->number, number);
    gi_bytes parts[] = { gi_digest_view(&tape->sum), gi_bytes_of(item->digits) };
    tape->sum = gi_sha256_parts(parts, 2);
    tape->next++;
    tape->count++;
    return tape->count == tape->stop ? gi_fail(err, GI_WHY_DB_FULL, "tape") : GI_OK;
}

static gi_status stream(const gi_fixture *fixture, const gi_run *run, uint32_t from, uint32_t count,
                        int threads, code_tape *tape, gi_error *err)
{
    tape->next = from;
    return gi_codes_stream(run, fixture_signer(fixture, FIXTURE_LABEL), from, count, threads,
                           (gi_code_sink){ .take = record, .context = tape }, err);
}

SPEC(several_threads_give_the_same_codes_in_the_same_order)
{
    gi_error err = { 0 };
    code_tape one = { 0 };
    code_tape three = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 100);
    run.count = MANY; /* the stream takes the run's word for its size */
    EXPECT_OK(stream(fixture, &run, 1, MANY, 1, &one, &err));
    EXPECT_OK(stream(fixture, &run, 1, MANY, 3, &three, &err));
    EXPECT_INT(three.count, MANY);
    EXPECT(memcmp(&one.sum, &three.sum, sizeof one.sum) == 0);
}

SPEC(a_part_of_a_run_is_streamed_alone)
{
    gi_error err = { 0 };
    code_tape part = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 100);
    EXPECT_OK(stream(fixture, &run, 98, 3, 2, &part, &err));
    EXPECT_INT(part.count, 3);
    EXPECT_INT(part.next, 101);
}

SPEC(serials_outside_the_run_are_never_signed)
{
    gi_error err = { 0 };
    code_tape tape = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 10);
    gi_run run = fixture_issue(fixture, "50g", 10);
    EXPECT_WHY(stream(fixture, &run, 10, 1, 1, &tape, &err), GI_WHY_BAD_COUNT);
    EXPECT_WHY(stream(fixture, &run, 11, 11, 2, &tape, &err), GI_WHY_BAD_COUNT);
    EXPECT_WHY(stream(fixture, &run, 20, 0, 1, &tape, &err), GI_WHY_BAD_COUNT);
    EXPECT_WHY(stream(fixture, &run, 20, UINT32_MAX, 1, &tape, &err), GI_WHY_BAD_COUNT);
    EXPECT_INT(tape.count, 0);
}

SPEC(only_the_key_of_the_run_signs_its_codes)
{
    gi_error err = { 0 };
    code_tape tape = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 10);
    EXPECT_WHY(gi_codes_stream(&run, fixture_signer(fixture, FIXTURE_REGISTRY), 1, 1, 1,
                               (gi_code_sink){ .take = record, .context = &tape }, &err),
               GI_WHY_OTHER_SIGNER);
    EXPECT_TEXT(err.message, "these labels are of key 7; key 6 cannot sign their codes");
    EXPECT_WHY(stream(fixture, &run, 1, 1, 0, &tape, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(stream(fixture, &run, 1, 1, 65, &tape, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_INT(tape.count, 0);
}

SPEC(a_sink_that_fails_stops_the_stream)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 100);
    run.count = MANY;
    for (int threads = 1; threads <= 3; threads++) {
        code_tape tape = { .stop = 300 };
        EXPECT_WHY(stream(fixture, &run, 1, MANY, threads, &tape, &err), GI_WHY_DB_FULL);
        EXPECT_INT(tape.count, 300);
    }
}

/* A signer that breaks after some signatures, as a card that was pulled out. */
static gi_status broken_sign(const gi_signer *signer, gi_bytes message, gi_signature *out,
                             gi_error *err)
{
    (void)signer;
    if (message.data[12 + 14 + 2] > 1) { /* serial 512 and later */
        return gi_fail(err, GI_WHY_CRYPTO, "card");
    }
    *out = (gi_signature){ { 0 } };
    return GI_OK;
}

SPEC(a_signer_that_fails_stops_the_stream_right_behind_what_it_signed)
{
    gi_error err = { 0 };
    static const gi_signer_type broken = { broken_sign, NULL };
    gi_signer signer = { .type = &broken, .key = FIXTURE_LABEL };
    gi_run run = { .key = FIXTURE_LABEL, .first = 1, .count = MANY, .header = { 0x10 } };
    for (int threads = 1; threads <= 3; threads++) {
        code_tape tape = { .next = 1 };
        EXPECT_WHY(gi_codes_stream(&run, &signer, 1, MANY, threads,
                                   (gi_code_sink){ .take = record, .context = &tape }, &err),
                   GI_WHY_CRYPTO);
        EXPECT_INT(tape.count, 511);
    }
}

SPEC(the_last_serial_of_a_key_is_reached)
{
    gi_error err = { 0 };
    code_tape tape = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 100);
    run.first = UINT32_MAX - 9;
    run.count = 10;
    EXPECT_OK(stream(fixture, &run, UINT32_MAX - 9, 10, 2, &tape, &err));
    EXPECT_INT(tape.count, 10);
}

/*
 * No code with one digit changed is ever taken for issued, whatever the algorithm.
 *
 * Ten thousand codes with one digit changed at random, and every single-digit change of some
 * codes. Each answer must be "forged" or "cannot tell"; which digit broke is printed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/lookup.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define CODES 10000
#define EVERY_DIGIT 20 /* codes whose every digit is changed to every other */

typedef struct sheet {
    char code[CODES][GI_UNIT_DIGITS + 1];
    size_t count;
} sheet;

static gi_status keep(void *context, const gi_code_item *item, gi_error *err)
{
    sheet *to = context;
    (void)err;
    memcpy(to->code[to->count++], item->digits, GI_UNIT_DIGITS + 1);
    return GI_OK;
}

/* A run of count labels of 50 g; their codes. */
static gi_fixture *issue(gi_algorithm algorithm, int count, sheet *codes)
{
    gi_error err = { 0 };
    gi_fixture *fixture = fixture_open(algorithm);
    fixture_add_grant(fixture);
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "2100kg", NULL);
    fixture_act(fixture, "make", "holder", fixture->holder, "product", "LSYW", "season", "2026-1",
                "inputs", "1:2100kg", "qty", "500kg", "day", "2026-04-05", NULL);
    fixture_act(fixture, "batch", "holder", fixture->holder, "lot", "2", "grade", "1", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    gi_run run = fixture_issue(fixture, "50g", count);
    codes->count = 0;
    EXPECT_OK(gi_codes_stream(&run, fixture_signer(fixture, FIXTURE_LABEL), run.first, run.count, 2,
                              (gi_code_sink){ .take = keep, .context = codes }, &err));
    return fixture;
}

static void expect_refused(const gi_fixture *fixture, const char *code, size_t place)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(code), &verdict, &err));
    bool refused = verdict.issued == GI_ISSUED_FORGED || verdict.issued == GI_ISSUED_UNKNOWN;
    if (!refused || verdict.has_unit || verdict.has_batch) {
        (void)printf("    digit %zu of %s\n", place, code);
    }
    EXPECT(refused);
    EXPECT(!verdict.has_unit && !verdict.has_batch);
}

static void expect_issued(const gi_fixture *fixture, const char *code)
{
    gi_error err = { 0 };
    gi_verdict verdict;
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(code), &verdict, &err));
    EXPECT_INT(verdict.issued, GI_ISSUED_YES);
}

static void change_one_digit_of_each(gi_algorithm algorithm, int count)
{
    sheet *codes = malloc(sizeof *codes);
    EXPECT(codes != NULL);
    GI_AUTO(gi_fixture) fixture = issue(algorithm, count, codes);
    for (size_t i = 0; i < codes->count; i++) {
        size_t place = (size_t)gi_spec_below(GI_UNIT_DIGITS);
        char *digit = &codes->code[i][place];
        if (i % 100 == 0) {
            expect_issued(fixture, codes->code[i]);
        }
        *digit = (char)('0' + (*digit - '0' + 1 + (char)gi_spec_below(9)) % 10);
        expect_refused(fixture, codes->code[i], place);
    }
    free(codes);
}

static void change_every_digit(gi_algorithm algorithm, int count)
{
    sheet *codes = malloc(sizeof *codes);
    EXPECT(codes != NULL);
    GI_AUTO(gi_fixture) fixture = issue(algorithm, count, codes);
    for (size_t i = 0; i < codes->count * GI_UNIT_DIGITS; i++) {
        char *code = codes->code[i / GI_UNIT_DIGITS];
        char *digit = &code[i % GI_UNIT_DIGITS];
        char before = *digit;
        for (int other = '0'; other <= '9'; other++) {
            *digit = (char)other;
            if (other != before) {
                expect_refused(fixture, code, i % GI_UNIT_DIGITS);
            }
        }
        *digit = before;
    }
    free(codes);
}

SPEC(one_random_digit_changed_is_never_issued_for_ed25519)
{
    change_one_digit_of_each(GI_ED25519, CODES);
}

SPEC(one_random_digit_changed_is_never_issued_for_p256)
{
    change_one_digit_of_each(GI_P256, CODES);
}

SPEC(one_random_digit_changed_is_never_issued_for_sm2)
{
    change_one_digit_of_each(GI_SM2, CODES);
}

SPEC(no_single_digit_change_is_issued_for_ed25519)
{
    change_every_digit(GI_ED25519, EVERY_DIGIT);
}

SPEC(no_single_digit_change_is_issued_for_p256)
{
    change_every_digit(GI_P256, EVERY_DIGIT);
}

SPEC(no_single_digit_change_is_issued_for_sm2)
{
    change_every_digit(GI_SM2, EVERY_DIGIT);
}

/*
 * officers.h - a registry with two officers of the bureau, one batch and some labels.
 */
#ifndef GI_TESTS_OFFICERS_H
#define GI_TESTS_OFFICERS_H

#include "gi/json.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define OFFICER_TWO 8 /* key of the second officer */
#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* One batch of lot 2 (made of lot 1, of source 1), two officers. */
gi_fixture *officers(void);
/* Leaves only one bureau signer in the fixture: the other one acts. */
void only_officer(gi_fixture *fixture, uint16_t key);
void both_officers(gi_fixture *fixture);
/* Moves the fixture's clock by whole days. */
void days_pass(gi_fixture *fixture, int days);
/* Freezes fixture->batch; the act is the last one. */
void freeze_batch(gi_fixture *fixture, bool with_doc);
/* Index of the last act as text; valid until the end of the statement. */
gi_num_text last_act(const gi_fixture *fixture);
/* The public leaf of the last act, as text. */
void last_leaf(const gi_fixture *fixture, char *out, size_t size);
int64_t log_size(const gi_fixture *fixture);

/* The refusal is for this reason and the log stays as it was. */
#define EXPECT_REFUSED(fixture, reason, ...)                                                \
    do {                                                                                    \
        gi_error refusal_ = { 0 };                                                          \
        int64_t before_ = log_size(fixture);                                                \
        gi_spec_expect_why(fixture_try((fixture), &refusal_, __VA_ARGS__, NULL), &refusal_, \
                           (reason), __FILE__, __LINE__, #reason);                          \
        EXPECT_INT(log_size(fixture), before_);                                             \
    } while (0)

#endif

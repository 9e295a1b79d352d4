/*
 * helpers.h - what the specs of the acts ask of a registry after an act.
 */
#ifndef GI_TESTS_ACTS_HELPERS_H
#define GI_TESTS_ACTS_HELPERS_H

#include "gi/json.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define SEASON (2026 * 16 + 1)

/* A fixture whose product LSYW has a daily cap of 20 kg a mu, one plot of 10 mu granted. */
gi_fixture *land(void);

/* land() and 42 kg picked on 2026-04-05 (lot 1). */
gi_fixture *picked(void);

/* Destroys the signer of a key: what the acts do without it. */
void drop_signer(gi_fixture *fixture, uint16_t key);

/* Balance of the fixture's holder in product 1, season 2026-1. */
int64_t balance(const gi_fixture *fixture, const char *material);

/* Number of acts in the log. */
int64_t acts(const gi_fixture *fixture);

/* The public leaf of an act; you own it. */
gi_json *leaf(const gi_fixture *fixture, int64_t index);
int64_t leaf_int(const gi_fixture *fixture, int64_t index, const char *name);
void leaf_text(const gi_fixture *fixture, int64_t index, char *out, size_t size);

/* Books sum to zero. */
bool books_balance(const gi_fixture *fixture);

/* The refusal is for this reason and nothing at all changed. */
#define EXPECT_REFUSED(fixture, reason, ...)                                                 \
    do {                                                                                     \
        gi_error refusal_ = { 0 };                                                           \
        int64_t before_ = acts(fixture);                                                     \
        gi_spec_expect_why(fixture_try((fixture), &refusal_, __VA_ARGS__, NULL), &refusal_,  \
                           (reason), __FILE__, __LINE__, #reason);                           \
        EXPECT_INT(acts(fixture), before_);                                                  \
        EXPECT(books_balance(fixture));                                                      \
    } while (0)

#endif

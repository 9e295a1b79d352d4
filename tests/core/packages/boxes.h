/*
 * boxes.h - labels to be packed, and numbers as people write them, for the specs of packages.
 */
#ifndef GI_TESTS_PACKAGES_BOXES_H
#define GI_TESTS_PACKAGES_BOXES_H

#include "gi/json.h"
#include "gi/package.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

/* A batch of 10 kg, serials 1..100 of 50 g issued; labels count by this rule ("issue" ...). */
gi_fixture *labelled(const char *activate);

/* Serials 101..110 of 50 g, of a batch of a second producer. */
void label_others(gi_fixture *fixture);
/* 50 more labels of 50 g, of a second batch of the first producer; the first serial. */
uint32_t label_more(gi_fixture *fixture);

/* "first..last" of the label key, and one number. */
typedef struct numbers {
    char text[512];
} numbers;
numbers range_of(uint32_t first, uint32_t last);
numbers number_of(uint32_t serial);
/* Two lists with a comma between. */
numbers both_of(numbers left, numbers right);

/* pack units first..last into cases of `each`; the serial of the first case. */
uint32_t pack(gi_fixture *fixture, uint32_t first, uint32_t last, const char *each);
/* pack cases first..last into one carton; its serial. */
uint32_t pack_cases(gi_fixture *fixture, uint32_t first, uint32_t last);
void unpack(gi_fixture *fixture, uint32_t serial);

/* The public leaf of the newest act; you own it. */
gi_json *newest_leaf(const gi_fixture *fixture);
int64_t leaf_size(const gi_fixture *fixture);
/* The text of a member as canonical JSON. */
numbers member_of(const gi_json *object, const char *name);

/* The code of a package, as it is printed. */
numbers code_of(const gi_fixture *fixture, uint32_t serial);
/* The code of a label. */
numbers label_code(const gi_fixture *fixture, uint32_t serial);

/* What registry and bundle both say about a text; the SPEC ends when they differ. */
gi_verdict ask(gi_fixture *fixture, const char *text);
gi_inside_answer ask_inside(gi_fixture *fixture, const char *label, const char *package);
gi_bundle *bundle_of(gi_fixture *fixture);

/* What a typed number is answered with. */
gi_verdict verdict_of(const gi_fixture *fixture, uint32_t serial);

/* The refusal is for this reason and nothing was written. */
#define EXPECT_REFUSED(fixture, reason, ...)                                                \
    do {                                                                                    \
        gi_error refusal_ = { 0 };                                                          \
        int64_t before_ = leaf_size(fixture);                                               \
        gi_spec_expect_why(fixture_try((fixture), &refusal_, __VA_ARGS__, NULL), &refusal_, \
                           (reason), __FILE__, __LINE__, #reason);                          \
        EXPECT_INT(leaf_size(fixture), before_);                                            \
    } while (0)

#endif

/*
 * labels.h - a fixture with issued labels, their ranges as the acts read them, and what a lookup
 * says of one, for the specs of labels.
 */
#ifndef GI_TESTS_ACTS_LABELS_H
#define GI_TESTS_ACTS_LABELS_H

#include "gi/lookup.h"
#include "tests/core/acts/helpers.h"

/* picked(), and 10 kg made and released, of a product with this rule of activation ("range",
 * "issue") and spoilage of 100 permille; `count` labels of 50 g issued from serial 1 on. */
gi_fixture *issued_labels(const char *activate, int count);

/* "FIRST..LAST" as unit numbers; .text lives to the end of the statement. */
typedef struct range_text {
    char text[40];
} range_text;
range_text units(uint32_t first, uint32_t last);

/* The field `units` of an act. */
#define UNITS(first, last) "units", units((first), (last)).text

/* What a lookup of the label's number says now. */
gi_verdict verdict_of(const gi_fixture *fixture, uint32_t serial);

#endif

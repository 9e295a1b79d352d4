/*
 * template.h - founded registries are made once per program and copied for each spec.
 *
 * Founding one costs some 60 ms under the sanitizers, most of it the schema; a copy 1 ms. All
 * come from the same acts and the same chance, so a copy is what founding it again would give.
 */
#ifndef GI_TESTS_TEMPLATE_H
#define GI_TESTS_TEMPLATE_H

#include "tests/support/registry.h"

typedef struct template_of {
    gi_algorithm label;
    char suite[8];
    char room[112];  /* folder of the closed registry and its high-water mark; only read */
    uint64_t chance; /* of the fixture when it was closed */
    gi_receipt receipt;
} template_of;

/* The one of this label key and suite, NULL when there is none yet. */
const template_of *template_find(gi_algorithm label, const char *suite);
/* Keeps a copy of the row; its directory must stay. */
void template_keep(const template_of *made);

/* Copies all that a folder holds into an empty one. */
void template_copy(const char *from, const char *to);

#endif

/*
 * both.h - asks the registry and its bundle the same thing and wants the same answer; also of a
 * label's neighbours, where it has any.
 */
#ifndef GI_TESTS_LOOKUP_BOTH_H
#define GI_TESTS_LOOKUP_BOTH_H

#include "gi/bundle.h"
#include "gi/lookup.h"
#include "gi/neighbours.h"
#include "tests/support/registry.h"

/* The founding root, as somebody who ran `gitrace trust` once pins it. */
gi_root_pin pin_of(const gi_fixture *fixture);
/* The registry's bundle as it stands now. */
void bundle_bytes(gi_fixture *fixture, gi_buf *out);
/* ... opened at the fixture's time, with the pin. */
gi_bundle *bundle_of(gi_fixture *fixture);

/* The registry's answer. */
gi_verdict ask_store(const gi_fixture *fixture, const char *text);
gi_verdict ask_bundle(gi_bundle *bundle, const char *text);
/* The answer of neighbours that are read for it; false: there are none, or they do not know. */
bool ask_neighbours(const gi_fixture *fixture, const char *text, gi_verdict *out);
/* All of them; the SPEC ends when they differ in anything but "as of". */
gi_verdict ask(gi_fixture *fixture, const char *text);
void expect_same(const gi_verdict *a, const gi_verdict *b);

/* "issued in_force", "unknown(typed) void": issued, why unknown, still good. */
typedef struct short_verdict {
    char text[64];
} short_verdict;
short_verdict short_of(const gi_verdict *verdict);

/* What both say about a text, in short. */
#define EXPECT_ANSWER(fixture, asked, wanted)              \
    do {                                                   \
        gi_verdict both_said_ = ask((fixture), (asked));   \
        EXPECT_TEXT(short_of(&both_said_).text, (wanted)); \
    } while (0)

#endif
